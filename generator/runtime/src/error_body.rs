//! The error bodies of the example API: what the generator writes for the error schemas of a description.

use crate::runtime::object;
#[cfg(test)]
use crate::runtime::{RawResponse, decode};

/// Every error body the description declares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ErrorBody {
    /// A problem document.
    Problem(Problem),
    /// Not declared for this operation and status, or not what is declared.
    Undeclared,
}

impl ErrorBody {
    /// The most useful text in the body, whatever its schema.
    pub fn message(&self) -> Option<&str> {
        match self {
            ErrorBody::Problem(problem) => {
                Some(problem.message.as_deref().unwrap_or(&problem.error))
            }
            ErrorBody::Undeclared => None,
        }
    }

    /// Decodes a [`Problem`].
    #[cfg(test)]
    pub(crate) fn problem(raw: &RawResponse) -> Option<ErrorBody> {
        decode::error(raw).map(ErrorBody::Problem)
    }
}

/// A problem document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// A short code.
    pub error: String,
    /// What went wrong, in words.
    pub message: Option<String>,
}

object! { Problem: Deserialize {
    req error = "error",
    opt message = "message",
} }
