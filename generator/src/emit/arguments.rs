//! What an operation is called with: required arguments, and setters for the rest.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::checks::{self, Subject};
use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::{fixed, ident};
use super::intake::{self, Intake};
use super::{body, field, rules, type_ref};
use crate::ir::{Location, Operation, OperationId, Parameter, RequestBody, Scalar, TypeRef};

/// The most required arguments that are passed by position.
const POSITIONAL: usize = 4;

/// Headers that belong to other parts of a description (OpenAPI 3.0.4, Parameter Object).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The arguments of an operation.
pub(super) struct Arguments<'a> {
    /// What must be given: path parameters in the order of the path, other parameters, the body.
    pub(super) required: Vec<Argument<'a>>,
    /// What can be given, in document order.
    pub(super) optional: Vec<Argument<'a>>,
}

/// One argument.
pub(super) struct Argument<'a> {
    pub(super) name: Ident,
    pub(super) source: Source<'a>,
}

/// How an argument is taken.
pub(super) struct Passed {
    /// Its type.
    pub(super) ty: TokenStream,
    /// The calls that put it into the request.
    pub(super) calls: Vec<TokenStream>,
}

/// What an argument stands for.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Parameter(&'a Parameter),
    Body(&'a RequestBody),
}

impl<'a> Arguments<'a> {
    /// Sorts the parameters and the body of an operation.
    pub(super) fn plan(cx: &Cx<'a>, id: OperationId) -> Self {
        let operation = &cx.api().operations[id];
        let names = cx.names().operation(id);
        let named = operation.parameters.iter().zip(&names.parameters);
        let parameters =
            named
                .filter(|(parameter, _)| is_sent(parameter))
                .map(|(parameter, name)| Argument {
                    name: ident(name),
                    source: Source::Parameter(parameter),
                });
        let body = operation.body.iter().map(|body| Argument {
            name: ident(&names.body),
            source: Source::Body(body),
        });
        let (mut required, optional): (Vec<_>, Vec<_>) =
            parameters.chain(body).partition(Argument::is_required);
        required.sort_by_key(|argument| argument.rank(operation));
        Self { required, optional }
    }

    /// Whether the required arguments are fields of one struct.
    pub(super) fn are_grouped(&self) -> bool {
        self.required.len() > POSITIONAL
    }
}

/// The parameters that a client sends.
pub(super) fn is_sent(parameter: &Parameter) -> bool {
    parameter.location != Location::Header
        || !IGNORED_HEADERS.contains(&parameter.name.to_ascii_lowercase().as_str())
}

impl Argument<'_> {
    fn is_required(&self) -> bool {
        match self.source {
            Source::Parameter(parameter) => {
                parameter.required || parameter.location == Location::Path
            }
            Source::Body(body) => body.required,
        }
    }

    /// Where the argument stands among the required ones.
    fn rank(&self, operation: &Operation) -> (usize, usize) {
        match self.source {
            Source::Parameter(parameter) if parameter.location == Location::Path => (
                0,
                operation
                    .path
                    .find(&format!("{{{}}}", parameter.name))
                    .unwrap_or(usize::MAX),
            ),
            Source::Parameter(_) => (1, 0),
            Source::Body(_) => (2, 0),
        }
    }

    /// The argument as it is passed.
    pub(super) fn emit(&self, cx: &Cx<'_>) -> Passed {
        match self.source {
            Source::Parameter(parameter) => {
                let Intake { ty, expr } = intake::borrowed(cx, &parameter.value, &self.name);
                Passed {
                    ty,
                    calls: place(parameter, &expr)
                        .into_iter()
                        .chain(self.checks(cx, parameter))
                        .collect(),
                }
            }
            Source::Body(it) => body::emit_body(cx, it, &self.name),
        }
    }

    /// The argument as a field of a struct `args`.
    pub(super) fn emit_field(&self, cx: &Cx<'_>) -> Passed {
        let name = &self.name;
        match self.source {
            Source::Parameter(parameter) => {
                let subject = Subject {
                    place: quote!(args.#name),
                    reference: quote!(&args.#name),
                    number: quote!(args.#name),
                };
                let calls = place(parameter, &quote!(&args.#name)).into_iter();
                let calls = calls.chain(checks(cx, parameter, &subject)).collect();
                Passed {
                    ty: type_ref::emit_type(cx, &parameter.value.ty),
                    calls,
                }
            }
            Source::Body(it) => body::emit_owned_body(cx, it, name),
        }
    }

    /// The documentation of a setter or of a field of an argument struct.
    pub(super) fn docs(&self, cx: &Cx<'_>) -> Prose {
        match self.source {
            Source::Parameter(parameter) => {
                let remarks = rules::remarks(cx, &parameter.value, parameter.default.as_ref());
                field::described(&parameter.docs)
                    .or(|| {
                        format!(
                            "The {} parameter {}.",
                            place_name(parameter.location),
                            docs::code(&parameter.name)
                        )
                    })
                    .with_remarks(&remarks)
            }
            Source::Body(body) => {
                Prose::markdown(body.description.as_deref()).or(|| "The body.".to_owned())
            }
        }
    }

    /// Whether the description marks it as deprecated.
    pub(super) fn is_deprecated(&self) -> bool {
        match self.source {
            Source::Parameter(parameter) => parameter.docs.deprecated,
            Source::Body(_) => false,
        }
    }

    /// The calls that check the constraints of a parameter passed by position.
    fn checks(&self, cx: &Cx<'_>, parameter: &Parameter) -> Vec<TokenStream> {
        let name = &self.name;
        let is_text = |ty: &TypeRef| {
            matches!(
                cx.resolved(ty),
                TypeRef::Scalar(Scalar::String | Scalar::Binary)
            )
        };
        let place = match cx.resolved(&parameter.value.ty) {
            resolved if is_text(resolved) => quote!(#name.as_ref()),
            // The items are whatever the caller has that reads as text.
            TypeRef::List(item) if is_text(&item.ty) => return Vec::new(),
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_)
            | TypeRef::Named(_) => quote!(#name),
        };
        checks(
            cx,
            parameter,
            &Subject {
                reference: place.clone(),
                place,
                number: quote!(#name),
            },
        )
    }
}

/// The calls that check a parameter's constraints.
fn checks(cx: &Cx<'_>, parameter: &Parameter, subject: &Subject) -> Vec<TokenStream> {
    let label = Literal::string(&parameter.name);
    let checks = checks::checks_of_subject(cx, &parameter.value, subject).into_iter();
    checks
        .map(|check| quote!(.check(#label, |v| #check)))
        .collect()
}

/// The call that puts a parameter into the request.
fn place(parameter: &Parameter, value: &TokenStream) -> Vec<TokenStream> {
    let (method, name) = (
        fixed(place_name(parameter.location)),
        Literal::string(&parameter.name),
    );
    vec![quote!(.#method(#name, #value))]
}

fn place_name(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
