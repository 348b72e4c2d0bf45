//! The headers that responses declare: in one list for the successes of an operation, and in one for all errors of the
//! API, because an error is of one type whichever operation fails.
//!
//! One that is declared with several types is text, which every header is.

use super::{
    Api, Location, Operation, Parameter, ParameterFormat, Response, Scalar, Style, TypeRef, Value,
};

impl Operation {
    /// The responses that are successes.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .iter()
            .filter(|response| response.status.is_success())
    }

    /// The headers that some success declares, each once, in order of first use. One is required where every success
    /// has it.
    #[must_use]
    pub fn headers(&self) -> Vec<Parameter> {
        let declared = self.successes().flat_map(|response| &response.headers);
        let mut headers = merged(declared);
        for header in &mut headers {
            header.required = self.successes().all(|response| {
                let mut found = response.headers.iter();
                found.any(|it| it.is_named(&header.name) && it.required)
            });
        }
        headers
    }

    /// The responses that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .iter()
            .filter(|response| !response.status.is_success())
    }
}

impl Parameter {
    /// Whether a header has this name, however it is cased (RFC 9110, section 5.1).
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether another declaration of this header says the same of its value.
    #[must_use]
    pub fn reads_as(&self, other: &Self) -> bool {
        self.format == other.format
            && self.value.ty == other.value.ty
            && self.value.nullable == other.value.nullable
    }
}

impl Api {
    /// The headers that any error declares, each once, in order of first use.
    #[must_use]
    pub fn error_headers(&self) -> Vec<Parameter> {
        let operations = self.operations.iter().map(|(_, operation)| operation);
        let errors = operations.flat_map(Operation::errors);
        merged(errors.flat_map(|response| &response.headers))
    }
}

fn merged<'a>(declared: impl IntoIterator<Item = &'a Parameter>) -> Vec<Parameter> {
    let mut headers: Vec<Parameter> = Vec::new();
    for header in declared {
        match headers.iter_mut().find(|it| it.is_named(&header.name)) {
            Some(known) if known.reads_as(header) => {}
            Some(known) => *known = as_text(known),
            None => headers.push(header.clone()),
        }
    }
    headers
}

fn as_text(header: &Parameter) -> Parameter {
    Parameter {
        location: Location::Header,
        format: ParameterFormat::style(Style::Simple),
        value: Value::of(TypeRef::Scalar(Scalar::String)),
        ..header.clone()
    }
}
