//! What is deeper than any stack is cut short, with a word about it.

use std::fmt::Write;

use generator::{Generated, Options};

use crate::Description;

#[test]
fn a_long_row_of_parents_is_cut_short() {
    let mut text = head();
    text.push_str("    T1000: {type: object}\n");
    for number in 0..1_000 {
        let parent = format!("{{$ref: '#/components/schemas/T{}'}}", number + 1);
        writeln!(
            text,
            "    T{number}: {{allOf: [{parent}, {{properties: {{k: {{type: string}}}}}}]}}"
        )
        .unwrap();
    }
    assert!(codes(text).contains(&"schema-too-deep"));
}

/// Each of these unions lists all of the others, so there are more combinations than anyone could count.
#[test]
fn unions_that_list_each_other_are_cut_short() {
    let own = |number| format!("properties: {{p{number}: {{type: string}}}}, ");
    assert!(codes(unions_of_all_others(16, own)).contains(&"too-many-branches"));
}

/// Without properties of their own they are types as they are, which hold each other on all ways.
#[test]
fn unions_that_only_list_each_other_are_measured_once() {
    let codes = codes(unions_of_all_others(40, |_| String::new()));
    assert_eq!(codes, Vec::<&str>::new());
}

fn unions_of_all_others(count: usize, own: impl Fn(usize) -> String) -> String {
    let mut text = head();
    for number in 0..count {
        let own = own(number);
        let others = (0..count).filter(|other| *other != number);
        let others = others.map(|other| format!("{{$ref: '#/components/schemas/T{other}'}}"));
        let others = others.collect::<Vec<_>>().join(", ");
        writeln!(text, "    T{number}: {{{own}oneOf: [{others}]}}").unwrap();
    }
    text
}

/// Parents that include each other on all ways are merged once each: there are 2 to the power of 40 ways.
#[test]
fn parents_that_are_included_on_many_ways_are_merged_once() {
    const COUNT: usize = 40;
    let mut text = head();
    for number in 0..COUNT {
        let parents = (number + 1..COUNT).take(2);
        let parents = parents.map(|parent| format!("{{$ref: '#/components/schemas/T{parent}'}}, "));
        let parents = parents.collect::<String>();
        let own = format!("{{p{number}: {{type: string}}}}");
        writeln!(
            text,
            "    T{number}: {{allOf: [{parents}{{type: object, properties: {own}}}]}}"
        )
        .unwrap();
    }
    assert_eq!(codes(text), Vec::<&str>::new());
}

/// File systems allow names of 255 bytes.
#[test]
fn a_long_tag_makes_a_file_of_a_name_that_fits() {
    let tag = "aB".repeat(300);
    let operation = |name: &str, tag: &str| {
        format!(
            "  /{name}: {{get: {{operationId: {name}, tags: [{tag}], responses: {{'204': {{description: Done.}}}}}}}}\n"
        )
    };
    let mut text = "openapi: 3.0.3\ninfo: {title: Tea, version: '1'}\npaths:\n".to_owned();
    text.push_str(&operation("a", &tag));
    text.push_str(&operation("b", &format!("{tag}C")));
    let files = generated(text).output.unwrap().files;
    let names = files.keys().flat_map(|path| path.split('/'));
    let longest = names.max_by_key(|name| name.len()).unwrap();
    assert!((100..=255).contains(&longest.len()), "{longest}");
}

fn head() -> String {
    let head =
        "openapi: 3.0.3\ninfo: {title: Tea, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    head.to_owned()
}

/// The codes of what is said about a description that a client comes of.
fn codes(text: String) -> Vec<&'static str> {
    let generated = generated(text);
    assert!(generated.output.is_some());
    generated.diagnostics.iter().map(|it| it.code).collect()
}

fn generated(text: String) -> Generated {
    let file = "tea.yaml".to_owned();
    let text = text.into_bytes();
    let description = Description { file, text };
    let options = Options::new("tea");
    generator::generate(&description.file, &description, &options)
}
