//! The runtime's files, which every client carries as they are.

use super::module::Module;
use super::usage::Usage;
use crate::ir::Foreign;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name)))),*]
    };
}

/// Every file below `src/runtime`, with its text.
pub(super) const FILES: &[(&str, &str)] = files! {
    "along.rs" "answers.rs" "arguments.rs" "base64.rs" "body.rs" "builder.rs" "byte_stream.rs" "call.rs" "check.rs" "choose.rs" "client.rs"
    "decode.rs" "describe.rs" "dynamic.rs" "encoding.rs" "enums.rs" "error.rs" "events.rs" "exchange.rs" "fault.rs" "file.rs" "fit.rs" "form.rs"
    "frames.rs" "headers.rs" "invoke.rs" "json_lines.rs" "limits.rs" "locate.rs" "media_type.rs" "mod.rs" "multipart.rs"
    "named_credentials.rs" "newtype.rs" "nullable.rs" "oauth2.rs" "object.rs" "operation.rs" "options.rs" "pairs.rs" "parameter.rs" "part.rs" "parts.rs"
    "pattern.rs" "pending.rs" "problem.rs" "raw_request.rs" "reader.rs" "reconnect.rs" "reqwest_transport.rs" "response.rs" "rfc3339.rs"
    "secret.rs" "security.rs" "server.rs" "sse.rs" "style.rs" "template.rs" "text.rs" "token_cache.rs" "token_request.rs"
    "transport.rs" "union.rs" "validate.rs" "value.rs" "value_enum.rs" "violation.rs" "webhook.rs" "whole.rs"
};

/// Modules that only some clients need, each with whether this one does.
fn optional(usage: &Usage) -> [(&'static str, bool); 22] {
    let instants = usage.foreign.contains(&Foreign::TimeDateTime);
    [
        ("pattern", usage.patterns),
        ("rfc3339", instants),
        ("value_enum", usage.value_enums),
        ("webhook", usage.webhooks),
        ("server", usage.servers),
        ("oauth2", usage.oauth2),
        ("token_cache", usage.oauth2),
        ("token_request", usage.oauth2),
        ("headers", usage.headers || usage.error_headers),
        ("choose", usage.choices),
        ("text", usage.texts),
        // A file can be saved as well as sent, so all that deals with files stands on both.
        ("byte_stream", usage.files()),
        ("file", usage.files()),
        ("frames", usage.events || usage.json_lines),
        ("events", usage.events),
        ("reconnect", usage.events),
        ("sse", usage.events),
        ("json_lines", usage.json_lines),
        ("multipart", usage.parts),
        ("pairs", usage.parts),
        ("part", usage.parts),
        ("parts", usage.parts),
    ]
}

/// The files of the runtime.
pub(super) fn emit_runtime(usage: &Usage) -> Vec<Module> {
    let optional = optional(usage).into_iter();
    let unused: Vec<&str> = optional
        .filter(|(_, is_used)| !is_used)
        .map(|(name, _)| name)
        .collect();
    let is_left_out = |name: &str| {
        let module = name.strip_suffix(".rs").unwrap_or(name);
        unused.contains(&module)
    };
    let files = FILES.iter().filter(|(name, _)| !is_left_out(name));
    files
        .map(|(name, text)| {
            let text = match *name {
                "mod.rs" => without(text, &unused),
                _ => (*text).to_owned(),
            };
            Module::text(format!("src/runtime/{name}"), text)
        })
        .collect()
}

/// The root of the runtime without the lines that name modules which are left out.
fn without(text: &str, modules: &[&str]) -> String {
    let names = |line: &&str| {
        let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        !words.any(|word| modules.contains(&word))
    };
    text.lines()
        .filter(names)
        .map(|line| format!("{line}\n"))
        .collect()
}
