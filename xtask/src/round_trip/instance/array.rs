//! Arrays: empty, with one item, with many.

use serde_json::Value;

use super::{Maker, flat::Flat};

/// How many items stand for many.
const MANY: usize = 3;
/// More items than this are not made, even where the schema asks for them.
const MOST: usize = 200;

impl<'d> Maker<'d> {
    /// Arrays that the schema allows.
    pub(super) fn arrays(&mut self, it: &Flat<'d>, depth: usize) -> Vec<Value> {
        let least = it.count("minItems").unwrap_or(0);
        let greatest = it.count("maxItems").unwrap_or(usize::MAX);
        let prefix: Vec<Vec<Value>> = it
            .prefix_items
            .iter()
            .map(|schema| self.values(schema, depth + 1))
            .collect();
        let values = self.items(it, depth);
        let mut sizes = vec![
            1,
            0,
            MANY,
            values.len(),
            least,
            prefix.len(),
            prefix.len() + 1,
        ];
        if greatest <= MANY * 4 {
            sizes.push(greatest);
        }
        let is_set = it.keyword("uniqueItems") == Some(&Value::Bool(true));
        if is_set {
            sizes.retain(|size| *size <= prefix.len() + values.len());
        }
        sizes.retain(|size| (least..=greatest).contains(size) && *size <= MOST);
        sizes.dedup();
        let arrays = sizes.into_iter().enumerate().filter_map(|(turn, size)| {
            let items = (0..size).map(|index| match prefix.get(index) {
                Some(values) => values.get(turn % values.len().max(1)).cloned(),
                None => values.get((index + turn) % values.len().max(1)).cloned(),
            });
            items.collect::<Option<Vec<Value>>>().map(Value::Array)
        });
        arrays.collect()
    }

    /// The shortest array that the schema allows.
    pub(super) fn minimal_array(&mut self, it: &Flat<'d>, depth: usize) -> Option<Value> {
        let least = it.count("minItems").unwrap_or(0).min(MOST);
        let least = least.max(it.prefix_items.len().min(it.count("maxItems").unwrap_or(0)));
        let mut items = Vec::new();
        for index in 0..least {
            let item = match (it.prefix_items.get(index), it.items.first()) {
                (Some(schema), _) | (None, Some(schema)) => self.minimal(schema, depth + 1)?,
                (None, None) => index.into(),
            };
            items.push(item);
        }
        Some(Value::Array(items))
    }

    fn items(&mut self, it: &Flat<'d>, depth: usize) -> Vec<Value> {
        match it.items.as_slice() {
            [] => super::anything(),
            [schema] => self.values(schema, depth + 1),
            several => self.all_of(several, depth + 1),
        }
    }
}
