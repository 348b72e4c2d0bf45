//! The table that `corpus` prints.

use std::collections::BTreeMap;

use super::row::{Outcome, Row};

const HEAD: [&str; 10] = [
    "description",
    "version",
    "outcome",
    "operations",
    "types",
    "lines",
    "warnings",
    "errors",
    "seconds",
    "compiler",
];

/// The table, the first error of every failure, and the totals.
pub(super) fn render(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let mut text = aligned(&lines);
    for row in rows {
        text += &errors(row);
    }
    text + &totals(rows)
}

fn cells(row: &Row) -> [String; 10] {
    let compiler = match &row.compiled {
        Some(compiled) => format!("{} errors, {} warnings", compiled.errors, compiled.warnings),
        None => String::new(),
    };
    [
        row.file.clone(),
        row.version.clone(),
        row.outcome.word().to_owned(),
        row.operations.to_string(),
        row.types.to_string(),
        row.lines.to_string(),
        row.warnings.to_string(),
        row.errors.to_string(),
        format!("{:.2}", row.seconds),
        compiler,
    ]
}

/// Text to the left, numbers to the right.
fn aligned(lines: &[[String; 10]]) -> String {
    let width = |column: usize| {
        lines
            .iter()
            .map(|line| line[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 10] = std::array::from_fn(width);
    let mut text = String::new();
    for line in lines {
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let is_number = (3..9).contains(&column);
            text += &if is_number {
                format!("{cell:>width$}  ")
            } else {
                format!("{cell:<width$}  ")
            };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The first error of a description that was not generated, or whose client does not compile.
fn errors(row: &Row) -> String {
    let compiler = row
        .compiled
        .as_ref()
        .and_then(|compiled| compiled.first_error.as_ref());
    let error = match row.outcome {
        Outcome::Generated => None,
        Outcome::Refused | Outcome::Internal | Outcome::Panicked => row.first_error.as_ref(),
        Outcome::Broken => compiler,
    };
    match error {
        Some(error) => format!(
            "\n{} {}:\n{}\n",
            row.file,
            row.outcome.word(),
            error.trim_end()
        ),
        None => String::new(),
    }
}

fn totals(rows: &[Row]) -> String {
    let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
    for row in rows {
        *outcomes.entry(row.outcome).or_default() += 1;
    }
    let outcomes: Vec<String> = outcomes
        .iter()
        .map(|(outcome, count)| format!("{count} {}", outcome.word()))
        .collect();
    format!(
        "\n{} descriptions: {}; {} operations, {} types, {} lines, {} warnings in {:.1} s of work\n",
        rows.len(),
        outcomes.join(", "),
        rows.iter().map(|row| row.operations).sum::<usize>(),
        rows.iter().map(|row| row.types).sum::<usize>(),
        rows.iter().map(|row| row.lines).sum::<usize>(),
        rows.iter().map(|row| row.warnings).sum::<usize>(),
        rows.iter().map(|row| row.seconds).sum::<f64>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_outcomes_counted() {
        let rows = [
            Row {
                file: "a.json".to_owned(),
                operations: 12,
                ..Row::default()
            },
            Row {
                file: "longer.json".to_owned(),
                outcome: Outcome::Panicked,
                first_error: Some("at x".to_owned()),
                ..Row::default()
            },
        ];
        let text = render(&rows);
        assert!(text.contains("\na.json                "), "{text}");
        assert!(text.contains("\nlonger.json panicked:\nat x\n"), "{text}");
        assert!(
            text.contains("2 descriptions: 1 generated, 1 panicked; 12 operations"),
            "{text}"
        );
    }
}
