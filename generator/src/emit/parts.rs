//! Bodies in parts: what they are made of, and the call that writes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::checks::{Step, checks};
use super::cx::Cx;
use super::field::{self, Presence};
use super::known::Known;
use super::type_ref;
use crate::ir::{
    Encoding, Media, ParameterFormat, Struct, Style, TypeId, TypeKind, TypeRef, Value,
};

/// The type of a body in parts, and whether it is taken: parts that are streams cannot be sent twice.
pub(super) fn emit_type(cx: &Cx<'_>, media: &Media) -> (TokenStream, bool) {
    let ty = type_ref::emit_type(cx, &media.value.ty);
    (ty, is_taken(cx, &media.value))
}

/// Whether the body is taken.
pub(super) fn is_taken(cx: &Cx<'_>, value: &Value) -> bool {
    as_struct_of_parts(cx, value).is_some() || is_map_of_parts(cx, value)
}

fn is_map_of_parts(cx: &Cx<'_>, value: &Value) -> bool {
    match cx.resolved(&value.ty) {
        TypeRef::Map(item) => item.ty.is_part(),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => false,
    }
}

fn as_struct_of_parts<'a>(cx: &Cx<'a>, value: &Value) -> Option<(TypeId, &'a Struct)> {
    let TypeRef::Named(id) = cx.resolved(&value.ty) else {
        return None;
    };
    let kind = &cx.definition(*id).kind;
    match kind {
        TypeKind::Struct(it) if kind.has_parts() => Some((*id, it)),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
    }
}

/// The calls that check the body and write its parts: values first, so that a server knows them when files arrive.
pub(super) fn write(cx: &Cx<'_>, media: &Media, value: &TokenStream) -> Vec<TokenStream> {
    let form = cx.known(Known::Form);
    let kind = match subtype(&media.name) {
        "mixed" => quote!(mixed),
        "related" => quote!(related),
        _ => quote!(data),
    };
    let encoding = encoding(cx, media);
    let checked = matches!(checks(cx, &media.value).as_slice(), [Step::Validate]);
    if is_map_of_parts(cx, &media.value) {
        return vec![quote!(.multipart(#form::#kind() #encoding .named(#value)))];
    }
    let parts = as_struct_of_parts(cx, &media.value);
    let borrowed = match &parts {
        Some(_) => quote!(&#value),
        None => value.clone(),
    };
    let files = parts
        .into_iter()
        .flat_map(|(id, it)| files(cx, id, it, value));
    let check = checked.then(|| quote!(.check_body(#borrowed)));
    let call = quote!(.multipart(#form::#kind() #encoding .values(#borrowed) #(#files)*));
    check.into_iter().chain([call]).collect()
}

fn subtype(name: &str) -> &str {
    let essence = name.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').map_or("", |(_, subtype)| subtype)
}

fn files(cx: &Cx<'_>, id: TypeId, it: &Struct, body: &TokenStream) -> Vec<TokenStream> {
    let fields = field::plan(cx, id, it).into_iter();
    let fields = fields.filter(|plan| plan.field.value.ty.is_part());
    let files = fields.map(|plan| {
        let (name, property) = (&plan.ident, Literal::string(&plan.field.property));
        let is_list = matches!(plan.field.value.ty, TypeRef::List(_));
        match (plan.presence == Presence::Required, is_list) {
            (true, false) => quote!(.part(#property, #body.#name)),
            (true, true) | (false, false) => quote!(.parts(#property, #body.#name)),
            (false, true) => quote!(.parts(#property, #body.#name.into_iter().flatten())),
        }
    });
    files.collect()
}

/// The call that says how properties are written that are not written as usual.
fn encoding(cx: &Cx<'_>, media: &Media) -> Option<TokenStream> {
    let rows: Vec<TokenStream> = media.encoding.iter().filter_map(|it| row(cx, it)).collect();
    (!rows.is_empty()).then(|| quote!(.encoding(&[#(#rows),*])))
}

fn row(cx: &Cx<'_>, encoding: &Encoding) -> Option<TokenStream> {
    let content_type = encoding.content_type.as_ref().map(|name| {
        let name = Literal::string(name);
        quote!(.content_type(#name))
    });
    let delimiter = delimiter(encoding.style.as_ref()).map(|delimiter| {
        let delimiter = Literal::string(delimiter);
        quote!(.delimiter(#delimiter))
    });
    let headers = encoding.headers.iter().map(|(name, value)| {
        let (name, value) = (Literal::string(name), Literal::string(value));
        quote!((#name, #value))
    });
    let headers = (!encoding.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    if content_type.is_none() && delimiter.is_none() && headers.is_none() {
        return None;
    }
    let (ty, property) = (
        cx.known(Known::Encoding),
        Literal::string(&encoding.property),
    );
    Some(quote!(#ty::property(#property) #content_type #delimiter #headers))
}

/// What stands between the items of a list that is one part.
fn delimiter(style: Option<&ParameterFormat>) -> Option<&'static str> {
    match style? {
        ParameterFormat::Styled {
            style,
            explode: false,
            ..
        } => match style {
            Style::SpaceDelimited => Some(" "),
            Style::PipeDelimited => Some("|"),
            Style::TabDelimited => Some("\t"),
            Style::Form | Style::Simple => Some(","),
            Style::Label | Style::Matrix | Style::DeepObject | Style::Cookie => None,
        },
        ParameterFormat::Styled { .. } | ParameterFormat::Json | ParameterFormat::Form(_) => None,
    }
}
