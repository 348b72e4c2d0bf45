//! The `dynamic` feature: operations and models by name, and the example program that serves them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::ident::ident;
use super::invoke;
use super::module::{Item, Module, Table};
use super::type_ref::spell;
use crate::ir::{Origin, TypeId};
use crate::pointer::Pointer;

/// The example program, as it is compiled with the runtime.
const EXAMPLE: &str = include_str!("../../runtime/examples/dynamic.rs");

/// The crate that the example program names.
const RUNTIME: &str = "client_runtime";

/// `src/dynamic.rs`: the tables, and what gives access to them.
pub(super) fn emit_dynamic(cx: &Cx<'_>) -> Module {
    let docs = Prose::sentence(
        "Operations and models by name, for programs that know them only when they run.",
    );
    let mut items = vec![
        Item::Lines(quote! {
            pub use crate::runtime::dynamic::{Answer, DynamicError, DynamicErrorKind, OperationEntry};
        }),
        Item::Rust(emit_functions()),
        Item::Rust(emit_invoke()),
        Item::Table(invoke::emit_invocations(cx)),
    ];
    let encodings = invoke::emit_encodings(cx);
    import(cx, !encodings.is_empty());
    items.extend(encodings.into_iter().map(Item::Table));
    items.push(Item::Table(invoke::emit_error_bodies(cx)));
    items.push(Item::Table(models(cx)));
    items.splice(0..0, cx.uses());
    Module::rust("src/dynamic.rs", docs.into_lines(), items)
}

/// `examples/dynamic.rs`.
pub(super) fn emit_example(cx: &Cx<'_>) -> Module {
    let package = cx.model.options.package.replace('-', "_");
    Module::text("examples/dynamic.rs", EXAMPLE.replace(RUNTIME, &package))
}

fn import(cx: &Cx<'_>, has_encodings: bool) {
    cx.import("serde_json", "Value");
    for name in ["Client", "dynamic", "invoke"] {
        cx.import("crate::runtime", name);
    }
    cx.import("crate::runtime::dynamic", "ModelEntry");
    if components(cx).next().is_some() {
        cx.import("crate", "models");
        cx.import("crate::runtime::dynamic", "recode");
    }
    if has_encodings {
        cx.import("crate::runtime::encoding", "encodings");
    }
    for name in ["error_bodies", "invocations"] {
        cx.import("crate::runtime::invoke", name);
    }
}

fn emit_functions() -> TokenStream {
    quote! {
        /// The operations of the API, in the order of its description.
        pub fn operations() -> impl ExactSizeIterator<Item = &'static OperationEntry> {
            OPERATIONS.iter().map(|row| &row.entry)
        }

        /// The schemas that have a model, as JSON Pointers into the description.
        pub fn models() -> impl ExactSizeIterator<Item = &'static str> {
            MODELS.iter().map(|(schema, _)| *schema)
        }

        /// Decodes JSON into the model of a schema and encodes the model again.
        ///
        /// # Errors
        ///
        /// When [`models()`] does not have the schema, or when the JSON does not fit it.
        pub fn round_trip(schema: &str, json: &Value) -> Result<Value, DynamicError> {
            dynamic::round_trip(MODELS, schema, json)
        }
    }
}

fn emit_invoke() -> TokenStream {
    quote! {
        impl Client {
            /// Calls the operation of this name, which is one of [`operations()`].
            ///
            /// `arguments` is an object with `path`, `query`, `header`, `cookie`, which are objects of parameters, `body`
            /// and its `contentType` as the description names it. Each may be missing.
            ///
            /// # Errors
            ///
            /// Whatever keeps the call from being a success; see [`DynamicErrorKind`].
            pub async fn invoke(&self, operation: &str, arguments: Value) -> Result<Answer, DynamicError> {
                invoke::invoke(OPERATIONS, encode_error, self, operation, arguments).await
            }
        }
    }
}

fn models(cx: &Cx<'_>) -> Table {
    let rows = components(cx).map(|(id, key)| {
        let name = ident(&cx.type_names(id).name);
        let token = Pointer::root().child(key);
        let token = token.as_str().trim_start_matches('/');
        let pointer = format!("{}{token}", cx.api().schema_prefix);
        let ty = if cx.definition(id).nullable {
            format!("Option<{}>", spell(&quote!(models::#name)))
        } else {
            spell(&quote!(models::#name))
        };
        format!("({}, recode::<{ty}>),", Literal::string(&pointer))
    });
    Table {
        open: "static MODELS: &[ModelEntry] = &[".to_owned(),
        rows: rows.collect(),
        close: "];".to_owned(),
    }
}

/// The types that the description names, with their keys.
fn components<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (TypeId, &'a str)> {
    cx.api()
        .types
        .iter()
        .filter_map(|(id, definition)| match &definition.origin {
            Origin::Component(key) => Some((id, key.as_str())),
            Origin::Inline { .. } | Origin::Input { .. } => None,
        })
}
