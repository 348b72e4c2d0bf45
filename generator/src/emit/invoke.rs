//! The table of operations that can be called by name: how each is called with arguments that are JSON.

use proc_macro2::Literal;

use super::arguments::{Argument, Arguments, Source};
use super::cx::Cx;
use super::ident::ident;
use super::module::Table;
use super::response::Success;
use super::type_ref::{emit_type, spell};
use super::{arguments, intake, operations};
use crate::ir::{MediaFormat, Operation, OperationId, RequestBody, Status};
use crate::pointer::Pointer;

/// How long a line may be before a row goes on in the next.
const LINE: usize = 96;

/// `invocations! { … }`, laid out as text that is filled.
pub(super) fn emit_invocations(cx: &Cx<'_>) -> Table {
    let operations = cx.api().operations.ids();
    Table {
        open: "invocations! {".to_owned(),
        rows: operations.flat_map(|id| filled(row(cx, id))).collect(),
        close: "}".to_owned(),
    }
}

/// The enums of several successes, whose bodies become JSON each in its own way.
pub(super) fn emit_encodings(cx: &Cx<'_>) -> Vec<Table> {
    let operations = cx.api().operations.ids();
    operations
        .filter_map(|id| match Success::plan(cx, id) {
            Success::Empty | Success::One(_) => None,
            Success::Several(outcomes) => {
                let variants = outcomes.iter().map(|outcome| {
                    let body = outcome.response.media.as_ref().map_or("", |_| "(body)");
                    format!("{}{body}", outcome.variant)
                });
                let name = &cx.names().operation(id).success;
                Some((path(cx, id, name.as_str()), variants.collect()))
            }
        })
        .map(|(name, variants): (String, Vec<String>)| Table {
            open: format!("encodings! {{ {name}: {} }}", variants.join(" ")),
            rows: Vec::new(),
            close: String::new(),
        })
        .collect()
}

/// `error_bodies! { … }`.
pub(super) fn emit_error_bodies(cx: &Cx<'_>) -> Table {
    let errors = 0..cx.facts().errors.len();
    let variants = errors.map(|index| ident(&cx.names().error(index).variant).to_string());
    Table {
        open: "error_bodies! {".to_owned(),
        rows: filled(variants.collect()),
        close: "}".to_owned(),
    }
}

/// The words of a row, in lines of a readable length.
fn filled(words: Vec<String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= LINE => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(_) => lines.push(format!("    {word}")),
            None => lines.push(word),
        }
    }
    lines
}

fn row(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    let operation = &cx.api().operations[id];
    let names = cx.names().operation(id);
    let planned = Arguments::plan(cx, id);
    let start = format!("{}.{}", handle(cx, id), ident(&names.method));
    let mut words: Vec<String> = [
        &name(operation),
        &operation.method,
        &declared_path(operation),
        &successes(operation),
    ]
    .map(|text| literal(text))
    .into();
    words.push(format!("=> {start}"));
    if planned.are_grouped() {
        words.push(format!("{{{}::{};", module(cx, id), names.arguments));
        words.extend(planned.required.iter().flat_map(|it| fields(cx, it)));
        join_last(&mut words, "}");
    } else {
        let mut given = planned.required.iter().flat_map(|it| given(cx, it));
        join_last(&mut words, &given.next().unwrap_or_default());
        words.extend(given);
    }
    words.extend(planned.optional.iter().map(|it| {
        let given = given(cx, it).concat();
        format!(".{}{given}", it.name)
    }));
    join_last(&mut words, ";");
    words
}

fn join_last(words: &mut [String], end: &str) {
    if let Some(last) = words.last_mut() {
        last.push_str(end);
    }
}

/// An argument as it is passed, each value in parentheses.
fn given(cx: &Cx<'_>, argument: &Argument<'_>) -> Vec<String> {
    let values = match argument.source {
        Source::Parameter(parameter) => {
            let place = arguments::place_name(parameter.location);
            let lent = if intake::is_lent(cx, &parameter.value) {
                "&"
            } else {
                ""
            };
            let ty = spell(&emit_type(cx, &parameter.value.ty));
            vec![format!("{place} {}: {lent}{ty}", literal(&parameter.name))]
        }
        Source::Body(it) => body(cx, it, argument, true),
    };
    values.into_iter().map(|it| format!("({it})")).collect()
}

/// An argument as fields of the struct of all arguments.
fn fields(cx: &Cx<'_>, argument: &Argument<'_>) -> Vec<String> {
    match argument.source {
        Source::Parameter(parameter) => {
            let place = arguments::place_name(parameter.location);
            let ty = spell(&emit_type(cx, &parameter.value.ty));
            let name = literal(&parameter.name);
            vec![format!("{}({place} {name}: {ty})", argument.name)]
        }
        Source::Body(it) => {
            let fields = argument.content_type.iter().chain([&argument.name]);
            let values = body(cx, it, argument, false);
            fields
                .zip(values)
                .map(|(field, value)| format!("{field}({value})"))
                .collect()
        }
    }
}

fn body(cx: &Cx<'_>, body: &RequestBody, argument: &Argument<'_>, is_lent: bool) -> Vec<String> {
    let media_types = literal(&body.media.name);
    let value = match body.media.format {
        MediaFormat::Json | MediaFormat::Form => {
            let is_lent = is_lent && intake::is_lent(cx, &body.media.value);
            let lent = if is_lent { "&" } else { "" };
            let ty = spell(&emit_type(cx, &body.media.value.ty));
            match body.media.name.as_str() {
                "application/json" => format!("body: {lent}{ty}"),
                _ => format!("body {media_types}: {lent}{ty}"),
            }
        }
        MediaFormat::Text => format!("text {media_types}"),
        MediaFormat::Binary => format!("bytes {media_types}"),
    };
    let content_type = argument.content_type.iter();
    content_type
        .map(|_| format!("media_type {media_types}"))
        .chain([value])
        .collect()
}

/// The method that gives the handle of the operation's group; `self` where the client has its methods itself.
fn handle(cx: &Cx<'_>, id: OperationId) -> String {
    let index = group(cx, id);
    match &cx.facts().groups[index].tag {
        Some(_) => ident(&cx.names().group(index).accessor).to_string(),
        None => "self".to_owned(),
    }
}

/// The path of what is declared beside an operation.
fn path(cx: &Cx<'_>, id: OperationId, name: &str) -> String {
    cx.import("crate", "operations");
    format!("operations::{}::{name}", module(cx, id))
}

fn module(cx: &Cx<'_>, id: OperationId) -> String {
    operations::module_name(cx, group(cx, id))
}

fn group(cx: &Cx<'_>, id: OperationId) -> usize {
    let mut groups = cx.facts().groups.iter();
    // Every operation is in a group.
    groups
        .position(|group| group.operations.contains(&id))
        .unwrap_or_default()
}

fn name(operation: &Operation) -> String {
    let declared = operation.declared_id.clone();
    declared.unwrap_or_else(|| format!("{} {}", operation.method, declared_path(operation)))
}

/// The key in `paths`, which can differ from the template that requests use.
fn declared_path(operation: &Operation) -> String {
    let place = Pointer::parse(&operation.place);
    let tokens: Vec<_> = place.iter().flat_map(Pointer::tokens).collect();
    match tokens.as_slice() {
        [section, key, _] if section == "paths" => key.to_string(),
        _ => operation.path.clone(),
    }
}

/// The statuses of declared successes.
fn successes(operation: &Operation) -> String {
    let statuses = operation.responses.iter().map(|it| it.status);
    let statuses: Vec<String> = statuses
        .filter(|status| status.is_success())
        .map(|status: Status| status.to_string())
        .collect();
    statuses.join(" ")
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}
