//! One operation: the method that starts it, its request type, and what belongs to that.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, Arguments, Passed};
use super::cx::Cx;
use super::descriptor::emit_descriptor;
use super::docs::{self, Prose};
use super::errors;
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Table};
use super::response::{self, Success};
use super::type_ref::spell;
use crate::ir::{Operation, OperationId};

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
    let docs = method_docs(cx, id, operation).attributes();
    let alias = alias(operation, names.method.as_str());
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let (signature, calls) = signature(cx, id, &arguments);
    let call = cx.known(Known::Call);
    quote! {
        #docs
        #alias
        #deprecated
        pub fn #method(&self, #signature) -> #request {
            #request(#call::new(#client, &#constant) #calls)
        }
    }
}

fn signature(
    cx: &Cx<'_>,
    id: OperationId,
    arguments: &Arguments<'_>,
) -> (TokenStream, TokenStream) {
    if arguments.are_grouped() {
        let group = ident(&cx.names().operation(id).arguments);
        let calls = arguments
            .required
            .iter()
            .flat_map(|argument| argument.emit_field(cx).calls);
        return (quote!(args: #group), quote!(#(#calls)*));
    }
    let (mut declared, mut calls) = (Vec::new(), Vec::new());
    for argument in &arguments.required {
        let passed = argument.emit(cx);
        let (name, ty) = (&argument.name, passed.ty);
        declared.push(quote!(#name: #ty));
        calls.extend(passed.calls);
    }
    (quote!(#(#declared),*), quote!(#(#calls)*))
}

/// Lets people find the method by the name that the API's own documentation uses.
fn alias(operation: &Operation, method: &str) -> Option<TokenStream> {
    let id = operation.id.as_deref()?;
    let is_plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-./:".contains(c));
    (is_plain && !id.is_empty() && id != method).then(|| quote!(#[doc(alias = #id)]))
}

fn method_docs(cx: &Cx<'_>, id: OperationId, operation: &Operation) -> Prose {
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
    let errors = errors::lines(cx, id);
    if errors.is_empty() {
        prose
    } else {
        prose
            .with_lines(["# Errors".to_owned(), String::new()])
            .with_more(errors)
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
            "request!({handle}::{}: {request} => {}, {});",
            names.method,
            spell(&output),
            spell(&decode)
        ),
        rows: Vec::new(),
        close: String::new(),
    })];
    let setters: Vec<_> = arguments
        .optional
        .iter()
        .map(|argument| emit_setter(cx, argument))
        .collect();
    if !setters.is_empty() {
        items.push(Item::Rust(quote!(impl #request { #(#setters)* })));
    }
    if arguments.are_grouped() {
        items.push(Item::Rust(emit_arguments(cx, id, &arguments, handle)));
    }
    if let Success::Several(outcomes) = &success {
        items.push(Item::Rust(response::emit_success_enum(cx, id, outcomes)));
    }
    items.push(Item::Rust(emit_descriptor(cx, id)));
    items
}

fn emit_setter(cx: &Cx<'_>, argument: &Argument<'_>) -> TokenStream {
    let (name, docs) = (&argument.name, argument.docs(cx).attributes());
    let Passed { ty, calls } = argument.emit(cx);
    let deprecated = argument.is_deprecated().then(|| quote!(#[deprecated]));
    let body = match calls.as_slice() {
        [only] => quote!(Self(self.0 #only)),
        calls => quote!(let call = self.0; #(let call = call #calls;)* Self(call)),
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            #body
        }
    }
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
    let fields = arguments.required.iter().map(|argument| {
        let (docs, name, ty) = (
            argument.docs(cx).attributes(),
            &argument.name,
            argument.emit_field(cx).ty,
        );
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            #(#fields)*
        }
    }
}
