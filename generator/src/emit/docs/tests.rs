//! Prose as strangers write it.

use super::*;

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(
        Prose::markdown(Some(markdown)).into_lines().join("\n"),
        expected
    );
}

#[test]
fn code_is_never_a_doctest() {
    check(
        "Run:\n\n    let x = 1;\n\nDone.",
        "Run:\n\n```text\nlet x = 1;\n```\n\nDone.",
    );
    check("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```");
    check("~~~rust\nlet x = 1;", "```text\nlet x = 1;\n```");
    check(
        "Example:\n```json\n{}\n```\nEnd",
        "Example:\n\n```text\n{}\n```\n\nEnd",
    );
}

#[test]
fn links_need_a_url() {
    check(
        "See [docs](https://x.y/a_(b)).",
        "See [docs](https://x.y/a_(b)).",
    );
    check("See [docs](#tag/a) and [Foo].", "See docs and \\[Foo].");
    check("At https://x.y/z.", "At <https://x.y/z>.");
    check("(https://x.y/z)", "(<https://x.y/z>)");
    check("<https://x.y> `[a] <b>`", "<https://x.y> `[a] <b>`");
    check("![logo](https://x.y/l.png)", "[logo](https://x.y/l.png)");
    check("[unclosed (a", "\\[unclosed (a");
}

#[test]
fn tags_are_dropped_or_escaped() {
    check("Vec<String><br>b <b>c</b>", "Vec\\<String> b c");
    check("a < b, `x", "a \\< b, \\`x");
    check("a \\_ \\z", "a \\_ \\\\z");
}

#[test]
fn lists_are_indented() {
    check(
        "Kinds:\n- one\nstill one\n- two\n    - deep",
        "Kinds:\n\n- one\n  still one\n- two\n  - deep",
    );
    check("1. one\n\n   more\n2. two", "1. one\n\n   more\n2. two");
    check("in\n2019. A year", "in\n2019. A year");
    check("- a\n\nAfter", "- a\n\nAfter");
    check("* a\n* b\n\n\n* c", "* a\n* b\n* c");
}

#[test]
fn what_would_be_indented_code_stays_text() {
    check("- a\n10. b\n\n    c", "- a\n\n10. b\n\n    c");
    check("- a\n  7. b\n\n     c", "- a\n\n  7. b\n\n     c");
    check("- a\n---\n    b", "- a\n\n---\n\n```text\nb\n```");
    check("- a\n| b | c |\n  - d", "- a\n\n  | b | c |\n  - d");
}

#[test]
fn no_line_opens_a_block_of_code_or_html() {
    check("- ~~~ a", "- \\~~~ a");
    check("> ~~~ a", "> \\~~~ a");
    check("```a `b````", "\\`\\`\\`a \\`b\\`\\`\\`\\`");
    check("```a b```", "`a b`");
    let words = "word ".repeat(18);
    check(&format!("{words}`a <div>`"), &format!("{words}`a <div>`"));
    let table_cell = line("```\n<b>\n```");
    assert_eq!(table_cell, "");
}

#[test]
fn rules_and_tables_keep_apart() {
    check("Title\n---\nText", "Title\n\n---\n\nText");
    check(
        "a | b\n--- | ---\n1 | 2\n\nEnd",
        "a | b\n--- | ---\n1 | 2\n\nEnd",
    );
}

#[test]
fn long_lines_are_broken_where_nothing_changes() {
    let words = "word ".repeat(19);
    check(&format!("{words}- x"), &format!("{words}-\nx"));
    check("a\u{202e}b\u{7}", "ab");
}

#[test]
fn code_survives_backticks() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(""), "`\"\"`");
    assert_eq!(code(" "), "`\" \"`");
    assert_eq!(code("a\n"), "`\"a\\n\"`");
    assert_eq!(code("\u{202e}"), "`\"\\u{202e}\"`");
}

#[test]
fn remarks_stay_on_the_line_while_they_fit() {
    let prose = Prose::sentence("A name").with_remarks(&["At least 1 character.".to_owned()]);
    assert_eq!(prose.into_lines(), ["A name. At least 1 character."]);
}
