//! One operation: the method that starts it, its request type, and what belongs to that.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, Arguments};
use super::cx::Cx;
use super::descriptor::emit_descriptor;
use super::docs::{self, Prose};
use super::errors::{self, SharedErrors};
use super::ident::ident;
use super::intake::Intake;
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
    let (method, request, constant) = (ident(&names.method), ident(&names.request), ident(&names.constant));
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

fn signature(cx: &Cx<'_>, id: OperationId, arguments: &Arguments<'_>) -> (TokenStream, TokenStream) {
    if arguments.are_grouped() {
        let group = ident(&cx.names().operation(id).arguments);
        let calls = arguments.required.iter().map(|argument| argument.emit_field(cx).expr);
        return (quote!(args: #group), quote!(#(#calls)*));
    }
    let (mut declared, mut calls) = (Vec::new(), Vec::new());
    for argument in &arguments.required {
        let Intake { ty, expr } = argument.emit(cx);
        let name = &argument.name;
        declared.push(quote!(#name: #ty));
        calls.push(expr);
    }
    (quote!(#(#declared),*), quote!(#(#calls)*))
}

/// Lets people find the method by the name that the API's own documentation uses.
fn alias(operation: &Operation, method: &str) -> Option<TokenStream> {
    let id = operation.id.as_deref()?;
    let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:".contains(c));
    (is_plain && !id.is_empty() && id != method).then(|| quote!(#[doc(alias = #id)]))
}

fn method_docs(cx: &Cx<'_>, id: OperationId, operation: &Operation) -> Prose {
    let described = &operation.docs;
    let title = described.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let description = described.description.as_deref().map(str::trim);
    let description = description.filter(|text| title.is_none_or(|title| title != text.trim_end_matches('.')));
    let title = title.map(|title| if title.ends_with(['.', '!', '?']) { title.to_owned() } else { format!("{title}.") });
    let route = format!("{} {}", operation.method, operation.path);
    let mut prose = Prose::markdown(title.as_deref()).with_markdown(description);
    prose = prose.with_paragraph(docs::code(&route));
    let errors = errors::lines(cx, id);
    if errors.is_empty() { prose } else { prose.with_lines(["# Errors".to_owned(), String::new()]).with_more(errors) }
}

/// What stands beside the methods: the request type, argument struct, success enum and the table.
pub(super) fn emit_parts(cx: &Cx<'_>, id: OperationId, handle: &str, errors: &SharedErrors) -> Vec<Item> {
    let names = cx.names().operation(id);
    let arguments = Arguments::plan(cx, id);
    let success = Success::plan(cx, id);
    let (request, call) = (ident(&names.request), cx.known(Known::Call));
    let docs = Prose::sentence(format!("The request of [`{handle}::{0}`]({1}::{0}).", names.method, owner(handle)));
    let docs = docs.attributes();
    let mut items = vec![Item::Rust(quote! {
        #docs
        #[must_use = "a request is not sent until it is awaited"]
        pub struct #request(#call);
    })];
    let (output, decode) = response::output(cx, id, &success);
    cx.import("crate::runtime", "request");
    items.push(Item::Table(Table {
        open: format!("request!({request} => {}, {});", spell(&output), spell(&decode)),
        rows: Vec::new(),
        close: String::new(),
    }));
    let setters: Vec<_> = arguments.optional.iter().map(|argument| emit_setter(cx, argument)).collect();
    if !setters.is_empty() {
        items.push(Item::Rust(quote!(impl #request { #(#setters)* })));
    }
    if arguments.are_grouped() {
        items.push(Item::Rust(emit_arguments(cx, id, &arguments, handle)));
    }
    if let Success::Several(outcomes) = &success {
        items.push(Item::Rust(response::emit_success_enum(cx, id, outcomes)));
    }
    items.push(Item::Rust(emit_descriptor(cx, id, errors)));
    items
}

/// The path of a handle in links of documentation.
fn owner(handle: &str) -> String {
    if handle == "Client" { "crate::Client".to_owned() } else { handle.to_owned() }
}

fn emit_setter(cx: &Cx<'_>, argument: &Argument<'_>) -> TokenStream {
    let (name, docs) = (&argument.name, argument.docs(cx).attributes());
    let Intake { ty, expr } = argument.emit(cx);
    let deprecated = argument.is_deprecated().then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            Self(self.0 #expr)
        }
    }
}

fn emit_arguments(cx: &Cx<'_>, id: OperationId, arguments: &Arguments<'_>, handle: &str) -> TokenStream {
    let names = cx.names().operation(id);
    let name = ident(&names.arguments);
    let docs = Prose::sentence(format!("What [`{handle}::{0}`]({1}::{0}) takes.", names.method, owner(handle)));
    let docs = docs.attributes();
    let fields = arguments.required.iter().map(|argument| {
        let (docs, name, ty) = (argument.docs(cx).attributes(), &argument.name, argument.emit_field(cx).ty);
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
