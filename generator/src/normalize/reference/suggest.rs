//! Finds the name an author most likely meant.

/// The candidate nearest to `name` by edit distance, if it is near enough to be a slip.
pub(super) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = (name.chars().count() / 3).max(1);
    let distances = candidates.map(|candidate| (distance(name, candidate), candidate));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance in characters, case ignored.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, left) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = line;
        let mut last = line + 1;
        for (slot, right) in row.iter_mut().skip(1).zip(&b) {
            let substituted = diagonal + usize::from(left != *right);
            diagonal = *slot;
            last = substituted.min(*slot + 1).min(last + 1);
            *slot = last;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
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
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
