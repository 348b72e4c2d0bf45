//! Where requests go: the server of the description (OpenAPI 3.0.4, Server Object), or a base URL of the caller's own.

use generated_client::{Client, ErrorKind};

use super::{TOKEN, answering, client, json_answer, small_connection, small_request};

#[tokio::test]
async fn a_base_url_may_have_a_path_and_a_slash_at_its_end() {
    for (base, path) in [
        ("", "/connections"),
        ("/", "/connections"),
        ("/v1", "/v1/connections"),
        ("/v1/", "/v1/connections"),
        ("/a%20b/v1//", "/a%20b/v1/connections"),
    ] {
        let server = answering(json_answer(201, &small_connection())).await;
        let client = client(&format!("{}{base}", server.uri()));
        client.connections().create(&small_request()).await.unwrap();
        let requests = server.received_requests().await.unwrap();
        assert_eq!(requests[0].url.path(), path, "{base}");
    }
}

#[test]
fn without_one_requests_go_to_the_server_of_the_description() {
    let client = Client::new(TOKEN).unwrap();
    assert!(format!("{client:?}").contains("\"https://api.duvo.ai/v1\""));
}

#[test]
fn a_base_url_that_cannot_work_is_refused_when_building() {
    for url in [
        "",
        "api.example.com",
        "ftp://api.example.com",
        "/v1",
        "http://",
        "https://user:secret-9@api.example.com",
        "https://api.example.com/v1?key=secret-9",
        "https://api.example.com/#v1",
        "https://api.example.com/a b",
    ] {
        let error = Client::builder().base_url(url).build().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Config { .. }), "{url}");
        assert!(!error.to_string().contains("secret-9"), "{error}");
    }
}
