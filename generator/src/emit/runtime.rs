//! The runtime's files, which every client carries as they are.

use super::module::Module;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name)))),*]
    };
}

/// Every file below `src/runtime`, with its text.
pub(super) const FILES: &[(&str, &str)] = files! {
    "base64.rs" "body.rs" "builder.rs" "call.rs" "check.rs" "client.rs" "decode.rs" "describe.rs"
    "dynamic.rs" "enums.rs" "error.rs" "exchange.rs" "limits.rs" "locate.rs" "mod.rs" "nullable.rs"
    "object.rs" "operation.rs" "options.rs" "parameter.rs" "pattern.rs" "pending.rs"
    "raw_request.rs" "reqwest_transport.rs" "response.rs" "secret.rs" "security.rs" "style.rs"
    "template.rs" "transport.rs" "union.rs" "validate.rs" "value.rs" "value_enum.rs" "violation.rs"
};

/// The file that only clients with patterns need; it brings a dependency.
const PATTERN: &str = "pattern.rs";

/// The files of the runtime.
pub(super) fn emit_runtime(has_patterns: bool) -> Vec<Module> {
    let files = FILES
        .iter()
        .filter(|(name, _)| has_patterns || *name != PATTERN);
    files
        .map(|(name, text)| {
            let text = if has_patterns {
                (*text).to_owned()
            } else {
                text.replace("mod pattern;\n", "")
            };
            Module::text(format!("src/runtime/{name}"), text)
        })
        .collect()
}
