//! JSON Pointers (RFC 6901): the place of every node of a description, and of every diagnostic.

mod moves;

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

pub use moves::Moves;

/// The member that brings those of another mapping into its own, in YAML (<https://yaml.org/type/merge.html>).
pub(crate) const MERGE_KEY: &str = "<<";

/// A JSON Pointer, kept in its escaped form: `/paths/~1pets/get`. The root is empty.
///
/// Printed as the URI fragment an author would write in a `$ref`: `#/paths/~1pets/get`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Parses `#/a/b` (a URI fragment, percent-decoded first) or `/a/b`. Anything else, such as `#anchor`
    /// or `other.yaml#/a`, is not a pointer of this document.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, decoded) = match text.strip_prefix('#') {
            Some(fragment) => (fragment, percent_decoded(fragment)?),
            None => (text, Cow::Borrowed(text)),
        };
        if path.is_empty() {
            return Some(Self::root());
        }
        if !decoded.starts_with('/') {
            return None;
        }
        let mut pointer = Self::root();
        for token in decoded.split('/').skip(1) {
            pointer.push(&unescaped(token));
        }
        Some(pointer)
    }

    /// The pointer to the member `token` of this object, `token` being the plain member name.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        let mut child = Self(text);
        child.push(token);
        child
    }

    /// The pointer to the element `index` (from 0) of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The pointer several members below this one.
    #[must_use]
    pub fn join(&self, tokens: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut pointer = self.clone();
        for token in tokens {
            pointer.push(token.as_ref());
        }
        pointer
    }

    /// Goes one member down, in place.
    pub fn push(&mut self, token: &str) {
        self.0.push('/');
        for character in token.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// Goes one member up, in place; nothing happens at the root.
    pub fn pop(&mut self) {
        self.0.truncate(self.0.rfind('/').unwrap_or(0));
    }

    /// The pointer one member up, none at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|end| Self(self.0[..end].to_owned()))
    }

    /// The last token, unescaped; none at the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rfind('/').map(|end| unescaped(&self.0[end + 1..]))
    }

    /// All tokens from the root on, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        self.0
            .strip_prefix('/')
            .into_iter()
            .flat_map(|path| path.split('/'))
            .map(unescaped)
    }

    /// How many tokens the pointer has.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Whether this is the pointer to the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `self` is `other` or lies below it.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0
            .strip_prefix(&other.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The same place below `to` instead of below `from`; none if it does not lie below `from`.
    pub fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&from.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(format!("{}{rest}", to.0)))
    }

    /// The escaped text without `#`, as RFC 6901 section 3 writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The node the pointer names in `tree`.
    pub fn lookup<'a>(&self, tree: &'a Value) -> Option<&'a Value> {
        tree.pointer(&self.0)
    }

    /// The node the pointer names in `tree`, to change it.
    pub fn lookup_mut<'a>(&self, tree: &'a mut Value) -> Option<&'a mut Value> {
        tree.pointer_mut(&self.0)
    }
}

impl fmt::Display for Pointer {
    /// A percent sign is written `%25`, so that [`Pointer::parse`] reads the same pointer back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        let mut parts = self.0.split('%');
        f.write_str(parts.next().unwrap_or_default())?;
        for part in parts {
            write!(f, "%25{part}")?;
        }
        Ok(())
    }
}

fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// The text with its percent-encoded bytes decoded (RFC 3986 section 2.1); a percent sign that starts no escape stands
/// for itself, as authors mean it. None if the bytes are not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%')
            .then(|| hex_pair(bytes.get(at + 1..at + 3)?))
            .flatten();
        decoded.push(escape.unwrap_or(byte));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(pair)
        .ok()
        .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;

    #[test]
    fn extends_and_prints() {
        let pointer = Pointer::root().child("paths").child("/a~b/{c}").index(3);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{c}/3");
        assert_eq!(pointer.last().unwrap(), "3");
        assert_eq!(pointer.parent().unwrap().last().unwrap(), "/a~b/{c}");
        assert_eq!(
            pointer.tokens().collect::<Vec<_>>(),
            ["paths", "/a~b/{c}", "3"]
        );
        assert_eq!(pointer.depth(), 3);
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().tokens().count(), 0);
        assert_eq!(Pointer::root().to_string(), "#");
        assert_eq!(Pointer::root().child("").to_string(), "#/");
        assert_eq!(Pointer::root().child("").tokens().collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn parses_fragments_and_plain_pointers() {
        for (text, tokens) in [
            ("#", &[][..]),
            ("", &[]),
            ("#/", &[""]),
            ("#/a/b", &["a", "b"]),
            ("#/a%20b/%7Bc%7D", &["a b", "{c}"]),
            ("/a%20b", &["a%20b"]),
            ("#/100%", &["100%"]),
            ("#/~01", &["~1"]),
        ] {
            let pointer = Pointer::parse(text).unwrap();
            assert_eq!(pointer.tokens().collect::<Vec<_>>(), tokens, "{text}");
            assert_eq!(Pointer::parse(&pointer.to_string()).unwrap(), pointer);
        }
        for text in ["#anchor", "a.yaml#/b", "a", "#/%FF"] {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }

    #[test]
    fn looks_up_and_rebases() {
        let tree = json!({"a/b": [1, {"c": true}]});
        let pointer = Pointer::parse("#/a~1b/1/c").unwrap();
        assert_eq!(pointer.lookup(&tree), Some(&json!(true)));
        let base = Pointer::parse("#/a~1b").unwrap();
        assert!(pointer.starts_with(&base));
        assert!(!Pointer::parse("#/a~1bc").unwrap().starts_with(&base));
        let moved = pointer.rebased(&base, &Pointer::root().child("x")).unwrap();
        assert_eq!(moved.to_string(), "#/x/1/c");
    }
}
