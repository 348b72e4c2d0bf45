//! What is sent, and what comes of the answer; over a transport in memory.

use std::time::Duration;

use http::{Method, StatusCode};

use super::example::{Connection, CreateConnectionRequest, Filter, ReplaceConnectionOk};
use super::recorder::Recorder;
use crate::runtime::{AttemptTimeout, Call, Client, ClientBuilder, Operation, decode};
use crate::{Error, ErrorBody, ErrorKind};

const CONNECTION: &str = r#"{"id":"a","created_at":1}"#;

#[tokio::test]
async fn a_request_has_everything_its_table_says() {
    let recorder = Recorder::new(200, r#"{"connections":[]}"#);
    let client = recorder.client();
    let filter = Filter {
        state: Some("on".to_owned()),
        tags: Some(vec!["a".to_owned()]),
    };
    let connections = client.connections();
    let list = connections
        .list("t/1")
        .limit(1)
        .limit(5)
        .filter(&filter)
        .trace("x y")
        .theme(&["a", "b"]);
    list.await.unwrap();
    let seen = recorder.last();
    assert_eq!(seen.method, Method::GET);
    assert_eq!(
        seen.url,
        "https://api.example.com/v1/teams/t%2F1/connections?limit=5&filter%5Bstate%5D=on&filter%5Btags%5D%5B%5D=a"
    );
    assert_eq!(seen.header("x-trace"), Some("x y"));
    assert_eq!(seen.header("cookie"), Some("theme=a,b"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("user-agent"), Some(crate::USER_AGENT));
    assert_eq!(
        (seen.header("content-type"), seen.body.as_deref()),
        (None, None)
    );
    assert_eq!(seen.timeout, Some(AttemptTimeout(Duration::from_secs(60))));
}

#[tokio::test]
async fn a_body_is_json() {
    let recorder = Recorder::new(201, CONNECTION);
    let client = recorder.client();
    let body = CreateConnectionRequest::new("n");
    let response = client.connections().create(&body).send().await.unwrap();
    assert_eq!(
        (response.status(), response.request_id()),
        (StatusCode::CREATED, Some("r-1"))
    );
    assert_eq!(response.body().id, "a");
    assert!(!format!("{response:?}").contains("r-1"));
    let (_, headers, connection) = response.into_parts();
    assert_eq!((headers.len(), connection.created_at), (1, 1));
    let seen = recorder.last();
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(
        seen.body.as_deref(),
        Some(r#"{"name":"n","auth_method":"url","user_id":null}"#)
    );
}

#[tokio::test]
async fn options_are_for_one_call() {
    let recorder = Recorder::new(200, CONNECTION);
    let client = Client::builder()
        .transport(recorder.clone())
        .timeout(Duration::from_secs(9))
        .default_header("x-a", "default")
        .default_header("x-b", "default")
        .user_agent_suffix("app/1")
        .build()
        .unwrap();
    let get = client.connections().get("a").options(|o| {
        o.timeout = Some(Duration::from_secs(3));
        o.headers
            .insert("x-b", http::HeaderValue::from_static("call"));
    });
    get.await.unwrap();
    let seen = recorder.last();
    assert_eq!(
        (seen.header("x-a"), seen.header("x-b")),
        (Some("default"), Some("call"))
    );
    assert_eq!(seen.timeout, Some(AttemptTimeout(Duration::from_secs(3))));
    assert!(seen.header("user-agent").unwrap().ends_with(" app/1"));
    client.connections().get("a").await.unwrap();
    assert_eq!(
        recorder.last().timeout,
        Some(AttemptTimeout(Duration::from_secs(9)))
    );
}

#[tokio::test]
async fn broken_constraints_are_not_sent_unless_the_caller_says_so() {
    let recorder = Recorder::new(200, CONNECTION);
    let client = recorder.client();
    let mut body = CreateConnectionRequest::new("");
    body.tags = Some(vec!["long".to_owned()]);
    let error = client.connections().create(&body).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "createConnection: not sent: /name: shorter than 1 character; /tags/0: longer than 3 characters"
    );
    let violations = error.violations().unwrap();
    assert_eq!(
        violations
            .iter()
            .map(|it| it.pointer.as_str())
            .collect::<Vec<_>>(),
        ["/name", "/tags/0"]
    );
    let error = client.connections().list("t").limit(0).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "listConnections: not sent: limit: less than 1"
    );
    assert_eq!(recorder.count(), 0);

    let lenient = client
        .connections()
        .create(&body)
        .options(|o| o.validate = Some(false));
    lenient.await.unwrap();
    let client = Client::builder()
        .transport(recorder.clone())
        .validate_requests(false)
        .build()
        .unwrap();
    client.connections().create(&body).await.unwrap();
    let strict = client
        .connections()
        .create(&body)
        .options(|o| o.validate = Some(true));
    assert!(strict.await.unwrap_err().violations().is_some());
    assert_eq!(recorder.count(), 2);
}

#[tokio::test]
async fn path_values_that_change_the_path_are_not_sent() {
    let recorder = Recorder::new(200, CONNECTION);
    for id in ["", ".", ".."] {
        let error = recorder.client().connections().get(id).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Request { .. }), "{error}");
        assert!(
            error.to_string().contains("connection_id: empty"),
            "{error}"
        );
        let violations = error.violations().unwrap();
        assert_eq!(
            violations.iter().next().unwrap().place(),
            "/path/connection_id"
        );
    }
    let error = recorder
        .client()
        .connections()
        .list("t")
        .trace("a\r\nb: c")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "listConnections: not sent: X-Trace: has characters that a header cannot carry"
    );
    assert_eq!(recorder.count(), 0);
    recorder
        .client()
        .connections()
        .get("../x?y#z")
        .await
        .unwrap();
    assert_eq!(
        recorder.last().url,
        "https://api.example.com/v1/connections/..%2Fx%3Fy%23z"
    );
}

static RELATIVE: Operation = Operation {
    path: "/x",
    server: Some("/v2"),
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_call_with_a_fault_of_the_tables_is_not_sent() {
    let recorder = Recorder::new(200, "");
    let call = Call::new(&recorder.client(), &RELATIVE).query("unknown", &1);
    let error = call.run(decode::empty).await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the operation has no parameter `unknown`"),
        "{error}"
    );
    let unwritable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let call = Call::new(&recorder.client(), &RELATIVE).json(&unwritable);
    let error = call.run(decode::empty).await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("written as JSON: key must be a string"),
        "{error}"
    );
    assert_eq!(recorder.count(), 0);
}

#[tokio::test]
async fn an_operation_can_have_its_own_server() {
    let recorder = Recorder::new(200, "png");
    assert_eq!(recorder.client().connections().logo().await.unwrap(), "png");
    assert_eq!(recorder.last().url, "https://static.example.com/logo");
    assert_eq!(recorder.last().header("accept"), Some("image/png"));
    let builder = Client::builder()
        .base_url("http://localhost:1/x//")
        .transport(recorder.clone());
    builder.build().unwrap().connections().logo().await.unwrap();
    assert_eq!(recorder.last().url, "http://localhost:1/x/logo");
    let relative = Call::new(&recorder.client(), &RELATIVE).run(decode::empty);
    relative.await.unwrap();
    assert_eq!(recorder.last().url, "https://api.example.com/v2/x");
}

#[tokio::test]
async fn several_success_types() {
    let answers = [
        (200, CONNECTION, "ok"),
        (202, "later", "accepted"),
        (204, "", "none"),
    ];
    for (status, answer, kind) in answers {
        let ok = Recorder::new(status, answer)
            .client()
            .connections()
            .replace("a")
            .await
            .unwrap();
        let found = match ok {
            ReplaceConnectionOk::Ok(_) => "ok",
            ReplaceConnectionOk::Accepted(text) => {
                assert_eq!(text, "later");
                "accepted"
            }
            ReplaceConnectionOk::NoContent => "none",
        };
        assert_eq!(found, kind);
    }
}

async fn get(status: u16, answer: &'static str) -> Result<Connection, Error> {
    Recorder::new(status, answer)
        .client()
        .connections()
        .get("a")
        .await
}

#[tokio::test]
async fn error_bodies_go_by_code_then_range_then_default() {
    let problem = r#"{"error":"gone","message":"It is gone."}"#;
    let error = get(404, problem).await.unwrap_err();
    let api = error.api().unwrap();
    assert!(matches!(&api.body, ErrorBody::Problem(it) if it.error == "gone"));
    assert_eq!(api.raw_body, problem);
    assert_eq!(error.to_string(), "getConnection: status 404: It is gone.");
    assert_eq!(
        (error.operation(), error.request_id()),
        ("getConnection", Some("r-1"))
    );
    assert_eq!(error.raw_body().unwrap(), problem);
    assert_eq!(error.headers().unwrap().len(), 1);
    assert!(error.pointer().is_none() && !error.is_timeout() && !error.is_retryable());

    // The range says how, and fails.
    let error = get(409, problem).await.unwrap_err();
    assert_eq!(error.api().unwrap().body, ErrorBody::Undeclared);
    assert_eq!(error.to_string(), "getConnection: status 409");
    let error = get(503, problem).await.unwrap_err();
    assert!(matches!(error.api().unwrap().body, ErrorBody::Problem(_)));
    assert!(error.is_retryable());
    let error = get(302, "<html>").await.unwrap_err();
    assert_eq!(error.api().unwrap().body, ErrorBody::Undeclared);
    assert_eq!(error.status(), Some(StatusCode::FOUND));
}

#[test]
fn an_error_is_one_pointer_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    fn is_sound<T: Send + Sync + 'static>() {}
    is_sound::<Error>();
    is_sound::<Client>();
}

#[tokio::test]
async fn no_text_of_an_error_shows_what_it_carries() {
    let error = get(500, r#"{"error":"e","more":"hunter2"}"#)
        .await
        .unwrap_err();
    let texts = format!("{error} {error:?} {:?} {:?}", error.kind(), error.api());
    assert!(!texts.contains("hunter2"), "{texts}");
    let error = get(200, r#"{"id":"a","created_at":"hunter2"}"#)
        .await
        .unwrap_err();
    let texts = format!("{error} {error:?} {:?}", error.kind());
    assert!(!texts.contains("hunter2"), "{texts}");
    assert!(std::error::Error::source(&error).is_none());
    assert!(error.raw_body().unwrap().ends_with(br#""hunter2"}"#));
    let body = CreateConnectionRequest::new("hunter2!");
    let client = Recorder::new(200, "").client();
    let error = client.connections().create(&body).await.unwrap_err();
    let request = client.connections().create(&body);
    let texts = format!("{error} {error:?} {request:?}");
    assert!(!texts.contains("hunter2"), "{texts}");
}

#[test]
fn a_request_shows_its_operation_only() {
    let client = Recorder::new(200, "").client();
    let request = client.connections().get("hunter2");
    assert_eq!(
        format!("{request:?}"),
        "GET /connections/{connection_id} (getConnection)"
    );
    let raw = client
        .request(Method::GET, "/hunter2")
        .query("a", "hunter2");
    assert!(!format!("{raw:?}").contains("hunter2"));
}

#[tokio::test]
async fn raw_requests() {
    let recorder = Recorder::new(200, "bytes");
    let client = recorder.client();
    let request = client
        .request(Method::PATCH, "/raw?x=1")
        .query("a b", "c&d")
        .header("x-h", "v");
    let response = request.json(&[1, 2]).send().await.unwrap();
    assert_eq!(response.body(), "bytes");
    let seen = recorder.last();
    assert_eq!(
        (seen.method.as_str(), seen.body.as_deref()),
        ("PATCH", Some("[1,2]"))
    );
    assert_eq!(seen.url, "https://api.example.com/v1/raw?x=1&a%20b=c%26d");
    assert_eq!(
        (seen.header("x-h"), seen.header("content-type")),
        (Some("v"), Some("application/json"))
    );
    client
        .request(Method::GET, ".evil.com/x")
        .send()
        .await
        .unwrap();
    assert_eq!(
        recorder.last().url,
        "https://api.example.com/v1/.evil.com/x"
    );
    let error = Recorder::new(418, "teapot")
        .client()
        .request(Method::GET, "x")
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.operation()),
        (418, "request")
    );
    assert_eq!(error.raw_body().unwrap(), "teapot");
    let error = client
        .request(Method::GET, "x")
        .header("a", "b\nc")
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Request { .. }));
}

#[tokio::test]
async fn a_response_larger_than_the_limit_is_given_up() {
    for (limit, fits) in [(24, false), (25, true)] {
        let builder = Client::builder().transport(Recorder::new(200, CONNECTION));
        let client = builder.max_response_bytes(limit).build().unwrap();
        let result = client.connections().get("a").await;
        assert_eq!(result.is_ok(), fits);
        if let Err(error) = result {
            assert!(matches!(
                error.kind(),
                ErrorKind::BodyTooLarge { limit: 24, .. }
            ));
            assert_eq!(error.status(), Some(StatusCode::OK));
        }
    }
}

#[test]
fn settings_that_cannot_work_are_refused() {
    for url in [
        "",
        "/v1",
        "ftp://x",
        "api.example.com",
        "https://u:p@x",
        "https://x?a",
        "https://x/#a",
        "https://a b",
    ] {
        let error = Client::builder().base_url(url).build().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Config { .. }), "{url}");
    }
    for (name, value) in [("a b", "c"), ("a", "hunter2\n")] {
        let error = Client::builder()
            .default_header(name, value)
            .build()
            .unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    assert!(Client::builder().user_agent_suffix("a\n").build().is_err());
}

#[test]
fn a_description_without_an_address_asks_for_a_base_url() {
    for (server, expected) in [
        (
            "",
            "the description names no server: set `base_url` on the builder",
        ),
        (
            "/api/v3",
            "the description names only the path `/api/v3` of its server: set `base_url` on the builder",
        ),
        ("tea.example.com", "set `base_url` on the builder"),
    ] {
        let builder = || ClientBuilder::with_server(server, &[]);
        let error = builder().build().unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        assert!(
            builder()
                .base_url("https://tea.example.com")
                .build()
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_body_has_the_content_type_that_the_caller_gives() {
    let recorder = Recorder::new(200, CONNECTION);
    let client = recorder.client();
    static UPLOAD: Operation = Operation {
        id: "upload",
        method: "POST",
        ..Operation::DEFAULT
    };
    let parts = "multipart/form-data; boundary=x";
    let call = Call::new(&client, &UPLOAD).body(parts, "--x--");
    call.run(decode::empty).await.unwrap();
    assert_eq!(recorder.last().header("content-type"), Some(parts));
    let call = Call::new(&client, &UPLOAD).body("a\r\nb: c", "--x--");
    let error = call.run(decode::empty).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "upload: not sent: the content type is no media type"
    );
}

#[tokio::test]
async fn setting_a_parameter_again_forgets_what_was_wrong_with_it() {
    let client = Recorder::new(200, r#"{"connections":[]}"#).client();
    let list = client.connections().list("t").limit(0).limit(1);
    list.await.unwrap();
    let error = client.connections().list("t").limit(1).limit(0).await;
    assert_eq!(error.unwrap_err().violations().unwrap().len(), 1);
}

#[tokio::test]
async fn futures_can_be_spawned() {
    let client = Recorder::new(200, CONNECTION).client();
    let pending = client.connections().get("a").send();
    let response = tokio::spawn(pending).await.unwrap().unwrap();
    assert_eq!(response.into_body().id, "a");
}
