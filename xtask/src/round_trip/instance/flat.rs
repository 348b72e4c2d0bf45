//! A schema without `$ref`, `allOf`, `oneOf` and `anyOf`: everything that is said of one value, in one place.

use serde_json::{Map, Value};

use super::super::description::{Description, Dialect};

/// How many alternatives of one schema are looked at.
const ALTERNATIVES: usize = 48;
/// How many schemas deep references and compositions are followed without coming to a value inside.
const HOPS: usize = 16;

/// All that is said of a value at the top, merged.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat<'d> {
    keywords: Map<String, Value>,
    /// The schemas of each property; all of them hold.
    pub(super) properties: Vec<(&'d str, Vec<&'d Value>)>,
    pub(super) required: Vec<&'d str>,
    /// The schemas of the items; all of them hold.
    pub(super) items: Vec<&'d Value>,
    pub(super) prefix_items: Vec<&'d Value>,
    /// `additionalProperties`, where it is written.
    pub(super) additional: Option<&'d Value>,
    /// `patternProperties`.
    pub(super) patterns: Vec<(&'d str, &'d Value)>,
    /// The property that tells the branches of a union apart, with its value for this one.
    pub(super) tags: Vec<(&'d str, &'d str)>,
    types: Option<Vec<String>>,
    listed: Option<Vec<&'d Value>>,
}

/// The alternatives of a schema: more than one where it, or what it refers to, has `oneOf` or `anyOf`.
pub(super) fn alternatives<'d>(description: &'d Description, schema: &'d Value) -> Vec<Flat<'d>> {
    expand(description, schema, HOPS)
}

fn expand<'d>(description: &'d Description, schema: &'d Value, hops: usize) -> Vec<Flat<'d>> {
    let schema = match schema {
        Value::Object(schema) => schema,
        Value::Bool(true) => return vec![Flat::default()],
        Value::Bool(false)
        | Value::Null
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_) => return Vec::new(),
    };
    let Some(hops) = hops.checked_sub(1) else {
        return Vec::new();
    };
    let mut all = vec![Flat::default()];
    if schema.contains_key("$ref") {
        let Some((target, siblings_count)) = description.target(schema) else {
            return Vec::new();
        };
        all = expand(description, target, hops);
        if !siblings_count {
            return all;
        }
    }
    all.iter_mut().for_each(|it| it.add(description, schema));
    for member in list(schema, "allOf") {
        all = product(&all, &expand(description, member, hops));
    }
    for keyword in ["oneOf", "anyOf"] {
        if schema.contains_key(keyword) {
            let branches = list(schema, keyword);
            let branches: Vec<_> = branches
                .flat_map(|branch| tagged(schema, branch, expand(description, branch, hops)))
                .collect();
            all = product(&all, &branches);
        }
    }
    all
}

/// The alternatives of a branch, with the values by which the discriminator of its union selects it.
fn tagged<'d>(
    union: &'d Map<String, Value>,
    branch: &'d Value,
    alternatives: Vec<Flat<'d>>,
) -> Vec<Flat<'d>> {
    let discriminator = union.get("discriminator");
    let property = discriminator.and_then(|it| it.get("propertyName")?.as_str());
    let reference = branch.get("$ref").and_then(Value::as_str);
    let (Some(property), Some(reference)) = (property, reference) else {
        return alternatives;
    };
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let mapping = discriminator.and_then(|it| it.get("mapping")?.as_object());
    let names_branch = |target: &Value| target == reference || target == name;
    let mapped = mapping
        .into_iter()
        .flatten()
        .filter(|(_, target)| names_branch(target));
    let mut tags: Vec<&str> = mapped.map(|(tag, _)| tag.as_str()).collect();
    if tags.is_empty() {
        tags.push(name);
    }
    let each = tags.iter().flat_map(|tag| {
        alternatives.iter().map(|it| {
            let mut it = it.clone();
            it.tags.push((property, tag));
            it
        })
    });
    each.collect()
}

fn list<'d>(
    schema: &'d Map<String, Value>,
    keyword: &str,
) -> impl Iterator<Item = &'d Value> + use<'d> {
    let members = schema.get(keyword).and_then(Value::as_array);
    members.into_iter().flatten()
}

fn product<'d>(all: &[Flat<'d>], others: &[Flat<'d>]) -> Vec<Flat<'d>> {
    let pairs = others
        .iter()
        .flat_map(|other| all.iter().map(move |it| it.and(other)));
    pairs.take(ALTERNATIVES).collect()
}

impl<'d> Flat<'d> {
    /// A keyword that stands for itself, such as `minLength`.
    pub(super) fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords.get(name)
    }

    /// A keyword that is a count.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.keyword(name)?
            .as_f64()
            .map(|count| count.max(0.0) as usize)
    }

    /// A keyword that is text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.keyword(name)?.as_str()
    }

    /// The values of `const` and `enum`.
    pub(super) fn listed(&self) -> Option<&[&'d Value]> {
        self.listed.as_deref()
    }

    /// The types it may have, the telling ones first; none if it may be anything.
    pub(super) fn types(&self) -> Vec<String> {
        if let Some(types) = &self.types {
            return types.clone();
        }
        let has = |names: &[&str]| names.iter().any(|name| self.keywords.contains_key(*name));
        let name = if !self.properties.is_empty()
            || self.additional.is_some()
            || !self.patterns.is_empty()
        {
            "object"
        } else if !self.items.is_empty() || has(&["minItems", "maxItems"]) {
            "array"
        } else if has(&["pattern", "minLength", "maxLength"]) {
            "string"
        } else if has(&["minimum", "maximum", "multipleOf"]) {
            "number"
        } else {
            return Vec::new();
        };
        vec![name.to_owned()]
    }

    /// Adds what one schema says itself.
    fn add(&mut self, description: &Description, schema: &'d Map<String, Value>) {
        let mut own = Flat {
            additional: schema.get("additionalProperties"),
            ..Flat::default()
        };
        let members = |name: &str| {
            schema
                .get(name)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
        };
        own.properties = members("properties")
            .map(|(name, property)| (name.as_str(), vec![property]))
            .collect();
        own.patterns = members("patternProperties")
            .map(|(pattern, property)| (pattern.as_str(), property))
            .collect();
        own.required = list(schema, "required").filter_map(Value::as_str).collect();
        own.items = schema.get("items").into_iter().collect();
        own.prefix_items = list(schema, "prefixItems").collect();
        own.types = types(description, schema);
        let constant = schema.get("const").map(|value| vec![value]);
        own.listed =
            constant.or_else(|| schema.get("enum").map(|_| list(schema, "enum").collect()));
        own.keywords = keywords(description, schema);
        *self = self.and(&own);
    }

    /// What holds if both hold.
    fn and(&self, other: &Flat<'d>) -> Flat<'d> {
        let mut both = self.clone();
        for (name, schemas) in &other.properties {
            match both.properties.iter_mut().find(|(it, _)| it == name) {
                Some((_, all)) => all.extend(schemas),
                None => both.properties.push((name, schemas.clone())),
            }
        }
        for name in &other.required {
            if !both.required.contains(name) {
                both.required.push(name);
            }
        }
        both.items.extend(&other.items);
        if both.prefix_items.is_empty() {
            both.prefix_items.clone_from(&other.prefix_items);
        }
        both.patterns.extend(&other.patterns);
        both.tags.extend(&other.tags);
        both.additional = both.additional.or(other.additional);
        both.types = match (both.types, &other.types) {
            (Some(own), Some(types)) => Some(common(&own, types)),
            (own, types) => own.or_else(|| types.clone()),
        };
        both.listed = match (both.listed, &other.listed) {
            (Some(own), Some(listed)) => {
                Some(own.into_iter().filter(|it| listed.contains(it)).collect())
            }
            (own, listed) => own.or_else(|| listed.clone()),
        };
        for (name, value) in &other.keywords {
            merge_keyword(&mut both.keywords, name, value);
        }
        both
    }
}

/// The types of a schema, `null` last.
fn types(description: &Description, schema: &Map<String, Value>) -> Option<Vec<String>> {
    let mut types: Vec<String> = match schema.get("type")? {
        Value::String(name) => vec![name.clone()],
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if description.dialect == Dialect::OpenApi30 && is_nullable {
        types.push("null".to_owned());
    }
    types.sort_by_key(|name| name == "null");
    Some(types)
}

/// The keywords that say something about numbers, texts and counts.
fn keywords(description: &Description, schema: &Map<String, Value>) -> Map<String, Value> {
    const KEPT: &[&str] = &[
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "contentEncoding",
        "readOnly",
    ];
    let kept = schema
        .iter()
        .filter(|(name, _)| KEPT.contains(&name.as_str()));
    let mut kept: Map<_, _> = kept
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if description.dialect == Dialect::OpenApi30 {
        for (bound, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            if kept.shift_remove(exclusive) == Some(Value::Bool(true))
                && let Some(value) = kept.shift_remove(bound)
            {
                kept.insert(exclusive.to_owned(), value);
            }
        }
    }
    kept
}

/// The types that both lists allow. An integer is a number.
fn common(own: &[String], others: &[String]) -> Vec<String> {
    let allows = |types: &[String], name: &str| {
        types
            .iter()
            .any(|it| it == name || name == "integer" && it == "number")
    };
    let both = own.iter().filter(|it| allows(others, it));
    let narrower = others
        .iter()
        .filter(|it| !own.contains(it) && allows(own, it));
    both.chain(narrower).cloned().collect()
}

/// The stricter of two bounds; of anything else, what was there first.
fn merge_keyword(keywords: &mut Map<String, Value>, name: &str, value: &Value) {
    let Some(own) = keywords.get_mut(name) else {
        keywords.insert(name.to_owned(), value.clone());
        return;
    };
    let (Some(a), Some(b)) = (own.as_f64(), value.as_f64()) else {
        return;
    };
    let is_lower = name.starts_with("min") || name == "exclusiveMinimum";
    let is_upper = name.starts_with("max") || name == "exclusiveMaximum";
    if is_lower && b > a || is_upper && b < a {
        *own = value.clone();
    }
}
