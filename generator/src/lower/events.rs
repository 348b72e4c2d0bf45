//! What a stream of server-sent events consists of: their data, or whole events.
//!
//! An item schema describes an event as an object, whose members are strings but for `retry` (OpenAPI 3.2.0,
//! "Server-Sent Event Streams"). Before 3.2 descriptions have the schema of the data where that of the stream would
//! stand, or an object of that kind.

use openapiv3::MediaType;

use super::Cx;
use super::combine::combine;
use super::items::{Described, described, item_of};
use super::node::Node;
use super::parts::behind_aliases;
use super::schema::{Context, lower_value};
use super::shape::Shape;
use crate::ir::{EnumValues, Field, MediaFormat, Scalar, TypeKind, TypeRef, Value};
use crate::pointer::Pointer;

/// The members of an event (WHATWG HTML, 9.2.6).
const MEMBERS: [&str; 5] = ["data", "event", "id", "retry", "comment"];

/// How many references and unions may stand between a schema and the events it describes.
const DEPTH_LIMIT: usize = 4;

/// Lowers what a media type says of its events.
pub(super) fn lower_events<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
) -> (MediaFormat, Value) {
    let Some((node, described)) = described(cx, media, at) else {
        return texts();
    };
    let context = Context {
        is_event: true,
        ..Context::default()
    };
    let value = lower_value(cx, std::slice::from_ref(&node), context);
    let value = match described {
        Described::Item => value,
        Described::Stream => item_of(cx, value),
    };
    match (behind_aliases(cx, &value.ty), described) {
        (TypeRef::Named(id), _) => match &cx.api.types[id].kind {
            TypeKind::Struct(_) | TypeKind::Union(_) => of_objects(cx, value, &node, described),
            TypeKind::Enum(_) | TypeKind::Alias(_) => of_data(cx, value),
        },
        // Of its members nothing is said.
        (TypeRef::Map(_), Described::Item) => texts(),
        (TypeRef::Any | TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Tuple(_), _)
        | (TypeRef::Map(_), Described::Stream) => of_data(cx, value),
    }
}

fn of_objects<'a>(
    cx: &mut Cx<'a>,
    value: Value,
    node: &Node<'a>,
    described: Described,
) -> (MediaFormat, Value) {
    let Some(events) = events_of(cx, &value.ty, described, DEPTH_LIMIT) else {
        return json(value);
    };
    match events.as_slice() {
        [Event { data: None }] => texts(),
        [Event { data: Some(data) }] if has_content(cx, std::slice::from_ref(node)) => {
            json(data.clone())
        }
        [Event { data: Some(data) }] => of_data(cx, data.clone()),
        several => {
            let data = several.iter().filter_map(|event| event.data.as_ref());
            let is_text = data.clone().any(|data| is_text(cx, data));
            let format = MediaFormat::Events {
                is_whole: true,
                is_text,
            };
            (format, value)
        }
    }
}

/// An event that is described as an object.
struct Event {
    data: Option<Value>,
}

/// The events that a type consists of; `None` where it is, or can be, anything else.
fn events_of(cx: &Cx<'_>, ty: &TypeRef, described: Described, depth: usize) -> Option<Vec<Event>> {
    let TypeRef::Named(id) = behind_aliases(cx, ty) else {
        return None;
    };
    match &cx.api.types[id].kind {
        TypeKind::Struct(it) => event_of(&it.fields, described).map(|event| vec![event]),
        TypeKind::Union(it) if depth > 0 => {
            let branches = it.branches.iter();
            let events = branches.map(|it| events_of(cx, &it.value.ty, described, depth - 1));
            events
                .collect::<Option<Vec<_>>>()
                .map(|it| it.into_iter().flatten().collect())
        }
        TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => None,
    }
}

/// The event that an object with such fields is.
fn event_of(fields: &[Field], described: Described) -> Option<Event> {
    let are_members = fields
        .iter()
        .all(|field| MEMBERS.contains(&field.property.as_str()));
    let data = fields.iter().find(|field| field.property == "data");
    let is_event = match described {
        Described::Item => are_members,
        // An object with nothing but `data` can as well be that of an event.
        Described::Stream => are_members && data.is_some() && fields.len() > 1,
    };
    is_event.then(|| Event {
        data: data.map(|field| field.value.clone()),
    })
}

/// Replaces the data of an event, where that is text, by what the text is described as.
pub(super) fn open_data<'a>(cx: &mut Cx<'a>, shape: &mut Shape<'a>) {
    let mut names = shape.properties.keys();
    if names.all(|name| MEMBERS.contains(&name.as_str()))
        && let Some(content) = content_of(cx, shape)
    {
        shape.properties.insert("data".to_owned(), vec![content]);
    }
}

/// Whether the text in the data of some event is described.
pub(super) fn has_content<'a>(cx: &mut Cx<'a>, nodes: &[Node<'a>]) -> bool {
    has_content_within(cx, nodes, DEPTH_LIMIT)
}

fn has_content_within<'a>(cx: &mut Cx<'a>, nodes: &[Node<'a>], depth: usize) -> bool {
    let shape = combine(cx, nodes, None);
    if content_of(cx, &shape).is_some() {
        return true;
    }
    let mut branches = shape.unions.iter().flat_map(|group| &group.branches);
    depth > 0 && branches.any(|it| has_content_within(cx, std::slice::from_ref(it), depth - 1))
}

fn content_of<'a>(cx: &mut Cx<'a>, event: &Shape<'a>) -> Option<Node<'a>> {
    let nodes = event.properties.get("data")?;
    combine(cx, nodes, None).content
}

fn of_data(cx: &Cx<'_>, data: Value) -> (MediaFormat, Value) {
    let ty = behind_aliases(cx, &data.ty);
    if matches!(ty, TypeRef::Any | TypeRef::Scalar(Scalar::Binary)) {
        return texts();
    }
    if !is_text(cx, &data) {
        return json(data);
    }
    let text = Value {
        nullable: false,
        ..data
    };
    (TEXT, text)
}

const TEXT: MediaFormat = MediaFormat::Events {
    is_whole: false,
    is_text: true,
};

fn texts() -> (MediaFormat, Value) {
    (TEXT, Value::of(TypeRef::Scalar(Scalar::String)))
}

fn json(data: Value) -> (MediaFormat, Value) {
    let format = MediaFormat::Events {
        is_whole: false,
        is_text: false,
    };
    (format, data)
}

/// Whether data is read as it stands, not as JSON.
fn is_text(cx: &Cx<'_>, data: &Value) -> bool {
    match behind_aliases(cx, &data.ty) {
        TypeRef::Any => true,
        TypeRef::Scalar(scalar) => match scalar {
            Scalar::String
            | Scalar::Secret
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Uuid
            | Scalar::Base64
            | Scalar::Binary
            | Scalar::Part
            | Scalar::Foreign(_) => true,
            Scalar::Boolean
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Float
            | Scalar::Double => false,
        },
        TypeRef::Named(id) => match &cx.api.types[id].kind {
            TypeKind::Enum(it) => matches!(it.values, EnumValues::Strings(_)),
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
        },
        TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => false,
    }
}
