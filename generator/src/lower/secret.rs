//! Which properties hold secrets, by their names. Few descriptions say so themselves.

/// Endings that name a credential.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "secret_key",
    "client_secret",
    "private_key",
    "api_key",
    "apikey",
    "access_key",
    "access_token",
    "refresh_token",
    "auth_token",
    "id_token",
    "bearer_token",
    "api_token",
    "session_token",
    "secret_token",
];

/// Whether a property of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = snake_case(name);
    SECRETS.iter().any(|secret| {
        name.strip_suffix(secret)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    })
}

/// Words of a property name, whatever its convention, joined by `_`.
fn snake_case(name: &str) -> String {
    let mut words = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && after_lower {
            words.push('_');
        }
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        match c {
            '-' | '.' | ' ' => words.push('_'),
            _ => words.extend(c.to_lowercase()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn credentials_are_secrets_and_cursors_are_not() {
        for name in [
            "password",
            "clientSecret",
            "api_key",
            "x-api-key",
            "newPassword",
            "access_token",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "next_page_token",
            "token_count",
            "secretary",
            "secret_name",
            "has_password_set",
            "key",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
