//! `Rfc3339`: an instant of the crate `time` that is read and written as a description's `date-time`.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known;

/// An instant with its UTC offset, written as RFC 3339 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rfc3339(pub OffsetDateTime);

impl From<OffsetDateTime> for Rfc3339 {
    fn from(instant: OffsetDateTime) -> Self {
        Rfc3339(instant)
    }
}

impl Serialize for Rfc3339 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self
            .0
            .format(&well_known::Rfc3339)
            .map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Rfc3339 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let instant = OffsetDateTime::parse(&text, &well_known::Rfc3339);
        instant.map(Rfc3339).map_err(D::Error::custom)
    }
}
