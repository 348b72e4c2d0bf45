//! Tests of normalization: canonical forms of schemas and objects, references, diagnostics and origins.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::json;

use super::*;

fn normalized(tree: Value) -> (Canonical, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let canonical = normalize(tree, &Sources::default(), &mut diagnostics);
    let Some(canonical) = canonical else {
        panic!("{diagnostics:?}");
    };
    (canonical, diagnostics)
}

fn with_schemas(version: &str, schemas: Value) -> Value {
    let info = json!({"title": "t", "version": "1"});
    json!({"openapi": version, "info": info, "paths": {}, "components": {"schemas": schemas}})
}

fn with_operation(operation: Value) -> Value {
    let info = json!({"title": "t", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "paths": {"/a/{b}": {"get": operation}}})
}

fn codes(diagnostics: &Diagnostics) -> Vec<(&'static str, String)> {
    diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.place.pointer.to_string()))
        .collect()
}

/// Normalizes each schema as component `A` beside `B: {}`, and compares it.
fn check_schemas(version: &str, cases: Vec<(Value, Value)>) {
    for (schema, expected) in cases {
        let (canonical, _) = normalized(with_schemas(version, json!({"A": schema, "B": {}})));
        assert_eq!(
            canonical.tree["components"]["schemas"]["A"], expected,
            "{schema}"
        );
    }
}

#[test]
fn null_becomes_nullable() {
    let string = json!({"type": "string", "nullable": true});
    let null = json!({"x-null": true, "nullable": true});
    check_schemas(
        "3.1.0",
        vec![
            (json!({"type": ["string", "null"]}), string.clone()),
            (json!({"type": "null"}), null.clone()),
            (json!({"type": ["null"]}), null.clone()),
            (json!({"const": null}), null.clone()),
            (json!({"enum": [null]}), null.clone()),
            (
                json!({"type": ["string", "null"], "enum": ["a", null]}),
                json!({"nullable": true, "type": "string", "enum": ["a"]}),
            ),
            (
                json!({"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}], "title": "T"}),
                json!({"anyOf": [{"$ref": "#/components/schemas/B"}], "title": "T", "nullable": true}),
            ),
            (json!({"oneOf": [{"const": null}, {"type": "null"}]}), null),
        ],
    );
    check_schemas("3.0.3", vec![(json!({"type": ["string", "null"]}), string)]);
}

#[test]
fn an_unquoted_null_is_the_type() {
    let null = json!({"x-null": true, "nullable": true});
    let in_3_1 = vec![
        (json!({"type": null}), null),
        (
            json!({"anyOf": [{"type": "string"}, {"type": null, "title": "None"}]}),
            json!({"anyOf": [{"type": "string"}], "nullable": true}),
        ),
        (
            json!({"type": null, "properties": {}}),
            json!({"properties": {}}),
        ),
    ];
    check_schemas("3.1.0", in_3_1);
    check_schemas("3.0.3", vec![(json!({"type": null}), json!({}))]);
    let (_, diagnostics) = normalized(with_schemas(
        "3.1.0",
        json!({"A": {"oneOf": [{}, {"type": null}]}}),
    ));
    let place = "#/components/schemas/A/oneOf/1/type".to_owned();
    assert_eq!(codes(&diagnostics), [("wrong-type", place)]);
}

#[test]
fn a_list_of_schemas_for_items_is_a_tuple_where_its_length_is_said() {
    let (string, integer) = (json!({"type": "string"}), json!({"type": "integer"}));
    let pair = json!([string, integer]);
    let cases = vec![
        (json!({"items": [string]}), json!({"items": string})),
        (json!({"items": []}), json!({"items": {}})),
        (json!({"items": pair}), json!({"items": {"anyOf": pair}})),
        (
            json!({"items": pair, "minItems": 2, "maxItems": 2}),
            json!({"minItems": 2, "maxItems": 2, "x-prefix-items": pair}),
        ),
        (
            json!({"items": pair, "additionalItems": false}),
            json!({"x-prefix-items": pair, "maxItems": 2}),
        ),
    ];
    check_schemas("3.0.3", cases);
    let tuple = json!({"x-prefix-items": [string]});
    check_schemas("3.1.0", vec![(json!({"items": [string]}), tuple)]);
}

#[test]
fn several_types_become_any_of() {
    check_schemas(
        "3.1.0",
        vec![
            (
                json!({"type": ["string", "integer", "null"], "minLength": 1, "minimum": 2, "description": "d"}),
                json!({"description": "d", "nullable": true, "anyOf": [
                    {"minLength": 1, "type": "string"}, {"minimum": 2, "type": "integer"}
                ]}),
            ),
            (
                json!({"type": ["integer", "number"]}),
                json!({"type": "number"}),
            ),
            (
                json!({"type": ["string", "number", "boolean", "array", "object"]}),
                json!({}),
            ),
            (
                json!({"type": ["string", "integer"], "enum": ["a", 1]}),
                json!({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}]}),
            ),
            (
                json!({"type": ["string", "integer"], "oneOf": [{"type": "string"}]}),
                json!({"oneOf": [{"type": "string"}]}),
            ),
            (
                json!({"type": ["string", "wat"]}),
                json!({"type": "string"}),
            ),
            (json!({"type": "int"}), json!({"type": "integer"})),
            (
                json!({"type": "file"}),
                json!({"type": "string", "format": "binary"}),
            ),
        ],
    );
}

#[test]
fn bounds_fit_what_holds_them() {
    check_schemas(
        "3.1.0",
        vec![
            (
                json!({"type": "integer", "exclusiveMinimum": 5}),
                json!({"type": "integer", "minimum": 5, "exclusiveMinimum": true}),
            ),
            (
                json!({"minimum": 9, "exclusiveMinimum": 5}),
                json!({"minimum": 9}),
            ),
            (
                json!({"type": "integer", "minimum": 0.5, "maximum": u64::MAX, "multipleOf": 0.5}),
                json!({"type": "integer", "x-minimum": 0.5, "x-maximum": u64::MAX, "x-multiple-of": 0.5}),
            ),
            (
                json!({"type": "integer", "maximum": 1e20}),
                json!({"type": "integer", "x-maximum": 1e20}),
            ),
            (
                json!({"type": "integer", "exclusiveMaximum": 1e20}),
                json!({"type": "integer", "x-maximum": 1e20, "x-exclusive-maximum": true}),
            ),
            (
                json!({"type": "integer", "minimum": 1.0}),
                json!({"type": "integer", "minimum": 1}),
            ),
            (
                json!({"type": "number", "minimum": "1.5"}),
                json!({"type": "number", "minimum": 1.5}),
            ),
            (
                json!({"type": "string", "minLength": -1, "maxLength": 2.0}),
                json!({"type": "string", "maxLength": 2}),
            ),
            (
                json!({"type": "number", "multipleOf": 0}),
                json!({"type": "number"}),
            ),
        ],
    );
}

#[test]
fn keywords_of_later_versions_are_rewritten_or_carried() {
    check_schemas(
        "3.1.0",
        vec![
            (json!(true), json!({})),
            (
                json!(false),
                json!({"not": {}, "description": "No value is allowed."}),
            ),
            (json!({"const": "a"}), json!({"enum": ["a"]})),
            (json!({"examples": [1, 2]}), json!({"example": 1})),
            (
                json!({"type": "array", "prefixItems": [true, {"type": "null"}], "items": false}),
                json!({"type": "array", "x-prefix-items": [{}, {"x-null": true, "nullable": true}], "maxItems": 2}),
            ),
            (
                json!({"items": [{"type": "string"}], "additionalItems": {"const": 1}}),
                json!({"x-prefix-items": [{"type": "string"}], "items": {"enum": [1]}}),
            ),
            (
                json!({"type": "array"}),
                json!({"type": "array", "items": {}}),
            ),
            (
                json!({"patternProperties": {"^x": true}}),
                json!({"x-pattern-properties": {"^x": {}}}),
            ),
            (
                json!({"dependentRequired": {"a": ["b"]}}),
                json!({"x-dependent-required": {"a": ["b"]}}),
            ),
            (
                json!({"type": "string", "contentEncoding": "base64"}),
                json!({"type": "string", "format": "byte"}),
            ),
            (
                json!({"type": "string", "contentMediaType": "image/png"}),
                json!({"type": "string", "format": "binary"}),
            ),
            (
                json!({"type": "string", "contentMediaType": "application/json"}),
                json!({"type": "string", "description": "Its media type is `application/json`."}),
            ),
            (json!({"unevaluatedProperties": false}), json!({})),
            (
                json!({"unevaluatedProperties": {"type": "string"}}),
                json!({"additionalProperties": {"type": "string"}}),
            ),
            (
                json!({"$comment": "c", "if": {"required": ["a"]}, "then": {"required": ["b"]}, "description": "d"}),
                json!({"description": "d\n\nValues that match `{\"required\":[\"a\"]}` match `{\"required\":[\"b\"]}`."}),
            ),
            (
                json!({"enum": ["a", "a", "b"]}),
                json!({"enum": ["a", "b"]}),
            ),
            (
                json!({"type": "string", "enum": [1, true]}),
                json!({"type": "string", "enum": ["1", "true"]}),
            ),
            (json!({"enum": []}), json!({})),
        ],
    );
}

#[test]
fn keywords_beside_a_reference_stand_around_it() {
    let to_b = json!({"$ref": "#/components/schemas/B"});
    let cases = |constrained: Value| {
        vec![
            (to_b.clone(), to_b.clone()),
            (
                json!({"$ref": "#/components/schemas/B", "description": "d", "nullable": true}),
                json!({"allOf": [to_b], "description": "d", "nullable": true}),
            ),
            (
                json!({"$ref": "#/components/schemas/B", "minLength": 1}),
                constrained,
            ),
        ]
    };
    check_schemas("3.0.3", cases(to_b.clone()));
    check_schemas("3.1.0", cases(json!({"allOf": [to_b, {"minLength": 1}]})));
}

#[test]
fn wrong_types_are_repaired_with_a_warning() {
    let (canonical, diagnostics) = normalized(with_schemas(
        "3.0.3",
        json!({"A": {
            "type": "object", "nullable": "true", "required": "a", "discriminator": "kind",
            "properties": {"a": null, "b": {"type": "string", "required": true}, "c": "string"},
            "minLength": 3
        }}),
    ));
    let expected = json!({
        "type": "object", "nullable": true, "required": ["a", "b"], "discriminator": {"propertyName": "kind"},
        "properties": {"a": {}, "b": {"type": "string"}, "c": {"type": "string"}}
    });
    assert_eq!(canonical.tree["components"]["schemas"]["A"], expected);
    assert!(!diagnostics.has_errors());
    assert_eq!(diagnostics.len(), 7);
}

#[test]
fn missing_members_are_supplied() {
    let (canonical, diagnostics) =
        normalized(json!({"openapi": "3.0.0", "paths": {"/x": {"get": {}}}}));
    assert_eq!(canonical.openapi.info.title, "API");
    let missing = "missing-member";
    let expected = [(missing, "#/paths/~1x/get"), (missing, "#")];
    assert_eq!(
        codes(&diagnostics),
        expected.map(|(code, at)| (code, at.to_owned()))
    );
}

#[test]
fn parameters_are_settled() {
    let (canonical, diagnostics) = normalized(with_operation(json!({
        "parameters": [
            {"name": "body", "in": "body", "schema": {}},
            {"name": "b", "in": "path", "schema": {"type": "string"}, "style": "form"},
            {"name": "q", "in": "query", "type": "integer", "required": "false"},
            {"in": "query"},
            {"name": "h", "in": "Header", "schema": {}, "content": {"a/b": {}}, "example": null}
        ],
        "responses": {"200": null, "20": {}, "2xx": {"content": {"a/b": null}}},
        "security": [{"key": null}, "other", {}],
        "deprecated": null
    })));
    let operation = &canonical.tree["paths"]["/a/{b}"]["get"];
    let expected = json!([
        {"name": "b", "in": "path", "schema": {"type": "string"}, "required": true},
        {"name": "q", "in": "query", "required": false, "schema": {"type": "integer"}},
        {"name": "h", "in": "header", "schema": {}, "example": null}
    ]);
    assert_eq!(operation["parameters"], expected);
    let responses =
        json!({"200": {"description": ""}, "2xx": {"content": {"a/b": {}}, "description": ""}});
    assert_eq!(operation["responses"], responses);
    assert_eq!(
        operation["security"],
        json!([{"key": []}, {"other": []}, {}])
    );
    let unlocated = codes(&diagnostics)
        .into_iter()
        .filter(|(_, at)| !at.starts_with("#/paths/~1a~1{b}/get/"));
    assert_eq!(unlocated.count(), 0);
    let moved = Pointer::parse("#/paths/~1a~1{b}/get/parameters/2/schema").unwrap();
    assert_eq!(
        canonical.origins.author(&moved).to_string(),
        "#/paths/~1a~1{b}/get/parameters/4/schema"
    );
}

#[test]
fn references_into_the_document_are_hoisted() {
    let (canonical, diagnostics) = normalized(with_schemas(
        "3.1.0",
        json!({
            "A": {"properties": {"x": {"type": "string"}, "y": {"$ref": "#/components/schemas/A/properties/x"}}},
            "C": {"$defs": {"D": {"$anchor": "dee", "properties": {"c": {"$ref": "#/components/schemas/C"}}}},
                "items": {"$ref": "#/components/schemas/C/$defs/D"}, "additionalProperties": {"$ref": "#dee"}},
            "E": {"items": {"$ref": "#/components/schemas/A/properties/y"}, "additionalProperties": {"$ref": "#/$defs/F"}, "$defs": {"F": true}}
        }),
    ));
    assert_eq!(codes(&diagnostics), []);
    let schemas = &canonical.tree["components"]["schemas"];
    assert_eq!(
        schemas["A"]["properties"]["x"],
        json!({"$ref": "#/components/schemas/A_x"})
    );
    assert_eq!(
        schemas["A"]["properties"]["y"],
        json!({"$ref": "#/components/schemas/A_x"})
    );
    assert_eq!(schemas["A_x"], json!({"type": "string"}));
    assert_eq!(
        schemas["C"]["items"],
        json!({"$ref": "#/components/schemas/D"})
    );
    assert_eq!(
        schemas["C"]["additionalProperties"],
        json!({"$ref": "#/components/schemas/D"})
    );
    assert_eq!(
        schemas["E"]["additionalProperties"],
        json!({"$ref": "#/components/schemas/F"})
    );
    let hoisted = Pointer::parse("#/components/schemas/D/properties/c").unwrap();
    assert_eq!(
        canonical.origins.author(&hoisted).to_string(),
        "#/components/schemas/C/$defs/D/properties/c"
    );
}

#[test]
fn faulty_references_are_errors() {
    let (canonical, diagnostics) = normalized(with_schemas(
        "3.0.3",
        json!({
            "Pet": {}, "A": {"$ref": "#/components/schemas/Pett"}, "B": {"$ref": "other.yaml#/X"},
            "C": {"$ref": "#/components/schemas/D"}, "D": {"$ref": "#/components/schemas/C"},
            "E": {"$ref": "#/info"}, "H": {"$ref": "#/components/schemas"}, "F": {"$ref": "Pet"}, "G": {"$ref": "#/definitions/Pet"}
        }),
    ));
    let expected = [
        ("dangling-reference", "#/components/schemas/A/$ref"),
        ("dangling-reference", "#/components/schemas/B/$ref"),
        ("wrong-kind-reference", "#/components/schemas/E/$ref"),
        ("wrong-kind-reference", "#/components/schemas/H/$ref"),
        ("malformed-reference", "#/components/schemas/F/$ref"),
        ("malformed-reference", "#/components/schemas/G/$ref"),
        ("reference-cycle", "#/components/schemas/C/$ref"),
    ];
    assert_eq!(
        codes(&diagnostics),
        expected.map(|(code, at)| (code, at.to_owned()))
    );
    assert_eq!(
        diagnostics.iter().next().unwrap().help.as_deref(),
        Some("did you mean `Pet`?")
    );
    assert_eq!(
        canonical.tree["components"]["schemas"]["G"],
        json!({"$ref": "#/components/schemas/Pet"})
    );
    assert_eq!(
        canonical.tree["components"]["schemas"]["A"],
        json!({"x-broken-reference": true})
    );
}

#[test]
fn discriminator_mappings_become_references() {
    let (canonical, diagnostics) = normalized(with_schemas(
        "3.0.3",
        json!({"Pet": {}, "A": {"oneOf": [{"$ref": "#/components/schemas/Pet"}], "discriminator": {
            "propertyName": "kind", "mapping": {"a": "Pet", "b": "#/components/schemas/Pet", "c": "Cat"},
            "defaultMapping": "Pet"
        }}}),
    ));
    let discriminator = &canonical.tree["components"]["schemas"]["A"]["discriminator"];
    let pet = "#/components/schemas/Pet";
    assert_eq!(discriminator["mapping"], json!({"a": pet, "b": pet}));
    assert_eq!(discriminator["x-default-mapping"], json!(pet));
    let at = Pointer::parse("#/components/schemas/A/discriminator").unwrap();
    assert_eq!(
        codes(&diagnostics),
        [("dangling-reference", at.join(["mapping", "c"]).to_string())]
    );
}

#[test]
fn what_3_0_cannot_refer_to_is_inlined() {
    let (canonical, diagnostics) = normalized(json!({
        "openapi": "3.2.0", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"$ref": "#/components/pathItems/P", "summary": "s"}},
        "webhooks": {"w": {"post": {"responses": {}}}},
        "components": {
            "pathItems": {"P": {
                "summary": "p",
                "query": {"operationId": "q"},
                "additionalOperations": {"COPY": {"operationId": "c"}},
                "get": {"callbacks": {"c": {"$ref": "#/components/callbacks/C"}}, "responses": {
                    "200": {"description": "d", "content": {"text/event-stream": {"$ref": "#/components/mediaTypes/M"}}}
                }}
            }},
            "mediaTypes": {"M": {"itemSchema": {"type": ["string", "null"]}}},
            "callbacks": {"C": {"{$url}": {"post": {"responses": {}}}}}
        }
    }));
    assert_eq!(codes(&diagnostics), []);
    let item = &canonical.tree["paths"]["/a"];
    assert_eq!(item["summary"], json!("s"));
    assert_eq!(
        item["x-additional-operations"]["COPY"],
        json!({"operationId": "c", "responses": {}})
    );
    assert_eq!(
        item["x-additional-operations"]["QUERY"],
        json!({"operationId": "q", "responses": {}})
    );
    assert_eq!(
        item["get"]["callbacks"]["c"]["{$url}"]["post"],
        json!({"responses": {}})
    );
    let media_type = &item["get"]["responses"]["200"]["content"]["text/event-stream"];
    assert_eq!(
        *media_type,
        json!({"x-item-schema": {"type": "string", "nullable": true}})
    );
    assert_eq!(
        canonical.tree["x-webhooks"]["w"],
        json!({"post": {"responses": {}}})
    );
    for (canonical_place, author) in [
        ("#/paths/~1a/get", "#/components/pathItems/P/get"),
        (
            "#/paths/~1a/x-additional-operations/QUERY/operationId",
            "#/components/pathItems/P/query/operationId",
        ),
        ("#/x-webhooks/w/post", "#/webhooks/w/post"),
        (
            "#/paths/~1a/get/responses/200/content/text~1event-stream/x-item-schema",
            "#/components/mediaTypes/M/itemSchema",
        ),
    ] {
        let pointer = Pointer::parse(canonical_place).unwrap();
        assert_eq!(canonical.origins.author(&pointer).to_string(), author);
    }
}

#[test]
fn other_versions_are_refused() {
    for (tree, code) in [
        (json!({"openapi": "4.0.0"}), "unsupported-version"),
        (json!({"openapi": null}), "unsupported-version"),
        (json!({"swagger": "1.2"}), "unsupported-version"),
        (json!({"info": {}}), "not-openapi"),
        (json!([]), "not-openapi"),
    ] {
        let mut diagnostics = Diagnostics::new();
        assert!(normalize(tree, &Sources::default(), &mut diagnostics).is_none());
        assert_eq!(diagnostics.iter().next().unwrap().code, code);
    }
    for version in [
        json!(3.0),
        json!("3.0.4"),
        json!("3.1.1"),
        json!("3.2.0"),
        json!(" 3.0.0-rc1"),
    ] {
        normalized(
            json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {}}),
        );
    }
}

/// As deep as loading allows, on the small stack of a test's thread.
#[test]
fn deep_schemas_do_not_exhaust_the_stack() {
    for wrap in [
        |inner: Value| json!({"items": inner}),
        |inner: Value| json!({"additionalProperties": inner}),
    ] {
        let schema = (0..96).fold(json!({"type": "string"}), |inner, _| wrap(inner));
        normalized(with_schemas("3.1.0", json!({"A": schema})));
    }
}

#[test]
fn a_parameter_referred_to_as_a_schema_stands_for_its_schema() {
    let (canonical, diagnostics) = normalized(json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {
            "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
            "schemas": {"A": {"$ref": "#/components/parameters/P"}, "B": {"items": {"$ref": "#/components/parameters/P"}}}
        }
    }));
    let codes = codes(&diagnostics);
    assert!(
        codes
            .iter()
            .all(|(code, _)| *code == "wrong-kind-reference")
    );
    assert!(!diagnostics.has_errors());
    let schemas = &canonical.tree["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"type": "string"}));
    assert_eq!(
        schemas["B"]["items"],
        json!({"$ref": "#/components/schemas/A"})
    );
}

#[test]
fn what_3_2_adds_is_rewritten() {
    let (canonical, diagnostics) = normalized(json!({
        "openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "jsonSchemaDialect": "https://example.test/own",
        "security": [{"#/components/securitySchemes/k": []}],
        "paths": {"/a": {"get": {
            "parameters": [
                {"name": "q", "in": "querystring", "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}},
                {"name": "r", "in": "querystring", "content": {"application/json": {}}},
                {"name": "c", "in": "cookie", "style": "cookie", "schema": {}, "examples": {"e": {"dataValue": 1, "serializedValue": "c=1"}}},
                {"name": "p", "in": "path", "required": true, "schema": {}, "allowReserved": true},
                {"name": "s", "in": "querystring", "schema": {}}
            ],
            "responses": {"200": {"content": {"multipart/mixed": {"itemSchema": {}, "itemEncoding": {}}}}}
        }}},
        "components": {"securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": "X"}}}
    }));
    let get = &canonical.tree["paths"]["/a"]["get"];
    let expected = json!([
        {"name": "q", "in": "query", "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}, "x-whole": true},
        {"name": "r", "in": "query", "content": {"application/json": {}}, "x-whole": true},
        {"name": "c", "in": "cookie", "schema": {}, "examples": {"e": {"value": 1}}, "x-style": "cookie"},
        {"name": "p", "in": "path", "schema": {}, "x-allow-reserved": true, "required": true}
    ]);
    assert_eq!(get["parameters"], expected);
    assert_eq!(canonical.tree["security"], json!([{"k": []}]));
    let codes: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let expected = ["unknown-dialect", "missing-member", "positional-encoding"];
    assert_eq!(codes, expected);
}

#[test]
fn misspelt_members_are_told() {
    let mut tree = with_schemas(
        "3.1.0",
        json!({"A": {
            "tpye": "object", "requried": ["b"], "id": {"type": "string"}, "owner": {"$ref": "#"},
            "properties": {"requried": {"minlength": 3, "min_items": 1, "examples": [1], "not": {}, "xml": {"name": "n"}}},
            "additionalItems": {"type": "string"}, "colour": "red", "x-tpye": 1, "$id": "urn:a", "hideDefinitions": true
        }}),
    );
    tree["info"]["descripton"] = json!("d");
    tree["paths"]["/a"]["get"] = json!({"operationID": "a", "sumary": "s", "responses": {}});
    let (_, diagnostics) = normalized(tree);
    let found = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == "unknown-member");
    let found: Vec<_> = found
        .map(|it| (it.place.pointer.to_string(), it.help.clone().unwrap()))
        .collect();
    let properties = "a property belongs into `properties`";
    let schema = "#/components/schemas/A";
    let expected = [
        ("#/info/descripton", "did you mean `description`?"),
        ("#/paths/~1a/get/operationID", "did you mean `operationId`?"),
        ("#/paths/~1a/get/sumary", "did you mean `summary`?"),
        (&format!("{schema}/tpye"), "did you mean `type`?"),
        (&format!("{schema}/requried"), "did you mean `required`?"),
        (&format!("{schema}/id"), properties),
        (&format!("{schema}/owner"), properties),
        (
            &format!("{schema}/properties/requried/minlength"),
            "did you mean `minLength`?",
        ),
        (
            &format!("{schema}/properties/requried/min_items"),
            "did you mean `minItems`?",
        ),
    ]
    .map(|(at, help)| (at.to_owned(), help.to_owned()));
    let (mut found, mut expected) = (found, expected.to_vec());
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}
