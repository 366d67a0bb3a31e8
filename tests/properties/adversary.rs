//! One person against the three levels, over the real interface.

use super::play::{Game, moment};
use crate::harness::{Dice, Engine, TestDesk, rounds, team};
use sanshen::domain::procedure::Procedure;
use sanshen::domain::roster::{TeamDraft, TeamPerson};
use serde_json::{Value, json};

/// Calls of one person in one game.
const CALLS: usize = 160;
/// Items in one game.
const ITEMS: usize = 4;

const TRIAGE: usize = 0;
const DRAFTING: usize = 1;
const DRAFTING_2: usize = 2;
const DIVISION: usize = 3;
const DEPARTMENT: usize = 4;

/// The team with Eve on three posts, the most a person may hold: `true` as A, `false` as B.
fn team_with_eve(seats: [(usize, bool); 3]) -> TeamDraft {
    let mut team = team();
    team.people.push(TeamPerson {
        name: "伊芙".into(),
        login: "eve".into(),
        phone: String::new(),
    });
    for (post, as_a) in seats {
        let post = &mut team.posts[post];
        if as_a {
            post.a = "eve".into();
        } else {
            post.b = Some("eve".into());
        }
    }
    team
}

const SEATS: [[(usize, bool); 3]; 4] = [
    [(DRAFTING, true), (DIVISION, false), (DEPARTMENT, false)],
    [(DRAFTING, false), (DIVISION, true), (DEPARTMENT, false)],
    [(TRIAGE, true), (DRAFTING, true), (DEPARTMENT, true)],
    [(DRAFTING_2, true), (DIVISION, true), (DEPARTMENT, true)],
];

/// Honest people do what their turn asks, pass an item at one level only, confirm nothing they did not say, and take
/// leave now and then, so that Eve sits on their chairs.
async fn honest_move(game: &mut Game, honest_level: &[u8]) {
    let index = game.dice.below(game.items.len());
    let item = game.items[index].clone();
    let view = game.view(&item).await;
    let who = game.turn(&view);
    if who == "eve" || who.is_empty() {
        return;
    }
    let level = view["stage"]
        .as_str()
        .and_then(|it| it.strip_prefix('l'))
        .and_then(|it| it.parse::<u8>().ok());
    if level.is_some_and(|level| level != honest_level[index]) {
        if game.dice.percent(20) {
            let now = game.desk.desk.now().millis();
            let absence = json!({
                "person": game.desk.ids[&who], "from": moment(now), "to": moment(now + 86_400_000), "kind": "leave",
            });
            game.desk.post(&who, "/absences", absence).await;
        }
        return;
    }
    let done = game.forward(&who, &item, &view).await;
    if done.ok() {
        game.trace
            .push(format!("{who} (honest) {item} -> {}", done.body["stage"]));
    }
}

/// Invariant 24: no sequence of calls by one person gets an item released, whatever posts they hold, while the others
/// pass it at no more than one level.
#[tokio::test(flavor = "multi_thread")]
async fn one_person_never_gets_an_item_released() {
    for round in 0..rounds() {
        for (at, seats) in SEATS.into_iter().enumerate() {
            let seed = 24_000 + (round * SEATS.len() + at) as u64;
            println!("seed {seed}");
            let desk = TestDesk::start_with(
                Engine::Sqlite,
                Procedure::three_levels(),
                team_with_eve(seats),
            )
            .await;
            let desk = desk.expect("SQLite is always there");
            let by = if seats.contains(&(TRIAGE, true)) {
                "eve"
            } else {
                "wang"
            };
            let mut game = Game::new(desk, seed, ITEMS, by).await;
            let honest_level: Vec<u8> = (0..ITEMS).map(|_| 1 + game.dice.below(3) as u8).collect();
            let mut highest = 0;
            for _ in 0..CALLS {
                let answer = if game.dice.percent(40) {
                    // The way a patient adversary goes: whatever the turn wants, when it is theirs.
                    let index = game.dice.below(ITEMS);
                    let item = game.items[index].clone();
                    let view = game.view(&item).await;
                    let answer = game.forward("eve", &item, &view).await;
                    if answer.ok() {
                        game.trace
                            .push(format!("eve (forward) {item} -> {}", answer.body["stage"]));
                    }
                    answer
                } else {
                    game.any_move("eve").await
                };
                highest = highest.max(match answer.body["stage"].as_str() {
                    Some("l2") => 2,
                    Some("l3" | "release") => 3,
                    _ => 0,
                });
                honest_move(&mut game, &honest_level).await;
                let released = game.desk.get("zhao", "/items?q=stage:released").await;
                assert_eq!(
                    released.body["total"],
                    0,
                    "seed {seed}, levels {honest_level:?}\n{}",
                    game.story()
                );
            }
            assert!(highest > 1, "seed {seed}: nothing moved\n{}", game.story());
            game.desk.stop().await;
        }
    }
}

fn rows<'a>(item: &'a Value, list: &str) -> Vec<&'a Value> {
    item[list].as_array().into_iter().flatten().collect()
}

/// Checks a released item against the rules, from its record alone.
async fn check_released(game: &Game, id: &str) {
    let view = game.view(id).await;
    let item = &view["item"];
    let story = || format!("{item:#}\n{}", game.story());
    let released = item["release"]["version"].as_u64().expect("a version");
    let versions = rows(item, "versions");
    // Invariant 26: another figure or title is substance, whatever was said of it.
    for pair in versions.windows(2) {
        let n = pair[1]["n"].as_u64().unwrap_or(0);
        let text = async |n: u64| {
            game.desk
                .get("zhao", &format!("/items/{id}/versions/{n}"))
                .await
                .body
        };
        let (old, new) = (text(n - 1).await, text(n).await);
        let digits = |text: &Value| {
            let body = text["body"].as_str().unwrap_or_default();
            body.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        if digits(&old) != digits(&new) || old["title"] != new["title"] {
            assert_eq!(pair[1]["change"], "substance", "version {n}: {}", story());
        }
    }
    let substance_after = |version: u64| {
        versions.iter().any(|it| {
            it["n"]
                .as_u64()
                .is_some_and(|n| n > version && n <= released)
                && it["change"] == "substance"
        })
    };
    let mut voters: Vec<&str> = Vec::new();
    for level in 1..=3u64 {
        // Invariant 25: a pass of each level on this version, or an earlier one with only kept changes since, that
        // nobody took back, that its signer stands to, and that no return came after.
        let counts = |vote: &&&Value| {
            let returned = rows(item, "votes").iter().any(|other| {
                other["verdict"] == "return"
                    && other["retracted_at"].is_null()
                    && other["rev"].as_u64() > vote["rev"].as_u64()
                    && other["back_to"].as_u64() < Some(level)
            });
            vote["verdict"] == "pass"
                && vote["level"] == level
                && vote["retracted_at"].is_null()
                && (vote["out_of_band"].is_null() || !vote["out_of_band"]["confirmed_at"].is_null())
                && !substance_after(vote["version"].as_u64().unwrap_or(0))
                && !returned
        };
        let votes = rows(item, "votes");
        let vote = votes
            .iter()
            .filter(counts)
            .max_by_key(|it| it["rev"].as_u64());
        let vote = vote.unwrap_or_else(|| panic!("no pass at level {level}: {}", story()));
        voters.push(vote["person"].as_str().unwrap_or_default());
    }
    // Invariant 22, and that the first review is somebody else's still.
    assert_ne!(voters[1], voters[2], "{}", story());
    assert!(!voters[1..].contains(&voters[0]), "{}", story());
    // Invariant 23.
    let hands = &versions[released as usize - 1]["contributors"];
    for voter in &voters[1..] {
        assert_ne!(hands[*voter], "substantive", "{}", story());
    }
    // Invariants 27 and 29.
    assert!(
        rows(item, "objections")
            .iter()
            .all(|it| !it["cleared"].is_null()),
        "{}",
        story()
    );
    let open = |it: &&&Value| it["blocking"] == true && it["resolved"].is_null();
    assert_eq!(
        rows(item, "threads").iter().filter(open).count(),
        0,
        "{}",
        story()
    );
    // Invariant 41, on items that are not urgent; 17.
    let standings = rows(&view, "standings");
    let settled = |it: &&&Value| {
        matches!(
            it["standing"].as_str(),
            Some("corroborated" | "withdrawn" | "waived")
        )
    };
    let facts_only = rows(item, "claims").iter().all(|it| it["kind"] == "fact");
    assert!(
        facts_only || standings.iter().filter(settled).count() == standings.len(),
        "{}",
        story()
    );
    assert_eq!(view["turn"], Value::Null, "{}", story());
}

/// Invariants 17, 22, 23, 25, 26, 27, 29: everybody plays at random, and what gets released all the same was
/// reviewed as it must be.
#[tokio::test(flavor = "multi_thread")]
async fn what_random_play_releases_was_reviewed_by_the_rules() {
    let mut released = 0;
    for round in 0..2 * rounds() {
        let seed = 23_000 + round as u64;
        println!("seed {seed}");
        let desk = TestDesk::start(Engine::Sqlite)
            .await
            .expect("SQLite is always there");
        let mut game = Game::new(desk, seed, 6, "wang").await;
        game.roster = false;
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..260 {
            let item = game.items[game.dice.below(game.items.len())].clone();
            let view = game.view(&item).await;
            // Invariant 17: an open item waits for somebody, a closed one for nobody.
            let stage = view["stage"].as_str().unwrap_or_default();
            let closed = matches!(stage, "released" | "closed");
            assert_eq!(view["turn"].is_null(), closed, "{stage}\n{}", game.story());
            let turn = game.turn(&view);
            let answer = if game.dice.percent(55) && !turn.is_empty() {
                let answer = game.forward(&turn, &item, &view).await;
                if answer.ok() {
                    game.trace.push(format!(
                        "{turn} (forward) {item} -> {}",
                        answer.body["stage"]
                    ));
                }
                answer
            } else {
                let who = ["wang", "chen", "lin", "li", "zhou", "zhao", "sun", "admin"]
                    [game.dice.below(8)];
                game.any_move(who).await
            };
            let id = answer.body["item"].as_str().unwrap_or_default().to_owned();
            if answer.ok() && answer.body["stage"] == "released" && !seen.contains(&id) {
                check_released(&game, &id).await;
                seen.push(id);
                let n = game.items.len();
                game.submit("wang", n).await;
            }
        }
        released += seen.len();
        game.desk.stop().await;
    }
    assert!(
        released > 3,
        "only {released} were released: the test proves little"
    );
}

/// A desk where Eve drafts and stands in at both levels, with an item at level 2 that she wrote and others attested.
async fn eve_at_both_levels() -> TestDesk {
    TestDesk::start_with(
        Engine::Sqlite,
        Procedure::three_levels(),
        team_with_eve(SEATS[0]),
    )
    .await
    .expect("SQLite is always there")
}

/// Invariants 22, 24: the drafter's deputy posts at both levels are worth nothing on her own item.
#[tokio::test(flavor = "multi_thread")]
async fn who_drafted_cannot_stand_in_at_a_level_while_the_leader_is_away() {
    let desk = eve_at_both_levels().await;
    let item = desk
        .submit("wang", "渔船回港", "全市渔船2413艘已回港。")
        .await;
    desk.done(
        "wang",
        &item,
        "actions/promote",
        json!({ "desk_post": desk.posts["起草一岗"] }),
    )
    .await;
    desk.done("eve", &item, "actions/ready", Value::Null).await;
    desk.pass("eve", &item).await;
    let now = desk.desk.now().millis();
    let leave = json!({ "person": desk.ids["li"], "from": moment(now), "to": moment(now + 86_400_000), "kind": "leave" });
    assert_eq!(desk.post("li", "/absences", leave).await.status, 200);
    let view = desk.view("eve", &item).await;
    assert_ne!(
        view["turn"]["person"],
        json!(desk.ids["eve"]),
        "{}",
        view["turn"]
    );
    desk.act("eve", &item, "votes", desk.pass_draft(&item).await)
        .await
        .refused(403, "signed_first_review");
    // Nor does she name herself.
    let naming = desk
        .act(
            "eve",
            &item,
            "reviewers",
            json!({ "person": desk.ids["eve"], "reason": "我来" }),
        )
        .await;
    assert!(!naming.ok(), "{:?}", naming.body);
    desk.stop().await;
}

/// Invariants 23, 26: what is forbidden in one edit is not allowed in ten.
#[tokio::test(flavor = "multi_thread")]
async fn small_edits_that_come_to_substance_void_the_votes() {
    let desk = eve_at_both_levels().await;
    let item = desk
        .submit(
            "wang",
            "渔船回港",
            "各镇积极组织渔船回港，群众情绪总体稳定，秩序良好。",
        )
        .await;
    desk.done(
        "wang",
        &item,
        "actions/promote",
        json!({ "desk_post": desk.posts["起草一岗"] }),
    )
    .await;
    desk.done("eve", &item, "actions/ready", Value::Null).await;
    desk.pass("eve", &item).await;
    desk.pass("li", &item).await;
    assert_eq!(desk.view("zhao", &item).await["stage"], "l3");
    let new: Vec<char> = "部分乡村未能通知船东出海，村民意见相当激烈，冲突不断。"
        .chars()
        .collect();
    let mut void = false;
    for at in 0..new.len() {
        let view = desk.view("eve", &item).await;
        let mut text = view["manuscript"].clone();
        let mut chars: Vec<char> = text["body"].as_str().unwrap_or_default().chars().collect();
        if at < chars.len() && chars[at] != new[at] {
            chars[at] = new[at];
            text["body"] = json!(chars.into_iter().collect::<String>());
            let version = view["item"]["versions"].as_array().map_or(0, Vec::len);
            let draft = json!({ "based_on": version, "manuscript": text });
            desk.act("eve", &item, "versions", draft).await;
        }
        void |= desk.view("zhao", &item).await["stage"] == "drafting";
        if void {
            break;
        }
    }
    assert!(void, "a text with another meaning kept its recheck");
    desk.stop().await;
}

/// Invariant 32, 24: nobody records a sign-off for themselves, and an unconfirmed one releases nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_off_invented_for_somebody_else_releases_nothing() {
    let desk = TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there");
    let item = desk
        .submit("wang", "渔船回港", "全市渔船2413艘已回港。")
        .await;
    desk.bring_to(&item, 2).await;
    let recorded = |signer: &str| json!({ "signer": desk.ids[signer], "read_back": "渔船2413艘", "called_back": true });
    for signer in ["li", "zhao"] {
        let mut vote = desk.pass_draft(&item).await;
        vote["via"] = json!("phone");
        vote["out_of_band"] = recorded(signer);
        desk.done("chen", &item, "votes", vote).await;
    }
    assert_eq!(desk.view("chen", &item).await["stage"], "release");
    for who in ["chen", "zhao"] {
        let answer = desk.act(who, &item, "release", Value::Null).await;
        assert!(!answer.ok(), "{who}: {:?}", answer.body);
    }
    desk.act("zhao", &item, "release", Value::Null)
        .await
        .refused(409, "sign_off_unconfirmed");
    let vote = desk.view("chen", &item).await["item"]["votes"][1]["id"].clone();
    let vote = vote.as_str().expect("a vote");
    desk.act("chen", &item, &format!("votes/{vote}/confirm"), Value::Null)
        .await
        .refused(409, "not_yours");
    // The one it was put into the mouth of says so, and the level is open again.
    desk.done("li", &item, &format!("votes/{vote}/disown"), Value::Null)
        .await;
    assert_eq!(desk.view("chen", &item).await["stage"], "l2");
    desk.stop().await;
}

/// Invariant 24: an item that joins another does not lend it its votes or its text, and one that comes back has none.
#[tokio::test(flavor = "multi_thread")]
async fn merging_and_bringing_back_carry_no_votes() {
    let desk = TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there");
    let reviewed = desk
        .submit("wang", "渔船回港", "全市渔船2413艘已回港。")
        .await;
    let fresh = desk
        .submit("wang", "未核稿件", "某镇发生重大事件，伤亡12人。")
        .await;
    let lead = desk.submit("wang", "又一件", "各镇已安排人员值守。").await;
    desk.bring_to(&reviewed, 4).await;
    let into = |item: &str| json!({ "into": item });
    for (from, to) in [(&reviewed, &fresh), (&fresh, &reviewed)] {
        let answer = desk.act("wang", from, "actions/merge", into(to)).await;
        answer.is_problem();
    }
    desk.done("wang", &fresh, "actions/merge", into(&lead))
        .await;
    let view = desk.view("zhao", &lead).await;
    assert_eq!(view["item"]["members"].as_array().map(Vec::len), Some(2));
    assert_eq!(view["manuscript"]["body"], "各镇已安排人员值守。");
    desk.bring_to(&lead, 3).await;
    desk.act("wang", &fresh, "actions/bring_back", Value::Null)
        .await;
    let view = desk.view("zhao", &fresh).await;
    assert_eq!(view["item"]["votes"], json!([]));
    assert_ne!(view["stage"], "l3");
    desk.stop().await;
}

/// Invariant 12, 24: A and B of one post are two people.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_appoints_themselves_to_both_chairs_of_a_post() {
    let desk = TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there");
    let seat = json!({ "post": desk.posts["审核岗"], "person": desk.ids["zhao"], "role": "b" });
    for who in ["zhao", "li", "chen"] {
        desk.post(who, "/holdings", seat.clone())
            .await
            .refused(403, "not_your_duty");
    }
    desk.post("admin", "/holdings", seat)
        .await
        .refused(409, "same_holder");
    desk.stop().await;
}

/// Invariant 74: whoever administers has no vote, whatever they appoint themselves to.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_on_every_chair_still_signs_nothing() {
    let desk = TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there");
    let item = desk
        .submit("wang", "渔船回港", "全市渔船2413艘已回港。")
        .await;
    desk.bring_to(&item, 2).await;
    let me = &desk.ids["admin"];
    for post in ["复核岗", "审核岗"] {
        desk.post(
            "admin",
            "/holdings",
            json!({ "post": desk.posts[post], "person": me, "role": "a" }),
        )
        .await;
    }
    let mut dice = Dice::new(74);
    for path in ["votes", "release", "actions/undo"] {
        let body = if path == "votes" {
            desk.pass_draft(&item).await
        } else {
            Value::Null
        };
        let rev = desk.view("admin", &item).await["item"]["rev"]
            .as_u64()
            .unwrap_or(0);
        let answer = desk.act_at("admin", &item, rev, path, body).await;
        assert!(!answer.ok(), "{path}: {:?}", answer.body);
    }
    let text = desk.view("admin", &item).await["manuscript"].clone();
    let mut changed = text;
    changed["body"] = json!(format!("共{}艘", dice.below(100)));
    desk.act(
        "admin",
        &item,
        "versions",
        json!({ "based_on": 1, "manuscript": changed }),
    )
    .await
    .refused(403, "read_only_role");
    desk.stop().await;
}
