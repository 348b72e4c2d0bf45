//! Inline Markdown from strangers: what rustdoc would read as links, tags or code is made plain.

/// Makes a stretch of text safe. It may hold line breaks but no block structure.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (written, used) = match first {
            '`' => code_span(rest),
            '!' if rest.starts_with("![") => {
                link(&rest[1..]).map_or_else(|| plain('!'), |(text, used)| (text, used + 1))
            }
            '[' => link(rest).unwrap_or_else(|| ("\\[".to_owned(), 1)),
            '<' => angle(rest),
            '\\' => escape(rest),
            // Three of them would open a code block.
            '~' if rest.starts_with("~~~") => ("\\~".to_owned(), 1),
            'h' if is_url(rest) => bare_url(rest),
            other => plain(other),
        };
        out.push_str(&written);
        rest = &rest[used..];
    }
    out
}

fn plain(c: char) -> (String, usize) {
    (c.to_string(), c.len_utf8())
}

/// A code span is kept, in fewer backticks where so many would open a block; a backtick without a partner is escaped.
fn code_span(text: &str) -> (String, usize) {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let (fence, body) = text.split_at(ticks);
    let mut from = 0;
    while let Some(found) = body[from..].find(fence) {
        let start = from + found;
        let run = body[start..].len() - body[start..].trim_start_matches('`').len();
        if run == ticks {
            let used = ticks + start + ticks;
            let span = match ticks {
                1 | 2 => text[..used].to_owned(),
                _ => super::code(body[..start].trim()),
            };
            return (span, used);
        }
        from = start + run;
    }
    ("\\`".repeat(ticks), ticks)
}

/// A link with a URL is kept; of any other link the text remains.
fn link(text: &str) -> Option<(String, usize)> {
    let label_end = closing(text, '[', ']')?;
    let label = &text[1..label_end];
    let target = text[label_end + 1..]
        .strip_prefix('(')
        .map(|_| &text[label_end + 1..])?;
    let target_end = closing(target, '(', ')')?;
    let url = target[1..target_end]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let url = url.trim_start_matches('<').trim_end_matches('>');
    let used = label_end + 1 + target_end + 1;
    let label = plain_label(label);
    if !(is_url(url) || url.starts_with("mailto:")) {
        return Some((label, used));
    }
    let label = if label.trim().is_empty() {
        "link".to_owned()
    } else {
        label
    };
    Some((format!("[{label}]({url})"), used))
}

/// The text of a link, without anything that would nest in it.
fn plain_label(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(first) = rest.chars().next() {
        let (written, used) = match first {
            '`' => code_span(rest),
            '[' | ']' | '<' => (format!("\\{first}"), 1),
            '\\' => escape(rest),
            other => plain(other),
        };
        out.push_str(&written);
        rest = &rest[used..];
    }
    out
}

/// How many bytes after its beginning the end of a link or a tag is looked for.
const LONGEST: usize = 4096;

/// The place of the bracket that closes the one `text` starts with, in the same paragraph.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (index, c) in text
        .char_indices()
        .take_while(|(index, _)| *index < LONGEST)
    {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// An autolink is kept, a common HTML tag is dropped, any other `<` is escaped.
fn angle(text: &str) -> (String, usize) {
    let Some(end) = text.bytes().take(LONGEST).position(|byte| byte == b'>') else {
        return ("\\<".to_owned(), 1);
    };
    let inside = &text[1..end];
    if (is_url(inside) || inside.starts_with("mailto:")) && !inside.contains([' ', '\n', '<']) {
        return (text[..=end].to_owned(), end + 1);
    }
    match is_formatting(inside) {
        true if inside.starts_with("br") => (" ".to_owned(), end + 1),
        true => (String::new(), end + 1),
        false => ("\\<".to_owned(), 1),
    }
}

/// Whether this is the inside of an HTML tag that only changes how text looks.
fn is_formatting(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = name
        .split([' ', '/', '\n'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        name.as_str(),
        "a" | "b"
            | "br"
            | "code"
            | "div"
            | "em"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "i"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "u"
            | "ul"
    )
}

fn escape(text: &str) -> (String, usize) {
    match text[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => (text[..2].to_owned(), 2),
        // A backslash at the end of a line is a hard break, elsewhere it stands for itself.
        Some(_) | None => ("\\\\".to_owned(), 1),
    }
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn bare_url(text: &str) -> (String, usize) {
    let end = text
        .find(|c: char| c.is_whitespace() || "<>\"`\\|".contains(c))
        .unwrap_or(text.len());
    let mut url = &text[..end];
    loop {
        let unbalanced = url.ends_with(')') && url.matches(')').count() > url.matches('(').count();
        if !(unbalanced || url.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']', '}']))
            || has_open_brace(url)
        {
            break;
        }
        url = &url[..url.len() - 1];
    }
    (format!("<{url}>"), url.len())
}

/// Whether the URL ends in a template variable, such as `https://{tenant}`.
fn has_open_brace(url: &str) -> bool {
    url.ends_with('}') && url.matches('{').count() >= url.matches('}').count()
}
