//! Base URLs.

use crate::diagnostic::Diagnostics;
use crate::ir::Server;
use crate::pointer::Pointer;

/// Lowers the servers of a document.
pub(super) fn lower_servers(
    servers: &[openapiv3::Server],
    diagnostics: &mut Diagnostics,
) -> Vec<Server> {
    for (index, server) in servers.iter().enumerate() {
        if server
            .variables
            .as_ref()
            .is_some_and(|variables| !variables.is_empty())
        {
            let at = Pointer::root().child("servers").index(index);
            let message =
                "server variables have their defaults; another server is set with `base_url`";
            diagnostics.unsupported("server-variables", &at, message);
        }
    }
    let servers = servers.iter().map(|server| Server {
        url: lower_server_url(server),
        description: server.description.clone(),
    });
    servers.collect()
}

/// The URL of a server with its variables replaced by their defaults.
pub(super) fn lower_server_url(server: &openapiv3::Server) -> String {
    let mut url = server.url.clone();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}
