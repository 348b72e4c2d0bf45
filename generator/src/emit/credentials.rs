//! How the caller sets the credential of a security scheme.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use crate::ir::{ClientCredentials, Id, Scheme, SchemeKind};
use crate::names::SchemeNames;

/// The builder's methods for one scheme.
pub(super) fn emit_credential(cx: &Cx<'_>, id: Id<Scheme>, scheme: &Scheme) -> TokenStream {
    let (name, names) = (Literal::string(&scheme.name), cx.names().scheme(id));
    let (into, secret) = (cx.known(Known::Into), cx.known(Known::Secret));
    let docs = |summary: String| setter_docs(scheme, summary);
    let shown = docs::code(&scheme.name);
    let credential = cx.known(Known::Credential);
    let setter = ident(&names.setter);
    match &scheme.kind {
        SchemeKind::Bearer => emit_bearer(cx, scheme, names),
        SchemeKind::Basic => {
            let string = cx.known(Known::String);
            let docs = docs(format!(
                "Sets the user name and password of the scheme {shown}."
            ));
            quote! {
                #docs
                pub fn #setter(self, username: impl #into<#string>, password: impl #into<#secret>) -> Self {
                    let (username, password) = (username.into(), password.into());
                    self.credential(#name, #credential::Basic { username, password })
                }
            }
        }
        SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
            let docs = docs(format!("Sets the key of the scheme {shown}."));
            quote! {
                #docs
                pub fn #setter(self, key: impl #into<#secret>) -> Self {
                    self.credential(#name, #credential::ApiKey(key.into()))
                }
            }
        }
    }
}

fn emit_bearer(cx: &Cx<'_>, scheme: &Scheme, names: &SchemeNames) -> TokenStream {
    let (into, secret) = (cx.known(Known::Into), cx.known(Known::Secret));
    let (providers, credential) = (
        cx.known(Known::CredentialProvider),
        cx.known(Known::Credential),
    );
    cx.import("std::sync", "Arc");
    let (name, shown) = (Literal::string(&scheme.name), docs::code(&scheme.name));
    let (setter, provider) = (ident(&names.setter), ident(&names.provider));
    let setter_docs = setter_docs(
        scheme,
        format!("Sets the token of the scheme {shown}: one that does not change."),
    );
    let provider_docs = format!("Sets where the token of the scheme {shown} comes from.");
    let provider_docs = Prose::sentence(provider_docs).attributes();
    let flows = emit_flows(cx, scheme, names);
    quote! {
        #setter_docs
        pub fn #setter(self, token: impl #into<#secret>) -> Self {
            self.#provider(token.into())
        }
        #provider_docs
        pub fn #provider(self, provider: impl #providers) -> Self {
            self.credential(#name, #credential::Bearer(Arc::new(provider)))
        }
        #flows
    }
}

fn setter_docs(scheme: &Scheme, summary: String) -> TokenStream {
    Prose::sentence(summary)
        .with_markdown(scheme.description.as_deref())
        .attributes()
}

/// The builder's methods for the flows of OAuth 2.
fn emit_flows(cx: &Cx<'_>, scheme: &Scheme, names: &SchemeNames) -> TokenStream {
    let flows = &scheme.flows;
    let own = flows.client_credentials.iter();
    let own = own.map(|flow| emit_client_credentials(cx, scheme, flow, names));
    let refresh = flows.refresh_url.iter();
    let refresh = refresh.map(|url| emit_refresh_token(cx, scheme, url, names));
    quote!(#(#own)* #(#refresh)*)
}

fn emit_client_credentials(
    cx: &Cx<'_>,
    scheme: &Scheme,
    flow: &ClientCredentials,
    names: &SchemeNames,
) -> TokenStream {
    let (into, string, secret) = (
        cx.known(Known::Into),
        cx.known(Known::String),
        cx.known(Known::Secret),
    );
    let provider_type = cx.known(Known::ClientCredentials);
    let (method, with) = (
        ident(&names.client_credentials),
        ident(&names.client_credentials_with),
    );
    let (provider, url) = (ident(&names.provider), Literal::string(&flow.token_url));
    let shown = docs::code(&scheme.name);
    let docs = Prose::sentence(format!(
        "Fetches the tokens of the scheme {shown} for the program itself, with what it is registered with: the OAuth 2 flow of client credentials."
    ))
    .with_paragraph(request_docs(flow))
    .attributes();
    let with_docs = Prose::sentence(format!(
        "Fetches tokens as [`{method}`](Self::{method}) does, with settings of your own, such as other scopes."
    ))
    .attributes();
    let literals = flow.scopes.iter().map(|scope| Literal::string(scope));
    let scopes = (!flow.scopes.is_empty()).then(|| quote!(.scopes([#(#literals),*])));
    quote! {
        #docs
        pub fn #method(self, client_id: impl #into<#string>, client_secret: impl #into<#secret>) -> Self {
            self.#with(client_id, client_secret, |flow| flow)
        }
        #with_docs
        pub fn #with(
            self,
            client_id: impl #into<#string>,
            client_secret: impl #into<#secret>,
            settings: impl FnOnce(#provider_type) -> #provider_type,
        ) -> Self {
            let flow = #provider_type::new(#url, client_id, client_secret)#scopes;
            self.#provider(settings(flow))
        }
    }
}

/// Where tokens come from, and what they are asked for.
fn request_docs(flow: &ClientCredentials) -> String {
    let url = shown_url(&flow.token_url);
    let scopes: Vec<_> = flow.scopes.iter().map(|scope| docs::code(scope)).collect();
    let scopes = match scopes.as_slice() {
        [] => "no scopes".to_owned(),
        [only] => format!("the scope {only}, which operations require"),
        [rest @ .., last] => format!(
            "the scopes {} and {last}, which operations require",
            rest.join(", ")
        ),
    };
    format!(
        "They come from {url}, which is asked for {scopes}. A token is kept until shortly before it expires."
    )
}

fn shown_url(url: &str) -> String {
    let shown = docs::code(url);
    match url.contains("://") {
        true => shown,
        false => format!("{shown} of the server"),
    }
}

fn emit_refresh_token(cx: &Cx<'_>, scheme: &Scheme, url: &str, names: &SchemeNames) -> TokenStream {
    let (into, secret) = (cx.known(Known::Into), cx.known(Known::Secret));
    let provider_type = cx.known(Known::RefreshToken);
    let (method, provider) = (ident(&names.refresh_token), ident(&names.provider));
    let (shown, address) = (docs::code(&scheme.name), shown_url(url));
    let docs = Prose::sentence(format!(
        "Fetches the tokens of the scheme {shown} with an OAuth 2 refresh token, which the program was given before."
    ))
    .with_paragraph(format!(
        "They come from {address}. `settings` says what the program is registered with, as in `|flow| flow.client(\"id\", \"secret\")`, and what becomes of new refresh tokens."
    ))
    .attributes();
    let url = Literal::string(url);
    quote! {
        #docs
        pub fn #method(
            self,
            refresh_token: impl #into<#secret>,
            settings: impl FnOnce(#provider_type) -> #provider_type,
        ) -> Self {
            let flow = #provider_type::new(#url, refresh_token);
            self.#provider(settings(flow))
        }
    }
}
