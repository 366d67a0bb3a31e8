//! What holds for a file.

use super::*;

#[test]
fn a_file_serves_one_program_at_a_time_and_says_which() {
    let store = fresh(Engine::Sqlite).unwrap();
    let refused = Store::open(store.url()).unwrap_err();
    let StoreError::InUse { process, .. } = refused else {
        panic!("{refused}");
    };
    assert_eq!(process, Some(std::process::id()));
    let store = store.reopened();
    append(&store, "a", 1_000).unwrap();
}

#[cfg(unix)]
#[test]
fn the_file_and_its_folder_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/desk.db");
    let store = Store::open(&DatabaseUrl::sqlite(&path)).unwrap();
    append(&store, "a", 1_000).unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let file = file.unwrap().path();
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_closed_database_is_one_file_beside_its_lock() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("desk.db"))).unwrap();
    append(&store, "a", 1_000).unwrap();
    drop(store);
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["desk.db", "desk.db.lock"]);
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("theirs.db");
    let conn = rusqlite::Connection::open(&theirs).unwrap();
    conn.execute_batch("CREATE TABLE theirs (id INTEGER)")
        .unwrap();
    drop(conn);
    let text = folder.path().join("notes.txt");
    std::fs::write(
        &text,
        "not a database, but long enough to be read as one".repeat(99),
    )
    .unwrap();
    for path in [theirs, text] {
        let before = std::fs::read(&path).unwrap();
        let url = DatabaseUrl::sqlite(&path);
        for refused in [Store::open(&url), Store::open_read_only(&url)] {
            assert!(
                matches!(refused, Err(StoreError::Foreign { .. })),
                "{refused:?}"
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

/// Invariant 77, for a copy made while events are being recorded.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_others_write_is_whole() {
    let store = fresh(Engine::Sqlite).unwrap();
    let writer = Store::clone(&store);
    let writing = tokio::task::spawn_blocking(move || {
        for turn in 0..200 {
            append(&writer, &turn.to_string(), 1_000).unwrap();
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy.db");
    let anchor = store.backup(to.clone()).await.unwrap();
    let again = store.backup(to.clone()).await;
    assert!(
        matches!(again, Err(StoreError::Backup { .. })),
        "a copy is never written over"
    );
    writing.await.unwrap();

    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "nothing beside the copy");
    let copy = Store::open(&DatabaseUrl::sqlite(&to)).unwrap();
    assert_eq!(verified(&copy), anchor);
    let found = store.read_blocking(move |tx| log::verify_store(tx, std::slice::from_ref(&anchor)));
    assert_eq!(found.unwrap().unwrap().seq, 200);
}
