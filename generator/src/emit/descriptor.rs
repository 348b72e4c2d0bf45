//! The static table that tells the runtime about an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::arguments::is_sent;
use super::body::sendable;
use super::cx::Cx;
use super::errors;
use super::ident::ident;
use super::known::Known;
use crate::ir::{Location, MediaFormat, Operation, OperationId, Parameter, ParameterFormat, Style};

/// `static CREATE_CONNECTION: Operation = …;`
pub(super) fn emit_descriptor(cx: &Cx<'_>, id: OperationId) -> TokenStream {
    let operation = &cx.api().operations[id];
    let constant = ident(&cx.names().operation(id).constant);
    let ty = cx.known(Known::Operation);
    let shown = operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path));
    let (shown, method, path) = (
        Literal::string(&shown),
        Literal::string(&operation.method),
        Literal::string(&operation.path),
    );
    let optional = [
        parameters(cx, operation),
        security(cx, operation),
        server(operation),
        accept(operation),
        content_type(operation),
        errors::emit_field(cx, id),
    ];
    quote! {
        static #constant: #ty = #ty {
            id: #shown,
            method: #method,
            path: #path,
            #(#optional)*
            ..#ty::DEFAULT
        };
    }
}

fn parameters(cx: &Cx<'_>, operation: &Operation) -> TokenStream {
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .filter(|it| is_sent(it))
        .map(|it| emit_parameter(cx, it))
        .collect();
    field("parameters", &parameters)
}

fn emit_parameter(cx: &Cx<'_>, parameter: &Parameter) -> TokenStream {
    let (ty, name) = (cx.known(Known::Parameter), Literal::string(&parameter.name));
    let base = match parameter.location {
        Location::Path => quote!(#ty::path(#name)),
        Location::Query => quote!(#ty::query(#name)),
        Location::Header => quote!(#ty::header(#name)),
        Location::Cookie => quote!(#ty::cookie(#name)),
    };
    match parameter.format {
        ParameterFormat::Json => quote!(#base.json()),
        ParameterFormat::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let usual = match parameter.location {
                Location::Path | Location::Header => Style::Simple,
                Location::Query | Location::Cookie => Style::Form,
            };
            let shown_style = (style != usual).then(|| {
                let (styles, style) = (cx.known(Known::Style), emit_style(style));
                quote!(.style(#styles::#style))
            });
            let shown_explode =
                (explode != (style == Style::Form)).then(|| quote!(.explode(#explode)));
            let shown_reserved = allow_reserved.then(|| quote!(.allow_reserved(true)));
            quote!(#base #shown_style #shown_explode #shown_reserved)
        }
    }
}

fn emit_style(style: Style) -> TokenStream {
    match style {
        Style::Simple => quote!(Simple),
        Style::Label => quote!(Label),
        Style::Matrix => quote!(Matrix),
        Style::Form => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
    }
}

fn security(cx: &Cx<'_>, operation: &Operation) -> TokenStream {
    let alternatives: Vec<_> = operation
        .security
        .iter()
        .map(|schemes| {
            let names = schemes
                .iter()
                .map(|id| Literal::string(&cx.api().schemes[*id].name));
            quote!(&[#(#names),*])
        })
        .collect();
    field("security", &alternatives)
}

fn server(operation: &Operation) -> TokenStream {
    let Some(server) = &operation.server else {
        return TokenStream::new();
    };
    let server = Literal::string(server);
    quote!(server: Some(#server),)
}

/// The media types of the responses, those of successes first; JSON is what the runtime asks for unless told
/// otherwise.
fn accept(operation: &Operation) -> TokenStream {
    let (successes, errors): (Vec<_>, Vec<_>) = operation
        .responses
        .iter()
        .partition(|it| it.status.is_success());
    let mut names: Vec<&str> = Vec::new();
    for media in successes
        .iter()
        .chain(&errors)
        .filter_map(|it| it.media.as_ref())
    {
        if !names.contains(&media.name.as_str()) {
            names.push(&media.name);
        }
    }
    let accept = names.join(", ");
    if accept.is_empty() || accept == "application/json" {
        return TokenStream::new();
    }
    let accept = Literal::string(&accept);
    quote!(accept: #accept,)
}

/// The media type of a JSON or form body, where it is not the usual one.
fn content_type(operation: &Operation) -> TokenStream {
    let media = operation
        .body
        .as_ref()
        .map(|body| &body.media)
        .filter(|media| matches!(media.format, MediaFormat::Json | MediaFormat::Form));
    match media.map(|media| sendable(&media.name, "application/json")) {
        None | Some("application/json") => TokenStream::new(),
        Some(name) => {
            let name = Literal::string(name);
            quote!(content_type: #name,)
        }
    }
}

fn field(name: &str, values: &[TokenStream]) -> TokenStream {
    if values.is_empty() {
        return TokenStream::new();
    }
    let name = super::ident::fixed(name);
    quote!(#name: &[#(#values),*],)
}
