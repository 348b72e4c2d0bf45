//! Base URLs.

use crate::ir::Server;

/// Lowers the servers of a document.
pub(super) fn lower_servers(servers: &[openapiv3::Server]) -> Vec<Server> {
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
