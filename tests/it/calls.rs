//! Generated clients at work: calls of theirs, and what goes over the wire.
//!
//! `fixtures/calls/<fixture>.txt` has the calls of the client of a fixture, each with the requests that it should send:
//! the line of a request, its headers without those that every request has, and its body, or the error. The calls
//! become a program over `fixtures/calls/program.rs`, since they are Rust that depends on a generated crate.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{PACKAGE, compile, sections};

#[test]
fn parameters_paths_and_methods() {
    check("parameter-styles", false);
    check("paths", false);
    check("methods", false);
    check("parameters-3-2", false);
    check("parameters-of-any-type", false);
}

/// What leads to other hosts arrives as it would at a proxy.
#[test]
fn servers_and_token_endpoints() {
    check("servers", true);
    check("oauth2", true);
}

/// What the rows below a comment hold to stands in it.
#[test]
fn rows_name_their_specification() {
    for file in fs::read_dir(folder()).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|it| it == "txt") {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.starts_with('#'), "{}", file.display());
            for line in text.split("\n\n").filter(|it| it.starts_with('#')) {
                assert!(sections::is_named(line), "{}: {line}", file.display());
            }
        }
    }
}

struct Row {
    call: String,
    expected: Vec<String>,
}

fn check(fixture: &str, hosts: bool) {
    let rows = rows(fixture);
    let output = compile::run_calls(fixture, &program(&rows, hosts));
    let answers: Vec<Vec<&str>> = output
        .split_terminator("--\n")
        .map(|lines| lines.lines().map(str::trim_end).collect())
        .collect();
    assert_eq!(answers.len(), rows.len(), "{output}");
    let wrong = rows.iter().zip(answers);
    let wrong = wrong.filter(|(row, answer)| row.expected != *answer);
    let wrong: Vec<_> = wrong
        .map(|(row, answer)| {
            let (expected, answer) = (row.expected.join("\n    "), answer.join("\n    "));
            format!("{}\n    {answer}\nand not\n    {expected}", row.call)
        })
        .collect();
    assert!(wrong.is_empty(), "{fixture}\n\n{}", wrong.join("\n\n"));
}

fn rows(fixture: &str) -> Vec<Row> {
    let file = folder().join(fixture).with_extension("txt");
    let text = fs::read_to_string(file).unwrap();
    let mut rows: Vec<Row> = Vec::new();
    for line in text
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
    {
        match line.strip_prefix("    ") {
            Some(expected) => {
                let row = rows.last_mut().unwrap();
                row.expected.push(expected.trim_end().to_owned());
            }
            None => rows.push(Row {
                call: line.to_owned(),
                expected: Vec::new(),
            }),
        }
    }
    rows
}

/// The program that makes the calls.
fn program(rows: &[Row], hosts: bool) -> String {
    let mut program = fs::read_to_string(folder().join("program.rs")).unwrap();
    program += &format!("\nconst HOSTS: bool = {hosts};\n\nasync fn calls() {{\n");
    for row in rows {
        let call = &row.call;
        program += &format!("    show(async {{ drop({call}.await?); Ok(()) }}.await);\n");
    }
    program + "}\n"
}

fn folder() -> PathBuf {
    Path::new(PACKAGE).join("fixtures/calls")
}
