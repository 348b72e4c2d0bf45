//! The differences between a crate on disk and what would be generated, for `--check`.

use similar::TextDiff;

use crate::write::{Plan, Write};

/// A file's difference is cut after this many lines.
const LIMIT: usize = 200;

/// Every missing, changed and stale file, with what changed in it.
pub(super) fn render(plan: &Plan) -> String {
    let mut text = String::new();
    for write in plan.writes() {
        match &write.old {
            Some(old) => text += &changed(write, &String::from_utf8_lossy(old)),
            None => text += &format!("missing: {}\n", write.path),
        }
    }
    for removal in plan.removals() {
        text += &format!("stale: {}\n", removal.path);
    }
    text
}

fn changed(write: &Write, old: &str) -> String {
    let diff = TextDiff::from_lines(old, &write.new);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header(
            &format!("{} (on disk)", write.path),
            &format!("{} (generated)", write.path),
        )
        .to_string();
    let total = unified.lines().count();
    let mut text = format!("changed: {}\n", write.path);
    for line in unified.lines().take(LIMIT) {
        text += line;
        text.push('\n');
    }
    if total > LIMIT {
        text += &format!("… and {} more lines\n", total - LIMIT);
    }
    text
}
