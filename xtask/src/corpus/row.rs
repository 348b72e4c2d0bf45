//! How one description fared.

use serde::Serialize;

/// One line of the table, and one object of the JSON file.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) file: String,
    pub(super) slug: String,
    /// The version the document claims.
    pub(super) version: String,
    pub(super) outcome: Outcome,
    pub(super) operations: usize,
    pub(super) types: usize,
    /// Lines of all generated files.
    pub(super) lines: usize,
    pub(super) warnings: usize,
    pub(super) errors: usize,
    /// The first error, or what the generator panicked with.
    pub(super) first_error: Option<String>,
    pub(super) seconds: f64,
    /// None where nothing was compiled.
    pub(super) compiled: Option<Compiled>,
    /// None where nothing was sent through the models.
    #[cfg(feature = "round-trip")]
    pub(super) round_trip: Option<crate::round_trip::Report>,
}

/// What came of a description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// A client was made.
    #[default]
    Generated,
    /// The description has errors.
    Refused,
    /// The generator reported a bug of its own.
    Internal,
    /// The generator panicked.
    Panicked,
    /// The client does not compile.
    Broken,
}

/// What the compiler said about a client.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compiled {
    pub(super) warnings: usize,
    pub(super) errors: usize,
    /// As the compiler prints it.
    pub(super) first_error: Option<String>,
}

impl Outcome {
    pub(super) fn word(self) -> &'static str {
        match self {
            Outcome::Generated => "generated",
            Outcome::Refused => "refused",
            Outcome::Internal => "internal",
            Outcome::Panicked => "panicked",
            Outcome::Broken => "broken",
        }
    }
}

impl Row {
    /// Whether the generator is to blame.
    pub(super) fn is_failure(&self) -> bool {
        match self.outcome {
            Outcome::Generated | Outcome::Refused => false,
            Outcome::Internal | Outcome::Panicked | Outcome::Broken => true,
        }
    }
}
