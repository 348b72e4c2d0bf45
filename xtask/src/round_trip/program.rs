//! The example program of a client, which serves its models over JSON lines.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    thread,
};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::task::Task;

/// A running program.
pub(crate) struct Program {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What a client offers by name.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Listed {
    pub(crate) operations: Vec<ListedOperation>,
    pub(crate) models: BTreeSet<String>,
}

/// An operation that a client offers.
#[derive(Debug, Deserialize)]
pub(crate) struct ListedOperation {
    pub(crate) operation: String,
    pub(crate) method: String,
    pub(crate) path: String,
}

/// What came back for one value.
#[derive(Debug)]
pub(super) enum Answer {
    Ok(Value),
    /// The value does not fit the model.
    Refused {
        message: String,
        pointer: String,
    },
    /// The program said something else, or had ended.
    Lost(String),
}

impl Program {
    pub(crate) fn start(path: &Path) -> Result<Program> {
        let mut child = Command::new(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run `{}`", path.display()))?;
        let input = child.stdin.take().context("the program has no input")?;
        let output = child.stdout.take().context("the program has no output")?;
        Ok(Program {
            child,
            input,
            output: BufReader::new(output),
        })
    }

    /// What the client offers.
    pub(crate) fn list(mut self) -> Result<Listed> {
        writeln!(self.input, "{}", json!({"id": 0, "list": true}))?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let mut answer: Value = serde_json::from_str(&line).context("the program lists nothing")?;
        drop(self.input);
        self.child.wait()?;
        serde_json::from_value(answer["ok"].take()).context("the program lists something else")
    }

    /// One answer for every task.
    pub(super) fn round_trips(self, tasks: &[Task]) -> Result<Vec<Answer>> {
        let requests = tasks.iter().enumerate().map(
            |(id, task)| json!({"id": id, "roundTrip": {"schema": task.schema, "json": task.json}}),
        );
        let (lines, status) = self.talk(requests)?;
        let lines = lines.iter().enumerate();
        let mut answers: Vec<_> = lines.map(|(id, line)| parse(id, line)).collect();
        answers.resize_with(tasks.len(), || {
            Answer::Lost(format!("the program ended: {status}"))
        });
        Ok(answers)
    }

    /// Every line that the program answers to some requests, and how it ended.
    pub(crate) fn talk(
        mut self,
        requests: impl Iterator<Item = Value> + Send,
    ) -> Result<(Vec<String>, ExitStatus)> {
        let (mut input, output) = (self.input, self.output);
        let lines = thread::scope(|scope| {
            // The pipes are read and written at the same time, since neither holds everything.
            scope.spawn(move || {
                for request in requests {
                    // A program that has ended shows in its answers.
                    if writeln!(input, "{request}").is_err() {
                        break;
                    }
                }
            });
            output.lines().map_while(Result::ok).collect()
        });
        Ok((lines, self.child.wait()?))
    }
}

fn parse(id: usize, line: &str) -> Answer {
    let Ok(mut answer) = serde_json::from_str::<Value>(line) else {
        return Answer::Lost(line.to_owned());
    };
    if answer["id"] != id {
        return Answer::Lost(line.to_owned());
    }
    if let Some(ok) = answer.get_mut("ok") {
        return Answer::Ok(ok.take());
    }
    let text = |name: &str| {
        answer["error"][name]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    match text("kind").as_str() {
        "decode" => Answer::Refused {
            message: text("message"),
            pointer: text("pointer"),
        },
        _ => Answer::Lost(line.to_owned()),
    }
}
