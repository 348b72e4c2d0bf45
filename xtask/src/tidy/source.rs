//! Rules for hand-written Rust files.

use super::{Finding, file::File};

/// What can end the process. Spelled here as they are written in code.
const PANICS: &[&str] = &["todo!", "unimplemented!", "panic!", ".unwrap()", ".expect("];

/// Nothing outside of tests panics, in generated code neither.
pub(super) fn no_panics(file: &File) -> Vec<Finding> {
    if file.is_test() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, code) in file.code_lines() {
        for panic in PANICS.iter().filter(|panic| contains(code, panic)) {
            findings.push(Finding::new(
                line,
                "no-panics",
                format!("`{panic}` outside of tests"),
            ));
        }
    }
    findings
}

/// Whether `code` has `panic`, and not as the end of a longer macro name.
fn contains(code: &str, panic: &str) -> bool {
    code.match_indices(panic).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        panic.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// A test that is not run says why.
pub(super) fn ignore_has_reason(file: &File) -> Vec<Finding> {
    // Tests are not part of the code, so this looks at the text.
    let lines = (1..).zip(file.text.lines()).filter(|_| file.is_rust());
    lines
        .filter(|(_, text)| text.trim_start().starts_with("#[ignore]"))
        .map(|(line, _)| {
            Finding::new(
                line,
                "ignore-reason",
                "give the reason: `#[ignore = \"…\"]`",
            )
        })
        .collect()
}

/// Every hand-written file starts with what it is for.
pub(super) fn says_what_it_is_for(file: &File) -> Vec<Finding> {
    if !file.is_rust() || file.is_generated() || file.text.starts_with("//!") {
        return Vec::new();
    }
    vec![Finding::new(
        1,
        "purpose",
        "the file does not start with `//!` and what it is for",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{NONE, lines};

    #[test]
    fn panics_are_found_outside_of_tests() {
        let text = "//! panic!\na.unwrap();\nb.expect(c);\ntodo!();\nd.unwrap_or(e);\nmy_panic!();\n\
                    #[cfg(test)]\nmod tests {\n    fn f() { panic!() }\n}\npanic!();\n";
        assert_eq!(lines(no_panics, "generator/src/a.rs", text), [2, 3, 4, 11]);
        assert_eq!(
            lines(no_panics, "generated-client/src/a.rs", text),
            [2, 3, 4, 11]
        );
        assert_eq!(lines(no_panics, "generator/src/a/tests.rs", text), NONE);
        assert_eq!(lines(no_panics, "xtask/tests/a.rs", text), NONE);
    }

    #[test]
    fn an_ignored_test_says_why() {
        let text = format!("#[test]\n#[{0}]\n#[{0} = \"slow\"]\n", "ignore");
        assert_eq!(lines(ignore_has_reason, "tests/it/a.rs", &text), [2]);
        assert_eq!(lines(ignore_has_reason, "README.md", &text), NONE);
    }

    #[test]
    fn files_start_with_their_purpose() {
        assert_eq!(
            lines(says_what_it_is_for, "xtask/src/a.rs", "use x;\n"),
            [1]
        );
        assert_eq!(
            lines(says_what_it_is_for, "xtask/src/a.rs", "//! A.\nuse x;\n"),
            NONE
        );
        assert_eq!(
            lines(says_what_it_is_for, "generated-client/src/a.rs", "// x\n"),
            NONE
        );
    }
}
