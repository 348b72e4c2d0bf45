//! Finds the name an author most likely meant.

/// Names that differ by more are different names, however long they are.
const MOST_SLIPS: usize = 3;

/// The candidate nearest to `name` by edit distance, if it is near enough to be a slip.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = (name.chars().count() / 3).clamp(1, MOST_SLIPS);
    let distances = candidates.map(|candidate| (distance(name, candidate), candidate));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many slips lie between two texts, case ignored: a character too many, too few or another one, or two
/// neighbours exchanged (the optimal string alignment distance).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (line, left) in a.iter().enumerate() {
        let mut row = vec![line + 1];
        for (column, right) in b.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let substituted = at(&last, column) + usize::from(left != right);
            let changed = at(&row, column).min(at(&last, column + 1)) + 1;
            let is_exchange = line > 0
                && column > 0
                && a.get(line - 1) == Some(right)
                && b.get(column - 1) == Some(left);
            let exchanged = match is_exchange {
                true => at(&before, column - 1) + 1,
                false => usize::MAX,
            };
            row.push(substituted.min(changed).min(exchanged));
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_only() {
        let names = ["Pet", "Person", "Order"];
        assert_eq!(nearest("Pett", names.into_iter()), Some("Pet"));
        assert_eq!(nearest("person", names.into_iter()), Some("Person"));
        assert_eq!(nearest("Customer", names.into_iter()), None);
    }

    #[test]
    fn counts_slips() {
        for (a, b, expected) in [
            ("kitten", "sitting", 3),
            ("tpye", "type", 1),
            ("requried", "required", 1),
            ("operationID", "operationId", 0),
            ("", "ab", 2),
            ("ab", "", 2),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
