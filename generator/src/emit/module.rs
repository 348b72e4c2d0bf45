//! What emitting yields: files as items, not yet text.

use proc_macro2::TokenStream;

/// A file of the generated crate.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its place in the crate, such as `src/models/connections.rs`.
    pub path: String,
    /// What stands in it.
    pub content: Content,
}

/// What stands in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust, laid out by `render`.
    Rust {
        /// The lines of the module's own documentation.
        docs: Vec<String>,
        /// The items in order.
        items: Vec<Item>,
    },
    /// Text that is written as it is, below the header.
    Text(String),
}

/// One stretch of a Rust file.
#[derive(Clone, Debug)]
pub enum Item {
    /// Imports, in groups with a blank line between them.
    Uses(Vec<Vec<Use>>),
    /// Lines that stand together without blank lines: `mod` lines and re-exports.
    Lines(TokenStream),
    /// Items with blank lines between them.
    Rust(TokenStream),
    /// A macro call whose body is laid out one row a line.
    Table(Table),
}

/// One `use` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The path in front of the names, such as `std::collections`.
    pub path: String,
    /// The names, sorted.
    pub names: Vec<String>,
}

/// A macro call in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The first line, such as `object! { Connection: Deserialize {`.
    pub open: String,
    /// One line each; without any, the call is one line.
    pub rows: Vec<String>,
    /// The last line, such as `} }`.
    pub close: String,
}

impl Module {
    /// A Rust file.
    pub(super) fn rust(path: impl Into<String>, docs: Vec<String>, items: Vec<Item>) -> Self {
        Self {
            path: path.into(),
            content: Content::Rust { docs, items },
        }
    }

    /// A file that is not laid out.
    pub(super) fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(text.into()),
        }
    }
}
