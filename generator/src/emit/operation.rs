//! One operation: the method that starts it, its request type, and what belongs to that.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arguments::{Argument, Arguments, Passed, Source};
use super::body;
use super::choice;
use super::cx::Cx;
use super::descriptor::emit_descriptor;
use super::docs::{self, Prose};
use super::errors;
use super::headers;
use super::ident::{fixed, ident};
use super::known::Known;
use super::lints;
use super::module::{Item, Table};
use super::response::{self, Success};
use super::type_ref::spell;
use crate::ir::{Operation, OperationId};

/// The columns that the printer fills.
const LINE: usize = 88;

/// The method that starts an operation. `client` is how the method reaches the client.
pub(super) fn emit_method(cx: &Cx<'_>, id: OperationId, client: &TokenStream) -> TokenStream {
    let operation = &cx.api().operations[id];
    let names = cx.names().operation(id);
    let arguments = Arguments::plan(cx, id);
    let (method, request, constant) = (
        ident(&names.method),
        ident(&names.request),
        ident(&names.constant),
    );
    let docs = method_docs(cx, id, operation, &arguments).attributes();
    let alias = alias(operation, names.method.as_str());
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let Passed { declared, calls } = signature(cx, id, &arguments);
    let lifetime = lifetime(&declared);
    let allow = lints::allow_function(&method, &declared);
    let allow_name = lints::allow_constructor_name(&method);
    let signature = declared.iter().map(|(name, ty)| quote!(#name: #ty));
    let call = cx.known(Known::Call);
    quote! {
        #docs
        #alias
        #deprecated
        #allow
        #allow_name
        pub fn #method #lifetime(&self, #(#signature),*) -> #request {
            #request(#call::new(#client, &#constant) #(#calls)*)
        }
    }
}

fn signature(cx: &Cx<'_>, id: OperationId, arguments: &Arguments<'_>) -> Passed {
    let (mut declared, mut calls, mut passed) = (Vec::new(), Vec::new(), Vec::new());
    if arguments.are_grouped() {
        let group = ident(&cx.names().operation(id).arguments);
        let (fields, others) = arguments.grouped();
        declared.push((fixed("args"), quote!(#group)));
        calls.extend(fields.iter().flat_map(|it| it.emit_field(cx, id).calls));
        passed.extend(others);
    } else {
        passed.extend(&arguments.required);
    }
    for argument in passed {
        let passed = argument.emit(cx, id);
        declared.extend(passed.declared);
        calls.extend(passed.calls);
    }
    Passed { declared, calls }
}

/// The lifetime of what a body borrows that can have several types: `impl Trait` needs its name.
fn lifetime(declared: &[(Ident, TokenStream)]) -> Option<TokenStream> {
    let mut types = declared.iter().map(|(_, ty)| ty.to_string());
    types.any(|ty| ty.contains("'b")).then(|| quote!(<'b>))
}

/// Lets people find the method by the name that the API's own documentation uses.
fn alias(operation: &Operation, method: &str) -> Option<TokenStream> {
    let id = operation.id.as_deref()?;
    let is_plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-./:".contains(c));
    (is_plain && !id.is_empty() && id != method).then(|| quote!(#[doc(alias = #id)]))
}

fn method_docs(
    cx: &Cx<'_>,
    id: OperationId,
    operation: &Operation,
    arguments: &Arguments<'_>,
) -> Prose {
    let described = &operation.docs;
    let title = described
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty());
    let description = described
        .description
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    // A summary that only repeats the name says nothing beside a description.
    let title = title.filter(|title| description.is_none() || !repeats_name(operation, title));
    let description =
        description.filter(|text| title.is_none_or(|title| title != text.trim_end_matches('.')));
    let title = title.map(|title| {
        if title.ends_with(['.', '!', '?']) {
            title.to_owned()
        } else {
            format!("{title}.")
        }
    });
    let route = format!("{} {}", operation.method, operation.path);
    let mut prose = Prose::markdown(title.as_deref()).with_markdown(description);
    prose = prose.with_paragraph(docs::code(&route));
    let parts = arguments.required.iter().find_map(content_type_docs);
    if let Some(parts) = parts {
        prose = prose.with_paragraph(parts);
    }
    let errors = errors::lines(cx, id);
    if errors.is_empty() {
        prose
    } else {
        prose
            .with_lines(["# Errors".to_owned(), String::new()])
            .with_more(errors)
    }
}

fn content_type_docs(argument: &Argument<'_>) -> Option<String> {
    match (&argument.source, &argument.content_type) {
        (Source::Body(it), Some(name)) => Some(body::content_type_docs(it, name)),
        (Source::Body(_) | Source::Parameter(_), _) => None,
    }
}

fn repeats_name(operation: &Operation, title: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    operation
        .id
        .as_deref()
        .is_some_and(|id| letters(id) == letters(title))
}

/// What stands beside the methods: the request type, argument struct, success enum and the table.
pub(super) fn emit_parts(cx: &Cx<'_>, id: OperationId, handle: &str) -> Vec<Item> {
    let names = cx.names().operation(id);
    let arguments = Arguments::plan(cx, id);
    let success = Success::plan(cx, id);
    let request = ident(&names.request);
    let (output, decode) = response::output(cx, id, &success);
    cx.import("crate::runtime", "request");
    let mut items = vec![Item::Table(Table {
        open: format!(
            "request!({handle}::{}: {request} => {}, {}{});",
            names.method,
            spell(&output),
            spell(&decode),
            names
                .headers
                .as_ref()
                .map(|it| format!(", {it}"))
                .unwrap_or_default()
        ),
        rows: Vec::new(),
        close: String::new(),
    })];
    let setters: Vec<_> = arguments
        .optional
        .iter()
        .map(|argument| emit_setter(cx, id, argument))
        .collect();
    if !setters.is_empty() {
        items.push(Item::Rust(quote!(impl #request { #(#setters)* })));
    }
    if arguments.are_grouped() {
        items.push(Item::Rust(emit_arguments(cx, id, &arguments, handle)));
    }
    let body = cx.api().operations[id].body.as_ref();
    let choice = body.and_then(|body| choice::emit_choice(cx, id, body));
    items.extend(choice.map(Item::Rust));
    if let Success::Several(outcomes) = &success {
        items.push(Item::Rust(response::emit_success_enum(cx, id, outcomes)));
    }
    items.extend(headers::emit_headers(cx, id).map(Item::Table));
    items.push(Item::Table(emit_descriptor(cx, id)));
    items
}

fn emit_setter(cx: &Cx<'_>, id: OperationId, argument: &Argument<'_>) -> TokenStream {
    let (name, docs) = (&argument.name, argument.docs(cx).attributes());
    let Passed { declared, calls } = argument.emit(cx, id);
    let deprecated = argument.is_deprecated().then(|| quote!(#[deprecated]));
    let allow = lints::allow_function(name, &declared);
    let lifetime = lifetime(&declared);
    let is_hidden = declared.iter().any(|(name, _)| name == "call");
    let declared = declared.iter().map(|(name, ty)| quote!(#name: #ty));
    let body = match calls.as_slice() {
        [set, check @ ..] if !check.is_empty() && !is_hidden && !fits_a_line(&calls) => {
            quote!(let call = self.0 #set; Self(call #(#check)*))
        }
        calls => quote!(Self(self.0 #(#calls)*)),
    };
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name #lifetime(self, #(#declared),*) -> Self {
            #body
        }
    }
}

/// Whether a setter's calls fit on the one line of its body; broken up, they would take six.
fn fits_a_line(calls: &[TokenStream]) -> bool {
    const AROUND: usize = "        Self(self.0)".len();
    // Without the blanks that the printer leaves out, but for those around operators.
    let text = calls
        .iter()
        .map(|call| spell(call).len() + 3)
        .sum::<usize>();
    AROUND + text <= LINE
}

fn emit_arguments(
    cx: &Cx<'_>,
    id: OperationId,
    arguments: &Arguments<'_>,
    handle: &str,
) -> TokenStream {
    let names = cx.names().operation(id);
    let name = ident(&names.arguments);
    let docs = Prose::sentence(format!("What [`{handle}::{}`] takes.", names.method)).attributes();
    let (fields, _) = arguments.grouped();
    let fields = fields.into_iter().flat_map(|argument| {
        let declared = argument.emit_field(cx, id).declared;
        declared.into_iter().map(move |(name, ty)| {
            let docs = argument.docs(cx).attributes();
            let allow = lints::allow_types([&ty]);
            quote!(#docs #allow pub #name: #ty,)
        })
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            #(#fields)*
        }
    }
}
