//! Names for what moves to the components, made of what the author called it, so that they stay from run to run.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::hoist::Names;
use super::survey::{Form, Reference};
use super::target::Target;
use super::{component, component_name};
use crate::bundle::file_of;
use crate::pointer::Pointer;

/// Members of a description that hold named things.
const SECTIONS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "$defs",
    "definitions",
];

/// Words of the specification, that do not tell anything about a node in which they are found.
const STRUCTURE: &[&str] = &[
    "components",
    "schemas",
    "paths",
    "properties",
    "$defs",
    "definitions",
    "content",
    "schema",
    "responses",
    "parameters",
    "requestBodies",
    "application/json",
    "allOf",
    "anyOf",
    "oneOf",
    "headers",
    "examples",
];

/// Names of files that say less than the name of their folder.
const PLAIN_STEMS: &[&str] = &["index", "schema", "schemas", "openapi", "swagger"];

/// Gives every target outside the components a place there. A component that only refers to it is that place.
pub(super) fn names(tree: &Value, references: &[Reference], found: &[Option<Target>]) -> Names {
    let mut names = adopted(tree, references, found);
    let mut taken: BTreeSet<Pointer> = BTreeSet::new();
    let mut moving: Vec<_> = found
        .iter()
        .flatten()
        .filter(|target| !target.is_copied && !target.is_component())
        .filter(|target| !names.contains_key(&target.at))
        .collect();
    // Of several that want one name, the one nearest to the root document gets it.
    moving.sort_by_cached_key(|target| (distance(&target.at), target.at.clone()));
    moving.dedup_by(|a, b| a.at == b.at);
    for target in moving {
        let fresh = candidates(tree, &target.at)
            .filter_map(|name| component(target.kind, &name))
            .find(|place| place.lookup(tree).is_none() && !taken.contains(place));
        taken.extend(fresh.clone());
        names.extend(fresh.map(|place| (target.at.clone(), place)));
    }
    names
}

/// The components that are nothing but a reference to what has to move: it moves there.
fn adopted(tree: &Value, references: &[Reference], found: &[Option<Target>]) -> Names {
    let mut adopting: BTreeMap<&Pointer, Vec<&Pointer>> = BTreeMap::new();
    for (reference, target) in references.iter().zip(found) {
        let Some(target) = target
            .as_ref()
            .filter(|target| !target.is_copied && !target.is_component())
        else {
            continue;
        };
        let is_alias = reference.form == Form::Ref
            && component_name(&reference.at, target.kind).is_some()
            && is_only_reference(reference.at.lookup(tree));
        if is_alias {
            adopting.entry(&target.at).or_default().push(&reference.at);
        }
    }
    let chosen = adopting.into_iter().filter_map(|(at, aliases)| {
        let wanted = candidates(tree, at).next();
        let named = |alias: &&&Pointer| alias.last().map(|name| cleaned(&name)) == wanted;
        let alias = aliases
            .iter()
            .find(named)
            .or_else(|| aliases.iter().min())?;
        Some((at.clone(), (*alias).clone()))
    });
    chosen.collect()
}

fn is_only_reference(node: Option<&Value>) -> bool {
    let members = node.and_then(Value::as_object);
    members.is_some_and(|members| members.keys().all(|key| key == "$ref"))
}

fn distance(at: &Pointer) -> usize {
    let (file, inside) = file_of(at);
    file.map_or(0, |path| path.split('/').count()) + inside.depth()
}

/// A definition by its own name, everything else by its title, and by the telling parts of its place where it has none
/// or there is a clash; a number last.
fn candidates(tree: &Value, at: &Pointer) -> impl Iterator<Item = String> {
    let (file, inside) = file_of(at);
    let tokens: Vec<_> = inside.tokens().collect();
    let definition = definition(file.is_some(), &tokens);
    let telling: Vec<String> = tokens
        .iter()
        .filter(|token| !STRUCTURE.contains(&&***token))
        .map(|token| cleaned(token))
        .filter(|part| !part.is_empty())
        .collect();
    let own = definition.clone().unwrap_or_else(|| telling.join("_"));
    let full = telling.join("_");
    let (folders, stem) = file.as_deref().map(parts).unwrap_or_default();
    let with_stem = joined([stem.as_str(), if stem == own { "" } else { &own }]);
    let titled = title(tree, at).filter(|_| definition.is_none() && !tokens.is_empty());
    let mut names = Vec::from_iter(definition.or(titled));
    if stem.is_empty() {
        names.push(full);
    }
    names.push(with_stem);
    let mut context = String::new();
    for folder in folders.iter().rev() {
        context = joined([folder.as_str(), &context]);
        let tail = joined([stem.as_str(), if stem == own { "" } else { &own }]);
        names.push(joined([context.as_str(), &tail]));
    }
    names.retain(|name| !name.is_empty());
    if names.is_empty() {
        names.push("Hoisted".to_owned());
    }
    let last = names.last().cloned().unwrap_or_default();
    let numbers = (2..u32::MAX).map(move |number| format!("{last}_{number}"));
    names.into_iter().chain(numbers)
}

/// The name that an author gave to a definition. What lies in a section of the root document is not meant to be a
/// component, unless it is one.
fn definition(is_other_file: bool, tokens: &[Cow<'_, str>]) -> Option<String> {
    let name = match tokens {
        [name] if is_other_file => name,
        [.., section, name] if is_other_file && SECTIONS.contains(&&**section) => name,
        [.., section, name] if section == "$defs" || section == "definitions" => name,
        _ => return None,
    };
    Some(cleaned(name)).filter(|name| !name.is_empty())
}

/// The title of a schema, if it reads as a name.
fn title(tree: &Value, at: &Pointer) -> Option<String> {
    let title = at.lookup(tree)?.get("title")?.as_str()?;
    let is_short = title.len() <= 40 && title.split_whitespace().count() <= 4;
    let is_plain = title.starts_with(char::is_alphabetic)
        && title
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    (is_short && is_plain).then(|| cleaned(title))
}

/// The folders and the telling name of a file, all fit to be part of a name.
fn parts(path: &str) -> (Vec<String>, String) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut folders: Vec<_> = folder
        .split('/')
        .map(cleaned)
        .filter(|part| !part.is_empty())
        .collect();
    let stem = cleaned(
        file.split('.')
            .find(|part| !part.is_empty())
            .unwrap_or(file),
    );
    if PLAIN_STEMS.contains(&stem.to_lowercase().as_str())
        && let Some(folder) = folders.pop()
    {
        return (folders, folder);
    }
    (folders, stem)
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

fn cleaned(token: &str) -> String {
    let parts = token.split(|character: char| !character.is_alphanumeric() && character != '-');
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}
