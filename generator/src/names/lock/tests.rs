//! Writing, reading and matching, on types made by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::collections::BTreeSet;

use super::{NamesLock, fingerprints, keep};
use crate::analyze::analyze;
use crate::diagnostic::Diagnostics;
use crate::ir::{
    Access, Api, Docs, Enum, EnumValues, Field, Foreign, Origin, Scalar, Struct, TypeDef, TypeId,
    TypeKind, TypeRef, Value, Variant,
};
use crate::names::assign;

fn inline() -> Origin {
    Origin::Inline {
        titles: BTreeSet::new(),
    }
}

fn component(name: &str) -> Origin {
    Origin::Component(name.to_owned())
}

fn push(api: &mut Api, origin: Origin, place: &str, kind: TypeKind) -> TypeId {
    api.types.push(TypeDef {
        origin,
        docs: Docs::default(),
        kind,
        nullable: false,
        place: place.to_owned(),
    })
}

fn field(property: &str, ty: TypeRef) -> Field {
    Field {
        property: property.to_owned(),
        value: Value::of(ty),
        required: true,
        access: Access::Both,
        default: None,
        docs: Docs::default(),
    }
}

fn object(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct {
        fields,
        ..Struct::default()
    })
}

fn with_string(property: &str) -> TypeKind {
    object(vec![field(property, TypeRef::Scalar(Scalar::String))])
}

/// An API of inline types: their places and their only properties.
fn api(types: &[(&str, &str)]) -> Api {
    let mut api = Api::default();
    for (place, property) in types {
        push(&mut api, inline(), place, with_string(property));
    }
    api
}

fn lock(text: &str) -> NamesLock {
    NamesLock::parse("names.lock", text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The lines for types of the API, each with a name of its own.
fn lines(api: &Api, names: &[&str]) -> NamesLock {
    NamesLock::of(api, &fingerprints(api), names.iter().copied())
}

/// The names that types keep, by position; empty where a type has none.
fn kept(api: &Api, lock: &NamesLock) -> Vec<String> {
    let mut names = vec![String::new(); api.types.len()];
    for (id, name) in keep(api, &fingerprints(api), lock) {
        name.clone_into(&mut names[id.index()]);
    }
    names
}

fn fingerprint(kind: TypeKind) -> String {
    let mut api = Api::default();
    push(&mut api, inline(), "/a", kind);
    fingerprints(&api)[0].to_string()
}

fn faults(text: &str) -> Vec<String> {
    let faults = NamesLock::parse("client/names.lock", text).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_is_read_sorted_by_name() {
    let api = api(&[("/paths/~1a b\n%/x", "one"), ("/b", "two"), ("/c", "three")]);
    let written = lines(&api, &["Zebra", "Ape", "Größe"]);
    let text = written.to_string();
    let names = text.lines().map(|line| line.split(' ').next().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["Ape", "Größe", "Zebra"]);
    assert!(text.contains(" #/paths/~1a%20b%0A%25/x\n"), "{text}");
    assert_eq!(lock(&text), written);
    let reversed = text.lines().rev().collect::<Vec<_>>().join("\r\n");
    assert_eq!(lock(&format!("# Says nothing.\n\n{reversed}")), written);
    assert!(lock("").is_empty());
}

#[test]
fn a_fingerprint_never_changes() {
    // Where this fails, clients lose the names of types that were edited or moved in the same step.
    assert_eq!(fingerprint(with_string("id")), "cf9e6a2aedf721f4");
}

#[test]
fn a_fingerprint_is_of_the_structure_alone() {
    let plain = fingerprint(with_string("id"));
    let mut documented = field("id", TypeRef::Scalar(Scalar::String));
    documented.docs.description = Some("Who it is.".to_owned());
    documented.default = Some("me".into());
    assert_eq!(fingerprint(object(vec![documented])), plain);

    let mut optional = field("id", TypeRef::Scalar(Scalar::String));
    optional.required = false;
    let mut short = field("id", TypeRef::Scalar(Scalar::String));
    short.value.constraints.max_length = Some(3);
    let mut nullable = field("id", TypeRef::Scalar(Scalar::String));
    nullable.value.nullable = true;
    let others = [
        object(vec![optional]),
        object(vec![short]),
        object(vec![nullable]),
        with_string("id\":string"),
        object(vec![field("id", TypeRef::Any)]),
        TypeKind::Enum(Enum {
            values: EnumValues::Strings(vec![Variant {
                value: "id".to_owned(),
                name: None,
                description: None,
            }]),
        }),
    ];
    let different = others.into_iter().map(fingerprint).chain([plain]);
    assert_eq!(different.collect::<BTreeSet<_>>().len(), 7);
}

#[test]
fn a_fingerprint_does_not_tell_which_rust_type_stands_for_a_format() {
    let with = |scalar| fingerprint(object(vec![field("at", TypeRef::Scalar(scalar))]));
    assert_eq!(
        with(Scalar::DateTime),
        with(Scalar::Foreign(Foreign::JiffTimestamp))
    );
}

#[test]
fn what_is_inside_counts_by_structure_and_components_by_key() {
    let outer = |origin: Origin, property: &str, input: bool| {
        let mut api = Api::default();
        let mut inner = push(&mut api, origin, "/inner", with_string(property));
        if input {
            let of = inner;
            inner = push(&mut api, Origin::Input { of }, "/inner", with_string("x"));
        }
        let holds = object(vec![field("inner", TypeRef::Named(inner))]);
        let outer = push(&mut api, inline(), "/outer", holds);
        fingerprints(&api)[outer.index()]
    };
    let plain = outer(inline(), "id", false);
    assert_ne!(plain, outer(inline(), "key", false));
    // What another operation makes of a type for its requests does not count.
    assert_eq!(plain, outer(inline(), "id", true));
    let pet = outer(component("Pet"), "id", false);
    assert_eq!(pet, outer(component("Pet"), "key", false));
    assert_ne!(pet, outer(component("Toy"), "id", false));
}

#[test]
fn whether_a_request_needs_it_does_not_count_for_a_property_that_only_requests_have() {
    let with = |required| {
        let mut field = field("password", TypeRef::Scalar(Scalar::String));
        field.access = Access::Write;
        field.required = required;
        fingerprint(object(vec![field]))
    };
    assert_eq!(with(true), with(false));
}

#[test]
fn structure_goes_before_place() {
    let before = api(&[("/a", "one"), ("/b", "two")]);
    let lock = lines(&before, &["One", "Two"]);
    // The two have changed places; and the third stands where nothing stood.
    let after = api(&[("/b", "one"), ("/a", "two"), ("/c", "three")]);
    assert_eq!(kept(&after, &lock), ["One", "Two", ""]);
}

#[test]
fn place_decides_where_the_structure_is_new() {
    let lock = lines(&api(&[("/a", "one"), ("/b", "two")]), &["One", "Two"]);
    let after = api(&[("/a", "edited"), ("/c", "two")]);
    assert_eq!(kept(&after, &lock), ["One", "Two"]);
}

#[test]
fn one_line_names_one_type() {
    let lock = lines(&api(&[("/a", "one")]), &["One"]);
    // The structure is elsewhere, so the place has no line left.
    assert_eq!(
        kept(&api(&[("/a", "edited"), ("/b", "one")]), &lock),
        ["", "One"]
    );
    // Two types of one structure: that at the old place, else the first place.
    assert_eq!(
        kept(&api(&[("/0", "one"), ("/a", "one")]), &lock),
        ["", "One"]
    );
    assert_eq!(
        kept(&api(&[("/z", "one"), ("/y", "one")]), &lock),
        ["", "One"]
    );
}

#[test]
fn of_several_lines_the_one_with_the_place_counts_and_then_the_first_by_name() {
    let before = api(&[("/a", "one"), ("/b", "one")]);
    let lock = lines(&before, &["Second", "First"]);
    assert_eq!(kept(&api(&[("/a", "one")]), &lock), ["Second"]);
    assert_eq!(kept(&api(&[("/c", "one")]), &lock), ["First"]);
}

#[test]
fn components_and_familiar_names_win() {
    let lock = lines(
        &api(&[("/a", "one"), ("/b", "two"), ("/c", "three")]),
        &["Pet", "Option", "Toy"],
    );
    let mut after = api(&[("/a", "one"), ("/b", "two"), ("/c", "three")]);
    push(
        &mut after,
        component("Pet"),
        "/components/schemas/Pet",
        with_string("id"),
    );
    let facts = analyze(&after);
    let names = assign(&after, &facts, &lock, &mut Diagnostics::default());
    let names = after.types.ids().map(|id| names.of(id).name.as_str());
    let names = names.collect::<Vec<_>>();
    assert_eq!((names[2], names[3]), ("Toy", "Pet"));
    assert!(
        !names[..2].contains(&"Pet") && !names.contains(&"Option"),
        "{names:?}"
    );
}

#[test]
fn a_number_stays_and_so_does_its_warning() {
    // Nothing uses the types, so nothing but numbers can tell them apart.
    let api = api(&[("/a", "one"), ("/b", "two")]);
    let facts = analyze(&api);
    let run = |lock: &NamesLock| {
        let mut diagnostics = Diagnostics::default();
        let names = assign(&api, &facts, lock, &mut diagnostics);
        let codes = diagnostics.iter().map(|it| it.code).collect::<Vec<_>>();
        (names.lock().clone(), codes)
    };
    let first = run(&NamesLock::default());
    assert_eq!(run(&first.0), first);
}

#[test]
fn a_name_that_two_lines_give_is_used_once() {
    let before = api(&[("/a", "one"), ("/b", "two")]);
    let lock = lines(&before, &["Same", "Same"]);
    let facts = analyze(&before);
    let names = assign(&before, &facts, &lock, &mut Diagnostics::default());
    let names = before.types.ids().map(|id| names.of(id).name.as_str());
    let names = names.collect::<Vec<_>>();
    assert_eq!(names[0], "Same");
    assert_ne!(names[1], "Same");
}

#[test]
fn broken_lines_are_located() {
    let good = "Pet 0123456789abcdef #/a";
    let text = format!(
        "# Names.\n{good}\nPet 0123 #/a\nself 0123456789abcdef #/a\nPet 0123456789abcdef a\n"
    );
    let faults = faults(&text);
    assert_eq!(faults.len(), 3, "{faults:#?}");
    for (fault, (position, part)) in faults.iter().zip([
        ("client/names.lock:3:5", "`0123` is not a fingerprint"),
        ("client/names.lock:4:1", "`self` is not the name of a type"),
        ("client/names.lock:5:22", "`a` is not a place"),
    ]) {
        assert!(fault.contains(position) && fault.contains(part), "{fault}");
        assert!(fault.contains("error[names-lock]"), "{fault}");
    }
}

#[test]
fn no_line_can_bring_code_in() {
    for name in [
        "",
        "Pet;",
        "Pet{}",
        "r#Pet",
        "P\u{202E}et",
        "Self",
        "2Pets",
        "Pet::Toy",
        "pet",
    ] {
        let text = format!("{name} 0123456789abcdef #/a\n");
        assert_eq!(faults(&text).len(), 1, "{name}");
    }
}

#[test]
fn marks_of_a_merge_conflict_are_told_apart() {
    let text = "<<<<<<< ours\nPet 0123456789abcdef #/a\n=======\n>>>>>>> theirs\n";
    let faults = faults(text);
    assert_eq!(faults.len(), 3);
    assert!(faults.iter().all(|fault| fault.contains("merge conflict")));
    assert!(
        faults[0].contains("keep the lines of both sides"),
        "{}",
        faults[0]
    );
}
