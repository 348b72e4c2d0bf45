//! Settings of the client and of one call, and what comes back beside the body (RFC 9110, section 6).

use std::time::Duration;

use generated_client::{Client, ErrorKind};
use wiremock::MockServer;

use super::{answering, builder, client, json_answer, small_connection, small_request};

/// The values of a header in the last request that arrived.
async fn received(server: &MockServer, name: &str) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    let values = requests.last().unwrap().headers.get_all(name);
    values
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_response_tells_status_headers_and_request_id() {
    let answer = json_answer(202, &small_connection())
        .insert_header("x-request-id", "r-42")
        .insert_header("x-ratelimit-remaining", "7");
    let server = answering(answer).await;
    let client = client(&server.uri());
    let response = client.connections().create(&small_request()).send().await;
    let response = response.unwrap();
    assert_eq!(response.status().as_u16(), 202);
    assert_eq!(response.headers()["x-ratelimit-remaining"], "7");
    assert_eq!(response.request_id(), Some("r-42"));
    assert_eq!(response.body().id, "c-1");
    assert_eq!(response.into_body().name, "Search");
}

#[tokio::test]
async fn one_call_can_have_settings_of_its_own() {
    let slow = json_answer(201, &small_connection()).set_delay(Duration::from_secs(20));
    let server = answering(slow).await;
    let client = client(&server.uri());
    let call = client.connections().create(&small_request());
    let call = call.options(|options| {
        options.timeout = Some(Duration::from_millis(300));
        options.headers.insert("x-trace", "t-1".parse().unwrap());
        options
            .headers
            .insert("accept", "application/json;q=0.9".parse().unwrap());
    });
    assert!(call.await.unwrap_err().is_timeout());
    assert_eq!(received(&server, "x-trace").await, ["t-1"]);
    // A header of the call takes the place of the client's own.
    assert_eq!(
        received(&server, "accept").await,
        ["application/json;q=0.9"]
    );
}

#[tokio::test]
async fn one_call_can_go_elsewhere() {
    let server = answering(json_answer(201, &small_connection())).await;
    let client = client("http://localhost:1/unused");
    let create = |url: &str| {
        let url = url.to_owned();
        let call = client.connections().create(&small_request());
        call.options(|options| options.base_url = Some(url))
    };
    create(&format!("{}/other/", server.uri())).await.unwrap();
    let request = &server.received_requests().await.unwrap()[0];
    assert_eq!(request.url.path(), "/other/connections");
    let error = create("localhost").await.unwrap_err().to_string();
    assert!(error.contains("not sent: the base URL is"), "{error}");
}

#[tokio::test]
async fn settings_of_one_call_do_not_stay() {
    let server = answering(json_answer(201, &small_connection())).await;
    let client = client(&server.uri());
    let call = client.connections().create(&small_request());
    let call = call.options(|options| {
        options.headers.insert("x-trace", "t-1".parse().unwrap());
    });
    call.await.unwrap();
    client.connections().create(&small_request()).await.unwrap();
    assert!(received(&server, "x-trace").await.is_empty());
}

#[tokio::test]
async fn headers_of_the_client_go_with_every_call() {
    let server = answering(json_answer(201, &small_connection())).await;
    let client = builder(&server.uri())
        .default_header("X-Team", "blue")
        .user_agent_suffix("my-app/2")
        .build()
        .unwrap();
    for _ in 0..2 {
        client.connections().create(&small_request()).await.unwrap();
        assert_eq!(received(&server, "x-team").await, ["blue"]);
        let agent = received(&server, "user-agent").await;
        assert!(agent[0].starts_with("generated-client/") && agent[0].ends_with(" my-app/2"));
    }
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_when_building() {
    for (name, value) in [
        ("bad name", "x"),
        ("x-good", "line\r\nx-evil: 1"),
        ("", "x"),
    ] {
        let built = Client::builder().default_header(name, value).build();
        let error = built.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Config { .. }), "{name}");
    }
    assert!(
        Client::builder()
            .user_agent_suffix("a\r\nb")
            .build()
            .is_err()
    );
}

#[tokio::test]
async fn a_clone_is_the_same_client() {
    let server = answering(json_answer(201, &small_connection())).await;
    let clone = client(&server.uri()).clone();
    clone.connections().create(&small_request()).await.unwrap();
    assert_eq!(received(&server, "authorization").await.len(), 1);
}
