//! The request body: how it is taken, and the calls that write it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::arguments::{self, Argument, Passed};
use super::checks::{Step, checks};
use super::cx::Cx;
use super::docs;
use super::ident::ident;
use super::intake::{self, Intake};
use super::known::Known;
use super::{choice, format, parts, type_ref};
use crate::ir::{Media, MediaFormat, OperationId, RequestBody, TypeRef, Value};

/// What texts are sent as of which nothing is said.
const TEXT: &str = "text/plain; charset=utf-8";

/// The body as it is passed.
pub(super) fn emit_body(
    cx: &Cx<'_>,
    id: OperationId,
    body: &RequestBody,
    argument: &Argument<'_>,
) -> Passed {
    let name = &argument.name;
    if let Some(choice) = &cx.names().operation(id).choice {
        let (choice, into) = (ident(choice), cx.known(Known::Into));
        let lifetime = choice::borrows(cx, body).then(|| quote!(<'b>));
        return Passed {
            declared: vec![(name.clone(), quote!(impl #into<#choice #lifetime>))],
            calls: vec![quote!(.with(#name.into(), #choice::write))],
        };
    }
    let Some(media) = body.preferred() else {
        return Passed {
            declared: Vec::new(),
            calls: Vec::new(),
        };
    };
    if let Some(content_type) = &argument.content_type {
        return with_content_type(cx, name, content_type);
    }
    let (ty, value, subject) = match media.format {
        MediaFormat::Json if is_nullable(media) => {
            let Intake { ty, expr } = intake::nullable(cx, &media.value, name);
            (ty, expr.clone(), expr)
        }
        MediaFormat::Json | MediaFormat::Form => {
            let Intake { ty, expr } = intake::borrowed(cx, &media.value, name);
            (ty, expr, intake::checked(cx, &media.value, name))
        }
        MediaFormat::JsonLines | MediaFormat::JsonSequence => {
            let item = type_ref::emit_value(cx, &media.value);
            (quote!(&[#item]), quote!(#name), quote!(#name))
        }
        MediaFormat::Multipart => {
            let ty = parts::emit_argument(cx, media);
            (ty, quote!(#name), quote!(#name))
        }
        MediaFormat::Text if is_written(cx, media) => {
            let as_ref = cx.known(Known::AsRef);
            (
                quote!(impl #as_ref<str>),
                quote!(#name.as_ref()),
                quote!(&#name),
            )
        }
        MediaFormat::Events { .. } | MediaFormat::Text | MediaFormat::Binary => {
            let (into, any) = (cx.known(Known::Into), cx.known(Known::Body));
            (quote!(impl #into<#any>), quote!(#name), TokenStream::new())
        }
    };
    Passed {
        declared: vec![(name.clone(), ty)],
        calls: write(cx, media, &value, &subject),
    }
}

fn with_content_type(cx: &Cx<'_>, name: &Ident, content_type: &Ident) -> Passed {
    let (into, any, as_ref) = (
        cx.known(Known::Into),
        cx.known(Known::Body),
        cx.known(Known::AsRef),
    );
    Passed {
        declared: vec![
            (content_type.clone(), quote!(impl #as_ref<str>)),
            (name.clone(), quote!(impl #into<#any>)),
        ],
        calls: vec![quote!(.body(#content_type.as_ref(), #name))],
    }
}

/// The body as a field of a struct `args`; `None` where it is passed beside that struct.
pub(super) fn emit_owned_body(
    cx: &Cx<'_>,
    body: &RequestBody,
    argument: &Argument<'_>,
) -> Option<Passed> {
    let name = &argument.name;
    if !is_plain(body) {
        return None;
    }
    let media = body.preferred()?;
    let (ty, value) = match media.format {
        MediaFormat::Json => (type_ref::emit_value(cx, &media.value), quote!(&args.#name)),
        MediaFormat::Form => (
            type_ref::emit_type(cx, &media.value.ty),
            quote!(&args.#name),
        ),
        MediaFormat::Text if is_written(cx, media) => {
            (cx.known(Known::String), quote!(&args.#name))
        }
        MediaFormat::Text => (cx.known(Known::String), quote!(args.#name)),
        MediaFormat::Binary
        | MediaFormat::Multipart
        | MediaFormat::Events { .. }
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence => (cx.known(Known::Bytes), quote!(args.#name)),
    };
    Some(Passed {
        declared: vec![(name.clone(), ty)],
        calls: write(cx, media, &value, &value),
    })
}

/// Whether a body can be `null` where it is sent.
pub(super) fn is_nullable(media: &Media) -> bool {
    media.format == MediaFormat::Json && media.value.nullable && media.value.ty != TypeRef::Any
}

/// Whether a text is not sent as it comes: it has a charset of its own, or is checked before.
pub(super) fn is_written(cx: &Cx<'_>, media: &Media) -> bool {
    media.has_charset() || media.format == MediaFormat::Text && !checks(cx, &media.value).is_empty()
}

/// Whether a body is one value that can be copied.
pub(super) fn is_plain(body: &RequestBody) -> bool {
    let is_copied = body.preferred().is_some_and(|media| match media.format {
        MediaFormat::Json | MediaFormat::Form | MediaFormat::Text | MediaFormat::Binary => true,
        MediaFormat::Multipart
        | MediaFormat::Events { .. }
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence => false,
    });
    is_copied && body.choices().len() == 1 && !body.names_its_type()
}

/// The calls that make a body of one media type and check it.
pub(super) fn write(
    cx: &Cx<'_>,
    media: &Media,
    value: &TokenStream,
    subject: &TokenStream,
) -> Vec<TokenStream> {
    let checked = |call: TokenStream, value: &Value| {
        let check = arguments::check(cx, value, subject);
        [call].into_iter().chain(check).collect()
    };
    let as_is = |otherwise: &str| {
        let media_type = Literal::string(sendable(&media.name, otherwise));
        vec![quote!(.body(#media_type, #value))]
    };
    let list = || Value::of(TypeRef::List(Box::new(media.value.clone())));
    match media.format {
        MediaFormat::Json => match checks(cx, &media.value).as_slice() {
            steps @ [_, ..] if is_nullable(media) => {
                let unwrapped = match intake::is_copied(cx, cx.resolved(&media.value.ty)) {
                    true => quote!(.some()),
                    false => quote!(.lent()),
                };
                let check = quote!(.check(#subject, |x| x #unwrapped #(#steps)*));
                vec![quote!(.json(#value)), check]
            }
            [Step::Validate] => vec![quote!(.json_checked(#value))],
            _ => checked(quote!(.json(#value)), &media.value),
        },
        MediaFormat::Form => {
            let call = match format::emit_properties(cx, &media.encoding) {
                Some(encoding) => quote!(.form_with(#value, #encoding)),
                None => quote!(.form(#value)),
            };
            checked(call, &media.value)
        }
        MediaFormat::Multipart => parts::write(cx, media, value),
        MediaFormat::JsonLines => checked(quote!(.json_lines(#value)), &list()),
        MediaFormat::JsonSequence => checked(quote!(.json_records(#value)), &list()),
        MediaFormat::Text if is_written(cx, media) => {
            let media_type = Literal::string(sendable(&media.name, TEXT));
            checked(quote!(.text(#media_type, #value)), &media.value)
        }
        MediaFormat::Text => as_is(TEXT),
        MediaFormat::Binary | MediaFormat::Events { .. } => as_is("application/octet-stream"),
    }
}

/// What the caller has to know of a body whose content type only the caller knows.
pub(super) fn content_type_docs(body: &RequestBody, content_type: &Ident) -> String {
    if let Some(media) = body.content.iter().find(|media| media.is_multipart()) {
        return format!(
            "The body is passed encoded, and `{content_type}` names the boundary between its parts: {}.",
            docs::code(&format!("{}; boundary=…", media.name))
        );
    }
    if body.content.iter().any(|media| media.name == "*/*") {
        return format!("`{content_type}` says which media type the body has.");
    }
    let names: Vec<String> = body.content.iter().map(|it| docs::code(&it.name)).collect();
    let names = match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        Some(_) | None => names.concat(),
    };
    format!("`{content_type}` says which media type the body has: {names}.")
}

/// The media type to send: a range such as `image/*` names none.
pub(super) fn sendable<'m>(name: &'m str, otherwise: &'m str) -> &'m str {
    if name.contains('*') { otherwise } else { name }
}
