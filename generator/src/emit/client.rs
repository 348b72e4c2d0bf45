//! What the client of one API adds to the runtime's: its server, its credentials and its groups.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::credentials::emit_credential;
use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Module};
use super::servers;
use crate::ir::{SchemeKind, Server};

/// `src/client.rs`.
pub(super) fn emit_client(cx: &Cx<'_>) -> Module {
    let mut items = vec![
        Item::Rust(emit_constants(cx)),
        Item::Rust(emit_client_methods(cx)),
    ];
    let credentials: Vec<_> = cx
        .api()
        .schemes
        .iter()
        .map(|(id, scheme)| emit_credential(cx, id, scheme))
        .collect();
    let server = servers::emit_setter(cx);
    if !credentials.is_empty() || server.is_some() {
        let builder = cx.known(Known::ClientBuilder);
        items.push(Item::Rust(
            quote!(impl #builder { #server #(#credentials)* }),
        ));
    }
    items.splice(0..0, cx.uses());
    let docs = Prose::sentence(
        "The client of this API: where it is, how to authenticate, and what it offers.",
    );
    Module::rust("src/client.rs", docs.into_lines(), items)
}

fn emit_constants(cx: &Cx<'_>) -> TokenStream {
    let server = Literal::string(
        cx.api()
            .servers
            .first()
            .map_or("", |server| server.url.as_str()),
    );
    let scheme = cx.known(Known::Scheme);
    let schemes = cx.api().schemes.iter().map(|(_, it)| {
        let name = Literal::string(&it.name);
        let place = |place: &String| Literal::string(place);
        match &it.kind {
            SchemeKind::Bearer => quote!(#scheme::bearer(#name)),
            SchemeKind::Basic => quote!(#scheme::basic(#name)),
            SchemeKind::ApiKeyHeader(header) => {
                let header = place(header);
                quote!(#scheme::api_key_header(#name, #header))
            }
            SchemeKind::ApiKeyQuery(parameter) => {
                let parameter = place(parameter);
                quote!(#scheme::api_key_query(#name, #parameter))
            }
            SchemeKind::ApiKeyCookie(cookie) => {
                let cookie = place(cookie);
                quote!(#scheme::api_key_cookie(#name, #cookie))
            }
        }
    });
    quote! {
        /// The server that requests go to unless the builder says otherwise.
        const SERVER: &str = #server;
        /// How the API knows its callers.
        static SCHEMES: &[#scheme] = &[#(#schemes),*];
    }
}

fn emit_client_methods(cx: &Cx<'_>) -> TokenStream {
    let (client, builder) = (cx.known(Known::Client), cx.known(Known::ClientBuilder));
    let new = emit_new(cx);
    let docs = Prose::sentence("A client with settings of your own.")
        .with_lines(server_lines(cx))
        .attributes();
    let accessors = cx
        .facts()
        .groups
        .iter()
        .enumerate()
        .filter_map(|(index, group)| {
            let tag = group.tag.as_deref()?;
            let names = cx.names().group(index);
            let (module, handle, accessor) = (
                ident(&names.module),
                ident(&names.handle),
                ident(&names.accessor),
            );
            let docs = Prose::markdown(group.description.as_deref())
                .or(|| format!("Operations tagged {}.", docs::code(tag)))
                .attributes();
            Some(quote! {
                #docs
                #[must_use]
                pub fn #accessor(&self) -> operations::#module::#handle<'_> {
                    operations::#module::#handle(self)
                }
            })
        });
    if cx.facts().groups.iter().any(|group| group.tag.is_some()) {
        cx.import("crate", "operations");
    }
    quote! {
        impl #client {
            #new
            #docs
            pub fn builder() -> #builder {
                #builder::with_server(SERVER, SCHEMES)
            }
            #(#accessors)*
        }
    }
}

/// The link to the builder's method; models can be called `ClientBuilder` too.
const BASE_URL: &str = "[`base_url`](crate::ClientBuilder::base_url)";

/// Whether the description says where its first server is, and not only the path there.
pub(super) fn has_address(servers: &[Server]) -> bool {
    servers.first().is_some_and(Server::has_address)
}

/// What must be done where the description does not say where its server is.
fn base_url_note(servers: &[Server], or_server: &str) -> Option<String> {
    if has_address(servers) {
        return None;
    }
    let path = servers.first().map(|server| server.url.as_str());
    let first_has_variables = servers.first().is_some_and(|it| !it.variables.is_empty());
    Some(match path {
        Some("") if first_has_variables => {
            format!(
                "The server has variables without a default: {BASE_URL}{or_server} must be set."
            )
        }
        None | Some("" | "/") => {
            format!("The description names no server: {BASE_URL}{or_server} must be set.")
        }
        Some(path) => {
            let whole = docs::code(&format!("https://api.example.com{}", slashed(path)));
            let path = docs::code(path);
            let or_choice = match or_server {
                "" => String::new(),
                _ => format!(",{or_server}"),
            };
            format!(
                "The description names only the path {path} of its server: {BASE_URL} must be set, as in {whole}{or_choice}."
            )
        }
    })
}

/// A path with a slash before it.
pub(super) fn slashed(path: &str) -> String {
    format!("/{}", path.trim_matches('/'))
}

/// What there is to say about the servers.
fn server_lines(cx: &Cx<'_>) -> Vec<String> {
    let servers = &cx.api().servers;
    let has_choice = !cx.api().server_choices().is_empty();
    let or_server = if has_choice {
        " or [`server`](crate::ClientBuilder::server)"
    } else {
        ""
    };
    let mut lines = match (base_url_note(servers, or_server), servers.first()) {
        (Some(note), _) => docs::wrap_text(&note),
        (None, Some(first)) => docs::wrap_text(&format!(
            "Requests go to {} unless {BASE_URL}{or_server} is set.",
            docs::code(&first.url)
        )),
        (None, None) => Vec::new(),
    };
    // The choices have documentation of their own.
    if has_choice {
        lines.extend(further_paths(servers));
        return lines;
    }
    if servers.len() < 2 {
        return lines;
    }
    lines.extend([
        String::new(),
        "The API is served at:".to_owned(),
        String::new(),
    ]);
    lines.extend(servers.iter().map(|server| {
        let text = server
            .description
            .as_deref()
            .map(docs::line)
            .filter(|text| !text.is_empty());
        format!(
            "- {}{}",
            docs::code(&server.url),
            text.map_or(String::new(), |text| format!(": {text}"))
        )
    }));
    lines
}

/// What there is to say about servers beside the first one that only their paths are known of.
fn further_paths(servers: &[Server]) -> Vec<String> {
    let paths = servers.iter().skip(1).filter(|it| !it.can_have_address());
    let paths = paths.map(|it| docs::code(&it.template)).collect::<Vec<_>>();
    if paths.is_empty() {
        return Vec::new();
    }
    let paths = paths.join(", ");
    let note = format!(
        "Of further servers, the description names only the path: {paths}. {BASE_URL} reaches them."
    );
    std::iter::once(String::new())
        .chain(docs::wrap_text(&note))
        .collect()
}

/// `Client::new` with the credential of the only scheme, or of the first that needs one value.
fn emit_new(cx: &Cx<'_>) -> TokenStream {
    let schemes = &cx.api().schemes;
    let single = schemes
        .iter()
        .find(|(_, scheme)| !matches!(scheme.kind, SchemeKind::Basic));
    let Some((id, scheme)) = single.or_else(|| schemes.iter().next()) else {
        return new_with(
            cx,
            "A client with the usual settings.",
            &TokenStream::new(),
            &TokenStream::new(),
        );
    };
    let (method, into, secret) = (
        ident(&cx.names().scheme(id).setter),
        cx.known(Known::Into),
        cx.known(Known::Secret),
    );
    match scheme.kind {
        SchemeKind::Bearer => new_with(
            cx,
            "A client with the usual settings and a token that does not change.",
            &quote!(token: impl #into<#secret>),
            &quote!(.#method(token)),
        ),
        SchemeKind::Basic => {
            let string = cx.known(Known::String);
            new_with(
                cx,
                "A client with the usual settings and a user's password.",
                &quote!(username: impl #into<#string>, password: impl #into<#secret>),
                &quote!(.#method(username, password)),
            )
        }
        SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
            new_with(
                cx,
                "A client with the usual settings and an API key.",
                &quote!(key: impl #into<#secret>),
                &quote!(.#method(key)),
            )
        }
    }
}

fn new_with(
    cx: &Cx<'_>,
    summary: &str,
    arguments: &TokenStream,
    calls: &TokenStream,
) -> TokenStream {
    let (result, error) = (cx.known(Known::Result), cx.known(Known::Error));
    let fails = if has_address(&cx.api().servers) {
        "Fails where the HTTP client cannot be set up; nothing is sent.".to_owned()
    } else {
        let builder = "[`builder`](crate::Client::builder)";
        format!(
            "Fails, because the description does not say where the server is: use {builder} and {BASE_URL}."
        )
    };
    let docs = Prose::sentence(summary)
        .with_lines(["# Errors".to_owned(), String::new()])
        .with_more(docs::wrap_text(&fails))
        .attributes();
    quote! {
        #docs
        pub fn new(#arguments) -> #result<Self, #error> {
            Self::builder()#calls.build()
        }
    }
}
