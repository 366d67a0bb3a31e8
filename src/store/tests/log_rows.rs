//! The log in a database: one chain, which only grows.

use std::thread;

use super::*;

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
