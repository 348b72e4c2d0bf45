//! One action: what it selects is updated, copied into or removed (Overlay 1.1, Action Object).

mod check;

use serde_json::Value;

use super::Target;
use super::head::Version;
use super::merge::{Clash, Merge, Source};
use super::remove::remove;
use super::select::select;
use crate::pointer::{Moves, Pointer};

/// Applies the action at a place of an overlay.
pub(super) fn apply(target: &mut Target, action: &Value, version: Version, at: &Pointer) {
    check::check(action, version, at, &mut target.diagnostics);
    let Some(found) = query(target, action, "target", at) else {
        return;
    };
    if found.is_empty() {
        let (at, message) = (at.child("target"), "the action matches nothing");
        target
            .diagnostics
            .warn("unmatched-action", &at, message)
            .help("the description may have changed; remove the action, or mend its `target`");
        return;
    }
    if action.get("remove") == Some(&Value::Bool(true)) {
        if found.iter().any(Pointer::is_root) {
            let (at, message) = (
                at.child("target"),
                "the whole description cannot be removed",
            );
            target.diagnostics.error("invalid-overlay", &at, message);
        }
        remove(target, &found);
        return;
    }
    if action.get("copy").is_some()
        && let Some(from) = source(target, action, at)
        && let Some(value) = from.lookup(&target.tree).cloned()
    {
        let source = Source {
            value: &value,
            moves: target.moves.of(&from),
            at: from,
        };
        update(target, &found, &source, Some(&at.child("copy")));
    }
    if let Some(value) = action.get("update") {
        let source = Source {
            value,
            moves: Moves::default(),
            at: at.child("update"),
        };
        update(target, &found, &source, None);
    }
}

/// The nodes that the JSONPath under a key of the action selects; none where there is no such path.
fn query(target: &mut Target, action: &Value, key: &str, at: &Pointer) -> Option<Vec<Pointer>> {
    let Some(path) = action.get(key).and_then(Value::as_str) else {
        let message = format!("an action has a JSONPath under `{key}`");
        target.diagnostics.error("invalid-overlay", at, message);
        return None;
    };
    match select(&target.tree, path) {
        Ok(found) => Some(found),
        Err(fault) => {
            let message = format!("`{path}` is no JSONPath: {}", fault.reason);
            let at = at.child(key);
            let diagnostic = target.diagnostics.error("invalid-json-path", &at, message);
            diagnostic.help = fault.help.map(str::to_owned);
            None
        }
    }
}

/// The one node that `copy` selects.
fn source(target: &mut Target, action: &Value, at: &Pointer) -> Option<Pointer> {
    let found = query(target, action, "copy", at)?;
    let [source] = found.as_slice() else {
        let message = format!("`copy` has to select one node, and selects {}", found.len());
        let at = at.child("copy");
        target.diagnostics.error("invalid-overlay", &at, message);
        return None;
    };
    Some(source.clone())
}

/// Merges a value into all nodes that the action selected. What is copied is told of at the `copy`.
fn update(target: &mut Target, found: &[Pointer], source: &Source<'_>, copy: Option<&Pointer>) {
    for selected in found {
        let Some(node) = selected.lookup_mut(&mut target.tree) else {
            continue;
        };
        let mut merge = Merge {
            source,
            moves: &mut target.moves,
            to: selected.clone(),
            from: source.at.clone(),
            clashes: Vec::new(),
        };
        merge.target(node);
        for clash in merge.clashes {
            report(target, &clash, copy);
        }
    }
}

fn report(target: &mut Target, clash: &Clash, copy: Option<&Pointer>) {
    let message = format!("{} cannot be merged into {}", clash.by, clash.is);
    target
        .diagnostics
        .error("invalid-overlay", copy.unwrap_or(&clash.new), message)
        .related("this is to be changed", &clash.old)
        .help("to replace what is there, `remove` it in an action before this one");
}
