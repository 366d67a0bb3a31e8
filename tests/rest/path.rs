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
