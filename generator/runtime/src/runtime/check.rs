//! One value under its constraints: a method per keyword, each of which hands the check on to the next.
//!
//! ```text
//! v.at("name", &self.name).length(1..=64).pattern("^[a-z]+$");
//! v.at_opt("tags", &self.tags).count(..=10).items(|x| x.length(1..));
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::limits::{Limits, Number};
use super::secret::Secret;
use super::validate::{Validate, Validator};

/// A value at its place. A value that is not there breaks nothing.
pub(crate) struct Check<'a, T: ?Sized> {
    v: Validator<'a>,
    value: Option<&'a T>,
}

impl<'a, T: ?Sized> Check<'a, T> {
    pub(crate) fn new(v: Validator<'a>, value: Option<&'a T>) -> Self {
        Check { v, value }
    }

    /// Checks what stands inside the value.
    pub(crate) fn inside(mut self, check: impl FnOnce(&mut Validator<'_>, &T)) -> Self {
        if let Some(value) = self.value {
            check(&mut self.v, value);
        }
        self
    }

    /// Reports what `broken` says of the value.
    pub(super) fn rule(self, broken: impl FnOnce(&T) -> Option<String>) -> Self {
        self.inside(|v, value| {
            if let Some(rule) = broken(value) {
                v.report(rule);
            }
        })
    }
}

impl<T: Validate + ?Sized> Check<'_, T> {
    /// The constraints that the value's own type states.
    pub(crate) fn validate(self) -> Self {
        self.inside(|v, value| value.validate(v))
    }
}

impl<'a, T> Check<'a, Option<T>> {
    /// Goes on with the value that may be `null` here.
    pub(crate) fn some(self) -> Check<'a, T> {
        Check::new(self.v, self.value.and_then(Option::as_ref))
    }
}

impl<'a, T: ?Sized> Check<'a, Option<&'a T>> {
    /// Goes on with the value that is lent, where it may be `null`.
    pub(crate) fn lent(self) -> Check<'a, T> {
        Check::new(self.v, self.value.and_then(|value| *value))
    }
}

/// Something with a length.
pub(crate) trait Text {
    /// The text.
    fn text(&self) -> &str;
}

impl<T: AsRef<str> + ?Sized> Text for T {
    fn text(&self) -> &str {
        self.as_ref()
    }
}

impl Text for Secret {
    fn text(&self) -> &str {
        self.expose()
    }
}

impl<T: Text + ?Sized> Check<'_, T> {
    /// `minLength` and `maxLength`, in Unicode scalar values.
    pub(crate) fn length(self, limits: impl Limits<usize>) -> Self {
        let (low, high) = (limits.low(), limits.high());
        self.rule(|value| wrong_length(value.text(), low, high))
    }
}

fn wrong_length(text: &str, low: Option<usize>, high: Option<usize>) -> Option<String> {
    let characters = |limit| counted(limit, "character", "characters");
    // Counting stops at the limit, so that a long text costs no more than a short one.
    let is_short = |limit: &usize| text.chars().take(*limit).count() < *limit;
    let is_long = |limit: &usize| text.chars().nth(*limit).is_some();
    let short = low.filter(is_short);
    let short = short.map(|limit| format!("shorter than {}", characters(limit)));
    let long = high.filter(is_long);
    short.or_else(|| long.map(|limit| format!("longer than {}", characters(limit))))
}

impl Check<'_, bool> {
    /// `const`, or `enum` of one value.
    pub(crate) fn is(self, constant: bool) -> Self {
        self.rule(|value| (*value != constant).then(|| format!("not `{constant}`")))
    }
}

impl<N: Number> Check<'_, N> {
    /// Infinite numbers and those that are none would be `null`, which a parameter cannot be.
    pub(crate) fn finite(self) -> Self {
        self.require(N::is_finite, || "not a finite number".to_owned())
    }

    /// `minimum` and `maximum`.
    pub(crate) fn range(mut self, limits: impl Limits<N>) -> Self {
        if let Some(low) = limits.low() {
            self = self.require(|value| value >= low, || format!("less than {low}"));
        }
        if let Some(high) = limits.high() {
            self = self.require(|value| value <= high, || format!("more than {high}"));
        }
        self
    }

    /// `minimum` with `exclusiveMinimum`.
    pub(crate) fn more_than(self, limit: N) -> Self {
        self.require(|value| value > limit, || format!("not more than {limit}"))
    }

    /// `maximum` with `exclusiveMaximum`.
    pub(crate) fn less_than(self, limit: N) -> Self {
        self.require(|value| value < limit, || format!("not less than {limit}"))
    }

    /// `multipleOf`.
    pub(crate) fn multiple_of(self, step: N) -> Self {
        self.require(
            |value| value.is_multiple(step),
            || format!("not a multiple of {step}"),
        )
    }

    /// Asks for what has to hold, and not for what must not, so that what is no number breaks every limit.
    fn require(self, holds: impl FnOnce(N) -> bool, rule: impl FnOnce() -> String) -> Self {
        self.rule(|value| (!holds(*value)).then(rule))
    }
}

/// Something that has items or properties.
pub(crate) trait Counted {
    /// What one of them is called, and what several are.
    const UNIT: (&'static str, &'static str);

    /// How many there are.
    fn count(&self) -> usize;
}

impl<T> Counted for [T] {
    const UNIT: (&'static str, &'static str) = ("item", "items");

    fn count(&self) -> usize {
        self.len()
    }
}

impl<T> Counted for Vec<T> {
    const UNIT: (&'static str, &'static str) = <[T]>::UNIT;

    fn count(&self) -> usize {
        self.len()
    }
}

impl<T> Counted for BTreeMap<String, T> {
    const UNIT: (&'static str, &'static str) = ("property", "properties");

    fn count(&self) -> usize {
        self.len()
    }
}

impl<T: Counted + ?Sized> Check<'_, T> {
    /// `minItems` and `maxItems` of an array, `minProperties` and `maxProperties` of an object.
    pub(crate) fn count(self, limits: impl Limits<usize>) -> Self {
        let (low, high) = (limits.low(), limits.high());
        self.rule(|value| wrong_count(value.count(), low, high, T::UNIT))
    }
}

/// How a number of items or properties is wrong.
pub(super) fn wrong_count(
    count: usize,
    low: Option<usize>,
    high: Option<usize>,
    (one, many): (&str, &str),
) -> Option<String> {
    let few = low.filter(|limit| count < *limit);
    let few = few.map(|limit| format!("fewer than {}", counted(limit, one, many)));
    let more = high.filter(|limit| count > *limit);
    few.or_else(|| more.map(|limit| format!("more than {}", counted(limit, one, many))))
}

/// An array.
pub(crate) trait List {
    /// The type of its items.
    type Item;

    /// Its items.
    fn items(&self) -> &[Self::Item];
}

impl<T> List for [T] {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }
}

impl<T> List for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }
}

impl<T: List + ?Sized> Check<'_, T> {
    /// Checks every item.
    pub(crate) fn items<R: ?Sized>(
        self,
        check: impl for<'c> Fn(Check<'c, T::Item>) -> Check<'c, R>,
    ) -> Self {
        self.inside(|v, value| {
            for (index, item) in value.items().iter().enumerate() {
                check(v.at_index(index, item));
            }
        })
    }

    /// `uniqueItems`. Items are equal when their JSON is.
    pub(crate) fn unique_items(self) -> Self
    where
        T::Item: Serialize,
    {
        self.rule(|value| {
            let mut seen = BTreeSet::new();
            let mut texts = value.items().iter().flat_map(serde_json::to_string);
            let repeated = texts.any(|text| !seen.insert(text));
            repeated.then(|| "has equal items".to_owned())
        })
    }
}

impl<T> Check<'_, BTreeMap<String, T>> {
    /// Checks the value of every entry.
    pub(crate) fn entries<R: ?Sized>(
        self,
        check: impl for<'c> Fn(Check<'c, T>) -> Check<'c, R>,
    ) -> Self {
        self.inside(|v, entries| {
            for (key, value) in entries {
                check(v.at(key, value));
            }
        })
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
