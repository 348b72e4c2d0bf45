//! Emitting, tried on small APIs made by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::Options;
use crate::analyze::analyze;
use crate::diagnostic::Diagnostics;
use crate::ir::{
    Access, Api, Bound, Branch, Constraints, Docs, Enum, EnumValues, Field, Flows, Location, Media,
    MediaFormat, Operation, Origin, Parameter, ParameterFormat, RequestBody, Response, Scalar,
    Scheme, SchemeKind, Server, Status, Struct, Style, TypeDef, TypeId, TypeKind, TypeRef, Union,
    Value, Variant,
};
use crate::names::{self, NamesLock};
use crate::render::render;

use super::{Model, emit, runtime};

fn generated(api: &Api) -> BTreeMap<String, String> {
    let facts = analyze(api);
    let names = names::assign(
        api,
        &facts,
        &NamesLock::default(),
        &mut Diagnostics::default(),
    );
    let options = Options::new("tea-client");
    let model = Model {
        api,
        facts: &facts,
        names: &names,
        options: &options,
    };
    render(emit(&model), "cargo xtask codegen").files
}

#[track_caller]
fn check(files: &BTreeMap<String, String>, path: &str, expected: &[&str]) {
    let text = files.get(path).unwrap_or_else(|| panic!("no file {path}"));
    syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    for part in expected {
        assert!(text.contains(part), "{path} lacks\n{part}\n\n{text}");
    }
}

fn api() -> Api {
    let servers = vec![Server {
        url: "https://tea.example".to_owned(),
        ..Server::default()
    }];
    Api {
        title: "Tea".to_owned(),
        version: "1".to_owned(),
        servers,
        ..Api::default()
    }
}

fn component(api: &mut Api, name: &str, kind: TypeKind) -> TypeId {
    let place = format!("/components/schemas/{name}");
    api.types.push(TypeDef {
        nullable: false,
        origin: Origin::Component(name.to_owned()),
        docs: Docs::default(),
        kind,
        place,
    })
}

fn scalar(scalar: Scalar) -> Value {
    Value::of(TypeRef::Scalar(scalar))
}

fn nullable(value: Value) -> Value {
    Value {
        nullable: true,
        ..value
    }
}

fn named(id: TypeId) -> Value {
    Value::of(TypeRef::Named(id))
}

fn field(property: &str, value: Value, required: bool) -> Field {
    let (access, docs) = (Access::Both, Docs::default());
    Field {
        property: property.to_owned(),
        value,
        required,
        access,
        default: None,
        docs,
    }
}

fn object(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct {
        fields,
        ..Struct::default()
    })
}

fn json(value: Value) -> Media {
    Media {
        name: "application/json".to_owned(),
        format: MediaFormat::Json,
        value,
        encoding: Vec::new(),
    }
}

fn parameter(name: &str, location: Location, value: Value, required: bool) -> Parameter {
    let style = if location == Location::Query {
        Style::Form
    } else {
        Style::Simple
    };
    let format = ParameterFormat::style(style);
    let docs = Docs::default();
    Parameter {
        name: name.to_owned(),
        location,
        format,
        is_whole: false,
        required,
        value,
        default: None,
        docs,
    }
}

fn response(code: u16, media: Option<Media>) -> Response {
    Response {
        status: Status::Code(code),
        content: media.into_iter().collect(),
        headers: Vec::new(),
        description: None,
    }
}

/// `POST /pots` in the group `Pots`.
fn brew(body: Option<Value>, responses: Vec<Response>) -> Operation {
    Operation {
        id: Some("brewTea".to_owned()),
        method: "POST".to_owned(),
        path: "/pots".to_owned(),
        declared_path: "/pots".to_owned(),
        tags: vec!["Pots".to_owned()],
        docs: Docs::default(),
        parameters: Vec::new(),
        body: body.map(|value| RequestBody {
            required: true,
            content: vec![json(value)],
            description: None,
        }),
        accept: Response::media_types(&responses),
        responses,
        security: Vec::new(),
        server: None,
        place: "/paths/~1pots/post".to_owned(),
    }
}

const MODELS: &str = "src/models/pots.rs";
const TABLES: &str = "src/models/pots/serde.rs";
const OPERATIONS: &str = "src/operations/pots.rs";

#[test]
fn absence_and_null_are_told_apart() {
    let mut api = api();
    let text = || scalar(Scalar::String);
    let fields = vec![
        field("a", text(), true),
        field("b", text(), false),
        field("c", nullable(text()), true),
        field("type", nullable(text()), false),
    ];
    let pot = component(&mut api, "Pot", object(fields.clone()));
    let answer = component(&mut api, "Answer", object(fields));
    api.operations.push(brew(
        Some(named(pot)),
        vec![response(200, Some(json(named(answer))))],
    ));
    let files = generated(&api);
    check(
        &files,
        MODELS,
        &[
            "pub a: String,",
            "pub b: Option<String>,",
            "pub c: Option<String>,",
            "pub type_: Nullable<String>,",
            "pub fn new(a: impl Into<String>, c: Option<String>) -> Self {",
            "pub fn with_type(mut self, type_: impl Into<Nullable<String>>) -> Self {",
            "pub type_: Option<String>,",
        ],
    );
    assert!(
        !files[MODELS].contains("impl Answer"),
        "responses are not made by callers"
    );
    let rows = "    req a = \"a\",\n    opt b = \"b\",\n    null c = \"c\",\n    tri type_ = \"type\",\n} }";
    check(
        &files,
        TABLES,
        &[
            &format!("object! {{ Pot: Serialize {{\n{rows}"),
            "object! { Answer: Deserialize {",
        ],
    );
}

#[test]
fn names_of_the_description_do_not_hide_those_of_the_language() {
    let mut api = api();
    let string = component(
        &mut api,
        "String",
        object(vec![field("text", scalar(Scalar::String), false)]),
    );
    let pot = component(
        &mut api,
        "Pot",
        object(vec![field("s", named(string), true)]),
    );
    api.operations.push(brew(Some(named(pot)), Vec::new()));
    check(
        &generated(&api),
        MODELS,
        &["pub text: Option<::std::string::String>,", "pub s: String,"],
    );
}

#[test]
fn text_from_the_description_stays_text() {
    let mut api = api();
    let evil = "a\"] } evil!{ [\"\n";
    let mut evil_field = field(evil, scalar(Scalar::String), true);
    evil_field.docs.description = Some("*/ }\n/// \u{202e}```rust\npanic!()".to_owned());
    let pot = component(&mut api, "Pot", object(vec![evil_field]));
    api.operations.push(brew(Some(named(pot)), Vec::new()));
    let files = generated(&api);
    check(&files, TABLES, &["= \"a\\\"] } evil!{ [\\\"\\n\","]);
    check(&files, MODELS, &[]);
    assert!(
        !files[MODELS].contains('\u{202e}'),
        "directional overrides are dropped"
    );
}

#[test]
fn unions_convert_from_what_only_one_branch_has() {
    let mut api = api();
    let branch = |value: Value| Branch {
        value,
        is_default: false,
        tags: Vec::new(),
        title: None,
        description: None,
    };
    let branches = vec![
        branch(scalar(Scalar::Boolean)),
        branch(scalar(Scalar::String)),
        branch(scalar(Scalar::Binary)),
    ];
    let size = component(
        &mut api,
        "Size",
        TypeKind::Union(Union {
            branches,
            discriminator: None,
            base: None,
        }),
    );
    api.operations.push(brew(Some(named(size)), Vec::new()));
    let files = generated(&api);
    check(
        &files,
        MODELS,
        &["impl From<bool> for Size {", "Unknown(serde_json::Value),"],
    );
    assert!(
        !files[MODELS].contains("impl From<String>"),
        "two branches hold a String"
    );
    check(&files, TABLES, &["untagged_union! { Size: Serialize {\n"]);
}

#[test]
fn one_valued_enums_are_filled_in() {
    let mut api = api();
    let variant = Variant {
        value: "black".to_owned(),
        name: None,
        description: None,
    };
    let kind = component(
        &mut api,
        "Kind",
        TypeKind::Enum(Enum {
            values: EnumValues::Strings(vec![variant]),
        }),
    );
    let pot = component(
        &mut api,
        "Pot",
        object(vec![field("kind", named(kind), true)]),
    );
    api.operations.push(brew(Some(named(pot)), Vec::new()));
    let expected = [
        "pub fn new() -> Self {",
        "kind: Kind::Black",
        "impl Default for Pot {",
    ];
    check(&generated(&api), MODELS, &expected);
}

#[test]
fn constraints_are_words_and_checks() {
    let mut api = api();
    let mut name = scalar(Scalar::String);
    name.constraints = Constraints {
        min_length: Some(1),
        pattern: Some("^a".to_owned()),
        ..Constraints::default()
    };
    let bound = |value: i64| {
        Some(Bound {
            value: value.into(),
            exclusive: false,
        })
    };
    let mut cups = scalar(Scalar::Int64);
    cups.constraints = Constraints {
        minimum: bound(-1),
        maximum: bound(9),
        ..Constraints::default()
    };
    let mut optional = field("cups", cups.clone(), false);
    optional.default = Some(2.into());
    let pot = component(
        &mut api,
        "Pot",
        object(vec![field("name", name, true), optional]),
    );
    let mut operation = brew(Some(named(pot)), Vec::new());
    operation
        .parameters
        .push(parameter("limit", Location::Query, cups, false));
    api.operations.push(operation);
    let files = generated(&api);
    check(
        &files,
        MODELS,
        &[
            "At least 1 character. Matches `^a`.",
            "-1 to 9. Default: `2`.",
        ],
    );
    check(
        &files,
        "src/models/pots/constraints.rs",
        &[
            r#"v.at("name", &self.name).length(1..).pattern("^a");"#,
            r#"v.at_opt("cups", &self.cups).range(-1..=9);"#,
        ],
    );
    check(
        &files,
        OPERATIONS,
        &[
            ".json_checked(body)",
            r#"Self(self.0.query("limit", &limit).check(&limit, |x| x.range(-1..=9)))"#,
        ],
    );
    assert!(files["Cargo.toml"].contains("regress"));
    assert!(files.contains_key("src/runtime/pattern.rs"));
}

#[test]
fn only_patterns_bring_the_regular_expressions() {
    let files = generated(&api());
    assert!(!files["Cargo.toml"].contains("regress"));
    assert!(!files.contains_key("src/runtime/pattern.rs"));
    assert!(!files["src/runtime/mod.rs"].contains("mod pattern;"));
}

#[test]
fn many_required_arguments_become_a_struct() {
    let mut api = api();
    let mut operation = brew(None, Vec::new());
    operation.path = "/pots/{a}/{b}".to_owned();
    for name in ["b", "a"] {
        operation.parameters.push(parameter(
            name,
            Location::Path,
            scalar(Scalar::String),
            true,
        ));
    }
    let mut few = operation.clone();
    few.id = Some("pourTea".to_owned());
    for name in ["c", "d", "e"] {
        operation.parameters.push(parameter(
            name,
            Location::Query,
            scalar(Scalar::Int64),
            true,
        ));
    }
    operation.parameters.push(parameter(
        "Accept",
        Location::Header,
        scalar(Scalar::String),
        true,
    ));
    api.operations.push(operation);
    api.operations.push(few);
    check(
        &generated(&api),
        OPERATIONS,
        &[
            "(&self, args: BrewTeaArgs) -> BrewTea {",
            "pub struct BrewTeaArgs {",
            ".query(\"c\", &args.c)",
            "(&self, a: impl AsRef<str>, b: impl AsRef<str>) -> PourTea {",
        ],
    );
}

#[test]
fn several_successes_become_an_enum() {
    let mut api = api();
    let responses = vec![
        response(200, Some(json(scalar(Scalar::String)))),
        response(204, None),
    ];
    api.operations.push(brew(None, responses));
    check(
        &generated(&api),
        OPERATIONS,
        &[
            "request!(Pots::brew_tea: BrewTea => BrewTeaOk, BrewTeaOk::decode);",
            "Ok(String),",
            "\"200\" => decode::json(raw).map(Self::Ok),",
            "\"204\" => Ok(Self::NoContent),",
            ".successes(&[(\"200\", Payload::Whole), (\"204\", Payload::Empty)])",
        ],
    );
}

#[test]
fn error_bodies_are_decoded_by_status() {
    let mut api = api();
    let fields = vec![
        field("message", scalar(Scalar::String), false),
        field("error", scalar(Scalar::String), true),
    ];
    let problem = component(&mut api, "Problem", object(fields));
    let errors = vec![
        response(400, Some(json(named(problem)))),
        response(404, Some(json(named(problem)))),
    ];
    api.operations.push(brew(None, errors));
    let files = generated(&api);
    check(
        &files,
        "src/error_body.rs",
        &[
            "Problem(Problem),",
            "Some(body.message.as_deref().unwrap_or(&body.error))",
        ],
    );
    let expected = [
        "/// - `400`, `404`: [`ErrorBody::Problem`]",
        r#".errors(&[("400 404", ErrorBody::problem)])"#,
    ];
    check(&files, OPERATIONS, &expected);
}

#[test]
fn credentials_have_methods() {
    let mut api = api();
    for (name, kind) in [("token", SchemeKind::Bearer), ("login", SchemeKind::Basic)] {
        api.schemes.push(Scheme {
            name: name.to_owned(),
            kind,
            flows: Flows::default(),
            description: None,
        });
    }
    let expected = [
        "Scheme::bearer(\"token\"), Scheme::basic(\"login\")",
        "pub fn new(token: impl Into<Secret>) -> Result<Self, Error> {",
        "password: impl Into<Secret>,",
    ];
    check(&generated(&api), "src/client.rs", &expected);
}

#[test]
fn values_are_checked_wherever_they_are_sent() {
    let mut api = api();
    let mut word = scalar(Scalar::String);
    word.constraints.max_length = Some(5);
    let mut words = Value::of(TypeRef::List(Box::new(word)));
    words.constraints.min_items = Some(2);
    words.constraints.max_items = Some(1);
    let mut operation = brew(Some(words.clone()), Vec::new());
    words.constraints.unique_items = true;
    operation
        .parameters
        .push(parameter("X-Words", Location::Header, words, false));
    api.operations.push(operation);
    check(
        &generated(&api),
        OPERATIONS,
        &[
            // One range would be empty, which the compiler takes for a slip.
            ".check(body, |x| x.count(2..).count(..=1).items(|x| x.length(..=5)))",
            "&Call::texts(x_words),\n",
        ],
    );
}

#[test]
fn bodies_in_parts_come_with_their_content_type() {
    let mut api = api();
    let mut operation = brew(Some(scalar(Scalar::Binary)), Vec::new());
    if let Some(body) = &mut operation.body {
        body.content[0].format = MediaFormat::Binary;
        body.content[0].name = "Multipart/Digest".to_owned();
    }
    let taken = parameter(
        "content_type",
        Location::Query,
        scalar(Scalar::String),
        true,
    );
    operation.parameters.push(taken);
    api.operations.push(operation);
    check(
        &generated(&api),
        OPERATIONS,
        &[
            "body_content_type: impl AsRef<str>,",
            ".body(body_content_type.as_ref(), body)",
            "`Multipart/Digest; boundary=…`",
        ],
    );
}

#[test]
fn instants_keep_their_offset() {
    let mut api = api();
    let fields = vec![field("at", scalar(Scalar::DateTime), true)];
    let pot = component(&mut api, "Pot", object(fields));
    let mut operation = brew(Some(named(pot)), Vec::new());
    operation.parameters.push(parameter(
        "since",
        Location::Query,
        scalar(Scalar::DateTime),
        false,
    ));
    api.operations.push(operation);
    let files = generated(&api);
    let expected = [
        "pub at: DateTime<FixedOffset>,",
        "pub fn new(at: impl Into<DateTime<FixedOffset>>) -> Self {",
    ];
    check(&files, MODELS, &expected);
    check(
        &files,
        OPERATIONS,
        &[r#".query("since", &Into::<DateTime<FixedOffset>>::into(since))"#],
    );
}

#[test]
fn the_address_is_asked_for_where_the_description_has_none() {
    let mut api = api();
    api.servers[0].url = "/v3".to_owned();
    let files = generated(&api);
    let client = "src/client.rs";
    check(
        &files,
        client,
        &["as in `https://api.example.com/v3`.", "/// Fails, because"],
    );
    for path in ["README.md", "src/lib.rs"] {
        assert!(files[path].contains(r#".base_url("https://api.example.com/v3")"#));
    }
}

#[test]
fn all_media_types_are_accepted() {
    let mut api = api();
    let problem = component(&mut api, "Problem", object(Vec::new()));
    let media = |name: &str| {
        let name = name.to_owned();
        Some(Media {
            name,
            ..json(named(problem))
        })
    };
    let responses = vec![
        response(400, media("application/problem+json")),
        response(200, media("application/json")),
        response(404, media("application/json")),
    ];
    api.operations.push(brew(None, responses));
    let files = generated(&api);
    check(
        &files,
        OPERATIONS,
        &[r#".accept("application/json, application/problem+json")"#],
    );
    let expected = "2 declared responses, `application/problem+json` or `application/json`.";
    check(&files, "src/error_body.rs", &[expected]);
}

#[test]
fn titles_say_what_they_are_titles_of() {
    for (title, expected) in [
        ("Objects", "Objects API"),
        ("The Tea Service", "Tea Service"),
        ("Tea API v2", "Tea API v2"),
    ] {
        assert_eq!(super::crate_::named(title), expected);
    }
}

#[test]
fn lints_are_allowed_where_the_description_sets_them_off() {
    let mut api = api();
    let fields = vec![
        field("foo", scalar(Scalar::Int64), true),
        field("bar", scalar(Scalar::Int64), false),
    ];
    let pot = component(&mut api, "Pot", object(fields));
    api.operations.push(brew(Some(named(pot)), Vec::new()));
    let files = generated(&api);
    assert_eq!(files[MODELS].matches("disallowed_names").count(), 1);
}

#[test]
fn every_file_of_the_runtime_is_carried() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/runtime");
    let there = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let carried = runtime::FILES.iter().map(|(name, _)| (*name).to_owned());
    assert_eq!(
        carried.collect::<BTreeSet<_>>(),
        there.collect::<BTreeSet<_>>()
    );
}
