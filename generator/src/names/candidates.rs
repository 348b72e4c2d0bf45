//! What an inline type could be called, by what its uses have in common.
//!
//! Every use proposes names, the first with the most weight; the names that most uses propose come
//! first. So a type used alike in many places is called after what those places share, and adding
//! one more place rarely changes the order.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{in_context, is_wrapper, part};
use super::ident::Ident;
use super::noun::Noun;
use super::title::title;
use super::uses::{Role, Use, Uses};
use super::words::Words;
use crate::analyze::Facts;
use crate::ir::{
    Api, Enum, EnumValues, Field, Origin, Struct, TypeId, TypeKind, TypeRef, WebhookSource,
};

/// The names for one inline type.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// Best first.
    pub(super) names: Vec<Words>,
    /// The weight of the best: how much speaks for this type having it.
    pub(super) weight: usize,
}

/// Weights of a use's first, second, … proposal.
const WEIGHTS: [usize; 4] = [100, 60, 30, 10];

pub(super) struct Proposer<'a> {
    pub(super) api: &'a Api,
    pub(super) facts: &'a Facts,
    pub(super) uses: &'a Uses,
    /// What the inside of each type is named after.
    bases: Vec<Words>,
}

/// The candidates of every inline type; nothing for components. The insides of a type that keeps its
/// name are named after that name.
pub(super) fn propose(
    api: &Api,
    facts: &Facts,
    uses: &Uses,
    kept: &[Option<Ident>],
) -> Vec<Candidates> {
    let bases = api
        .types
        .iter()
        .map(|(_, definition)| match &definition.origin {
            Origin::Component(name) => Words::of(name),
            Origin::Inline { .. } | Origin::Input { .. } => Words::default(),
        });
    let mut proposer = Proposer {
        api,
        facts,
        uses,
        bases: bases.collect(),
    };
    let mut candidates = vec![Candidates::default(); api.types.len()];
    // An inline type is made before whatever contains it, so this visits owners first.
    for (id, definition) in api.types.iter().rev() {
        if let Origin::Inline { titles } = &definition.origin {
            let found = proposer.candidates(id, titles);
            let name = kept[id.index()]
                .as_ref()
                .map(|name| Words::of(name.as_str()));
            proposer.bases[id.index()] = base(name.as_ref().or(found.names.first()));
            candidates[id.index()] = found;
        }
    }
    candidates
}

/// What the inside of a type is named after: `CreateConnectionRequest` holds parts of a connection.
fn base(name: Option<&Words>) -> Words {
    let Some(name) = name else {
        return Words::default();
    };
    let stripped = match name.last() {
        Some("request" | "response" | "input" | "body") if name.len() > 1 => {
            name.slice(..name.len() - 1)
        }
        Some(_) | None => return name.clone(),
    };
    let noun = Noun::of_words(stripped.clone());
    if noun.verb.is_some() && !noun.object.is_empty() {
        noun.thing()
    } else {
        stripped
    }
}

impl Proposer<'_> {
    fn candidates(&self, id: TypeId, titles: &BTreeSet<String>) -> Candidates {
        let uses = self.uses.of(id);
        let mut votes: BTreeMap<Words, usize> = BTreeMap::new();
        for used in uses {
            let proposals = self.proposals(id, used);
            for (words, weight) in proposals.into_iter().zip(WEIGHTS) {
                *votes.entry(words).or_default() += weight.saturating_sub(self.doubt(used));
            }
        }
        let titled = title(titles).map(|words| (words, uses.len() * WEIGHTS[0] + WEIGHTS[0]));
        let shared = self
            .by_content(id, uses, &votes)
            .map(|words| (words, uses.len() * WEIGHTS[0]));
        let errors = self.error_names(uses).into_iter().map(|words| (words, 0));
        let mut ranked = votes
            .into_iter()
            .chain(errors)
            .chain(shared)
            .chain(titled)
            .collect::<Vec<_>>();
        ranked.retain(|(words, _)| !words.is_empty());
        ranked.sort_by(|(a, x), (b, y)| {
            y.cmp(x)
                .then_with(|| a.len().cmp(&b.len()))
                .then_with(|| a.cmp(b))
        });
        let weight = ranked
            .first()
            .map(|(_, weight)| *weight)
            .unwrap_or_default();
        let mut names = Vec::new();
        for (words, _) in ranked {
            if !names.contains(&words) {
                names.push(words);
            }
        }
        names.extend(self.last_resorts(id, names.first()));
        Candidates { names, weight }
    }

    /// A little less weight where the use says less surely what the type is.
    fn doubt(&self, used: &Use) -> usize {
        match &used.role {
            Role::Success(id) => self.uses.noun(*id).rank().min(25),
            Role::Body(..)
            | Role::Error(..)
            | Role::Parameter { .. }
            | Role::Property { .. }
            | Role::Additional { .. }
            | Role::Branch { .. }
            | Role::Alias { .. }
            | Role::Webhook(_) => 0,
        }
    }

    fn proposals(&self, id: TypeId, used: &Use) -> Vec<Words> {
        match &used.role {
            Role::Body(operation, Some(word)) => {
                let noun = self.uses.noun(*operation);
                vec![noun.name.with(word), noun.name.with(word).with("body")]
            }
            Role::Body(operation, None) => {
                let noun = self.uses.noun(*operation);
                if used.item {
                    vec![noun.thing().with("input"), noun.name.with("item")]
                } else {
                    vec![noun.name.with("request"), noun.thing().with("request")]
                }
            }
            Role::Success(operation) => self.success(id, self.uses.noun(*operation), used.item),
            Role::Error(..) => vec![Words::of("error response")],
            Role::Parameter { operation, name } => {
                let noun = self.uses.noun(*operation);
                let part = part(name, used.item);
                let constant = self.constant(id).map(|value| value.then(&part));
                in_context(&noun.thing(), &part, constant)
                    .into_iter()
                    .chain([noun.name.then(&part)])
                    .collect()
            }
            Role::Property { owner, name } => self.property(id, *owner, name, used.item),
            Role::Additional { owner } => vec![self.base(*owner).with("value")],
            Role::Branch { owner, index } => self.branch(id, *owner, *index),
            Role::Webhook(index) => self.webhook(*index, used.item),
            Role::Alias { owner } => {
                let base = self.base(*owner);
                if used.item && base.is_plural() {
                    vec![base.clone().singular()]
                } else {
                    vec![base.with("item")]
                }
            }
        }
    }

    /// The payload of a webhook is called after it.
    fn webhook(&self, index: usize, item: bool) -> Vec<Words> {
        let webhook = &self.api.webhooks[index];
        let name = Words::of(&webhook.name);
        let end = if item { "item" } else { "payload" };
        let asked_by = match &webhook.source {
            WebhookSource::Declared => Words::of("webhook"),
            WebhookSource::Callback { operation, .. } => self.uses.noun(*operation).name.clone(),
        };
        vec![name.with(end), asked_by.then(&name).with(end)]
    }

    pub(super) fn base(&self, owner: TypeId) -> &Words {
        &self.bases[owner.index()]
    }

    /// A success of a resource's operation is the resource, unless it only wraps it.
    fn success(&self, id: TypeId, noun: &Noun, item: bool) -> Vec<Words> {
        let response = noun.name.with("response");
        if item {
            return vec![noun.thing(), noun.name.with("item")];
        }
        if noun.yields_object() && !noun.object.is_plural() && !self.wraps(id, noun) {
            return vec![noun.object.clone(), response];
        }
        // Several operations on one thing that answer alike agree on the thing.
        match noun.yields_object() && !noun.object.is_plural() {
            true => vec![noun.object.with("response"), response],
            false => vec![response],
        }
    }

    /// `{connection: {…}}` as the success of `getConnection` is not a connection itself.
    fn wraps(&self, id: TypeId, noun: &Noun) -> bool {
        let fields = self
            .as_struct(id)
            .map(|it| it.fields.as_slice())
            .unwrap_or_default();
        let holds = |field: &Field| {
            matches!(
                field.value.ty,
                TypeRef::Named(_) | TypeRef::List(_) | TypeRef::Map(_)
            )
        };
        fields.iter().filter(|field| holds(field)).any(|field| {
            let words = Words::of(&field.property).singular();
            words.last() == noun.thing().last() || (fields.len() <= 3 && is_wrapper(&words))
        })
    }

    /// The one value of a single-valued enum.
    pub(super) fn constant(&self, id: TypeId) -> Option<Words> {
        let TypeKind::Enum(Enum {
            values: EnumValues::Strings(values),
        }) = &self.api.types[id].kind
        else {
            return None;
        };
        let [value] = values.as_slice() else {
            return None;
        };
        let words = Words::of(&value.value);
        (!words.is_empty() && words.len() <= 4).then_some(words)
    }

    fn property(&self, id: TypeId, owner: TypeId, name: &str, item: bool) -> Vec<Words> {
        let base = self.base(owner);
        if is_wrapper(&Words::of(name)) && self.is_answer(owner) {
            return vec![base.clone(), base.with(if item { "item" } else { "data" })];
        }
        let part = part(name, item);
        let constant = self.constant(id).map(|value| value.then(&part));
        let mut names = in_context(base, &part, constant);
        if item && self.is_answer(owner) {
            names.push(part.with("item"));
        }
        names
    }

    /// Whether a type is only ever the whole success of an operation.
    fn is_answer(&self, id: TypeId) -> bool {
        let uses = self.uses.of(id);
        !uses.is_empty()
            && uses
                .iter()
                .all(|used| matches!(used.role, Role::Success(_)))
    }

    pub(super) fn as_struct(&self, id: TypeId) -> Option<&Struct> {
        match &self.api.types[id].kind {
            TypeKind::Struct(it) => Some(it),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
        }
    }

    /// A type of many uses that have little in common is called after what it holds.
    fn by_content(
        &self,
        id: TypeId,
        uses: &[Use],
        votes: &BTreeMap<Words, usize>,
    ) -> Option<Words> {
        let best = votes.values().max().copied().unwrap_or_default();
        if uses.len() < 3 || best * 2 >= uses.len() * WEIGHTS[0] {
            return None;
        }
        let fields = &self.as_struct(id)?.fields;
        let required = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| Words::of(&field.property));
        let required = required.take(4).collect::<Vec<_>>();
        if self.is_answer(id) {
            let words = required.into_iter().take(2).reduce(|a, b| a.then(&b))?;
            return Some(words.with("response"));
        }
        let [_, ..] = required.as_slice() else {
            return None;
        };
        if required.len() > 3 || fields.len() > required.len() + 1 {
            return None;
        }
        required.into_iter().reduce(|a, b| a.with("and").then(&b))
    }

    /// More context, for a type whose better names are all taken.
    fn last_resorts(&self, id: TypeId, best: Option<&Words>) -> Vec<Words> {
        let Some(best) = best else { return Vec::new() };
        let facts = self.facts.of(id);
        let direction = match (facts.in_request, facts.in_response) {
            (true, false) => Some(best.with("input")),
            (false, true) => Some(best.with("output")),
            (true, true) | (false, false) => None,
        };
        let tag = facts
            .group
            .and_then(|group| self.facts.groups[group].tag.as_deref());
        let tagged = tag.map(|tag| Words::of(tag).singular().then(best));
        let operations = self.root_operations(id);
        let rooted = operations.first().filter(|_| operations.len() == 1);
        let rooted = rooted.map(|id| self.uses.nouns[*id].name.then(best));
        let fields = self
            .as_struct(id)
            .map(|it| it.fields.as_slice())
            .unwrap_or_default();
        let kind = best.with(kind_word(&self.api.types[id].kind));
        let told = fields
            .iter()
            .map(|field| best.with("with").then(&Words::of(&field.property)));
        direction
            .into_iter()
            .chain(tagged)
            .chain(rooted)
            .chain([kind])
            .chain(told.take(6))
            .collect()
    }

    /// The operations that a type is reached from, by position.
    fn root_operations(&self, id: TypeId) -> BTreeSet<usize> {
        let mut roots = BTreeSet::new();
        let (mut seen, mut open) = (BTreeSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            for used in self.uses.of(id) {
                match &used.role {
                    Role::Body(operation, _)
                    | Role::Success(operation)
                    | Role::Error(operation, _)
                    | Role::Parameter { operation, .. } => {
                        roots.insert(operation.index());
                    }
                    Role::Property { owner, .. }
                    | Role::Additional { owner }
                    | Role::Branch { owner, .. }
                    | Role::Alias { owner } => {
                        if seen.insert(*owner) {
                            open.push(*owner);
                        }
                    }
                    Role::Webhook(_) => {}
                }
            }
        }
        roots
    }
}

pub(super) fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "object",
        TypeKind::Enum(_) => "value",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias(_) => "item",
    }
}
