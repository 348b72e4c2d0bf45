//! Path templates, and the values they refuse.

use crate::runtime::template::fill;

fn path(template: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let values: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    let filled = fill(template, &values);
    filled
        .map(|filled| filled.path)
        .map_err(|refusal| format!("{}: {}", refusal.name, refusal.rule))
}

#[test]
fn puts_values_in() {
    assert_eq!(
        path("/a/{x}/b/{y}", &[("x", "1"), ("y", "2")]).unwrap(),
        "/a/1/b/2"
    );
    assert_eq!(path("/files/{*}", &[("*", "1")]).unwrap(), "/files/1");
    assert_eq!(
        path("/{a}...{b}", &[("a", "1"), ("b", "2")]).unwrap(),
        "/1...2"
    );
    assert_eq!(path("/f/{name}.json", &[("name", "")]).unwrap(), "/f/.json");
    assert_eq!(path("no/slash", &[]).unwrap(), "/no/slash");
    assert_eq!(path("/trailing/", &[]).unwrap(), "/trailing/");
    assert_eq!(path("/", &[]).unwrap(), "/");
}

#[test]
fn reads_values_never_as_templates() {
    assert_eq!(
        path("/{a}/{b}", &[("a", "{b}"), ("b", "2")]).unwrap(),
        "/{b}/2"
    );
}

/// OpenAPI 3.2.0, "Path Templating": a name has any character but braces.
#[test]
fn names_have_any_character() {
    for name in ["a/b", "a?b", "a#b", "name=projects/*"] {
        let template = format!("/x/{{{name}}}/y?z=1");
        let filled = fill(&template, &[(name, "v".to_owned())]).unwrap();
        assert_eq!(
            (&*filled.path, filled.query.as_deref()),
            ("/x/v/y", Some("z=1"))
        );
    }
}

#[test]
fn refuses_what_changes_the_path() {
    for value in ["", ".", "..", "%2e", ".%2E"] {
        for template in ["/x/{id}", "/x/{id}/y"] {
            assert!(path(template, &[("id", value)]).is_err(), "{value:?}");
        }
    }
    assert!(path("/x/{a}{b}", &[("a", "."), ("b", ".")]).is_err());
    assert!(path("/x/%2e{a}", &[("a", ".")]).is_err());
    assert!(path("/x/{id}", &[]).unwrap_err().contains("missing"));
    assert_eq!(path("/x/{id}", &[("id", "...")]).unwrap(), "/x/...");
}

#[test]
fn encodes_the_template_itself() {
    assert_eq!(path("/a b/é/%20/{", &[]).unwrap(), "/a%20b/%C3%A9/%20/%7B");
    assert_eq!(path("/[x]/%zz/100%", &[]).unwrap(), "/%5Bx%5D/%25zz/100%25");
    assert_eq!(path("/a}/{x}", &[("x", "1")]).unwrap(), "/a%7D/1");
    assert_eq!(path("/{a/{x}", &[("x", "1")]).unwrap(), "/%7Ba/1");
}

#[test]
fn keeps_a_fixed_query_and_drops_a_fragment() {
    let filled = fill("/a?action=x&y={y}#frag", &[("y", "1".to_owned())]).unwrap();
    assert_eq!(
        (filled.path.as_str(), filled.query.as_deref()),
        ("/a", Some("action=x&y=1"))
    );
}
