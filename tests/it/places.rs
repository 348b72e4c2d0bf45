//! A fault on any line of a long description is reported with that line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use generator::Options;
use generator::diagnostic::Place;

use crate::Description;

/// An operation, and two schemas of which the second takes in what the first has by a merge key. `%` is the number of
/// the block. `PROPERTY` and `SCHEMA` are where a fault can stand, `FLOW` one where tabs are just spaces.
const OPERATION: &str = "  /p%/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: # $ref: '#/components/schemas/Nothing'
      operationId: o%
      responses: {'200': {description: '# é: {', content: {application/json: {schema: {
        FLOW}}}}}
";
const SCHEMAS: &str = "    S%:
      type: object
      description: |
        $ref: '#/components/schemas/Nothing'

          PROPER: {type: [1]}
      properties: &p%
        PROPERTY
        # $ref: '#/components/schemas/Nothing'

        PROPERTY
        quoted: {type: string, description: \"over two
          lines: {\", example: 'it''s
          $ref: x'}
        PROPERTY
        flow: {type: object, properties: {é: {
            FLOW },
          z: {type: array, items: {FLOW}
          }}}
        folded:
          type: object
          description: >-
            folded: {

              more
          properties:
            PROPERTY
        list:
          oneOf:
          - SCHEMA
          - type: object
            properties:
                deep:
                    description: |2-
                      [
                    SCHEMA
    T%:
      type: object
      properties:
        PROPERTY
        <<: *p%
        own:
          SCHEMA
";

/// What is put into a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// A reference to nothing.
    Dangling,
    /// A list of numbers for a type.
    Shape,
    /// A key that the line before has too.
    Duplicate,
    /// A tab for an indentation.
    Tab,
}

/// A description, and the lines where a fault can stand, counted from 0.
struct Text {
    lines: Vec<String>,
    places: Vec<usize>,
}

impl Text {
    /// A description of at least as many lines.
    fn new(length: usize) -> Self {
        let head = "openapi: 3.0.3\ninfo: {title: Tea, version: '1'}\npaths:\n";
        let per_block = OPERATION.lines().count() + SCHEMAS.lines().count();
        let blocks = 0..length.div_ceil(per_block);
        let numbered = |block: &str, number: usize| block.replace('%', &number.to_string());
        let mut text = head.to_owned();
        for number in blocks.clone() {
            text += &numbered(OPERATION, number);
        }
        text += "components:\n  schemas:\n";
        for number in blocks {
            text += &numbered(SCHEMAS, number);
        }
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let places = (0..lines.len()).filter(|line| marker(&lines[*line]).is_some());
        let places = places.collect();
        Self { lines, places }
    }

    /// The text with faults at some lines, its lines ended by `end`.
    fn with(&self, faults: &BTreeMap<usize, Fault>, end: &str) -> String {
        let mut text = String::new();
        for (number, line) in self.lines.iter().enumerate() {
            let fault = faults.get(&number).copied();
            let line = match marker(line) {
                Some(marker) => line.replace(marker, &filled(marker, number, fault)),
                None => line.clone(),
            };
            let line = match fault {
                Some(Fault::Tab) => format!("\t{}", line.trim_start()),
                Some(Fault::Dangling | Fault::Shape | Fault::Duplicate) | None => line,
            };
            write!(text, "{line}{end}").unwrap();
        }
        text
    }

    /// Some of the lines where a fault can stand, always the same for one `seed`.
    fn sample(&self, count: usize, seed: u64) -> BTreeSet<usize> {
        let mut state = seed;
        let places = (0..count).map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            self.places[(state >> 33) as usize % self.places.len()]
        });
        places.collect()
    }
}

fn marker(line: &str) -> Option<&'static str> {
    ["PROPERTY", "SCHEMA", "FLOW"]
        .into_iter()
        .find(|marker| line.contains(marker))
}

/// What stands for a marker.
fn filled(marker: &str, number: usize, fault: Option<Fault>) -> String {
    let schema = match fault {
        Some(Fault::Dangling) => "$ref: '#/components/schemas/Nothing'",
        Some(Fault::Shape) => "type: [1]",
        Some(Fault::Duplicate) if marker == "SCHEMA" => "type: {a: 1, b: 2, a: 3}",
        Some(Fault::Duplicate) => "type: string, title: T, type: string",
        Some(Fault::Tab) | None => "type: string",
    };
    match marker {
        "PROPERTY" => format!("s{number}: {{{schema}}}"),
        _ => schema.to_owned(),
    }
}

fn line(place: &Place) -> usize {
    usize::try_from(place.line.unwrap()).unwrap() - 1
}

#[test]
fn faults_of_a_long_description_are_found_where_they_are() {
    let text = Text::new(100_000);
    assert!(text.lines.len() >= 100_000);
    let faults = [Fault::Dangling, Fault::Shape];
    let faults = (1..).zip(faults).flat_map(|(seed, fault)| {
        let places = text.sample(400, seed).into_iter();
        places.map(move |line| (line, fault))
    });
    let faults: BTreeMap<_, _> = faults.collect();
    let file = "api.yaml".to_owned();
    let text = text.with(&faults, "\n").into_bytes();
    let description = Description { file, text };
    let options = Options::new("tea");
    let generated = generator::generate(&description.file, &description, &options);
    for (fault, code) in [
        (Fault::Dangling, "dangling-reference"),
        (Fault::Shape, "wrong-type"),
    ] {
        let put = faults.iter().filter(|(_, it)| **it == fault);
        let found = generated.diagnostics.iter().filter(|it| it.code == code);
        assert_eq!(
            found.map(|it| line(&it.place)).collect::<BTreeSet<_>>(),
            put.map(|(line, _)| *line).collect(),
            "{code}"
        );
    }
}

/// Of faults that end the reading, each needs a run of its own.
fn check_reading(text: &Text, places: impl Iterator<Item = usize>, end: &str) {
    for at in places {
        let is_flow = text.lines[at].contains("FLOW");
        for (fault, code) in [
            (Fault::Duplicate, "duplicate-key"),
            (Fault::Tab, "invalid-yaml"),
        ] {
            if fault == Fault::Tab && is_flow {
                continue;
            }
            let faulty = text.with(&BTreeMap::from([(at, fault)]), end);
            let faults = generator::load::load("api", faulty.as_bytes()).unwrap_err();
            let [diagnostic] = &faults[..] else {
                panic!("{faults:?}");
            };
            assert_eq!(diagnostic.code, code, "{diagnostic}");
            assert_eq!(line(&diagnostic.place), at, "{diagnostic}");
        }
    }
}

#[test]
fn faults_of_a_long_text_are_found_where_they_are() {
    let long = Text::new(100_000);
    check_reading(&long, long.sample(2, 3).into_iter(), "\n");
    let short = Text::new(100);
    for end in ["\n", "\r\n"] {
        check_reading(&short, short.places.iter().copied(), end);
    }
}
