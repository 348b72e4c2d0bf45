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
use crate::ir::{Media, MediaFormat, OperationId, RequestBody, TypeRef, Value};

/// A media type that the caller can choose.
struct Choice {
    variant: Ident,
    /// The media type. Who sends `null` has no value whose type would choose, so none of them is nullable.
    media: Media,
    /// The type of the payload.
    ty: TokenStream,
    /// What is written, behind all aliases: two choices can be of one type under different names.
    expanded: Option<TypeRef>,
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
            let is_taken = parts::Body::of(cx, &media.value).is_taken();
            (parts::emit_type(cx, media), !is_taken)
        }
        MediaFormat::Text => (cx.known(Known::String), false),
        MediaFormat::Events { .. } | MediaFormat::Binary => (cx.known(Known::Body), false),
    }
}

/// The type of what is written behind all aliases; nothing for what is passed on as it is.
fn expanded(cx: &Cx<'_>, media: &Media) -> Option<TypeRef> {
    let ty = cx.expanded(&media.value.ty);
    match media.format {
        MediaFormat::Json | MediaFormat::Form | MediaFormat::Multipart => Some(ty),
        MediaFormat::JsonLines | MediaFormat::JsonSequence => {
            let item = Value {
                ty,
                ..media.value.clone()
            };
            Some(TypeRef::List(Box::new(item)))
        }
        MediaFormat::Text | MediaFormat::Binary | MediaFormat::Events { .. } => None,
    }
}

/// The enum with its conversions.
pub(super) fn emit_choice(cx: &Cx<'_>, id: OperationId, body: &RequestBody) -> Option<TokenStream> {
    let names = cx.names().operation(id);
    let name = ident(names.choice.as_ref()?);
    let choices: Vec<Choice> = body
        .choices()
        .into_iter()
        .zip(&names.choices)
        .map(|(media, variant)| {
            let (ty, is_borrowed) = payload(cx, media);
            let mut media = media.clone();
            media.value.nullable = false;
            Choice {
                variant: ident(variant),
                expanded: expanded(cx, &media),
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

impl Choice {
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
        let is_kept = body::is_written(cx, &self.media);
        let subject = match self.is_borrowed || self.media.format.is_raw() && !is_kept {
            true => quote!(body),
            false => quote!(&body),
        };
        let value = match self.media.format == MediaFormat::Multipart {
            true => quote!(body),
            false => subject.clone(),
        };
        let calls = body::write(cx, &self.media, &value, &subject);
        // The preferred media type is the operation's own, and raw bodies name theirs.
        let is_preferred = body
            .preferred()
            .is_some_and(|preferred| preferred.name == self.media.name);
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

/// The conversions into the enum.
fn conversions(cx: &Cx<'_>, name: &Ident, choices: &[Choice]) -> Vec<TokenStream> {
    let from = cx.known(Known::From);
    let borrows = choices.iter().any(|choice| choice.is_borrowed);
    let convertible = (0..choices.len()).filter(|index| is_convertible(choices, *index));
    let conversions = convertible.flat_map(|index| {
        let choice = &choices[index];
        let (variant, lifetime) = (&choice.variant, choice.is_borrowed.then(|| quote!(<'b>)));
        let target = match (borrows, choice.is_borrowed) {
            (_, true) => quote!(#name<'b>),
            (true, false) => quote!(#name<'_>),
            (false, false) => quote!(#name),
        };
        let sources = choice.sources(cx).into_iter();
        let impls = sources.map(|(source, value)| {
            quote! {
                impl #lifetime #from<#source> for #target {
                    fn from(body: #source) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        });
        impls.collect::<Vec<_>>()
    });
    conversions.collect()
}

/// Whether a value tells that it is meant as this choice: one of a type is meant as the preferred choice that has it,
/// but what texts and bytes are meant as, nothing tells where several choices take them.
fn is_convertible(choices: &[Choice], index: usize) -> bool {
    let choice = &choices[index];
    let is_same = |other: &Choice| {
        let is_alike = choice.expanded.is_some() && choice.expanded == other.expanded;
        choice.field().to_string() == other.field().to_string()
            || is_alike && choice.is_borrowed == other.is_borrowed
    };
    let is_rival = |other: &Choice| is_same(other) || choice.takes_text() && other.takes_text();
    let is_open = choice.takes_text() || choice.media.format.is_raw();
    let rivals = match is_open {
        true => choices.iter().filter(|it| is_rival(it)).count(),
        false => choices[..=index].iter().filter(|it| is_same(it)).count(),
    };
    rivals == 1 && !choice.names_its_type()
}

impl Choice {
    /// Whether its values are made of texts.
    fn takes_text(&self) -> bool {
        self.media.format == MediaFormat::Text || self.is_borrowed && self.ty.to_string() == "str"
    }

    /// What converts into it, and how a `body` of that does.
    fn sources(&self, cx: &Cx<'_>) -> Vec<(TokenStream, TokenStream)> {
        let mut sources = vec![(self.field(), quote!(body))];
        match self.media.format {
            MediaFormat::Text => sources.push((quote!(&str), quote!(body.to_owned()))),
            MediaFormat::Binary | MediaFormat::Events { .. } => {
                let (vec, bytes) = (cx.known(Known::Vec), cx.known(Known::Bytes));
                sources.push((quote!(#vec<u8>), quote!(body.into())));
                sources.push((bytes, quote!(body.into())));
            }
            MediaFormat::Json
            | MediaFormat::Form
            | MediaFormat::Multipart
            | MediaFormat::JsonLines
            | MediaFormat::JsonSequence => {}
        }
        if let Some(vec) = as_slice(cx, &self.ty) {
            sources.push((quote!(&'b #vec), quote!(body)));
        }
        sources
    }
}
