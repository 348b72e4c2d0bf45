//! `pattern`: whether it can be checked, and what several of them come to.

use super::Cx;
use super::shape::Shape;

/// Leaves out a pattern that is no regular expression, with a warning: nothing can be checked by it.
///
/// Read with the flag `u` as JSON Schema asks for (Validation 2020-12, section 6.3.3); older ones are legal only
/// without it.
pub(super) fn check_pattern(cx: &mut Cx<'_>, shape: &mut Shape<'_>) {
    let Some(pattern) = &shape.constraints.pattern else {
        return;
    };
    let readings = ["u", ""].map(|flags| regress::Regex::with_flags(pattern, flags));
    if let [Err(error), Err(_)] = readings {
        let message = format!("`{pattern}` is no regular expression of ECMA-262: {error}");
        cx.diagnostics
            .warn("invalid-pattern", &shape.at.child("pattern"), message)
            .help("texts are sent without being checked by it");
        shape.constraints.pattern = None;
    }
}

/// A pattern that finds what both find.
pub(super) fn both(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Some(format!("^(?=[^]*(?:{a}))(?=[^]*(?:{b}))")),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn both_patterns_have_to_be_found() {
        let both = |a: &str, b: &str| both(Some(a.to_owned()), Some(b.to_owned())).unwrap();
        assert_eq!(both("^a", "^a"), "^a");
        for flags in ["u", ""] {
            let regex = regress::Regex::with_flags(&both("^a|^b", "z$"), flags).unwrap();
            let found =
                ["a..z", "b\n.z", "c..z", "a..y", ".az"].map(|text| regex.find(text).is_some());
            assert_eq!(found, [true, true, false, false, false]);
        }
    }
}
