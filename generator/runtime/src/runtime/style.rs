//! Writes parameter values: every style of OpenAPI 3.2.0 ("Style Examples"), encoded by RFC 3986 and RFC 6570.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::form;
use super::parameter::{Content, Location, Parameter, Style};
use super::whole::whole;

/// Everything but the unreserved characters (RFC 3986, section 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// For `allowReserved`: reserved characters stay, save those that would end the value.
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'=');

const RESERVED_IN_PATH: &AsciiSet = &RESERVED
    .remove(b'\'')
    .remove(b';')
    .remove(b'&')
    .remove(b'+');

/// Clients that hold to the URL standard encode an apostrophe here whatever was written (section 1.3, special-query), so
/// that is done for all of them.
const RESERVED_IN_QUERY: &AsciiSet = &RESERVED.remove(b';').remove(b'/').remove(b'?');

const RESERVED_IN_COOKIE: &AsciiSet = &RESERVED
    .remove(b'\'')
    .remove(b'/')
    .remove(b'?')
    .remove(b'&')
    .remove(b'+');

/// Writes a value as its parameter says; `None` where nothing is to be sent: for `null`, and for an empty array or
/// object anywhere but in a path.
pub(crate) fn write(parameter: &Parameter, value: &Value) -> Option<String> {
    let pen = Pen { parameter };
    match parameter.content {
        Content::Json => return Some(pen.named(&value.to_string())),
        Content::Form(encoding) => {
            let pairs = form::write(encoding, value);
            let text = (!pairs.is_empty()).then_some(pairs);
            return text.map(|pairs| {
                if parameter.is_whole {
                    pairs
                } else {
                    pen.named(&pairs)
                }
            });
        }
        Content::None => {}
    }
    let parts = parts(value);
    if matches!(parts, Parts::Absent) {
        return (parameter.location == Location::Path).then(String::new);
    }
    Some(match parameter.style {
        _ if parameter.is_whole => pen.simple(&parts),
        Style::Simple => pen.simple(&parts),
        Style::Label => pen.label(&parts),
        Style::Matrix => pen.matrix(&parts),
        Style::Form | Style::Cookie => pen.form(&parts, ","),
        Style::SpaceDelimited => pen.delimited(&parts, " "),
        Style::PipeDelimited => pen.delimited(&parts, "|"),
        Style::TabDelimited => pen.delimited(&parts, "\t"),
        Style::DeepObject => pen.deep(value),
    })
}

/// Why a value cannot be written, in words that follow the name of its parameter.
pub(crate) fn fault(parameter: &Parameter, value: &Value) -> Option<&'static str> {
    let is_raw = parameter.location == Location::Cookie && parameter.style == Style::Cookie;
    let texts = match parts(value) {
        Parts::Absent => Vec::new(),
        Parts::One(text) => vec![text],
        Parts::Many(texts) => texts,
        Parts::Fields(fields) => fields
            .into_iter()
            .flat_map(|(key, text)| [key, text])
            .collect(),
    };
    let is_sound = |text: &String| is_cookie_text(text);
    (is_raw && !texts.iter().all(is_sound)).then_some("has characters that a cookie cannot carry")
}

/// Whether a text stays one value of one cookie when it is sent as it is (RFC 6265, section 4.2.1).
pub(crate) fn is_cookie_text(text: &str) -> bool {
    !text.contains(|c: char| c == ';' || c.is_control())
}

/// `name=value`, both encoded.
pub(crate) fn pair(name: &str, value: &str) -> String {
    format!("{}={}", encode(name), encode(value))
}

/// Encodes all but the unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A value, as the styles tell values apart.
enum Parts {
    /// `null`, an empty array, an empty object.
    Absent,
    One(String),
    Many(Vec<String>),
    Fields(Vec<(String, String)>),
}

fn parts(value: &Value) -> Parts {
    match value {
        Value::Null => Parts::Absent,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Parts::One(text(value)),
        Value::Array(items) => match present(items.iter()).map(text).collect::<Vec<_>>() {
            texts if texts.is_empty() => Parts::Absent,
            texts => Parts::Many(texts),
        },
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            match fields
                .map(|(key, value)| (key.clone(), text(value)))
                .collect::<Vec<_>>()
            {
                fields if fields.is_empty() => Parts::Absent,
                fields => Parts::Fields(fields),
            }
        }
    }
}

fn present<'a>(values: impl Iterator<Item = &'a Value>) -> impl Iterator<Item = &'a Value> {
    values.filter(|value| !value.is_null())
}

/// What a string holds; anything else as JSON, and whole numbers without a fraction. No style says how to nest, so what
/// is nested is JSON too.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => whole(number).as_ref().unwrap_or(number).to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

struct Pen<'p> {
    parameter: &'p Parameter,
}

impl Pen<'_> {
    fn simple(&self, parts: &Parts) -> String {
        match parts {
            Parts::Absent => String::new(),
            Parts::One(text) => self.value(text),
            Parts::Many(texts) => self.list(texts, ","),
            Parts::Fields(fields) if self.explodes() => self.fields(fields, "=", ","),
            Parts::Fields(fields) => self.fields(fields, ",", ","),
        }
    }

    fn label(&self, parts: &Parts) -> String {
        let body = match parts {
            Parts::Absent => return String::new(),
            Parts::One(text) => self.value(text),
            Parts::Many(texts) => self.list(texts, if self.explodes() { "." } else { "," }),
            Parts::Fields(fields) if self.explodes() => self.fields(fields, "=", "."),
            Parts::Fields(fields) => self.fields(fields, ",", ","),
        };
        format!(".{body}")
    }

    fn matrix(&self, parts: &Parts) -> String {
        let name = encode(self.parameter.name);
        match parts {
            Parts::Absent => String::new(),
            Parts::One(text) => self.matrix_pair(&name, text),
            Parts::Many(texts) if self.explodes() => texts
                .iter()
                .map(|text| self.matrix_pair(&name, text))
                .collect(),
            Parts::Many(texts) => format!(";{name}={}", self.list(texts, ",")),
            Parts::Fields(fields) if self.explodes() => {
                let pairs = fields.iter();
                pairs
                    .map(|(key, text)| self.matrix_pair(&self.value(key), text))
                    .collect()
            }
            Parts::Fields(fields) => format!(";{name}={}", self.fields(fields, ",", ",")),
        }
    }

    /// An empty value has no `=` (RFC 6570, section 3.2.7).
    fn matrix_pair(&self, name: &str, text: &str) -> String {
        match text {
            "" => format!(";{name}"),
            text => format!(";{name}={}", self.value(text)),
        }
    }

    /// `form`, with what stands between the values of one pair.
    fn form(&self, parts: &Parts, separator: &str) -> String {
        let name = self.name();
        match parts {
            Parts::Absent => String::new(),
            Parts::One(text) => format!("{name}={}", self.value(text)),
            Parts::Many(texts) if self.explodes() => {
                let pairs = texts
                    .iter()
                    .map(|text| format!("{name}={}", self.value(text)));
                pairs.collect::<Vec<_>>().join(self.between_pairs())
            }
            Parts::Many(texts) => format!("{name}={}", self.list(texts, separator)),
            Parts::Fields(fields) if self.explodes() => {
                self.fields(fields, "=", self.between_pairs())
            }
            Parts::Fields(fields) => {
                format!("{name}={}", self.fields(fields, separator, separator))
            }
        }
    }

    /// The delimited styles, whose delimiter is encoded like the values. Where there are no pairs, there is no name.
    fn delimited(&self, parts: &Parts, delimiter: &str) -> String {
        let delimiter = &self.value(delimiter);
        match (self.parameter.location, parts) {
            (Location::Query | Location::Cookie, _) => self.form(parts, delimiter),
            (Location::Path | Location::Header, Parts::Many(texts)) => self.list(texts, delimiter),
            (Location::Path | Location::Header, Parts::Fields(fields)) => {
                self.fields(fields, delimiter, delimiter)
            }
            (Location::Path | Location::Header, Parts::Absent | Parts::One(_)) => {
                self.simple(parts)
            }
        }
    }

    fn deep(&self, value: &Value) -> String {
        let mut pairs = Vec::new();
        self.deep_pairs(&encode(self.parameter.name), value, &mut pairs);
        pairs.join("&")
    }

    /// The specification stops at plain properties. Below them: `a[b]` for objects, `a[]` for plain items, and an
    /// index for items that have properties, which is what most servers read.
    fn deep_pairs(&self, name: &str, value: &Value, pairs: &mut Vec<String>) {
        match value {
            Value::Null => {}
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                pairs.push(format!("{name}={}", self.value(&text(value))));
            }
            Value::Array(items) => {
                for (index, item) in present(items.iter()).enumerate() {
                    let key = if is_nested(item) {
                        index.to_string()
                    } else {
                        String::new()
                    };
                    self.deep_pairs(&format!("{name}%5B{key}%5D"), item, pairs);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    self.deep_pairs(&format!("{name}%5B{}%5D", encode(key)), field, pairs);
                }
            }
        }
    }

    /// A text that is one value, with its name where it has one there.
    fn named(&self, text: &str) -> String {
        let value = self.value(text);
        match self.parameter.location {
            Location::Path | Location::Header => value,
            Location::Query | Location::Cookie if self.parameter.is_whole => value,
            Location::Query | Location::Cookie => format!("{}={value}", self.name()),
        }
    }

    fn name(&self) -> String {
        match self.parameter.style {
            Style::Cookie => self.parameter.name.to_owned(),
            Style::Simple
            | Style::Label
            | Style::Matrix
            | Style::Form
            | Style::SpaceDelimited
            | Style::PipeDelimited
            | Style::TabDelimited
            | Style::DeepObject => encode(self.parameter.name),
        }
    }

    fn list(&self, texts: &[String], separator: &str) -> String {
        texts
            .iter()
            .map(|text| self.value(text))
            .collect::<Vec<_>>()
            .join(separator)
    }

    fn fields(&self, fields: &[(String, String)], equals: &str, separator: &str) -> String {
        let pairs = fields
            .iter()
            .map(|(key, text)| format!("{}{equals}{}", self.value(key), self.value(text)));
        pairs.collect::<Vec<_>>().join(separator)
    }

    fn value(&self, text: &str) -> String {
        let parameter = self.parameter;
        match parameter.location {
            // Headers have no encoding of their own; what they cannot carry is refused later.
            Location::Header => text.to_owned(),
            Location::Cookie if parameter.style == Style::Cookie => text.to_owned(),
            location if parameter.allow_reserved => encode_reserved(text, location),
            Location::Path | Location::Query | Location::Cookie => encode(text),
        }
    }

    fn explodes(&self) -> bool {
        self.parameter.explodes()
    }

    /// The specification says `&`, which in a cookie would become part of the value.
    fn between_pairs(&self) -> &'static str {
        if self.parameter.location == Location::Cookie {
            "; "
        } else {
            "&"
        }
    }
}

fn is_nested(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

/// Reserved expansion keeps what is percent-encoded already (RFC 6570, section 3.2.3).
fn encode_reserved(text: &str, location: Location) -> String {
    let set = match location {
        Location::Path => RESERVED_IN_PATH,
        Location::Cookie => RESERVED_IN_COOKIE,
        Location::Query | Location::Header => RESERVED_IN_QUERY,
    };
    encode_but_triplets(text, set)
}

/// Encodes what is in the set, and percent signs but for those that encode a byte.
pub(crate) fn encode_but_triplets(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, set));
        let is_triplet = from
            .as_bytes()
            .get(1..3)
            .is_some_and(|b| b.iter().all(u8::is_ascii_hexdigit));
        let (percent, after) = from.split_at(if is_triplet { 3 } else { 1 });
        out.push_str(if is_triplet { percent } else { "%25" });
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, set));
    out
}
