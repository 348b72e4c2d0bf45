//! The headers that errors declare, in one list for the whole API.

use super::{
    Api, Location, Operation, Parameter, ParameterFormat, Response, Scalar, Style, TypeRef, Value,
};

impl Operation {
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
    ///
    /// An error is of one type whichever operation fails, and so are its headers. One that is declared with several
    /// types is text, which every header is.
    #[must_use]
    pub fn error_headers(&self) -> Vec<Parameter> {
        let operations = self.operations.iter().map(|(_, operation)| operation);
        let declared = operations
            .flat_map(Operation::errors)
            .flat_map(|response| &response.headers);
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
}

fn as_text(header: &Parameter) -> Parameter {
    Parameter {
        location: Location::Header,
        format: ParameterFormat::style(Style::Simple),
        value: Value::of(TypeRef::Scalar(Scalar::String)),
        ..header.clone()
    }
}
