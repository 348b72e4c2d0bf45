//! The constraint `pattern`: regular expressions as ECMA-262 writes them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use regress::{Flags, Regex};

use super::check::{Check, Text};

impl<T: Text + ?Sized> Check<'_, T> {
    /// `pattern`: the text has to contain a match.
    ///
    /// A pattern that is no regular expression refuses nothing: the description is at fault, not the caller.
    pub(crate) fn pattern(self, pattern: &'static str) -> Self {
        self.rule(|value| {
            let is_broken =
                compiled(pattern).is_some_and(|regex| regex.find(value.text()).is_none());
            is_broken.then(|| format!("does not match the pattern `{pattern}`"))
        })
    }
}

type Cache = BTreeMap<&'static str, Option<Arc<Regex>>>;

/// Compiling takes far longer than matching, so every pattern is compiled once.
fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    static CACHE: Mutex<Cache> = Mutex::new(Cache::new());
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache
        .entry(pattern)
        .or_insert_with(|| compile(pattern).map(Arc::new))
        .clone()
}

/// Patterns are meant to be read with the flag `u`; older ones are legal only without it.
fn compile(pattern: &str) -> Option<Regex> {
    let unicode = Flags {
        unicode: true,
        ..Flags::default()
    };
    Regex::with_flags(pattern, unicode)
        .or_else(|_| Regex::with_flags(pattern, Flags::default()))
        .ok()
}
