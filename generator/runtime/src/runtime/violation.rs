//! What a value breaks of the constraints its description states.

use std::fmt;

use super::locate::escape;
use super::parameter::Location;

/// One constraint that a value breaks.
///
/// Prints as `/name: shorter than 1 character`; the value itself never shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where: a JSON Pointer (RFC 6901) into the body, as in `/headers/0/name`; for a parameter its name, escaped as
    /// there, with the pointer into its value behind it.
    pub pointer: String,
    /// What is wrong there, as in `shorter than 1 character`.
    pub rule: String,
    /// Which kind of parameter it is in; `None` for the body.
    pub(crate) location: Option<Location>,
}

impl Violation {
    /// Of a parameter as a whole.
    pub(crate) fn of_parameter(location: Location, name: &str, rule: &str) -> Self {
        Violation {
            pointer: escape(name),
            rule: rule.to_owned(),
            location: Some(location),
        }
    }

    /// Where in the arguments of the call: the pointer below the part of the request it is in.
    pub(crate) fn place(&self) -> String {
        match self.location {
            Some(location) => format!("/{}/{}", location.as_str(), self.pointer),
            None => format!("/body{}", self.pointer),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => f.write_str(&self.rule),
            pointer => write!(f, "{pointer}: {}", self.rule),
        }
    }
}

impl std::error::Error for Violation {}

/// Every constraint that a request breaks, in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(crate) fn new(violations: Vec<Violation>) -> Self {
        Violations(violations)
    }

    /// The violations, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
