//! Feeds JSON that a description allows through every model of its client, and looks at what comes back.
//!
//! The JSON is made and judged from the author's document, without any part of the generator but the reader of JSON
//! and YAML; the models are reached through the client's own example program.

mod compare;
mod description;
mod instance;
mod program;
mod report;
mod task;
mod translate;
mod validate;

use std::path::Path;

use anyhow::Result;

#[cfg(test)]
pub(crate) use self::program::ListedOperation;
pub(crate) use self::{
    description::Description,
    instance::{Known, Maker, ReadOnly},
    program::{Listed, Program},
    report::{Report, text},
    validate::{Schemas, repaired},
};

/// Feeds the client whose example program is `program` with instances of the schemas of the description in `file`.
///
/// None for descriptions in a version whose schemas cannot be read here.
pub(crate) fn round_trip(file: &Path, program: &Path) -> Result<Option<Report>> {
    let Some(description) = Description::new(crate::tree::read(file)?) else {
        return Ok(None);
    };
    let mut report = Report::default();
    let listed = Program::start(program)?.list()?;
    report.list(&description, &listed);
    let directions = description.directions();
    let tasks =
        task::tasks(&description, &directions, &listed, &mut report).unwrap_or_else(|error| {
            report
                .unchecked
                .insert("#".to_owned(), format!("{error:#}"));
            Vec::new()
        });
    let answers = Program::start(program)?.round_trips(&tasks)?;
    for (task, answer) in tasks.iter().zip(answers) {
        report.judge(
            task,
            &answer,
            directions.response_only.contains(&task.schema),
        );
    }
    Ok(Some(report))
}
