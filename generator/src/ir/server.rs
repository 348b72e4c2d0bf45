//! Where an API is served.

use super::Api;

/// A base URL, which can have variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The URL with its variables replaced by their defaults; empty where that gives none.
    pub url: String,
    /// What the description calls it (OpenAPI 3.2.0, Server Object).
    pub name: Option<String>,
    /// What the description says of it.
    pub description: Option<String>,
    /// The URL with its variables in braces.
    pub template: String,
    /// The variables that a caller can choose, as they stand in the template.
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL that the caller chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// What it can be; any text where there are none.
    pub values: Vec<String>,
    /// What it is unless the caller says otherwise; one of the values, where there are some.
    pub default: String,
    /// What the description says of it.
    pub description: Option<String>,
}

impl Server {
    /// Whether it says where the API is, and not only the path there.
    #[must_use]
    pub fn has_address(&self) -> bool {
        is_absolute(&self.url)
    }

    /// Whether it says so once its variables are set.
    #[must_use]
    pub fn can_have_address(&self) -> bool {
        is_absolute(&self.template) || self.template.starts_with('{')
    }
}

impl Api {
    /// The servers that a caller can choose from; none where there is no choice. One that is known by its path alone
    /// can be reached only by its whole URL.
    #[must_use]
    pub fn server_choices(&self) -> Vec<&Server> {
        let servers = self.servers.iter().filter(|it| it.can_have_address());
        let servers = servers.collect::<Vec<_>>();
        let has_variables = servers.iter().any(|it| !it.variables.is_empty());
        let first = self.servers.first();
        let is_usual = |only: &&Server| first.is_some_and(|first| std::ptr::eq(first, *only));
        let is_choice = match servers.as_slice() {
            [only] => !is_usual(only),
            [] => false,
            [_, _, ..] => true,
        };
        if is_choice || has_variables {
            servers
        } else {
            Vec::new()
        }
    }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
