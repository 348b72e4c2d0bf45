//! Text from a description as words, and words as Rust identifiers of each kind.

use std::collections::BTreeMap;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Lower-case words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Words(Vec<String>);

/// Words that a singular would break.
const SAME_IN_PLURAL: &[&str] = &[
    "alias",
    "analytics",
    "axes",
    "canvas",
    "css",
    "data",
    "details",
    "diagnostics",
    "dns",
    "gps",
    "https",
    "ios",
    "logistics",
    "media",
    "metadata",
    "metrics",
    "os",
    "preferences",
    "settings",
    "sms",
    "statistics",
    "stats",
    "tls",
    "windows",
];

impl Words {
    /// Splits text at anything that is not a letter or digit, and where the case changes.
    pub(super) fn of(text: &str) -> Self {
        let snake = legal_letters(&lower_acronyms(text)).to_snake_case();
        Self(
            snake
                .split('_')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn as_slice(&self) -> &[String] {
        &self.0
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// These words followed by others, without saying the same word twice in a row.
    pub(super) fn then(&self, other: &Self) -> Self {
        let overlap = (1..=self.len().min(other.len()))
            .rev()
            .find(|n| self.0[self.len() - n..] == other.0[..*n])
            .unwrap_or_default();
        Self(self.0.iter().chain(&other.0[overlap..]).cloned().collect())
    }

    /// These words followed by one more.
    pub(super) fn with(&self, word: &str) -> Self {
        self.then(&Self(vec![word.to_owned()]))
    }

    pub(super) fn slice(
        &self,
        range: impl std::slice::SliceIndex<[String], Output = [String]>,
    ) -> Self {
        Self(self.0.get(range).unwrap_or_default().to_vec())
    }

    /// Without the words that are not wanted.
    pub(super) fn filter(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let words = self.0.iter().filter(|word| wanted(word));
        Self(words.cloned().collect())
    }

    /// With the last word in the singular.
    pub(super) fn singular(mut self) -> Self {
        if let Some(last) = self.0.last_mut() {
            *last = singular(last);
        }
        self
    }

    /// Whether the last word is a plural.
    pub(super) fn is_plural(&self) -> bool {
        self.last().is_some_and(|word| singular(word) != word)
    }

    /// `AuthMethod`
    pub(super) fn upper_camel(&self) -> String {
        self.joined().to_upper_camel_case()
    }

    /// `auth_method`
    pub(super) fn snake(&self) -> String {
        self.0.join("_")
    }

    /// `AUTH_METHOD`
    pub(super) fn shouty(&self) -> String {
        self.joined().to_shouty_snake_case()
    }

    fn joined(&self) -> String {
        self.0.join("_")
    }
}

/// How often each is there.
pub(super) fn counted<'a, T: Ord + 'a>(
    all: impl IntoIterator<Item = &'a T>,
) -> BTreeMap<&'a T, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

fn singular(word: &str) -> String {
    if word.chars().count() <= 3
        || SAME_IN_PLURAL.contains(&word)
        || !word.ends_with(['s', 'n', 'e', 'a', 'i'])
    {
        return word.to_owned();
    }
    // Only forms in `-s` and a few irregular ones are plurals in API names.
    if !word.ends_with('s')
        && !matches!(
            word,
            "children" | "people" | "indices" | "vertices" | "criteria"
        )
    {
        return word.to_owned();
    }
    pluralizer::pluralize(word, 1, false)
}

/// `userIDs` is `user` and `ids`, `OAuth` one word.
fn lower_acronyms(text: &str) -> String {
    let text = text.replace("OAuth", "Oauth");
    let chars = text.chars().collect::<Vec<_>>();
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while index < chars.len() {
        let run = chars[index..]
            .iter()
            .take_while(|c| c.is_ascii_uppercase())
            .count();
        let after = chars.get(index + run);
        let ends = chars
            .get(index + run + 1)
            .is_none_or(|c| !c.is_ascii_lowercase());
        if run >= 2 && after == Some(&'s') && ends {
            out.push(chars[index]);
            out.extend(
                chars[index + 1..index + run]
                    .iter()
                    .map(char::to_ascii_lowercase),
            );
            out.push('s');
            index += run + 1;
        } else {
            let run = run.max(1);
            out.extend(&chars[index..index + run]);
            index += run;
        }
    }
    out
}

/// Letters that cannot stand in an identifier separate words.
fn legal_letters(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\'' || c == '’' { '\0' } else { c })
        .filter(|c| *c != '\0')
        .map(legal)
        .collect()
}

fn legal(c: char) -> char {
    if is_legal(c) { c } else { ' ' }
}

/// Whether a character is one of those that names are made of.
pub(super) fn is_legal(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_compatibility_form(c))
}

/// Letters that Unicode normalization changes are not what they seem in an identifier.
fn is_compatibility_form(c: char) -> bool {
    // Superscripts, enclosed and full-width forms, and anything that is a number but not a digit.
    c.is_numeric() && !c.is_ascii_digit()
        || matches!(c, '\u{FF00}'..='\u{FFEF}' | '\u{2070}'..='\u{209F}' | '\u{2100}'..='\u{214F}' | '\u{1D400}'..='\u{1D7FF}' | 'ª' | 'º')
}

/// The name of text that has no letters: what its signs are called, or their numbers in Unicode.
pub(super) fn spell_signs(text: &str) -> Words {
    let names = text
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match sign_name(c) {
            Some(name) => name.to_owned(),
            None => format!("u{:x}", u32::from(c)),
        });
    Words(names.take(4).collect())
}

fn sign_name(c: char) -> Option<&'static str> {
    let name = match c {
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '~' => "tilde",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '^' => "caret",
        '_' => "underscore",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        ' ' => "space",
        '\'' | '"' | '`' => "quote",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_of_every_convention() {
        for (text, snake) in [
            ("createConnection", "create_connection"),
            ("userIDs", "user_ids"),
            ("OAuth2Token", "oauth2_token"),
            ("repos/list-for-org", "repos_list_for_org"),
            ("@odata.type", "odata_type"),
            ("HTTPServer", "http_server"),
            ("don't", "dont"),
            ("名前", "名前"),
            ("①", ""),
            ("🎉", ""),
        ] {
            assert_eq!(Words::of(text).snake(), snake, "{text}");
        }
    }

    #[test]
    fn singulars_of_api_words() {
        for (plural, singular) in [
            ("connections", "connection"),
            ("processes", "process"),
            ("status", "status"),
            ("addresses", "address"),
            ("settings", "settings"),
            ("data", "data"),
            ("people", "person"),
            ("entries", "entry"),
        ] {
            assert_eq!(Words::of(plural).singular().snake(), singular);
        }
    }

    #[test]
    fn joined_words_do_not_repeat() {
        assert_eq!(
            Words::of("error")
                .then(&Words::of("error response"))
                .upper_camel(),
            "ErrorResponse"
        );
        assert_eq!(
            Words::of("case run")
                .then(&Words::of("run status"))
                .upper_camel(),
            "CaseRunStatus"
        );
    }
}
