//! Breaking long lines of Markdown without changing what they mean.

/// The longest line, in bytes, where it can be helped.
pub(in crate::emit) const WIDTH: usize = 94;

/// Breaks text into lines.
pub(super) fn wrap(text: &str) -> Vec<String> {
    text.lines().flat_map(wrap_line).collect()
}

fn wrap_line(line: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in line.split_whitespace() {
        let fits = current.len() + 1 + word.len() <= WIDTH;
        if !current.is_empty() && !fits && !opens_block(word) {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    if !current.is_empty() {
        lines.push(current);
    }
    lines
}

/// Whether a word at the start of a line would begin a list, heading, quote, table, fence or, inside of code, HTML.
fn opens_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let numbered = number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    numbered
        || word.starts_with(['>', '|', '#'])
        || word.starts_with("```")
        || word.starts_with("~~~")
        || word.starts_with('<') && !word.starts_with("<http")
        || word.bytes().all(|byte| b"-+*=_".contains(&byte))
}
