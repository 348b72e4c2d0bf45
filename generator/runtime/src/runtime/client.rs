//! The client: where requests go, with which credentials, and over what.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method};

use super::builder;
use super::options::RequestOptions;
use super::raw_request::RawRequest;
use super::security::{Credential, Scheme};
use super::transport::Transport;

/// A client of this API. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

impl Client {
    /// A request to a path of this API, for what the other methods do not offer.
    ///
    /// `path` is appended to the base URL as it stands. No credential is sent unless
    /// [`RawRequest::auth`] asks for it.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .field("credentials", &self.inner.credential_names())
            .finish_non_exhaustive()
    }
}

/// What all clones of a client share.
pub(crate) struct Inner {
    /// Without a slash at its end.
    pub(crate) base_url: String,
    /// Whether the caller chose the base URL: it then takes the place of every server.
    pub(crate) base_url_is_set: bool,
    pub(crate) schemes: &'static [Scheme],
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) validate: bool,
    pub(crate) max_response_bytes: usize,
}

impl Inner {
    /// The URL of a path, without a query; a reason in words where the base URL of the call is none.
    pub(crate) fn url(
        &self,
        options: &RequestOptions,
        server: Option<&str>,
        path: &str,
    ) -> Result<String, String> {
        match &options.base_url {
            Some(url) => Ok(join(&builder::checked(url)?, path)),
            None => Ok(self.url_of_server(server, path)),
        }
    }

    fn url_of_server(&self, server: Option<&str>, path: &str) -> String {
        match server {
            Some(server) if !self.base_url_is_set => match server.strip_prefix('/') {
                Some(relative) => join(&format!("{}/{relative}", origin(&self.base_url)), path),
                None => join(server, path),
            },
            Some(_) | None => join(&self.base_url, path),
        }
    }

    /// The credentials of the first alternative that needs some and of which all are set; none where there is no
    /// such alternative, and the server decides.
    pub(crate) fn select(&self, security: &[&[&str]]) -> Vec<(Scheme, Credential)> {
        let mut alternatives = security.iter().filter(|schemes| !schemes.is_empty());
        let all_set = |schemes: &&[&str]| -> Option<Vec<_>> {
            schemes.iter().map(|name| self.credential(name)).collect()
        };
        alternatives.find_map(all_set).unwrap_or_default()
    }

    /// The scheme of this name with its credential, where one is set.
    pub(crate) fn credential(&self, name: &str) -> Option<(Scheme, Credential)> {
        let scheme = self.schemes.iter().find(|scheme| scheme.name == name)?;
        let (_, credential) = self.credentials.iter().find(|(known, _)| *known == name)?;
        Some((*scheme, credential.clone()))
    }

    fn credential_names(&self) -> Vec<&'static str> {
        self.credentials.iter().map(|(name, _)| *name).collect()
    }
}

fn join(base: &str, path: &str) -> String {
    format!("{}{path}", base.trim_end_matches('/'))
}

/// Scheme, host and port.
pub(crate) fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}
