//! What tells the structure of one type from that of another, in 64 bits that stay the same.
//!
//! A structure is spelled as text that names nothing we chose: components by their keys, what is
//! inline by its own fingerprint. Prose, defaults and the choice of Rust types for formats are left
//! out. The text is hashed by FNV-1a, whose result is fixed; the hashes of the standard library and
//! derived `Hash` implementations may change with the compiler.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hasher as _;

use fnv::FnvHasher;
use serde_json::Value as Json;

use crate::ir::{
    Access, Api, Bound, Branch, Constraints, Enum, EnumValues, Field, Foreign, Origin, Scalar,
    Struct, TypeId, TypeKind, TypeRef, Union, Value, Variant,
};

/// The hash of a structure, printed as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(pub(super) u64);

impl Fingerprint {
    fn of(structure: &str) -> Self {
        let mut hasher = FnvHasher::default();
        hasher.write(structure.as_bytes());
        Self(hasher.finish())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The fingerprint of every type, parallel to the types.
pub(in crate::names) fn fingerprints(api: &Api) -> Vec<Fingerprint> {
    let mut spelling = Spelling {
        api,
        known: BTreeMap::new(),
    };
    let all = api.types.iter().map(|(id, definition)| {
        let structure = match &definition.origin {
            Origin::Component(name) => component(name),
            Origin::Inline { .. } => spelling.kind(&definition.kind),
            Origin::Input { of } => format!("input({})", spelling.reference(*of)),
        };
        let fingerprint = Fingerprint::of(&structure);
        spelling.known.insert(id, fingerprint);
        fingerprint
    });
    all.collect()
}

fn component(name: &str) -> String {
    format!("component({})", quoted(name))
}

/// A string that ends where it seems to end. JSON's escapes are fixed, unlike those of `Debug`.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// Spells structures; inline types are known before what contains them.
struct Spelling<'a> {
    api: &'a Api,
    known: BTreeMap<TypeId, Fingerprint>,
}

impl Spelling<'_> {
    fn kind(&self, kind: &TypeKind) -> String {
        match kind {
            TypeKind::Struct(it) => self.structure(it),
            TypeKind::Enum(Enum { values }) => match values {
                EnumValues::Strings(values) => variants(values, |value| quoted(value)),
                EnumValues::Integers(values) => variants(values, i64::to_string),
                EnumValues::Mixed(values) => variants(values, Json::to_string),
            },
            TypeKind::Union(it) => self.union(it),
            TypeKind::Alias(value) => format!("alias({})", self.value(value)),
        }
    }

    fn structure(&self, it: &Struct) -> String {
        let fields = it.fields.iter().map(|field| self.field(field));
        let additional = it
            .additional
            .as_ref()
            .map(|value| format!("*:{}", self.value(value)));
        let parts = fields.chain(additional).collect::<Vec<_>>();
        format!(
            "struct({}){}",
            parts.join(","),
            constraints(&it.constraints)
        )
    }

    fn field(&self, field: &Field) -> String {
        // Whether what only requests carry is required depends on whether a response has the type too.
        let required = match (field.access, field.required) {
            (Access::Both, true) => "!",
            (Access::Both, false) => "",
            (Access::Read, true) => "!read",
            (Access::Read, false) => "read",
            (Access::Write, true | false) => "write",
        };
        let name = quoted(&field.property);
        format!("{name}{required}:{}", self.value(&field.value))
    }

    fn union(&self, it: &Union) -> String {
        let branches = it.branches.iter().map(|branch| self.branch(branch));
        let branches = branches.collect::<Vec<_>>().join("|");
        let discriminator = it.discriminator.as_deref().map(quoted).unwrap_or_default();
        let base = it.base.map(|index| index.to_string()).unwrap_or_default();
        format!("union({branches};{discriminator};{base})")
    }

    fn branch(&self, branch: &Branch) -> String {
        let tags = branch.tags.iter().map(|tag| quoted(tag));
        let tags = tags.collect::<Vec<_>>().join(",");
        let default = if branch.is_default { "default" } else { "" };
        format!("{tags}{default}=>{}", self.value(&branch.value))
    }

    fn value(&self, value: &Value) -> String {
        let nullable = if value.nullable { "?" } else { "" };
        let constraints = constraints(&value.constraints);
        format!("{}{nullable}{constraints}", self.ty(&value.ty))
    }

    fn ty(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Any => "any".to_owned(),
            TypeRef::Scalar(scalar) => scalar_text(*scalar).to_owned(),
            TypeRef::List(item) => format!("list({})", self.value(item)),
            TypeRef::Map(item) => format!("map({})", self.value(item)),
            TypeRef::Tuple(items) => {
                let items = items.iter().map(|item| self.value(item));
                format!("tuple({})", items.collect::<Vec<_>>().join(","))
            }
            TypeRef::Named(id) => self.reference(*id),
        }
    }

    /// A request's version stands for the type itself: whether it exists depends on other operations.
    fn reference(&self, id: TypeId) -> String {
        let id = match &self.api.types[id].origin {
            Origin::Input { of } => *of,
            Origin::Component(_) | Origin::Inline { .. } => id,
        };
        match &self.api.types[id].origin {
            Origin::Component(name) => component(name),
            Origin::Inline { .. } | Origin::Input { .. } => {
                let known = self.known.get(&id).copied().unwrap_or_default();
                format!("inline({known})")
            }
        }
    }
}

fn variants<T>(values: &[Variant<T>], spell: impl Fn(&T) -> String) -> String {
    let values = values.iter().map(|variant| match &variant.name {
        Some(name) => format!("{}={}", quoted(name), spell(&variant.value)),
        None => spell(&variant.value),
    });
    format!("enum({})", values.collect::<Vec<_>>().join(","))
}

/// The constraints that there are, so that a keyword supported later does not change the others.
fn constraints(it: &Constraints) -> String {
    let counts = [
        ("minLength", it.min_length),
        ("maxLength", it.max_length),
        ("minItems", it.min_items),
        ("maxItems", it.max_items),
        ("minProperties", it.min_properties),
        ("maxProperties", it.max_properties),
    ];
    let counts = counts.map(|(keyword, count)| count.map(|count| (keyword, count.to_string())));
    let others = [
        ("pattern", it.pattern.as_deref().map(quoted)),
        ("minimum", it.minimum.as_ref().map(bound)),
        ("maximum", it.maximum.as_ref().map(bound)),
        (
            "multipleOf",
            it.multiple_of.as_ref().map(ToString::to_string),
        ),
        ("uniqueItems", it.unique_items.then(String::new)),
    ];
    let others = others.map(|(keyword, text)| text.map(|text| (keyword, text)));
    let present = counts.into_iter().chain(others).flatten();
    let texts = present.map(|(keyword, text)| format!("[{keyword}={text}]"));
    texts.collect()
}

fn bound(bound: &Bound) -> String {
    let exclusive = if bound.exclusive { "exclusive " } else { "" };
    format!("{exclusive}{}", bound.value)
}

/// What a scalar is in the description, whichever Rust type stands for it.
fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "string",
        Scalar::Secret => "secret",
        Scalar::Boolean => "boolean",
        Scalar::Int32 => "int32",
        Scalar::Int64 => "int64",
        Scalar::Uint32 => "uint32",
        Scalar::Uint64 => "uint64",
        Scalar::Float => "float",
        Scalar::Double => "double",
        Scalar::DateTime | Scalar::Foreign(Foreign::JiffTimestamp | Foreign::TimeDateTime) => {
            "date-time"
        }
        Scalar::Date | Scalar::Foreign(Foreign::JiffDate) => "date",
        Scalar::Foreign(Foreign::ChronoTime | Foreign::JiffTime) => "time",
        Scalar::Foreign(Foreign::JiffDuration) => "duration",
        Scalar::Uuid => "uuid",
        Scalar::Base64 => "byte",
        Scalar::Binary => "binary",
        Scalar::Part => "part",
        Scalar::Foreign(Foreign::Url) => "uri",
        Scalar::Foreign(Foreign::IpAddr) => "ip",
        Scalar::Foreign(Foreign::Ipv4Addr) => "ipv4",
        Scalar::Foreign(Foreign::Ipv6Addr) => "ipv6",
        Scalar::Foreign(Foreign::Decimal) => "decimal",
    }
}
