//! Markdown from strangers, block by block: lists are indented as rustdoc and clippy expect, code is
//! never a doctest, and long lines are broken.

use super::inline;
use super::wrap;

/// Cleans a text. The lines carry no comment markers, and neither the first nor the last is empty.
pub(super) fn clean(text: &str) -> Vec<String> {
    let lines = readable_lines(text);
    let mut writer = Writer::default();
    let mut index = 0;
    while index < lines.len() {
        index += writer.take(&lines[index..]);
    }
    writer.finish()
}

/// The lines without what no reader sees: control characters, directional overrides, trailing space.
fn readable_lines(text: &str) -> Vec<String> {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            line.chars()
                .filter(|c| is_readable(*c))
                .collect::<String>()
                .trim_end()
                .to_owned()
        })
        .collect();
    let margin = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    lines
        .into_iter()
        .map(|line| line.get(margin..).unwrap_or_default().to_owned())
        .collect()
}

fn is_readable(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !hidden
}

/// Writes clean lines and remembers where in a list it is.
#[derive(Default)]
struct Writer {
    out: Vec<String>,
    lists: Vec<List>,
    blank: bool,
    last: Last,
}

/// A list that is still open.
struct List {
    /// The indent of its items as the author wrote them.
    source: usize,
    /// The indent of its items as they come out.
    marker: usize,
    /// The indent of what belongs to an item.
    content: usize,
    /// The last sign of its markers: another one begins another list.
    sign: Option<char>,
}

/// What was written last.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Text,
    Item,
    Table,
    Other,
}

impl Writer {
    /// Writes the block at the start of the lines and says how many lines it takes.
    fn take(&mut self, lines: &[String]) -> usize {
        let Some(line) = lines.first() else { return 1 };
        let text = line.trim_start();
        if text.is_empty() {
            self.blank = true;
            return 1;
        }
        let depth = indent(line);
        if let Some(fence) = fence(text) {
            return self.fenced(lines, fence, depth);
        }
        if let Some((marker, text)) = self.list_item(line) {
            self.item(depth, marker, text);
            return 1;
        }
        let may_be_code = self.blank || self.last != Last::Text;
        if depth >= 4 && self.lists.is_empty() && may_be_code {
            return self.indented(lines);
        }
        if self.blank && depth < 2 {
            self.lists.clear();
        }
        if starts_table(text, lines.get(1))
            || (self.last == Last::Table && !self.blank && text.contains('|'))
        {
            self.table_row(text);
        } else if is_rule(text) {
            self.rule(text);
        } else {
            self.text(text);
        }
        1
    }

    /// Takes a fenced code block; it is shown as text, whatever language it claims.
    fn fenced(&mut self, lines: &[String], fence: &str, depth: usize) -> usize {
        let closes = |line: &&String| {
            line.trim_start().starts_with(fence)
                && line
                    .trim_start()
                    .trim_matches(fence.chars().next().unwrap_or('`'))
                    .is_empty()
        };
        let length = lines[1..].iter().take_while(|line| !closes(line)).count();
        let body: Vec<&str> = lines[1..=length]
            .iter()
            .map(|line| line.get(depth.min(indent(line))..).unwrap_or_default())
            .collect();
        self.code(&body);
        length + 2
    }

    /// Takes a code block that is only indented.
    fn indented(&mut self, lines: &[String]) -> usize {
        let length = lines
            .iter()
            .take_while(|line| line.is_empty() || indent(line) >= 4)
            .count();
        let body: Vec<&str> = lines[..length]
            .iter()
            .map(|line| line.get(4..).unwrap_or_default())
            .collect();
        let filled = body
            .iter()
            .rposition(|line| !line.is_empty())
            .map_or(0, |last| last + 1);
        self.code(&body[..filled]);
        self.blank = filled < length;
        length
    }

    fn code(&mut self, body: &[&str]) {
        self.separate();
        let margin = " ".repeat(self.content());
        self.out.push(format!("{margin}```text"));
        for line in body {
            // A longer fence inside would end the block early.
            let line = line.replace("```", "'''");
            self.out.push(if line.is_empty() {
                line
            } else {
                format!("{margin}{line}")
            });
        }
        self.out.push(format!("{margin}```"));
        self.last = Last::Other;
        self.blank = true;
    }

    /// Splits a list item into marker and text. A number begins a list only where one can begin.
    fn list_item<'t>(&self, line: &'t str) -> Option<(&'t str, &'t str)> {
        let text = line.trim_start();
        let (marker, rest) = text.split_once(' ')?;
        let digits = marker.trim_end_matches(['.', ')']);
        let is_bullet = matches!(marker, "-" | "*" | "+");
        let is_number = digits.len() + 1 == marker.len()
            && digits.len() < 4
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit());
        let may_begin =
            digits == "1" || self.last != Last::Text || self.blank || !self.lists.is_empty();
        let is_item = (is_bullet && !is_rule(text)) || (is_number && may_begin);
        (is_item && !rest.trim().is_empty()).then(|| (marker, rest.trim()))
    }

    fn item(&mut self, depth: usize, marker: &str, text: &str) {
        while self.lists.last().is_some_and(|list| depth < list.source) {
            self.lists.pop();
        }
        let is_sibling = self
            .lists
            .last()
            .is_some_and(|list| depth < list.source + 2);
        let sign = marker.chars().last();
        let sibling = self.lists.pop_if(|_| is_sibling);
        let goes_on = sibling.as_ref().is_some_and(|list| list.sign == sign);
        let column = match sibling {
            Some(list) => list.marker,
            None => self.content(),
        };
        let is_first = !is_sibling && self.lists.is_empty();
        // A list that begins with another number than 1 does not end the paragraph above it.
        let needs_end = !goes_on && marker.len() > 1 && marker.trim_end_matches(['.', ')']) != "1";
        if needs_end || self.last != Last::Item && (self.blank || is_first) {
            self.separate();
        }
        let content = column + marker.len() + 1;
        self.lists.push(List {
            source: depth,
            marker: column,
            content,
            sign,
        });
        self.lines(&" ".repeat(column), &format!("{marker} "), text);
        self.last = Last::Item;
        self.blank = false;
    }

    fn text(&mut self, text: &str) {
        if self.blank || !matches!(self.last, Last::Text | Last::Item) || text.starts_with('#') {
            self.separate();
        }
        let margin = " ".repeat(self.content());
        match text.strip_prefix('>') {
            Some(quoted) => self.lines(&margin, "> ", quoted.trim_start_matches('>').trim()),
            None => self.lines(&margin, "", text),
        }
        // A heading or a quote is not continued by the next line.
        self.last = if text.starts_with(['#', '>']) {
            Last::Other
        } else {
            Last::Text
        };
        if self.last == Last::Text && !self.lists.is_empty() {
            self.last = Last::Item;
        }
        self.blank = false;
    }

    fn table_row(&mut self, text: &str) {
        if self.last != Last::Table || self.blank {
            self.separate();
        }
        let margin = " ".repeat(self.content());
        self.out.push(format!("{margin}{}", inline::clean(text)));
        self.last = Last::Table;
        self.blank = false;
    }

    /// Below a paragraph, a rule would turn it into a heading.
    fn rule(&mut self, text: &str) {
        if text.starts_with('=') {
            return;
        }
        self.separate();
        self.lists.clear();
        self.out.push("---".to_owned());
        self.last = Last::Other;
        self.blank = true;
    }

    fn lines(&mut self, margin: &str, first: &str, text: &str) {
        let rest = if first.starts_with('>') {
            first.to_owned()
        } else {
            " ".repeat(first.len())
        };
        for (index, line) in wrap::wrap(&inline::clean(text)).into_iter().enumerate() {
            let lead = if index == 0 { first } else { &rest };
            self.out.push(format!("{margin}{lead}{line}"));
        }
    }

    fn content(&self) -> usize {
        self.lists.last().map_or(0, |list| list.content)
    }

    fn separate(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
        self.blank = false;
    }

    fn finish(mut self) -> Vec<String> {
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The fence that a line opens, if it opens one.
fn fence(text: &str) -> Option<&str> {
    let length = |c: char| text.len() - text.trim_start_matches(c).len();
    let (ticks, tildes) = (length('`'), length('~'));
    if ticks >= 3 && !text[ticks..].contains('`') {
        return Some(&text[..ticks]);
    }
    (tildes >= 3).then(|| &text[..tildes])
}

fn is_rule(text: &str) -> bool {
    ['-', '*', '_', '='].iter().any(|mark| {
        text.matches(*mark).count() >= 3 && text.chars().all(|c| c == *mark || c == ' ')
    })
}

/// Whether a table starts here: a row with a delimiter row below, or one that begins with a bar.
fn starts_table(text: &str, next: Option<&String>) -> bool {
    let delimiter = next.is_some_and(|next| {
        next.contains('-') && next.contains('|') && next.chars().all(|c| " |:-".contains(c))
    });
    text.starts_with('|') || (text.contains('|') && delimiter)
}
