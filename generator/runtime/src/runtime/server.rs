//! Servers with variables: what their values make of the URL.

use super::builder::ClientBuilder;

impl ClientBuilder {
    /// Sends requests to this server of the description, unless a base URL is set; a URL that cannot be made is a
    /// fault of the builder.
    pub(crate) fn described_server(mut self, url: Result<String, String>) -> Self {
        match url {
            Ok(url) => self.server = url.into(),
            Err(reason) => self.refuse(reason),
        }
        self
    }
}

/// Puts the values of variables into a template, in one pass.
///
/// Fails, in words, where a value in the host would end the host or name a user: a part of a host name can come from
/// elsewhere, and requests carry credentials.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let (mut url, mut rest, mut is_host) = (String::new(), template, false);
    while let Some((literal, name, after)) = next_name(rest) {
        url.push_str(literal);
        is_host = match literal.split_once("://") {
            Some((_, host)) => !host.contains('/'),
            None => is_host && !literal.contains('/'),
        };
        let value = values.iter().find(|(known, _)| *known == name);
        let value = value.map_or("", |(_, value)| *value);
        // A value that starts with a slash ends the host, but only where the host can end in the description.
        let place = Place {
            begins: url.ends_with("//"),
            ends: after.is_empty() || after.starts_with('/'),
            is_before_port: after.starts_with(':'),
        };
        let ends_host = place.ends && value.starts_with('/') && !place.begins;
        if is_host && !ends_host && !value.chars().all(|c| place.takes(c)) {
            return Err(format!("the server variable `{name}` is no part of a host"));
        }
        if value.contains(['?', '#']) {
            return Err(format!(
                "the server variable `{name}` has a query or a fragment"
            ));
        }
        is_host &= !ends_host;
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    match url.split_once("://").map(|(_, rest)| rest) {
        Some(rest) if !is_whole(rest) => {
            Err("the host lacks a part: set every server variable".to_owned())
        }
        Some(_) | None => Ok(url),
    }
}

/// Where in a host a variable stands.
struct Place {
    begins: bool,
    ends: bool,
    is_before_port: bool,
}

impl Place {
    /// Whether a value can have this character without becoming more than a part of the host.
    fn takes(&self, c: char) -> bool {
        // Only a whole host can be an address in brackets, and only the end of a host can bring a port.
        let is_whole = self.begins && (self.ends || self.is_before_port);
        match c {
            '/' | '\\' | '@' | '?' | '#' => false,
            '[' | ']' => is_whole,
            ':' => is_whole || self.ends,
            _ => true,
        }
    }
}

/// Whether no label of the host is empty, save behind a dot at its end.
fn is_whole(rest: &str) -> bool {
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let host = host.strip_suffix('.').unwrap_or(host);
    !host.split('.').any(str::is_empty)
}

/// Splits at the first `{name}`.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}
