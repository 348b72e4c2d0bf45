//! Builds a client from its settings.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};

use super::super::USER_AGENT;
use super::client::{Client, Inner};
use super::error::{Error, ErrorKind};
use super::security::{Credential, Scheme};
use super::transport::{BoxError, Transport};

/// Configures a [`Client`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(super) server: Cow<'static, str>,
    base_url: Option<String>,
    schemes: &'static [Scheme],
    credentials: Vec<(&'static str, Credential)>,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    user_agent_suffix: Option<String>,
    timeout: Duration,
    connect_timeout: Duration,
    read_timeout: Duration,
    validate: bool,
    max_response_bytes: usize,
    fault: Option<String>,
}

impl ClientBuilder {
    /// With the server and the security schemes of the description.
    pub(crate) fn with_server(server: &'static str, schemes: &'static [Scheme]) -> Self {
        ClientBuilder {
            server: server.into(),
            base_url: None,
            schemes,
            credentials: Vec::new(),
            transport: None,
            headers: HeaderMap::new(),
            user_agent_suffix: None,
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(60),
            validate: true,
            max_response_bytes: 32 * 1024 * 1024,
            fault: None,
        }
    }

    /// The security schemes of the description.
    pub(crate) fn schemes(&self) -> &'static [Scheme] {
        self.schemes
    }

    /// Sets the credential of a security scheme.
    pub(crate) fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.retain(|(known, _)| *known != scheme);
        self.credentials.push((scheme, credential));
        self
    }

    /// Sends all requests here instead of to the server of the description; an `http` or `https` URL.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the response. 60 seconds unless set. A body that
    /// is a stream, in either direction, takes as long as it takes.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How long connecting may take. 10 seconds unless set; a transport of your own has its own limit.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a response that is a stream may stay silent: until its head, and between two pieces of its body. The
    /// stream as a whole may take as long as it likes. 60 seconds unless set; a transport of your own has its own limit.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.read_timeout = limit;
        self
    }

    /// Sends requests with this client.
    ///
    /// Its redirect policy, proxies, connect timeout and read timeout apply. Note that `reqwest` follows redirects to other
    /// hosts unless told otherwise, and takes only some credentials off them.
    #[cfg(feature = "reqwest")]
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(super::reqwest_transport::ReqwestTransport::over(client))
    }

    /// Sends requests over a transport of your own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Whether the constraints of the description are checked before a request is sent. On unless set.
    pub fn validate_requests(mut self, on: bool) -> Self {
        self.validate = on;
        self
    }

    /// How many bytes of a response are read before it is given up. 32 MiB unless set.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Says more in the `User-Agent` header, as in `my-app/2.1`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Sends a header with every request.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (
            HeaderName::try_from(name),
            HeaderValue::try_from(value.as_ref()),
        ) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            (Err(_), _) => self.refuse(format!("`{name}` is no name a header can have")),
            (Ok(name), Err(_)) => {
                self.refuse(format!(
                    "the header `{name}` has characters that a header cannot carry"
                ));
            }
        }
        self
    }

    /// Builds the client; nothing is sent.
    ///
    /// With the feature `rustls-no-provider`, a cryptography provider has to be installed before.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] where a setting cannot work.
    pub fn build(self) -> Result<Client, Error> {
        self.inner()
            .map(|inner| Client {
                inner: Arc::new(inner),
            })
            .map_err(|reason| Error::new("build", ErrorKind::Config { reason }))
    }

    fn inner(mut self) -> Result<Inner, String> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let base_url = match &self.base_url {
            Some(url) => checked(url)?,
            None => checked(&self.server).map_err(|reason| missing(&self.server, reason))?,
        };
        let agent = HeaderValue::try_from(match &self.user_agent_suffix {
            Some(suffix) => format!("{USER_AGENT} {suffix}"),
            None => USER_AGENT.to_owned(),
        });
        let agent =
            agent.map_err(|_| "the user agent has characters that a header cannot carry")?;
        self.headers.entry(header::USER_AGENT).or_insert(agent);
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout, self.read_timeout)
                .map_err(|error| format!("the HTTP client cannot be built: {error}"))?,
        };
        for (_, credential) in &self.credentials {
            credential.connect(&transport, &base_url);
        }
        Ok(Inner {
            base_url,
            base_url_is_set: self.base_url.is_some(),
            schemes: self.schemes,
            credentials: self.credentials,
            transport,
            headers: self.headers,
            timeout: self.timeout,
            read_timeout: self.read_timeout,
            validate: self.validate,
            max_response_bytes: self.max_response_bytes,
        })
    }

    pub(super) fn refuse(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(
    connect_timeout: Duration,
    read_timeout: Duration,
) -> Result<Arc<dyn Transport>, BoxError> {
    let transport = super::reqwest_transport::ReqwestTransport::new(connect_timeout, read_timeout)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(
    _connect_timeout: Duration,
    _read_timeout: Duration,
) -> Result<Arc<dyn Transport>, BoxError> {
    Err("set a transport, or turn on one of the features `rustls` and `native-tls`".into())
}

/// Why the description's own server is not enough.
fn missing(server: &str, reason: String) -> String {
    match server {
        "" => "the description names no server: set `base_url` on the builder".to_owned(),
        path if path.starts_with('/') => {
            format!(
                "the description names only the path `{path}` of its server: set `base_url` on the builder"
            )
        }
        server => format!(
            "{reason}, but `{server}` as the description says: set `base_url` on the builder"
        ),
    }
}

/// The base URL without the slashes at its end.
pub(crate) fn checked(url: &str) -> Result<String, String> {
    let parsed = Uri::try_from(url).map_err(|_| "the base URL is no URL")?;
    let has_scheme = matches!(parsed.scheme_str(), Some("http" | "https"));
    let authority = parsed.authority().filter(|_| has_scheme);
    let Some(authority) = authority else {
        return Err("the base URL is not an absolute `http` or `https` URL".to_owned());
    };
    if authority.as_str().contains('@') {
        return Err("the base URL holds a user name; set credentials on the builder".to_owned());
    }
    if url.contains(['?', '#']) {
        return Err("the base URL has a query or a fragment".to_owned());
    }
    Ok(url.trim_end_matches('/').to_owned())
}

impl fmt::Debug for ClientBuilder {
    // Header values and credentials are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field(
                "base_url",
                &self.base_url.as_deref().unwrap_or(&self.server),
            )
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("validate", &self.validate)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
