//! The example of the crate's documentation: one call, with arguments made up from their types.

use super::arguments::{Argument, Arguments, Source};
use super::client;
use super::cx::Cx;
use super::field::{self, Presence};
use super::fixed_value::fixed_value;
use super::intake;
use super::response::Success;
use crate::ir::{
    MediaFormat, OperationId, RequestBody, Scalar, SchemeKind, TypeId, TypeKind, TypeRef, Value,
};

/// Deeper nested models make no good example.
const DEPTH: usize = 3;

/// The lines of the example, as the body of a function that returns a `Result`.
pub(super) fn lines(cx: &Cx<'_>) -> Vec<String> {
    let operations: Vec<OperationId> = cx.api().operations.ids().collect();
    let has_body = |id: &&OperationId| {
        cx.api().operations[**id]
            .body
            .as_ref()
            .is_some_and(|body| body.required && is_json(body))
    };
    let sending = operations
        .iter()
        .filter(has_body)
        .find_map(|id| Call::plan(cx, *id));
    let call = sending.or_else(|| operations.iter().find_map(|id| Call::plan(cx, *id)));
    let package = cx.model.options.package.replace('-', "_");
    let mut lines = vec![format!("use {package}::Client;")];
    if let Some(call) = &call {
        lines.extend(import(&format!("{package}::models"), &call.models));
        if let Some(path) = &call.arguments {
            lines.push(format!("use {package}::{path};"));
        }
    }
    lines.push(String::new());
    lines.extend(client_lines(cx));
    if let Some(call) = call {
        lines.extend(call.lines);
    }
    lines
}

fn is_json(body: &RequestBody) -> bool {
    let format = body.preferred().map(|media| media.format);
    format == Some(MediaFormat::Json)
}

fn import(module: &str, names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(format!("use {module}::{only};")),
        several => Some(format!("use {module}::{{{}}};", several.join(", "))),
    }
}

/// How the example gets its client.
fn client_lines(cx: &Cx<'_>) -> Vec<String> {
    let schemes = &cx.api().schemes;
    let single = schemes
        .iter()
        .find(|(_, scheme)| !matches!(scheme.kind, SchemeKind::Basic));
    let scheme = single.or_else(|| schemes.iter().next());
    let credential = scheme.map_or("", |(_, scheme)| match scheme.kind {
        SchemeKind::Basic => "\"user\", \"password\"",
        SchemeKind::Bearer => "std::env::var(\"API_TOKEN\")?",
        SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
            "std::env::var(\"API_KEY\")?"
        }
    });
    let servers = &cx.api().servers;
    if client::has_address(servers) {
        return vec![format!("let client = Client::new({credential})?;")];
    }
    let path = servers.first().map_or("", |server| server.url.as_str());
    let url = format!("https://api.example.com{}", client::slashed(path));
    let mut lines = vec![
        "// The description does not say where the server is.".to_owned(),
        "let client = Client::builder()".to_owned(),
        format!("    .base_url({:?})", url.trim_end_matches('/')),
    ];
    lines.extend(scheme.map(|(id, _)| {
        let setter = &cx.names().scheme(id).setter;
        format!("    .{setter}({credential})")
    }));
    lines.push("    .build()?;".to_owned());
    lines
}

/// An example call.
#[derive(Default)]
struct Call {
    models: Vec<String>,
    arguments: Option<String>,
    lines: Vec<String>,
}

impl Call {
    /// The call of an operation, if its arguments can be made up.
    fn plan(cx: &Cx<'_>, id: OperationId) -> Option<Self> {
        let operation = &cx.api().operations[id];
        let arguments = Arguments::plan(cx, id);
        if operation.docs.deprecated || arguments.are_grouped() {
            return None;
        }
        let mut call = Self::default();
        let mut passed = Vec::new();
        for argument in &arguments.required {
            passed.push(call.argument(cx, argument)?);
        }
        let names = cx.names().operation(id);
        let group = cx
            .facts()
            .groups
            .iter()
            .position(|group| group.operations.contains(&id))?;
        let receiver = match cx.facts().groups[group].tag {
            Some(_) => format!("client.{}()", cx.names().group(group).accessor),
            None => "client".to_owned(),
        };
        let invoked = format!("{receiver}.{}({}).await?;", names.method, passed.join(", "));
        match Success::plan(cx, id) {
            Success::Empty => call.lines.push(invoked),
            Success::One(_) | Success::Several(_) => {
                call.lines.push(format!("let response = {invoked}"));
                call.lines.push("println!(\"{response:?}\");".to_owned());
            }
        }
        call.models.sort();
        call.models.dedup();
        Some(call)
    }

    /// The argument as it is passed; what takes more than a word is made on a line of its own first.
    fn argument(&mut self, cx: &Cx<'_>, argument: &Argument<'_>) -> Option<String> {
        match argument.source {
            Source::Parameter(parameter) => {
                let value = self.value(cx, &parameter.value, DEPTH)?;
                let is_copied = intake::is_copied(cx, cx.resolved(&parameter.value.ty));
                let value = self.inline(argument, value);
                Some(if is_copied {
                    value
                } else {
                    format!("&{value}")
                })
            }
            Source::Body(body) => self.body(cx, body, argument),
        }
    }

    fn body(&mut self, cx: &Cx<'_>, body: &RequestBody, argument: &Argument<'_>) -> Option<String> {
        let media = body.preferred()?;
        match media.format {
            MediaFormat::Json | MediaFormat::Form => {
                let is_struct = matches!(cx.resolved(&media.value.ty), TypeRef::Named(_));
                let value = self.value(cx, &media.value, DEPTH).filter(|_| is_struct)?;
                self.lines.push(format!("let body = {value};"));
                Some("&body".to_owned())
            }
            MediaFormat::Text | MediaFormat::Binary => {
                let is_short = argument.content_type.is_none() && body.choices().len() == 1;
                is_short.then(|| "\"text\"".to_owned())
            }
            // What takes more than a line is too long for an example.
            MediaFormat::Multipart
            | MediaFormat::Events { .. }
            | MediaFormat::JsonLines
            | MediaFormat::JsonSequence => None,
        }
    }

    /// The value itself where it is short, else a variable that is set to it on a line of its own.
    fn inline(&mut self, argument: &Argument<'_>, value: String) -> String {
        if !value.ends_with('?') {
            return value;
        }
        self.lines.push(format!("let {} = {value};", argument.name));
        argument.name.to_string()
    }

    /// An expression that `intake` accepts for a value.
    fn value(&mut self, cx: &Cx<'_>, value: &Value, depth: usize) -> Option<String> {
        match cx.resolved(&value.ty) {
            TypeRef::Scalar(scalar) => scalar_value(*scalar),
            TypeRef::List(item) => {
                let item = self.value(cx, item, depth)?;
                Some(format!("[{item}]")).filter(|_| depth == DEPTH)
            }
            TypeRef::Map(_) => Some("Default::default()".to_owned()),
            TypeRef::Any | TypeRef::Tuple(_) => None,
            TypeRef::Named(id) => self.named(cx, *id, depth.checked_sub(1)?),
        }
    }

    fn named(&mut self, cx: &Cx<'_>, id: TypeId, depth: usize) -> Option<String> {
        let names = cx.type_names(id);
        self.models.push(names.name.to_string());
        match &cx.definition(id).kind {
            TypeKind::Enum(_) => {
                let variant = names.members.first()?;
                Some(format!("{}::{variant}", names.name))
            }
            TypeKind::Struct(it) if cx.type_facts(id).in_request => {
                let fields = field::plan(cx, id, it);
                let mut passed = Vec::new();
                for field in fields
                    .iter()
                    .filter(|field| fixed_value(cx, field).is_none())
                {
                    match field.presence {
                        Presence::Required => {
                            passed.push(self.value(cx, &field.field.value, depth)?)
                        }
                        Presence::Nullable => passed.push("None".to_owned()),
                        Presence::Optional | Presence::TriState => {}
                    }
                }
                Some(format!("{}::new({})", names.name, passed.join(", ")))
            }
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
        }
    }
}

fn scalar_value(scalar: Scalar) -> Option<String> {
    let value = match scalar {
        Scalar::String | Scalar::Secret | Scalar::Binary => "\"example\"",
        Scalar::Boolean => "true",
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => "1",
        Scalar::Float | Scalar::Double => "1.0",
        Scalar::DateTime => "chrono::DateTime::parse_from_rfc3339(\"2030-01-31T12:00:00Z\")?",
        Scalar::Date => "\"2030-01-31\".parse()?",
        Scalar::Uuid => "\"67e55044-10b1-426f-9247-bb680e5fe0c8\".parse()?",
        Scalar::Base64 | Scalar::Part | Scalar::Foreign(_) => return None,
    };
    Some(value.to_owned())
}
