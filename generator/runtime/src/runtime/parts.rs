//! Parts with names of their own, where the description names none or allows further ones.

use std::collections::BTreeMap;

use super::part::Part;

/// Parts in the order in which they are sent. A name can come several times.
///
/// ```ignore
/// let parts = Parts::new().part("title", Part::text("Sencha")).part("photo", photo);
/// ```
#[derive(Debug, Default)]
pub struct Parts(Vec<(String, Part)>);

impl Parts {
    /// No parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        self.0.push((name.into(), part.into()));
        self
    }
}

impl<N: Into<String>, P: Into<Part>> FromIterator<(N, P)> for Parts {
    fn from_iter<I: IntoIterator<Item = (N, P)>>(parts: I) -> Self {
        let parts = parts.into_iter();
        parts.fold(Self::new(), |all, (name, part)| all.part(name, part))
    }
}

impl<N: Into<String>, P: Into<Part>> From<Vec<(N, P)>> for Parts {
    fn from(parts: Vec<(N, P)>) -> Self {
        parts.into_iter().collect()
    }
}

impl<N: Into<String>, P: Into<Part>, const C: usize> From<[(N, P); C]> for Parts {
    fn from(parts: [(N, P); C]) -> Self {
        parts.into_iter().collect()
    }
}

impl<N: Into<String>, P: Into<Part>> From<BTreeMap<N, P>> for Parts {
    fn from(parts: BTreeMap<N, P>) -> Self {
        parts.into_iter().collect()
    }
}

impl IntoIterator for Parts {
    type Item = (String, Part);
    type IntoIter = std::vec::IntoIter<(String, Part)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Parts as programs pass them that have them as JSON: an object with a part for each member, and for each item of a
/// member that is an array; `null` is none.
#[cfg(feature = "serde-all")]
mod from_json {
    use std::fmt;

    use serde::de::{MapAccess, Visitor};
    use serde::{Deserialize, Deserializer};

    use super::{Part, Parts};

    impl<'de> Deserialize<'de> for Parts {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(PartsVisitor)
        }
    }

    struct PartsVisitor;

    impl<'de> Visitor<'de> for PartsVisitor {
        type Value = Parts;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object, each member of which is a part")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
            let mut all = Parts::new();
            while let Some((name, parts)) = map.next_entry::<String, Member>()? {
                let Member(parts) = parts;
                all.0
                    .extend(parts.into_iter().map(|part| (name.clone(), part)));
            }
            Ok(all)
        }
    }

    struct Member(Vec<Part>);

    impl<'de> Deserialize<'de> for Member {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            use serde_json::Value;
            let values = match Value::deserialize(deserializer)? {
                Value::Null => Vec::new(),
                Value::Array(items) => items,
                value @ (Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Object(_)) => {
                    vec![value]
                }
            };
            let parts = values.into_iter().map(Part::deserialize);
            let parts: Result<Vec<Part>, _> = parts.collect();
            parts.map(Member).map_err(serde::de::Error::custom)
        }
    }
}
