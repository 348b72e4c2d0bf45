//! The request to a token endpoint and its answer (RFC 6749, sections 2.3.1, 5.1 and 5.2).

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::BytesMut;
use http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use serde_json::{Map, Value};

use super::super::USER_AGENT;
use super::body::{Body, ResponseBody};
use super::client;
use super::secret::Secret;
use super::style;
use super::token_cache::Grant;
use super::transport::{AttemptTimeout, BoxError, Transport};

/// How long the token endpoint may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The longest answer that is read, in bytes.
const LONGEST: usize = 256 * 1024;

/// How a client shows a token endpoint who it is (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// With the header `Authorization: Basic …`, which every server has to accept: `client_secret_basic`.
    #[default]
    Basic,
    /// With parameters in the body: `client_secret_post`.
    Post,
}

/// What is sent to a token endpoint.
pub(crate) struct TokenRequest {
    pub(crate) url: String,
    grant_type: &'static str,
    client: Option<(String, Option<Secret>)>,
    scope: Option<String>,
    pub(crate) authentication: ClientAuthentication,
    pub(crate) parameters: Vec<(String, String)>,
    transport: OnceLock<Arc<dyn Transport>>,
    /// Where a relative address starts.
    base_url: OnceLock<String>,
}

impl TokenRequest {
    pub(crate) fn new(url: String, grant_type: &'static str) -> Self {
        TokenRequest {
            url,
            grant_type,
            client: None,
            scope: None,
            authentication: ClientAuthentication::default(),
            parameters: Vec::new(),
            transport: OnceLock::new(),
            base_url: OnceLock::new(),
        }
    }

    pub(crate) fn client(mut self, id: String, secret: Option<Secret>) -> Self {
        self.client = Some((id, secret));
        self
    }

    pub(crate) fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<_> = scopes
            .into_iter()
            .map(|it| it.as_ref().to_owned())
            .collect();
        self.scope = Some(scopes.join(" ")).filter(|scope| !scope.is_empty());
        self
    }

    /// Sets what it is sent over, once.
    pub(crate) fn send_over(&self, transport: &Arc<dyn Transport>) {
        self.transport.get_or_init(|| transport.clone());
    }

    /// Sets what it is sent over, where that is not set, and where a relative address starts.
    pub(crate) fn connect(&self, transport: &Arc<dyn Transport>, base_url: &str) {
        self.send_over(transport);
        self.base_url.get_or_init(|| base_url.to_owned());
    }

    /// Sends it.
    pub(crate) async fn send(
        &self,
        secrets: Vec<(&'static str, Secret)>,
    ) -> Result<Grant, BoxError> {
        let transport = self.transport.get();
        let transport = transport.ok_or("the token provider belongs to no client")?;
        let request = self.request(&secrets)?;
        let answer = transport.execute(request).await?;
        let status = answer.status();
        let body = read(answer.into_body()).await?;
        granted(status, &body).map_err(BoxError::from)
    }

    fn request(&self, secrets: &[(&'static str, Secret)]) -> Result<Request<Body>, BoxError> {
        let mut pairs = vec![style::pair("grant_type", self.grant_type)];
        let secrets = secrets.iter().map(|(name, it)| (*name, it.expose()));
        let scope = self.scope.iter().map(|scope| ("scope", scope.as_str()));
        let further = self.parameters.iter();
        let further = further.map(|(name, value)| (name.as_str(), value.as_str()));
        let all = secrets.chain(scope).chain(further);
        pairs.extend(all.map(|(name, value)| style::pair(name, value)));
        let authorization = self.authenticate(&mut pairs)?;
        let mut request = Request::new(Body::from(pairs.join("&")));
        *request.method_mut() = Method::POST;
        let base_url = self.base_url.get().map_or("", String::as_str);
        let uri = Uri::try_from(absolute(base_url, &self.url));
        *request.uri_mut() = uri.map_err(|_| "the address of the token endpoint is no URL")?;
        request.extensions_mut().insert(AttemptTimeout(TIMEOUT));
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::ACCEPT, json);
        headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
        headers.extend(authorization.map(|value| (header::AUTHORIZATION, value)));
        Ok(request)
    }

    /// The header that says who the client is, or none where the body says it.
    fn authenticate(&self, pairs: &mut Vec<String>) -> Result<Option<HeaderValue>, BoxError> {
        let Some((id, secret)) = &self.client else {
            return Ok(None);
        };
        match (secret, self.authentication) {
            (Some(secret), ClientAuthentication::Basic) => {
                let pair = format!("{}:{}", style::encode(id), style::encode(secret.expose()));
                let mut value = HeaderValue::try_from(format!("Basic {}", STANDARD.encode(pair)))?;
                value.set_sensitive(true);
                Ok(Some(value))
            }
            (secret, ClientAuthentication::Basic | ClientAuthentication::Post) => {
                pairs.push(style::pair("client_id", id));
                let secret = secret.iter();
                pairs.extend(secret.map(|it| style::pair("client_secret", it.expose())));
                Ok(None)
            }
        }
    }
}

/// The address that a reference stands for (RFC 3986, section 5.2).
fn absolute(base_url: &str, reference: &str) -> String {
    let is_absolute = reference.starts_with("https://") || reference.starts_with("http://");
    if is_absolute || base_url.is_empty() {
        return reference.to_owned();
    }
    let origin = client::origin(base_url);
    if reference.starts_with("//") {
        let scheme = origin.split("//").next().unwrap_or_default();
        return format!("{scheme}{reference}");
    }
    let folder = match reference.strip_prefix('/') {
        Some(_) => "",
        // The last segment of the base is replaced.
        None => base_url[origin.len()..]
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder),
    };
    format!("{origin}{folder}/{}", reference.trim_start_matches('/'))
}

async fn read(mut body: ResponseBody) -> Result<BytesMut, BoxError> {
    let mut out = BytesMut::new();
    while let Some(piece) = body.next().await {
        out.extend_from_slice(&piece?);
        if out.len() > LONGEST {
            return Err("the answer of the token endpoint is too long".into());
        }
    }
    Ok(out)
}

/// What the token endpoint grants by this answer, or why there is no token.
pub(crate) fn granted(status: StatusCode, body: &[u8]) -> Result<Grant, String> {
    let members: Option<Map<String, Value>> = serde_json::from_slice(body).ok();
    if !status.is_success() {
        return Err(refusal(status, &members.unwrap_or_default()));
    }
    let members = members.ok_or("the answer of the token endpoint is no JSON object")?;
    Ok(grant(members)?)
}

/// Why there is no token. Of the answer only the code shows, and only if it looks like one: texts of the server can
/// repeat what was sent.
fn refusal(status: StatusCode, members: &Map<String, Value>) -> String {
    let code = members.get("error").and_then(Value::as_str);
    let code =
        code.filter(|it| it.len() <= 40 && it.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    match code {
        Some(code) => format!("the token endpoint answered {}: {code}", status.as_u16()),
        None => format!("the token endpoint answered {}", status.as_u16()),
    }
}

fn grant(mut members: Map<String, Value>) -> Result<Grant, &'static str> {
    let mut secret = |name: &str| match members.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(Secret::new(text)),
        Some(_) | None => None,
    };
    let access_token =
        secret("access_token").ok_or("the token endpoint answered without a token")?;
    let refresh_token = secret("refresh_token");
    let token_type = members.get("token_type").and_then(Value::as_str);
    // Some servers leave the type out, although it is required.
    if token_type.is_some_and(|it| !it.eq_ignore_ascii_case("bearer")) {
        return Err("the token endpoint answered with a token that is no bearer token");
    }
    // Some servers write the number as a text.
    let expires_in = members.get("expires_in").and_then(|it| match it {
        Value::Number(seconds) => seconds.as_f64(),
        Value::String(seconds) => seconds.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    });
    Ok(Grant {
        access_token,
        expires_in: expires_in.and_then(|it| Duration::try_from_secs_f64(it).ok()),
        refresh_token,
    })
}

impl fmt::Debug for TokenRequest {
    // The parameters can hold secrets too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("url", &self.url)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}
