//! One run: every client sends, the judge judges.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::{
    Args,
    arguments::{Call, Source},
    doubt,
    judge::{self, Judge, Verdict, Word},
    report::{self, Ended, Row},
};
use crate::{
    console,
    corpus::{self, Caller},
    exit::Exit,
    progress,
    round_trip::{Description, Program},
};

/// Checks every client below a folder.
pub(crate) fn run(args: &Args) -> Result<Exit> {
    judge::ensure_there(&args.python)?;
    let callers = corpus::callers(&args.dir, &args.filter)?;
    let bar = progress::bar(callers.len());
    let mut rows = Vec::new();
    for caller in callers {
        bar.set_message(caller.file.clone());
        let mut row = Row::new(&caller.file);
        if let Err(error) = check(args, &caller, &mut row) {
            row.unread = Some(format!("{error:#}"));
        }
        rows.push(row);
        bar.inc(1);
    }
    bar.finish_and_clear();
    console::print(&report::text(&rows))?;
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&rows)? + "\n";
        fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))?;
    }
    Ok(match rows.iter().any(Row::is_failure) {
        true => Exit::Findings,
        false => Exit::Success,
    })
}

fn check(args: &Args, caller: &Caller, row: &mut Row) -> Result<()> {
    let program = match &caller.program {
        Ok(program) => program,
        Err(reason) => {
            row.is_broken = true;
            anyhow::bail!("{reason}");
        }
    };
    let description = read(&args.dir.join(&caller.file))?;
    let listed = Program::start(program)?.list()?;
    row.operations = listed.operations.len();
    let (calls, skipped) = Source::new(&description)?.calls(&listed);
    row.skipped = skipped;
    let judge = Judge::start(&args.python, &description, &calls)?;
    let credentials = credentials(&description);
    let requests = calls.iter().enumerate().map(|(id, call)| {
        let url = format!("{}/{id}", judge.url);
        json!({"id": id, "invoke": {
            "operation": call.operation, "baseUrl": url, "credentials": credentials, "arguments": call.arguments,
        }})
    });
    let (lines, status) = Program::start(program)?.talk(requests)?;
    let verdicts = judge.finish()?;
    for (id, call) in calls.into_iter().enumerate() {
        let line = lines
            .get(id)
            .and_then(|line| serde_json::from_str(line).ok());
        let answer = line.unwrap_or_else(
            || json!({"error": {"message": format!("the program ended: {status}")}}),
        );
        row.judge(&call, ended(&call, &answer, verdicts.get(&id)));
    }
    Ok(())
}

fn read(file: &Path) -> Result<Description> {
    Description::new(crate::tree::read(file)?).context("openapi-core does not read this version")
}

/// Something for every security scheme.
fn credentials(description: &Description) -> Value {
    let schemes = description.tree.pointer("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object);
    let credential = |scheme: &Value| match scheme["scheme"].as_str() {
        Some(name) if name.eq_ignore_ascii_case("basic") => {
            json!({"username": "user", "password": "password"})
        }
        _ => json!("credential"),
    };
    let credentials = schemes
        .into_iter()
        .flatten()
        .map(|(name, it)| (name.clone(), credential(it)));
    credentials.collect::<Map<_, _>>().into()
}

/// How a call ended: by the verdict, or before there was one.
fn ended(call: &Call, answer: &Value, verdict: Option<&Verdict>) -> Ended {
    let Some(verdict) = verdict else {
        let error = &answer["error"];
        let text = |name: &str| error[name].as_str().unwrap_or_default();
        return Ended::NotSent(
            format!("{} {}", text("pointer"), text("message"))
                .trim()
                .to_owned(),
        );
    };
    let reasons = verdict.reasons.join("; ");
    match verdict.verdict {
        Word::Accepted => Ended::Accepted,
        Word::Failed => Ended::Doubted(reasons, "openapi-core failed"),
        Word::Refused if verdict.by_hint => Ended::Doubted(
            reasons,
            "it takes a discriminator, a hint, for a constraint",
        ),
        Word::Refused => {
            // One reason that holds is enough.
            let doubts = verdict
                .reasons
                .iter()
                .map(|it| doubt::about(&call.doubts, it));
            match doubts.collect::<Option<Vec<_>>>().as_deref() {
                Some([why, ..]) => Ended::Doubted(reasons, why),
                Some([]) | None => Ended::Refused(reasons),
            }
        }
    }
}
