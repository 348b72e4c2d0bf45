//! Serves the operations and models of this crate by name, over JSON lines.
//!
//! Reads one request a line from stdin and writes exactly one answer a line to stdout, in order, with the same `id`:
//!
//! ```text
//! {"id":1,"list":true}
//! {"id":2,"roundTrip":{"schema":"#/components/schemas/Pet","json":{"name":"Rex"}}}
//! {"id":3,"invoke":{"operation":"getPet","baseUrl":"http://127.0.0.1:8080","credentials":{"bearerAuth":"token"},
//!     "arguments":{"path":{"petId":7},"query":{},"header":{},"cookie":{}}}}
//! ```
//!
//! An answer has either `ok` or `error`, which has a `kind`, a `message` and, where they are known, a `pointer`,
//! `status`, `headers` and `body`. A line that cannot be acted on gets an error of the kind `invalid`. The program ends
//! where its input ends.

use std::io::{self, BufRead, Write};

use client_runtime::Client;
use client_runtime::dynamic::{self, Answer, DynamicError};
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

fn main() -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        writeln!(output, "{}", answer(&runtime, &line))?;
        output.flush()?;
        line.clear();
    }
    Ok(())
}

/// The answer to one line, whatever stands in it.
fn answer(runtime: &Runtime, line: &[u8]) -> Value {
    let request: Value = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => {
            let error = DynamicError::invalid(format!("the line is not JSON: {error}"));
            return json!({"id": null, "error": error});
        }
    };
    let id = request.get("id").cloned().unwrap_or_default();
    match act(runtime, &request) {
        Ok(ok) => json!({"id": id, "ok": ok}),
        Err(error) => json!({"id": id, "error": error}),
    }
}

fn act(runtime: &Runtime, request: &Value) -> Result<Value, DynamicError> {
    if let Some(arguments) = request.get("roundTrip") {
        return round_trip(arguments);
    }
    if let Some(arguments) = request.get("invoke") {
        let answer = runtime.block_on(invoke(arguments))?;
        return Ok(json!(answer));
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

async fn invoke(request: &Value) -> Result<Answer, DynamicError> {
    let text = |name: &str| request.get(name).and_then(Value::as_str);
    let (Some(operation), Some(url)) = (text("operation"), text("baseUrl")) else {
        return Err(DynamicError::invalid(
            "`invoke` has the texts `operation` and `baseUrl`",
        ));
    };
    let credentials = match request.get("credentials") {
        None | Some(Value::Null) => &Map::new(),
        Some(Value::Object(credentials)) => credentials,
        Some(_) => return Err(DynamicError::invalid("`credentials` is an object")),
    };
    let builder = Client::builder().base_url(url);
    let client = builder.named_credentials(credentials)?.build()?;
    let arguments = request.get("arguments").cloned().unwrap_or(json!({}));
    client.invoke(operation, arguments).await
}
