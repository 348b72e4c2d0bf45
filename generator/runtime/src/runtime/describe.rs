//! The words of decoding errors: they name the shape that was met, never the value, and carry a place out of unions.

/// Stands between the words of an error inside a union and the place it happened at.
const PLACE: &str = " (inside the union, at ";

/// Adds the place inside a union's value.
pub(crate) fn join(message: &str, pointer: &str) -> String {
    if pointer.is_empty() {
        message.to_owned()
    } else {
        format!("{message}{PLACE}{pointer})")
    }
}

/// Takes the words and the place apart again.
pub(crate) fn split(message: &str) -> (&str, &str) {
    let Some((words, rest)) = message.rsplit_once(PLACE) else {
        return (message, "");
    };
    (
        words,
        rest.rsplit_once(')').map_or("", |(pointer, _)| pointer),
    )
}

/// What went wrong, without the value it went wrong with: `serde_json` quotes values, and a value can be a secret.
pub(crate) fn without_values(message: &str) -> String {
    let message = message
        .rsplit_once(" at line ")
        .map_or(message, |(words, _)| words);
    if message.starts_with("missing field `") {
        return message.to_owned();
    }
    for start in ["invalid type: ", "invalid value: "] {
        let Some(rest) = message.strip_prefix(start) else {
            continue;
        };
        let met = rest
            .split(['`', '"', ','])
            .next()
            .unwrap_or_default()
            .trim_end();
        let expected = rest
            .rsplit_once(", expected ")
            .map_or("something else", |(_, words)| words);
        return format!("{start}{met}, expected {expected}");
    }
    let of_the_parser = PARSER_WORDS.iter().any(|words| message.starts_with(words));
    if of_the_parser {
        message.to_owned()
    } else {
        "invalid value".to_owned()
    }
}

/// Why a body cannot be sent.
pub(crate) fn unwritable(error: &serde_json::Error) -> String {
    format!(
        "the body cannot be written as JSON: {}",
        without_values(&error.to_string())
    )
}

/// How the messages of `serde_json`'s own parser, and of this crate, begin; they quote nothing.
const PARSER_WORDS: &[&str] = &[
    "EOF while parsing",
    "control character",
    "expected ",
    "invalid escape",
    "invalid length",
    "invalid number",
    "invalid unicode code point",
    "key must be a string",
    "lone leading surrogate",
    "number out of range",
    "recursion limit exceeded",
    "the text is not base64",
    "trailing ",
    "unexpected end of hex escape",
];
