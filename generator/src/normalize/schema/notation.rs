//! Types in the notation of programming languages: `string[]`, `array<Pet>`, `string | null`, `Pet`.

use super::type_name::{self, Meant};

/// Nobody means a longer text, and what is nested in it is nested in the schema.
const LONGEST: usize = 100;

/// What a container of one type is called.
const LISTS: &[&str] = &[
    "array",
    "arraylist",
    "collection",
    "list",
    "sequence",
    "set",
    "vec",
    "vector",
];

/// What a container of values by names is called.
const MAPS: &[&str] = &[
    "dict",
    "dictionary",
    "hash",
    "hashmap",
    "map",
    "object",
    "record",
];

/// What is called after its type, and may be null.
const OPTIONS: &[&str] = &["maybe", "nullable", "option", "optional"];

/// What a text for a type says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notation {
    Null,
    Plain(Meant),
    Component(String),
    List(Box<Notation>),
    Map(Box<Notation>),
    /// One of several.
    Choice(Vec<Notation>),
}

impl Notation {
    /// Reads a text; none if it is not understood in full.
    pub(super) fn read(text: &str, is_component: &dyn Fn(&str) -> bool) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut reader = Reader {
            rest: text.trim(),
            is_component,
        };
        let notation = reader.choice()?;
        reader.rest.is_empty().then_some(notation)
    }

    /// One of several, those in them taken apart.
    pub(super) fn choice(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat: Vec<Self> = Vec::new();
        for part in parts {
            let parts = match part {
                Self::Choice(parts) => parts,
                Self::Null | Self::Plain(_) | Self::Component(_) | Self::List(_) | Self::Map(_) => {
                    vec![part]
                }
            };
            for part in parts {
                if !flat.contains(&part) {
                    flat.push(part);
                }
            }
        }
        match flat.len() {
            0 | 1 => flat.pop(),
            _ => Some(Self::Choice(flat)),
        }
    }

    /// What it says, as words of a message.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Plain(meant) => match meant.format {
                Some(format) => format!("`{}` with the format `{format}`", meant.name),
                None => format!("`{}`", meant.name),
            },
            Self::Component(name) => format!("the component `{name}`"),
            Self::List(item) => format!("a list of {}", item.words()),
            Self::Map(value) => format!("a map of {}", value.words()),
            Self::Choice(parts) => {
                let words: Vec<_> = parts.iter().map(Self::words).collect();
                words.join(" or ")
            }
        }
    }
}

/// What is not read yet of a text.
struct Reader<'t> {
    rest: &'t str,
    is_component: &'t dyn Fn(&str) -> bool,
}

impl<'t> Reader<'t> {
    fn choice(&mut self) -> Option<Notation> {
        let mut parts = vec![self.suffixed()?];
        while self.eat("|") {
            parts.push(self.suffixed()?);
        }
        Notation::choice(parts)
    }

    fn suffixed(&mut self) -> Option<Notation> {
        let mut notation = self.primary()?;
        loop {
            if self.eat("[]") {
                notation = Notation::List(Box::new(notation));
            } else if self.eat("?") {
                notation = Notation::choice([notation, Notation::Null])?;
            } else {
                return Some(notation);
            }
        }
    }

    fn primary(&mut self) -> Option<Notation> {
        if self.eat("(") {
            let inner = self.choice()?;
            return self.eat(")").then_some(inner);
        }
        let name = self.name()?;
        let arguments = match self.rest.starts_with("[]") {
            true => None,
            false => [("<", ">"), ("[", "]")]
                .into_iter()
                .find(|(open, _)| self.eat(open)),
        };
        let Some((_, close)) = arguments else {
            return self.named(name);
        };
        let mut arguments = vec![self.choice()?];
        while self.eat(",") {
            arguments.push(self.choice()?);
        }
        self.eat(close).then(|| container(name, arguments))?
    }

    fn named(&self, name: &str) -> Option<Notation> {
        if type_name::is_null(name) {
            return Some(Notation::Null);
        }
        if !type_name::is_exact(name) && (self.is_component)(name) {
            return Some(Notation::Component(name.to_owned()));
        }
        type_name::meant(name).map(Notation::Plain)
    }

    fn name(&mut self) -> Option<&'t str> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        (!name.is_empty()).then_some(name)
    }

    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign).map(str::trim_start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// What `name<…>` is.
fn container(name: &str, mut arguments: Vec<Notation>) -> Option<Notation> {
    let name = name.to_ascii_lowercase();
    let is_one_of = |names: &[&str]| names.contains(&name.as_str());
    let count = arguments.len();
    let last = arguments.pop()?;
    match count {
        1 if is_one_of(LISTS) => Some(Notation::List(Box::new(last))),
        1 if is_one_of(OPTIONS) => Notation::choice([last, Notation::Null]),
        // The names in a map are texts, whatever is said of them.
        1 | 2 if is_one_of(MAPS) => Some(Notation::Map(Box::new(last))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_clear() {
        for (text, words) in [
            ("string[]", "a list of `string`"),
            ("integer[][]", "a list of a list of `integer`"),
            ("Array<string>", "a list of `string`"),
            ("List[Pet]", "a list of the component `Pet`"),
            (
                "Map<string, int32>",
                "a map of `integer` with the format `int32`",
            ),
            ("Optional<Pet>", "the component `Pet` or null"),
            ("string?", "`string` or null"),
            ("string | null", "`string` or null"),
            (
                "( string|Pet )[]",
                "a list of `string` or the component `Pet`",
            ),
            ("string|string", "`string`"),
            ("NULL", "null"),
        ] {
            let read = Notation::read(text, &|name| name == "Pet");
            let read = read.map(|it| it.words());
            assert_eq!(read.as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn reads_nothing_that_is_not() {
        for text in [
            "",
            "[]",
            "Cat[]",
            "Pair<string>",
            "string[",
            "string]",
            "a|",
            "(string",
            "x<string>",
        ] {
            assert_eq!(Notation::read(text, &|_| false), None, "{text}");
        }
    }
}
