//! Tells root documents from other files by a look at their text, without parsing it.
//!
//! Broken documents must be found too, since it is their errors that the corpus is about.

/// The version that a root document claims, or none if `text` has no top-level `openapi` or `swagger` key.
pub(super) fn version(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        json_version(text)
    } else {
        yaml_version(text)
    }
}

fn yaml_version(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let is_key = matches!(
            key.trim_end().trim_matches(['"', '\'']),
            "openapi" | "swagger"
        );
        (is_key && !key.starts_with([' ', '\t']))
            .then(|| clean(value.split('#').next().unwrap_or(value)))
    })
}

fn json_version(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        match rest.as_bytes()[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {
                let body = &rest[at + 1..];
                let end = string_length(body)?;
                let after = body.get(end + 1..)?;
                let value = after.trim_start().strip_prefix(':');
                if let (1, "openapi" | "swagger", Some(value)) = (depth, &body[..end], value) {
                    return Some(clean(value.split([',', '}', '\n']).next().unwrap_or(value)));
                }
                rest = after;
                continue;
            }
        }
        rest = &rest[at + 1..];
    }
    None
}

/// Where the string that `body` starts in ends.
fn string_length(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

fn clean(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_documents_have_a_version() {
        for (text, expected) in [
            ("openapi: 3.0.3\n", Some("3.0.3")),
            ("# A.\n---\n\"openapi\": '3.1.0' # B\n", Some("3.1.0")),
            ("swagger: \"2.0\"\npaths: [\n", Some("2.0")),
            ("info:\n  openapi: 3.0.3\n", None),
            (
                "{\"info\": {\"openapi\": \"1\"}, \"openapi\": \"3.0.0\"}",
                Some("3.0.0"),
            ),
            (
                "\u{feff}{\"x\": \"\\\"{\", \"swagger\" : \"2.0\"",
                Some("2.0"),
            ),
            ("{\"x\": [\"openapi\"]}", None),
            ("{\"x\": \"openapi\"}", None),
            ("[{\"openapi\": \"3.0.0\"}]", None),
            ("{\"x", None),
            ("", None),
        ] {
            assert_eq!(version(text).as_deref(), expected, "{text}");
        }
    }
}
