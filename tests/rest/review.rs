//! The rules of review (`spec.md` B7) as a program meets them.

use crate::harness::{Engine, TestDesk, answer, key, team};
use reqwest::Method;
use rstest::rstest;
use sanshen::domain::procedure::Procedure;
use sanshen::domain::report::Bilingual;
use serde_json::{Value, json};

const BODY: &str = "截至23日13时，全市渔船2413艘已全部回港避风，群众情绪稳定。";

async fn desk() -> TestDesk {
    TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there")
}

/// A desk with an item at a level.
async fn at_level(level: u8) -> (TestDesk, String) {
    let desk = desk().await;
    let item = desk.submit("wang", "渔船回港避风", BODY).await;
    desk.bring_to(&item, level).await;
    (desk, item)
}

/// Saves the current text with some words replaced.
async fn edit(
    desk: &TestDesk,
    who: &str,
    item: &str,
    from: &str,
    to: &str,
    applied: Vec<Value>,
) -> Value {
    let view = desk.view(who, item).await;
    let mut text = view["manuscript"].clone();
    let body = text["body"].as_str().unwrap_or_default();
    assert!(body.contains(from), "{from} is not in {body}");
    text["body"] = json!(body.replacen(from, to, 1));
    let version = view["item"]["versions"].as_array().map_or(0, Vec::len);
    desk.done(
        who,
        item,
        "versions",
        json!({ "based_on": version, "manuscript": text, "applied": applied }),
    )
    .await
}

async fn stage(desk: &TestDesk, item: &str) -> String {
    desk.view("zhao", item).await["stage"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_on_a_version_that_moved_on_names_both_versions() {
    let (desk, item) = at_level(2).await;
    let mut vote = desk.pass_draft(&item).await;
    vote["version"] = json!(7);
    let answer = desk.act("li", &item, "votes", vote).await;
    answer.refused(409, "version_moved");
    assert_eq!(
        (&answer.body["why"]["yours"], &answer.body["why"]["now"]),
        (&json!(7), &json!(1))
    );
    assert_eq!(answer.body["field"], "version");
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_wants_every_question_answered_yes_and_every_claim_read() {
    let (desk, item) = at_level(2).await;
    let claim = json!({ "version": 1, "kind": "fact", "start": 9, "end": 19 });
    desk.done("li", &item, "claims", claim).await;
    let whole = desk.pass_draft(&item).await;
    let mut short = whole.clone();
    short["answers"].as_array_mut().map(Vec::pop);
    desk.act("li", &item, "votes", short)
        .await
        .refused(422, "checklist_incomplete");
    let mut no = whole.clone();
    no["answers"][0]["yes"] = json!(false);
    let answer = desk.act("li", &item, "votes", no).await;
    answer.refused(422, "checklist_incomplete");
    assert_eq!(answer.body["field"], "answers");
    let mut unread = whole.clone();
    unread["claims_read"] = json!([]);
    desk.act("li", &item, "votes", unread)
        .await
        .refused(422, "claims_unread");
    let mut strange = whole;
    strange["answers"][1]["question"] = json!("nobody_asked");
    let answer = desk.act("li", &item, "votes", strange).await;
    answer.refused(422, "unknown_field");
    assert_eq!(answer.body["field"], "answers[1].question");
    assert_eq!(stage(&desk, &item).await, "l2");
    desk.stop().await;
}

/// Invariant 27.
#[tokio::test(flavor = "multi_thread")]
async fn an_objection_stands_until_its_author_or_a_higher_level_clears_it() {
    let (desk, item) = at_level(4).await;
    let made = desk
        .done(
            "li",
            &item,
            "objections",
            json!({ "text": "数字与统计局不符" }),
        )
        .await;
    let path = format!(
        "objections/{}/clear",
        made["made"].as_str().unwrap_or_default()
    );
    let answer = desk.act("zhao", &item, "release", Value::Null).await;
    answer.refused(409, "objection_stands");
    assert!(
        answer.body["who_can_fix"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    desk.act("chen", &item, &path, json!({ "reason": "没问题" }))
        .await
        .refused(403, "not_your_objection");
    desk.act("zhao", &item, &path, json!({}))
        .await
        .refused(422, "reason_missing");
    desk.done("zhao", &item, &path, json!({ "reason": "已与统计局核对" }))
        .await;
    let view = desk.view("li", &item).await;
    assert_eq!(view["item"]["objections"][0]["cleared"]["overruled"], true);
    assert_eq!(
        view["item"]["objections"][0]["cleared"]["reason"],
        "已与统计局核对"
    );
    desk.done("zhao", &item, "release", Value::Null).await;
    desk.stop().await;
}

/// Invariant 29.
#[tokio::test(flavor = "multi_thread")]
async fn a_blocking_thread_has_to_be_resolved_before_release() {
    let (desk, item) = at_level(4).await;
    let thread = json!({ "version": 1, "span": { "start": 0, "end": 6 }, "blocking": true, "text": "时间有误？" });
    let made = desk.done("zhou", &item, "threads", thread).await;
    let made = made["made"].as_str().unwrap_or_default().to_owned();
    desk.act("zhao", &item, "release", Value::Null)
        .await
        .refused(409, "threads_open");
    desk.done(
        "chen",
        &item,
        &format!("threads/{made}/comments"),
        json!({ "text": "已核" }),
    )
    .await;
    desk.done(
        "zhou",
        &item,
        &format!("threads/{made}/resolve"),
        Value::Null,
    )
    .await;
    desk.done("zhao", &item, "release", Value::Null).await;
    desk.stop().await;
}

/// Invariants 23, 26: wording that a leader suggests keeps them eligible; a figure makes them an author.
#[tokio::test(flavor = "multi_thread")]
async fn a_suggested_word_keeps_its_author_eligible_and_a_suggested_figure_does_not() {
    for (from, to, eligible) in [("稳定", "平稳", true), ("2413", "2143", false)] {
        let (desk, item) = at_level(2).await;
        let start = BODY.find(from).map_or(0, |at| BODY[..at].chars().count());
        let suggestion = json!({
            "version": 1, "start": start, "end": start + from.chars().count(), "replacement": to,
        });
        let made = desk.done("li", &item, "suggestions", suggestion).await;
        edit(&desk, "chen", &item, from, to, vec![made["made"].clone()]).await;
        let view = desk.view("li", &item).await;
        let hand = &view["item"]["versions"][1]["contributors"][&desk.ids["li"]];
        assert_eq!(
            hand,
            if eligible { "wording" } else { "substantive" },
            "{from}"
        );
        if eligible {
            assert_eq!(view["stage"], "l2");
            desk.pass("li", &item).await;
            assert_eq!(stage(&desk, &item).await, "l3");
        } else {
            assert_eq!(view["stage"], "drafting");
            desk.done("chen", &item, "actions/ready", Value::Null).await;
            desk.pass("chen", &item).await;
            // The deputy takes the leader's chair, and the leader hears why.
            assert_eq!(
                desk.view("li", &item).await["turn"]["person"],
                json!(desk.ids["zhou"])
            );
            desk.act("li", &item, "votes", desk.pass_draft(&item).await)
                .await
                .refused(403, "wrote_this");
            desk.pass("zhou", &item).await;
        }
        desk.stop().await;
    }
}

/// Invariants 25, 26.
#[rstest]
#[case("，", "， ", "format", "release")]
#[case("稳定", "平稳", "wording", "release")]
#[case("2413", "2414", "substance", "drafting")]
#[case("23日", "24日", "substance", "drafting")]
#[tokio::test(flavor = "multi_thread")]
async fn the_kind_of_change_decides_which_votes_are_kept(
    #[case] from: &str,
    #[case] to: &str,
    #[case] kind: &str,
    #[case] after: &str,
) {
    let (desk, item) = at_level(4).await;
    edit(&desk, "chen", &item, from, to, vec![]).await;
    let view = desk.view("chen", &item).await;
    assert_eq!(view["item"]["versions"][1]["change"], kind);
    assert_eq!(view["stage"], after);
    desk.stop().await;
}

/// Invariant 26: people can only tighten.
#[tokio::test(flavor = "multi_thread")]
async fn a_figure_cannot_be_declared_a_typo() {
    let (desk, item) = at_level(2).await;
    let mut text = desk.view("chen", &item).await["manuscript"].clone();
    text["body"] = json!(BODY.replace("2413", "2418"));
    let draft = json!({ "based_on": 1, "manuscript": text, "change": "typo" });
    desk.act("chen", &item, "versions", draft)
        .await
        .refused(409, "change_kind_weaker");
    let mut text = desk.view("chen", &item).await["manuscript"].clone();
    text["body"] = json!(BODY.replace('，', "， "));
    desk.done(
        "chen",
        &item,
        "versions",
        json!({ "based_on": 1, "manuscript": text, "change": "substance" }),
    )
    .await;
    assert_eq!(stage(&desk, &item).await, "drafting");
    desk.stop().await;
}

/// Invariant 34.
#[tokio::test(flavor = "multi_thread")]
async fn a_vote_is_retracted_until_somebody_else_acts() {
    let (desk, item) = at_level(3).await;
    let vote = |view: &Value| {
        view["item"]["votes"]
            .as_array()
            .and_then(|it| it.last()?["id"].as_str().map(str::to_owned))
    };
    let path = format!(
        "votes/{}/retract",
        vote(&desk.view("li", &item).await).unwrap_or_default()
    );
    desk.act("chen", &item, &path, Value::Null)
        .await
        .refused(409, "not_yours");
    desk.done("li", &item, &path, Value::Null).await;
    assert_eq!(stage(&desk, &item).await, "l2");
    desk.pass("li", &item).await;
    let path = format!(
        "votes/{}/retract",
        vote(&desk.view("li", &item).await).unwrap_or_default()
    );
    desk.done(
        "zhao",
        &item,
        "threads",
        json!({ "version": 1, "text": "看过了" }),
    )
    .await;
    desk.act("li", &item, &path, Value::Null)
        .await
        .refused(409, "retract_too_late");
    assert_eq!(stage(&desk, &item).await, "l3");
    desk.stop().await;
}

/// Invariant 32.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_off_by_telephone_blocks_release_until_its_signer_confirms() {
    let (desk, item) = at_level(2).await;
    let mut vote = desk.pass_draft(&item).await;
    vote["via"] = json!("phone");
    vote["out_of_band"] =
        json!({ "signer": desk.ids["li"], "read_back": "渔船2413艘", "called_back": true });
    desk.act("li", &item, "votes", vote.clone())
        .await
        .refused(403, "recorder_is_signer");
    let mut uncalled = vote.clone();
    uncalled["out_of_band"]["called_back"] = json!(false);
    desk.act("chen", &item, "votes", uncalled)
        .await
        .refused(422, "call_back_missing");
    let made = desk.done("chen", &item, "votes", vote).await;
    let made = made["made"].as_str().unwrap_or_default().to_owned();
    desk.pass("zhao", &item).await;
    desk.act("zhao", &item, "release", Value::Null)
        .await
        .refused(409, "sign_off_unconfirmed");
    desk.done("li", &item, &format!("votes/{made}/confirm"), Value::Null)
        .await;
    desk.done("zhao", &item, "release", Value::Null).await;
    desk.stop().await;
}

/// Invariant 33.
#[tokio::test(flavor = "multi_thread")]
async fn a_return_has_a_known_code_and_the_sentence_it_wants() {
    let (desk, item) = at_level(2).await;
    let back = |code: &str, remark: &str| json!({ "verdict": "return", "version": 1, "code": code, "remark": remark });
    let answer = desk.act("li", &item, "votes", back("because", "")).await;
    answer.refused(422, "unknown_return_code");
    assert!(
        answer.body["why"]["known"]
            .as_array()
            .is_some_and(|it| it.contains(&json!("needs_more")))
    );
    desk.act("li", &item, "votes", back("needs_more", " "))
        .await
        .refused(422, "sentence_missing");
    desk.done("li", &item, "votes", back("needs_more", "补充分县数字"))
        .await;
    assert_eq!(stage(&desk, &item).await, "drafting");
    desk.stop().await;
}

/// Invariant 31.
#[tokio::test(flavor = "multi_thread")]
async fn with_nobody_eligible_the_leader_names_a_reviewer_and_nothing_is_waived() {
    let (desk, item) = at_level(2).await;
    desk.act(
        "zhao",
        &item,
        "reviewers",
        json!({ "person": desk.ids["sun"], "reason": "试" }),
    )
    .await
    .refused(409, "reviewer_not_needed");
    for who in ["li", "zhou", "sun"] {
        let reason = json!({ "reason": "亲属在该单位任职" });
        desk.done(who, &item, "interests", reason).await;
    }
    // The leader's own figure goes into the text.
    let start = BODY.find("2413").map_or(0, |at| BODY[..at].chars().count());
    let figure = json!({ "version": 1, "start": start, "end": start + 4, "replacement": "2143" });
    let made = desk.done("zhao", &item, "suggestions", figure).await;
    edit(
        &desk,
        "chen",
        &item,
        "2413",
        "2143",
        vec![made["made"].clone()],
    )
    .await;
    desk.done("chen", &item, "actions/ready", Value::Null).await;
    desk.pass("chen", &item).await;
    let view = desk.view("zhao", &item).await;
    assert_eq!(view["turn"]["blocked"], true, "{}", view["turn"]);
    assert_eq!(view["turn"]["person"], json!(desk.ids["zhao"]));
    desk.act("zhao", &item, "votes", desk.pass_draft(&item).await)
        .await
        .is_problem();
    let naming = |who: &str| json!({ "person": desk.ids[who], "reason": "熟悉渔业" });
    desk.act("zhao", &item, "reviewers", naming("chen"))
        .await
        .is_problem();
    desk.done("zhao", &item, "reviewers", naming("lin")).await;
    desk.pass("lin", &item).await;
    let view = desk.view("zhao", &item).await;
    assert_eq!(view["stage"], "l3");
    let vote = view["item"]["votes"]
        .as_array()
        .and_then(|it| it.last().cloned())
        .unwrap_or_default();
    assert_eq!(vote["capacity"], "named");
    // Named for one level is barred from the other, as anybody is (invariant 22).
    desk.act("lin", &item, "votes", desk.pass_draft(&item).await)
        .await
        .is_problem();
    desk.stop().await;
}

#[rstest]
#[case(2)]
#[case(4)]
#[tokio::test(flavor = "multi_thread")]
async fn a_desk_with_two_or_four_levels_works_by_its_procedure_alone(#[case] levels: u8) {
    let mut procedure = Procedure::three_levels();
    let mut team = team();
    if levels == 2 {
        procedure.levels.pop();
        team.posts[4].level = None;
        team.posts[3].fallback = None;
        team.posts[3]
            .duties
            .insert(sanshen::domain::roster::Duty::Release);
        team.posts.remove(4);
        team.posts[4 - 1].b = Some("zhao".into());
        for post in &mut team.posts {
            post.fallback = post.fallback.filter(|it| *it < 4);
        }
    } else {
        let mut fourth = procedure.levels[2].clone();
        fourth.no = 4;
        fourth.name = Bilingual::new("签批", "Final");
        procedure.levels.push(fourth);
        let mut post = team.posts[4].clone();
        post.name = Bilingual::new("签批岗", "Office leader");
        post.level = Some(4);
        post.a = "wang".into();
        post.b = Some("lin".into());
        team.posts[4].fallback = Some(6);
        team.posts.push(post);
    }
    let desk = TestDesk::start_with(Engine::Sqlite, procedure, team)
        .await
        .expect("SQLite is always there");
    let item = desk.submit("chen", "渔船回港", BODY).await;
    desk.done(
        "wang",
        &item,
        "actions/promote",
        json!({ "desk_post": desk.posts["起草一岗"] }),
    )
    .await;
    desk.done("chen", &item, "actions/ready", Value::Null).await;
    for level in 1..=levels {
        let view = desk.view("li", &item).await;
        assert_eq!(view["stage"], format!("l{level}"));
        let person = view["turn"]["person"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let who = desk
            .ids
            .iter()
            .find(|(_, id)| **id == person)
            .map(|(login, _)| login.clone())
            .unwrap_or_default();
        let draft = desk.pass_draft(&item).await;
        desk.done(&who, &item, "votes", draft).await;
    }
    let view = desk.view("li", &item).await;
    assert_eq!(view["stage"], "release");
    let person = view["turn"]["person"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let who = desk
        .ids
        .iter()
        .find(|(_, id)| **id == person)
        .map(|(login, _)| login.clone())
        .unwrap_or_default();
    desk.done(&who, &item, "release", Value::Null).await;
    assert_eq!(stage_of(&desk, &item).await, "released");
    desk.stop().await;
}

async fn stage_of(desk: &TestDesk, item: &str) -> String {
    desk.view("li", item).await["stage"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Invariant 11.
#[tokio::test(flavor = "multi_thread")]
async fn while_a_is_away_b_acts_and_a_is_told_who_does() {
    let (desk, item) = at_level(2).await;
    let now = desk.desk.now().millis();
    let at = crate::properties::play::moment;
    let leave = json!({ "person": desk.ids["li"], "from": at(now), "to": at(now + 86_400_000), "kind": "leave" });
    assert_eq!(desk.post("li", "/absences", leave).await.status, 200);
    let answer = desk
        .act("li", &item, "votes", desk.pass_draft(&item).await)
        .await;
    answer.refused(403, "not_your_turn");
    assert_eq!(answer.body["why"]["acting"], "周敏");
    desk.pass("zhou", &item).await;
    let vote = desk.view("zhao", &item).await["item"]["votes"][1].clone();
    assert_eq!(
        (&vote["capacity"], &vote["person"]),
        (&json!("b"), &json!(desk.ids["zhou"]))
    );
    desk.stop().await;
}

/// Invariant 85: what is shown beforehand is what happens.
#[tokio::test(flavor = "multi_thread")]
async fn the_gates_say_beforehand_what_the_act_then_says() {
    for level in [2, 3, 4] {
        let (desk, item) = at_level(level).await;
        desk.done("zhou", &item, "objections", json!({ "text": "再等等" }))
            .await;
        let (purpose, path) = if level == 4 {
            ("release", "release")
        } else {
            ("pass", "votes")
        };
        for who in crate::harness::LOGINS {
            let gates = desk
                .get(who, &format!("/items/{item}/gates?for={purpose}"))
                .await
                .body;
            let shut = gates.as_array().into_iter().flatten().find(|gate| {
                gate["ok"] == false
                    && !matches!(gate["gate"].as_str(), Some("checklist" | "claims_read"))
            });
            let body = if level == 4 {
                Value::Null
            } else {
                desk.pass_draft(&item).await
            };
            let rev = desk.view(who, &item).await["item"]["rev"]
                .as_u64()
                .unwrap_or(0);
            let answer = desk
                .act_at(who, &item, rev, &format!("{path}?dry_run=true"), body)
                .await;
            match shut {
                None => assert!(answer.ok(), "{who} at {level}: {:?}", answer.body),
                Some(gate) => assert_eq!(
                    gate["why"]["code"], answer.body["code"],
                    "{who} at {level}: {gate}"
                ),
            }
        }
        desk.stop().await;
    }
}

/// Invariants 7, 8.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_stale_write_changes_nothing_and_shows_what_is_there_now(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let item = desk.submit("wang", "渔船回港", BODY).await;
    desk.bring_to(&item, 2).await;
    let vote = desk.pass_draft(&item).await;
    let rev = desk.view("li", &item).await["item"]["rev"]
        .as_u64()
        .unwrap_or(0);
    desk.done(
        "zhou",
        &item,
        "threads",
        json!({ "version": 1, "text": "请注意" }),
    )
    .await;
    let before = desk.view("li", &item).await;
    let answer = desk.act_at("li", &item, rev, "votes", vote.clone()).await;
    answer.refused(412, "stale");
    assert_eq!(answer.body["current"]["item"], before["item"]);
    assert_eq!(desk.view("li", &item).await, before);
    let bare = desk
        .request("li", Method::POST, &format!("/items/{item}/votes"))
        .header("idempotency-key", key());
    let missing = crate::harness::answer(bare.json(&vote)).await;
    missing.refused(428, "precondition_missing");
    let unnamed = desk
        .request("li", Method::POST, &format!("/items/{item}/votes"))
        .header("if-match", "\"1\"");
    let answer = crate::harness::answer(unnamed.json(&vote)).await;
    answer.refused(422, "missing");
    assert_eq!(answer.body["field"], "idempotency-key");
    desk.stop().await;
}

/// Invariant 6.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gives_the_same_answer_and_one_event(#[case] engine: Engine) {
    let Some(desk) = TestDesk::start(engine).await else {
        return;
    };
    let item = desk.submit("wang", "渔船回港", BODY).await;
    let rev = desk.view("li", &item).await["item"]["rev"]
        .as_u64()
        .unwrap_or(0);
    let name = key();
    let send = |text: &'static str| {
        let request = desk
            .request("li", Method::POST, &format!("/items/{item}/objections"))
            .header("idempotency-key", &name)
            .header("if-match", format!("\"{rev}\""))
            .json(&json!({ "text": text }));
        answer(request)
    };
    let answers = futures_util::future::join_all((0..20).map(|_| send("数字不对"))).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    assert_eq!(
        desk.view("li", &item).await["item"]["objections"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    send("另一句").await.refused(409, "key_reused");
    desk.stop().await;
}
