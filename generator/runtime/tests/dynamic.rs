//! The example program of generated crates, talked to over its pipes.

#![cfg(feature = "dynamic")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};

/// `cargo test` builds the examples beside the folder of the tests.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().join("examples");
    let program = folder.join(format!("runtime-dynamic{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "`cargo test --test` alone builds no examples"
    );
    program
}

/// Every line of the answer; that the program ends well is checked on the way.
fn answers(input: &[u8]) -> Vec<Value> {
    let mut child = Command::new(program())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let writer = thread::spawn(move || stdin.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn answer(request: &Value) -> Value {
    let mut answers = answers(format!("{request}\n").as_bytes());
    assert_eq!(answers.len(), 1, "{answers:?}");
    answers.remove(0)
}

fn round_trip(schema: &str, json: Value) -> Value {
    answer(&json!({"id": 7, "roundTrip": {"schema": schema, "json": json}}))
}

#[test]
fn operations_and_models_are_listed() {
    let expected = json!({"id": 1, "ok": {
        "operations": [
            {"operation": "listThings", "method": "GET", "path": "/things"},
            {"operation": "DELETE /things/{id}", "method": "DELETE", "path": "/things/{id}"},
        ],
        "models": ["#/components/schemas/Problem", "#/components/schemas/Weights"],
    }});
    assert_eq!(answer(&json!({"id": 1, "list": true})), expected);
}

#[test]
fn models_go_there_and_back() {
    let problem = json!({"error": "busy", "message": "later"});
    let answer = round_trip("#/components/schemas/Problem", problem.clone());
    assert_eq!(answer, json!({"id": 7, "ok": problem}));
    // A single-precision number comes back as it was written.
    let answer = round_trip("#/components/schemas/Weights", json!([0.1, 16777216]));
    assert_eq!(answer, json!({"id": 7, "ok": [0.1, 16777216.0]}));
}

#[test]
fn what_does_not_fit_has_a_place() {
    let answer = round_trip("#/components/schemas/Weights", json!([1, "hunter2"]));
    let error = &answer["error"];
    assert_eq!(
        (&error["kind"], &error["pointer"]),
        (&json!("decode"), &json!("/1"))
    );
    assert!(
        !error["message"].as_str().unwrap().contains("hunter2"),
        "{error}"
    );
}

#[test]
fn every_line_has_an_answer() {
    let lines: &[&[u8]] = &[
        b"",
        b"not JSON",
        b"\xFF\xFE",
        b"[]",
        b"null",
        b"{}",
        br#"{"id":"a","list":false}"#,
        br#"{"id":"a","roundTrip":null}"#,
        br##"{"id":"a","roundTrip":{"schema":"#/components/schemas/Problem"}}"##,
        br##"{"id":"a","roundTrip":{"schema":"#/components/schemas/None","json":1}}"##,
        br#"{"id":"a","invoke":{}}"#,
    ];
    let mut input = lines.join(&b'\n');
    let deep = "[".repeat(100_000);
    input.extend(format!("\n{deep}\n").bytes());
    input.extend(br#"{"id":{"last":[1]},"list":true}"#);
    let answers = answers(&input);
    assert_eq!(answers.len(), lines.len() + 2);
    let (last, refused) = answers.split_last().unwrap();
    for answer in refused {
        assert_eq!(answer["error"]["kind"], "invalid", "{answer}");
    }
    assert_eq!(last["id"], json!({"last": [1]}));
    assert!(last["ok"]["models"].is_array());
}
