//! How a parameter or a property of a form is written, as the runtime's `Parameter` says it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::arguments::place_name;
use super::cx::Cx;
use super::known::Known;
use super::type_ref::spell;
use crate::ir::{Encoding, Location, Parameter, ParameterFormat, Style};

/// `Parameter::query("ids").explode(false)`.
pub(super) fn parameter(cx: &Cx<'_>, parameter: &Parameter) -> String {
    let usual = match parameter.location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    let start = start(cx, place_name(parameter.location), &parameter.name);
    let mut text = with_format(cx, start, &parameter.format, usual);
    if parameter.is_whole {
        text.push_str(".whole()");
    }
    text
}

/// The properties of a form that are not written as usual, as the items of a list.
pub(super) fn properties(cx: &Cx<'_>, encoding: &[Encoding]) -> Vec<String> {
    encoding.iter().filter_map(|it| property(cx, it)).collect()
}

/// The same, as the list itself; `None` where all are written as usual.
pub(super) fn emit_properties(cx: &Cx<'_>, encoding: &[Encoding]) -> Option<TokenStream> {
    let rows = properties(cx, encoding);
    // They are made of literals and names of the runtime, so they always are tokens.
    let rows: Vec<TokenStream> = rows.iter().filter_map(|row| row.parse().ok()).collect();
    (!rows.is_empty()).then(|| quote!(&[#(#rows),*]))
}

/// One property of them.
pub(super) fn emit_property(cx: &Cx<'_>, encoding: &Encoding) -> Option<TokenStream> {
    property(cx, encoding)?.parse().ok()
}

fn property(cx: &Cx<'_>, encoding: &Encoding) -> Option<String> {
    let start = || start(cx, "property", &encoding.property);
    match (&encoding.style, &encoding.content_type) {
        // A style beats a media type (OpenAPI 3.0.4, Encoding Object).
        (Some(style), _) => Some(with_format(cx, start(), style, Style::Form)),
        (None, Some(name)) if name.to_ascii_lowercase().contains("json") => {
            Some(start() + ".json()")
        }
        (None, _) => None,
    }
}

fn start(cx: &Cx<'_>, constructor: &str, name: &str) -> String {
    let ty = spell(&cx.known(Known::Parameter));
    format!("{ty}::{constructor}({})", Literal::string(name))
}

/// The settings that are not as usual.
fn with_format(cx: &Cx<'_>, mut text: String, format: &ParameterFormat, usual: Style) -> String {
    match format {
        ParameterFormat::Json => text.push_str(".json()"),
        ParameterFormat::Form(encoding) => {
            let properties = properties(cx, encoding).join(", ");
            text.push_str(&format!(".form(&[{properties}])"));
        }
        ParameterFormat::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            if *style != usual {
                let styles = spell(&cx.known(Known::Style));
                text.push_str(&format!(".style({styles}::{})", style_name(*style)));
            }
            if *explode != style.explodes() {
                text.push_str(&format!(".explode({explode})"));
            }
            if *allow_reserved {
                text.push_str(".allow_reserved(true)");
            }
        }
    }
    text
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::TabDelimited => "TabDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
    }
}
