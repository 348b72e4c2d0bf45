//! The properties of [`crate::fuzz`], tried with noise: the same in every run, and near enough to sense to get somewhere.

use crate::fuzz;

const ROUNDS: u64 = 2_000;

/// What the formats are made of.
const PIECES: &[&[u8]] = &[
    b"data:",
    b"data",
    b"id: 7",
    b"event: e",
    b"retry: 9",
    b":",
    b" ",
    b"\n",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\0",
    b"\0",
    b"\x1E",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xC3",
    b"\xA4",
    b"{\"a\":1}",
    b"{\"a\":[",
    b"[1,",
    b"2]",
    b"\"x\"",
    b"null",
    b"[DONE]",
    b"1",
    b"a",
    b"/",
    b"..",
    b".",
    b"%2e",
    b"%",
    b"#",
    b"?",
    b"@",
    b"\\",
    b"|",
    b",",
    b"&",
    b"=",
    b"+",
    b"json",
    b"text",
    b"charset",
    b";",
    b"\"",
    b"--",
    b"*",
];

fn noise(random: &mut fastrand::Rng) -> Vec<u8> {
    let count = random.usize(..24);
    let pieces = (0..count).map(|_| PIECES[random.usize(..PIECES.len())]);
    pieces.flatten().copied().collect()
}

#[test]
fn properties_hold_for_noise() {
    for seed in 0..ROUNDS {
        let bytes = noise(&mut fastrand::Rng::with_seed(seed));
        for (_, holds) in fuzz::ALL {
            holds(&bytes);
        }
    }
}

#[test]
fn every_property_has_a_fuzz_target() {
    for (name, _) in fuzz::ALL {
        let target = format!(
            "{}/../../tests/fuzz/targets/{name}.rs",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(target).unwrap();
        assert!(text.contains(&format!("client_runtime::fuzz::{name}(bytes)")));
    }
}
