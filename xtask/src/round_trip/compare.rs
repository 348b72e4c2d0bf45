//! Whether JSON came back as it was sent.

use serde_json::{Map, Number, Value};

/// Where two values first differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// The JSON Pointer of the place.
    pub(super) pointer: String,
    /// What was sent there; none if nothing was.
    pub(super) sent: Option<Value>,
    /// What came back there; none if nothing did.
    pub(super) got: Option<Value>,
}

impl Difference {
    /// Whether all that happened is that a property that was `null` is no longer there.
    pub(super) fn is_lost_null(&self) -> bool {
        self.sent == Some(Value::Null) && self.got.is_none()
    }
}

/// Every place where the values differ. The order of properties does not matter, nor how a number is written.
pub(super) fn differences(sent: &Value, got: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(sent, got, &mut String::new(), &mut found);
    found
}

fn compare(sent: &Value, got: &Value, at: &mut String, found: &mut Vec<Difference>) {
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => compare_members(sent, got, at, found),
        (Value::Array(sent), Value::Array(got)) if sent.len() == got.len() => {
            for (index, (sent, got)) in sent.iter().zip(got).enumerate() {
                below(at, &index.to_string(), |at| compare(sent, got, at, found));
            }
        }
        (Value::Number(a), Value::Number(b)) if equal_numbers(a, b) => {}
        _ if sent == got => {}
        _ => found.push(Difference {
            pointer: at.clone(),
            sent: Some(sent.clone()),
            got: Some(got.clone()),
        }),
    }
}

fn compare_members(
    sent: &Map<String, Value>,
    got: &Map<String, Value>,
    at: &mut String,
    found: &mut Vec<Difference>,
) {
    for (name, value) in sent {
        below(at, name, |at| match got.get(name) {
            Some(other) => compare(value, other, at, found),
            None => found.push(Difference {
                pointer: at.clone(),
                sent: Some(value.clone()),
                got: None,
            }),
        });
    }
    for (name, value) in got.iter().filter(|(name, _)| !sent.contains_key(*name)) {
        below(at, name, |at| {
            found.push(Difference {
                pointer: at.clone(),
                sent: None,
                got: Some(value.clone()),
            });
        });
    }
}

fn below(at: &mut String, token: &str, look: impl FnOnce(&mut String)) {
    let length = at.len();
    at.push('/');
    at.push_str(&token.replace('~', "~0").replace('/', "~1"));
    look(at);
    at.truncate(length);
}

/// Whether two numbers are the same, whether written `1`, `1.0` or `1e0`.
fn equal_numbers(a: &Number, b: &Number) -> bool {
    let both_whole = (whole(a), whole(b));
    match both_whole {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

fn whole(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_and_notation_do_not_matter() {
        let sent = json!({"a": 1, "b": [1.0, 2], "c": null});
        let got = json!({"c": null, "b": [1, 2.0], "a": 1e0});
        assert_eq!(differences(&sent, &got), []);
        let large = (
            json!(9_007_199_254_740_993_i64),
            json!(9_007_199_254_740_992_i64),
        );
        assert_eq!(differences(&large.0, &large.1).len(), 1);
    }

    #[test]
    fn everything_else_does() {
        let sent = json!({"a/b": {"lost": null, "same": 1}, "list": [1], "text": "1"});
        let got = json!({"a/b": {"same": 1, "new": 0}, "list": [1, 2], "text": 1});
        let found = differences(&sent, &got);
        let pointers: Vec<_> = found.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!(pointers, ["/a~1b/lost", "/a~1b/new", "/list", "/text"]);
        let lost: Vec<_> = found.iter().map(Difference::is_lost_null).collect();
        assert_eq!(lost, [true, false, false, false]);
    }
}
