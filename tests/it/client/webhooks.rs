//! What a server sends unasked (OpenAPI 3.1.1, OpenAPI Object, `webhooks`; OpenAPI 3.0.4, Callback Object): payloads are
//! read into their types, by the name of the webhook or the callback.

use fixture_clients::webhooks::webhooks;

#[test]
fn payloads_of_webhooks_are_read() {
    let tea = webhooks::new_tea(br#"{"name": "Sencha", "unknown": 1}"#).unwrap();
    assert_eq!(tea.name, "Sencha");
    let teas = webhooks::on_brewed(br#"[{"name": "Sencha"}, {"name": "Assam"}]"#).unwrap();
    assert_eq!(teas.len(), 2);
}

#[test]
fn a_payload_that_does_not_fit_is_refused_with_its_place() {
    let error = webhooks::on_brewed(br#"[{"name": "Sencha"}, {"name": 1}]"#).unwrap_err();
    assert!(error.to_string().contains("/1/name"), "{error}");
    assert!(webhooks::new_tea(b"no JSON").is_err());
}
