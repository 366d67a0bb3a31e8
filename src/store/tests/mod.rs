//! What both engines promise alike, and what each promises alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// A store on a new database, or the end of the test where there is no PostgreSQL server.
macro_rules! fresh_or_return {
    ($engine:expr) => {
        match fresh($engine) {
            Some(store) => store,
            None => return,
        }
    };
}

mod log_rows;
mod postgres;
mod sqlite;

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
