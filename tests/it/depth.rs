//! What is deeper than any stack is cut short, with a word about it.

use std::fmt::Write;

use generator::Options;

use crate::Description;

#[test]
fn a_long_row_of_parents_is_cut_short() {
    let mut text = "openapi: 3.0.3\ninfo: {title: Tea, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    T1000: {type: object}\n".to_owned();
    for number in 0..1_000 {
        let parent = format!("{{$ref: '#/components/schemas/T{}'}}", number + 1);
        writeln!(
            text,
            "    T{number}: {{allOf: [{parent}, {{properties: {{k: {{type: string}}}}}}]}}"
        )
        .unwrap();
    }
    let file = "tea.yaml".to_owned();
    let text = text.into_bytes();
    let description = Description { file, text };
    let options = Options::new("tea");
    let generated = generator::generate(&description.file, &description, &options);
    assert!(generated.output.is_some());
    let mut codes = generated.diagnostics.iter().map(|it| it.code);
    assert!(codes.any(|code| code == "schema-too-deep"));
}
