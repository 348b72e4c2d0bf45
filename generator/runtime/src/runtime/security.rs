//! Credentials: what the caller gave, which of it an operation needs, and where on a request it goes.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, header};

use super::exchange::Head;
use super::secret::Secret;
use super::style;
use super::transport::{BoxError, BoxFuture, Transport};

/// Gives the token of a request.
///
/// It is asked before every request: an implementation keeps its token and renews it when it runs out.
/// A [`Secret`] is a provider whose token never changes.
pub trait CredentialProvider: Send + Sync + 'static {
    /// The token to send.
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>>;

    /// Called when the server refused this token with status 401. `true` says that [`token`](Self::token) gives
    /// another one now; the request is then sent once more. `false` unless written otherwise.
    fn rejected<'a>(&'a self, token: &'a Secret) -> BoxFuture<'a, bool> {
        let _ = token;
        Box::pin(std::future::ready(false))
    }

    /// Called when a client with this provider is built, with what that client sends over and its base URL. Does
    /// nothing unless written otherwise.
    fn connect(&self, transport: &Arc<dyn Transport>, base_url: &str) {
        let _ = (transport, base_url);
    }
}

impl CredentialProvider for Secret {
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// What the caller set for one security scheme.
#[derive(Clone)]
pub(crate) enum Credential {
    /// A token that may change from request to request.
    Bearer(Arc<dyn CredentialProvider>),
    /// A user name and a password (RFC 7617).
    Basic {
        /// The user name; it holds no colon.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A fixed key.
    ApiKey(Secret),
}

impl Credential {
    /// The text that is sent, without the word `Bearer` or `Basic` before it.
    async fn text(&self) -> Result<Secret, BoxError> {
        match self {
            Credential::Bearer(provider) => provider.token().await,
            Credential::Basic { username, password } => {
                let pair = format!("{username}:{}", password.expose());
                Ok(Secret::new(STANDARD.encode(pair)))
            }
            Credential::ApiKey(key) => Ok(key.clone()),
        }
    }

    /// Whether its text can change.
    pub(crate) fn is_renewable(&self) -> bool {
        match self {
            Credential::Bearer(_) => true,
            Credential::Basic { .. } | Credential::ApiKey(_) => false,
        }
    }

    /// Says that the server refused this text; whether there is another one now.
    pub(crate) async fn rejected(&self, text: &Secret) -> bool {
        match self {
            Credential::Bearer(provider) => provider.rejected(text).await,
            Credential::Basic { .. } | Credential::ApiKey(_) => false,
        }
    }

    /// Passes on what the client sends over, and where to.
    pub(crate) fn connect(&self, transport: &Arc<dyn Transport>, base_url: &str) {
        match self {
            Credential::Bearer(provider) => provider.connect(transport, base_url),
            Credential::Basic { .. } | Credential::ApiKey(_) => {}
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A security scheme of the description: its name there, and where its credential goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    /// The key under `components/securitySchemes`.
    pub(crate) name: &'static str,
    pub(super) place: Place,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    /// `Authorization: Bearer …`; also for OAuth2 and OpenID Connect.
    pub(crate) const fn bearer(name: &'static str) -> Self {
        Scheme {
            name,
            place: Place::Bearer,
        }
    }

    /// `Authorization: Basic …`.
    pub(crate) const fn basic(name: &'static str) -> Self {
        Scheme {
            name,
            place: Place::Basic,
        }
    }

    /// A key in the header `header`.
    pub(crate) const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Scheme {
            name,
            place: Place::Header(header),
        }
    }

    /// A key in the query parameter `parameter`.
    pub(crate) const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Scheme {
            name,
            place: Place::Query(parameter),
        }
    }

    /// A key in the cookie `cookie`.
    pub(crate) const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Scheme {
            name,
            place: Place::Cookie(cookie),
        }
    }

    /// Asks for the credential and writes it into the head of a request; the text that was written.
    pub(crate) async fn authorize(
        &self,
        credential: &Credential,
        head: &mut Head,
    ) -> Result<Secret, BoxError> {
        let secret = credential.text().await?;
        let text = secret.expose();
        match self.place {
            Place::Bearer => insert(head, header::AUTHORIZATION, &format!("Bearer {text}"))?,
            Place::Basic => insert(head, header::AUTHORIZATION, &format!("Basic {text}"))?,
            Place::Header(name) => insert(head, HeaderName::try_from(name)?, text)?,
            Place::Query(name) => head.query.push(style::pair(name, text)),
            // A key is sent as it is, like any other value that a server has set (RFC 6265, section 5.4).
            Place::Cookie(_) if !style::is_cookie_text(text) => {
                return Err("the credential has characters that a cookie cannot carry".into());
            }
            Place::Cookie(name) => head.cookies.push(format!("{name}={text}")),
        }
        Ok(secret)
    }
}

fn insert(head: &mut Head, name: HeaderName, text: &str) -> Result<(), BoxError> {
    let mut value = HeaderValue::try_from(text)
        .map_err(|_| "the credential has characters that a header cannot carry")?;
    value.set_sensitive(true);
    head.headers.insert(name, value);
    Ok(())
}
