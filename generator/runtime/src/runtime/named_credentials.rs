//! Credentials by the names of their security schemes, as JSON.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::builder::ClientBuilder;
use super::dynamic::DynamicError;
use super::secret::Secret;
use super::security::{Credential, Place, Scheme};

impl ClientBuilder {
    /// Sets credentials by the names that the description gives to their security schemes: a text is a bearer token or
    /// an API key, an object `{"username": …, "password": …}` is for basic authentication.
    ///
    /// Names that the description does not know are passed over, since nothing is ever sent for them.
    ///
    /// # Errors
    ///
    /// Where a credential is none of the kind that its scheme takes.
    pub fn named_credentials(self, credentials: &Map<String, Value>) -> Result<Self, DynamicError> {
        let mut builder = self;
        for scheme in builder.schemes() {
            let Some(json) = credentials.get(scheme.name) else {
                continue;
            };
            let credential = credential(scheme, json).ok_or_else(|| {
                let name = scheme.name;
                DynamicError::invalid(format!("this is no credential for the scheme `{name}`"))
            })?;
            builder = builder.credential(scheme.name, credential);
        }
        Ok(builder)
    }
}

fn credential(scheme: &Scheme, json: &Value) -> Option<Credential> {
    match scheme.place {
        Place::Bearer => {
            let token = Secret::new(json.as_str()?);
            Some(Credential::Bearer(Arc::new(token)))
        }
        Place::Basic => {
            let text = |name: &str| json.get(name)?.as_str().map(str::to_owned);
            // A colon ends the user name (RFC 7617, section 2).
            let username = text("username").filter(|it| !it.contains(':'))?;
            let password = Secret::new(text("password")?);
            Some(Credential::Basic { username, password })
        }
        Place::Header(_) | Place::Query(_) | Place::Cookie(_) => {
            Some(Credential::ApiKey(Secret::new(json.as_str()?)))
        }
    }
}
