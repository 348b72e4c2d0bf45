//! Tests of cycles: what is boxed and what becomes a type of its own, and how long that takes.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::*;
use crate::analyze::{TypeFacts, analyze};
use crate::ir::{Access, Docs, Field, Origin, Struct, TypeDef};

/// How a type uses another.
#[derive(Clone, Copy)]
enum Use {
    /// As a field's value.
    Field(usize),
    /// As the items of a field that is a list.
    Items(usize),
    /// As what it is another name for.
    Alias(usize),
    /// As the items of the list that it is another name for.
    AliasOfList(usize),
}

/// An API of types that use each other, by index.
fn api(types: &[Vec<Use>]) -> Api {
    let mut api = Api::default();
    let ids: Vec<_> = (0..types.len()).map(|_| add(&mut api)).collect();
    for (id, uses) in ids.iter().zip(types) {
        let named = |target: usize| Value::of(TypeRef::Named(ids[target]));
        let list = |target: usize| Value::of(TypeRef::List(Box::new(named(target))));
        for (slot, it) in uses.iter().enumerate() {
            let (is_alias, value) = match *it {
                Use::Field(target) => (false, named(target)),
                Use::Items(target) => (false, list(target)),
                Use::Alias(target) => (true, named(target)),
                Use::AliasOfList(target) => (true, list(target)),
            };
            match &mut api.types[*id].kind {
                kind if is_alias => *kind = TypeKind::Alias(value),
                TypeKind::Struct(it) => it.fields.push(field(slot, value)),
                TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {}
            }
        }
    }
    api
}

fn add(api: &mut Api) -> TypeId {
    let name = format!("T{}", api.types.len());
    api.types.push(TypeDef {
        origin: Origin::Component(name.clone()),
        docs: Docs::default(),
        kind: TypeKind::Struct(Struct::default()),
        nullable: false,
        place: format!("#/components/schemas/{name}"),
    })
}

fn field(slot: usize, value: Value) -> Field {
    Field {
        property: format!("f{slot}"),
        value,
        required: false,
        access: Access::Both,
        default: None,
        docs: Docs::default(),
    }
}

fn marked(api: &Api) -> Facts {
    let mut facts = Facts {
        types: vec![TypeFacts::default(); api.types.len()],
        ..Facts::default()
    };
    mark(api, &mut facts);
    facts
}

fn check(types: &[Vec<Use>], boxed: &[(usize, usize)], newtypes: &[usize]) {
    let facts = marked(&api(types));
    let found = facts.boxed.iter().map(|(id, slot)| (id.index(), *slot));
    let expected: BTreeSet<_> = boxed.iter().copied().collect();
    assert_eq!(found.collect::<BTreeSet<_>>(), expected);
    let found = (0..types.len()).filter(|index| facts.types[*index].newtype);
    assert_eq!(found.collect::<Vec<_>>(), newtypes);
}

#[test]
fn the_first_slots_that_close_circles_are_boxed() {
    use Use::{Alias, AliasOfList, Field, Items};
    check(
        &[vec![Field(0), Field(0), Items(0)]],
        &[(0, 0), (0, 1)],
        &[],
    );
    check(
        &[vec![Field(1)], vec![Field(0), Field(2)], vec![]],
        &[(0, 0)],
        &[],
    );
    check(&[vec![Alias(1)], vec![Field(0)]], &[(1, 0)], &[]);
    check(
        &[vec![AliasOfList(1)], vec![Alias(0)], vec![Alias(1)]],
        &[],
        &[0, 1],
    );
    check(&[vec![AliasOfList(0)], vec![AliasOfList(0)]], &[], &[0]);
    check(
        &[
            vec![Field(1)],
            vec![Field(2), Field(0)],
            vec![Field(1), Field(3)],
            vec![Field(4)],
            vec![Field(3)],
        ],
        &[(0, 0), (1, 0), (3, 0)],
        &[],
    );
}

/// Far above what the machine takes for it, far below what it would take to look at all pairs.
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn tens_of_thousands_of_types_take_no_time() {
    let count = 5_000;
    let next = |index: usize| (index + 1) % count;
    let end = |index: usize, it: Use| if index + 1 == count { vec![] } else { vec![it] };
    let all = || 0..count;
    let chain = |it: fn(usize) -> Use| all().map(|n| end(n, it(n + 1))).collect::<Vec<_>>();
    let start = Instant::now();
    check(&chain(Use::Alias), &[], &[]);
    check(&chain(Use::AliasOfList), &[], &[]);
    check(&chain(Use::Field), &[], &[]);
    let back: Vec<_> = all()
        .map(|n| vec![Use::Alias(n.saturating_sub(1))])
        .collect();
    check(&back, &[], &[0]);
    let ring: Vec<_> = all().map(|n| vec![Use::Field(next(n))]).collect();
    check(&ring, &[(0, 0)], &[]);
    let ring: Vec<_> = all().map(|n| vec![Use::AliasOfList(next(n))]).collect();
    check(&ring, &[], &all().collect::<Vec<_>>());
    let tree: Vec<_> = all()
        .map(|n| {
            [
                vec![Use::Field(n.saturating_sub(1))],
                end(n, Use::Field(n + 1)),
            ]
            .concat()
        })
        .collect();
    let facts = marked(&api(&tree));
    assert_eq!(facts.boxed.len(), count);
    let facts = analyze(&api(&chain(Use::AliasOfList)));
    assert!(facts.types.iter().all(|fact| fact.eq));
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}
