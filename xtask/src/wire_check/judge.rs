//! The validator: a small Python program around openapi-core, which clients send their requests to.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread::{self, JoinHandle},
};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{arguments::Call, body::Form};
use crate::{round_trip::Description, workspace};

const PROGRAM: &str = include_str!("judge.py");

/// How openapi-core is had.
const HOW: &str = "openapi-core is needed, from PyPI:
  python3 -m venv target/judge
  target/judge/bin/pip install openapi-core
  cargo xtask wire-check … --python target/judge/bin/python";

/// What the judge says of one request.
#[derive(Debug, Deserialize)]
pub(super) struct Verdict {
    task: usize,
    pub(super) verdict: Word,
    pub(super) reasons: Vec<String>,
    /// Whether nothing but discriminators is against the request.
    #[serde(default)]
    pub(super) by_hint: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    Accepted,
    Refused,
    /// The judge itself has a fault.
    Failed,
}

/// A judge of one description.
pub(super) struct Judge {
    child: Child,
    reader: JoinHandle<BTreeMap<usize, Verdict>>,
    /// Where it listens.
    pub(super) url: String,
}

/// Fails, and says how to get it, where this Python has no openapi-core.
pub(super) fn ensure_there(python: &Path) -> Result<()> {
    let found = Command::new(python)
        .args(["-c", "import openapi_core"])
        .stderr(Stdio::null())
        .status();
    let is_there = found.is_ok_and(|status| status.success());
    ensure!(
        is_there,
        "`{}` has no openapi-core\n{HOW}",
        python.display()
    );
    Ok(())
}

impl Judge {
    pub(super) fn start(python: &Path, description: &Description, calls: &[Call]) -> Result<Self> {
        let folder = workspace::root().join("target/wire-check");
        fs::create_dir_all(&folder).context("cannot make target/wire-check")?;
        let (program, check) = (folder.join("judge.py"), folder.join("check.json"));
        fs::write(&program, PROGRAM).context("cannot write judge.py")?;
        fs::write(&check, task(description, calls).to_string())
            .context("cannot write check.json")?;
        let mut child = Command::new(python)
            .args([&program, &check])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run `{}`", python.display()))?;
        let output = child.stdout.take().context("the judge has no output")?;
        let mut output = BufReader::new(output);
        let mut port = String::new();
        output.read_line(&mut port)?;
        let port: u16 = port
            .trim()
            .parse()
            .context("openapi-core cannot read this description")?;
        let reader = thread::spawn(move || {
            let lines = output.lines().map_while(Result::ok);
            let verdicts = lines.filter_map(|line| serde_json::from_str::<Verdict>(&line).ok());
            verdicts.map(|it| (it.task, it)).collect()
        });
        Ok(Judge {
            child,
            reader,
            url: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Ends it; its verdicts by the numbers of their calls.
    pub(super) fn finish(mut self) -> Result<BTreeMap<usize, Verdict>> {
        drop(self.child.stdin.take());
        self.child.wait()?;
        let verdicts = self.reader.join();
        verdicts.map_err(|_| anyhow::anyhow!("the verdicts cannot be read"))
    }
}

/// What the judge has to know.
fn task(description: &Description, calls: &[Call]) -> Value {
    let tasks: Vec<_> = calls
        .iter()
        .map(|call| [&call.path, &call.method])
        .collect();
    let names = calls
        .iter()
        .filter_map(|call| call.arguments["contentType"].as_str());
    let json: std::collections::BTreeSet<_> =
        names.filter(|it| Form::of(it) == Form::Json).collect();
    json!({"description": description.tree, "tasks": tasks, "json": json})
}
