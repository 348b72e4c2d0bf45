//! Files and functions stay short enough to be read.

use super::{
    Finding,
    file::{File, words},
};

/// Lines of a file without its tests.
const FILE_LINES: usize = 400;
/// Lines of a function. A long `match` of short arms may have its reasons, so this is a remark.
const FUNCTION_LINES: usize = 80;

/// A hand-written file has a bounded number of lines, its tests not counted.
pub(super) fn file_length(file: &File) -> Vec<Finding> {
    if !is_measured(file) {
        return Vec::new();
    }
    // A line that is blank in the code but not in the text is a comment, which counts, or a test, which does not.
    let tests = test_lines(file);
    let lines = file.text.lines().count() - tests;
    if lines <= FILE_LINES {
        return Vec::new();
    }
    let message = format!("{lines} lines without tests; split it at {FILE_LINES}");
    vec![Finding::new(1, "file-length", message)]
}

/// A function has a bounded number of lines.
pub(super) fn function_length(file: &File) -> Vec<Finding> {
    if !is_measured(file) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for at in words(&file.code, "fn") {
        let Some(lines) = body_lines(&file.code[at..]).filter(|lines| *lines > FUNCTION_LINES)
        else {
            continue;
        };
        let line = file.code[..at].matches('\n').count() + 1;
        let message = format!("a function of {lines} lines; split it at {FUNCTION_LINES}");
        findings.push(Finding {
            remark: true,
            ..Finding::new(line, "function-length", message)
        });
    }
    findings
}

fn is_measured(file: &File) -> bool {
    file.is_rust() && !file.is_generated() && !file.is_test()
}

/// The lines from a test attribute to the end of its item.
fn test_lines(file: &File) -> usize {
    let marker = "#[cfg(test)]";
    let mut count = 0;
    let mut in_test = false;
    for (text, code) in file.text.lines().zip(file.code.lines()) {
        if text.trim() == marker {
            in_test = true;
        } else if !code.trim().is_empty() {
            in_test = false;
        }
        count += usize::from(in_test);
    }
    count
}

/// The lines from `fn` to the end of its body; none for a declaration or a function pointer.
fn body_lines(code: &str) -> Option<usize> {
    let (mut depth, mut lines) = (0_usize, 1);
    // An array's length may hold a `;` in a signature.
    let mut brackets = 0_usize;
    for c in code.chars() {
        match c {
            '\n' => lines += 1,
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            '{' => depth += 1,
            '}' if depth == 1 => return Some(lines),
            '}' if depth == 0 => return None,
            '}' => depth -= 1,
            ';' if depth == 0 && brackets == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found_without_their_tests() {
        let code = "let a = 1;\n".repeat(FILE_LINES - 1);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{code}}}\n");
        let short = File::new("xtask/src/a.rs", format!("//! A.\n{code}{tests}"));
        assert_eq!(file_length(&short), []);
        let long = File::new(
            "xtask/src/a.rs",
            format!("//! A.\n{tests}{code}let b = 1;\n"),
        );
        assert_eq!(file_length(&long).len(), 1);
        let comments = File::new("xtask/src/a.rs", "// A.\n".repeat(FILE_LINES + 1));
        assert_eq!(file_length(&comments).len(), 1);
    }

    #[test]
    fn long_functions_are_remarked_on() {
        let function = |lines: usize| {
            format!(
                "fn short(a: [u8; 2]);\nfn f(a: [u8; 2]) {{\n{}}}\n",
                "if a { b }\n".repeat(lines)
            )
        };
        let file = File::new("xtask/src/a.rs", function(FUNCTION_LINES - 2));
        assert_eq!(function_length(&file), []);
        let file = File::new("xtask/src/a.rs", function(FUNCTION_LINES - 1));
        let findings = function_length(&file);
        assert_eq!(
            findings
                .iter()
                .map(|finding| finding.line)
                .collect::<Vec<_>>(),
            [2]
        );
        assert!(findings.iter().all(|finding| finding.remark));
    }
}
