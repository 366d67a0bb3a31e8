//! From submission to release, by four people.

use crate::harness::{Engine, TestDesk};
use rstest::rstest;
use serde_json::json;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn four_people_take_a_submission_to_release(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let item = desk
        .submit(
            "wang",
            "沿海渔船回港避风情况",
            "截至23日13时，全市渔船已全部回港。",
        )
        .await;
    assert_eq!(desk.view("wang", &item).await["stage"], "triage");
    desk.bring_to(&item, 4).await;
    assert_eq!(desk.view("zhao", &item).await["stage"], "release");
    desk.done("zhao", &item, "release", serde_json::Value::Null)
        .await;
    let view = desk.view("zhao", &item).await;
    assert_eq!(view["stage"], "released");
    assert_eq!(view["turn"], json!(null));
    let queue = desk.get("li", "/items?q=stage:released").await;
    assert_eq!(queue.body["total"], 1);
    desk.stop().await;
}

/// Invariant 23.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn someone_who_changed_a_figure_cannot_recheck_it(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let item = desk.submit("wang", "渔船回港", "全市渔船已回港。").await;
    desk.done("wang", &item, "actions/promote", json!({})).await;
    let found = desk
        .act("zhao", &item, "votes", desk.pass_draft(&item).await)
        .await;
    assert!((400..500).contains(&found.status), "{:?}", found.body);
    assert!(
        found.body["title"]
            .as_str()
            .is_some_and(|it| !it.is_empty())
    );
    desk.stop().await;
}

/// Invariant 1, from outside: the tables are the fold of the log.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_item_reads_the_same_after_the_tables_were_rebuilt_from_the_log(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let item = desk
        .submit("wang", "海塘安澜工程进展", "一期已完工，二期正在招标。")
        .await;
    desk.bring_to(&item, 3).await;
    let before = desk.get("zhao", &format!("/items/{item}")).await;
    let events = desk.desk.rebuild().await.expect("a log that folds");
    assert!(events > 20, "{events}");
    let after = desk.get("zhao", &format!("/items/{item}")).await;
    assert_eq!(before.body["item"], after.body["item"]);
    let rev = after.body["item"]["rev"].as_u64().expect("a revision");
    let etag = after.headers.get("etag").and_then(|it| it.to_str().ok());
    assert_eq!(etag, Some(format!("\"{rev}\"").as_str()));
    desk.stop().await;
}

/// Invariants 11 and 14: cover begins by the clock, with no job needed.
#[tokio::test(flavor = "multi_thread")]
async fn while_the_leader_is_away_the_b_holder_reviews_and_the_leader_does_not() {
    let Some(desk) = TestDesk::start(Engine::Sqlite).await else {
        return;
    };
    let item = desk
        .submit("wang", "跨境电商退货仓试点", "试点已覆盖三个园区。")
        .await;
    desk.bring_to(&item, 2).await;
    let now = desk.desk.now();
    let absence = json!({
        "person": desk.ids["li"], "kind": "leave",
        "from": now.plus_minutes(-1).to_string(), "to": now.plus_days(1).to_string(),
    });
    let entered = desk.post("li", "/absences", absence).await;
    assert_eq!(entered.status, 200, "{:?}", entered.body);
    let draft = desk.pass_draft(&item).await;
    let refused = desk.act("li", &item, "votes", draft.clone()).await;
    assert_eq!(refused.body["code"], "not_your_turn", "{:?}", refused.body);
    assert!(
        refused.body.to_string().contains("周敏"),
        "{:?}",
        refused.body
    );
    desk.done("zhou", &item, "votes", draft).await;
    assert_eq!(desk.view("zhao", &item).await["stage"], "l3");
    desk.stop().await;
}
