//! Settings of one call.

use std::time::Duration;

use http::HeaderMap;

/// Settings of one call; what is not set is as the client says.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct RequestOptions {
    /// How long an attempt may take. It holds where the body of the request or of the response is a stream only when it is
    /// set here.
    pub timeout: Option<Duration>,
    /// Where to send this call instead, for an operation that several servers offer; an `http` or `https` URL.
    pub base_url: Option<String>,
    /// Headers to send besides, or instead of those the client sets.
    pub headers: HeaderMap,
    /// Whether constraints are checked before sending.
    pub validate: Option<bool>,
}

impl std::fmt::Debug for RequestOptions {
    // Header values can be credentials.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RequestOptions")
            .field("timeout", &self.timeout)
            .field("base_url", &self.base_url)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("validate", &self.validate)
            .finish()
    }
}
