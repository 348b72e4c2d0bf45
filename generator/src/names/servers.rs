//! Names of servers and of their variables.

use std::collections::BTreeSet;

use super::scope::{Role, Scope};
use super::words::{Words, counted};
use super::{Ident, ServerNames, VariableNames};
use crate::ir::{Api, Server, ServerVariable};

/// Types that the module of servers uses or has.
const TYPES: &[&str] = &[
    "Self", "Server", "String", "Result", "Ok", "Err", "Into", "From", "Default", "Option", "Some",
    "None", "Vec", "Box",
];

/// Words that every server can be described with.
const COMMON: &[&str] = &[
    "a",
    "an",
    "the",
    "our",
    "main",
    "server",
    "servers",
    "environment",
    "env",
    "endpoint",
    "api",
    "url",
    "base",
    "host",
    "instance",
];

/// The most words of a description that read as a name.
const LONGEST: usize = 3;

/// Names for the servers that a caller can choose from, in their order.
pub(super) fn assign(api: &Api) -> Vec<ServerNames> {
    let servers = api.server_choices();
    let mut types = Types {
        scope: Scope::with_reserved(TYPES.iter().copied()),
        known: Vec::new(),
    };
    let mut variants = Scope::with_reserved(["Self"]);
    let mut names = Vec::new();
    for words in words_of_servers(&servers) {
        let variant = variants.claim_words(&words, Role::Variant);
        let settings = match servers.len() {
            1 => Scope::default().claim("server", Role::Type),
            _ => types
                .scope
                .claim_words(&Words::of(variant.as_str()).with("server"), Role::Type),
        };
        names.push((variant, settings));
    }
    let names = servers.iter().zip(names);
    let names = names.map(|(server, (variant, settings))| ServerNames {
        variables: types.variables(server, &variant),
        variant,
        settings,
    });
    names.collect()
}

/// What tells each server from the others: its name, its description where that is short, else parts of its URL.
fn words_of_servers(servers: &[&Server]) -> Vec<Words> {
    let spoken = servers.iter().map(|server| spoken(server));
    let spoken = spoken.collect::<Vec<_>>();
    let hosts = distinct(servers.iter().map(|server| host(&server.template)));
    let urls = distinct(servers.iter().map(|server| Words::of(&server.template)));
    let (speaking, hosting) = (counted(spoken.iter().flatten()), counted(&hosts));
    let chosen = (0..servers.len()).map(|index| match &spoken[index] {
        Some(words) if speaking.get(words) == Some(&1) => words,
        Some(_) | None if !hosts[index].is_empty() && hosting.get(&hosts[index]) == Some(&1) => {
            &hosts[index]
        }
        Some(_) | None => &urls[index],
    });
    let named = servers.iter().zip(chosen);
    named
        .map(|(server, words)| or_whole(server, words))
        .collect()
}

/// The words, or all of the URL where it has none of its own: the host, else the variables.
fn or_whole(server: &Server, words: &Words) -> Words {
    let [host, url] = [host(&server.template), Words::of(&server.template)];
    let is_telling = |words: &&Words| !words.is_empty();
    let words = [words, &host, &url].into_iter().find(is_telling);
    words.cloned().unwrap_or_else(|| Words::of("server"))
}

/// A URL without its protocol and its variables.
fn host(template: &str) -> Words {
    let rest = template
        .split_once("://")
        .map_or(template, |(_, rest)| rest);
    let literals = rest
        .split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, it)| it));
    Words::of(&literals.collect::<Vec<_>>().join(" "))
}

/// Each without the words that all of them have.
fn distinct(all: impl Iterator<Item = Words>) -> Vec<Words> {
    let all = all.collect::<Vec<_>>();
    let once = all
        .iter()
        .map(|words| words.as_slice().iter().collect::<BTreeSet<_>>());
    let having = counted(once.flatten());
    let in_all = |word: &str| having.get(&word.to_owned()) == Some(&all.len());
    let own = all.iter().map(|words| words.filter(|word| !in_all(word)));
    own.collect()
}

/// The name or the description, without what can be said of any server.
fn spoken(server: &Server) -> Option<Words> {
    let text = server.name.as_deref().or(server.description.as_deref())?;
    let end = text
        .find(['(', ':', '.', ',', ';', '\n'])
        .unwrap_or(text.len());
    let first = text[..end].split(" - ").next().unwrap_or_default();
    let own = Words::of(first).filter(|word| !COMMON.contains(&word));
    (!own.is_empty() && own.len() <= LONGEST).then_some(own)
}

/// The enums of variables; variables that are called alike and have the same values share one.
struct Types<'a> {
    scope: Scope,
    known: Vec<(&'a ServerVariable, Ident)>,
}

impl<'a> Types<'a> {
    fn variables(&mut self, server: &'a Server, variant: &Ident) -> Vec<VariableNames> {
        let mut fields = Scope::with_reserved(["self"]);
        let mut setters = Scope::with_reserved(["new", "url"]);
        let variables = server.variables.iter().map(|variable| {
            let field = fields.claim(&variable.name, Role::Field);
            let setter = Words::of("with").then(&Words::of(field.as_str()));
            VariableNames {
                setter: setters.claim_words(&setter, Role::Method),
                ty: (!variable.values.is_empty()).then(|| self.claim(variable, variant)),
                values: values(variable),
                field,
            }
        });
        variables.collect()
    }

    fn claim(&mut self, variable: &'a ServerVariable, variant: &Ident) -> Ident {
        let same = |(it, _): &&(&ServerVariable, Ident)| {
            it.name == variable.name && it.values == variable.values
        };
        if let Some((_, known)) = self.known.iter().find(same) {
            return known.clone();
        }
        let words = Words::of(&variable.name);
        let plain = super::scope::spell(&words, Role::Type);
        let name = if self.scope.is_free(&plain) {
            self.scope.take(plain)
        } else {
            let longer = Words::of(variant.as_str()).then(&words);
            self.scope.claim_words(&longer, Role::Type)
        };
        self.known.push((variable, name.clone()));
        name
    }
}

fn values(variable: &ServerVariable) -> Vec<Ident> {
    let mut scope = Scope::with_reserved(["Self"]);
    let values = variable.values.iter();
    values
        .map(|value| scope.claim(value, Role::Variant))
        .collect()
}
