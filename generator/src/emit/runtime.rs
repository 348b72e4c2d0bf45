//! The runtime's files, which every client carries as they are.

use super::module::Module;
use super::usage::Usage;

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

/// Modules that only some clients need: regular expressions, which bring a dependency, and enums of any values.
const OPTIONAL: [&str; 2] = ["pattern", "value_enum"];

/// The files of the runtime.
pub(super) fn emit_runtime(usage: Usage) -> Vec<Module> {
    let is_used = [usage.patterns, usage.value_enums];
    let used = OPTIONAL.iter().zip(is_used);
    let unused: Vec<&str> = used
        .filter(|(_, is_used)| !is_used)
        .map(|(name, _)| *name)
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
