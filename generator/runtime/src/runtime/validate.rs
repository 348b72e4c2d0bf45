//! The constraints a description can state, and the walk that finds which a value breaks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use serde::Serialize;

use super::locate::escape;
use super::violation::{Violation, Violations};

/// A value whose constraints can be checked.
pub(crate) trait Validate {
    /// Reports every constraint the value breaks.
    fn validate(&self, v: &mut Validator<'_>);
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn validate(&self, v: &mut Validator<'_>) {
        (**self).validate(v);
    }
}

/// Checks one value on its own.
pub(crate) fn check(value: &(impl Validate + ?Sized)) -> Result<(), Violations> {
    let mut violations = Vec::new();
    value.validate(&mut Validator::new(&mut violations, ""));
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Violations::new(violations))
    }
}

/// A place in the value, and what was found broken so far.
///
/// A place is a chain of segments on the stack: it costs nothing until there is something to report.
pub(crate) struct Validator<'a> {
    violations: &'a mut Vec<Violation>,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Root(&'a str),
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
}

impl<'a> Validator<'a> {
    /// At the root of a value; `root` goes before every pointer.
    pub(crate) fn new(violations: &'a mut Vec<Violation>, root: &'a str) -> Self {
        Validator {
            violations,
            place: Place::Root(root),
        }
    }

    /// Checks the property `key`.
    pub(crate) fn at<T: ?Sized>(
        &mut self,
        key: &str,
        value: &T,
        check: impl FnOnce(&mut Validator<'_>, &T),
    ) {
        let place = Place::Key(&self.place, key);
        check(
            &mut Validator {
                violations: self.violations,
                place,
            },
            value,
        );
    }

    /// Checks the property `key` where it is there.
    pub(crate) fn at_opt<T: ?Sized>(
        &mut self,
        key: &str,
        value: Option<&T>,
        check: impl FnOnce(&mut Validator<'_>, &T),
    ) {
        if let Some(value) = value {
            self.at(key, value, check);
        }
    }

    /// Checks every item of an array.
    pub(crate) fn items<T>(&mut self, items: &[T], mut check: impl FnMut(&mut Validator<'_>, &T)) {
        for (index, item) in items.iter().enumerate() {
            let place = Place::Index(&self.place, index);
            check(
                &mut Validator {
                    violations: self.violations,
                    place,
                },
                item,
            );
        }
    }

    /// Checks every value of a map.
    pub(crate) fn entries<T>(
        &mut self,
        entries: &BTreeMap<String, T>,
        mut check: impl FnMut(&mut Validator<'_>, &T),
    ) {
        for (key, value) in entries {
            self.at(key, value, &mut check);
        }
    }

    /// `minLength`, in Unicode scalar values.
    pub(crate) fn min_length(&mut self, text: &str, limit: usize) {
        // Counting stops at the limit, so that a long text costs no more than a short one.
        if text.chars().take(limit).count() < limit {
            self.report(format!(
                "shorter than {}",
                counted(limit, "character", "characters")
            ));
        }
    }

    /// `maxLength`, in Unicode scalar values.
    pub(crate) fn max_length(&mut self, text: &str, limit: usize) {
        if text.chars().nth(limit).is_some() {
            self.report(format!(
                "longer than {}",
                counted(limit, "character", "characters")
            ));
        }
    }

    /// `minItems`.
    pub(crate) fn min_items(&mut self, count: usize, limit: usize) {
        self.require(count >= limit, || {
            format!("fewer than {}", counted(limit, "item", "items"))
        });
    }

    /// `maxItems`.
    pub(crate) fn max_items(&mut self, count: usize, limit: usize) {
        self.require(count <= limit, || {
            format!("more than {}", counted(limit, "item", "items"))
        });
    }

    /// `minProperties`.
    pub(crate) fn min_properties(&mut self, count: usize, limit: usize) {
        self.require(count >= limit, || {
            format!("fewer than {}", counted(limit, "property", "properties"))
        });
    }

    /// `maxProperties`.
    pub(crate) fn max_properties(&mut self, count: usize, limit: usize) {
        self.require(count <= limit, || {
            format!("more than {}", counted(limit, "property", "properties"))
        });
    }

    /// `uniqueItems`. Items are equal when their JSON is.
    pub(crate) fn unique_items<T: Serialize>(&mut self, items: &[T]) {
        let mut seen = BTreeSet::new();
        let mut texts = items.iter().flat_map(serde_json::to_string);
        let repeated = texts.any(|text| !seen.insert(text));
        self.require(!repeated, || "has equal items".to_owned());
    }

    /// `minimum`.
    pub(crate) fn minimum<N: Number>(&mut self, value: N, limit: N) {
        self.require(value >= limit, || format!("less than {limit}"));
    }

    /// `maximum`.
    pub(crate) fn maximum<N: Number>(&mut self, value: N, limit: N) {
        self.require(value <= limit, || format!("more than {limit}"));
    }

    /// `minimum` with `exclusiveMinimum`.
    pub(crate) fn exclusive_minimum<N: Number>(&mut self, value: N, limit: N) {
        self.require(value > limit, || format!("not more than {limit}"));
    }

    /// `maximum` with `exclusiveMaximum`.
    pub(crate) fn exclusive_maximum<N: Number>(&mut self, value: N, limit: N) {
        self.require(value < limit, || format!("not less than {limit}"));
    }

    /// `multipleOf`.
    pub(crate) fn multiple_of<N: Number>(&mut self, value: N, step: N) {
        self.require(value.is_multiple(step), || {
            format!("not a multiple of {step}")
        });
    }

    /// Reports a rule as broken at this place.
    pub(crate) fn report(&mut self, rule: String) {
        let pointer = self.place.pointer();
        self.violations.push(Violation { pointer, rule });
    }

    fn require(&mut self, holds: bool, rule: impl FnOnce() -> String) {
        if !holds {
            self.report(rule());
        }
    }
}

impl Place<'_> {
    fn pointer(&self) -> String {
        match self {
            Place::Root(root) => (*root).to_owned(),
            Place::Key(parent, key) => format!("{}/{}", parent.pointer(), escape(key)),
            Place::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A number that bounds apply to.
pub(crate) trait Number: Copy + PartialOrd + Display {
    /// Whether the number is a whole multiple of `step`; a step of zero divides everything.
    fn is_multiple(self, step: Self) -> bool;
}

macro_rules! integers {
    ($($ty:ident)*) => { $(
        impl Number for $ty {
            fn is_multiple(self, step: Self) -> bool {
                self.checked_rem(step).is_none_or(|rest| rest == 0)
            }
        }
    )* };
}
integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

impl Number for f64 {
    fn is_multiple(self, step: Self) -> bool {
        // 0.3 is a multiple of 0.1 to everybody but the processor.
        let times = self / step;
        step == 0.0 || (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
    }
}

impl Number for f32 {
    fn is_multiple(self, step: Self) -> bool {
        let times = self / step;
        step == 0.0 || (times - times.round()).abs() <= 1e-5 * times.abs().max(1.0)
    }
}
