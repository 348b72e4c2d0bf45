//! Names of operations: method, request type, arguments, successes.

use std::collections::BTreeMap;

use super::noun::Noun;
use super::scope::{Role, Scope, spell, words_of};
use super::words::{Words, counted};
use super::{GroupNames, Ident, OperationNames, TypeNames};
use super::{headers, media, numbered};
use crate::analyze::{Facts, Group};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Location, Operation, Parameter};

/// Types that operation modules import.
const TYPES: &[&str] = &[
    "Self",
    "Client",
    "Call",
    "Operation",
    "Parameter",
    "Style",
    "Response",
    "RawResponse",
    "Error",
    "ErrorBody",
    "Pending",
    "Secret",
    "Nullable",
    "Base64",
    "Bytes",
    "DateTime",
    "Utc",
    "NaiveDate",
    "Uuid",
    "Option",
    "Vec",
    "String",
    "Result",
    "Box",
    "BTreeMap",
    "Value",
    "Body",
    "Part",
    "Payload",
    "Form",
    "ByteStream",
    "EventStream",
    "JsonLines",
    "Some",
    "None",
    "Ok",
    "Err",
    "Into",
    "AsRef",
    "From",
];

/// Methods that handles, requests and `Client` have already.
const METHODS: &[&str] = &[
    "new",
    "builder",
    "request",
    "invoke",
    "clone",
    "fmt",
    "send",
    "options",
    "into_future",
];

/// What a request function's body and its request type use themselves.
const ARGUMENTS: &[&str] = &[
    "self",
    "call",
    "send",
    "options",
    "into_future",
    "args",
    "debug",
    "fmt",
];

pub(super) fn assign(
    api: &Api,
    facts: &Facts,
    types: &[TypeNames],
    groups: &[GroupNames],
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let models = types.iter().map(|names| names.name.as_str());
    let handles = groups.iter().map(|names| names.handle.as_str());
    let mut requests = Scope::with_reserved(models.chain(handles).chain(TYPES.iter().copied()));
    let mut named = BTreeMap::new();
    for group in &facts.groups {
        let methods = methods(api, group, groups, diagnostics);
        for (id, method) in group.operations.iter().zip(methods) {
            let operation = &api.operations[*id];
            named.insert(*id, assign_one(operation, method, &mut requests));
        }
    }
    named.into_values().collect()
}

fn assign_one(operation: &Operation, method: Ident, requests: &mut Scope) -> OperationNames {
    let name = Noun::of(operation).name;
    let request = claim_request(requests, &name);
    let words = Words::of(request.as_str());
    let mut arguments = Scope::with_reserved(ARGUMENTS.iter().copied());
    if operation.body.is_some() {
        arguments.reserve(&["body"]);
    }
    let parameters = operation
        .parameters
        .iter()
        .map(|it| claim_argument(&mut arguments, it));
    let parameters = parameters.collect();
    let body = Scope::default().claim("body", Role::Method);
    let choices = operation.body.as_ref().map(|body| body.choices().len());
    let has_choice = choices.is_some_and(|choices| choices > 1);
    let headers = operation.headers();
    OperationNames {
        method,
        // One scope for both: in scripts without case, and for one letter, they are spelled alike.
        constant: requests.claim_words(&words, Role::Constant),
        arguments: requests.claim_words(&words.with("args"), Role::Type),
        success: requests.claim_words(&words.with("ok"), Role::Type),
        successes: media::outcomes(operation),
        choice: has_choice.then(|| claim_choice(requests, &words)),
        choices: operation.body.iter().flat_map(media::choices).collect(),
        headers: (!headers.is_empty())
            .then(|| requests.claim_words(&words.with("headers"), Role::Type)),
        header_fields: headers::fields(&headers),
        parameters,
        body,
        request,
    }
}

/// Of parameters with one name, the later ones say where they are sent.
fn claim_argument(arguments: &mut Scope, parameter: &Parameter) -> Ident {
    // A wildcard segment takes a path.
    let name = if parameter.name == "*" {
        "path"
    } else {
        &parameter.name
    };
    let words = words_of(name);
    if arguments.is_free(&spell(&words, Role::Method)) {
        return arguments.claim_words(&words, Role::Method);
    }
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    arguments.claim_words(&words.with(location), Role::Method)
}

/// A request type never has the name of a model, so that both can be imported.
fn claim_request(requests: &mut Scope, name: &Words) -> Ident {
    let plain = spell(name, Role::Type);
    if requests.is_free(&plain) {
        requests.take(plain)
    } else {
        requests.claim_words(&name.with("call"), Role::Type)
    }
}

/// A model can be called like the body, whose content it then is.
fn claim_choice(requests: &mut Scope, words: &Words) -> Ident {
    let is_free = |word: &&str| requests.is_free(&spell(&words.with(word), Role::Type));
    let word = ["body", "content"].into_iter().find(is_free);
    requests.claim_words(&words.with(word.unwrap_or("body")), Role::Type)
}

/// `createConnection` in the group of connections is `create`, unless two would be called alike.
fn methods(
    api: &Api,
    group: &Group,
    groups: &[GroupNames],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let full = group
        .operations
        .iter()
        .map(|id| Noun::of(&api.operations[*id]).name)
        .collect::<Vec<_>>();
    let short = full
        .iter()
        .map(|name| without_tag(name, group.tag.as_deref()))
        .collect::<Vec<_>>();
    let reserved = METHODS.iter().copied();
    let mut scope = match &group.tag {
        Some(_) => Scope::with_reserved(reserved),
        // Operations without a tag are methods of `Client`, beside the groups' accessors.
        None => {
            Scope::with_reserved(reserved.chain(groups.iter().map(|names| names.accessor.as_str())))
        }
    };
    let times = counted(&short);
    let is_alone = |words: &Words| times.get(words) == Some(&1);
    let names = full
        .iter()
        .zip(&short)
        .map(|(full, short)| if is_alone(short) { short } else { full });
    let names = names.collect::<Vec<_>>();
    let methods = names
        .iter()
        .map(|words| scope.claim_words(words, Role::Method))
        .collect::<Vec<_>>();
    for (index, id) in group.operations.iter().enumerate() {
        if let Some(first) = names[..index].iter().position(|it| *it == names[index]) {
            let clash = [
                &api.operations[group.operations[first]],
                &api.operations[*id],
            ];
            numbered::warn_of_methods(clash, &methods[index], diagnostics);
        }
    }
    methods
}

/// Without the group's noun where it follows the verb.
fn without_tag(name: &Words, tag: Option<&str>) -> Words {
    let Some(tag) = tag.map(Words::of).filter(|tag| !tag.is_empty()) else {
        return name.clone();
    };
    let (verb, object) = (name.slice(..1), name.slice(1..));
    let starts = |words: &Words| {
        let start = object.slice(..tag.len().min(object.len()));
        !start.is_empty() && start.singular() == words.clone().singular()
    };
    if object.len() >= tag.len() && starts(&tag) {
        return verb.then(&object.slice(tag.len()..));
    }
    name.clone()
}
