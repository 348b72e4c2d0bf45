//! Security schemes.

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key under `components.securitySchemes`.
    pub name: String,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// How programs get its tokens themselves; only OAuth 2 says so.
    pub flows: Flows,
    /// What the description says of it.
    pub description: Option<String>,
}

/// The flows of OAuth 2 that need no browser (RFC 6749, sections 4.4 and 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    /// For tokens of the program itself.
    pub client_credentials: Option<ClientCredentials>,
    /// The address that takes refresh tokens.
    pub refresh_url: Option<String>,
}

/// Where tokens of the program itself come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCredentials {
    /// The address, which can be relative to the server.
    pub token_url: String,
    /// The scopes that operations require.
    pub scopes: Vec<String>,
}

impl Flows {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.client_credentials.is_none() && self.refresh_url.is_none()
    }
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`: HTTP bearer, OAuth 2 and OpenID Connect (RFC 6750).
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// An API key in a header.
    ApiKeyHeader(String),
    /// An API key in the query string.
    ApiKeyQuery(String),
    /// An API key in a cookie.
    ApiKeyCookie(String),
}
