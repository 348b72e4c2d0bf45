//! The walk through a value that finds which of its constraints it breaks, and where.

use std::collections::BTreeMap;

use super::check::{Check, Counted, wrong_count};
use super::limits::Limits;
use super::locate::escape;
use super::nullable::Nullable;
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

impl<T: Validate + ?Sized> Validate for &T {
    fn validate(&self, v: &mut Validator<'_>) {
        (**self).validate(v);
    }
}

impl<T: Validate> Validate for Option<T> {
    fn validate(&self, v: &mut Validator<'_>) {
        self.iter().for_each(|value| value.validate(v));
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn validate(&self, v: &mut Validator<'_>) {
        self.as_slice().validate(v);
    }
}

impl<T: Validate> Validate for [T] {
    fn validate(&self, v: &mut Validator<'_>) {
        v.here(self).items(|x| x.validate());
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn validate(&self, v: &mut Validator<'_>) {
        v.here(self).entries(|x| x.validate());
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

    /// Starts a check of the property `key`.
    pub(crate) fn at<'b, T: ?Sized>(&'b mut self, key: &'b str, value: &'b T) -> Check<'b, T> {
        let violations = &mut *self.violations;
        let place = Place::Key(&self.place, key);
        Check::new(Validator { violations, place }, Some(value))
    }

    /// Starts a check of a property that may be left out or `null`.
    pub(crate) fn at_opt<'b, T: Optional>(
        &'b mut self,
        key: &'b str,
        value: &'b T,
    ) -> Check<'b, T::Value> {
        let violations = &mut *self.violations;
        let place = Place::Key(&self.place, key);
        Check::new(Validator { violations, place }, value.value())
    }

    /// Starts a check of the item at `index`.
    pub(crate) fn at_index<'b, T>(&'b mut self, index: usize, value: &'b T) -> Check<'b, T> {
        let violations = &mut *self.violations;
        let place = Place::Index(&self.place, index);
        Check::new(Validator { violations, place }, Some(value))
    }

    /// Starts a check of a value at this very place.
    pub(crate) fn here<'b, T: ?Sized>(&'b mut self, value: &'b T) -> Check<'b, T> {
        let violations = &mut *self.violations;
        let place = self.place;
        Check::new(Validator { violations, place }, Some(value))
    }

    /// `minProperties` and `maxProperties` of an object with named properties, of which `count` are there.
    pub(crate) fn properties(&mut self, count: usize, limits: impl Limits<usize>) {
        let unit = BTreeMap::<String, ()>::UNIT;
        if let Some(rule) = wrong_count(count, limits.low(), limits.high(), unit) {
            self.report(rule);
        }
    }

    /// Reports a rule as broken at this place.
    pub(crate) fn report(&mut self, rule: String) {
        let pointer = self.place.pointer();
        self.violations.push(Violation {
            pointer,
            rule,
            location: None,
        });
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

/// A property that may be left out or `null`.
pub(crate) trait Optional {
    /// The type of its value.
    type Value;

    /// The value, if there is one.
    fn value(&self) -> Option<&Self::Value>;
}

impl<T> Optional for Option<T> {
    type Value = T;

    fn value(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl<T> Optional for Nullable<T> {
    type Value = T;

    fn value(&self) -> Option<&T> {
        self.as_ref()
    }
}
