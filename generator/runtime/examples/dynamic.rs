//! Serves the operations and models of this crate by name, over JSON lines.
//!
//! Reads one request a line from stdin and writes exactly one answer a line to stdout, in order, with the same `id`:
//!
//! ```text
//! {"id":1,"list":true}
//! {"id":2,"roundTrip":{"schema":"#/components/schemas/Pet","json":{"name":"Rex"}}}
//! ```
//!
//! An answer has either `ok` or `error`, which has a `kind`, a `message` and, where it is known, a `pointer`. A line
//! that cannot be acted on gets an error of the kind `invalid`. The program ends where its input ends.

use std::io::{self, BufRead, Write};

use client_runtime::dynamic::{self, DynamicError};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        writeln!(output, "{}", answer(&line))?;
        output.flush()?;
        line.clear();
    }
    Ok(())
}

/// The answer to one line, whatever stands in it.
fn answer(line: &[u8]) -> Value {
    let request: Value = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => {
            let error = DynamicError::invalid(format!("the line is not JSON: {error}"));
            return json!({"id": null, "error": describe(&error)});
        }
    };
    let id = request.get("id").cloned().unwrap_or_default();
    match act(&request) {
        Ok(ok) => json!({"id": id, "ok": ok}),
        Err(error) => json!({"id": id, "error": describe(&error)}),
    }
}

fn act(request: &Value) -> Result<Value, DynamicError> {
    if let Some(arguments) = request.get("roundTrip") {
        return round_trip(arguments);
    }
    if let Some(arguments) = request.get("invoke") {
        return invoke(arguments);
    }
    if request.get("list") == Some(&Value::Bool(true)) {
        return Ok(list());
    }
    Err(DynamicError::invalid(
        "a request has `list`, `roundTrip` or `invoke`",
    ))
}

fn list() -> Value {
    let operations = dynamic::operations()
        .iter()
        .map(|it| json!({"operation": it.operation, "method": it.method, "path": it.path}));
    let operations: Vec<Value> = operations.collect();
    let models: Vec<&str> = dynamic::models().collect();
    json!({"operations": operations, "models": models})
}

fn round_trip(arguments: &Value) -> Result<Value, DynamicError> {
    let schema = arguments.get("schema").and_then(Value::as_str);
    match (schema, arguments.get("json")) {
        (Some(schema), Some(json)) => dynamic::round_trip(schema, json),
        _ => Err(DynamicError::invalid(
            "`roundTrip` has a text `schema` and a value `json`",
        )),
    }
}

fn invoke(_arguments: &Value) -> Result<Value, DynamicError> {
    Err(DynamicError::invalid("`invoke` is not supported yet"))
}

fn describe(error: &DynamicError) -> Value {
    let mut described = json!({"kind": error.kind().as_str(), "message": error.message()});
    if let Some(pointer) = error.pointer() {
        described["pointer"] = pointer.into();
    }
    described
}
