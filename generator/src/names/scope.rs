//! A place in which every name must be different.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::Ident;
use super::keyword::is_keyword;
use super::words::{Words, spell_signs};

/// What a name is for. It decides case and what is put before a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Type,
    Variant,
    Field,
    Method,
    Module,
    Constant,
}

/// The names taken in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// From which number on a name may be free; those below are taken.
    numbers: BTreeMap<String, u64>,
}

impl Scope {
    pub(super) fn with_reserved<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: reserved.into_iter().map(str::to_owned).collect(),
            numbers: BTreeMap::new(),
        }
    }

    /// Keeps names from being taken that nothing here has.
    pub(super) fn reserve(&mut self, names: &[&str]) {
        self.taken
            .extend(names.iter().map(|name| (*name).to_owned()));
    }

    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Takes a name that is known to be free and legal.
    pub(super) fn take(&mut self, name: String) -> Ident {
        self.taken.insert(name.clone());
        Ident::new(name)
    }

    /// Takes the name for some text, or that name with a number where it is taken.
    pub(super) fn claim(&mut self, text: &str, role: Role) -> Ident {
        self.claim_words(&words_of(text), role)
    }

    pub(super) fn claim_words(&mut self, words: &Words, role: Role) -> Ident {
        let name = spell(words, role);
        if self.is_free(&name) {
            return self.take(name);
        }
        let stem = match role {
            Role::Type | Role::Variant => name,
            Role::Field | Role::Method | Role::Module | Role::Constant => {
                format!("{}_", name.trim_end_matches('_'))
            }
        };
        let mut number = self.numbers.get(&stem).copied().unwrap_or(2);
        while !self.is_free(&format!("{stem}{number}")) {
            number += 1;
        }
        let numbered = format!("{stem}{number}");
        self.numbers.insert(stem, number + 1);
        self.take(numbered)
    }
}

/// The words of a name, its leading signs among them where they tell it from another, as in `-1` and `1`.
pub(super) fn words_of(text: &str) -> Words {
    let words = Words::of(text);
    if words.is_empty() {
        return spell_signs(text);
    }
    let signs = text
        .chars()
        .take_while(|c| "-+<>!~=".contains(*c))
        .collect::<String>();
    spell_signs(&signs).then(&words)
}

/// The identifier for words in a role, legal but not yet unique.
pub(super) fn spell(words: &Words, role: Role) -> String {
    let name = match role {
        Role::Type | Role::Variant => words.upper_camel(),
        Role::Field | Role::Method | Role::Module => words.snake(),
        Role::Constant => words.shouty(),
    };
    let name = match name.chars().next() {
        None => unnamed(role).to_owned(),
        Some(first) if first.is_numeric() => format!("{}{name}", before_digit(role)),
        Some(_) => name,
    };
    match (is_keyword(&name), role) {
        (false, _) => name,
        (true, Role::Type) => format!("{name}Type"),
        (true, Role::Variant) => format!("{name}Value"),
        (true, Role::Field | Role::Method | Role::Module | Role::Constant) => format!("{name}_"),
    }
}

fn unnamed(role: Role) -> &'static str {
    match role {
        Role::Type => "Unnamed",
        Role::Variant => "Empty",
        Role::Field | Role::Method | Role::Module => "unnamed",
        Role::Constant => "UNNAMED",
    }
}

fn before_digit(role: Role) -> &'static str {
    match role {
        Role::Type => "Type",
        Role::Variant => "Value",
        Role::Field => "field_",
        Role::Method => "call_",
        Role::Module => "tag_",
        Role::Constant => "CALL_",
    }
}
