//! How well the type of a variant fits a value: what was read as the type is written again and compared.
//!
//! Only what is written shows which values an enum or a union kept without knowing them, at whatever depth: these are
//! written as newtype structs of one name. Formats see through newtype structs, as serde asks them to; the comparison
//! counts these.

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::along::Along;
use super::value::to_value;

/// The name of the newtype structs around unknown values.
pub(super) const UNKNOWN: &str = "$unknown";

/// Writes a value that an enum or a union keeps without knowing it.
pub(crate) fn write_unknown<S: Serializer, T: Serialize + ?Sized>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(UNKNOWN, value)
}

/// How badly a type fits a value; the least is the best.
///
/// To lose something is worse than not to know it: a server may know more values than it did when the client was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Misfit {
    loss: Loss,
    /// How many values are kept without being known.
    pub(super) unknown: usize,
    spelling: Spelling,
}

/// What is missing when the value is written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Nothing,
    /// A property.
    Property,
    /// The value: what is written was not there, or was something else.
    Value,
}

/// What is not missing, but written in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    Same,
    /// A number, `1.0` as `1`.
    Number,
    /// A property that is `null`, which is left out.
    Null,
}

impl Misfit {
    pub(crate) const NONE: Self = Misfit {
        loss: Loss::Nothing,
        unknown: 0,
        spelling: Spelling::Same,
    };

    pub(crate) const NUMBER: Self = Misfit {
        spelling: Spelling::Number,
        ..Self::NONE
    };

    pub(crate) const NULL: Self = Misfit {
        spelling: Spelling::Null,
        ..Self::NONE
    };

    pub(crate) const PROPERTY: Self = Misfit {
        loss: Loss::Property,
        ..Self::NONE
    };

    pub(crate) const VALUE: Self = Misfit {
        loss: Loss::Value,
        ..Self::NONE
    };

    /// The misfit of a whole that has this part as well.
    pub(super) fn and(self, part: Misfit) -> Misfit {
        Misfit {
            loss: self.loss.max(part.loss),
            unknown: self.unknown + part.unknown,
            spelling: self.spelling.max(part.spelling),
        }
    }
}

/// Compares a value with what was read from it.
pub(crate) fn misfit<T: Serialize>(value: &Value, read: &T) -> Misfit {
    let compared = read.serialize(Along(value));
    compared.unwrap_or_else(|_| match to_value(read) {
        Ok(written) if written == *value => Misfit::NONE,
        Ok(_) | Err(_) => Misfit::VALUE,
    })
}
