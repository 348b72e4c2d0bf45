//! What the tables of objects, enums and unions make.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::example::{
    AuthMethod, Circle, Connection, CreateConnectionRequest, Empty, Level, Scalar, Shape, Square,
    Tags,
};
use crate::runtime::{object, string_enum};
use crate::{Base64, Nullable, Secret};

fn text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

#[test]
fn objects_are_written_in_the_order_of_the_table() {
    let mut body = CreateConnectionRequest::new("a");
    assert_eq!(
        text(&body),
        r#"{"name":"a","auth_method":"url","user_id":null}"#
    );
    body.server_url = Some("u".to_owned());
    body.user_id = Some("me".to_owned());
    body.icon_url = Nullable::Null;
    body.secret = Some("s3".into());
    body.tags = Some(Vec::new());
    body.extra.insert("more".to_owned(), json!(1));
    assert_eq!(
        text(&body),
        r#"{"name":"a","auth_method":"url","server_url":"u","user_id":"me","icon_url":null,"secret":"s3","tags":[],"more":1}"#
    );
    assert_eq!(read::<CreateConnectionRequest>(&text(&body)), body);
}

#[test]
fn objects_tell_absent_null_and_values_apart() {
    let body: CreateConnectionRequest = read(r#"{"name":"a","auth_method":"url"}"#);
    assert_eq!(
        (body.icon_url, body.user_id, body.server_url),
        (Nullable::Absent, None, None)
    );
    let body: CreateConnectionRequest = read(
        r#"{"name":"a","auth_method":"url","icon_url":null,"user_id":null,"server_url":null}"#,
    );
    assert_eq!(
        (body.icon_url, body.user_id, body.server_url),
        (Nullable::Null, None, None)
    );
    let body: CreateConnectionRequest = read(r#"{"name":"a","auth_method":"url","icon_url":"x"}"#);
    assert_eq!(body.icon_url, Nullable::Value("x".to_owned()));
}

#[test]
fn objects_take_any_order_skip_what_they_do_not_know_and_count_the_last() {
    let connection: Connection =
        read(r#"{"x":{"y":[1]},"created_at":1,"\u0069d":"a","id":"b","created_at":2}"#);
    assert_eq!((connection.id.as_str(), connection.created_at), ("b", 2));
    let error = serde_json::from_str::<Connection>(r#"{"id":"a"}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("missing field `created_at`"),
        "{error}"
    );
    assert!(serde_json::from_str::<Connection>("[]").is_err());
    assert_eq!(read::<Empty>(r#"{"x":1}"#), Empty {});
    assert_eq!(text(&Empty {}), "{}");
}

#[test]
fn a_rest_row_keeps_what_nobody_knows() {
    let body: CreateConnectionRequest =
        read(r#"{"a":1,"name":"n","auth_method":"url","b":[null]}"#);
    assert_eq!(
        body.extra,
        BTreeMap::from([("a".to_owned(), json!(1)), ("b".to_owned(), json!([null]))])
    );
}

#[test]
fn string_enums_keep_unknown_values() {
    assert_eq!(read::<AuthMethod>(r#""oauth""#), AuthMethod::Oauth);
    let unknown: AuthMethod = read(r#""quic\n""#);
    assert_eq!(unknown, AuthMethod::Unknown("quic\n".to_owned()));
    assert_eq!(text(&unknown), r#""quic\n""#);
    assert_eq!("url".parse::<AuthMethod>(), Ok(AuthMethod::Url));
    assert_eq!(AuthMethod::from("url".to_owned()), AuthMethod::Url);
    assert_eq!(AuthMethod::Oauth.to_string(), "oauth");
    assert_eq!(AuthMethod::KNOWN, ["url", "oauth"]);
    assert!(serde_json::from_str::<AuthMethod>("1").is_err());
    let keys: BTreeMap<String, AuthMethod> = read(r#"{"a":"url"}"#);
    assert_eq!(keys["a"], AuthMethod::Url);
}

#[test]
fn integer_enums_keep_unknown_values() {
    assert_eq!(read::<Level>("2"), Level::High);
    assert_eq!(read::<Level>("-7"), Level::Unknown(-7));
    assert_eq!(text(&Level::Unknown(-7)), "-7");
    assert_eq!(
        (Level::from(1), Level::Low.as_i64(), Level::KNOWN),
        (Level::Low, 1, &[1, 2][..])
    );
    assert_eq!(Level::High.to_string(), "2");
}

#[test]
fn tagged_unions_go_by_the_tag() {
    let circle: Shape = read(r#"{"radius":0.1,"kind":"circle"}"#);
    assert_eq!(circle, Shape::Circle(Circle { radius: 0.1 }));
    // The variant's type has no tag of its own, so it is added; and the digits of a float stay as they are.
    assert_eq!(text(&circle), r#"{"kind":"circle","radius":0.1}"#);
    let square: Shape = read(r#"{"kind":"sq","sides":[1]}"#);
    assert_eq!(
        square,
        Shape::Square(Box::new(Square {
            kind: "sq".to_owned(),
            sides: vec![1]
        }))
    );
    assert_eq!(text(&square), r#"{"kind":"sq","sides":[1]}"#);
}

#[test]
fn tagged_unions_keep_what_they_do_not_know() {
    for unknown in [
        r#"{"kind":"hexagon","a":1}"#,
        r#"{"a":1}"#,
        r#"{"kind":5}"#,
        "3",
        "null",
    ] {
        let shape: Shape = read(unknown);
        assert!(matches!(shape, Shape::Unknown(_)));
        assert_eq!(text(&shape), unknown);
    }
    let error = serde_json::from_str::<Shape>(r#"{"kind":"circle"}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("missing field `radius`"),
        "{error}"
    );
}

#[test]
fn untagged_unions_try_in_order() {
    assert_eq!(read::<Scalar>("true"), Scalar::Bool(true));
    assert_eq!(read::<Scalar>("1"), Scalar::Number(1.0));
    assert_eq!(read::<Scalar>(r#""a""#), Scalar::Text("a".to_owned()));
    let square: Scalar = read(r#"{"kind":"x","sides":[]}"#);
    assert!(matches!(square, Scalar::Square(_)));
    assert_eq!(text(&square), r#"{"kind":"x","sides":[]}"#);
    assert_eq!(read::<Scalar>("[1]"), Scalar::Unknown(json!([1])));
}

#[test]
fn newtypes_are_transparent() {
    let tags: Tags = read("[[],[[]]]");
    assert_eq!(tags.0.len(), 2);
    assert_eq!(text(&tags), "[[],[[]]]");
}

#[test]
fn base64_takes_what_servers_send() {
    for (sent, bytes) in [
        (r#""+/8=""#, [0xfb, 0xff]),
        (r#""-_8""#, [0xfb, 0xff]),
        (r#""AAE""#, [0, 1]),
    ] {
        assert_eq!(read::<Base64>(sent).0, bytes);
    }
    assert_eq!(text(&Base64::from(vec![0xfb, 0xff])), r#""+/8=""#);
    assert!(serde_json::from_str::<Base64>(r#""*""#).is_err());
}

#[test]
fn secrets_do_not_show() {
    let secret = Secret::new("hunter2");
    assert_eq!(
        format!("{secret:?} {:?}", Some(&secret)),
        "[redacted] Some([redacted])"
    );
    assert_eq!(
        (text(&secret), read::<Secret>(r#""hunter2""#)),
        (r#""hunter2""#.to_owned(), secret)
    );
    assert_eq!(
        BTreeSet::from([Secret::new("a"), Secret::from("a")]).len(),
        1
    );
}

#[test]
fn nullable_has_three_states() {
    assert_eq!(Nullable::from(3).as_ref(), Some(&3));
    assert_eq!(Nullable::<i32>::default(), Nullable::Absent);
    assert!(Nullable::<i32>::Null.is_null() && Nullable::<i32>::Absent.is_absent());
    assert_eq!(Nullable::Value(3).into_option(), Some(3));
}

string_enum! {
    /// Names that mean something else to Rust, and values that mean something to Markdown.
    pub enum Verdict else Unknown {
        Ok = "ok",
        Err = "<err>",
        Some = "`some`" as "`` `some` ``",
        None = "",
    }
}

#[test]
fn variants_can_be_called_as_those_of_the_prelude() {
    assert_eq!(
        "<err>".parse(),
        Ok::<_, std::convert::Infallible>(Verdict::Err)
    );
    let all = Verdict::KNOWN
        .iter()
        .map(|text| Verdict::from(*text).to_string());
    let all: Vec<_> = all.collect();
    assert_eq!(all, ["ok", "<err>", "`some`", ""]);
}

/// Called like the trait that decodes it.
#[derive(Debug, PartialEq)]
pub struct Visitor {
    pub foo: i64,
}

object! { Visitor: Serialize + Deserialize { req foo = "foo" } }

#[test]
fn a_model_can_be_called_visitor() {
    let visitor: Visitor = serde_json::from_str(r#"{"foo":1}"#).unwrap();
    assert_eq!(visitor, Visitor { foo: 1 });
}
