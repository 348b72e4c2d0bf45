//! The URLs of servers with variables.

use crate::runtime::server::fill;

#[test]
fn values_are_put_in() {
    for (template, values, expected) in [
        (
            "https://{region}.tea.example.com:{port}/{base}",
            &[("region", "eu"), ("port", "443"), ("base", "v2/tea")][..],
            "https://eu.tea.example.com:443/v2/tea",
        ),
        (
            "{scheme}://{host}",
            &[("scheme", "http"), ("host", "localhost:8080")],
            "http://localhost:8080",
        ),
        (
            "https://api{env}.example.com",
            &[("env", "")],
            "https://api.example.com",
        ),
        (
            "https://{host}{base}",
            &[("host", "a.example.com"), ("base", "/v1/")],
            "https://a.example.com/v1/",
        ),
        (
            "{base}/v1",
            &[("base", "https://a.example.com/b")],
            "https://a.example.com/b/v1",
        ),
        ("{a}://{b}/", &[("a", "{b}"), ("b", "x")], "{b}://x/"),
    ] {
        assert_eq!(
            fill(template, values).as_deref(),
            Ok(expected),
            "{template}"
        );
    }
}

#[test]
fn a_value_cannot_lead_to_another_host() {
    for value in [
        "evil.example/",
        "evil.example#",
        "evil.example?",
        "user@evil.example",
        "evil.example\\",
        "/evil",
        "evil.example:443",
        "[::1]",
    ] {
        let error = fill("https://{tenant}.example.com", &[("tenant", value)]).unwrap_err();
        assert!(error.contains("`tenant`"), "{value}: {error}");
        assert!(
            fill(
                "{scheme}://{tenant}.example.com",
                &[("scheme", "https"), ("tenant", value)]
            )
            .is_err()
        );
    }
}

#[test]
fn a_value_cannot_cut_the_host_short() {
    for value in ["/x", "/", "/x/y"] {
        assert!(fill("https://api.{tenant}.example.com", &[("tenant", value)]).is_err());
        assert!(fill("https://{tenant}/v1", &[("tenant", value)]).is_err());
    }
    assert!(fill("https://a.example.com{base}", &[("base", "/v1?x")]).is_err());
}

#[test]
fn a_whole_host_can_be_an_address_or_bring_a_port() {
    for (template, value) in [
        ("http://{host}/v1", "localhost:8080"),
        ("http://{host}:80/v1", "[::1]"),
        ("http://{host}", "[::1]:80"),
        ("http://api.{host}/v1", "example.com:80"),
    ] {
        let expected = template.replace("{host}", value);
        assert_eq!(fill(template, &[("host", value)]), Ok(expected));
    }
}

#[test]
fn a_host_has_no_gaps() {
    for template in [
        "https://{tenant}.example.com/v1",
        "https://{tenant}",
        "https://a.{tenant}.example.com",
    ] {
        assert!(fill(template, &[("tenant", "")]).is_err(), "{template}");
    }
}
