//! What is written where a scalar stands: `1.10` is the number 1.1, but not to the author who meant a string.

use std::cell::Cell;

use serde_json::Value;

use super::excerpts::Lines;
use super::places::Outline;
use super::{Syntax, tree, yaml};
use crate::pointer::Pointer;

/// How many characters are counted in lines that are not plain ASCII, before no more is looked up.
const MAX_COUNTED: usize = 100_000_000;

/// The scalars of one source as they are written.
#[derive(Debug)]
pub struct Written<'t> {
    syntax: Syntax,
    outline: Outline<'t>,
    lines: Vec<&'t str>,
    counted: Cell<usize>,
}

impl<'t> Written<'t> {
    pub(super) fn of(text: &'t str, syntax: Syntax) -> Self {
        Self {
            syntax,
            outline: Outline::of(text, syntax),
            lines: Lines { text, syntax }.collect(),
            counted: Cell::new(0),
        }
    }

    /// The text of the scalar at a place; none unless it stands for the value, as it does not in what an overlay changed.
    pub fn text(&self, at: &Pointer, value: &Value) -> Option<&'t str> {
        let span = self.outline.scalar_at(at)?;
        let line = self
            .lines
            .get(usize::try_from(span.start.0).ok()?.checked_sub(1)?)?;
        let start = usize::try_from(span.start.1).ok()?.checked_sub(1)?;
        let text = self.cut(line, start, usize::try_from(span.width()?).ok()?)?;
        // An anchor or a tag may stand before it, and there is no space in a scalar that is no string.
        let text = text.split_whitespace().next_back().unwrap_or_default();
        (self.parsed(text).as_ref() == Some(value)).then_some(text)
    }

    fn cut(&self, line: &'t str, start: usize, width: usize) -> Option<&'t str> {
        if line.is_ascii() {
            return line.get(start..start.checked_add(width)?);
        }
        let counted = self.counted.get() + start + width;
        self.counted.set(counted);
        let byte = |nth: usize| {
            let mut offsets = line.char_indices().map(|(offset, _)| offset);
            { &mut offsets }.chain([line.len()]).nth(nth)
        };
        if counted > MAX_COUNTED {
            return None;
        }
        line.get(byte(start)?..byte(start + width)?)
    }

    fn parsed(&self, text: &str) -> Option<Value> {
        match self.syntax {
            Syntax::Json => tree::from_json(text).ok(),
            Syntax::Yaml if text.is_empty() => Some(Value::Null),
            Syntax::Yaml => yaml::scalar(text),
            Syntax::Text => None,
        }
    }
}
