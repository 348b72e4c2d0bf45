//! One API, described in every version: the client is the same.

use std::{fs, path::Path};

use generator::Options;

use crate::{Description, PACKAGE};

#[test]
fn every_version_of_a_description_makes_the_same_client() {
    let folder = Path::new(PACKAGE).join("fixtures/versions");
    let client = |file: &str| {
        let description = Description {
            file: file.to_owned(),
            text: fs::read(folder.join(file)).unwrap(),
        };
        let generated = generator::generate(file, &description, &Options::new("teahouse"));
        let said: Vec<_> = generated
            .diagnostics
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(said, Vec::<String>::new(), "{file}");
        // What the schemas of Swagger 2.0 are called by in their own document.
        let own = |text: &str| text.replace("#/definitions/", "#/components/schemas/");
        let mut files = generated.output.unwrap().files;
        files.values_mut().for_each(|text| *text = own(text));
        // It names places in the description.
        files.remove("names.lock");
        files
    };
    let first = client("openapi-3.0.yaml");
    for file in ["swagger-2.0.yaml", "openapi-3.1.yaml", "openapi-3.2.yaml"] {
        let other = client(file);
        assert!(first.keys().eq(other.keys()), "{file}");
        for (path, text) in &first {
            assert_same(text, &other[path], &format!("{path} of {file}"));
        }
    }
}

/// Compares texts, and shows the first lines that differ.
fn assert_same(expected: &str, found: &str, what: &str) {
    let differing = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "{what}");
    assert_eq!(expected, found, "{what}");
}
