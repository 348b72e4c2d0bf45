//! What the emitters of one file share: the model, and the names the file imports.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::known::{Home, Known};
use super::module::{Item, Use};
use super::{Model, ident};
use crate::analyze::{Facts, TypeFacts};
use crate::ir::{Api, TypeDef, TypeId, TypeKind, TypeRef, Value};
use crate::names::{Ident, Names, TypeNames};

/// The context of one file.
///
/// Emitters ask it how to spell a name; it remembers what must be imported for that.
pub(super) struct Cx<'a> {
    pub(super) model: &'a Model<'a>,
    taken: &'a Taken<'a>,
    place: Place,
    imports: RefCell<BTreeMap<&'static str, BTreeSet<String>>>,
}

/// Which file is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `models/<module>.rs` of a group, or the shared one.
    Models(Option<usize>),
    /// A private submodule of a file of models.
    BelowModels,
    /// A file of operations.
    Operations,
    /// A file next to `lib.rs` that names models by their path, since they may be called as what it declares.
    ByPath,
    /// A file next to `lib.rs`.
    Root,
}

/// The names that the description takes, which known names must not be confused with.
pub(super) struct Taken<'a> {
    models: BTreeSet<&'a str>,
    operations: BTreeSet<&'a str>,
}

impl<'a> Taken<'a> {
    /// Collects the names of all types, and of all that is declared beside operations.
    pub(super) fn collect(model: &Model<'a>) -> Self {
        let names = model.names;
        let requests = model.api.operations.ids().flat_map(|id| {
            let names = names.operation(id);
            let always = [&names.request, &names.arguments, &names.success];
            let further = names.choice.iter().chain(&names.headers);
            always.into_iter().chain(further).map(Ident::as_str)
        });
        let handles = (0..model.facts.groups.len()).map(|index| names.group(index).handle.as_str());
        Self {
            models: model
                .api
                .types
                .ids()
                .map(|id| names.of(id).name.as_str())
                .collect(),
            operations: requests.chain(handles).collect(),
        }
    }
}

impl<'a> Cx<'a> {
    pub(super) fn new(model: &'a Model<'a>, taken: &'a Taken<'a>, place: Place) -> Self {
        Self {
            model,
            taken,
            place,
            imports: RefCell::default(),
        }
    }

    /// The context of another file.
    pub(super) fn in_place(&self, place: Place) -> Self {
        Self::new(self.model, self.taken, place)
    }

    pub(super) fn api(&self) -> &'a Api {
        self.model.api
    }

    pub(super) fn names(&self) -> &'a Names {
        self.model.names
    }

    pub(super) fn facts(&self) -> &'a Facts {
        self.model.facts
    }

    /// A type definition.
    pub(super) fn definition(&self, id: TypeId) -> &'a TypeDef {
        &self.model.api.types[id]
    }

    /// The names of a type definition and its members.
    pub(super) fn type_names(&self, id: TypeId) -> &'a TypeNames {
        self.model.names.of(id)
    }

    /// The facts of a type definition.
    pub(super) fn type_facts(&self, id: TypeId) -> &'a TypeFacts {
        self.model.facts.of(id)
    }

    /// Spells a known name, and imports it where it needs that.
    pub(super) fn known(&self, known: Known) -> TokenStream {
        let Home {
            module,
            name,
            prelude,
        } = known.home();
        if self.is_taken(name) {
            return known.absolute();
        }
        if !prelude {
            self.import(module, name);
        }
        let name = ident::fixed(name);
        quote!(#name)
    }

    /// Whether a known name needs no path in this file.
    pub(super) fn is_plain(&self, known: Known) -> bool {
        !self.is_taken(known.home().name)
    }

    /// Spells the name of a type definition, and imports it where it needs that.
    pub(super) fn type_name(&self, id: TypeId) -> TokenStream {
        let name = &self.type_names(id).name;
        let plain = ident::ident(name);
        match self.place {
            Place::Models(group) if self.type_facts(id).group == group => {}
            Place::Models(_) | Place::BelowModels => self.import("super", name.as_str()),
            Place::Operations if self.taken.operations.contains(name.as_str()) => {
                return quote!(crate::models::#plain);
            }
            Place::ByPath => {
                self.import("crate", "models");
                return quote!(models::#plain);
            }
            Place::Operations | Place::Root => self.import("crate::models", name.as_str()),
        }
        quote!(#plain)
    }

    /// Imports a name, such as that of a macro, that nothing of the description can be confused with.
    pub(super) fn import(&self, module: &'static str, name: &str) {
        self.imports
            .borrow_mut()
            .entry(module)
            .or_default()
            .insert(name.to_owned());
    }

    /// The imports of the file, in the order std, dependencies, own crate.
    pub(super) fn uses(&self) -> Option<Item> {
        let imports = self.imports.borrow();
        let mut groups: [Vec<Use>; 3] = Default::default();
        for (module, names) in imports.iter() {
            let group = match module.split("::").next() {
                Some("std") => 0,
                Some("crate" | "super") => 2,
                Some(_) | None => 1,
            };
            let names = names.iter().cloned().collect();
            groups[group].push(Use {
                path: (*module).to_owned(),
                names,
            });
        }
        let groups: Vec<_> = groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect();
        if groups.is_empty() {
            None
        } else {
            Some(Item::Uses(groups))
        }
    }

    /// Follows aliases that are not types of their own.
    pub(super) fn resolved<'t>(&self, ty: &'t TypeRef) -> &'t TypeRef
    where
        'a: 't,
    {
        self.alias(ty).map_or(ty, |value| self.resolved(&value.ty))
    }

    /// A type with what all aliases in it stand for.
    pub(super) fn expanded(&self, ty: &TypeRef) -> TypeRef {
        let value = |it: &Value| Value {
            ty: self.expanded(&it.ty),
            ..it.clone()
        };
        match self.resolved(ty) {
            TypeRef::List(item) => TypeRef::List(Box::new(value(item))),
            TypeRef::Map(item) => TypeRef::Map(Box::new(value(item))),
            TypeRef::Tuple(values) => TypeRef::Tuple(values.iter().map(value).collect()),
            other @ (TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_)) => other.clone(),
        }
    }

    /// What a type reference stands for, when it names an alias that is no type of its own.
    pub(super) fn alias(&self, ty: &TypeRef) -> Option<&'a Value> {
        let TypeRef::Named(id) = ty else { return None };
        match &self.definition(*id).kind {
            TypeKind::Alias(value) if !self.type_facts(*id).newtype => Some(value),
            TypeKind::Alias(_) | TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => {
                None
            }
        }
    }

    fn is_taken(&self, name: &str) -> bool {
        let beside_operations = match self.place {
            Place::Operations => self.taken.operations.contains(name),
            Place::Models(_) | Place::BelowModels | Place::ByPath | Place::Root => false,
        };
        beside_operations || self.taken.models.contains(name)
    }
}
