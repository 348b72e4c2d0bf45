//! Bodies and the media types they can have.

use super::{ParameterFormat, Response, Scalar, TypeKind, TypeRef, Value};

/// What an operation takes as its body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Whether a body must be sent.
    pub required: bool,
    /// Every declared media type, the one that types the payload best first; never empty.
    pub content: Vec<Media>,
    /// What the description says of it.
    pub description: Option<String>,
}

/// A media type with its payload.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Media {
    /// The key under `content`, such as `application/json`.
    pub name: String,
    /// How the payload is written.
    pub format: MediaFormat,
    /// The payload's type, or that of one of its items where it is a stream of them. Text and bytes need none.
    pub value: Value,
    /// The properties of a form or of a body in parts that are not written as usual.
    pub encoding: Vec<Encoding>,
}

/// How a payload is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaFormat {
    /// JSON, `+json` types included.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Parts with boundaries between them (`multipart/form-data` and its kin).
    Multipart,
    /// Server-sent events, of whose data the value is the type.
    Events {
        /// Whether the value is the type of each event as a whole: an object with `event` and `data`.
        is_whole: bool,
        /// Whether data is read as it stands, and only as JSON where that does not fit.
        is_text: bool,
    },
    /// JSON values, a line each (`application/jsonl`).
    JsonLines,
    /// JSON values, a record each (`application/json-seq`).
    JsonSequence,
    /// Text.
    Text,
    /// Any other bytes.
    Binary,
}

/// How one property of a form or of a body in parts is written (OpenAPI 3.0.4, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Encoding {
    /// The property.
    pub property: String,
    /// Its style, where the description says one.
    pub style: Option<ParameterFormat>,
    /// Its media type, where the description says one that can be sent as it is.
    pub content_type: Option<String>,
    /// Headers of its part that always have the same value.
    pub headers: Vec<(String, String)>,
    /// Whether its part must have a header whose value only the caller knows.
    pub is_for_caller: bool,
}

impl MediaFormat {
    /// Whether the caller of an operation passes bytes or text as they are sent.
    #[must_use]
    pub fn is_raw(self) -> bool {
        match self {
            Self::Text | Self::Binary => true,
            Self::Json
            | Self::Form
            | Self::Multipart
            | Self::Events { .. }
            | Self::JsonLines
            | Self::JsonSequence => false,
        }
    }

    /// Whether a response of it is read while it arrives.
    #[must_use]
    pub fn is_stream(self) -> bool {
        match self {
            Self::Events { .. }
            | Self::JsonLines
            | Self::JsonSequence
            | Self::Multipart
            | Self::Binary => true,
            Self::Json | Self::Form | Self::Text => false,
        }
    }

    /// Whether the payload is values one after another.
    #[must_use]
    pub fn is_sequence(self) -> bool {
        match self {
            Self::Events { .. } | Self::JsonLines | Self::JsonSequence => true,
            Self::Json | Self::Form | Self::Multipart | Self::Text | Self::Binary => false,
        }
    }
}

impl Media {
    /// Whether the key names a range of media types, such as `image/*`.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.name.contains('*')
    }

    /// Whether a body of it is the same bytes as one of another media type, so that only the names differ.
    #[must_use]
    pub fn is_written_like(&self, other: &Self) -> bool {
        let is_own = |media: &Self| media.format.is_raw() || media.format == MediaFormat::Multipart;
        !is_own(self) && self.format == other.format && self.value.ty == other.value.ty
    }

    /// Whether it is text in a charset other than UTF-8, in which strings are.
    #[must_use]
    pub fn has_charset(&self) -> bool {
        let charset = self.name.to_ascii_lowercase().replace([' ', '"'], "");
        self.format == MediaFormat::Text
            && charset.contains(";charset=")
            && !charset.contains(";charset=utf-8")
    }

    /// Whether the body is in parts, whoever writes them.
    #[must_use]
    pub fn is_multipart(&self) -> bool {
        self.name.to_ascii_lowercase().starts_with("multipart/")
    }
}

impl RequestBody {
    /// The media type that a client sends unless told otherwise.
    #[must_use]
    pub fn preferred(&self) -> Option<&Media> {
        self.content.first()
    }

    /// The media types between which a caller chooses, the preferred one first.
    ///
    /// What is [written like](Media::is_written_like) an earlier one is sent as that. Texts and bytes have one type, so
    /// where a body can be nothing else there is one choice, for which [`names_its_type`](Self::names_its_type) holds.
    #[must_use]
    pub fn choices(&self) -> Vec<&Media> {
        let mut choices: Vec<&Media> = Vec::new();
        for media in &self.content {
            if !choices.iter().any(|choice| media.is_written_like(choice)) {
                choices.push(media);
            }
        }
        if choices.iter().all(|media| media.format.is_raw()) {
            choices.truncate(1);
        }
        choices
    }

    /// Whether the caller says which media type the body has.
    #[must_use]
    pub fn names_its_type(&self) -> bool {
        // The boundary between parts stands in the content type, and only who writes them knows it.
        let is_open = |media: &Media| media.is_range() || media.is_multipart();
        (self.content.len() > 1 || self.content.iter().any(is_open))
            && self.content.iter().all(|media| media.format.is_raw())
    }
}

impl Response {
    /// The media types whose payloads differ in type, each with those whose payloads do not differ from its own.
    #[must_use]
    pub fn payloads(&self) -> Vec<Vec<&Media>> {
        let is_text = |media: &Media| media.format == MediaFormat::Text;
        let is_bytes = |media: &Media| media.format == MediaFormat::Binary;
        if self.content.iter().all(is_text) || self.content.iter().all(is_bytes) {
            let all: Vec<&Media> = self.content.iter().collect();
            return Some(all)
                .into_iter()
                .filter(|all| !all.is_empty())
                .collect();
        }
        let mut payloads: Vec<Vec<&Media>> = Vec::new();
        for media in &self.content {
            // A caller can tell texts of several media types apart only where each is its own.
            let same = |known: &&mut Vec<&Media>| {
                !media.format.is_raw()
                    && known
                        .iter()
                        .any(|it| it.format == media.format && it.value == media.value)
            };
            match payloads.iter_mut().find(same) {
                Some(known) => known.push(media),
                None => payloads.push(vec![media]),
            }
        }
        payloads
    }
}

impl TypeKind {
    /// Whether it is what a body in parts is made of, with parts that are read while they are sent.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        match self {
            Self::Struct(it) => {
                let additional = it.additional.iter().map(|value| &value.ty);
                let mut types = it
                    .fields
                    .iter()
                    .map(|field| &field.value.ty)
                    .chain(additional);
                types.any(TypeRef::is_part)
            }
            Self::Enum(_) | Self::Union(_) | Self::Alias(_) => false,
        }
    }
}

impl TypeRef {
    /// Whether it is a part or a list of parts.
    #[must_use]
    pub fn is_part(&self) -> bool {
        match self {
            Self::Scalar(scalar) => *scalar == Scalar::Part,
            Self::List(item) => item.ty.is_part(),
            Self::Any | Self::Map(_) | Self::Tuple(_) | Self::Named(_) => false,
        }
    }
}
