//! What an operation is called with: required arguments, and setters for the rest.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::checks::checks;
use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::{fixed, ident};
use super::intake::{self, Intake};
use super::{body, field, rules, type_ref};
use crate::ir::{Location, Operation, OperationId, Parameter, RequestBody, Scalar, TypeRef, Value};

/// The most required arguments that are passed by position.
const POSITIONAL: usize = 4;

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
    /// Goes before a body whose content type only the caller knows.
    pub(super) content_type: Option<Ident>,
    pub(super) source: Source<'a>,
}

/// How an argument is taken.
pub(super) struct Passed {
    /// What is declared for it: one name with its type, or two.
    pub(super) declared: Vec<(Ident, TokenStream)>,
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
        let parameters = named.map(|(parameter, name)| Argument {
            name: ident(name),
            content_type: None,
            source: Source::Parameter(parameter),
        });
        let is_taken = |name: &str| names.parameters.iter().any(|it| it.as_str() == name);
        let body = operation.body.iter().map(|body| Argument {
            name: ident(&names.body),
            content_type: body.names_its_type().then(|| content_type(is_taken)),
            source: Source::Body(body),
        });
        let (mut required, optional): (Vec<_>, Vec<_>) =
            parameters.chain(body).partition(Argument::is_required);
        required.sort_by_key(|argument| argument.rank(operation));
        Self { required, optional }
    }

    /// Whether the required arguments are fields of one struct.
    pub(super) fn are_grouped(&self) -> bool {
        let extra = self.required.iter().filter(|it| it.content_type.is_some());
        self.required.len() + extra.count() > POSITIONAL
    }

    /// The required arguments that are fields of that struct, and the others, which follow it.
    pub(super) fn grouped(&self) -> (Vec<&Argument<'a>>, Vec<&Argument<'a>>) {
        self.required.iter().partition(|it| match it.source {
            Source::Parameter(_) => true,
            Source::Body(body) => body::is_plain(body),
        })
    }
}

/// What the argument for the content type of a body is called.
fn content_type(is_taken: impl Fn(&str) -> bool) -> Ident {
    let names = ["content_type", "body_content_type", "content_type_of_body"];
    let free = names.iter().find(|name| !is_taken(name));
    fixed(free.unwrap_or(&names[0]))
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
    pub(super) fn emit(&self, cx: &Cx<'_>, id: OperationId) -> Passed {
        let name = &self.name;
        match self.source {
            Source::Parameter(parameter) => {
                let Intake { ty, expr } = intake::borrowed(cx, &parameter.value, name);
                let subject = intake::checked(cx, &parameter.value, name);
                Passed {
                    declared: vec![(name.clone(), ty)],
                    calls: calls(cx, parameter, &expr, &subject),
                }
            }
            Source::Body(it) => body::emit_body(cx, id, it, self),
        }
    }

    /// The argument as a field of a struct `args`.
    pub(super) fn emit_field(&self, cx: &Cx<'_>, id: OperationId) -> Passed {
        let name = &self.name;
        match self.source {
            Source::Parameter(parameter) => {
                let ty = type_ref::emit_type(cx, &parameter.value.ty);
                let place = quote!(&args.#name);
                Passed {
                    declared: vec![(name.clone(), ty)],
                    calls: calls(cx, parameter, &place, &place),
                }
            }
            Source::Body(it) => body::emit_owned_body(cx, it, self)
                .unwrap_or_else(|| body::emit_body(cx, id, it, self)),
        }
    }

    /// The documentation of a setter or of a field of an argument struct.
    pub(super) fn docs(&self, cx: &Cx<'_>) -> Prose {
        match self.source {
            Source::Parameter(parameter) => {
                let remarks = rules::remarks(cx, &parameter.value, parameter.default.as_ref());
                field::described(&parameter.docs)
                    .or(|| match parameter.is_whole {
                        true => "The whole query.".to_owned(),
                        false => format!(
                            "The {} parameter {}.",
                            place_name(parameter.location),
                            docs::code(&parameter.name)
                        ),
                    })
                    .with_remarks(&remarks)
            }
            Source::Body(body) => {
                let prose = Prose::markdown(body.description.as_deref());
                let prose = prose.or(|| "The body.".to_owned());
                match &self.content_type {
                    Some(name) => prose.with_paragraph(body::content_type_docs(body, name)),
                    None => prose,
                }
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
}

/// The call that checks what was set last.
pub(super) fn check(cx: &Cx<'_>, value: &Value, subject: &TokenStream) -> Option<TokenStream> {
    let steps = checks(cx, value);
    (!steps.is_empty()).then(|| quote!(.check(#subject, |x| x #(#steps)*)))
}

/// The calls that put a parameter into the request and check it.
fn calls(
    cx: &Cx<'_>,
    parameter: &Parameter,
    value: &TokenStream,
    subject: &TokenStream,
) -> Vec<TokenStream> {
    let method = fixed(place_name(parameter.location));
    let name = Literal::string(&parameter.name);
    let check = check(cx, &parameter.value, subject).or_else(|| finite(cx, parameter, subject));
    [quote!(.#method(#name, #value))]
        .into_iter()
        .chain(check)
        .collect()
}

/// The check that a parameter is a number that can be written: what is infinite or no number would be left out.
fn finite(cx: &Cx<'_>, parameter: &Parameter, subject: &TokenStream) -> Option<TokenStream> {
    let is_float = |ty: &TypeRef| {
        matches!(
            cx.resolved(ty),
            TypeRef::Scalar(Scalar::Float | Scalar::Double)
        )
    };
    match cx.resolved(&parameter.value.ty) {
        ty if is_float(ty) => Some(quote!(.check(#subject, |x| x.finite()))),
        TypeRef::List(item) if is_float(&item.ty) => {
            Some(quote!(.check(#subject, |x| x.items(|x| x.finite()))))
        }
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => None,
    }
}

/// The location as the description names it, which is also the name of the method that sets it.
pub(super) fn place_name(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
