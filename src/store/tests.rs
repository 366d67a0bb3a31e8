//! What both engines promise alike, and what each promises alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rstest::rstest;

use super::log::{Head, LogRow, NewLogRow};
use super::testing::{empty, fresh};
use super::*;

fn event(object: &str) -> NewLogRow {
    NewLogRow {
        actor: "wang".into(),
        acting_for: None,
        verb: "receive".into(),
        object_kind: "submission".into(),
        object: object.into(),
        before: None,
        after: r#"{"title":"春耕备耕进度"}"#.into(),
        reason: None,
    }
}

fn append(store: &Store, object: &str, at: i64) -> Result<LogRow, StoreError> {
    let event = event(object);
    store.write_blocking(move |tx| log::append(tx, &event, at))
}

fn everything(store: &Store) -> Vec<LogRow> {
    store
        .read_blocking(|tx| log::read_since(tx, 0, 10_000))
        .unwrap()
}

fn head(store: &Store) -> Head {
    store.read_blocking(|tx| log::head(tx)).unwrap()
}

fn verified(store: &Store) -> Head {
    let found = store.read_blocking(|tx| log::verify_store(tx, &[]));
    found.unwrap().unwrap()
}

/// A table for the tests to write to.
fn with_notes(store: &Store) {
    let sql = "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, words TEXT)";
    store.write_blocking(|tx| tx.exec(sql, &[])).unwrap();
}

fn notes(store: &Store) -> i64 {
    let count = store.read_blocking(|tx| tx.one("SELECT count(*) FROM note", &[]));
    count.unwrap().unwrap().int(0).unwrap()
}

macro_rules! fresh_or_return {
    ($engine:expr) => {
        match fresh($engine) {
            Some(store) => store,
            None => return,
        }
    };
}

/// Invariant 4.
#[rstest]
fn twenty_writers_at_once_make_one_chain_without_a_gap(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    thread::scope(|scope| {
        for writer in 0..20 {
            let store = &store;
            scope.spawn(move || {
                for turn in 0..10 {
                    append(store, &format!("{writer}-{turn}"), 1_000).unwrap();
                }
            });
        }
    });
    assert_eq!(verified(&store).seq, 200);
    let seqs: Vec<i64> = everything(&store).iter().map(|row| row.seq).collect();
    assert_eq!(seqs, (1..=200).collect::<Vec<_>>());
}

/// Invariant 4, for two programs that serve from one database.
#[test]
fn two_servers_on_one_database_make_one_chain() {
    let store = fresh_or_return!(Engine::Postgres);
    let other = Store::open(store.url()).unwrap();
    thread::scope(|scope| {
        for store in [&*store, &other] {
            for writer in 0..4 {
                scope.spawn(move || {
                    for turn in 0..10 {
                        append(store, &format!("{writer}-{turn}"), 1_000).unwrap();
                    }
                });
            }
        }
    });
    assert_eq!(verified(&store).seq, 80);
}

/// Invariant 8.
#[rstest]
fn a_refused_write_leaves_no_trace(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let store = fresh_or_return!(engine);
    append(&store, "a", 1_000).unwrap();
    let before = everything(&store);
    let refused: Result<(), StoreError> = store.write_blocking(|tx| {
        log::append(tx, &event("b"), 2_000)?;
        Err(StoreError::Busy)
    });
    assert_eq!(refused, Err(StoreError::Busy));
    assert_eq!(everything(&store), before);
    assert_eq!(append(&store, "c", 3_000).unwrap().seq, 2);
}

/// Invariant 8.
#[rstest]
fn a_statement_that_failed_cannot_be_committed_over(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    with_notes(&store);
    let insert = "INSERT INTO note (id) VALUES ($1)";
    let ended = store.write_blocking(move |tx| {
        tx.exec(insert, values![1])?;
        let again = tx.exec(insert, values![1]);
        assert!(matches!(again, Err(StoreError::Constraint { .. })));
        let later = tx.exec(insert, values![2]);
        assert!(later.is_err(), "the transaction is spoilt");
        Ok::<_, StoreError>(())
    });
    let rule = Constraint::Unique;
    assert!(matches!(ended, Err(StoreError::Constraint { rule: it, .. }) if it == rule));
    assert_eq!(notes(&store), 0);
}

#[rstest]
fn a_command_that_panics_is_answered_and_the_next_is_served(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let panicked: Result<(), StoreError> = store.write_blocking(move |tx| {
        counted.fetch_add(1, Ordering::SeqCst);
        log::append(tx, &event("a"), 1_000)?;
        panic!("as a test");
    });
    let said = "as a test".into();
    assert_eq!(panicked, Err(StoreError::Panicked { said }));
    assert_eq!(runs.load(Ordering::SeqCst), 1);
    let panicked: Result<(), StoreError> = store.read_blocking(|_| panic!("as a test"));
    assert!(matches!(panicked, Err(StoreError::Panicked { .. })));
    assert_eq!(append(&store, "b", 1_000).unwrap().seq, 1);
}

/// Invariant 2: the database itself refuses what would change the past.
#[rstest]
#[case("UPDATE log SET actor = 'li' WHERE seq = 1")]
#[case("UPDATE log SET seq = 9 WHERE seq = 2")]
#[case("DELETE FROM log WHERE seq = 2")]
#[case("DELETE FROM log")]
#[case(
    "INSERT INTO log SELECT seq + 5, at, actor, acting_for, verb, object_kind, object, before, after, reason, hash, hash FROM log WHERE seq = 2"
)]
#[case(
    "INSERT INTO log SELECT seq + 1, at, actor, acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash FROM log WHERE seq = 2"
)]
#[case(
    "INSERT INTO log SELECT seq + 1, at - 1, actor, acting_for, verb, object_kind, object, before, after, reason, hash, hash FROM log WHERE seq = 2"
)]
#[case(
    "INSERT INTO log SELECT * FROM log WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET actor = 'li'"
)]
#[case("UPDATE log_head SET seq = 1")]
#[case("UPDATE log_head SET seq = 3")]
#[case("UPDATE log_head SET hash = 'f'")]
#[case("DELETE FROM log_head")]
#[case(
    "INSERT INTO log_head (id, seq, at, hash) VALUES (1, 9, 9, 'f') ON CONFLICT (id) DO UPDATE SET seq = 9"
)]
#[case::sqlite(
    "REPLACE INTO log SELECT seq, at, 'li', acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash FROM log WHERE seq = 2"
)]
#[case::sqlite("REPLACE INTO log_head (id, seq, at, hash) VALUES (1, 9, 9, 'f')")]
#[case::postgres("TRUNCATE log")]
#[case::postgres("TRUNCATE log_head")]
fn nothing_changes_or_removes_an_event(
    #[case] sql: &'static str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let only = match sql {
        sql if sql.starts_with("REPLACE") => Some(Engine::Sqlite),
        sql if sql.starts_with("TRUNCATE") => Some(Engine::Postgres),
        _ => None,
    };
    if only.is_some_and(|only| only != engine) {
        return;
    }
    let store = fresh_or_return!(engine);
    append(&store, "a", 1_000).unwrap();
    append(&store, "b", 2_000).unwrap();
    let before = everything(&store);
    let refused = store.write_blocking(move |tx| tx.exec(sql, &[]));
    let rule = Constraint::Frozen;
    assert!(
        matches!(&refused, Err(StoreError::Constraint { rule: it, .. }) if *it == rule),
        "{refused:?}"
    );
    assert_eq!(everything(&store), before);
    assert_eq!(verified(&store).seq, 2);
}

/// Invariant 5.
#[rstest]
fn times_never_decrease_when_the_clock_steps_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    append(&store, "a", 5_000).unwrap();
    append(&store, "b", 3_000).unwrap();
    let store = store.reopened();
    append(&store, "c", 4_000).unwrap();
    append(&store, "d", 6_000).unwrap();
    let times: Vec<i64> = everything(&store).iter().map(|row| row.at).collect();
    assert_eq!(times, [5_000, 5_000, 5_000, 6_000]);
}

/// Invariant 3, in the database: its owner can drop the triggers, but not hide what he did then.
#[rstest]
fn an_event_changed_behind_the_triggers_is_found(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    for object in ["a", "b", "c"] {
        append(&store, object, 1_000).unwrap();
    }
    let anchor = head(&store);
    let drop_triggers: &[&str] = match engine {
        Engine::Sqlite => &[
            "DROP TRIGGER log_is_not_changed",
            "DROP TRIGGER log_is_not_shortened",
        ],
        Engine::Postgres => &["DROP TRIGGER log_is_not_changed ON log"],
    };
    let change = move |sql: &'static str| {
        move |tx: &mut dyn Tx| {
            for drop in drop_triggers {
                tx.exec(drop, &[])?;
            }
            tx.exec(sql, &[])?;
            let found = log::verify_store(tx, std::slice::from_ref(&anchor.clone()))?;
            // Undone again, for the next.
            Err::<(), _>(StoreError::Statement {
                sql: sql.into(),
                why: found.unwrap_err().to_string(),
            })
        }
    };
    for (sql, told) in [
        (
            "UPDATE log SET reason = 'so' WHERE seq = 2",
            "broken at event 2: its content",
        ),
        (
            "DELETE FROM log WHERE seq = 2",
            "broken at event 2: event 3 stands",
        ),
        (
            "DELETE FROM log WHERE seq = 3",
            "broken at event 3: the database has the end",
        ),
    ] {
        let error = store.write_blocking(change.clone()(sql)).unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
    }
    assert_eq!(verified(&store).seq, 3);
}

#[rstest]
fn the_rows_about_one_thing_are_found_in_order_and_page_by_page(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    for object in ["a", "b", "a", "a"] {
        append(&store, object, 1_000).unwrap();
    }
    let about = |seq, limit| {
        let rows =
            store.read_blocking(move |tx| log::for_object(tx, "submission", "a", seq, limit));
        rows.unwrap().iter().map(|row| row.seq).collect::<Vec<_>>()
    };
    assert_eq!(about(0, 10), [1, 3, 4]);
    assert_eq!(about(1, 1), [3]);
}

#[rstest]
fn a_database_newer_than_the_program_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    let sql = "INSERT INTO schema_version (version, name, at) VALUES (9999, 'later', 0)";
    store.write_blocking(move |tx| tx.exec(sql, &[])).unwrap();
    let url = store.url().clone();
    let _folder = store.closed();
    let newer = StoreError::Newer {
        found: 9999,
        known: migrate::known(),
    };
    assert_eq!(Store::open_read_only(&url).unwrap_err(), newer);
    assert_eq!(Store::open(&url).unwrap_err(), newer);
}

#[rstest]
fn a_database_is_brought_forward_once_and_keeps_what_it_has(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    append(&store, "a", 1_000).unwrap();
    let store = store.reopened();
    assert_eq!(head(&store).seq, 1);
    let version = store.read_blocking(|tx| migrate::version(tx));
    assert_eq!(version, Ok(migrate::known()));
}

#[rstest]
fn an_empty_database_cannot_be_opened_just_to_look(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((url, _folder)) = empty(engine) else {
        return;
    };
    if let Some(path) = url.file() {
        assert!(matches!(
            Store::open_read_only(&url),
            Err(StoreError::Open { .. })
        ));
        assert!(!path.exists(), "looking makes no file");
        std::fs::write(path, "").unwrap();
    }
    let older = StoreError::Older {
        found: 0,
        known: migrate::known(),
    };
    assert_eq!(Store::open_read_only(&url).unwrap_err(), older);
}

#[rstest]
fn a_look_sees_what_the_server_wrote_and_writes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    append(&store, "a", 1_000).unwrap();
    let look = Store::open_read_only(store.url()).unwrap();
    assert_eq!(verified(&look).seq, 1);
    assert_eq!(append(&look, "b", 1_000), Err(StoreError::ReadOnly));
    append(&store, "c", 1_000).unwrap();
    assert_eq!(head(&look).seq, 2);
}

#[rstest]
fn a_read_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let store = fresh_or_return!(engine);
    let tried = store.read_blocking(|tx| log::append(tx, &event("a"), 1_000));
    assert_eq!(tried, Err(StoreError::ReadOnly));
    assert_eq!(head(&store).seq, 0);
}

#[rstest]
fn a_read_sees_one_picture_while_others_write(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    let writer = Store::clone(&store);
    let seen = store.read_blocking(move |tx| {
        let before = log::head(tx)?.seq;
        append(&writer, "a", 1_000)?;
        Ok::<_, StoreError>((before, log::head(tx)?.seq))
    });
    assert_eq!(seen, Ok((0, 0)));
    assert_eq!(head(&store).seq, 1);
}

#[rstest]
fn values_come_back_as_they_went_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let store = fresh_or_return!(engine);
    let bytes = match engine {
        Engine::Sqlite => "BLOB",
        Engine::Postgres => "BYTEA",
    };
    let table = format!("CREATE TABLE kept (id BIGINT, words TEXT, bytes {bytes})");
    store
        .write_blocking(move |tx| tx.exec(&table, &[]))
        .unwrap();
    let rows = store.write_blocking(|tx| {
        let insert = "INSERT INTO kept (id, words, bytes) VALUES ($1, $2, $3)";
        tx.exec(insert, values![i64::MIN, "数字 '$1' \u{202e}😀", &[0u8, 255][..]])?;
        tx.exec(insert, values![i64::MAX, "", None::<&[u8]>])?;
        tx.exec(insert, values![true, None::<String>, &[][..] as &[u8]])?;
        // A value can stand in several places, and a placeholder in a string is none.
        tx.rows(
            "SELECT id, words, bytes, '$9' FROM kept WHERE id >= $2 AND (words <> $1 OR words IS NULL) AND id >= $2 ORDER BY id",
            values!["no", i64::MIN],
        )
    });
    let rows: Vec<Row> = rows.unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[0].values()[..3],
        *values![i64::MIN, "数字 '$1' \u{202e}😀", &[0u8, 255][..]]
    );
    assert_eq!(
        rows[1].values()[..3],
        *values![1, None::<&str>, &[][..] as &[u8]]
    );
    assert_eq!(rows[2].values()[..3], *values![i64::MAX, "", None::<&str>]);
    assert_eq!(rows[0].text(3), Ok("$9"));
}

#[rstest]
fn text_with_a_nul_is_refused_by_both_engines_alike(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    with_notes(&store);
    let insert = "INSERT INTO note (id, words) VALUES ($1, $2)";
    let refused = store.write_blocking(move |tx| tx.exec(insert, values![1, "a\0b"]));
    assert_eq!(refused, Err(StoreError::Value { place: 2 }));
}

#[rstest]
fn a_miscounted_statement_is_an_error(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let store = fresh_or_return!(engine);
    for values in [values![], values![1, 2]] {
        let values = values.to_vec();
        let refused =
            store.read_blocking(move |tx| tx.rows("SELECT 1 FROM log WHERE seq = $1", &values));
        assert!(
            matches!(refused, Err(StoreError::Statement { .. })),
            "{refused:?}"
        );
    }
}

#[rstest]
fn like_minds_case_on_both_engines(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let store = fresh_or_return!(engine);
    let sql = "SELECT seq FROM log_head WHERE 'Desk' LIKE 'desk'";
    assert_eq!(store.read_blocking(move |tx| tx.one(sql, &[])), Ok(None));
}

/// The caller may have gone, the order of a person has been taken all the same.
#[rstest]
fn what_was_queued_is_carried_out_before_the_store_closes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    for object in ["a", "b", "c"] {
        let (reply, _) = oneshot::channel();
        let event = event(object);
        store
            .hand_to_writer::<_, StoreError, _, _>(move |tx| log::append(tx, &event, 1_000), reply);
    }
    let store = store.reopened();
    assert_eq!(verified(&store).seq, 3);
}

#[rstest]
#[tokio::test]
async fn an_asynchronous_caller_writes_reads_and_closes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let store = fresh_or_return!(engine);
    let (first, second) = (event("a"), event("b"));
    let (first, second) = tokio::join!(
        store.write(move |tx| log::append(tx, &first, 1_000)),
        store.write(move |tx| log::append(tx, &second, 1_000)),
    );
    let mut seqs = [first.unwrap().seq, second.unwrap().seq];
    seqs.sort();
    assert_eq!(seqs, [1, 2]);
    assert_eq!(store.read(|tx| log::head(tx)).await.unwrap().seq, 2);
    Store::clone(&store).close().await;
    assert_eq!(
        store.read(|tx| log::head(tx)).await,
        Err(StoreError::Closed)
    );
    assert_eq!(
        store.write(|tx| log::head(tx)).await,
        Err(StoreError::Closed)
    );
}

/// A command that holds the last handle on its store must not make the store wait for itself.
#[rstest]
fn a_store_can_be_dropped_by_its_own_command(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((url, _folder)) = empty(engine) else {
        return;
    };
    let store = Store::open(&url).unwrap();
    let (reply, answer) = mpsc::sync_channel(1);
    let (let_go, gate) = mpsc::sync_channel::<()>(1);
    let held = Store::clone(&store);
    store.hand_to_writer::<_, StoreError, _, _>(
        move |tx| {
            let _ = gate.recv();
            assert_eq!(held.engine(), tx.engine());
            log::append(tx, &event("a"), 1_000)
        },
        reply,
    );
    drop(store);
    let_go.send(()).unwrap();
    assert_eq!(answer.recv().unwrap().unwrap().seq, 1);
}

mod sqlite {
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
        let found =
            store.read_blocking(move |tx| log::verify_store(tx, std::slice::from_ref(&anchor)));
        assert_eq!(found.unwrap().unwrap().seq, 200);
    }
}

mod postgres {
    use super::*;

    #[test]
    fn a_connection_lost_in_a_command_is_renewed_and_the_command_repeated() {
        let store = fresh_or_return!(Engine::Postgres);
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let row = store.write_blocking(move |tx| {
            let row = log::append(tx, &event("a"), 1_000)?;
            if counted.fetch_add(1, Ordering::SeqCst) == 0 {
                tx.rows("SELECT pg_terminate_backend(pg_backend_pid())", &[])?;
            }
            Ok::<_, StoreError>(row)
        });
        assert_eq!(row.unwrap().seq, 1);
        assert_eq!(runs.load(Ordering::SeqCst), 2);
        assert_eq!(verified(&store).seq, 1);
    }

    #[test]
    fn a_connection_lost_between_commands_is_renewed() {
        let store = fresh_or_return!(Engine::Postgres);
        append(&store, "a", 1_000).unwrap();
        // Read by a reader, whose own connection stays.
        let end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        store
            .read_blocking(move |tx| tx.rows(end_all, &[]))
            .unwrap();
        assert_eq!(append(&store, "b", 1_000).unwrap().seq, 2);
        assert_eq!(head(&store).seq, 2);
    }

    #[rstest]
    #[case::serialization_failure("40001")]
    #[case::deadlock("40P01")]
    fn a_transaction_that_the_server_breaks_off_is_repeated_a_few_times(
        #[case] code: &'static str,
    ) {
        let store = fresh_or_return!(Engine::Postgres);
        let raise =
            format!("DO $$ BEGIN RAISE EXCEPTION 'as a test' USING ERRCODE = '{code}'; END $$");
        let runs = Arc::new(AtomicUsize::new(0));
        for (failures, seq) in [(2, Ok(1)), (usize::MAX, Err(StoreError::Busy))] {
            let (raise, counted) = (raise.clone(), Arc::clone(&runs));
            runs.store(0, Ordering::SeqCst);
            let row = store.write_blocking(move |tx| {
                let row = log::append(tx, &event("a"), 1_000)?;
                if counted.fetch_add(1, Ordering::SeqCst) < failures {
                    tx.exec(&raise, &[])?;
                }
                Ok::<_, StoreError>(row)
            });
            assert_eq!(row.map(|row| row.seq), seq);
        }
        assert_eq!(verified(&store).seq, 1);
    }

    #[test]
    fn a_server_that_is_not_there_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().display().to_string().replace('/', "%2F");
        let url: DatabaseUrl = format!("postgres://desk@{socket}/desk").parse().unwrap();
        let refused = Store::open(&url).unwrap_err();
        assert!(
            matches!(refused, StoreError::Unreachable { .. }),
            "{refused}"
        );
    }

    #[test]
    fn a_database_that_cannot_hold_every_character_is_refused() {
        let Some((url, _)) = empty(Engine::Postgres) else {
            return;
        };
        let text = postgres_cluster::database().unwrap();
        let create = "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'";
        ::postgres::Client::connect(&text, ::postgres::NoTls)
            .unwrap()
            .batch_execute(create)
            .unwrap();
        let latin = text
            .rsplit_once('/')
            .map(|(server, _)| format!("{server}/latin"))
            .unwrap();
        let refused = Store::open(&latin.parse().unwrap()).unwrap_err();
        assert_eq!(
            refused,
            StoreError::Encoding {
                found: "LATIN1".into()
            }
        );
        assert!(Store::open(&url).is_ok());
    }
}
