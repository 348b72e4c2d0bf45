//! Finds the name an author most likely meant.

/// Names that differ by more are different names, however long they are.
const MOST_SLIPS: usize = 3;

/// The candidate nearest to `name` by edit distance, if it is near enough to be a slip.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let name = lower(name);
    // In a name of one or two letters, one slip would make it any other.
    let limit = (name.len() / 3).min(MOST_SLIPS);
    let near = candidates.filter_map(|candidate| {
        // Most are of quite another length, which is known without taking them apart.
        if candidate.is_ascii() && candidate.len().abs_diff(name.len()) > limit {
            return None;
        }
        let slips = distance(&name, &lower(candidate), limit)?;
        Some((slips, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// Shorter names are near to too many others; they are only compared without their case.
const SHORTEST: usize = 4;

/// The candidate that `name` is so near to that it must be meant: the same but for case and separators, or but for one
/// slip that is no digit.
pub(crate) fn slip<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let written = plain(name);
    let near = candidates.filter_map(|candidate| {
        let other = plain(candidate);
        let slips = match written.len() < SHORTEST {
            true => (written == other).then_some(0),
            false => distance(&written, &other, 1),
        };
        let is_alike = digits(&written).eq(digits(&other));
        slips.filter(|_| is_alike).map(|slips| (slips, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// The letters and digits of a name, without their case.
fn plain(name: &str) -> Vec<char> {
    let mut letters = lower(name);
    letters.retain(|letter| letter.is_alphanumeric());
    letters
}

fn digits(letters: &[char]) -> impl Iterator<Item = &char> {
    letters.iter().filter(|letter| letter.is_numeric())
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// How many slips lie between two texts, if not more than `limit`: a character too many, too few or another one, or
/// two neighbours exchanged (the optimal string alignment distance).
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
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
        // No later row has less than the least of two in a row.
        let is_hopeless = |row: &[usize]| row.iter().all(|slips| *slips > limit);
        if is_hopeless(&before) && is_hopeless(&last) {
            return None;
        }
    }
    last.last().copied().filter(|slips| *slips <= limit)
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
        assert_eq!(nearest("t", ["A", "T"].into_iter()), Some("T"));
        assert_eq!(nearest("t", ["A"].into_iter()), None);
    }

    #[test]
    fn a_slip_is_one_letter_or_how_words_are_joined() {
        let names = ["userId", "name", "line1", "id", "tags"];
        for (name, meant) in [
            ("user_id", Some("userId")),
            ("nmae", Some("name")),
            ("NAME", Some("name")),
            ("tagss", Some("tags")),
            ("line2", None),
            ("if", None),
            ("ID", Some("id")),
            ("users", None),
        ] {
            assert_eq!(slip(name, names.into_iter()), meant, "{name}");
        }
    }

    #[test]
    fn counts_slips() {
        for (a, b, expected) in [
            ("kitten", "sitting", Some(3)),
            ("kitten", "mittens and more", None),
            ("abcdefgh", "ijklmnop", None),
            ("tpye", "type", Some(1)),
            ("requried", "required", Some(1)),
            ("operationID", "operationId", Some(0)),
            ("", "ab", Some(2)),
            ("ab", "", Some(2)),
            ("é", "e", Some(1)),
        ] {
            assert_eq!(distance(&lower(a), &lower(b), 3), expected, "{a} {b}");
        }
    }
}
