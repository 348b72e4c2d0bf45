//! Servers: `host`, `basePath` and `schemes` of the document, and `schemes` of an operation.

use serde_json::{Map, Value};

use super::super::origins::{mark, mark_member};
use super::super::walk::Walker;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Protocols that requests are sent by, the safe one first, as the first server is the one that is used.
const PROTOCOLS: &[&str] = &["https", "http"];

/// Where the requests of a document go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Address {
    /// Host and path.
    location: String,
    /// By which protocols, the first one unless told otherwise.
    protocols: Vec<&'static str>,
}

/// Writes the servers of the document; none is returned where it does not name a host.
pub(super) fn write(
    root: &mut Map<String, Value>,
    diagnostics: &mut Diagnostics,
) -> Option<Address> {
    let host = take_text(root, "host");
    let base = take_text(root, "basePath");
    let schemes = take_list(root, "schemes");
    if root.contains_key("servers") || (host.is_none() && base.is_none()) {
        return None;
    }
    let at = Pointer::root().child(if host.is_some() { "host" } else { "basePath" });
    let path = base.map_or(String::new(), |base| format!("/{}", base.trim_matches('/')));
    let path = path.trim_end_matches('/');
    let Some(host) = host else {
        let url = if path.is_empty() { "/" } else { path };
        root.insert("servers".to_owned(), servers([url.to_owned()], &at));
        return None;
    };
    let (protocol, host) = bare_host(&host, &at, diagnostics);
    let named = named(&schemes);
    if named.is_empty() && !schemes.is_empty() {
        let message = "requests are sent by `http` or `https`; `https` is taken";
        let at = Pointer::root().child("schemes");
        diagnostics.unsupported("server-protocol", &at, message);
    }
    let address = Address {
        location: format!("{host}{path}"),
        protocols: match (named.is_empty(), protocol) {
            (false, _) => named,
            (true, Some(protocol)) => vec![protocol],
            (true, None) => vec!["https"],
        },
    };
    let urls = address.protocols.iter();
    let urls = urls.map(|protocol| address.url(protocol));
    root.insert("servers".to_owned(), servers(urls, &at));
    Some(address)
}

/// Gives an operation with protocols of its own a server of its own, where the one of the document has another.
pub(super) fn of_operation(walker: &mut Walker<'_>, operation: &mut Map<String, Value>) {
    let schemes = take_list(operation, "schemes");
    if schemes.is_empty() || operation.contains_key("servers") {
        return;
    }
    let at = walker.at.child("schemes");
    let Some(protocol) = named(&schemes).first().copied() else {
        let message = "requests are sent by `http` or `https`; that of the description is taken";
        walker.unsupported_at("schemes", "server-protocol", message);
        return;
    };
    let Some(address) = &walker.inherited.address else {
        let message = "without a `host`, operations have no protocol of their own";
        walker.unsupported_at("schemes", "server-protocol", message);
        return;
    };
    if address.protocols.first() != Some(&protocol) {
        let servers = servers([address.url(protocol)], &at);
        operation.insert("servers".to_owned(), servers);
    }
}

impl Address {
    fn url(&self, protocol: &str) -> String {
        format!("{protocol}://{}", self.location)
    }
}

/// A host without the protocol and the slash that some authors write with it.
fn bare_host<'h>(
    written: &'h str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> (Option<&'static str>, &'h str) {
    let (protocol, rest) = written.split_once("://").unwrap_or(("", written));
    let host = rest.trim_end_matches('/');
    if host != written {
        let message = format!("`{written}` is more than a host; `{host}` is taken");
        diagnostics
            .warn("server-host", at, message)
            .help("the protocol belongs into `schemes`, and the path into `basePath`");
    }
    let is_written = |known: &&&str| known.eq_ignore_ascii_case(protocol);
    (PROTOCOLS.iter().find(is_written).copied(), host)
}

/// The protocols that are named, among those that requests are sent by.
fn named(schemes: &[Value]) -> Vec<&'static str> {
    let is_named = |wanted: &&str| {
        let names = schemes.iter().filter_map(Value::as_str);
        { names }.any(|scheme| scheme.trim().eq_ignore_ascii_case(wanted))
    };
    PROTOCOLS.iter().copied().filter(is_named).collect()
}

fn servers(urls: impl IntoIterator<Item = String>, at: &Pointer) -> Value {
    let servers = urls.into_iter().map(|url| {
        let mut server = Map::from_iter([("url".to_owned(), Value::String(url))]);
        mark_member(&mut server, "url", at);
        let mut server = Value::Object(server);
        mark(&mut server, at);
        server
    });
    servers.collect()
}

fn take_text(root: &mut Map<String, Value>, member: &str) -> Option<String> {
    match root.shift_remove(member)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}

fn take_list(object: &mut Map<String, Value>, member: &str) -> Vec<Value> {
    match object.shift_remove(member) {
        Some(Value::Array(list)) => list,
        Some(single @ Value::String(_)) => vec![single],
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => vec![],
    }
}
