//! The table of operations that can be called by name: how each is called with arguments that are JSON.

use proc_macro2::Literal;

use super::arguments::{Argument, Arguments, Source};
use super::cx::Cx;
use super::ident::ident;
use super::known::Known;
use super::module::Table;
use super::response::Success;
use super::type_ref::{emit_type, emit_value, spell};
use super::{arguments, body, intake, operations, parts};
use crate::ir::{
    Media, MediaFormat, Operation, OperationId, Parameter, RequestBody, TypeRef, Value,
};

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
                    let body = outcome.is.media().map_or("", |_| "(body)");
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
        &operation.declared_path,
    ]
    .map(|text| literal(text))
    .into();
    words.push(format!("=> {start}"));
    let positional = if planned.are_grouped() {
        let (grouped, others) = planned.grouped();
        words.push(format!("{{{}::{};", module(cx, id), names.arguments));
        words.extend(grouped.iter().flat_map(|it| field(cx, it)));
        join_last(&mut words, "}");
        others
    } else {
        planned.required.iter().collect()
    };
    let mut given_by_position = positional.iter().flat_map(|it| {
        let choice = choice(cx, id, it, "|").into_iter();
        choice.chain(given(cx, id, it))
    });
    join_last(&mut words, &given_by_position.next().unwrap_or_default());
    words.extend(given_by_position);
    for argument in &planned.optional {
        words.extend(choice(cx, id, argument, &format!(".{}", argument.name)));
        let given = given(cx, id, argument).concat();
        if !given.is_empty() {
            words.push(format!(".{}{given}", argument.name));
        }
    }
    join_last(&mut words, ";");
    words
}

fn join_last(words: &mut [String], end: &str) {
    if let Some(last) = words.last_mut() {
        last.push_str(end);
    }
}

/// An argument as it is passed, each value in parentheses; nothing for a body that is a choice.
fn given(cx: &Cx<'_>, id: OperationId, argument: &Argument<'_>) -> Vec<String> {
    match argument.source {
        Source::Parameter(it) => vec![format!("({})", parameter(it, &ty(cx, &it.value)))],
        Source::Body(_) if cx.names().operation(id).choice.is_some() => Vec::new(),
        Source::Body(it) if it.names_its_type() => {
            let names = names(&it.content);
            vec![format!("(media_type {names})"), format!("(bytes {names})")]
        }
        Source::Body(it) => {
            let media = it.preferred().into_iter();
            let given = media.map(|media| body(cx, it, media, Passed::Argument));
            given
                .map(|it| match it.as_str() {
                    r#"body "application/json": &_"# => "(body)".to_owned(),
                    given => format!("({given})"),
                })
                .collect()
        }
    }
}

/// A body that is an enum of media types, with what each variant holds; nothing for any other argument.
fn choice(cx: &Cx<'_>, id: OperationId, argument: &Argument<'_>, before: &str) -> Vec<String> {
    let names = cx.names().operation(id);
    let (Source::Body(it), Some(choice)) = (argument.source, &names.choice) else {
        return Vec::new();
    };
    let mut words = vec![format!("{before}[{}::{choice}", module(cx, id))];
    let choices = it.choices().into_iter().zip(&names.choices);
    words.extend(
        choices.map(|(media, variant)| {
            format!("[{variant} {}]", body(cx, it, media, Passed::Variant))
        }),
    );
    join_last(&mut words, "]");
    words
}

/// An argument as a field of the struct of all arguments.
fn field(cx: &Cx<'_>, argument: &Argument<'_>) -> Option<String> {
    let given = match argument.source {
        Source::Parameter(it) => parameter(it, ""),
        Source::Body(it) => body(cx, it, it.preferred()?, Passed::Field),
    };
    Some(format!("{}({given})", argument.name))
}

fn parameter(parameter: &Parameter, ty: &str) -> String {
    let place = arguments::place_name(parameter.location);
    // What is `null` is left out, which only what is optional can be.
    let is_left_out = parameter.value.nullable && !parameter.required;
    let mark = if is_left_out { "?" } else { "" };
    format!("{place}{mark} {}{ty}", literal(&parameter.name))
}

/// The type of a value that is passed to a method, with a colon before it: only where the method takes anything that
/// turns into it, else it is inferred.
fn ty(cx: &Cx<'_>, value: &Value) -> String {
    match intake::is_lent(cx, value) {
        true if matches!(cx.resolved(&value.ty), TypeRef::List(_)) => {
            format!(": &{}", spell(&emit_type(cx, &value.ty)))
        }
        true => ": &_".to_owned(),
        false if intake::is_converted(cx, value) => {
            format!(": {}", spell(&emit_type(cx, &value.ty)))
        }
        false => String::new(),
    }
}

/// The same for a value that may be `null`: `?T` is passed as a reference where it is one, `?*T` dereferenced as well.
fn nullable(cx: &Cx<'_>, value: &Value) -> String {
    let ty = spell(&emit_type(cx, &value.ty));
    let resolved = cx.resolved(&value.ty);
    match resolved {
        TypeRef::List(_) => format!(": ?*{ty}"),
        _ if intake::is_text(cx, resolved) => format!(": ?*{ty}"),
        _ if intake::is_copied(cx, resolved) => String::new(),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => format!(": ?{ty}"),
    }
}

/// How a body is passed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passed {
    Argument,
    Field,
    Variant,
}

/// The body of one media type, and of those that have the same type.
fn body(cx: &Cx<'_>, body: &RequestBody, media: &Media, passed: Passed) -> String {
    let names_alike = || names(alike(body, media));
    match media.format {
        MediaFormat::Json | MediaFormat::Form => {
            let ty = match passed {
                Passed::Argument if body::is_nullable(media) => nullable(cx, &media.value),
                Passed::Field => String::new(),
                Passed::Variant if intake::is_text(cx, &media.value.ty) => ": &String".to_owned(),
                Passed::Argument | Passed::Variant => ty(cx, &media.value),
            };
            format!("body {}{ty}", names_alike())
        }
        MediaFormat::Multipart => {
            let ty = match (parts::Body::of(cx, &media.value), passed) {
                (parts::Body::Values, _) => ": &_".to_owned(),
                (parts::Body::Struct(..), _) | (_, Passed::Variant) => String::new(),
                (parts::Body::Named | parts::Body::Listed, Passed::Argument | Passed::Field) => {
                    format!(": {}", spell(&parts::emit_type(cx, media)))
                }
            };
            format!("body {}{ty}", names([media]))
        }
        MediaFormat::JsonLines | MediaFormat::JsonSequence => {
            let item = spell(&emit_value(cx, &media.value));
            let vec = spell(&cx.known(Known::Vec));
            format!("values {}: &{vec}<{item}>", names_alike())
        }
        MediaFormat::Text => {
            let word = if is_open(media, passed) {
                "any_text"
            } else {
                "text"
            };
            format!("{word} {}", names([media]))
        }
        MediaFormat::Binary | MediaFormat::Events { .. } => {
            let word = if is_open(media, passed) {
                "any_bytes"
            } else {
                "bytes"
            };
            format!("{word} {}", names([media]))
        }
    }
}

/// Whether the caller names the media type of this variant.
fn is_open(media: &Media, passed: Passed) -> bool {
    passed == Passed::Variant && media.is_range()
}

/// The media types that are sent as this one unless the caller says so.
fn alike<'a>(body: &'a RequestBody, media: &'a Media) -> impl Iterator<Item = &'a Media> {
    let content = body.content.iter();
    content.filter(|it| std::ptr::eq(*it, media) || it.is_written_like(media))
}

/// The keys of media types, as one literal.
fn names<'a>(content: impl IntoIterator<Item = &'a Media>) -> String {
    let names = content.into_iter().map(|media| media.name.as_str());
    literal(&names.collect::<Vec<_>>().join(", "))
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
    let id = operation.id.clone();
    id.unwrap_or_else(|| format!("{} {}", operation.method, operation.declared_path))
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}
