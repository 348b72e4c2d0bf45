//! The `dynamic` feature: operations and models by name, and the example program that serves them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::ident::ident;
use super::module::{Item, Module, Table, Use};
use super::type_ref::spell;
use crate::ir::{Operation, Origin, TypeId};
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
    let items = vec![
        Item::Uses(imports(cx)),
        Item::Lines(quote! {
            pub use crate::runtime::dynamic::{DynamicError, DynamicErrorKind, OperationEntry};
        }),
        Item::Rust(emit_functions()),
        Item::Table(operations(cx)),
        Item::Table(models(cx)),
    ];
    Module::rust("src/dynamic.rs", docs.into_lines(), items)
}

/// `examples/dynamic.rs`.
pub(super) fn emit_example(cx: &Cx<'_>) -> Module {
    let package = cx.model.options.package.replace('-', "_");
    Module::text("examples/dynamic.rs", EXAMPLE.replace(RUNTIME, &package))
}

fn imports(cx: &Cx<'_>) -> Vec<Vec<Use>> {
    let import = |path: &str, names: &[&str]| Use {
        path: path.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let has_models = components(cx).next().is_some();
    let mut own = vec![import("crate", &["models"])];
    let mut names = vec!["self", "ModelEntry"];
    if has_models {
        names.push("recode");
    } else {
        own.clear();
    }
    own.push(import("crate::runtime::dynamic", &names));
    vec![vec![import("serde_json", &["Value"])], own]
}

fn emit_functions() -> TokenStream {
    quote! {
        /// The operations of the API, in the order of its description.
        #[must_use]
        pub fn operations() -> &'static [OperationEntry] {
            OPERATIONS
        }

        /// The schemas that have a model, as JSON Pointers into the description.
        pub fn models() -> impl ExactSizeIterator<Item = &'static str> {
            MODELS.iter().map(|(schema, _)| *schema)
        }

        /// Decodes JSON into the model of a schema and encodes the model again.
        ///
        /// # Errors
        ///
        /// When [`models`] does not have the schema, or when the JSON does not fit it.
        pub fn round_trip(schema: &str, json: &Value) -> Result<Value, DynamicError> {
            dynamic::round_trip(MODELS, schema, json)
        }
    }
}

fn operations(cx: &Cx<'_>) -> Table {
    let rows = cx.api().operations.iter().map(|(_, operation)| {
        let path = path(operation);
        let name = match &operation.declared_id {
            Some(id) => id.clone(),
            None => format!("{} {path}", operation.method),
        };
        let [name, method, path] =
            [&name, &operation.method, &path].map(|text| Literal::string(text));
        format!("OperationEntry::new({name}, {method}, {path}),")
    });
    Table {
        open: "static OPERATIONS: &[OperationEntry] = &[".to_owned(),
        rows: rows.collect(),
        close: "];".to_owned(),
    }
}

/// The key in `paths`, which can differ from the template that requests use.
fn path(operation: &Operation) -> String {
    let place = Pointer::parse(&operation.place);
    let tokens: Vec<_> = place.iter().flat_map(Pointer::tokens).collect();
    match tokens.as_slice() {
        [section, key, _, ..] if section == "paths" => key.to_string(),
        _ => operation.path.clone(),
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
