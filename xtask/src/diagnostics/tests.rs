//! Tests of how diagnostics are told to people and to programs.
#![allow(clippy::unwrap_used, reason = "tests")]

use generator::pointer::Pointer;
use generator::{LoadError, Loader, Options};
use serde_json::{Value, json};

use super::*;

/// The diagnostics of a description in the file `api`.
fn diagnostics(text: &str) -> Diagnostics {
    struct Description<'t>(&'t str);
    impl Loader for Description<'_> {
        fn load(&self, _: &str) -> Result<Vec<u8>, LoadError> {
            Ok(self.0.as_bytes().to_vec())
        }
    }
    generator::generate("api", &Description(text), &Options::new("api")).diagnostics
}

fn told(text: &str) -> String {
    render(&diagnostics(text), Style::default())
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Tea, version: '1'}\npaths:\n";

#[test]
fn the_line_is_shown_and_the_place_marked() {
    let description = format!(
        "{HEAD}  /teas:\n    get:\n      operationId: teas\n      responses:\n        '200':\n          $ref: '#/components/responses/Teas' # all\ncomponents: {{responses: {{Tea: {{description: One.}}}}}}\n"
    );
    let expected = "\
error[dangling-reference]: `#/components/responses/Teas` does not exist
 --> api:9:11
  |
9 |           $ref: '#/components/responses/Teas' # all
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = at: #/paths/~1teas/get/responses/200/$ref
  = help: did you mean `Tea`?

";
    assert_eq!(told(&description), expected);
}

#[test]
fn both_places_of_a_clash_are_shown() {
    let expected = "\
error[duplicate-key]: the key `c` is there twice
 --> api:4:3
  |
4 |   c: 2
  |   ^
  |
note: the first one is here
 --> api:3:3
  |
3 |   c: 1
  |   ^

";
    assert_eq!(told("a: 1\nb:\n  c: 1\n  c: 2\n"), expected);
}

#[test]
fn of_a_line_without_end_a_window_is_shown() {
    let description = format!(
        r##"{{"openapi":"3.0.3","info":{{"title":"{}","version":"1"}},"paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":{{"$ref":"#/components/responses/A"}}}}}}}}}},"x-end":"{}"}}"##,
        "t".repeat(90_000),
        "x".repeat(90_000),
    );
    let told = told(&description);
    let lines: Vec<_> = told.lines().collect();
    let column = description.find("\"$ref\"").unwrap() + 1;
    assert_eq!(lines[1], format!(" --> api:1:{column}"), "{told}");
    assert!(lines[3].starts_with("1 | …"), "{told}");
    assert!(lines[3].ends_with("xxx…"), "{told}");
    let start = lines[4].find('^').unwrap();
    let marked: String = lines[3].chars().skip(start).take(33).collect();
    assert_eq!(marked, r##""$ref":"#/components/responses/A""##);
    assert_eq!(lines[4].trim_start_matches([' ', '|']), "^".repeat(33));
    assert!(told.len() < 1_000, "{told}");
}

#[test]
fn colours_are_only_added() {
    let found = diagnostics("a: 1\nb:\n  c: 1\n  c: 2\n");
    let style = Style {
        colours: true,
        ..Style::default()
    };
    let coloured = render(&found, style);
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    let parts = coloured.split('\u{1b}').map(|part| {
        let colour = part.find('m').filter(|_| part.starts_with('['));
        &part[colour.map_or(0, |end| end + 1)..]
    });
    let plain = render(&found, Style::default());
    assert_eq!(parts.collect::<String>(), plain);
}

#[test]
fn nothing_a_description_says_reaches_the_terminal_as_a_command() {
    let description =
        format!("{HEAD}  \"/a\\e[2J\\n\": {{$ref: \"#/\\e[31m\\u202e\"}} # \u{202e}\n");
    let expected = "\
error[dangling-reference]: `#/\\u{1b}[31m\\u{202e}` does not exist
 --> api:4:17
  |
4 |   \"/a\\e[2J\\n\": {$ref: \"#/\\e[31m\\u202e\"} # \\u{202e}
  |                 ^^^^^^^^^^^^^^^^^^^^^^
  |
  = at: #/paths/~1a\\u{1b}[2J\\n/$ref

";
    assert_eq!(told(&description), expected);
    let found = diagnostics(&description);
    let plain = found.iter().map(ToString::to_string).collect::<String>();
    assert!(!plain.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{plain}");
}

#[test]
fn the_mark_is_below_what_is_escaped() {
    let description = format!("{HEAD}  /a: {{get: {{x: \u{2066}, $ref: '#/\u{200f}'}}}}\n");
    let told = told(&description);
    let lines: Vec<_> = told.lines().collect();
    let marked = |(line, mark): (char, char)| (mark == '^').then_some(line);
    let marked: String = lines[3]
        .chars()
        .zip(lines[4].chars())
        .filter_map(marked)
        .collect();
    assert_eq!(marked, "$ref: '#/\\u{200f}'", "{told}");
}

fn faults(warnings: usize, errors: usize) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for number in 0..warnings {
        let message = format!("`{number}` is the {number}. of them");
        faults.warn("frequent", &Pointer::root(), message);
    }
    for number in 0..errors {
        let message = format!("`{number}` is missing");
        faults.error("grave", &Pointer::root(), message);
    }
    faults
}

#[test]
fn what_is_alike_is_told_once() {
    let told = render(&faults(4, 11), Style::default());
    assert_eq!(told.matches("[frequent]").count(), 1, "{told}");
    assert_eq!(told.matches("[grave]").count(), 1, "{told}");
    assert!(
        told.contains("= note: and 3 more like this: `1` at "),
        "{told}"
    );
    assert!(told.contains("= note: and 10 more like this: "), "{told}");
    assert!(told.contains("… (--all shows them)"), "{told}");
}

#[test]
fn everything_is_told_if_it_is_little_or_wanted() {
    for (warnings, errors, all) in [(3, 10, false), (40, 40, true)] {
        let style = Style {
            all,
            ..Style::default()
        };
        let told = render(&faults(warnings, errors), style);
        assert_eq!(told.matches("[frequent]").count(), warnings, "{told}");
        assert_eq!(told.matches("[grave]").count(), errors, "{told}");
        assert!(!told.contains("more like"), "{told}");
    }
}

#[test]
fn the_other_places_of_a_group_are_named() {
    let operations = (0..9)
        .map(|n| format!("  /a{n}: {{get: {{responses: {{'200': {{description: A.}}}}}}}}\n"));
    let told = told(&format!("{HEAD}{}", operations.collect::<String>()));
    assert!(
        told.contains("and 8 more like this: 5:9, 6:9, 7:9, 8:9, 9:9, … (--all shows them)"),
        "{told}"
    );
}

#[test]
fn what_a_group_names_is_told_before_what_repeats() {
    let mut faults = Diagnostics::new();
    for name in ["if", "if", "if", "if", "if", "if", "if", "then"] {
        let at = Pointer::root().child(&faults.iter().count().to_string());
        let message = format!("`{name}` is not checked");
        faults.warn("frequent", &at, message);
    }
    let told = render(&faults, Style::default());
    assert!(told.contains("and 7 more like this: `then` at "), "{told}");
}

#[test]
fn a_program_reads_everything() {
    let found = diagnostics("a: 1\nb:\n  c: 1\n  c: 2\n");
    let records: Vec<_> = found.iter().map(Record::of).collect();
    let expected = json!([{
        "code": "duplicate-key",
        "severity": "error",
        "cause": "invalid",
        "message": "the key `c` is there twice",
        "file": "api",
        "line": 4,
        "column": 3,
        "width": 1,
        "pointer": "#",
        "help": null,
        "related": {
            "label": "the first one is here",
            "file": "api",
            "line": 3,
            "column": 3,
            "width": 1,
            "pointer": "#",
        },
    }]);
    assert_eq!(serde_json::to_value(records).unwrap(), expected);
    let missing = faults(1, 0);
    let record = serde_json::to_value(missing.iter().map(Record::of).next()).unwrap();
    assert_eq!(record["line"], Value::Null);
    assert_eq!(record["related"], Value::Null);
}

#[test]
fn severities_are_counted() {
    let (warnings, errors) = (3, 1);
    assert_eq!(Count::of(&faults(3, 1)), Count { errors, warnings });
}
