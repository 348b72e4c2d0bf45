//! What an API uses of what not every client needs, and so which dependencies its crate has.

use std::collections::BTreeSet;

use super::cx::Cx;
use super::{body, error_body};
use crate::analyze::checkable;
use crate::ir::{EnumValues, Foreign, MediaFormat, Scalar, TypeKind, TypeRef, Value};

/// The optional dependencies of a client, and the optional parts of its runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Instants or calendar dates.
    pub(super) dates: bool,
    /// UUIDs.
    pub(super) uuids: bool,
    /// Types of other crates.
    pub(super) foreign: BTreeSet<Foreign>,
    /// Regular expressions that requests are checked against.
    pub(super) patterns: bool,
    /// Enums of other values than strings and integers.
    pub(super) value_enums: bool,
    /// Webhooks or callbacks.
    pub(super) webhooks: bool,
    /// Responses that are read while they arrive.
    pub(super) streams: bool,
    /// Streams of events.
    pub(super) events: bool,
    /// Streams of JSON values, or bodies of them.
    pub(super) json_lines: bool,
    /// Bodies in parts.
    pub(super) parts: bool,
    /// Declared headers of successes.
    pub(super) headers: bool,
    /// Declared headers of errors.
    pub(super) error_headers: bool,
    /// Tokens that are fetched.
    pub(super) oauth2: bool,
    /// Servers to choose from.
    pub(super) servers: bool,
    /// Texts whose charset a media type names.
    pub(super) texts: bool,
    /// Bodies of which more than one kind of media type is declared.
    pub(super) choices: bool,
}

impl Usage {
    /// Looks at every value of the API.
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        let mut schemes = cx.api().schemes.iter();
        let mut usage = Self {
            webhooks: !cx.api().webhooks.is_empty(),
            servers: !cx.api().server_choices().is_empty(),
            oauth2: schemes.any(|(_, scheme)| !scheme.flows.is_empty()),
            ..Self::default()
        };
        for (_, definition) in cx.api().types.iter() {
            usage.value_enums |= matches!(
                &definition.kind,
                TypeKind::Enum(it) if matches!(it.values, EnumValues::Mixed(_))
            );
            definition
                .kind
                .values()
                .for_each(|value| usage.add(cx, value));
        }
        for (_, operation) in cx.api().operations.iter() {
            operation
                .parameters
                .iter()
                .for_each(|it| usage.add(cx, &it.value));
            let content = operation.body.iter().flat_map(|body| &body.content);
            for media in content.clone() {
                usage.add(cx, &media.value);
                usage.parts |= media.format == MediaFormat::Multipart;
                usage.json_lines |= media.format.is_sequence();
                usage.texts |= body::is_written(cx, media);
            }
            usage.choices |= content.clone().count() > 1;
            operation
                .response_values()
                .for_each(|value| usage.add(cx, value));
            usage.headers |= operation.successes().any(|it| !it.headers.is_empty());
            let mut errors = operation.errors().flat_map(|it| &it.content);
            usage.texts |= errors.any(error_body::is_text);
            usage.error_headers |= operation.errors().any(|it| !it.headers.is_empty());
            let outcomes = operation.outcomes();
            let payloads = outcomes.iter().filter_map(|outcome| outcome.media());
            payloads.for_each(|media| usage.add_payload(media.format));
        }
        for webhook in &cx.api().webhooks {
            usage.add(cx, &webhook.payload);
        }
        usage.streams |= usage.events || usage.json_lines;
        usage
    }

    /// Whether bodies can be files.
    pub(super) fn files(&self) -> bool {
        self.streams || self.parts
    }

    fn add_payload(&mut self, format: MediaFormat) {
        match format {
            MediaFormat::Events { .. } => self.events = true,
            MediaFormat::JsonLines | MediaFormat::JsonSequence => self.json_lines = true,
            MediaFormat::Binary | MediaFormat::Multipart => self.streams = true,
            MediaFormat::Form | MediaFormat::Text => self.texts = true,
            MediaFormat::Json => {}
        }
    }

    fn add(&mut self, cx: &Cx<'_>, value: &Value) {
        self.patterns |= checkable(cx.api(), value).pattern.is_some();
        match &value.ty {
            TypeRef::Scalar(Scalar::DateTime | Scalar::Date) => self.dates = true,
            TypeRef::Scalar(Scalar::Uuid) => self.uuids = true,
            TypeRef::Scalar(Scalar::Foreign(foreign)) => {
                self.foreign.insert(*foreign);
            }
            TypeRef::List(item) | TypeRef::Map(item) => self.add(cx, item),
            TypeRef::Tuple(values) => values.iter().for_each(|value| self.add(cx, value)),
            TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_) => {}
        }
    }
}
