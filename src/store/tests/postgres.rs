//! What holds for a server.

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
fn a_transaction_that_the_server_breaks_off_is_repeated_a_few_times(#[case] code: &'static str) {
    let store = fresh_or_return!(Engine::Postgres);
    let raise = format!("DO $$ BEGIN RAISE EXCEPTION 'as a test' USING ERRCODE = '{code}'; END $$");
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
    let create =
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'";
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

/// Runs `work` once a transaction that has written a note is committed.
fn at_commit(store: &Store, work: &str) {
    with_notes(store);
    let statements = [
        format!(
            "CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN {work}; RETURN NULL; END $$"
        ),
        "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON note
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()"
            .into(),
    ];
    for sql in statements {
        store.write_blocking(move |tx| tx.exec(&sql, &[])).unwrap();
    }
}

/// Writes a note and an event; how often it was tried, and how that ended.
fn tried(store: &Store) -> (usize, Result<LogRow, StoreError>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let ended = store.write_blocking(move |tx| {
        let run = counted.fetch_add(1, Ordering::SeqCst);
        let insert = "INSERT INTO note (id, words) VALUES (1, $1)";
        tx.exec(insert, values![(run == 0).then_some("first")])?;
        log::append(tx, &event("a"), 1_000)
    });
    (runs.load(Ordering::SeqCst), ended)
}

/// A command whose fate is not known must not be repeated: it could be recorded twice.
#[test]
fn a_connection_lost_while_committing_is_told_and_not_repeated() {
    let store = fresh_or_return!(Engine::Postgres);
    at_commit(&store, "PERFORM pg_terminate_backend(pg_backend_pid())");
    let (runs, ended) = tried(&store);
    assert_eq!(runs, 1);
    assert!(
        matches!(ended, Err(StoreError::OutcomeUnknown { .. })),
        "{ended:?}"
    );
    assert_eq!(append(&store, "b", 1_000).unwrap().seq, 1);
}

#[test]
fn a_commit_that_fails_leaves_no_trace() {
    let store = fresh_or_return!(Engine::Postgres);
    at_commit(&store, "RAISE EXCEPTION 'as a test'");
    let (runs, ended) = tried(&store);
    assert_eq!(runs, 1);
    assert!(matches!(ended, Err(StoreError::Commit { .. })), "{ended:?}");
    assert_eq!((notes(&store), head(&store).seq), (0, 0));
}

#[test]
fn a_commit_that_the_server_breaks_off_is_repeated() {
    let store = fresh_or_return!(Engine::Postgres);
    at_commit(
        &store,
        "IF NEW.words = 'first' THEN RAISE EXCEPTION 'as a test' USING ERRCODE = '40001'; END IF",
    );
    let (runs, ended) = tried(&store);
    assert_eq!((runs, ended.map(|row| row.seq)), (2, Ok(1)));
    assert_eq!((notes(&store), head(&store).seq), (1, 1));
}
