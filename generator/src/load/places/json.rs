//! The outline of JSON text, from the tokens of `jsonc-parser`.

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

use super::{Outline, Position, Span};

/// Draws the outline of JSON text.
pub(super) fn draw<'t>(text: &'t str, outline: &mut Outline<'t>) {
    let mut scanner = Scanner::new(text, &ScannerOptions::default());
    let mut lines = Lines::new(text);
    while let Ok(Some(token)) = scanner.scan() {
        let start = lines.position(scanner.token_start());
        let end = lines.position(scanner.token_end());
        let span = Span { start, end };
        match token {
            Token::OpenBrace => {
                outline.open_object(span);
            }
            Token::OpenBracket => {
                outline.open_list(span);
            }
            Token::CloseBrace | Token::CloseBracket => outline.close(),
            Token::String(key) if outline.expects_key() => outline.key(key, span),
            Token::String(_)
            | Token::Word(_)
            | Token::Boolean(_)
            | Token::Number(_)
            | Token::Null => {
                outline.scalar(span);
            }
            Token::Comma | Token::Colon | Token::CommentLine(_) | Token::CommentBlock(_) => {}
        }
    }
}

/// Byte offsets to positions, for offsets that only grow.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    position: Position,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            position: (1, 1),
        }
    }

    fn position(&mut self, offset: usize) -> Position {
        for character in self
            .text
            .get(self.offset..offset)
            .unwrap_or_default()
            .chars()
        {
            self.position = match character {
                '\n' => (self.position.0 + 1, 1),
                _ => (self.position.0, self.position.1 + 1),
            };
        }
        self.offset = offset;
        self.position
    }
}
