//! Redirects (RFC 9110, section 15.4): followed within the origin, never out of it; no header leaves it, those with keys
//! included.

use generated_client::Error;
use generated_client::models::Connection;
use wiremock::matchers::{any, header, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{TOKEN, answering, arrived, client, json_answer, small_connection, small_request};

fn to(status: u16, location: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("location", location)
}

async fn create(server: &MockServer) -> Result<Connection, Error> {
    let client = client(&server.uri());
    client.connections().create(&small_request()).await
}

#[tokio::test]
async fn within_the_origin_the_whole_request_is_repeated() {
    for status in [307, 308] {
        let server = MockServer::start().await;
        Mock::given(path("/connections"))
            .respond_with(to(status, "/moved/connections"))
            .mount(&server)
            .await;
        Mock::given(path("/moved/connections"))
            .and(header("authorization", format!("Bearer {TOKEN}")))
            .respond_with(json_answer(201, &small_connection()))
            .mount(&server)
            .await;
        assert_eq!(create(&server).await.unwrap().id, "c-1", "{status}");
        let requests = server.received_requests().await.unwrap();
        assert_eq!(requests[0].body, requests[1].body);
    }
}

#[tokio::test]
async fn another_origin_sees_nothing() {
    let other = answering(json_answer(201, &small_connection())).await;
    let relative = other.uri().replace("http://", "//");
    for location in [other.uri(), relative] {
        for status in [301, 302, 303, 307, 308] {
            let server = answering(to(status, &format!("{location}/connections"))).await;
            let error = create(&server).await.unwrap_err();
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(
                error.headers().unwrap()["location"],
                format!("{location}/connections")
            );
        }
    }
    assert_eq!(arrived(&other).await, 0);
}

#[tokio::test]
async fn another_origin_behind_a_redirect_within_sees_nothing_either() {
    let other = answering(json_answer(201, &small_connection())).await;
    let server = MockServer::start().await;
    Mock::given(path("/connections"))
        .respond_with(to(307, "/next"))
        .mount(&server)
        .await;
    Mock::given(path("/next"))
        .respond_with(to(307, &other.uri()))
        .mount(&server)
        .await;
    assert_eq!(
        create(&server)
            .await
            .unwrap_err()
            .status()
            .unwrap()
            .as_u16(),
        307
    );
    assert_eq!((arrived(&server).await, arrived(&other).await), (2, 0));
}

#[tokio::test]
async fn a_circle_comes_to_an_end() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(to(307, "/connections"))
        .mount(&server)
        .await;
    assert!(create(&server).await.unwrap_err().status().is_none());
    assert!(arrived(&server).await <= 12);
}
