//! The rooms hold apart: reads the `use crate::…` lines against the picture in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use besides itself. The ground's own order: text, domain, messages, wire, config.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("domain", &["text"]),
    ("messages", &["domain", "text"]),
    ("wire", &["domain", "messages", "text"]),
    ("config", &["wire", "domain", "messages", "text"]),
    ("store", &["wire", "domain", "messages", "config", "text"]),
    (
        "desk",
        &["store", "wire", "domain", "messages", "config", "text"],
    ),
    (
        "server",
        &[
            "desk", "store", "wire", "domain", "messages", "config", "text",
        ],
    ),
    ("client", &["wire", "domain", "messages", "config", "text"]),
    (
        "tui",
        &["client", "wire", "domain", "messages", "config", "text"],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("src")
        .flatten()
        .map(|it| it.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// Rooms named by `crate::room` in a line of code.
fn rooms_named(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        rooms.push(&rest[..end]);
    }
    rooms
}

#[test]
fn no_room_uses_one_above_or_beside_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&src).expect("under src");
        let first = inside
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy();
        let room = first.trim_end_matches(".rs").to_owned();
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == room) else {
            continue;
        };
        let text = fs::read_to_string(file).expect("readable");
        for (number, line) in text.lines().enumerate() {
            for used in rooms_named(line) {
                let known = used == "cli" || MAY_USE.iter().any(|(name, _)| *name == used);
                if known && used != room && !may.contains(&used) {
                    wrong.push(format!(
                        "{}:{}: {room} uses {used}",
                        inside.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that run the wrong way:\n{}",
        wrong.join("\n")
    );
    assert!(files.len() > 50, "only {} files were read", files.len());
}

#[test]
fn a_room_is_recognised_in_a_line_of_code() {
    assert_eq!(rooms_named("use crate::store::{Tx, log};"), ["store"]);
    assert_eq!(
        rooms_named("let x: crate::wire::Counts = crate::desk::now(); // crate::server"),
        ["wire", "desk"]
    );
}
