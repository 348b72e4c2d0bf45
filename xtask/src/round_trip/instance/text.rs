//! Texts of every format, length and pattern.

use serde_json::{Value, json};

use super::{flat::Flat, pattern};

/// The longest text that is made to reach a `maxLength`.
const LONGEST: usize = 300;

/// Texts that the schema allows.
pub(super) fn texts(it: &Flat<'_>) -> Vec<Value> {
    let least = it.count("minLength").unwrap_or(0);
    let greatest = it.count("maxLength").unwrap_or(usize::MAX).max(least);
    let texts = match (it.text("pattern"), of_format(it)) {
        (Some(pattern), formatted) => {
            // The usual forms of the format, where the pattern allows them.
            let formatted = formatted.iter().map(|text| (*text).to_owned());
            let schema = jsonschema::validator_for(&json!({"pattern": pattern})).ok();
            let allows =
                |text: &String| schema.as_ref().is_some_and(|it| it.is_valid(&json!(text)));
            let usual: Vec<_> = formatted.filter(allows).collect();
            match usual.as_slice() {
                [] => pattern::texts(pattern, least, greatest.min(LONGEST)),
                [_, ..] => usual,
            }
        }
        (None, []) => plain(least, greatest),
        (None, formatted) => formatted.iter().map(|text| (*text).to_owned()).collect(),
    };
    let fitting = texts
        .into_iter()
        .filter(|text| (least..=greatest).contains(&text.chars().count()));
    fitting.map(Value::String).collect()
}

fn plain(least: usize, greatest: usize) -> Vec<String> {
    let usual = [
        "text",
        "",
        "Zoë \"✓\" \u{1F600}",
        "two\nlines\t\\",
        "null",
        "1",
    ];
    let mut texts: Vec<String> = usual.iter().map(|text| (*text).to_owned()).collect();
    texts.extend(
        [least, greatest]
            .iter()
            .filter(|it| **it <= LONGEST)
            .map(|it| "x".repeat(*it)),
    );
    texts.retain(|text| (least..=greatest).contains(&text.chars().count()));
    if texts.is_empty() {
        texts.push("x".repeat(least.min(10 * LONGEST)));
    }
    texts
}

/// Texts of a format, in their usual forms; none for a format that says nothing about the text.
fn of_format(it: &Flat<'_>) -> &'static [&'static str] {
    if it.text("contentEncoding") == Some("base64") {
        return &["aGVsbG8=", "", "AAEC/w=="];
    }
    match it.text("format").unwrap_or_default() {
        "date-time" => &[
            "2024-02-29T12:34:56Z",
            "1999-12-31T23:59:59.123Z",
            "2030-01-01T00:00:00+02:00",
            "2030-06-30T08:30:00.123456-07:30",
        ],
        "date" => &["2024-02-29", "1970-01-01"],
        "time" => &["12:34:56Z", "23:59:59.5+01:00"],
        "duration" => &["P1DT2H", "PT0.5S", "P3W"],
        "uuid" => &[
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "00000000-0000-0000-0000-000000000000",
        ],
        "byte" => &["aGVsbG8=", "", "AAEC/w=="],
        "uri" | "url" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523"],
        "uri-reference" => &["/a/b?c", "https://example.com/"],
        "iri" | "iri-reference" => &["https://example.com/ü"],
        "uri-template" => &["/a/{b}"],
        "email" | "idn-email" => &["ada@example.com"],
        "hostname" | "idn-hostname" => &["api.example.com"],
        "ipv4" | "ip" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1"],
        "json-pointer" => &["/a/0"],
        "relative-json-pointer" => &["1/a"],
        "regex" => &["^a+$"],
        "decimal" => &["12.340", "0", "-1.5"],
        "int64" | "int32" => &["42", "-1"],
        _ => &[],
    }
}
