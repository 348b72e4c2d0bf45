//! Where recursive types need a `Box`, and which aliases need to be types of their own.

use std::collections::HashSet;

use super::{Facts, components};
use crate::ir::{Api, TypeId, TypeKind, TypeRef, Value};

/// Marks boxed slots and aliases on cycles.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    mark_aliases(api, facts);
    let mut graph = Graph::of(api);
    for index in 0..graph.edges.len() {
        let (owner, slot) = (graph.edges[index].owner, graph.edges[index].slot);
        if !is_alias(api, owner) && graph.is_on_cycle(index) {
            facts.boxed.insert((owner, slot));
            graph.edges[index].targets.clear();
        }
    }
}

fn is_alias(api: &Api, id: TypeId) -> bool {
    matches!(api.types[id].kind, TypeKind::Alias(_))
}

/// `type A = Vec<A>;` is not Rust.
fn mark_aliases(api: &Api, facts: &mut Facts) {
    let mut successors = vec![Vec::new(); api.types.len()];
    for (id, definition) in api.types.iter() {
        if let TypeKind::Alias(value) = &definition.kind {
            value.ty.for_each_named(&mut |target| {
                if is_alias(api, target) {
                    successors[id.index()].push(target.index());
                }
            });
        }
    }
    let components = components::of(&successors);
    let mut sizes = vec![0_usize; api.types.len()];
    for component in &components {
        sizes[*component] += 1;
    }
    for (index, targets) in successors.iter().enumerate() {
        let is_on_cycle = sizes[components[index]] > 1 || targets.contains(&index);
        facts.types[index].newtype = is_on_cycle;
    }
}

/// A slot of a definition that holds other definitions by value.
struct Edge {
    owner: TypeId,
    slot: usize,
    /// None any more once the slot is boxed.
    targets: Vec<TypeId>,
}

/// Which definitions hold which others by value.
struct Graph {
    edges: Vec<Edge>,
    /// By definition, its edges.
    leaving: Vec<Vec<usize>>,
    /// By definition, the edges that it is a target of.
    arriving: Vec<Vec<usize>>,
    /// By definition, the component it was in when that was last looked at: boxes only take components apart.
    components: Vec<usize>,
    /// How many definitions were visited in vain since then.
    visited: usize,
}

impl Graph {
    fn of(api: &Api) -> Self {
        let edges = by_value_edges(api);
        let mut leaving = vec![Vec::new(); api.types.len()];
        let mut arriving = vec![Vec::new(); api.types.len()];
        for (index, edge) in edges.iter().enumerate() {
            leaving[edge.owner.index()].push(index);
            for target in &edge.targets {
                arriving[target.index()].push(index);
            }
        }
        let mut graph = Self {
            edges,
            leaving,
            arriving,
            components: Vec::new(),
            visited: 0,
        };
        graph.split();
        graph
    }

    /// Finds the components anew.
    fn split(&mut self) {
        let targets = |edge: &usize| self.edges[*edge].targets.iter().map(|it| it.index());
        let successors = self.leaving.iter();
        let successors: Vec<Vec<_>> = successors
            .map(|edges| edges.iter().flat_map(targets).collect())
            .collect();
        self.components = components::of(&successors);
        self.visited = 0;
    }

    fn is_on_cycle(&mut self, edge: usize) -> bool {
        let owner = self.edges[edge].owner;
        for target in 0..self.edges[edge].targets.len() {
            let target = self.edges[edge].targets[target];
            if self.is_together(target, owner) && self.reaches(target, owner) {
                return true;
            }
        }
        false
    }

    fn is_together(&self, a: TypeId, b: TypeId) -> bool {
        self.components[a.index()] == self.components[b.index()]
    }

    /// Whether a definition reaches another of its component.
    ///
    /// It is looked for from both ends in turn: where one of them leads nowhere, that is known soon. When what was
    /// looked at in vain makes up for it, the components are found anew.
    fn reaches(&mut self, from: TypeId, to: TypeId) -> bool {
        let mut forward = Side::new(from);
        let mut backward = Side::new(to);
        while let (Some(ahead), Some(behind)) = (forward.open.pop(), backward.open.pop()) {
            if backward.seen.contains(&ahead) || forward.seen.contains(&behind) {
                return true;
            }
            for target in self.targets(ahead) {
                forward.see(target);
            }
            for owner in self.owners(behind) {
                backward.see(owner);
            }
        }
        self.visited += forward.seen.len() + backward.seen.len();
        if self.visited > self.components.len() {
            self.split();
        }
        false
    }

    /// What a definition holds of its component.
    fn targets(&self, owner: TypeId) -> impl Iterator<Item = TypeId> {
        let edges = self.leaving[owner.index()].iter();
        let targets = edges.flat_map(|edge| &self.edges[*edge].targets).copied();
        targets.filter(move |target| self.is_together(*target, owner))
    }

    /// What holds a definition, of its component.
    fn owners(&self, target: TypeId) -> impl Iterator<Item = TypeId> {
        let edges = self.arriving[target.index()].iter();
        let edges = edges.map(|edge| &self.edges[*edge]);
        let holding = edges.filter(move |edge| edge.targets.contains(&target));
        let owners = holding.map(|edge| edge.owner);
        owners.filter(move |owner| self.is_together(*owner, target))
    }
}

/// What was seen of the graph from one end.
struct Side {
    seen: HashSet<TypeId>,
    open: Vec<TypeId>,
}

impl Side {
    fn new(start: TypeId) -> Self {
        Self {
            seen: HashSet::from([start]),
            open: vec![start],
        }
    }

    fn see(&mut self, node: TypeId) {
        if self.seen.insert(node) {
            self.open.push(node);
        }
    }
}

fn by_value_edges(api: &Api) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (owner, definition) in api.types.iter() {
        for (slot, value) in definition.kind.values().enumerate() {
            let mut targets = Vec::new();
            by_value(value, &mut targets);
            if !targets.is_empty() {
                edges.push(Edge {
                    owner,
                    slot,
                    targets,
                });
            }
        }
    }
    edges
}

fn by_value(value: &Value, targets: &mut Vec<TypeId>) {
    match &value.ty {
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Map(_) => {}
        TypeRef::Tuple(values) => values.iter().for_each(|value| by_value(value, targets)),
        TypeRef::Named(id) => targets.push(*id),
    }
}

#[cfg(test)]
mod tests;
