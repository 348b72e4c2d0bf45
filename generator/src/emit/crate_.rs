//! The crate around the client: `lib.rs` and `README.md`.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::example;
use super::module::{Item, Module};
use super::usage::Usage;
use crate::ir::Foreign;

/// The runtime's public surface.
const RUNTIME: [&str; 24] = [
    "ApiError",
    "AttemptTimeout",
    "Base64",
    "Body",
    "BoxError",
    "BoxFuture",
    "Client",
    "ClientBuilder",
    "CredentialProvider",
    "Error",
    "ErrorKind",
    "Nullable",
    "Pending",
    "ProblemDetails",
    "RawRequest",
    "ReadTimeout",
    "RequestOptions",
    "Response",
    "ResponseBody",
    "Secret",
    "Transport",
    "TransportError",
    "Violation",
    "Violations",
];

/// `src/lib.rs`.
pub(super) fn emit_lib(cx: &Cx<'_>, usage: &Usage) -> Module {
    let api = cx.api();
    let docs = Prose::sentence(format!("Client for {}.", title(cx)))
        .with_markdown(api.description.as_deref())
        .with_lines(example_lines(cx, "no_run"));
    let names = exports(usage).into_iter().map(super::ident::fixed);
    let where_used = |used: bool, line: TokenStream| used.then_some(line);
    let webhooks = where_used(
        usage.webhooks,
        quote!(
            pub mod webhooks;
        ),
    );
    let servers = where_used(
        usage.servers,
        quote!(
            pub mod servers;
        ),
    );
    let server = where_used(
        usage.servers,
        quote!(
            pub use servers::Server;
        ),
    );
    let error_headers = where_used(
        usage.error_headers,
        quote!(
            mod error_headers;
        ),
    );
    let error_headers_type = where_used(
        usage.error_headers,
        quote!(
            pub use error_headers::ErrorHeaders;
        ),
    );
    let items = vec![
        Item::Lines(quote!(#![forbid(unsafe_code)] #![warn(missing_docs)])),
        Item::Lines(quote! {
            mod client;
            #[cfg(feature = "dynamic")]
            pub mod dynamic;
            mod error_body;
            #error_headers
            pub mod models;
            pub mod operations;
            #webhooks
            #servers
        }),
        Item::Rust(quote! {
            #[allow(
                dead_code,
                unused_imports,
                unused_macros,
                reason = "a client uses the part of the runtime that its operations need"
            )]
            mod runtime;
        }),
        Item::Lines(quote! {
            pub use bytes;
            pub use error_body::ErrorBody;
            #error_headers_type
            pub use http;
            pub use runtime::{#(#names),*};
            pub use serde_json;
            #server
        }),
        Item::Rust(quote! {
            /// What the `User-Agent` header says before the suffix of the builder.
            pub(crate) const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        }),
    ];
    Module::rust("src/lib.rs", docs.into_lines(), items)
}

/// What the crate shows of the runtime, sorted: the part that every client has, and what this one needs besides.
fn exports(usage: &Usage) -> Vec<&'static str> {
    let further = [
        ("ByteStream", usage.files()),
        ("ClientAuthentication", usage.oauth2),
        ("ClientCredentials", usage.oauth2),
        ("Event", usage.events),
        ("EventStream", usage.events),
        ("JsonLines", usage.json_lines),
        ("Part", usage.parts),
        ("Parts", usage.parts),
        ("Reconnect", usage.events),
        ("RefreshToken", usage.oauth2),
        ("Rfc3339", usage.foreign.contains(&Foreign::TimeDateTime)),
    ];
    let further = further.iter().filter(|(_, is_used)| *is_used);
    let further = further.map(|(name, _)| *name);
    let mut names: Vec<_> = RUNTIME.iter().copied().chain(further).collect();
    names.sort_unstable();
    names
}

/// `README.md`.
pub(super) fn emit_readme(cx: &Cx<'_>, usage: &Usage) -> Module {
    let options = cx.model.options;
    let (package, command) = (&options.package, &options.command);
    let about = Prose::markdown(cx.api().description.as_deref())
        .into_lines()
        .join("\n");
    let about = if about.is_empty() {
        String::new()
    } else {
        format!("{about}\n\n")
    };
    let example = example_lines(cx, "rust").join("\n");
    let title = title(cx);
    let files = match usage.files() {
        true => "- `fs`: files as bodies, and bodies into files, by Tokio.\n",
        false => "",
    };
    Module::text(
        "README.md",
        format!(
            "# {package}\n\n\
             Client for {title}, version {version} of its description.\n\n\
             {about}{example}\n\n\
             ## Features\n\n\
             - `rustls` (on by default): TLS by rustls with its default cryptography provider.\n\
             - `rustls-no-provider`: TLS by rustls; the program installs a cryptography provider itself.\n\
             - `native-tls`: TLS by the operating system.\n\
             - `reqwest`: the default transport without TLS. Without any of these, the builder needs a transport.\n\
             {files}- `serde-all`: `Serialize` and `Deserialize` for every model, not only where an operation needs it.\n\
             - `dynamic`: operations and models by name, for programs that know them only when they run.\n\n\
             ## Changing this crate\n\n\
             Every file is generated. Change the description and run `{command}`.\n",
            version = cx
                .api()
                .version
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
    )
}

/// A fenced example.
fn example_lines(cx: &Cx<'_>, language: &str) -> Vec<String> {
    let hidden = language == "no_run";
    let mut lines = vec![format!("```{language}")];
    if hidden {
        lines.push("# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    }
    lines.extend(example::lines(cx));
    if hidden {
        lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    }
    lines.push("```".to_owned());
    lines
}

/// The API's title as it stands in a sentence.
fn title(cx: &Cx<'_>) -> String {
    let title = super::docs::line(&cx.api().title);
    let title = title.trim_end_matches('.');
    if title.is_empty() {
        "an API without a title".to_owned()
    } else {
        format!("the {}", named(title))
    }
}

/// A title that says what it is the title of: `Objects API` for `Objects`.
pub(super) fn named(title: &str) -> String {
    const KINDS: [&str; 6] = ["api", "apis", "client", "service", "services", "sdk"];
    let title = title
        .strip_prefix("The ")
        .or_else(|| title.strip_prefix("the "))
        .unwrap_or(title);
    let says_so = title
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| KINDS.contains(&word.to_lowercase().as_str()));
    if says_so {
        title.to_owned()
    } else {
        format!("{title} API")
    }
}
