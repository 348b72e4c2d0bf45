//! Where an API is served, where a caller can choose: `Server`, and the variables of servers.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use super::lints;
use super::module::{Item, Module};
use crate::ir::{Server, ServerVariable};
use crate::names::{ServerNames, VariableNames};

/// `src/servers.rs`, where there is a choice.
pub(super) fn emit_servers(cx: &Cx<'_>) -> Option<Module> {
    let servers = cx.api().server_choices();
    let named: Vec<_> = servers.into_iter().zip(cx.names().servers()).collect();
    let mut items = Vec::new();
    let is_choice = is_enum(&named);
    if is_choice {
        items.push(Item::Rust(emit_enum(cx, &named)));
    }
    let with_variables = named.iter().filter(|(it, _)| !it.variables.is_empty());
    for (server, names) in with_variables {
        let only = (!is_choice).then_some("The server of the API.");
        items.push(Item::Rust(emit_settings(cx, server, names, only)));
    }
    if named.is_empty() {
        return None;
    }
    items.extend(variable_enums(&named).map(Item::Rust));
    items.splice(0..0, cx.uses());
    let docs = Prose::sentence("Where the API is served.");
    Some(Module::rust("src/servers.rs", docs.into_lines(), items))
}

/// Whether the servers are an enum; a single one with variables is the struct of these.
fn is_enum(named: &[(&Server, &ServerNames)]) -> bool {
    match named {
        [] => false,
        [(only, _)] => only.variables.is_empty(),
        [_, _, ..] => true,
    }
}

/// The builder's method that chooses a server, where there is a choice.
pub(super) fn emit_setter(cx: &Cx<'_>) -> Option<TokenStream> {
    let servers = cx.api().server_choices();
    if servers.is_empty() {
        return None;
    }
    let server = cx.known(Known::Server);
    let mut operations = cx.api().operations.iter();
    let exceptions = match operations.any(|(_, operation)| operation.server.is_some()) {
        true => " Operations that have a server of their own go there all the same.",
        false => "",
    };
    let docs = Prose::sentence(format!(
        "Sends requests to this server of the description, unless [`base_url`](Self::base_url) is set.{exceptions}"
    ))
    .attributes();
    // A server with variables turns into the enum of all servers.
    let is_made_of_others = servers.len() > 1 && servers.iter().any(|it| !it.variables.is_empty());
    let (ty, value) = if is_made_of_others {
        let into = cx.known(Known::Into);
        (quote!(impl #into<#server>), quote!(server.into()))
    } else {
        (quote!(#server), quote!(server))
    };
    Some(quote! {
        #docs
        pub fn server(self, server: #ty) -> Self {
            self.described_server(#value.url())
        }
    })
}

/// The enum of all servers.
fn emit_enum(cx: &Cx<'_>, named: &[(&Server, &ServerNames)]) -> TokenStream {
    let variants = named.iter().map(|(server, names)| {
        let docs = server_docs(server).attributes();
        let variant = ident(&names.variant);
        match settings(server, names) {
            Some(ty) => quote!(#docs #variant(#ty),),
            None => quote!(#docs #variant,),
        }
    });
    let urls = named.iter().map(|(server, names)| {
        let variant = ident(&names.variant);
        if server.variables.is_empty() {
            let url = Literal::string(&server.url);
            quote!(Self::#variant => Ok(#url.to_owned()),)
        } else {
            quote!(Self::#variant(server) => server.url(),)
        }
    });
    let conversions = named.iter().filter_map(|(server, names)| {
        let (ty, variant) = (settings(server, names)?, ident(&names.variant));
        let from = cx.known(Known::From);
        Some(quote! {
            impl #from<#ty> for Server {
                fn from(server: #ty) -> Self {
                    Self::#variant(server)
                }
            }
        })
    });
    let (string, result) = (cx.known(Known::String), cx.known(Known::Result));
    quote! {
        /// Where the API is served.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants)*
        }
        impl Server {
            pub(crate) fn url(&self) -> #result<#string, #string> {
                match self {
                    #(#urls)*
                }
            }
        }
        #(#conversions)*
    }
}

/// The type of a server's variables.
fn settings(server: &Server, names: &ServerNames) -> Option<Ident> {
    (!server.variables.is_empty()).then(|| ident(&names.settings))
}

fn server_docs(server: &Server) -> Prose {
    let url = docs::code(&server.template);
    Prose::markdown(server.description.as_deref()).with_paragraph(url)
}

/// The variables of one server.
fn emit_settings(
    cx: &Cx<'_>,
    server: &Server,
    names: &ServerNames,
    only: Option<&str>,
) -> TokenStream {
    let name = ident(&names.settings);
    let docs = settings_docs(server, only).attributes();
    let variables: Vec<_> = server.variables.iter().zip(&names.variables).collect();
    let fields = variables.iter().map(|(variable, names)| {
        let (docs, field) = (variable_docs(variable).attributes(), ident(&names.field));
        let ty = field_type(cx, names);
        quote!(#docs pub #field: #ty,)
    });
    let defaults = variables.iter().map(|(variable, names)| {
        let (field, value) = (ident(&names.field), default_value(cx, variable, names));
        quote!(#field: #value,)
    });
    let setters = variables
        .iter()
        .map(|(_, names)| emit_variable_setter(cx, names));
    let values = variables
        .iter()
        .map(|(variable, names)| field_value(variable, names));
    let template = Literal::string(&server.template);
    let (string, result, default) = (
        cx.known(Known::String),
        cx.known(Known::Result),
        cx.known(Known::Default),
    );
    cx.import("crate::runtime", "server");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
        impl #name {
            /// With the defaults of the description.
            pub fn new() -> Self {
                Self { #(#defaults)* }
            }
            #(#setters)*
            pub(crate) fn url(&self) -> #result<#string, #string> {
                server::fill(#template, &[#(#values),*])
            }
        }
        impl #default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn settings_docs(server: &Server, only: Option<&str>) -> Prose {
    match only {
        Some(sentence) if server.description.is_none() => {
            Prose::sentence(sentence).with_paragraph(docs::code(&server.template))
        }
        Some(_) | None => server_docs(server),
    }
}

/// The name of a variable with the text of its field.
fn field_value(variable: &ServerVariable, names: &VariableNames) -> TokenStream {
    let (name, field) = (Literal::string(&variable.name), ident(&names.field));
    match names.ty {
        Some(_) => quote!((#name, self.#field.as_str())),
        None => quote!((#name, &self.#field)),
    }
}

fn field_type(cx: &Cx<'_>, names: &VariableNames) -> TokenStream {
    match &names.ty {
        Some(ty) => {
            let ty = ident(ty);
            quote!(#ty)
        }
        None => cx.known(Known::String),
    }
}

fn default_value(cx: &Cx<'_>, variable: &ServerVariable, names: &VariableNames) -> TokenStream {
    let variants = variable.values.iter().zip(&names.values);
    let variant = variants
        .filter(|(value, _)| **value == variable.default)
        .map(|(_, name)| ident(name))
        .next();
    match (&names.ty, variant) {
        (Some(ty), Some(variant)) => {
            let ty = ident(ty);
            quote!(#ty::#variant)
        }
        (Some(_), None) | (None, _) if variable.default.is_empty() => {
            let string = cx.known(Known::String);
            quote!(#string::new())
        }
        (Some(_), None) | (None, _) => {
            let text = Literal::string(&variable.default);
            quote!(#text.to_owned())
        }
    }
}

fn emit_variable_setter(cx: &Cx<'_>, names: &VariableNames) -> TokenStream {
    let (setter, field) = (ident(&names.setter), ident(&names.field));
    // A link to `Self::url` leads to the method.
    let kind = if field == "url" { "field@" } else { "" };
    let docs = Prose::sentence(format!("Sets [`{field}`]({kind}Self::{field}).")).attributes();
    let ty = field_type(cx, names);
    let (ty, value) = match names.ty {
        Some(_) => (ty, quote!(#field)),
        None => {
            let into = cx.known(Known::Into);
            (quote!(impl #into<#ty>), quote!(#field.into()))
        }
    };
    let allow = lints::allow_function(&setter, &[(field.clone(), ty.clone())]);
    quote! {
        #docs
        #allow
        #[must_use]
        pub fn #setter(mut self, #field: #ty) -> Self {
            self.#field = #value;
            self
        }
    }
}

fn variable_docs(variable: &ServerVariable) -> Prose {
    let default = match variable.default.as_str() {
        "" => "It has no default.".to_owned(),
        text => format!("{} unless set.", docs::code(text)),
    };
    Prose::markdown(variable.description.as_deref())
        .or(|| format!("The variable {} of the URL.", docs::code(&variable.name)))
        .with_remarks(&[default])
}

/// The enums of variables' values, each once.
fn variable_enums<'a>(
    named: &'a [(&Server, &ServerNames)],
) -> impl Iterator<Item = TokenStream> + use<'a> {
    let mut emitted = Vec::new();
    let all = named
        .iter()
        .flat_map(|(server, names)| server.variables.iter().zip(&names.variables));
    all.filter_map(move |(variable, names)| {
        let ty = names.ty.as_ref().filter(|ty| !emitted.contains(ty))?;
        emitted.push(ty);
        Some(emit_variable_enum(variable, names, &ident(ty)))
    })
}

fn emit_variable_enum(variable: &ServerVariable, names: &VariableNames, ty: &Ident) -> TokenStream {
    let docs = Prose::sentence(format!(
        "What the server variable {} can be.",
        docs::code(&variable.name)
    ))
    .attributes();
    let variants = names.values.iter().zip(&variable.values);
    let declared = variants.clone().map(|(name, value)| {
        let (name, docs) = (ident(name), Prose::sentence(docs::code(value)).attributes());
        quote!(#docs #name,)
    });
    let texts = variants.map(|(name, value)| {
        let (name, text) = (ident(name), Literal::string(value));
        quote!(Self::#name => #text,)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty {
            #(#declared)*
        }
        impl #ty {
            /// The value as it stands in the URL.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(#texts)*
                }
            }
        }
    }
}
