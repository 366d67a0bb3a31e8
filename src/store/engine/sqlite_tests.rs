use std::sync::mpsc::{Receiver, sync_channel};

use tempfile::TempDir;

use super::*;
use crate::store::engine::Command;
use crate::store::values;

type Answer = Receiver<Result<(), StoreError>>;

/// A writer's connection to a new database with a table `note`, and the folder it is in.
fn database() -> (Connection, PathBuf, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = make(&folder.path().join("desk.db")).unwrap();
    let mut conn = connect(&path).unwrap();
    prepare_to_write(&mut conn, &path).unwrap();
    conn.execute_batch(
        "CREATE TABLE note (id BIGINT PRIMARY KEY);
         CREATE TABLE answer (note BIGINT NOT NULL REFERENCES note (id))",
    )
    .unwrap();
    (conn, path, folder)
}

fn job<F>(work: F) -> (Box<dyn Job>, Answer)
where
    F: FnMut(&mut dyn Tx) -> Result<(), StoreError> + Send + 'static,
{
    let (reply, answer) = sync_channel(1);
    (Box::new(Command::new(work, reply)), answer)
}

fn note(id: i64) -> (Box<dyn Job>, Answer) {
    job(move |tx| {
        tx.exec("INSERT INTO note (id) VALUES ($1)", values![id])?;
        Ok(())
    })
}

fn notes(conn: &Connection) -> Vec<i64> {
    let mut statement = conn.prepare("SELECT id FROM note ORDER BY id").unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap();
    ids.map(Result::unwrap).collect()
}

/// Runs the jobs as one group and gives their answers.
fn run(conn: &Connection, jobs: Vec<(Box<dyn Job>, Answer)>) -> Vec<Result<(), StoreError>> {
    let queue = Queue::new(jobs.len());
    let mut answers = Vec::new();
    for (job, answer) in jobs {
        queue.push(job);
        answers.push(answer);
    }
    let first = queue.pop().unwrap();
    run_group(conn, first, &queue, Duration::MAX);
    assert!(queue.try_pop().is_none(), "all of them in one group");
    answers
        .iter()
        .map(|answer| answer.try_recv().unwrap())
        .collect()
}

#[test]
fn commands_that_wait_together_are_committed_together() {
    let (conn, path, _folder) = database();
    let outside = connect(&path).unwrap();
    let look = job(move |tx| {
        assert_eq!(
            tx.one("SELECT count(*) FROM note", &[])?.unwrap().int(0),
            Ok(2)
        );
        assert!(
            notes(&outside).is_empty(),
            "nothing is committed before the last has run"
        );
        Ok(())
    });
    assert_eq!(
        run(&conn, vec![note(1), note(2), look]),
        [Ok(()), Ok(()), Ok(())]
    );
    assert_eq!(notes(&connect(&path).unwrap()), [1, 2]);
}

/// Invariant 8.
#[test]
fn a_command_that_refuses_or_panics_undoes_nobody_else() {
    let (conn, _, _folder) = database();
    let refuses = job(|tx| {
        tx.exec("INSERT INTO note (id) VALUES (7)", &[])?;
        Err(StoreError::Busy)
    });
    let panics = job(|tx| {
        tx.exec("INSERT INTO note (id) VALUES (8)", &[])?;
        panic!("as a test");
    });
    let answers = run(&conn, vec![note(1), refuses, panics, note(1), note(2)]);
    let said = "as a test".into();
    assert_eq!(
        answers[..3],
        [
            Ok(()),
            Err(StoreError::Busy),
            Err(StoreError::Panicked { said })
        ]
    );
    let unique = Constraint::Unique;
    assert!(matches!(&answers[3], Err(StoreError::Constraint { rule, .. }) if *rule == unique));
    assert_eq!(answers[4], Ok(()));
    assert_eq!(notes(&conn), [1, 2]);
}

#[test]
fn when_the_commit_fails_every_command_of_the_group_is_told() {
    let (conn, _, _folder) = database();
    let spoils_the_commit = job(|tx| {
        tx.exec("PRAGMA defer_foreign_keys = ON", &[])?;
        tx.exec("INSERT INTO answer (note) VALUES (99)", &[])?;
        Ok(())
    });
    let refuses = job(|_| Err(StoreError::Busy));
    let answers = run(&conn, vec![note(1), spoils_the_commit, refuses, note(2)]);
    for answer in answers {
        assert!(
            matches!(answer, Err(StoreError::Commit { .. })),
            "{answer:?}"
        );
    }
    assert!(notes(&conn).is_empty());
    assert_eq!(run(&conn, vec![note(3)]), [Ok(())]);
    assert_eq!(notes(&conn), [3]);
}

#[test]
fn when_the_transaction_is_lost_under_a_command_the_whole_group_is_told() {
    let (conn, _, _folder) = database();
    let loses = job(|tx| tx.exec("ROLLBACK", &[]).map(drop));
    let queue = Queue::new(1);
    let (waiting, later) = note(2);
    queue.push(waiting);
    let ((first, first_answer), (loses, lost_answer)) = (note(1), loses);
    let before = Queue::new(2);
    before.push(loses);
    run_group(&conn, first, &before, Duration::MAX);
    for answer in [first_answer, lost_answer] {
        assert!(answer.try_recv().unwrap().is_err());
    }
    let next = queue.pop().unwrap();
    run_group(&conn, next, &queue, Duration::MAX);
    assert_eq!(later.try_recv().unwrap(), Ok(()));
    assert_eq!(notes(&conn), [2]);
}

#[test]
fn a_group_ends_at_its_size_and_leaves_the_rest_waiting() {
    let (conn, _, _folder) = database();
    let queue = Queue::new(GROUP + 1);
    for _ in 0..=GROUP {
        queue.push(job(|_| Ok(())).0);
    }
    let first = queue.pop().unwrap();
    run_group(&conn, first, &queue, Duration::MAX);
    assert!(queue.try_pop().is_some());
}
