//! OAuth 2: tokens that this crate fetches and renews itself (RFC 6749, sections 4.4 and 6).
//!
//! One form is posted to one address, over the transport of the client; the crates for OAuth 2 are made for the flows
//! with a browser, and bring types of their own for all of it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::secret::Secret;
use super::security::CredentialProvider;
use super::token_cache::TokenCache;
use super::token_request::{ClientAuthentication, TokenRequest};
use super::transport::{BoxError, BoxFuture, Transport};

/// Gets tokens for the program itself (RFC 6749, section 4.4).
///
/// A token is kept until 80 % of its life are over. Callers that need a new one at the same time wait for one request.
/// It fetches over the transport of the client that it is given to.
pub struct ClientCredentials {
    request: TokenRequest,
    cache: TokenCache,
}

impl ClientCredentials {
    /// With the address of the token endpoint and what the client is registered with. A relative address starts at
    /// the base URL of the client that this is given to.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        let request = TokenRequest::new(token_url.into(), "client_credentials")
            .client(client_id.into(), Some(client_secret.into()));
        ClientCredentials {
            request,
            cache: TokenCache::default(),
        }
    }

    /// Fetches from another address.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.request.url = url.into();
        self
    }

    /// Asks for these scopes and no others.
    #[must_use]
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.request = self.request.scopes(scopes);
        self
    }

    /// Sets how the client shows who it is. [`ClientAuthentication::Basic`] unless set.
    #[must_use]
    pub fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.request.authentication = authentication;
        self
    }

    /// Sends a further parameter to the token endpoint, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.parameters.push((name.into(), value.into()));
        self
    }

    /// Fetches over a transport of its own.
    #[must_use]
    pub fn transport(self, transport: impl Transport) -> Self {
        self.request.send_over(&(Arc::new(transport) as _));
        self
    }

    /// Tells the time by another clock.
    #[must_use]
    pub(crate) fn clock(mut self, clock: super::token_cache::Clock) -> Self {
        self.cache.clock = clock;
        self
    }
}

impl CredentialProvider for ClientCredentials {
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(self.cache.token(|| self.request.send(Vec::new())))
    }

    fn rejected<'a>(&'a self, token: &'a Secret) -> BoxFuture<'a, bool> {
        Box::pin(self.cache.drop_token(token))
    }

    fn connect(&self, transport: &Arc<dyn Transport>, base_url: &str) {
        self.request.connect(transport, base_url);
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ClientCredentials")
            .field(&self.request)
            .finish()
    }
}

type OnRotation = Box<dyn Fn(&Secret) + Send + Sync>;

/// Gets tokens with a refresh token, which the program was given before (RFC 6749, section 6).
///
/// Tokens are kept and renewed as by [`ClientCredentials`]. Where the server answers with a new refresh token, that
/// one is used from then on.
pub struct RefreshToken {
    request: TokenRequest,
    cache: TokenCache,
    refresh_token: Mutex<Secret>,
    on_rotation: Option<OnRotation>,
}

impl RefreshToken {
    /// With the address of the token endpoint; a relative one starts at the base URL of the client that this is given
    /// to.
    pub fn new(token_url: impl Into<String>, refresh_token: impl Into<Secret>) -> Self {
        RefreshToken {
            request: TokenRequest::new(token_url.into(), "refresh_token"),
            cache: TokenCache::default(),
            refresh_token: Mutex::new(refresh_token.into()),
            on_rotation: None,
        }
    }

    /// Sets what the client is registered with.
    #[must_use]
    pub fn client(
        mut self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        self.request = self
            .request
            .client(client_id.into(), Some(client_secret.into()));
        self
    }

    /// Sets the identifier of a client that has no secret.
    #[must_use]
    pub fn public_client(mut self, client_id: impl Into<String>) -> Self {
        self.request = self.request.client(client_id.into(), None);
        self
    }

    /// Fetches from another address.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.request.url = url.into();
        self
    }

    /// Asks for these scopes and no others.
    #[must_use]
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.request = self.request.scopes(scopes);
        self
    }

    /// Sets how the client shows who it is. [`ClientAuthentication::Basic`] unless set.
    #[must_use]
    pub fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.request.authentication = authentication;
        self
    }

    /// Calls this with every new refresh token, for a program that keeps it: the old one may not work again.
    #[must_use]
    pub fn on_rotation(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Box::new(keep));
        self
    }

    /// Fetches over a transport of its own.
    #[must_use]
    pub fn transport(self, transport: impl Transport) -> Self {
        self.request.send_over(&(Arc::new(transport) as _));
        self
    }

    fn current(&self) -> Secret {
        let current = self.refresh_token.lock();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn rotate(&self, new: Secret) {
        if let Some(keep) = &self.on_rotation {
            keep(&new);
        }
        let current = self.refresh_token.lock();
        *current.unwrap_or_else(PoisonError::into_inner) = new;
    }
}

impl CredentialProvider for RefreshToken {
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(self.cache.token(async || {
            let refresh_token = ("refresh_token", self.current());
            let mut grant = self.request.send(vec![refresh_token]).await?;
            if let Some(new) = grant.refresh_token.take() {
                self.rotate(new);
            }
            Ok(grant)
        }))
    }

    fn rejected<'a>(&'a self, token: &'a Secret) -> BoxFuture<'a, bool> {
        Box::pin(self.cache.drop_token(token))
    }

    fn connect(&self, transport: &Arc<dyn Transport>, base_url: &str) {
        self.request.connect(transport, base_url);
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RefreshToken").field(&self.request).finish()
    }
}
