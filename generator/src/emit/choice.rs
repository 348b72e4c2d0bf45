//! The enum of a body that can have several media types.

use proc_macro2::{Delimiter, Ident, Literal, TokenStream, TokenTree};
use quote::quote;

use super::body;
use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::intake;
use super::known::Known;
use super::{parts, type_ref};
use crate::ir::{Media, MediaFormat, OperationId, RequestBody, TypeRef};

/// A media type that the caller can choose.
struct Choice<'a> {
    variant: Ident,
    media: &'a Media,
    /// The type of the payload.
    ty: TokenStream,
    is_borrowed: bool,
}

/// Whether a choice holds a reference.
pub(super) fn borrows(cx: &Cx<'_>, body: &RequestBody) -> bool {
    body.choices().iter().any(|media| payload(cx, media).1)
}

/// The type of a payload, and whether the enum borrows it.
fn payload(cx: &Cx<'_>, media: &Media) -> (TokenStream, bool) {
    match media.format {
        MediaFormat::Json | MediaFormat::Form => {
            let is_copied = intake::is_copied(cx, cx.resolved(&media.value.ty));
            let is_text = intake::is_text(cx, &media.value.ty);
            if is_text {
                return (quote!(str), true);
            }
            if let TypeRef::List(item) = cx.resolved(&media.value.ty) {
                let item = type_ref::emit_value(cx, item);
                return (quote!([#item]), true);
            }
            (type_ref::emit_type(cx, &media.value.ty), !is_copied)
        }
        MediaFormat::JsonLines | MediaFormat::JsonSequence => {
            let item = type_ref::emit_value(cx, &media.value);
            (quote!([#item]), true)
        }
        MediaFormat::Multipart => {
            let (ty, is_taken) = parts::emit_type(cx, media);
            (ty, !is_taken)
        }
        MediaFormat::Text => (cx.known(Known::String), false),
        MediaFormat::Events { .. } | MediaFormat::Binary => (cx.known(Known::Body), false),
    }
}

/// The enum with its conversions.
pub(super) fn emit_choice(cx: &Cx<'_>, id: OperationId, body: &RequestBody) -> Option<TokenStream> {
    let names = cx.names().operation(id);
    let name = ident(names.choice.as_ref()?);
    let choices: Vec<Choice<'_>> = body
        .choices()
        .into_iter()
        .zip(&names.choices)
        .map(|(media, variant)| {
            let (ty, is_borrowed) = payload(cx, media);
            Choice {
                variant: ident(variant),
                media,
                ty,
                is_borrowed,
            }
        })
        .collect();
    let lifetime = borrows(cx, body).then(|| quote!(<'b>));
    let title = format!(
        "The body of {}, by its media type.",
        docs::code(names.request.as_str())
    );
    let title = Prose::sentence(title).attributes();
    let variants = choices.iter().map(Choice::declaration);
    let arms = choices.iter().map(|choice| choice.arm(cx, body));
    let conversions = conversions(cx, &name, &choices);
    let call = cx.known(Known::Call);
    let anonymous = lifetime.as_ref().map(|_| quote!(<'_>));
    Some(quote! {
        #title
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name #lifetime {
            #(#variants)*
        }
        impl #name #anonymous {
            fn write(self, call: #call) -> #call {
                match self {
                    #(#arms)*
                }
            }
        }
        #(#conversions)*
    })
}

impl Choice<'_> {
    fn field(&self) -> TokenStream {
        let ty = &self.ty;
        if self.is_borrowed {
            quote!(&'b #ty)
        } else {
            quote!(#ty)
        }
    }

    fn declaration(&self) -> TokenStream {
        let (variant, field) = (&self.variant, self.field());
        let name = docs::code(&self.media.name);
        if self.names_its_type() {
            let docs = Prose::sentence(format!("Of the range {name}.")).attributes();
            let (content_type, body) = (
                Prose::sentence("The media type.").attributes(),
                Prose::sentence("The body.").attributes(),
            );
            return quote! {
                #docs
                #variant {
                    #content_type
                    content_type: String,
                    #body
                    body: #field,
                },
            };
        }
        let docs = Prose::sentence(format!("As {name}.")).attributes();
        quote!(#docs #variant(#field),)
    }

    fn names_its_type(&self) -> bool {
        self.media.format.is_raw() && self.media.is_range()
    }

    fn arm(&self, cx: &Cx<'_>, body: &RequestBody) -> TokenStream {
        let variant = &self.variant;
        if self.names_its_type() {
            return quote!(Self::#variant { content_type, body } => call.body(&content_type, body),);
        }
        let subject = match self.is_borrowed || self.media.format.is_raw() {
            true => quote!(body),
            false => quote!(&body),
        };
        let value = match self.media.format == MediaFormat::Multipart {
            true => quote!(body),
            false => subject.clone(),
        };
        let calls = body::write(cx, self.media, &value, &subject);
        // The preferred media type is the operation's own, and raw bodies name theirs.
        let is_preferred = body
            .preferred()
            .is_some_and(|preferred| std::ptr::eq(preferred, self.media));
        let says_so = self.media.format.is_raw() || self.media.format == MediaFormat::Multipart;
        let content_type = (!is_preferred && !says_so).then(|| {
            let name = Literal::string(body::sendable(&self.media.name, "application/json"));
            quote!(.content_type(#name))
        });
        quote!(Self::#variant(body) => call #(#calls)* #content_type,)
    }
}

/// The owned type of a slice.
fn as_slice(cx: &Cx<'_>, ty: &TokenStream) -> Option<TokenStream> {
    let mut tokens = ty.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Bracket => {
            let (vec, item) = (cx.known(Known::Vec), group.stream());
            Some(quote!(#vec<#item>))
        }
        (Some(_) | None, _) => None,
    }
}

/// A conversion from each type: to the preferred of the media types that have it. Texts and bytes of several media
/// types have none, since nothing tells which is meant.
fn conversions(cx: &Cx<'_>, name: &Ident, choices: &[Choice<'_>]) -> Vec<TokenStream> {
    let lifetime = choices
        .iter()
        .any(|choice| choice.is_borrowed)
        .then(|| quote!(<'b>));
    let from = cx.known(Known::From);
    let is_alike = |choice: &Choice<'_>, other: &Choice<'_>| {
        choice.field().to_string() == other.field().to_string()
    };
    let single = choices.iter().enumerate().filter(|(index, choice)| {
        let rivals = match choice.media.format.is_raw() {
            true => choices,
            false => &choices[..=*index],
        };
        let alike = rivals.iter().filter(|other| is_alike(choice, other));
        alike.count() == 1 && !choice.names_its_type()
    });
    let has_str = choices
        .iter()
        .any(|choice| choice.is_borrowed && choice.ty.to_string() == "str");
    let single = single.map(|(_, choice)| choice);
    let conversions = single.flat_map(|choice| {
        let (variant, field) = (&choice.variant, choice.field());
        let generics = choice.is_borrowed.then(|| quote!(<'b>));
        let target = match (&lifetime, choice.is_borrowed) {
            (Some(_), true) => quote!(#name<'b>),
            (Some(_), false) => quote!(#name<'_>),
            (None, _) => quote!(#name),
        };
        let plain = quote! {
            impl #generics #from<#field> for #target {
                fn from(body: #field) -> Self {
                    Self::#variant(body)
                }
            }
        };
        let text = (choice.media.format == MediaFormat::Text && !has_str).then(|| {
            quote! {
                impl #from<&str> for #target {
                    fn from(body: &str) -> Self {
                        Self::#variant(body.to_owned())
                    }
                }
            }
        });
        let list = as_slice(cx, &choice.ty).map(|vec| {
            quote! {
                impl<'b> #from<&'b #vec> for #target {
                    fn from(body: &'b #vec) -> Self {
                        Self::#variant(body)
                    }
                }
            }
        });
        [plain].into_iter().chain(text).chain(list)
    });
    conversions.collect()
}
