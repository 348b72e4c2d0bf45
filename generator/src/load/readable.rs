//! YAML text as its readers understand it, every character at the place that it has in the source.
//!
//! The readers know YAML 1.1 and not all of it: what YAML 1.2 reads otherwise has stand-ins here.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::line_at;
use super::places::Position;

/// Line breaks of YAML 1.1 that are none in YAML 1.2 (YAML 1.2.2, section 5.4).
const FORMER_BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// YAML text with stand-ins for characters that its readers would take for something else.
pub(super) struct Readable<'t> {
    text: Cow<'t, str>,
    /// Characters of the text, and what they stand for.
    stand_ins: Vec<(char, char)>,
}

impl<'t> Readable<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        if !text.contains(FORMER_BREAKS) {
            let (text, stand_ins) = (Cow::Borrowed(text), Vec::new());
            return Self { text, stand_ins };
        }
        let is_private = |it: &char| matches!(it, '\u{e000}'..='\u{f8ff}');
        let used: BTreeSet<_> = text.chars().filter(is_private).collect();
        let free = ('\u{e000}'..='\u{f8ff}').filter(|it| !used.contains(it));
        let stand_ins: Vec<_> = free.zip(FORMER_BREAKS).collect();
        let hidden = |it| {
            let found = stand_ins.iter().find(|(_, hidden)| *hidden == it);
            found.map_or(it, |(stand_in, _)| *stand_in)
        };
        Self {
            text: text.chars().map(hidden).collect(),
            stand_ins,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same with spaces for the tabs in lines of white space, where such a line is what the readers refuse.
    ///
    /// YAML 1.2 allows them (section 6.1).
    pub(super) fn without_blank_tabs(&self, refused: Option<Position>) -> Option<Self> {
        let line = line_at(&self.text, refused?.0)?;
        if !is_blank_with_tab(line) {
            return None;
        }
        let lines = self.text.split_inclusive('\n').map(|line| match line {
            blank if is_blank_with_tab(blank) => Cow::Owned(blank.replace('\t', " ")),
            line => Cow::Borrowed(line),
        });
        Some(Self {
            text: lines.collect::<String>().into(),
            stand_ins: self.stand_ins.clone(),
        })
    }

    /// What was read, without stand-ins.
    pub(super) fn restored(&self, read: String) -> String {
        let is_stand_in = |it: char| self.stand_ins.iter().any(|(stand_in, _)| *stand_in == it);
        if !read.contains(is_stand_in) {
            return read;
        }
        let shown = |it| {
            let found = self.stand_ins.iter().find(|(stand_in, _)| *stand_in == it);
            found.map_or(it, |(_, shown)| *shown)
        };
        read.chars().map(shown).collect()
    }

    /// A tree that was read, without stand-ins.
    pub(super) fn restored_tree(&self, read: Value) -> Value {
        if self.stand_ins.is_empty() {
            return read;
        }
        match read {
            Value::String(text) => Value::String(self.restored(text)),
            Value::Array(elements) => {
                let elements = elements.into_iter();
                elements.map(|it| self.restored_tree(it)).collect()
            }
            Value::Object(members) => {
                let members = members.into_iter();
                members
                    .map(|(key, value)| (self.restored(key), self.restored_tree(value)))
                    .collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => read,
        }
    }
}

fn is_blank_with_tab(line: &str) -> bool {
    line.contains('\t') && line.trim().is_empty()
}
