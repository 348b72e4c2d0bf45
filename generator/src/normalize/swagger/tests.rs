//! Tests of Swagger 2.0: what becomes of each of its constructs, and that all versions say the same in the end.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::{Value, json};

use crate::bundle::Sources;
use crate::diagnostic::Diagnostics;
use crate::normalize::{Canonical, normalize};
use crate::pointer::Pointer;

fn normalized(tree: Value) -> (Canonical, Vec<(&'static str, String)>) {
    let mut diagnostics = Diagnostics::new();
    let canonical = normalize(tree, &Sources::default(), &mut diagnostics);
    let codes = diagnostics
        .iter()
        .map(|it| (it.code, it.place.pointer.to_string()))
        .collect();
    let Some(canonical) = canonical else {
        panic!("{diagnostics:?}");
    };
    (canonical, codes)
}

fn yaml(text: &str) -> Value {
    crate::load::load("api", text.as_bytes()).unwrap().tree
}

/// One operation, with root members given before it.
fn operation(root: &str, operation: &str) -> (Value, Vec<(&'static str, String)>) {
    let indented = operation.replace('\n', "\n      ");
    let text = format!(
        "swagger: '2.0'\ninfo: {{title: t, version: '1'}}\n{root}\npaths:\n  /a/{{i}}:\n    post:\n      {indented}\n"
    );
    let (canonical, codes) = normalized(yaml(&text));
    (canonical.tree["paths"]["/a/{i}"]["post"].clone(), codes)
}

#[test]
fn the_same_api_in_all_versions_is_the_same() {
    let v2 = yaml(include_str!("fixtures/v2.yaml"));
    let v30 = yaml(include_str!("fixtures/v30.yaml"));
    let v31 = yaml(include_str!("fixtures/v31.yaml"));
    let (v2, codes) = normalized(v2);
    assert_eq!(codes, []);
    let (v30, codes) = normalized(v30);
    assert_eq!(codes, []);
    let (v31, codes) = normalized(v31);
    assert_eq!(codes, []);
    assert_eq!(v2.tree, v30.tree);
    assert_eq!(v31.tree, v30.tree);
    assert_eq!(v2.schema_prefix, "#/definitions/");
    assert_eq!(v30.schema_prefix, "#/components/schemas/");
    for (canonical, author) in [
        (
            "#/components/schemas/Pet/properties/tag",
            "#/definitions/Pet/properties/tag",
        ),
        (
            "#/components/responses/Gone/content",
            "#/responses/Gone/content",
        ),
        (
            "#/paths/~1pets/post/requestBody/content/application~1json/schema/properties/name",
            "#/parameters/NewPet/schema/properties/name",
        ),
        (
            "#/paths/~1pets/get/parameters/0/schema/items",
            "#/paths/~1pets/get/parameters/0/items",
        ),
    ] {
        let pointer = Pointer::parse(canonical).unwrap();
        assert_eq!(v2.origins.author(&pointer).to_string(), author);
    }
}

#[test]
fn bodies_leave_the_parameters() {
    let (post, codes) = operation(
        "consumes: [application/xml]\nparameters:\n  P: {name: p, in: body, required: true, schema: {type: string}, x-example: e}\n  Q: {$ref: '#/parameters/P'}",
        "parameters: [{$ref: '#/parameters/Q'}, {name: i, in: path, type: string, required: true}]\nresponses: {'200': {description: d}}",
    );
    assert_eq!(codes, []);
    let body = json!({
        "content": {"application/xml": {"schema": {"type": "string"}, "example": "e"}},
        "required": true, "x-body-name": "p"
    });
    assert_eq!(post["requestBody"], body);
    let path = json!([{"name": "i", "in": "path", "required": true, "schema": {"type": "string"}}]);
    assert_eq!(post["parameters"], path);
}

#[test]
fn forms_are_objects() {
    let form = "parameters:\n- {name: f, in: formData, type: file, description: a file}\n- {name: n, in: formData, type: array, items: {type: string}, required: true, collectionFormat: multi}\n- {name: c, in: formData, type: array, items: {type: string}}\nresponses: {'200': {description: d}}";
    let (post, codes) = operation("consumes: [application/json]", form);
    assert_eq!(codes, []);
    let list = json!({"type": "array", "items": {"type": "string"}});
    let expected = json!({
        "content": {"multipart/form-data": {
            "schema": {"type": "object", "required": ["n"], "properties": {
                "f": {"type": "string", "format": "binary", "description": "a file"}, "n": list, "c": list
            }},
            "encoding": {"n": {"style": "form", "explode": true, "x-explode": true}, "c": {"style": "form", "explode": false, "x-explode": false}}
        }},
        "required": true
    });
    assert_eq!(post["requestBody"], expected);
    for (consumes, expected) in [
        (
            "[application/json]",
            vec!["application/x-www-form-urlencoded"],
        ),
        (
            "[multipart/form-data, application/x-www-form-urlencoded]",
            vec!["multipart/form-data", "application/x-www-form-urlencoded"],
        ),
    ] {
        let field = format!(
            "consumes: {consumes}\nparameters: [{{name: a, in: formData, type: string}}]\nresponses: {{}}"
        );
        let (post, _) = operation("", &field);
        let content = post["requestBody"]["content"].as_object().unwrap();
        assert_eq!(content.keys().collect::<Vec<_>>(), expected);
        assert_eq!(post["requestBody"]["required"], json!(false));
    }
}

#[test]
fn bodies_of_a_path_belong_to_its_operations() {
    let (canonical, codes) = normalized(yaml(
        "swagger: 2.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    parameters: [{name: a, in: formData, type: string}, {name: q, in: query, type: string}]\n    post: {responses: {}}\n    put:\n      parameters: [{name: a, in: formData, type: integer}]\n      responses: {}\n",
    ));
    assert_eq!(codes, []);
    let item = &canonical.tree["paths"]["/a"];
    let of = |method: &str| {
        let content = &item[method]["requestBody"]["content"];
        content["application/x-www-form-urlencoded"]["schema"]["properties"]["a"]["type"].clone()
    };
    assert_eq!((of("post"), of("put")), (json!("string"), json!("integer")));
    assert_eq!(item["parameters"].as_array().unwrap().len(), 1);
}

#[test]
fn lists_are_separated_as_they_were() {
    for (location, written, style, explode, extended, fault) in [
        ("query", "csv", "form", false, None, None),
        ("query", "multi", "form", true, None, None),
        ("query", "ssv", "spaceDelimited", false, None, None),
        ("query", "pipes", "pipeDelimited", false, None, None),
        ("query", "tsv", "form", false, Some("tabDelimited"), None),
        ("header", "csv", "simple", false, None, None),
        ("header", "tsv", "simple", false, Some("tabDelimited"), None),
        ("path", "ssv", "simple", false, Some("spaceDelimited"), None),
        (
            "path",
            "pipes",
            "simple",
            false,
            Some("pipeDelimited"),
            None,
        ),
        (
            "header",
            "multi",
            "simple",
            false,
            None,
            Some("collection-format"),
        ),
        (
            "query",
            "commas",
            "form",
            false,
            None,
            Some("collection-format"),
        ),
    ] {
        let parameters = format!(
            "parameters: [{{name: a, in: {location}, required: true, type: array, items: {{type: string}}, collectionFormat: {written}}}]\nresponses: {{}}"
        );
        let (post, codes) = operation("", &parameters);
        let parameter = &post["parameters"][0];
        assert_eq!(parameter["style"], json!(style), "{location} {written}");
        assert_eq!(parameter["explode"], json!(explode), "{location} {written}");
        assert_eq!(
            parameter.get("x-style"),
            extended.map(|it| json!(it)).as_ref()
        );
        let found: Vec<_> = codes.iter().map(|(code, _)| *code).collect();
        assert_eq!(found, Vec::from_iter(fault), "{location} {written}");
    }
}

#[test]
fn elements_may_be_references_though_the_specification_has_none() {
    let (post, codes) = operation(
        "definitions: {Kind: {type: string, enum: [a, b]}}",
        "parameters: [{name: a, in: query, type: array, items: {$ref: '#/definitions/Kind'}}]\nresponses: {}",
    );
    assert_eq!(codes, []);
    let to = json!({"$ref": "#/components/schemas/Kind"});
    assert_eq!(post["parameters"][0]["schema"]["items"], to);
}

#[test]
fn responses_have_a_schema_for_every_media_type() {
    let (post, codes) = operation(
        "produces: [application/json, text/csv]",
        "responses:\n  '200': {description: d, schema: {type: string}, examples: {text/csv: a}, headers: {X: {type: integer}}}\n  '201': {description: d, schema: {type: file}}\n  '202': {description: d}",
    );
    assert_eq!(codes, []);
    let string = json!({"type": "string"});
    let file = json!({"schema": {"type": "string", "format": "binary"}});
    let expected = json!({
        "200": {
            "description": "d",
            "headers": {"X": {"schema": {"type": "integer"}}},
            "content": {"application/json": {"schema": string}, "text/csv": {"schema": string, "example": "a"}}
        },
        "201": {"description": "d", "content": {"application/json": file, "text/csv": file}},
        "202": {"description": "d"}
    });
    assert_eq!(post["responses"], expected);
}

#[test]
fn files_are_also_bytes_and_errors_also_json() {
    let cases = [
        (
            "[]",
            "'200'",
            "{type: file}",
            &["application/octet-stream"][..],
        ),
        (
            "[application/json]",
            "'200'",
            "{type: file}",
            &["application/json", "application/octet-stream"],
        ),
        ("[image/png]", "'200'", "{type: file}", &["image/png"]),
        ("[image/png]", "'200'", "{type: object}", &["image/png"]),
        (
            "[image/png]",
            "'404'",
            "{type: object}",
            &["image/png", "application/json"],
        ),
        ("[image/png]", "'404'", "{type: string}", &["image/png"]),
        ("[text/json]", "'404'", "{type: object}", &["text/json"]),
        ("[]", "default", "{type: object}", &["application/json"]),
    ];
    for (produces, status, schema, expected) in cases {
        let responses = format!("responses: {{{status}: {{description: d, schema: {schema}}}}}");
        let (post, _) = operation(&format!("produces: {produces}"), &responses);
        let content = &post["responses"][status.trim_matches('\'')]["content"];
        let names: Vec<_> = content.as_object().unwrap().keys().collect();
        assert_eq!(names, expected, "{produces} {status} {schema}");
    }
}

#[test]
fn a_type_beside_the_schema_of_a_response_is_its_schema() {
    let (post, codes) = operation(
        "produces: [text/csv]\ndefinitions: {A: {type: string}}",
        "responses: {'200': {description: d, type: array, items: {$ref: '#/definitions/A'}}}",
    );
    let place = "#/paths/~1a~1{i}/post/responses/200".to_owned();
    assert_eq!(codes, [("misplaced-schema", place)]);
    let schema = json!({"type": "array", "items": {"$ref": "#/components/schemas/A"}});
    let content = &post["responses"]["200"]["content"];
    assert_eq!(content["text/csv"]["schema"], schema);
}

#[test]
fn media_types_of_a_path_are_those_of_its_operations() {
    let (canonical, codes) = normalized(yaml(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\nproduces: [application/json]\npaths:\n  /a:\n    produces: [text/csv]\n    get: {responses: {'200': {description: d, schema: {}}}}\n    put: {produces: [text/plain], responses: {'200': {description: d, schema: {}}}}\n",
    ));
    let place = "#/paths/~1a/produces".to_owned();
    assert_eq!(codes, [("misplaced-media-types", place)]);
    let of = |method: &str| {
        let content = &canonical.tree["paths"]["/a"][method]["responses"]["200"]["content"];
        content.as_object().unwrap().keys().next().cloned().unwrap()
    };
    assert_eq!(
        (of("get"), of("put")),
        ("text/csv".into(), "text/plain".into())
    );
}

#[test]
fn components_are_added_to_the_sections() {
    let (canonical, codes) = normalized(yaml(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\ndefinitions: {A: {type: string}}\ncomponents: {schemas: {A: {type: integer}, B: {type: strin}}}\n",
    ));
    let components = Pointer::parse("#/components").unwrap();
    let fault = components.join(["schemas", "B", "type"]).to_string();
    assert_eq!(
        codes,
        [
            ("newer-components", components.to_string()),
            ("unknown-type", fault)
        ]
    );
    let schemas = &canonical.tree["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"type": "string"}));
    assert_eq!(schemas["B"], json!({"type": "string"}));
}

#[test]
fn servers_and_schemes_are_written_out() {
    for (root, expected, faults) in [
        (
            "host: a.test\nbasePath: /v1/\nschemes: [http, https]",
            json!(["https://a.test/v1", "http://a.test/v1"]),
            vec![],
        ),
        (
            "host: a.test:8080\nschemes: [http]",
            json!(["http://a.test:8080"]),
            vec![],
        ),
        (
            "host: a.test\nschemes: [wss]",
            json!(["https://a.test"]),
            vec![("server-protocol", "#/schemes".to_owned())],
        ),
        (
            "host: http://a.test/x/\nbasePath: v1/",
            json!(["http://a.test/x/v1"]),
            vec![("server-host", "#/host".to_owned())],
        ),
        (
            "host: http://a.test\nschemes: [https]",
            json!(["https://a.test"]),
            vec![("server-host", "#/host".to_owned())],
        ),
        ("basePath: v1", json!(["/v1"]), vec![]),
        ("basePath: /", json!(["/"]), vec![]),
    ] {
        let (canonical, codes) = normalized(yaml(&format!(
            "swagger: '2.0'\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n{root}\n"
        )));
        assert_eq!(codes, faults, "{root}");
        let servers = canonical.tree["servers"].as_array().unwrap().iter();
        let urls: Value = servers.map(|server| server["url"].clone()).collect();
        assert_eq!(urls, expected);
    }
    let (canonical, codes) = normalized(yaml(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\nsecurityDefinitions:\n  b: {type: basic}\n  k: {type: apiKey, in: header, name: X}\n  o: {type: oauth2, flow: accessCode, authorizationUrl: 'u', tokenUrl: 't', scopes: {s: d}}\n  c: {type: oauth2, flow: application, tokenUrl: 't'}\n  x: {type: oauth2, flow: wrong}\n",
    ));
    assert_eq!(
        codes,
        [("unknown-oauth-flow", "#/securityDefinitions/x".to_owned())]
    );
    let schemes = &canonical.tree["components"]["securitySchemes"];
    assert_eq!(schemes["x"]["flows"], json!({}));
    assert_eq!(schemes["b"], json!({"type": "http", "scheme": "basic"}));
    let flow = json!({"authorizationUrl": "u", "tokenUrl": "t", "scopes": {"s": "d"}});
    assert_eq!(schemes["o"]["flows"], json!({"authorizationCode": flow}));
    assert_eq!(
        schemes["c"]["flows"]["clientCredentials"]["tokenUrl"],
        json!("t")
    );
}

#[test]
fn flows_are_known_by_other_names_and_by_their_urls() {
    for (written, flow, place) in [
        ("flow: clientCredentials", "clientCredentials", "/flow"),
        ("flow: authorization_code", "authorizationCode", "/flow"),
        ("flow: accesscode", "authorizationCode", "/flow"),
        ("authorizationUrl: u", "implicit", ""),
        ("tokenUrl: u", "clientCredentials", ""),
        ("authorizationUrl: u, tokenUrl: t", "authorizationCode", ""),
    ] {
        let text = format!(
            "swagger: '2.0'\ninfo: {{title: t, version: '1'}}\npaths: {{}}\nsecurityDefinitions: {{s: {{type: oauth2, {written}}}}}\n"
        );
        let (canonical, codes) = normalized(yaml(&text));
        let place = format!("#/securityDefinitions/s{place}");
        assert_eq!(codes, [("unknown-oauth-flow", place)]);
        let flows = &canonical.tree["components"]["securitySchemes"]["s"]["flows"];
        assert!(flows[flow].is_object(), "{written}");
    }
    let (canonical, codes) = normalized(yaml(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents: {securitySchemes: {a: {type: oauth2, flows: {application: {tokenUrl: t}}}, b: {type: oauth2, flow: accessCode, tokenUrl: t}}}\n",
    ));
    let at = "#/components/securitySchemes";
    let expected = [
        ("unknown-oauth-flow", format!("{at}/a/flows/application")),
        ("swagger-2-security", format!("{at}/b/flow")),
    ];
    assert_eq!(codes, expected);
    let schemes = &canonical.tree["components"]["securitySchemes"];
    assert!(schemes["a"]["flows"]["clientCredentials"].is_object());
    assert!(schemes["b"]["flows"]["authorizationCode"].is_object());
}

#[test]
fn an_operation_may_have_a_protocol_of_its_own() {
    for (root, written, servers, fault) in [
        (
            "host: a.test\nbasePath: /v1\nschemes: [https]",
            "[http]",
            json!([{"url": "http://a.test/v1"}]),
            None,
        ),
        (
            "host: a.test\nschemes: [https, http]",
            "[http, https]",
            Value::Null,
            None,
        ),
        (
            "host: a.test",
            "[wss]",
            Value::Null,
            Some("server-protocol"),
        ),
        (
            "basePath: /v1",
            "[https]",
            Value::Null,
            Some("server-protocol"),
        ),
    ] {
        let (post, codes) = operation(root, &format!("schemes: {written}\nresponses: {{}}"));
        let place = "#/paths/~1a~1{i}/post/schemes".to_owned();
        assert_eq!(codes, Vec::from_iter(fault.map(|code| (code, place))));
        assert_eq!(post["servers"], servers, "{root} {written}");
    }
}

#[test]
fn faults_name_the_author_s_place() {
    let (_, codes) = normalized(yaml(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\ndefinitions:\n  A: {properties: {x: {$ref: '#/definitions/B'}}}\n  C: {type: strin, x-nullable: true}\n",
    ));
    let expected = [
        (
            "dangling-reference",
            "#/definitions/A/properties/x/$ref".to_owned(),
        ),
        ("unknown-type", "#/definitions/C/type".to_owned()),
    ];
    assert_eq!(codes, expected);
}
