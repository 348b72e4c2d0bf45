//! One flat view of a schema, whichever of openapiv3's forms it was parsed into.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Discriminator, IntegerType,
    NumberType, ObjectType, ReferenceOr, Schema, SchemaKind, StringType, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value as Json};

use super::node::Node;
use super::said::Said;
use super::{Cx, bounds};
use crate::ir::{Access, Bound, Constraints, Docs};
use crate::pointer::Pointer;

/// Everything a schema says; several schemas that must all hold are one shape.
#[derive(Clone, Debug)]
pub(super) struct Shape<'a> {
    pub(super) at: Pointer,
    pub(super) docs: Docs,
    pub(super) types: Option<String>,
    pub(super) format: Option<String>,
    pub(super) constraints: Constraints,
    pub(super) values: Option<Vec<Json>>,
    pub(super) value_names: Vec<String>,
    pub(super) value_descriptions: Vec<String>,
    pub(super) properties: IndexMap<String, Vec<Node<'a>>>,
    /// The required properties, each with the place where that is said.
    pub(super) required: IndexMap<String, Pointer>,
    pub(super) additional: Additional<'a>,
    /// Schemas that hold of some values only.
    pub(super) conditional: Vec<Node<'a>>,
    pub(super) items: Vec<Node<'a>>,
    pub(super) prefix_items: Vec<Vec<Node<'a>>>,
    /// `oneOf` and `anyOf` groups, each of which must hold.
    pub(super) unions: Vec<Group<'a>>,
    /// `allOf` parts that are not merged in yet.
    pub(super) parts: Vec<Node<'a>>,
    pub(super) nullable: bool,
    pub(super) only_null: bool,
    /// Where it is said.
    pub(super) said: Said,
    /// No value fits, because its parts contradict each other.
    pub(super) never: bool,
    pub(super) access: Access,
    pub(super) default: Option<Json>,
    /// An example, and where it is.
    pub(super) example: Option<(Json, Pointer)>,
    pub(super) sensitive: Option<bool>,
    /// What the text of a string is, read as JSON (`contentSchema`).
    pub(super) content: Option<Node<'a>>,
    /// The components that it is put together from.
    pub(super) through: BTreeSet<String>,
}

/// What an object may hold beside its named properties.
#[derive(Clone, Debug)]
pub(super) enum Additional<'a> {
    /// Nothing is said.
    Unsaid,
    /// Nothing more.
    Forbidden,
    /// Anything, and the description says so.
    Any,
    /// Values of a schema.
    Schema(Vec<Node<'a>>),
    /// Values of one of several schemas, by the names of the properties (`patternProperties`).
    ByName(Vec<Node<'a>>),
}

impl Additional<'_> {
    /// Whether the description says that there can be more, and of what kind.
    pub(super) fn is_declared(&self) -> bool {
        match self {
            Self::Unsaid | Self::Forbidden => false,
            Self::Any | Self::Schema(_) | Self::ByName(_) => true,
        }
    }
}

/// The branches of a `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) branches: Vec<Node<'a>>,
    pub(super) discriminator: Option<&'a Discriminator>,
    /// The component it stands in, where it was reached through a reference.
    pub(super) owner: Option<String>,
}

impl Group<'_> {
    /// Whether every branch of another union is one of this union's, too.
    pub(super) fn lists_all_of(&self, other: &Self) -> bool {
        let is_listed = |branch: &Node<'_>| self.branches.iter().any(|own| own.is_like(branch));
        other.branches.iter().all(is_listed)
    }
}

impl<'a> Shape<'a> {
    pub(super) fn empty(at: Pointer) -> Self {
        Self {
            at,
            docs: Docs::default(),
            types: None,
            format: None,
            constraints: Constraints::default(),
            values: None,
            value_names: Vec::new(),
            value_descriptions: Vec::new(),
            properties: IndexMap::new(),
            required: IndexMap::new(),
            additional: Additional::Unsaid,
            conditional: Vec::new(),
            items: Vec::new(),
            prefix_items: Vec::new(),
            unions: Vec::new(),
            parts: Vec::new(),
            nullable: false,
            only_null: false,
            said: Said::default(),
            never: false,
            access: Access::Both,
            default: None,
            example: None,
            sensitive: None,
            content: None,
            through: BTreeSet::new(),
        }
    }

    /// Reads one schema, without following references.
    pub(super) fn read(cx: &mut Cx<'a>, schema: &'a Schema, at: &Pointer) -> Self {
        let mut shape = Self::empty(at.clone());
        shape.read_annotations(schema);
        let discriminator = schema.schema_data.discriminator.as_ref();
        match &schema.schema_kind {
            SchemaKind::Type(ty) => shape.read_type(ty),
            SchemaKind::OneOf { one_of } => shape.read_union("oneOf", one_of, discriminator),
            SchemaKind::AnyOf { any_of } => shape.read_union("anyOf", any_of, discriminator),
            SchemaKind::AllOf { all_of } => shape.read_all_of(all_of),
            SchemaKind::Not { .. } => {}
            SchemaKind::Any(any) => shape.read_any(any, discriminator),
        }
        shape.read_extensions(cx, schema);
        shape.said = Said {
            types: shape.types.as_ref().map(|_| at.child("type")),
            format: shape.format.as_ref().map(|_| at.child("format")),
            values: shape.values.as_ref().map(|_| at.child("enum")),
            bounds: bounds::places(&shape.constraints, at),
            contradiction: None,
        };
        shape
    }

    /// Whether it says anything about structure, beyond a bare type and prose.
    pub(super) fn is_structural(&self) -> bool {
        self.values.is_some()
            || !self.properties.is_empty()
            || !self.items.is_empty()
            || !self.prefix_items.is_empty()
            || self.additional.is_declared()
    }

    /// Whether it says anything of which values there can be.
    pub(super) fn is_telling(&self) -> bool {
        self.is_structural()
            || self.types.is_some()
            || !self.required.is_empty()
            || !self.unions.is_empty()
            || !self.parts.is_empty()
    }

    fn read_annotations(&mut self, schema: &Schema) {
        let data = &schema.schema_data;
        self.docs = Docs {
            title: data.title.clone(),
            description: data.description.clone(),
            deprecated: data.deprecated,
        };
        self.nullable = data.nullable;
        self.default = data.default.clone();
        let example = data.example.clone();
        self.example = example.map(|example| (example, self.at.child("example")));
        self.access = match (data.read_only, data.write_only) {
            (true, false) => Access::Read,
            (false, true) => Access::Write,
            (true, true) | (false, false) => Access::Both,
        };
    }

    fn read_type(&mut self, ty: &'a Type) {
        match ty {
            Type::String(it) => self.read_string(it),
            Type::Number(it) => self.read_number(it),
            Type::Integer(it) => self.read_integer(it),
            Type::Object(it) => self.read_object(it),
            Type::Array(it) => self.read_array(it),
            Type::Boolean(it) => self.read_boolean(it),
        }
    }

    fn read_string(&mut self, it: &StringType) {
        self.types = Some("string".to_owned());
        self.format = format_name(&it.format);
        self.constraints.pattern = it.pattern.clone();
        self.constraints.min_length = it.min_length.map(|n| n as u64);
        self.constraints.max_length = it.max_length.map(|n| n as u64);
        self.values = values(&it.enumeration, |text| Json::from(text.clone()));
    }

    fn read_number(&mut self, it: &NumberType) {
        self.types = Some("number".to_owned());
        self.format = format_name(&it.format);
        self.constraints.minimum = bound(it.minimum.and_then(float), it.exclusive_minimum);
        self.constraints.maximum = bound(it.maximum.and_then(float), it.exclusive_maximum);
        self.constraints.multiple_of = it.multiple_of.and_then(float);
        self.values = values(&it.enumeration, |number| Json::from(*number));
    }

    fn read_integer(&mut self, it: &IntegerType) {
        self.types = Some("integer".to_owned());
        self.format = format_name(&it.format);
        self.constraints.minimum = bound(it.minimum.map(Number::from), it.exclusive_minimum);
        self.constraints.maximum = bound(it.maximum.map(Number::from), it.exclusive_maximum);
        self.constraints.multiple_of = it.multiple_of.map(Number::from);
        self.values = values(&it.enumeration, |number| Json::from(*number));
    }

    fn read_boolean(&mut self, it: &BooleanType) {
        self.types = Some("boolean".to_owned());
        self.values = values(&it.enumeration, |value| Json::from(*value));
    }

    fn read_object(&mut self, it: &'a ObjectType) {
        self.types = Some("object".to_owned());
        self.read_properties(&it.properties);
        self.read_required(&it.required);
        self.read_additional(it.additional_properties.as_ref());
        self.constraints.min_properties = it.min_properties.map(|n| n as u64);
        self.constraints.max_properties = it.max_properties.map(|n| n as u64);
    }

    fn read_array(&mut self, it: &'a ArrayType) {
        self.types = Some("array".to_owned());
        self.read_items(it.items.as_ref());
        self.constraints.min_items = it.min_items.map(|n| n as u64);
        self.constraints.max_items = it.max_items.map(|n| n as u64);
        self.constraints.unique_items = it.unique_items;
    }

    fn read_any(&mut self, it: &'a AnySchema, discriminator: Option<&'a Discriminator>) {
        self.types = it.typ.clone();
        self.format = it.format.clone();
        self.constraints = Constraints {
            min_length: it.min_length.map(|n| n as u64),
            max_length: it.max_length.map(|n| n as u64),
            pattern: it.pattern.clone(),
            minimum: bound(
                it.minimum.and_then(float),
                it.exclusive_minimum == Some(true),
            ),
            maximum: bound(
                it.maximum.and_then(float),
                it.exclusive_maximum == Some(true),
            ),
            multiple_of: it.multiple_of.and_then(float),
            min_items: it.min_items.map(|n| n as u64),
            max_items: it.max_items.map(|n| n as u64),
            unique_items: it.unique_items.unwrap_or_default(),
            min_properties: it.min_properties.map(|n| n as u64),
            max_properties: it.max_properties.map(|n| n as u64),
            constant: None,
        };
        self.values = (!it.enumeration.is_empty()).then(|| it.enumeration.clone());
        self.read_properties(&it.properties);
        self.read_required(&it.required);
        self.read_additional(it.additional_properties.as_ref());
        self.read_items(it.items.as_ref());
        for (keyword, branches) in [("oneOf", &it.one_of), ("anyOf", &it.any_of)] {
            if !branches.is_empty() {
                self.read_union(keyword, branches, discriminator);
            }
        }
        self.read_all_of(&it.all_of);
    }

    fn read_properties(&mut self, properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>) {
        let at = self.at.child("properties");
        self.properties = properties
            .iter()
            .map(|(name, schema)| (name.clone(), vec![Node::boxed(schema, at.child(name))]))
            .collect();
    }

    fn read_required(&mut self, names: &[String]) {
        let at = self.at.child("required");
        for (index, name) in (0..).zip(names) {
            self.required
                .entry(name.clone())
                .or_insert_with(|| at.index(index));
        }
    }

    fn read_additional(&mut self, additional: Option<&'a AdditionalProperties>) {
        self.additional = match additional {
            None => Additional::Unsaid,
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            Some(AdditionalProperties::Any(true)) => Additional::Any,
            Some(AdditionalProperties::Schema(schema)) => Additional::Schema(vec![Node::new(
                schema,
                self.at.child("additionalProperties"),
            )]),
        };
    }

    fn read_items(&mut self, items: Option<&'a ReferenceOr<Box<Schema>>>) {
        let at = self.at.child("items");
        self.items = items
            .map(|items| Node::boxed(items, at))
            .into_iter()
            .collect();
    }

    fn read_union(
        &mut self,
        keyword: &str,
        branches: &'a [ReferenceOr<Schema>],
        discriminator: Option<&'a Discriminator>,
    ) {
        if self.values.is_none() && self.read_annotated(branches) {
            return;
        }
        let branches = nodes(branches, &self.at.child(keyword));
        self.unions.push(Group {
            branches,
            discriminator,
            owner: None,
        });
    }

    fn read_all_of(&mut self, parts: &'a [ReferenceOr<Schema>]) {
        self.parts = nodes(parts, &self.at.child("allOf"));
    }
}

fn nodes<'a>(schemas: &'a [ReferenceOr<Schema>], at: &Pointer) -> Vec<Node<'a>> {
    (0..)
        .zip(schemas)
        .map(|(index, schema)| Node::new(schema, at.index(index)))
        .collect()
}

/// The values of an `enum`, if there is one.
pub(super) fn values<T>(values: &[Option<T>], json: impl Fn(&T) -> Json) -> Option<Vec<Json>> {
    let values = values
        .iter()
        .map(|value| value.as_ref().map_or(Json::Null, &json));
    (values.len() > 0).then(|| values.collect())
}

pub(super) fn bound(value: Option<Number>, exclusive: bool) -> Option<Bound> {
    value.map(|value| Bound { value, exclusive })
}

/// A whole number stays one, so that messages say `1` and not `1.0`.
fn float(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be a whole number in range"
        )]
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn format_name<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => serde_json::to_value(known)
            .ok()?
            .as_str()
            .map(str::to_owned),
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
