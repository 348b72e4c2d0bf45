//! How the caller sets the credential of a security scheme.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::{fixed, ident};
use super::known::Known;
use crate::ir::{Id, Scheme, SchemeKind};

/// The builder's methods for one scheme.
pub(super) fn emit_credential(cx: &Cx<'_>, id: Id<Scheme>, scheme: &Scheme) -> TokenStream {
    let (name, method) = (Literal::string(&scheme.name), cx.names().scheme(id));
    let (into, secret) = (cx.known(Known::Into), cx.known(Known::Secret));
    let docs = |summary: String| {
        let prose = Prose::sentence(summary);
        prose
            .with_markdown(scheme.description.as_deref())
            .attributes()
    };
    let shown = docs::code(&scheme.name);
    let credential = cx.known(Known::Credential);
    let setter = ident(method);
    match &scheme.kind {
        SchemeKind::Bearer => {
            let provider = provider_name(method.as_str());
            let providers = cx.known(Known::CredentialProvider);
            cx.import("std::sync", "Arc");
            let docs = docs(format!(
                "Sets the token of the scheme {shown}: one that does not change."
            ));
            let provider_docs = Prose::sentence(format!(
                "Sets where the token of the scheme {shown} comes from."
            ))
            .attributes();
            quote! {
                #docs
                pub fn #setter(self, token: impl #into<#secret>) -> Self {
                    self.#provider(token.into())
                }
                #provider_docs
                pub fn #provider(self, provider: impl #providers) -> Self {
                    self.credential(#name, #credential::Bearer(Arc::new(provider)))
                }
            }
        }
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

/// `bearer_token` has `bearer_provider` beside it.
fn provider_name(method: &str) -> Ident {
    fixed(&format!(
        "{}_provider",
        method.strip_suffix("_token").unwrap_or(method)
    ))
}
