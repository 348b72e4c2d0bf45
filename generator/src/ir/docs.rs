//! What the description says to people.

/// Prose attached to a type, field, operation or parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// `title` of a schema, `summary` of an operation.
    pub title: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

impl Docs {
    /// Adds a paragraph to the description.
    pub fn add(&mut self, sentence: &str) {
        self.description = Some(match self.description.take() {
            Some(text) => format!("{}\n\n{sentence}", text.trim_end()),
            None => sentence.to_owned(),
        });
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
