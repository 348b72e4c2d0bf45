//! Names of groups of operations.

use super::GroupNames;
use super::scope::{Role, Scope};
use super::words::Words;
use crate::analyze::Facts;

/// Modules of the generated crate's own, and crates that module paths would hide.
const MODULES: &[&str] = &[
    "shared",
    "untagged",
    "serde",
    "constraints",
    "runtime",
    "client",
    "models",
    "operations",
    "core",
    "std",
    "alloc",
    "bytes",
    "chrono",
    "http",
    "uuid",
    "base64",
    "reqwest",
    "regress",
    "serde_json",
];

/// Types that every operation module imports.
const HANDLES: &[&str] = &[
    "Client",
    "Call",
    "Operation",
    "Parameter",
    "Response",
    "Error",
    "Pending",
    "Option",
    "Vec",
    "String",
    "Result",
    "Box",
];

/// Methods that `Client` has already.
const ACCESSORS: &[&str] = &["new", "builder", "request", "invoke", "clone"];

/// Letters of a tag that the name of its file has; an underscore before each and a number at the end still fit into the
/// 255 bytes that file systems allow.
const LONGEST_FILE_STEM: usize = 100;

pub(super) fn assign(facts: &Facts) -> Vec<GroupNames> {
    let mut modules = Scope::with_reserved(MODULES.iter().copied());
    let mut handles = Scope::with_reserved(HANDLES.iter().copied());
    let mut accessors = Scope::with_reserved(ACCESSORS.iter().copied());
    let mut names = Vec::new();
    for group in &facts.groups {
        let Some(tag) = &group.tag else {
            names.push(GroupNames {
                module: Scope::default().claim("untagged", Role::Module),
                handle: handles.claim("Untagged", Role::Type),
                accessor: accessors.claim("untagged", Role::Method),
            });
            continue;
        };
        names.push(GroupNames {
            module: claim(&mut modules, tag, Role::Module),
            handle: claim(&mut handles, tag, Role::Type),
            accessor: claim(&mut accessors, tag, Role::Method),
        });
    }
    names
}

/// A taken name says that it is a group of operations before it gets a number.
fn claim(scope: &mut Scope, tag: &str, role: Role) -> super::Ident {
    // A module is a file: rustc looks for those with ASCII names only, and file systems hold no long ones.
    let ascii = tag.replace(|c: char| !c.is_ascii(), " ");
    let ascii = ascii.trim();
    let tag = match role {
        Role::Module if ascii.is_empty() => "group",
        Role::Module => ascii.get(..LONGEST_FILE_STEM).unwrap_or(ascii),
        Role::Type | Role::Variant | Role::Field | Role::Method | Role::Constant => tag,
    };
    let words = Words::of(tag);
    let name = super::scope::spell(&words, role);
    if !words.is_empty() && !scope.is_free(&name) {
        return scope.claim_words(&words.with("api"), role);
    }
    scope.claim(tag, role)
}
