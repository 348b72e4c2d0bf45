//! The generator's layers: which part may use which crate, and which other part.

use super::{
    Finding,
    file::{File, words},
};

const SOURCE: &str = "generator/src/";

/// The stages, from left to right. A stage may import those before it.
const STAGES: &[&[&str]] = &[
    &["diagnostic", "pointer"],
    &["load"],
    &["overlay"],
    &["bundle"],
    &["normalize"],
    &["ir"],
    &["lower"],
    &["analyze"],
    &["names"],
    &["emit"],
    &["render"],
];

/// What only some stages may use. Those used nowhere do I/O, which is the caller's business.
const CONFINED: &[(&str, &[&str])] = &[
    ("openapiv3", &["normalize", "lower"]),
    ("quote", &["emit", "render"]),
    ("proc_macro2", &["emit", "render"]),
    ("syn", &["render"]),
    ("prettyplease", &["render"]),
    ("heck", &["names"]),
    ("serde_yaml", &["load"]),
    ("libyaml_safer", &["load"]),
    ("jsonpath_rust", &["overlay"]),
    ("std::fs", &[]),
    ("std::net", &[]),
    ("std::env", &[]),
    ("std::process", &[]),
    ("print!", &[]),
    ("println!", &[]),
    ("eprint!", &[]),
    ("eprintln!", &[]),
];

/// The stage a file belongs to, by its path.
fn stage(file: &File) -> Option<&str> {
    let path = file.path.strip_prefix(SOURCE)?;
    let name = path.split('/').next()?;
    Some(name.strip_suffix(".rs").unwrap_or(name))
}

/// Crates and standard modules are used only where they belong.
pub(super) fn confined_crates(file: &File) -> Vec<Finding> {
    let Some(stage) = stage(file).filter(|_| !file.is_test()) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (line, code) in file.code_lines() {
        for (item, stages) in CONFINED {
            if uses(code, item) && !stages.contains(&stage) {
                let place = match stages {
                    [] => "nowhere in the generator".to_owned(),
                    stages => format!("only in {}", stages.join(" and ")),
                };
                findings.push(Finding::new(
                    line,
                    "confined",
                    format!("`{item}` may be used {place}"),
                ));
            }
        }
    }
    findings
}

/// Whether a line names a crate, a standard module or a macro.
fn uses(code: &str, item: &str) -> bool {
    if let Some(module) = item.strip_prefix("std::") {
        let grouped = code.contains("std::{") && words(code, module).next().is_some();
        return grouped || words(code, item).next().is_some();
    }
    if let Some(name) = item.strip_suffix('!') {
        return words(code, name).any(|at| code[at..].starts_with(item));
    }
    words(code, item).any(|at| {
        let rest = &code[at + item.len()..];
        rest.starts_with("::") || rest.starts_with('!') || code.trim_start().starts_with("use ")
    })
}

/// A stage imports only what stands left of it. Tests may look at what becomes of their stage's output.
pub(super) fn stage_order(file: &File) -> Vec<Finding> {
    let stage = stage(file).filter(|_| !file.is_test());
    let Some((stage, own)) = stage.and_then(|stage| Some((stage, rank(stage)?))) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (line, imported) in imports(&file.code) {
        // The IR says what an API is, and nothing else: it stands on its own.
        let allowed = match rank(imported) {
            Some(_) if stage == "ir" => imported == "ir",
            Some(other) => other < own || imported == stage || (own == 0 && other == 0),
            None => true,
        };
        if !allowed {
            findings.push(Finding::new(
                line,
                "stage-order",
                format!("`{stage}` may not import `{imported}`"),
            ));
        }
    }
    findings
}

fn rank(stage: &str) -> Option<usize> {
    STAGES.iter().position(|stages| stages.contains(&stage))
}

/// The modules named after `crate::`, alone or in a group, with their lines.
fn imports(code: &str) -> Vec<(usize, &str)> {
    let mut imports = Vec::new();
    for at in words(code, "crate") {
        let Some(rest) = code[at..].strip_prefix("crate::") else {
            continue;
        };
        let line = code[..at].lines().count().max(1);
        match rest.strip_prefix('{') {
            Some(group) => imports.extend(members(group).into_iter().map(|name| (line, name))),
            None => imports.push((line, name(rest))),
        }
    }
    imports
}

/// The first names of `{a::b, c::{d, e}}` without its opening brace: `a`, `c`.
fn members(group: &str) -> Vec<&str> {
    let mut members = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    members
}

/// The name that `code` starts with.
fn name(code: &str) -> &str {
    let code = code.trim_start();
    let end = code
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(code.len());
    &code[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{NONE, lines};

    #[test]
    fn crates_are_used_where_they_belong() {
        let text = "//! `heck::x`\nuse heck::ToSnakeCase;\nlet quote = 1;\n";
        assert_eq!(
            lines(confined_crates, "generator/src/names/ident.rs", text),
            NONE
        );
        assert_eq!(lines(confined_crates, "generator/src/emit.rs", text), [2]);
        assert_eq!(lines(confined_crates, "xtask/src/main.rs", text), NONE);
    }

    #[test]
    fn the_generator_does_no_input_and_output() {
        let text = "use std::{\n    fs,\n};\nuse std::{fmt, fs};\nstd::env::var(x);\nprintln!(x);\neprintln!(x);\nfs.x();\n";
        assert_eq!(
            lines(confined_crates, "generator/src/load.rs", text),
            [4, 5, 6, 7]
        );
    }

    #[test]
    fn macros_of_a_crate_are_found() {
        let text = "quote! { #x };\nquote::quote!(x);\nunquote!(x);\n";
        assert_eq!(
            lines(confined_crates, "generator/src/lower/schema.rs", text),
            [1, 2]
        );
        assert_eq!(
            lines(confined_crates, "generator/src/emit/schema.rs", text),
            NONE
        );
    }

    #[test]
    fn stages_import_what_is_left_of_them() {
        let text =
            "use crate::ir::Api;\nuse crate::{\n    pointer::{Pointer, render},\n    lower,\n};\n";
        assert_eq!(lines(stage_order, "generator/src/emit.rs", text), NONE);
        assert_eq!(
            lines(stage_order, "generator/src/load/yaml.rs", text),
            [1, 2]
        );
        assert_eq!(lines(stage_order, "generator/src/lib.rs", text), NONE);
    }

    #[test]
    fn the_ir_stands_on_its_own() {
        let text = "use crate::ir::Id;\nuse crate::pointer::Pointer;\nuse crate::Something;\n";
        assert_eq!(lines(stage_order, "generator/src/ir/types.rs", text), [2]);
    }
}
