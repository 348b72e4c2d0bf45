//! The example program of a client calls operations by name: what it sends for a request line, and what it answers.
//!
//! The cases are in `fixtures/invoke`, a file for each part of the description `fixtures/accept/invoke.yaml`, and one for
//! the description of Swagger 2.0 of the same name. A case is an `invoke` request, where `baseUrl` is the server's unless it says otherwise and `base` goes behind it; what
//! the `server` answers; what it should be `sent`; and the `answer` on the line. Its `section` is the specification's.
//! Headers that each request has are left out of what is sent.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::client::raw_server::RawServer;
use crate::{PACKAGE, compile, sections};

/// Headers that say nothing of the call.
const COMMON: [&str; 5] = [
    "accept",
    "accept-encoding",
    "content-length",
    "host",
    "user-agent",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// What of a specification the case holds to.
    section: String,
    invoke: Value,
    #[serde(default)]
    server: Served,
    sent: Option<Sent>,
    answer: Value,
}

/// What the server answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Served {
    status: u16,
    /// A body of JSON.
    body: Option<Value>,
    /// The media type of a body that is not.
    r#type: Option<String>,
    /// A body that is not.
    text: Option<String>,
}

/// What arrives.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Sent {
    line: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

#[tokio::test]
async fn parameters() {
    check("invoke", "parameters").await;
}

#[tokio::test]
async fn bodies() {
    check("invoke", "bodies").await;
}

#[tokio::test]
async fn media() {
    check("invoke", "media").await;
}

#[tokio::test]
async fn credentials() {
    check("invoke", "credentials").await;
}

#[tokio::test]
async fn answers() {
    check("invoke", "answers").await;
}

#[tokio::test]
async fn refusals() {
    check("invoke", "refusals").await;
}

#[tokio::test]
async fn swagger_2() {
    check("swagger-2", "swagger-2").await;
}

async fn check(client: &'static str, part: &str) {
    let file = format!("{PACKAGE}/fixtures/invoke/{part}.json");
    let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut servers = Vec::new();
    for case in &cases {
        servers.push(RawServer::start(case.server.bytes(), Duration::ZERO).await);
    }
    let lines = cases.iter().zip(&servers).map(|(case, server)| {
        let line = json!({"id": case.name, "invoke": case.request(&server.url)});
        format!("{line}\n")
    });
    let lines = lines.collect::<String>();
    let output = tokio::task::spawn_blocking(|| run(client, lines))
        .await
        .unwrap();
    let answers: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), cases.len());
    for case in &cases {
        assert!(sections::is_named(&case.section), "{}", case.name);
    }
    for ((case, mut server), answer) in cases.into_iter().zip(servers).zip(answers) {
        let sent = server.arrived().map(|request| Sent::parse(&request));
        case.compare(sent, answer);
    }
}

/// Everything that the program writes for these lines.
fn run(client: &str, lines: String) -> String {
    let mut child = Command::new(compile::program(client))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

impl Case {
    fn request(&self, url: &str) -> Value {
        let mut request = self.invoke.clone();
        let base = request.as_object_mut().unwrap().remove("base");
        if request["baseUrl"].is_null() {
            let base = base.as_ref().and_then(Value::as_str).unwrap_or_default();
            request["baseUrl"] = format!("{url}{base}").into();
        }
        request
    }

    fn compare(self, sent: Option<Sent>, mut answer: Value) {
        let name = &self.name;
        if self.sent.is_some() || self.answer["error"]["kind"] == "invalid" {
            assert_eq!(sent, self.sent, "{name}");
        }
        assert_eq!(answer["id"], *name);
        answer.as_object_mut().unwrap().remove("id");
        for part in ["ok", "error"] {
            if let Some(Value::Object(part)) = answer.get_mut(part) {
                let headers = part.remove("headers");
                // Every response has headers, and only a response.
                assert_eq!(headers.is_some(), part.contains_key("status"), "{name}");
            }
        }
        assert_eq!(answer, self.answer, "{name}");
    }
}

impl Served {
    fn bytes(&self) -> Vec<u8> {
        let json = self.body.as_ref().map(|_| "application/json");
        let media_type = self.r#type.as_deref().or(json);
        let body = self.body.as_ref().map(Value::to_string);
        let body = self.text.clone().or(body).unwrap_or_default();
        let media_type = media_type.map_or(String::new(), |it| format!("content-type: {it}\r\n"));
        // These have no body, and so no length.
        let length = match self.status {
            204 => String::new(),
            _ => format!("content-length: {}\r\n", body.len()),
        };
        let (status, end) = (self.status, "\r\n");
        format!("HTTP/1.1 {status} \r\n{media_type}{length}{end}{body}").into_bytes()
    }
}

impl Default for Served {
    fn default() -> Self {
        Served {
            status: 204,
            body: None,
            r#type: None,
            text: None,
        }
    }
}

impl Sent {
    /// The boundary between parts, which is random, becomes the word `boundary`.
    fn parse(request: &str) -> Self {
        let boundary = request
            .split("boundary=")
            .nth(1)
            .and_then(|it| it.lines().next());
        let request = boundary.map_or(request.to_owned(), |it| request.replace(it, "boundary"));
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let line = lines.next().unwrap().trim_end_matches(" HTTP/1.1");
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers = headers.filter(|(name, _)| !COMMON.contains(name));
        Sent {
            line: line.to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }
}
