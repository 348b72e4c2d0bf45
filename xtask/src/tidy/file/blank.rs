//! Blanks out what is not code, so that a rule can search the rest without parsing Rust.

/// `text` with comments, strings and characters replaced by spaces; lines stay where they are.
pub(super) fn without_text(text: &str) -> String {
    let mut rest = text;
    let mut code = String::with_capacity(text.len());
    while let Some(first) = rest.chars().next() {
        let length = token_length(rest, code.chars().next_back());
        if length == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            push_blank(&mut code, &rest[..length]);
            rest = &rest[length..];
        }
    }
    code
}

/// `code` with every item under `#[cfg(test)]` replaced by spaces.
pub(super) fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(at) = rest.find("#[cfg(test)]") {
        let end = at + item_length(&rest[at..]);
        kept.push_str(&rest[..at]);
        push_blank(&mut kept, &rest[at..end]);
        rest = &rest[end..];
    }
    kept + rest
}

/// How long the item is that `code` starts with: to its `;`, or to the brace that closes its first one.
fn item_length(code: &str) -> usize {
    let mut depth = 0_usize;
    // A signature may have an array's length, `[u8; 2]`, before the body.
    let mut brackets = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ';' if depth == 0 && brackets == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

fn push_blank(code: &mut String, text: &str) {
    code.extend(text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

/// The length of the comment or literal that `rest` starts with; 0 if it starts with something else.
fn token_length(rest: &str, previous: Option<char>) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment_length(rest);
    }
    let in_name = previous.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !in_name || rest.starts_with("r") && previous == Some('b') {
        return raw_string_length(rest);
    }
    match rest.chars().next() {
        Some('"') => quoted_length(rest, '"'),
        Some('\'') if is_character(rest) => quoted_length(rest, '\''),
        Some(_) | None => 0,
    }
}

/// Block comments nest.
fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#` and so on; 0 for a name that starts with `r`.
fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let Some(body) = rest[1 + hashes..].strip_prefix('"') else {
        return 0;
    };
    let end = format!("\"{}", "#".repeat(hashes));
    match body.find(&end) {
        Some(at) => rest.len() - body.len() + at + end.len(),
        None => rest.len(),
    }
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Tells `'a'` and `'\n'` from the lifetime `'a`.
fn is_character(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    matches!(
        (chars.next(), chars.next()),
        (Some('\\'), _) | (Some(_), Some('\''))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked() {
        let cases = [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("x\"y", z)"#, "f(      , z)"),
            (r##"f(r#"x"y"#, z)"##, "f(        , z)"),
            ("r#type br", "r#type br"),
            ("('a', '\\'', '{')", "(   ,     ,    )"),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
            ("br\"x\" y", "b     y"),
            ("\"öä\" x", "     x"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_text(text), expected, "{text}");
        }
    }

    #[test]
    fn test_items_are_blanked_to_their_end() {
        let cases = [
            (
                "a\n#[cfg(test)]\nmod tests;\nb",
                "a\n            \n          \nb",
            ),
            (
                "#[cfg(test)]\nmod t { fn f() { } }\nb",
                "            \n                    \nb",
            ),
            (
                "#[cfg(test)]\nfn f(x: [u8; 2]) { }\nb",
                "            \n                    \nb",
            ),
            ("#[cfg(test)]\nuse x::{y}; b", "            \n          ; b"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_tests(text), expected, "{text}");
        }
    }
}
