//! Which operations of a description become part of the client.

mod meant;

use std::fmt;

use wildmatch::WildMatch;

use crate::diagnostic::Place;

/// Which operations the client offers: those that something includes, or all where nothing does, without those that
/// something excludes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// What is wanted; nothing stands for everything.
    pub include: Vec<Selector>,
    /// What is not wanted, even where it is included.
    pub exclude: Vec<Selector>,
}

/// What tells operations apart. In every pattern `*` stands for any text.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    /// As the user wrote it.
    text: String,
    by: By,
    /// Where the user wrote it.
    place: Place,
}

#[derive(Clone, Debug, PartialEq)]
enum By {
    Tag(WildMatch),
    Id(WildMatch),
    Path {
        method: Option<String>,
        path: WildMatch,
    },
    Deprecated,
}

/// What a selector looks at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// `operationId`, if there is one.
    pub id: Option<&'a str>,
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// The key in `paths`.
    pub path: &'a str,
    /// The tags.
    pub tags: &'a [String],
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl Selector {
    /// Reads `tag:NAME`, `deprecated`, `/path`, `METHOD /path`, or else an `operationId`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let by = match (text.strip_prefix("tag:"), text.split_once(' ')) {
            (Some(tag), _) => By::Tag(WildMatch::new(tag.trim())),
            (None, Some((method, path))) if path.trim_start().starts_with(['/', '*']) => By::Path {
                method: (method != "*").then(|| method.to_ascii_uppercase()),
                path: WildMatch::new(path.trim_start()),
            },
            (None, _) if text.starts_with('/') => By::Path {
                method: None,
                path: WildMatch::new(text),
            },
            (None, _) if text == "deprecated" => By::Deprecated,
            (None, _) => By::Id(WildMatch::new(text)),
        };
        Self {
            text: text.to_owned(),
            by,
            place: Place::default(),
        }
    }

    /// The selector, known to be written at a place that diagnostics can show.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Where the user wrote it; without a file if that is not known.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The selector of one of the operations that may be meant by this one, which selects none.
    #[must_use]
    pub fn meant(&self, operations: &[Candidate<'_>]) -> Option<String> {
        meant::meant(self, operations)
    }

    fn selects(&self, operation: &Candidate<'_>) -> bool {
        match &self.by {
            By::Tag(tag) => operation.tags.iter().any(|it| tag.matches(it)),
            By::Id(id) => operation.id.map_or(self.text == "*", |it| id.matches(it)),
            By::Path { method, path } => {
                // A fragment tells items of one path apart, and is no part of it.
                let plain = operation.path.split('#').next().unwrap_or_default();
                method.as_deref().is_none_or(|it| it == operation.method)
                    && (path.matches(operation.path) || path.matches(plain))
            }
            By::Deprecated => operation.deprecated,
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Selection {
    /// Whether every operation is wanted.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether an operation is wanted.
    #[must_use]
    pub fn takes(&self, operation: &Candidate<'_>) -> bool {
        let selects = |selectors: &[Selector]| selectors.iter().any(|it| it.selects(operation));
        (self.include.is_empty() || selects(&self.include)) && !selects(&self.exclude)
    }

    /// The selectors that select none of the operations.
    pub fn unused<'s>(
        &'s self,
        operations: &'s [Candidate<'_>],
    ) -> impl Iterator<Item = &'s Selector> {
        let selects_none =
            |it: &&Selector| !operations.iter().any(|operation| it.selects(operation));
        self.include
            .iter()
            .chain(&self.exclude)
            .filter(selects_none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(include: &[&str], exclude: &[&str]) -> Vec<&'static str> {
        let (pets, none) = (["Pets".to_owned()], []);
        let operation = |id: &'static str, method, path, tags, deprecated| Candidate {
            id: Some(id).filter(|id| !id.is_empty()),
            method,
            path,
            tags,
            deprecated,
        };
        let operations = [
            operation("listPets", "GET", "/pets", pets.as_slice(), false),
            operation("getPet", "GET", "/pets/{id}", pets.as_slice(), true),
            operation("addToy", "POST", "/pets/{id}/toys", none.as_slice(), false),
            operation("", "HEAD", "/", none.as_slice(), false),
        ];
        let parse = |texts: &[&str]| texts.iter().map(|text| Selector::parse(text)).collect();
        let selection = Selection {
            include: parse(include),
            exclude: parse(exclude),
        };
        let unused: Vec<_> = selection
            .unused(&operations)
            .map(Selector::to_string)
            .collect();
        assert_eq!(unused, Vec::<String>::new());
        let ids = ["listPets", "getPet", "addToy", ""];
        let taken = ids
            .iter()
            .zip(&operations)
            .filter(|(_, it)| selection.takes(it));
        taken.map(|(id, _)| *id).collect()
    }

    #[test]
    fn selectors_select_by_tag_id_path_method_and_age() {
        assert_eq!(taken(&[], &[]), ["listPets", "getPet", "addToy", ""]);
        assert_eq!(taken(&["*"], &[]), ["listPets", "getPet", "addToy", ""]);
        assert_eq!(taken(&["GET *"], &[]), ["listPets", "getPet"]);
        assert_eq!(taken(&["*d*"], &["* *s"]), Vec::<&str>::new());
        assert_eq!(taken(&["tag:Pets"], &["deprecated"]), ["listPets"]);
        assert_eq!(taken(&["*Pet*"], &[]), ["listPets", "getPet"]);
        assert_eq!(taken(&["/pets/{id}*"], &[]), ["getPet", "addToy"]);
        assert_eq!(taken(&["get /pets*"], &[]), ["listPets", "getPet"]);
        assert_eq!(taken(&[], &["* /pets"]), ["getPet", "addToy", ""]);
    }

    #[test]
    fn slips_are_found_in_every_form() {
        let tags = ["Pets".to_owned()];
        let operation = Candidate {
            id: Some("getPet"),
            method: "GET",
            path: "/pets/{id}",
            tags: &tags,
            deprecated: false,
        };
        for (selector, meant) in [
            ("getPte", Some("getPet")),
            ("tag:pet", Some("tag:Pets")),
            ("Pets", Some("tag:Pets")),
            ("/pets/{x}", Some("/pets/{id}")),
            ("pets/{id}", Some("/pets/{id}")),
            ("GET /pet/{id}", Some("GET /pets/{id}")),
            ("deprecated", None),
        ] {
            let found = Selector::parse(selector).meant(&[operation]);
            assert_eq!(found.as_deref(), meant, "{selector}");
        }
    }

    #[test]
    fn what_selects_nothing_is_found() {
        let selection = Selection {
            include: vec![Selector::parse("tag:Cats")],
            exclude: vec![],
        };
        assert_eq!(
            selection
                .unused(&[])
                .map(Selector::to_string)
                .collect::<Vec<_>>(),
            ["tag:Cats"]
        );
    }
}
