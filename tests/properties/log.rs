//! The log: append-only, chained, and all there is. Random people act over the interface; the tables are then looked
//! at from below.

use super::play::Game;
use crate::harness::{Answer, Engine, LOGINS, TestDesk, key, rounds};
use reqwest::Method;
use rstest::rstest;
use sanshen::store::StoreError;
use sanshen::store::log::{LogRow, read_since, verify, verify_store};
use serde_json::json;

/// Tables that are folded from the log.
const DERIVED: [&str; 5] = ["setting", "roster", "submission", "item", "version"];

/// Every row of every derived table.
async fn tables(desk: &TestDesk) -> Vec<String> {
    let read = desk.desk.store().read(|tx| -> Result<_, StoreError> {
        let mut all = Vec::new();
        for table in DERIVED {
            let found = tx.rows(&format!("SELECT * FROM {table} ORDER BY 1, 2"), &[])?;
            all.extend(
                found
                    .iter()
                    .map(|row| format!("{table} {:?}", row.values())),
            );
        }
        // A stamp by which caches in memory know that the roster changed; it says nothing of the desk.
        all.retain(|row: &String| !row.contains("roster_rev"));
        Ok(all)
    });
    read.await.expect("the tables")
}

async fn log(desk: &TestDesk) -> Vec<LogRow> {
    let read = desk.desk.store().read(|tx| read_since(tx, 0, 100_000));
    read.await.expect("the log")
}

/// Invariants 1, 2, 4, 5, 8, 16.
#[rstest]
#[case(Engine::Sqlite, 1)]
#[case(Engine::Postgres, 2)]
#[tokio::test(flavor = "multi_thread")]
async fn the_log_only_grows_and_holds_everything(#[case] engine: Engine, #[case] seed: u64) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    println!("seed {seed}");
    let mut game = Game::new(desk, seed, 5, "wang").await;
    let mut before = log(&game.desk).await;
    let mut acted = 0;
    for _ in 0..120 * rounds() {
        let item = game.items[game.dice.below(game.items.len())].clone();
        let view = game.view(&item).await;
        let turn = game.turn(&view);
        let answer: Answer = if game.dice.percent(50) && !turn.is_empty() {
            game.forward(&turn, &item, &view).await
        } else {
            let who = LOGINS[game.dice.below(LOGINS.len())];
            game.any_move(who).await
        };
        let after = log(&game.desk).await;
        assert_eq!(
            after[..before.len()],
            before[..],
            "what was written stays as it was"
        );
        let new = &after[before.len()..];
        if answer.ok() {
            acted += 1;
            assert!(!new.is_empty(), "{}", game.story());
        } else {
            assert!(new.is_empty(), "a refused request wrote {new:?}");
        }
        // The events of one command are of one person at one moment.
        assert!(
            new.windows(2)
                .all(|pair| pair[0].actor == pair[1].actor && pair[0].at == pair[1].at)
        );
        before = after;
    }
    assert!(acted > 20, "{acted}");
    for (row, seq) in before.iter().zip(1..) {
        assert_eq!(row.seq, seq);
        assert!(!row.actor.is_empty() && row.at > 0, "{row:?}");
    }
    assert!(before.windows(2).all(|pair| pair[0].at <= pair[1].at));
    let held = tables(&game.desk).await;
    let events = game
        .desk
        .desk
        .rebuild()
        .await
        .expect("the tables from the log");
    assert_eq!(events, before.len() as u64);
    let rebuilt = tables(&game.desk).await;
    for (was, is) in held.iter().zip(&rebuilt) {
        assert_eq!(was, is);
    }
    assert_eq!(held.len(), rebuilt.len());
    assert_eq!(log(&game.desk).await, before);
    let sound = game
        .desk
        .desk
        .store()
        .read(|tx| verify_store(tx, &[]))
        .await;
    assert_eq!(
        sound.expect("a log").map(|head| head.seq),
        Ok(before.len() as i64)
    );
    game.desk.stop().await;
}

/// Invariant 3.
#[tokio::test(flavor = "multi_thread")]
async fn a_changed_row_is_found_where_it_is() {
    let desk = TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there");
    let item = desk
        .submit("wang", "渔船回港", "全市渔船2413艘已回港。")
        .await;
    desk.bring_to(&item, 4).await;
    let rows = log(&desk).await;
    assert!(verify(rows.iter(), &[]).is_ok());
    for at in 0..rows.len() {
        let mut forged = rows.clone();
        forged[at].after = forged[at].after.replacen(':', ": ", 1);
        let broken = verify(forged.iter(), &[]).expect_err("a forged row");
        assert_eq!(broken.seq, rows[at].seq);
    }
    let head = rows.last().map(LogRow::head).expect("rows");
    assert!(
        verify(rows[..rows.len() - 1].iter(), &[head]).is_err(),
        "a tail cut off"
    );
    desk.stop().await;
}

/// Invariant 4.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn twenty_writers_at_once_make_one_chain(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let send = |n: usize| {
        let draft = json!({ "unit": "慈溪市委办", "title": format!("情况{n}"), "body": format!("第{n}件。"), "released_by": "主任" });
        let request = desk
            .request("wang", Method::POST, "/submissions")
            .header("idempotency-key", key());
        crate::harness::answer(request.json(&draft))
    };
    let answers = futures_util::future::join_all((0..20).map(send)).await;
    assert!(answers.iter().all(|it| it.status == 201), "{answers:?}");
    let rows = log(&desk).await;
    assert!(rows.iter().zip(1..).all(|(row, seq)| row.seq == seq));
    assert!(verify(rows.iter(), &[]).is_ok());
    let mut seqs: Vec<u64> = answers
        .iter()
        .filter_map(|it| it.body["seq"].as_u64())
        .collect();
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=20).collect::<Vec<_>>());
    desk.stop().await;
}
