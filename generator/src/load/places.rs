//! Where nodes stand in the text: an outline of one source, with the position of every key and element.

pub(super) mod circle;
mod events;
mod faults;
mod json;
mod members;
mod yaml;

use std::borrow::Cow;

use super::Syntax;
use crate::pointer::{MERGE_KEY, Pointer};
use members::{Member, Members};

/// Line and column, from 1.
pub(super) type Position = (u32, u32);

/// From one position up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Span {
    /// How many characters it has, if it is on one line.
    pub(super) fn width(self) -> Option<u32> {
        let is_on_one_line = self.start.0 == self.end.0;
        is_on_one_line.then(|| self.end.1.saturating_sub(self.start.1))
    }

    /// From the start of this one to the end of the other, if that is on the same line.
    fn joined(self, other: Self) -> Self {
        let end = match other.end.0 == self.start.0 {
            true => self.end.max(other.end),
            false => self.end,
        };
        Self { end, ..self }
    }
}

/// The nodes of one source and where they stand, without their values.
#[derive(Debug, Default)]
pub(super) struct Outline<'t> {
    nodes: Vec<Node<'t>>,
    /// The object and list nodes that are still open while the outline is drawn, innermost last.
    open: Vec<usize>,
    /// The key that waits for its value, one for every open object.
    keys: Vec<Option<(Cow<'t, str>, Span)>>,
}

#[derive(Debug)]
struct Node<'t> {
    /// Of an object or a list, only where it begins.
    span: Span,
    shape: Shape<'t>,
}

#[derive(Debug)]
enum Shape<'t> {
    Object(Members<'t>),
    List(Vec<usize>),
    Scalar,
    /// Stands for another node.
    Alias(usize),
}

impl<'t> Outline<'t> {
    /// Draws the outline of a source. Text that the outlining reader does not understand ends it early.
    pub(super) fn of(text: &'t str, syntax: Syntax) -> Self {
        let mut outline = Self::default();
        match syntax {
            Syntax::Json => json::draw(text, &mut outline),
            Syntax::Yaml => return yaml::outline(text),
            Syntax::Text => {
                let (start, end) = ((1, 1), (1, 1));
                outline.scalar(Span { start, end });
            }
        }
        outline
    }

    /// Where the node is, or else its nearest ancestor; none in an empty outline.
    ///
    /// A member begins at its key, and ends with it unless it has a scalar for a value.
    pub(super) fn span(&self, pointer: &Pointer) -> Option<Span> {
        let mut node = 0;
        let mut span = self.element(node)?;
        for token in pointer.tokens() {
            let Some((child, place)) = self.child(node, &token, 0) else {
                break;
            };
            (node, span) = (child, place);
        }
        Some(span)
    }

    /// Where the scalar at a place is, or the one that an alias there stands for; none if there is no scalar.
    pub(super) fn scalar_at(&self, pointer: &Pointer) -> Option<Span> {
        let mut node = 0;
        for token in pointer.tokens() {
            (node, _) = self.child(node, &token, 0)?;
        }
        let there = self.behind(node)?;
        matches!(there.shape, Shape::Scalar).then_some(there.span)
    }

    /// A node, or the one that it stands for.
    fn behind(&self, mut node: usize) -> Option<&Node<'t>> {
        loop {
            let there = self.nodes.get(node)?;
            match there.shape {
                // An alias stands for a node before it.
                Shape::Alias(target) if target < node => node = target,
                Shape::Alias(_) => return None,
                Shape::Scalar | Shape::Object(_) | Shape::List(_) => return Some(there),
            }
        }
    }

    /// Where a node is that has no key. An object without a brace begins with its first key.
    fn element(&self, node: usize) -> Option<Span> {
        let node = self.nodes.get(node)?;
        let first = match &node.shape {
            Shape::Object(members) => members.iter().next().map(|member| member.span),
            Shape::List(_) | Shape::Scalar | Shape::Alias(_) => None,
        };
        Some(
            first
                .filter(|first| first.start == node.span.start)
                .unwrap_or(node.span),
        )
    }

    fn member(&self, member: &Member<'t>) -> Span {
        match self.nodes.get(member.value) {
            Some(node) if matches!(node.shape, Shape::Scalar | Shape::Alias(_)) => {
                member.span.joined(node.span)
            }
            Some(_) | None => member.span,
        }
    }

    /// The child of a node: through aliases, and if it has no such member of its own through merge keys.
    fn child(&self, node: usize, token: &str, jumps: usize) -> Option<(usize, Span)> {
        // Longer chains than any author writes: merge keys that merge each other in a circle.
        if jumps > 64 {
            return None;
        }
        match &self.nodes.get(node)?.shape {
            Shape::Scalar => None,
            Shape::Alias(target) => self.child(*target, token, jumps + 1),
            Shape::List(elements) => {
                let element = *elements.get(token.parse::<usize>().ok()?)?;
                Some((element, self.element(element)?))
            }
            Shape::Object(members) => {
                let own = members.find(token);
                own.map(|member| (member.value, self.member(member)))
                    .or_else(|| {
                        members
                            .iter()
                            .find_map(|member| self.merged_child(member, token, jumps))
                    })
            }
        }
    }

    fn merged_child(
        &self,
        member: &Member<'_>,
        token: &str,
        jumps: usize,
    ) -> Option<(usize, Span)> {
        if member.key != MERGE_KEY {
            return None;
        }
        match &self.nodes.get(member.value)?.shape {
            Shape::List(sources) => sources
                .iter()
                .find_map(|source| self.child(*source, token, jumps + 1)),
            Shape::Object(_) | Shape::Alias(_) | Shape::Scalar => {
                self.child(member.value, token, jumps + 1)
            }
        }
    }

    /// Begins an object and returns its node.
    fn open_object(&mut self, span: Span) -> usize {
        self.open(span, Shape::Object(Members::default()))
    }

    /// Begins a list and returns its node.
    fn open_list(&mut self, span: Span) -> usize {
        self.open(span, Shape::List(Vec::new()))
    }

    fn open(&mut self, span: Span, shape: Shape<'t>) -> usize {
        let node = self.add(span, shape);
        self.open.push(node);
        self.keys.push(None);
        node
    }

    /// Ends the innermost object or list.
    fn close(&mut self) {
        self.open.pop();
        self.keys.pop();
    }

    /// Whether the next node is the key of a member.
    fn expects_key(&self) -> bool {
        let innermost = self.open.last().and_then(|&node| self.nodes.get(node));
        let in_object = matches!(
            innermost,
            Some(Node {
                shape: Shape::Object(_),
                ..
            })
        );
        in_object && matches!(self.keys.last(), Some(None))
    }

    /// Notes the key of the next member.
    fn key(&mut self, key: Cow<'t, str>, span: Span) {
        if let Some(waiting) = self.keys.last_mut() {
            *waiting = Some((key, span));
        }
    }

    /// Adds a scalar and returns its node.
    fn scalar(&mut self, span: Span) -> usize {
        self.add(span, Shape::Scalar)
    }

    /// Adds a node that stands for another one.
    fn alias(&mut self, span: Span, target: usize) {
        self.add(span, Shape::Alias(target));
    }

    fn add(&mut self, span: Span, shape: Shape<'t>) -> usize {
        let value = self.nodes.len();
        self.nodes.push(Node { span, shape });
        let key = self.keys.last_mut().and_then(Option::take);
        let parent = self
            .open
            .last()
            .and_then(|&parent| self.nodes.get_mut(parent));
        match (parent.map(|parent| &mut parent.shape), key) {
            (Some(Shape::Object(members)), Some((key, span))) => {
                members.push(Member { key, span, value });
            }
            (Some(Shape::List(elements)), _) => elements.push(value),
            (Some(Shape::Object(_) | Shape::Scalar | Shape::Alias(_)) | None, _) => {}
        }
        value
    }
}

#[cfg(test)]
mod tests;
