//! The real client against the real server: what the terminal is built on.

use crate::harness::{Engine, TestDesk};
use sanshen::client::api::{Connect, How};
use sanshen::client::outbox::{Act, Because, Outbox, Sent, State, View};
use sanshen::client::stream::{Heard, Manner, State as Line, follow};
use sanshen::client::{Api, ClientError, Key, Pace, Seen};
use sanshen::domain::id::ItemId;
use sanshen::domain::item::triage::PromoteDraft;
use sanshen::domain::moment::Moment;
use sanshen::domain::review::gates::Purpose;
use sanshen::messages::Lang;
use sanshen::wire::item::ItemQuery;
use sanshen::wire::{ItemCommand, ItemView};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::{Notify, mpsc};

const NOW: Moment = Moment::from_millis(1_763_000_000_000);
const TITLE: &str = "沿海渔船回港避风情况";

fn api(desk: &TestDesk, who: &str) -> Api {
    let connect = Connect {
        base: desk.base.clone(),
        lang: Lang::En,
        ..Connect::default()
    };
    let api = Api::new(connect).expect("an address");
    api.set_token(desk.tokens.get(who).map(String::as_str));
    api
}

async fn submitted(desk: &TestDesk) -> ItemId {
    let item = desk.submit("wang", TITLE, "全市渔船已回港。").await;
    item.parse().expect("an identity")
}

async fn view(api: &Api, item: ItemId) -> ItemView {
    match api.item(item, None).await.expect("the item") {
        Seen::New(view) => view,
        Seen::Same => panic!("nothing was here"),
    }
}

fn command<T: serde::de::DeserializeOwned>(draft: Value) -> T {
    serde_json::from_value(draft).expect("a draft")
}

fn decided(view: &ItemView, command: ItemCommand) -> Act {
    Act {
        item: view.item.id,
        title: view.manuscript.title.clone(),
        urgency: view.item.urgency,
        rev_seen: view.item.rev,
        version_seen: view.item.version(),
        acting_for: None,
        command,
    }
}

/// Through triage, drafting and first review by Chen.
async fn to_recheck(desk: &TestDesk, chen: &Api, item: ItemId) {
    let roster = chen.roster().await.expect("roster");
    let drafting = roster
        .posts
        .iter()
        .find(|it| it.post.name.en == "Drafting 1")
        .expect("the post");
    let (item, post) = (item.to_string(), json!({ "desk_post": drafting.post.id }));
    desk.done("wang", &item, "actions/promote", post).await;
    desk.done("chen", &item, "actions/ready", Value::Null).await;
    desk.pass("chen", &item).await;
}

/// Sends until nothing is unsent; answers with what was confirmed.
async fn send(outbox: &Outbox, api: Api) -> Vec<Sent> {
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut view = outbox.watch();
    tokio::select! {
        () = outbox.run(api, Pace::default(), tell) => {}
        seen = view.wait_for(|view: &Arc<View>| view.pile().unsent == 0) => drop(seen.expect("the outbox lives")),
    };
    let mut sent = Vec::new();
    while let Ok(one) = told.try_recv() {
        sent.push(one);
    }
    sent
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reading_a_screen_needs_comes_typed() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let wang = api(&desk, "wang");
    let item = submitted(&desk).await;
    wang.alive().await.expect("alive");
    wang.ready().await.expect("ready");
    assert_eq!(wang.me().await.expect("me").person.login, "wang");
    assert_eq!(wang.roster().await.expect("roster").posts.len(), 6);
    assert_eq!(wang.procedure().await.expect("procedure").levels.len(), 3);
    let query = ItemQuery {
        q: "渔船".into(),
        ..ItemQuery::default()
    };
    let page = wang.items(&query).await.expect("items");
    assert_eq!((page.total, page.rows[0].id), (1, item));
    assert_eq!(wang.rows(&[item]).await.expect("rows"), page.rows);
    assert_eq!(wang.counts().await.expect("counts").stages["triage"].all, 1);
    let seen = view(&wang, item).await;
    assert_eq!(wang.item(item, Some(seen.item.rev)).await, Ok(Seen::Same));
    let by_no = wang.item_by_no(seen.item.no).await.expect("by number");
    assert_eq!(by_no.item.id, item);
    assert_eq!(wang.version(item, 1).await.expect("a version").title, TITLE);
    assert!(
        !wang
            .history(item, None, 50)
            .await
            .expect("history")
            .rows
            .is_empty()
    );
    assert!(
        !wang
            .gates(item, Purpose::Ready)
            .await
            .expect("gates")
            .is_empty()
    );
    let submissions = wang.submissions(None, 50).await.expect("submissions");
    let first = submissions.rows[0].submission.id;
    assert_eq!(
        wang.submission(first).await.expect("one").submission.id,
        first
    );
    assert!(wang.openapi().await.expect("the document")["paths"].is_object());
    assert!(wang.skew_millis().is_some());
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_comes_with_a_code_and_a_sentence_and_an_ended_token_as_what_it_is() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let item = submitted(&desk).await;
    let seen = view(&api(&desk, "li"), item).await;
    let vote = ItemCommand::Release;
    let refused = api(&desk, "li")
        .act(item, seen.item.rev, &vote, &Key::fresh(), How::default())
        .await;
    let Err(ClientError::Problem(problem)) = refused else {
        panic!("{refused:?}")
    };
    assert!(!problem.code.is_empty() && !problem.title.is_empty());
    assert_eq!(api(&desk, "").me().await, Err(ClientError::NotSignedIn));
    let li = api(&desk, "li");
    li.logout().await.expect("logged out");
    let again = api(&desk, "li").me().await;
    assert_eq!(again, Err(ClientError::NotSignedIn));
    desk.stop().await;
}

/// Invariant 6.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gives_the_same_answer_and_one_event() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let wang = api(&desk, "wang");
    let item = submitted(&desk).await;
    let rev = view(&wang, item).await.item.rev;
    let promote = ItemCommand::Promote(command::<PromoteDraft>(json!({})));
    let key = Key::fresh();
    let trial = How {
        dry_run: true,
        ..How::default()
    };
    let would = wang
        .act(item, rev, &promote, &Key::fresh(), trial)
        .await
        .expect("would");
    let first = wang
        .act(item, rev, &promote, &key, How::default())
        .await
        .expect("done");
    let second = wang
        .act(item, rev, &promote, &key, How::default())
        .await
        .expect("the same");
    assert_eq!((first.rev, &first.verbs), (would.rev, &would.verbs));
    assert_eq!(first, second);
    assert_eq!(view(&wang, item).await.item.rev, first.rev);
    desk.stop().await;
}

/// Invariants 35 and 82.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_goes_out_in_order_and_is_held_once_somebody_else_has_acted() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let chen = api(&desk, "chen");
    let item = submitted(&desk).await;
    to_recheck(&desk, &chen, item).await;
    let folder = tempfile::tempdir().expect("a folder");
    let outbox = Outbox::open(folder.path()).expect("opened");

    // Two steps decided on one look at the item.
    let seen = view(&chen, item).await;
    let object = |text: &str| ItemCommand::Object(command(json!({ "text": text })));
    outbox
        .add(decided(&seen, object("数字要再核")), NOW)
        .expect("kept");
    outbox
        .add(decided(&seen, object("地名要再核")), NOW)
        .expect("kept");
    let sent = send(&outbox, chen.clone()).await;
    assert_eq!(view(&chen, item).await.item.objections.len(), 2, "{sent:?}");
    assert!(outbox.view().acts.is_empty());

    // A third one, while somebody else changes the item.
    let seen = view(&chen, item).await;
    let comment = json!({ "version": 1, "text": "请看第二段" });
    desk.done("li", &item.to_string(), "threads", comment).await;
    outbox
        .add(decided(&seen, object("时间要再核")), NOW)
        .expect("kept");
    send(&outbox, chen.clone()).await;
    let held = outbox.view().acts[0].clone();
    let State::Held {
        because: Because::Changed { problem, now },
    } = &held.state
    else {
        panic!("{:?}", held.state)
    };
    let now_there = view(&chen, item).await;
    assert_eq!(*now, Some(now_there.item.rev));
    assert_eq!(
        problem.current.as_ref().map(|it| it.item.threads.len()),
        Some(1)
    );
    assert_eq!(now_there.item.objections.len(), 2);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_tells_what_others_do_and_resumes_after_a_break() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let li = api(&desk, "li");
    let (to, mut from) = mpsc::channel(8);
    let following =
        tokio::spawn(async move { follow(li, None, Manner::default(), &Notify::new(), to).await });
    assert_eq!(
        from.recv().await,
        Some(Heard::Line(Line::Live { complete: false }))
    );
    let item = submitted(&desk).await;
    let Some(Heard::Notice(first)) = from.recv().await else {
        panic!("a notice")
    };
    assert_eq!(
        (first.object.as_str(), first.own),
        (item.to_string().as_str(), false)
    );
    following.abort();

    desk.done("wang", &item.to_string(), "actions/promote", json!({}))
        .await;
    let (to, mut from) = mpsc::channel(8);
    let li = api(&desk, "li");
    let following = tokio::spawn(async move {
        follow(li, Some(first.seq), Manner::default(), &Notify::new(), to).await
    });
    assert_eq!(
        from.recv().await,
        Some(Heard::Line(Line::Live { complete: true }))
    );
    let Some(Heard::Notice(missed)) = from.recv().await else {
        panic!("what was missed")
    };
    assert!(missed.seq > first.seq && missed.object == item.to_string());
    desk.stop().await;
    let Some(Heard::Line(Line::Reconnecting { attempt: 1, .. })) = from.recv().await else {
        panic!("an honest word")
    };
    following.abort();
}
