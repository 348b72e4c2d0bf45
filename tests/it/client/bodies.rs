//! Bodies of every media type, byte for byte as they are sent.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use fixture_clients::{content_types, forms, multipart, parts_of_any_kind, streams};

use super::raw_server::RawServer;

const DONE: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

/// The content type and the body of the next request.
async fn sent(server: &mut RawServer) -> (String, String) {
    let text = server.request().await;
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-type: "));
    (line.unwrap_or_default().to_owned(), body.to_owned())
}

/// The same of a body in parts, with the boundary, which is random, as `B`, and line ends as they are read.
async fn sent_parts(server: &mut RawServer) -> (String, String) {
    let (content_type, body) = sent(server).await;
    let (_, boundary) = content_type.split_once("boundary=").unwrap();
    let body = body.replace(boundary, "B").replace("\r\n", "\n");
    (content_type.replace(boundary, "B"), body)
}

async fn server() -> RawServer {
    RawServer::start(DONE, Duration::ZERO).await
}

fn multipart_client(server: &RawServer) -> multipart::Client {
    let client = multipart::Client::builder().base_url(&server.url);
    client.build().unwrap()
}

/// OpenAPI 3.0.4, section 4.8.15 (Encoding Object); RFC 7578, section 4.
#[tokio::test]
async fn parts_are_values_and_files() {
    use multipart::Part;
    use multipart::models::{Origin, UploadLeafRequest};
    let mut server = server().await;
    let origin = Origin::new().with_year(1999).with_country("CN");
    let photo = Part::bytes("PNG").file_name("leaf \"1\".png");
    let body = UploadLeafRequest::new("Pu-erh", photo, origin.clone())
        .with_grams(2.5)
        .with_tags(["a", "b"])
        .with_steps(vec![Origin::new(), origin])
        .with_certificates(["one", "two"])
        .with_thumbnail(Part::bytes("JPG").content_type("image/jpeg"));
    let client = multipart_client(&server);
    client.upload_leaf(body).await.unwrap();
    let (content_type, body) = sent_parts(&mut server).await;
    assert_eq!(content_type, "multipart/form-data; boundary=B");
    let part =
        |head: &str, body: &str| format!("--B\nContent-Disposition: form-data; {head}\n\n{body}\n");
    let octets = "Content-Type: application/octet-stream";
    let expected = [
        part(
            "name=\"name\"\nContent-Type: application/json",
            "\"Pu-erh\"",
        ),
        part(
            "name=\"origin\"\nContent-Type: application/vnd.origin+json\nX-Count: 1",
            r#"{"country":"CN","year":1999}"#,
        ),
        part("name=\"grams\"", "2.5"),
        part("name=\"tags\"", "a"),
        part("name=\"tags\"", "b"),
        part("name=\"steps\"\nContent-Type: application/json", "{}"),
        part(
            "name=\"steps\"\nContent-Type: application/json",
            r#"{"country":"CN","year":1999}"#,
        ),
        part(
            "name=\"photo\"; filename=\"leaf %221%22.png\"\nContent-Type: image/png\nX-Kind: leaf",
            "PNG",
        ),
        part(
            &format!("name=\"certificates\"; filename=\"certificates\"\n{octets}"),
            "one",
        ),
        part(
            &format!("name=\"certificates\"; filename=\"certificates\"\n{octets}"),
            "two",
        ),
        part(
            "name=\"thumbnail\"; filename=\"thumbnail\"\nContent-Type: image/jpeg",
            "JPG",
        ),
    ];
    assert_eq!(body, expected.concat() + "--B--\n");
}

/// What is not valid is refused before a file is read (OpenAPI 3.0.4, Schema Object).
#[tokio::test]
async fn parts_are_checked() {
    use multipart::models::{Origin, UploadLeafRequest};
    let server = server().await;
    let body = UploadLeafRequest::new("", "PNG", Origin::new());
    let error = multipart_client(&server).upload_leaf(body).await;
    let text = error.unwrap_err().to_string();
    assert!(text.contains("/name: shorter than 1 character"), "{text}");
}

/// OpenAPI 3.0.4, sections 4.8.14.5 and 4.8.15: other kinds of parts, and bodies without files or with files only.
#[tokio::test]
async fn parts_of_other_kinds() {
    use multipart::Part;
    use multipart::models::{Origin, ScanForm, UploadListRequest, UploadMixedRequest};
    let mut server = server().await;
    let client = multipart_client(&server);
    client.tag_leaf().await.unwrap();
    assert_eq!(sent(&mut server).await, (String::new(), String::new()));
    let origin = Origin::new().with_country("CN");
    client.tag_leaf().body(&origin).await.unwrap();
    let (_, body) = sent_parts(&mut server).await;
    assert_eq!(
        body,
        "--B\nContent-Disposition: form-data; name=\"country\"\n\nCN\n--B--\n"
    );
    let scan = ScanForm::new(Part::text("x").file_name("s")).with_title("t");
    // The answer is no JSON, but what was sent is all that counts here.
    drop(client.upload_scan(scan).await);
    let (_, body) = sent_parts(&mut server).await;
    assert!(
        body.ends_with("name=\"scan\"; filename=\"s\"\n\nx\n--B--\n"),
        "{body}"
    );
    let mixed = UploadMixedRequest::new().with_note("n");
    client.upload_mixed(mixed).await.unwrap();
    let (content_type, _) = sent_parts(&mut server).await;
    assert_eq!(content_type, "multipart/mixed; boundary=B");
    let parts = BTreeMap::from([("a".to_owned(), Part::text("1"))]);
    client.upload_any(parts).await.unwrap();
    let (_, body) = sent_parts(&mut server).await;
    assert_eq!(
        body,
        "--B\nContent-Disposition: form-data; name=\"a\"\n\n1\n--B--\n"
    );
    let list = UploadListRequest::new().with_tags(["a", "b"]);
    client.upload_list(&list).await.unwrap();
    let (_, body) = sent_parts(&mut server).await;
    // In OpenAPI 3.0 only forms have styles.
    assert!(body.contains("name=\"tags\"\n\nb\n"), "{body}");
}

/// A file is read while it is sent, and its length is announced (RFC 9110, section 8.6).
#[tokio::test]
async fn files_are_parts() {
    use multipart::Part;
    use multipart::models::ScanForm;
    let path = std::env::temp_dir().join(format!("fixture-scan-{}.txt", std::process::id()));
    std::fs::write(&path, "scanned").unwrap();
    let mut server = server().await;
    let part = Part::file(&path).await.unwrap();
    drop(
        multipart_client(&server)
            .upload_scan(ScanForm::new(part))
            .await,
    );
    let (_, body) = sent_parts(&mut server).await;
    std::fs::remove_file(&path).unwrap();
    assert!(body.contains("\n\nscanned\n--B--"), "{body}");
}

/// RFC 9110, section 8.6, and RFC 9112, section 7.1: what is read while it is sent announces its length, or comes in
/// chunks.
#[tokio::test]
async fn streams_are_bodies_and_parts() {
    use content_types::Body;
    use multipart::Part;
    use multipart::models::ScanForm;
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let stream = || Body::from("JPG");
    drop(
        client
            .put_images("image/jpeg", Body::stream(stream()))
            .await,
    );
    let request = server.request().await;
    assert!(
        request.contains("\r\ntransfer-encoding: chunked\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("\r\n\r\n3\r\nJPG\r\n0\r\n\r\n"),
        "{request}"
    );
    let sized = Body::sized_stream(stream(), 3);
    drop(client.put_images("image/jpeg", sized).await);
    let request = server.request().await;
    assert!(request.contains("\r\ncontent-length: 3\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nJPG"), "{request}");
    let part = Part::stream(stream(), Some(3)).file_name("scan.jpg");
    let call = multipart_client(&server).upload_scan(ScanForm::new(part));
    drop(call.await);
    let (_, body) = sent_parts(&mut server).await;
    assert!(body.contains("filename=\"scan.jpg\""), "{body}");
    assert!(body.contains("\n\nJPG\n--B--"), "{body}");
}

/// OpenAPI 3.0.4, sections 4.8.14.4 and 4.8.15.
#[tokio::test]
async fn forms_are_encoded_as_the_description_says() {
    use forms::models::{Deep, Origin, SendAsJsonOrFormRequest, SendEncodedRequest};
    let mut server = server().await;
    let client = forms::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let origin = Origin::new().with_country("C N");
    let order = SendAsJsonOrFormRequest::new()
        .with_name("ü&")
        .with_tags(["a", "b"])
        .with_origin(origin);
    client.send_defaults(&order).await.unwrap();
    let (content_type, body) = sent(&mut server).await;
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    let mut pairs: Vec<&str> = body.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "name=%C3%BC%26",
        "origin=%7B%22country%22%3A%22C%20N%22%7D",
        "tags=a",
        "tags=b",
    ];
    assert_eq!(pairs, expected);
    client.send_as_json_or_form(&order).await.unwrap();
    let (content_type, _) = sent(&mut server).await;
    assert_eq!(content_type, "application/json");
    let color = || Deep::new().with_r(1).with_g(2);
    let body = SendEncodedRequest::new(["a", "b"])
        .with_csv(["a,", "b"])
        .with_spaced(["a", "b"])
        .with_spread(color())
        .with_deep(color())
        .with_json(vec![1, 2])
        .with_url("http://x/?a=b")
        .with_plain("a b");
    client.send_encoded(&body).await.unwrap();
    let (_, body) = sent(&mut server).await;
    let mut pairs: Vec<&str> = body.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "csv=a%2C,b",
        "deep%5Bg%5D=2",
        "deep%5Br%5D=1",
        "g=2",
        "json=%5B1%2C2%5D",
        "piped=a%7Cb",
        "plain=a%20b",
        "r=1",
        "spaced=a%20b",
        "url=http://x/?a=b",
    ];
    assert_eq!(pairs, expected);
}

/// OpenAPI 3.0.4, section 4.8.13 (Request Body Object): a body has one of its media types.
#[tokio::test]
async fn the_type_of_a_body_chooses_its_media_type() {
    use content_types::models::{PutChoiceForm, PutChoiceMultipart, PutChoiceRequest, Tea};
    use content_types::operations::untagged::PutChoiceBody;
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let (tea, patch) = (Tea::new("t1"), PutChoiceRequest::new().with_patch(true));
    let form = PutChoiceForm::new("n");
    let image = PutChoiceBody::Image {
        content_type: "image/png".to_owned(),
        body: "PNG".into(),
    };
    let csv = PutChoiceBody::from("a,b");
    for (body, content_type, text) in [
        (
            PutChoiceBody::from(&tea),
            "application/json",
            r#"{"id":"t1"}"#,
        ),
        (
            (&patch).into(),
            "application/merge-patch+json",
            r#"{"patch":true}"#,
        ),
        (
            (&form).into(),
            "application/x-www-form-urlencoded",
            "name=n",
        ),
        (csv, "text/csv", "a,b"),
        (image, "image/png", "PNG"),
    ] {
        // What is answered does not fit; what was sent is all that counts here.
        drop(client.put_choice(body).await);
        let found = sent(&mut server).await;
        assert_eq!(found, (content_type.to_owned(), text.to_owned()));
    }
    drop(
        client
            .put_choice(PutChoiceMultipart::new().with_photo("PNG"))
            .await,
    );
    let (content_type, _) = sent_parts(&mut server).await;
    assert_eq!(content_type, "multipart/form-data; boundary=B");
    let refused = client.put_choice(&Tea::new("t")).await.unwrap_err();
    assert!(refused.to_string().contains("/id: shorter"), "{refused}");
}

/// OpenAPI 3.0.4, section 4.8.13 (Request Body Object): what has one type can still be written in several ways.
#[tokio::test]
async fn one_type_is_written_as_the_caller_says() {
    use content_types::models::Order;
    use content_types::operations::untagged::PutWrittenBody;
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let order = Order::new(vec!["a".to_owned(), "b|c".to_owned()]).with_note("n");
    client.put_written(&order).await.unwrap();
    let json = r#"{"teas":["a","b|c"],"note":"n"}"#;
    assert_eq!(
        sent(&mut server).await,
        ("text/json".to_owned(), json.to_owned())
    );
    client
        .put_written(PutWrittenBody::Form(&order))
        .await
        .unwrap();
    let expected = (
        "application/x-www-form-urlencoded".to_owned(),
        "teas=a%7Cb%7Cc&note=n".to_owned(),
    );
    assert_eq!(sent(&mut server).await, expected);
    client
        .put_written(PutWrittenBody::Multipart(&order))
        .await
        .unwrap();
    let disposition = "--B\nContent-Disposition: form-data; name=";
    let expected = format!(
        "{disposition}\"teas\"\n\na\n{disposition}\"teas\"\n\nb|c\n{disposition}\"note\"\nContent-Type: text/markdown\n\nn\n--B--\n"
    );
    assert_eq!(
        sent_parts(&mut server).await,
        ("multipart/form-data; boundary=B".to_owned(), expected)
    );
    client
        .put_written(PutWrittenBody::Mixed(&order))
        .await
        .unwrap();
    let (content_type, _) = sent_parts(&mut server).await;
    assert_eq!(content_type, "multipart/mixed; boundary=B");
}

/// Bodies that the caller names, optional ones, and those of methods that seldom have any (RFC 9110, section 9.3.5).
#[tokio::test]
async fn bodies_of_any_type() {
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    drop(client.put_images("image/jpeg", Bytes::from("JPG")).await);
    assert_eq!(
        sent(&mut server).await,
        ("image/jpeg".to_owned(), "JPG".to_owned())
    );
    client.delete_optional().await.unwrap();
    assert_eq!(sent(&mut server).await, (String::new(), String::new()));
    let ids = vec!["a".to_owned()];
    client.delete_optional().body(&ids).await.unwrap();
    let expected = ("application/json".to_owned(), r#"["a"]"#.to_owned());
    assert_eq!(sent(&mut server).await, expected);
    client.delete_optional().body("a").await.unwrap();
    assert_eq!(
        sent(&mut server).await,
        ("text/plain".to_owned(), "a".to_owned())
    );
}

/// The parts of a body in short: the head of each without `Content-Disposition: form-data; name=`, and its content.
async fn short_parts(server: &mut RawServer) -> Vec<String> {
    let (_, body) = sent_parts(server).await;
    let body = body.trim_end_matches("--B--\n");
    let parts = body.split("--B\n").skip(1).map(|part| {
        let part = part.replace("Content-Disposition: form-data; name=", "");
        part.trim_end()
            .replace("Content-Type: ", "")
            .replace('\n', "|")
    });
    parts.collect()
}

/// OpenAPI 3.1.1, Encoding Object; 3.2.0, "Encoding By Name".
#[tokio::test]
async fn bytes_are_parts_however_they_are_described() {
    use parts_of_any_kind::models::UploadBytesRequest;
    use parts_of_any_kind::{Base64, Part};
    let mut server = server().await;
    let client = parts_of_any_kind::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let body = UploadBytesRequest::new(b"1")
        .with_list([Part::bytes("2").file_name("b"), Part::text("3")])
        .with_picture(Part::bytes("4").content_type("image/gif"))
        .with_one_or_more(["5"])
        .with_file_or_link(Part::text("https://x"))
        .with_encoded(Base64::from(b"6".to_vec()))
        .with_rows("<a/>")
        .with_json(serde_json::json!([7]))
        .with_note("n")
        .with_signed(Part::json(&8).header("X-Signature", "s"))
        .with_additional_properties("more", ["9", "10"]);
    client.upload_bytes(body).await.unwrap();
    let expected = [
        r#""encoded"|application/octet-stream||Ng=="#,
        r#""json"|application/json||7"#,
        r#""note"||n"#,
        r#""anything"; filename="anything"|application/octet-stream||1"#,
        r#""list"; filename="b"|application/octet-stream||2"#,
        r#""list"||3"#,
        r#""picture"; filename="picture"|image/gif||4"#,
        r#""oneOrMore"; filename="oneOrMore"|application/octet-stream||5"#,
        r#""fileOrLink"||https://x"#,
        r#""rows"; filename="rows"|application/xml||<a/>"#,
        r#""signed"|application/json|X-Signature: s||8"#,
        r#""more"; filename="more"|application/octet-stream||9"#,
        r#""more"; filename="more"|application/octet-stream||10"#,
    ];
    assert_eq!(short_parts(&mut server).await, expected);
    let none = UploadBytesRequest::new("1").with_list(Vec::<Part>::new());
    let error = client.upload_bytes(none).await.unwrap_err().to_string();
    assert!(
        error.ends_with("not sent: /list: fewer than 1 item"),
        "{error}"
    );
}

/// OpenAPI 3.1.1, Encoding Object: `style`, `explode`, which a media type says nothing of then.
#[tokio::test]
async fn parts_have_the_styles_of_their_values() {
    use parts_of_any_kind::models::{Deep, UploadStylesRequest};
    let mut server = server().await;
    let client = parts_of_any_kind::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let point = || Deep::new().with_x(1).with_y(2);
    let body = UploadStylesRequest::new()
        .with_piped(["a", "b"])
        .with_deep(point())
        .with_spread(point())
        .with_joined(point())
        .with_json(point());
    client.upload_styles(&body).await.unwrap();
    let expected = [
        r#""piped"||a|b"#,
        r#""deep[x]"||1"#,
        r#""deep[y]"||2"#,
        r#""x"||1"#,
        r#""y"||2"#,
        r#""joined"||x,1,y,2"#,
        r#""json"|application/json||{"x":1,"y":2}"#,
    ];
    assert_eq!(short_parts(&mut server).await, expected);
}

/// OpenAPI 3.2.0, "Encoding Multipart Media Types": parts of any names, and parts without names.
#[tokio::test]
async fn parts_of_any_names_and_of_none() {
    use parts_of_any_kind::{Part, Parts};
    let mut server = server().await;
    let client = parts_of_any_kind::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let parts = Parts::new()
        .part("b", Part::text("1"))
        .part("a", "2")
        .part("b", b"3");
    client.upload_either(parts).await.unwrap();
    let expected = [
        r#""b"||1"#,
        r#""a"; filename="a"|application/octet-stream||2"#,
        r#""b"; filename="b"|application/octet-stream||3"#,
    ];
    assert_eq!(short_parts(&mut server).await, expected);
    client
        .upload_list([Part::json(&1), Part::text("2")])
        .await
        .unwrap();
    let (content_type, body) = sent_parts(&mut server).await;
    assert_eq!(content_type, "multipart/mixed; boundary=B");
    assert_eq!(
        body,
        "--B\nContent-Type: application/json\n\n1\n--B\n\n2\n--B--\n"
    );
    client.send_form_text("a=b&c").await.unwrap();
    let form = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(sent(&mut server).await, (form, "a=b&c".to_owned()));
}

/// OpenAPI 3.0.4, Schema Object, `nullable`: a body can be `null`, and can still be left out.
#[tokio::test]
async fn bodies_can_be_null() {
    use content_types::models::Tea;
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let json = |text: &str| ("application/json".to_owned(), text.to_owned());
    client.put_nullable(None).await.unwrap();
    assert_eq!(sent(&mut server).await, json("null"));
    client.put_nullable(Some(&Tea::new("t1"))).await.unwrap();
    assert_eq!(sent(&mut server).await, json(r#"{"id":"t1"}"#));
    client.post_nullable().body(None).await.unwrap();
    assert_eq!(sent(&mut server).await, json("null"));
    client.post_nullable().body(Some("ab")).await.unwrap();
    assert_eq!(sent(&mut server).await, json(r#""ab""#));
    client.post_nullable().await.unwrap();
    assert_eq!(sent(&mut server).await, (String::new(), String::new()));
    for error in [
        client.put_nullable(Some(&Tea::new("t"))).await.unwrap_err(),
        client.post_nullable().body(Some("a")).await.unwrap_err(),
        client.put_checked("four").await.unwrap_err(),
        client.post_checked("four").await.unwrap_err(),
    ] {
        assert!(error.violations().is_some(), "{error}");
    }
}

/// RFC 9110, section 8.3.1: a range of media types is none that a body can have.
#[tokio::test]
async fn a_body_has_one_media_type() {
    let server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    for content_type in ["image/*", "png", "", "image/png\r\n"] {
        let error = client.put_images(content_type, "PNG").await.unwrap_err();
        let error = error.to_string();
        assert!(
            error.ends_with("the content type is no media type"),
            "{error}"
        );
    }
}

/// RFC 9110, section 8.3.2: texts are sent in the charset of their media type.
#[tokio::test]
async fn texts_have_their_charset() {
    use content_types::operations::untagged::PostLatinBody;
    let mut server = server().await;
    let client = content_types::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    client.put_latin("Grün").await.unwrap();
    client.post_latin("Grün").await.unwrap();
    for charset in ["iso-8859-1", "ISO-8859-1"] {
        let expected = format!("text/plain; charset={charset}");
        // As UTF-8 the letter would be two bytes.
        assert_eq!(sent(&mut server).await, (expected, "Grün".to_owned()));
    }
    let tea = PostLatinBody::Text("茶".to_owned());
    let refused = client.post_latin(tea).await.unwrap_err().to_string();
    assert!(
        refused.contains("not sent: the text has characters"),
        "{refused}"
    );
}

/// OpenAPI 3.2.0, "Sequential Media Types"; RFC 7464, section 2.
#[tokio::test]
async fn items_are_lines_or_records() {
    use streams::models::Pot;
    let mut server = server().await;
    let client = streams::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    let pots = [Pot::new(1), Pot::new(2).with_name("b")];
    client.send_lines(&pots).await.unwrap();
    let expected = "{\"id\":1}\n{\"id\":2,\"name\":\"b\"}\n".to_owned();
    assert_eq!(
        sent(&mut server).await,
        ("application/x-ndjson".to_owned(), expected)
    );
    client.send_records().body(&pots[..1]).await.unwrap();
    let expected = "\u{1e}{\"id\":1}\n".to_owned();
    assert_eq!(
        sent(&mut server).await,
        ("application/json-seq".to_owned(), expected)
    );
    let error = client.send_lines(&[Pot::new(0)]).await.unwrap_err();
    assert!(error.to_string().contains("/0/id"), "{error}");
}
