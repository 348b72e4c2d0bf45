//! Operations: what can be called, with what, and what comes back.

use super::{Docs, Encoding, Id, Media, RequestBody, Scheme, Value};

/// An HTTP method on a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, where the description gives one that no earlier operation has.
    pub id: Option<String>,
    /// The HTTP method as it is sent, in capitals as a rule.
    pub method: String,
    /// The path template, with the pairs of a query that are always the same, and without a fragment.
    pub path: String,
    /// The path as the description writes it.
    pub declared_path: String,
    /// Its tags; the first one groups it.
    pub tags: Vec<String>,
    /// `summary`, `description`, `deprecated`.
    pub docs: Docs,
    /// Parameters in document order, those of the path item first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// The responses in document order.
    pub responses: Vec<Response>,
    /// The media types that it asks for: those of its responses, of which `HEAD` gets none.
    pub accept: Vec<String>,
    /// Alternatives of schemes that must all be used. An empty alternative sends nothing.
    pub security: Vec<Vec<Id<Scheme>>>,
    /// The base URL where it differs from the API's.
    pub server: Option<String>,
    /// The JSON Pointer of the operation.
    pub place: String,
}

/// A parameter outside the body.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: Location,
    /// How its value is written.
    pub format: ParameterFormat,
    /// Whether it is all of the query string.
    pub is_whole: bool,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub value: Value,
    /// What the server assumes when it is absent.
    pub default: Option<serde_json::Value>,
    /// What the description says of it.
    pub docs: Docs,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a parameter's value is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ParameterFormat {
    /// By `style` and `explode`.
    Styled {
        /// The style.
        style: Style,
        /// Whether arrays and objects are spread.
        explode: bool,
        /// Whether RFC 3986 reserved characters stay as they are.
        allow_reserved: bool,
    },
    /// As JSON text (`content: application/json`).
    Json,
    /// As a form (`content: application/x-www-form-urlencoded`), with the properties that are not written as usual.
    Form(Vec<Encoding>),
}

impl ParameterFormat {
    /// As the style says, with `explode` as it is where nothing is said.
    #[must_use]
    pub fn style(style: Style) -> Self {
        Self::Styled {
            style,
            explode: style.explodes(),
            allow_reserved: false,
        }
    }
}

/// The serialization styles (OpenAPI 3.2.0, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Comma-separated.
    Simple,
    /// Prefixed with a dot.
    Label,
    /// `;name=value`.
    Matrix,
    /// `name=value` pairs.
    Form,
    /// Separated by spaces.
    SpaceDelimited,
    /// Separated by pipes.
    PipeDelimited,
    /// Separated by tabs (`collectionFormat: tsv` of Swagger 2.0).
    TabDelimited,
    /// `name[key]=value`.
    DeepObject,
    /// `name=value` pairs as they are in cookies, without any encoding.
    Cookie,
}

impl Style {
    /// The default of `explode`.
    #[must_use]
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

/// What an operation answers with one status.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status it is declared for.
    pub status: Status,
    /// Every declared media type, the one that types the payload best first; empty without a payload.
    pub content: Vec<Media>,
    /// The declared headers.
    pub headers: Vec<Parameter>,
    /// What the description says of it.
    pub description: Option<String>,
}

/// The key of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// All codes of one class: `4` is `4XX`.
    Range(u8),
    /// Every code that is not declared otherwise.
    Default,
}

/// What a caller can get of an operation that succeeds: a payload of one type, with one status.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// The response.
    pub response: &'a Response,
    /// The media types of the payload; empty without one.
    pub payload: Vec<&'a Media>,
}

impl Response {
    /// The media types of several responses, each once, those of successes first.
    #[must_use]
    pub fn media_types(responses: &[Self]) -> Vec<String> {
        let (successes, errors): (Vec<_>, Vec<_>) =
            responses.iter().partition(|it| it.status.is_success());
        let mut names: Vec<String> = Vec::new();
        for media in successes.iter().chain(&errors).flat_map(|it| &it.content) {
            if !names.contains(&media.name) {
                names.push(media.name.clone());
            }
        }
        names
    }
}

impl<'a> Outcome<'a> {
    /// The payload, if there is one.
    #[must_use]
    pub fn media(&self) -> Option<&'a Media> {
        self.payload.first().copied()
    }
}

impl Operation {
    /// The outcomes of a success, in document order.
    #[must_use]
    pub fn outcomes(&self) -> Vec<Outcome<'_>> {
        let successes = self.responses.iter().filter(|it| it.status.is_success());
        let outcomes = successes.flat_map(|response| {
            let mut payloads = response.payloads();
            if payloads.is_empty() {
                payloads.push(Vec::new());
            }
            payloads
                .into_iter()
                .map(move |payload| Outcome { response, payload })
        });
        outcomes.collect()
    }
}

impl Status {
    /// Whether it can be a 2xx status. `default` counts as an error.
    #[must_use]
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(class) => class == 2,
            Self::Default => false,
        }
    }

    /// Whether what is declared for it holds for another one that is not declared itself.
    #[must_use]
    pub fn includes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Range(class), Self::Code(code)) => code / 100 == u16::from(class),
            (Self::Default, _) => true,
            (Self::Code(_), _) | (Self::Range(_), Self::Range(_) | Self::Default) => self == other,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
