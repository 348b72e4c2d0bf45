//! Carries a plan out through a staging folder inside the crate's folder, so that nothing is left half done.
//!
//! All new text is written there first. Only then files change places, which hardly ever fails; if it does, those that
//! moved are moved back.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::Plan;

/// The staging folder's name. It is fixed, so that two runs on one folder do not get in each other's way.
pub(super) const FOLDER: &str = ".codegen-staging";

/// See [`Plan::apply`].
pub(super) fn apply(plan: &Plan) -> Result<()> {
    let mut made = create_folders(&plan.out)?;
    let result = Staging::create(&plan.out).and_then(|mut staging| {
        staging.fill(plan)?;
        staging.swap(plan, &mut made)
    });
    match result {
        Ok(()) => remove_empty_folders(plan),
        // Folders made for files that are not there after all; those with something in them stay.
        Err(_) => made
            .iter()
            .rev()
            .for_each(|folder| drop(fs::remove_dir(folder))),
    }
    result
}

/// The staging folder; removed when dropped.
struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Set where the folder holds the only copy of something.
    keep: bool,
}

/// A file that changed its place.
struct Move {
    from: PathBuf,
    to: PathBuf,
}

impl Staging {
    fn create(out: &Path) -> Result<Staging> {
        let folder = out.join(FOLDER);
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Staging {
                out: out.to_owned(),
                folder,
                keep: false,
            }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => bail!(
                "`{}` is there: another run is writing this crate, or one was stopped (then remove that folder)",
                folder.display()
            ),
            Err(error) => {
                Err(error).with_context(|| format!("cannot create `{}`", folder.display()))
            }
        }
    }

    fn new_file(&self, path: &str) -> PathBuf {
        self.folder.join("new").join(path)
    }

    fn old_file(&self, path: &str) -> PathBuf {
        self.folder.join("old").join(path)
    }

    /// Writes the new text of every file.
    fn fill(&self, plan: &Plan) -> Result<()> {
        for write in &plan.writes {
            let file = self.new_file(&write.path);
            create_parents(&file)?;
            fs::write(&file, &write.new)
                .with_context(|| format!("cannot write `{}`", file.display()))?;
        }
        Ok(())
    }

    /// Puts old files aside and new ones into their places; `made` gets the folders that are made for them.
    fn swap(&mut self, plan: &Plan, made: &mut Vec<PathBuf>) -> Result<()> {
        let mut moves = Vec::new();
        self.try_swap(plan, &mut moves, made).map_err(|error| {
            let Err(second) = undo(&moves) else {
                return error;
            };
            self.keep = true;
            error.context(format!(
                "putting the old files back failed too ({second}); they are in `{}`",
                self.folder.display()
            ))
        })
    }

    fn try_swap(&self, plan: &Plan, moves: &mut Vec<Move>, made: &mut Vec<PathBuf>) -> Result<()> {
        for write in &plan.writes {
            let place = self.out.join(&write.path);
            if let Some(folder) = place.parent() {
                made.extend(create_folders(folder)?);
            }
            if write.old.is_some() {
                rename(place.clone(), self.old_file(&write.path), moves)?;
            }
            rename(self.new_file(&write.path), place, moves)?;
        }
        for removal in &plan.removals {
            rename(
                self.out.join(&removal.path),
                self.old_file(&removal.path),
                moves,
            )?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.keep {
            // What stays is found, and named, by the next run.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn rename(from: PathBuf, to: PathBuf, moves: &mut Vec<Move>) -> Result<()> {
    create_parents(&to)?;
    fs::rename(&from, &to)
        .with_context(|| format!("cannot move `{}` to `{}`", from.display(), to.display()))?;
    moves.push(Move { from, to });
    Ok(())
}

/// Undoes the moves, the last one first.
fn undo(moves: &[Move]) -> io::Result<()> {
    moves
        .iter()
        .rev()
        .try_for_each(|moved| fs::rename(&moved.to, &moved.from))
}

fn create_parents(file: &Path) -> Result<()> {
    match file.parent() {
        Some(folder) => create_folders(folder).map(drop),
        None => Ok(()),
    }
}

/// Creates a folder and the missing ones above it, and returns those that were missing, outermost first.
fn create_folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|folder| *folder != Path::new("") && !folder.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    fs::create_dir_all(folder).with_context(|| format!("cannot create `{}`", folder.display()))?;
    Ok(missing)
}

/// Removes the folders that the removals left empty.
fn remove_empty_folders(plan: &Plan) {
    for removal in &plan.removals {
        let file = plan.out.join(&removal.path);
        let inside = file
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != plan.out);
        // Removing a folder that is not empty fails, which is what ends the way up.
        for folder in inside {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
