//! Which Rust type stands for which string format, as the caller chooses.

use std::collections::BTreeMap;

use crate::diagnostic::suggest;
use crate::ir::{Foreign, Scalar};

/// A format with the names of the types that can stand for it, the usual one first.
const CHOICES: &[(&str, &[(&str, Scalar)])] = &[
    (
        "date-time",
        &[
            ("chrono", Scalar::DateTime),
            ("jiff", Scalar::Foreign(Foreign::JiffTimestamp)),
            ("time", Scalar::Foreign(Foreign::TimeDateTime)),
            ("string", Scalar::String),
        ],
    ),
    (
        "date",
        &[
            ("chrono", Scalar::Date),
            ("jiff", Scalar::Foreign(Foreign::JiffDate)),
            ("string", Scalar::String),
        ],
    ),
    (
        "time",
        &[
            ("string", Scalar::String),
            ("chrono", Scalar::Foreign(Foreign::ChronoTime)),
            ("jiff", Scalar::Foreign(Foreign::JiffTime)),
        ],
    ),
    (
        "duration",
        &[
            ("string", Scalar::String),
            ("jiff", Scalar::Foreign(Foreign::JiffDuration)),
        ],
    ),
    (
        "uuid",
        &[("uuid", Scalar::Uuid), ("string", Scalar::String)],
    ),
    (
        "uri",
        &[
            ("string", Scalar::String),
            ("url", Scalar::Foreign(Foreign::Url)),
        ],
    ),
    (
        "ip",
        &[
            ("string", Scalar::String),
            ("std", Scalar::Foreign(Foreign::IpAddr)),
        ],
    ),
    (
        "ipv4",
        &[
            ("string", Scalar::String),
            ("std", Scalar::Foreign(Foreign::Ipv4Addr)),
        ],
    ),
    (
        "ipv6",
        &[
            ("string", Scalar::String),
            ("std", Scalar::Foreign(Foreign::Ipv6Addr)),
        ],
    ),
    (
        "decimal",
        &[
            ("string", Scalar::String),
            ("rust_decimal", Scalar::Foreign(Foreign::Decimal)),
        ],
    ),
    (
        "byte",
        &[("base64", Scalar::Base64), ("string", Scalar::String)],
    ),
];

/// The chosen types, by format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formats {
    chosen: BTreeMap<&'static str, Scalar>,
}

impl Formats {
    /// Chooses a type for a format: `("date-time", "jiff")`.
    ///
    /// # Errors
    /// In words, which formats or types there are to choose from.
    pub fn choose(&mut self, format: &str, name: &str) -> Result<(), String> {
        let Some((format, types)) = CHOICES.iter().find(|(known, _)| *known == format) else {
            let known = CHOICES
                .iter()
                .map(|(known, _)| format!("`{known}`"))
                .collect::<Vec<_>>();
            return Err(format!(
                "`{format}` is no format with a choice of types; {}there are {}",
                meant(format, CHOICES.iter().map(|(known, _)| *known)),
                known.join(", ")
            ));
        };
        let Some((_, scalar)) = types.iter().find(|(known, _)| *known == name) else {
            let known = types
                .iter()
                .map(|(known, _)| format!("`{known}`"))
                .collect::<Vec<_>>();
            return Err(format!(
                "`{format}` has no type `{name}`; {}there are {}",
                meant(name, types.iter().map(|(known, _)| *known)),
                known.join(", ")
            ));
        };
        self.chosen.insert(format, *scalar);
        Ok(())
    }

    /// The type for a format, if it is one that types are chosen for.
    #[must_use]
    pub fn of(&self, format: &str) -> Option<Scalar> {
        let usual = || {
            let (_, types) = CHOICES.iter().find(|(known, _)| *known == format)?;
            types.first().map(|(_, scalar)| *scalar)
        };
        self.chosen.get(format).copied().or_else(usual)
    }
}

/// The question whether another name was meant, if one is near.
fn meant(name: &str, known: impl Iterator<Item = &'static str>) -> String {
    suggest::nearest(name, known)
        .map(|near| format!("did you mean `{near}`? "))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::Formats;
    use crate::ir::{Foreign, Scalar};

    #[test]
    fn a_choice_replaces_the_usual_type() {
        let mut formats = Formats::default();
        assert_eq!(formats.of("date-time"), Some(Scalar::DateTime));
        assert_eq!(formats.choose("date-time", "jiff"), Ok(()));
        assert_eq!(
            formats.of("date-time"),
            Some(Scalar::Foreign(Foreign::JiffTimestamp))
        );
        assert_eq!(formats.of("hostname"), None);
    }

    #[test]
    fn an_unknown_choice_says_what_there_is() {
        let error = Formats::default().choose("uuid", "jiff").unwrap_err();
        assert_eq!(
            error,
            "`uuid` has no type `jiff`; there are `uuid`, `string`"
        );
        let slip = Formats::default().choose("datetime", "jiff").unwrap_err();
        assert!(slip.contains("did you mean `date-time`?"), "{slip}");
        let slip = Formats::default().choose("date", "crono").unwrap_err();
        assert!(slip.contains("did you mean `chrono`?"), "{slip}");
        assert!(
            Formats::default()
                .choose("color", "rgb")
                .unwrap_err()
                .contains("`date-time`")
        );
    }
}
