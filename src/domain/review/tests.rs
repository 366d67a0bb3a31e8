//! The rules of three-level review, one by one.

use super::detect::detect;
use super::gates::{Purpose, gates};
use super::naming::{InterestDraft, NamingDraft, declare_interest, name_reviewer, nameable};
use super::objection::{ClearingDraft, clear};
use super::revise::{ReviseDraft, revise};
use super::thread::{Span, ThreadDraft, open_thread, resolve};
use super::vote::{OutOfBandDraft, VoteDraft, confirm, disown, retract};
use super::*;
use crate::domain::item::{ItemChange, Member, Stage, Turn};
use crate::domain::refusal::{Fixer, GateKind, Refusal, Why};
use crate::domain::report::Bilingual;
use crate::domain::roster::{Duty, HoldingRole, Post, RosterChange};
use crate::domain::testing::Table;
use crate::domain::verify::{Claim, ClaimKind, anchor};

fn why<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Why {
    answer.expect_err("refused").why
}

fn turn(table: &Table) -> Turn {
    table.turn().expect("open")
}

fn name_someone(table: &mut Table, by: PersonId, person: PersonId) -> Result<(), Refusal> {
    let draft = NamingDraft {
        person,
        reason: "其他人均须回避".into(),
    };
    table.play(by, |scene, item, _| name_reviewer(scene, item, draft))
}

fn interested(table: &mut Table, by: PersonId) {
    let draft = InterestDraft {
        reason: "配偶在该公司任职".into(),
    };
    table
        .play(by, |scene, item, _| declare_interest(scene, item, draft))
        .expect("declared");
}

fn settle(table: &mut Table, by: PersonId, id: ObjectionId, reason: &str) -> Result<(), Refusal> {
    let draft = ClearingDraft {
        reason: reason.into(),
    };
    table.play(by, |scene, item, _| clear(scene, item, id, draft))
}

fn by_phone(table: &Table, signer: PersonId) -> VoteDraft {
    VoteDraft {
        via: Via::Phone,
        out_of_band: Some(OutOfBandDraft {
            signer,
            read_back: "沿海渔船回港避风情况；2,413艘、264艘".into(),
            called_back: true,
        }),
        ..table.pass_draft()
    }
}

// ── who may

#[test]
fn someone_who_changed_a_figure_cannot_recheck_it() {
    // Invariant 23.
    let mut table = Table::drafting();
    let team = table.team;
    table.appoint(team.li, team.drafting, HoldingRole::A);
    let kind = table.reword(team.li, "2,413", "2,398").expect("edited");
    assert_eq!(kind, ChangeKind::Substance);
    table.ready(team.li).expect("ready");
    table.appoint(team.chen, team.drafting, HoldingRole::A);
    table.now = table.now.plus_minutes(1);
    table.pass(team.chen).expect("first review");
    assert_eq!(why(table.pass(team.li)), Why::WroteThis { version: 2 });
    assert_eq!(turn(&table).person, team.zhou);
    table.pass(team.zhou).expect("B rechecks");
}

#[test]
fn someone_who_polished_words_may_still_recheck_it() {
    let mut table = Table::drafting();
    let team = table.team;
    table.appoint(team.li, team.drafting, HoldingRole::A);
    let kind = table.reword(team.li, "回港，", "返港，").expect("edited");
    assert_eq!(kind, ChangeKind::Wording);
    assert_eq!(table.hand(team.li), Some(Contribution::Wording));
    table.appoint(team.chen, team.drafting, HoldingRole::A);
    table.now = table.now.plus_minutes(1);
    table.ready(team.chen).expect("ready");
    table.pass(team.chen).expect("first review");
    table.pass(team.li).expect("recheck");
}

#[test]
fn who_signed_the_first_review_does_not_recheck_it() {
    let mut table = Table::at_level(1);
    let team = table.team;
    table.appoint(team.chen, team.division, HoldingRole::A);
    table.pass(team.chen).expect("first review");
    assert_eq!(why(table.pass(team.chen)), Why::SignedFirstReview);
    assert_eq!(turn(&table).person, team.zhou);
}

#[test]
fn b_acts_only_while_a_is_away() {
    let mut table = Table::at_level(2);
    let team = table.team;
    let refusal = table.pass(team.zhou).expect_err("A is in");
    let whose = Why::NotYourTurn {
        post: "复核岗".into(),
        acting: "李强".into(),
    };
    assert_eq!(refusal.why, whose);
    assert!(
        matches!(&refusal.who_can_fix[..], [Fixer::Post { acting: Some(name), .. }] if name == "李强")
    );
    table.send_away(team.li, 1);
    assert_eq!(turn(&table).capacity, Capacity::B);
    table.pass(team.zhou).expect("B");
    assert_eq!(table.item.votes[1].capacity, Capacity::B);
}

#[test]
fn who_rechecked_it_from_a_fallback_seat_does_not_audit_it() {
    // Invariant 22.
    let mut table = Table::at_level(2);
    let team = table.team;
    table.send_away(team.li, 1);
    table.send_away(team.zhou, 1);
    assert_eq!(turn(&table).capacity, Capacity::Fallback);
    table.pass(team.zhao).expect("for level 2");
    assert_eq!(
        why(table.pass(team.zhao)),
        Why::VotedAtOtherLevel { level: 2 }
    );
    assert_eq!(turn(&table).person, team.sun);
    table.pass(team.sun).expect("audit");
}

#[test]
fn nobody_reviews_what_their_own_unit_reported() {
    let mut table = Table::at_level(2);
    let team = table.team;
    table.appoint(team.he, team.division, HoldingRole::A);
    let unit = "慈溪市委办".to_owned();
    assert_eq!(why(table.pass(team.he)), Why::HomeUnit { unit });
    assert_eq!(turn(&table).person, team.zhou);
}

#[test]
fn administrators_and_auditors_do_not_vote_whatever_else_they_hold() {
    // Invariant 74.
    let mut table = Table::at_level(2);
    let team = table.team;
    table.appoint(team.qian, team.division, HoldingRole::A);
    assert_eq!(why(table.pass(team.qian)), Why::ReadOnlyRole);
    assert_eq!(why(table.object(team.qian)), Why::ReadOnlyRole);
    assert_eq!(turn(&table).person, team.zhou);
}

#[test]
fn a_declared_interest_takes_the_chair_away() {
    let mut table = Table::at_level(2);
    let team = table.team;
    interested(&mut table, team.li);
    assert_eq!(why(table.pass(team.li)), Why::DeclaredInterest);
    assert_eq!(turn(&table).person, team.zhou);
    interested(&mut table, team.chen);
    assert_eq!(
        why(table.reword(team.chen, "回港", "返港")),
        Why::DeclaredInterest
    );
}

#[test]
fn what_is_learnt_after_a_vote_still_shuts_the_gate() {
    let mut table = Table::at_level(3);
    let team = table.team;
    table.pass(team.zhao).expect("audit");
    interested(&mut table, team.li);
    assert_eq!(why(table.release(team.zhao)), Why::DeclaredInterest);
    table.send_back(team.zhao, 2).expect("back to level 2");
    assert_eq!(turn(&table).person, team.zhou);
    // The same for a unit that was merged in.
    table.pass(team.zhou).expect("recheck");
    table.pass(team.zhao).expect("audit");
    let members = vec![Member {
        submission: table.id(),
        unit: team.yinzhou,
        seq: 2,
        received_at: table.now,
        from_item: None,
    }];
    let from = table.id();
    table.apply(team.wang, &ItemChange::Joined { members, from });
    table.roster.people.get_mut(&team.zhou).expect("zhou").unit = Some(team.yinzhou);
    let unit = "鄞州区委办".to_owned();
    assert_eq!(why(table.release(team.zhao)), Why::HomeUnit { unit });
}

#[test]
fn a_shadow_recommends_and_nothing_more() {
    let mut table = Table::at_level(2);
    let team = table.team;
    table.roster.people.get_mut(&team.he).expect("he").unit = None;
    let post = "复核岗".to_owned();
    assert_eq!(
        why(table.pass(team.he)),
        Why::ShadowOnly { post: post.clone() }
    );
    let recommend = VoteDraft {
        verdict: Verdict::Recommend,
        answers: Vec::new(),
        ..table.pass_draft()
    };
    assert_eq!(
        why(table.vote(team.li, recommend.clone())),
        Why::RecommendIsForShadows { post }
    );
    assert_eq!(
        vote::verdicts(&table.scene(team.he), &table.item, table.text()),
        [Verdict::Recommend]
    );
    table.vote(team.he, recommend).expect("recommended");
    assert_eq!(table.stage(), Stage::Level(2));
    assert!(table.item.counting_pass(2).is_none());
}

#[test]
fn the_wrong_hat_is_refused() {
    let table = Table::at_level(2);
    let scene = crate::domain::Scene {
        post: Some(table.team.department),
        ..table.scene(table.team.li)
    };
    let refusal = seat::seat(&scene, &table.item, 2).expect_err("wrong post");
    assert_eq!(refusal.field.as_deref(), Some("post"));
    assert_eq!(refusal.who_can_fix, [Fixer::You]);
}

// ── nobody may

#[test]
fn with_nobody_eligible_the_leader_names_somebody_and_can_waive_nothing() {
    // Invariant 31.
    let mut table = Table::at_level(2);
    let team = table.team;
    for person in [team.li, team.zhou, team.sun] {
        table.send_away(person, 1);
    }
    assert_eq!(
        why(name_someone(&mut table, team.zhao, team.wang)),
        Why::ReviewerNotNeeded { level: 2 }
    );
    table.pass(team.zhao).expect("for level 2");
    let waiting = turn(&table);
    assert!(waiting.blocked);
    assert_eq!(waiting.person, team.zhao);
    for person in [team.zhao, team.chen, team.wang] {
        let refusal = table.pass(person).expect_err("blocked");
        assert!(
            refusal.who_can_fix.iter().all(|it| *it == Fixer::You
                || matches!(it, Fixer::Person { id, .. } if *id == team.zhao))
        );
    }
    let fresh = table.hire("林晓", None);
    let guest = table.hire("通讯员", None);
    table
        .roster
        .people
        .get_mut(&guest)
        .expect("guest")
        .correspondent = true;
    assert_eq!(
        why(name_someone(&mut table, team.chen, fresh)),
        Why::NotYourTurn {
            post: "审核岗".into(),
            acting: "赵立".into()
        }
    );
    for (person, wanted) in [
        (team.zhao, Why::VotedAtOtherLevel { level: 2 }),
        (team.chen, Why::SignedFirstReview),
        (team.qian, Why::ReadOnlyRole),
        (
            team.sun,
            Why::Inactive {
                name: "孙浩".into(),
            },
        ),
        (
            guest,
            Why::Inactive {
                name: "通讯员".into(),
            },
        ),
    ] {
        assert_eq!(why(name_someone(&mut table, team.zhao, person)), wanted);
    }
    let choice = nameable(&table.scene(team.zhao), &table.item);
    assert_eq!(choice, [team.wang, fresh]);
    name_someone(&mut table, team.zhao, fresh).expect("named");
    assert_eq!(
        (turn(&table).person, turn(&table).capacity),
        (fresh, Capacity::Named)
    );
    table.pass(fresh).expect("the named reviewer");
    assert_eq!(table.stage(), Stage::Release);
}

// ── the line

#[test]
fn three_people_take_an_item_from_drafting_to_release() {
    // Invariant 25.
    let mut table = Table::drafting();
    let team = table.team;
    assert!(matches!(why(table.pass(team.chen)), Why::WrongStage { .. }));
    table.ready(team.chen).expect("ready");
    for (level, person) in [(1, team.chen), (2, team.li), (3, team.zhao)] {
        assert_eq!(table.stage(), Stage::Level(level));
        assert_eq!(
            why(table.release(team.zhao)),
            Why::WrongStage {
                stage: format!("l{level}"),
                wanted: "release".into()
            }
        );
        table.pass(person).expect("pass");
    }
    assert_eq!(table.stage(), Stage::Release);
    table.release(team.zhao).expect("release");
    let release = table.item.release.as_ref().expect("released");
    assert_eq!((release.version, release.by), (1, team.zhao));
    assert_eq!(table.turn(), None);
    assert!(matches!(
        why(table.object(team.li)),
        Why::AlreadyClosed { .. }
    ));
}

#[test]
fn a_desk_with_two_levels_works_and_one_with_four() {
    let mut table = Table::drafting();
    let team = table.team;
    table.procedure.levels.truncate(2);
    table.ready(team.chen).expect("ready");
    table.pass(team.chen).expect("1");
    table.pass(team.li).expect("2");
    table.release(team.zhao).expect("release");

    let mut table = Table::drafting();
    let fourth = crate::domain::procedure::Level {
        no: 4,
        ..table.procedure.levels[2].clone()
    };
    table.procedure.levels.push(fourth);
    let board = table.id();
    table.roster.apply(RosterChange::Post(Post {
        id: board,
        name: Bilingual::new("终审岗", "Board"),
        duties: [Duty::Review].into(),
        level: Some(4),
        fallback: None,
        active: true,
    }));
    let chief = table.hire("吴总", None);
    table.appoint(chief, board, HoldingRole::A);
    table.ready(team.chen).expect("ready");
    for person in [team.chen, team.li, team.zhao, chief] {
        table.pass(person).expect("pass");
    }
    table.release(team.zhao).expect("release");
}

#[test]
fn a_held_item_keeps_its_turn_and_takes_no_vote() {
    // Invariant 17.
    let mut table = Table::at_level(2);
    let team = table.team;
    let hold = ItemChange::Held {
        until: table.now.plus_days(3),
        reason: "等待统计数据".into(),
    };
    table.apply(team.li, &hold);
    assert_eq!(table.stage(), Stage::Held);
    assert_eq!(turn(&table).person, team.li);
    assert!(matches!(why(table.pass(team.li)), Why::WrongStage { .. }));
    assert!(matches!(
        why(table.reword(team.chen, "回港", "返港")),
        Why::WrongStage { .. }
    ));
    table.now = table.now.plus_days(4);
    table.pass(team.li).expect("the hold has ended by itself");
}

#[test]
fn an_empty_text_is_not_put_forward() {
    let mut table = Table::drafting();
    let team = table.team;
    table
        .revise(team.chen, &[], |it| it.body = " \n\u{3000}".into())
        .expect("saved");
    assert_eq!(why(table.ready(team.chen)), Why::Missing);
}

// ── votes

#[test]
fn a_pass_needs_a_yes_to_every_question_and_keeps_their_version() {
    // Invariant 30.
    let mut table = Table::at_level(2);
    let team = table.team;
    let mut draft = table.pass_draft();
    draft.answers.remove(0);
    draft.answers[0].yes = false;
    let refusal = table.vote(team.li, draft).expect_err("incomplete");
    assert_eq!(
        refusal.why,
        Why::ChecklistIncomplete {
            missing: vec!["answers".into(), "verified".into()]
        }
    );
    assert_eq!(refusal.field.as_deref(), Some("answers"));
    let mut twice = table.pass_draft();
    let mut no = twice.answers[0].clone();
    no.yes = false;
    twice.answers.push(no);
    assert!(matches!(
        why(table.vote(team.li, twice)),
        Why::ChecklistIncomplete { .. }
    ));
    table.pass(team.li).expect("pass");
    table.procedure.levels[1].checklist_version = 7;
    table.procedure.levels[1].checklist.clear();
    assert_eq!(table.item.votes[1].checklist_version, 1);
    assert_eq!(table.item.votes[1].answers.len(), 5);
    assert_eq!(table.stage(), Stage::Level(3));
}

#[test]
fn a_vote_is_for_the_version_that_was_read() {
    // Invariant 35, on the server's side.
    let mut table = Table::at_level(2);
    let team = table.team;
    let read = table.pass_draft();
    table.reword(team.chen, "回港，", "返港，").expect("edited");
    assert_eq!(
        why(table.vote(team.li, read)),
        Why::VersionMoved { yours: 1, now: 2 }
    );
    table.pass(team.li).expect("after reading again");
}

#[test]
fn a_return_carries_a_code_and_where_wanted_the_sentence() {
    // Invariant 33.
    let mut table = Table::at_level(2);
    let team = table.team;
    let draft = |table: &Table, code: Option<&str>, remark: &str| VoteDraft {
        verdict: Verdict::Return,
        code: code.map(Into::into),
        remark: remark.into(),
        ..table.pass_draft()
    };
    for code in [None, Some("because")] {
        let refusal = table
            .vote(team.li, draft(&table, code, ""))
            .expect_err("no code");
        assert!(
            matches!(refusal.why, Why::UnknownReturnCode { ref known, .. } if known.len() == 9)
        );
    }
    assert_eq!(
        why(table.vote(team.li, draft(&table, Some("needs_more"), " "))),
        Why::SentenceMissing
    );
    table
        .vote(team.li, draft(&table, Some("needs_more"), "补充各县数字"))
        .expect("returned");
    assert_eq!(table.stage(), Stage::Drafting);
    assert_eq!(turn(&table).person, team.chen);
}

#[test]
fn a_return_goes_to_the_level_chosen_below_and_undoes_what_is_above() {
    let mut table = Table::at_level(3);
    let team = table.team;
    assert!(matches!(
        why(table.send_back(team.zhao, 3)),
        Why::Malformed { .. }
    ));
    table.send_back(team.zhao, 2).expect("to level 2");
    assert_eq!(table.stage(), Stage::Level(2));
    table.pass(team.li).expect("again");
    table.pass(team.zhao).expect("audit");
    assert_eq!(
        vote::verdicts(&table.scene(team.zhao), &table.item, table.text()),
        [Verdict::Return, Verdict::Hold]
    );
    table
        .send_back(team.zhao, 3)
        .expect("the signer may send it back to level 3");
    assert_eq!(table.stage(), Stage::Level(3));
    table.send_back(team.zhao, 1).expect("to level 1");
    assert_eq!(table.stage(), Stage::Level(1));
}

#[test]
fn a_hold_says_what_it_waits_for_and_keeps_the_turn() {
    let mut table = Table::at_level(2);
    let team = table.team;
    let mut hold = VoteDraft {
        verdict: Verdict::Hold,
        ..table.pass_draft()
    };
    assert_eq!(why(table.vote(team.li, hold.clone())), Why::ReasonMissing);
    hold.remark = "等渔业局回复".into();
    table.vote(team.li, hold).expect("held");
    assert_eq!(turn(&table).person, team.li);
}

#[test]
fn a_vote_is_retracted_only_before_somebody_else_acts() {
    // Invariant 34.
    let mut table = Table::at_level(2);
    let team = table.team;
    let vote = table.pass(team.li).expect("pass");
    let take_back =
        |table: &mut Table, by| table.play(by, |scene, item, _| retract(scene, item, vote));
    assert_eq!(
        why(take_back(&mut table, team.zhou)),
        Why::NotYours {
            by: "李强".into()
        }
    );
    let mut copy = table.clone();
    take_back(&mut copy, team.li).expect("nobody acted since");
    assert_eq!(copy.stage(), Stage::Level(2));
    assert_eq!(copy.item.votes.len(), 2);
    assert_eq!(why(take_back(&mut copy, team.li)), Why::NothingToUndo);
    table.object(team.sun).expect("objected");
    let too_late = Why::RetractTooLate {
        by: "孙浩".into()
    };
    assert_eq!(why(take_back(&mut table, team.li)), too_late);
    table.object(team.li).expect("objected");
    let refusal = why(take_back(&mut table, team.li));
    assert!(
        matches!(refusal, Why::RetractTooLate { .. }),
        "own acts afterwards do not help"
    );
}

#[test]
fn a_sign_off_by_telephone_waits_for_its_signer() {
    // Invariant 32.
    let mut table = Table::at_level(3);
    let team = table.team;
    let own = by_phone(&table, team.zhao);
    assert_eq!(
        why(table.vote(team.zhao, own.clone())),
        Why::RecorderIsSigner
    );
    let mut unchecked = own.clone();
    unchecked.out_of_band.as_mut().expect("draft").called_back = false;
    assert_eq!(why(table.vote(team.wang, unchecked)), Why::CallBackMissing);
    let wrong = by_phone(&table, team.sun);
    assert!(matches!(
        why(table.vote(team.wang, wrong)),
        Why::NotYourTurn { .. }
    ));
    assert_eq!(why(table.vote(team.qian, own.clone())), Why::ReadOnlyRole);
    let vote = table.vote(team.wang, own).expect("recorded");
    let recorded = table.item.votes[2].clone();
    let signed = recorded.out_of_band.as_ref().expect("out of band");
    assert_eq!((recorded.person, signed.recorder), (team.zhao, team.wang));
    assert_eq!(signed.confirm_by, recorded.at.plus_minutes(60));
    assert_eq!(table.stage(), Stage::Release);
    let unconfirmed = Why::SignOffUnconfirmed {
        signer: "赵立".into(),
    };
    assert_eq!(why(table.release(team.zhao)), unconfirmed);
    for other in [team.wang, team.sun] {
        let answer = table.play(other, |scene, item, _| confirm(scene, item, vote));
        assert_eq!(
            why(answer),
            Why::NotYours {
                by: "赵立".into()
            }
        );
    }
    let mut denied = table.clone();
    denied
        .play(team.zhao, |scene, item, _| disown(scene, item, vote))
        .expect("never said so");
    assert_eq!(denied.stage(), Stage::Level(3));
    table
        .play(team.zhao, |scene, item, _| confirm(scene, item, vote))
        .expect("confirmed");
    table.release(team.zhao).expect("release");
}

// ── what stands in the way

#[test]
fn an_objection_stays_until_its_author_or_a_higher_level_clears_it() {
    // Invariant 27.
    let mut table = Table::at_level(2);
    let team = table.team;
    let objection = table.object(team.zhou).expect("objected");
    table.pass(team.li).expect("votes go on");
    table.pass(team.zhao).expect("votes go on");
    let refusal = table.release(team.zhao).expect_err("objected");
    assert!(matches!(refusal.why, Why::ObjectionStands { .. }));
    assert!(refusal.who_can_fix.contains(&Fixer::You), "{refusal:?}");
    for lower in [team.chen, team.li] {
        assert_eq!(
            why(settle(&mut table, lower, objection, "无碍")),
            Why::NotYourObjection {
                by: "周敏".into(),
                level: 2
            }
        );
    }
    assert_eq!(
        why(settle(&mut table, team.zhao, objection, "")),
        Why::ReasonMissing
    );
    let mut copy = table.clone();
    settle(&mut copy, team.zhou, objection, "").expect("the author needs no reason");
    settle(&mut table, team.zhao, objection, "口径已在文中注明").expect("overruled");
    let clearing = table.item.objections[0].cleared.as_ref().expect("cleared");
    assert!(clearing.overruled);
    table.release(team.zhao).expect("release");
}

#[test]
fn an_objection_survives_every_new_version() {
    let mut table = Table::at_level(2);
    let team = table.team;
    table.object(team.zhou).expect("objected");
    table.reword(team.chen, "2,413", "2,398").expect("edited");
    table.ready(team.chen).expect("ready");
    for person in [team.chen, team.li, team.zhao] {
        table.pass(person).expect("pass");
    }
    assert!(matches!(
        why(table.release(team.zhao)),
        Why::ObjectionStands { .. }
    ));
}

#[test]
fn who_wrote_the_text_does_not_overrule_what_is_said_against_it() {
    let mut table = Table::drafting();
    let team = table.team;
    table.appoint(team.zhao, team.drafting, HoldingRole::A);
    table.reword(team.zhao, "2,413", "2,398").expect("edited");
    let objection = table.object(team.li).expect("objected");
    assert_eq!(
        why(settle(&mut table, team.zhao, objection, "无碍")),
        Why::WroteThis { version: 2 }
    );
    settle(&mut table, team.sun, objection, "已核对原始表").expect("B is not barred");
}

#[test]
fn an_objection_from_the_top_is_settled_by_another_only_when_its_author_has_left() {
    let mut table = Table::at_level(2);
    let team = table.team;
    let objection = table.object(team.sun).expect("objected");
    assert!(matches!(
        why(settle(&mut table, team.zhao, objection, "无碍")),
        Why::NotYourObjection { level: 3, .. }
    ));
    table.roster.people.get_mut(&team.sun).expect("sun").active = false;
    settle(&mut table, team.zhao, objection, "已离任，意见已采纳").expect("settled");
}

#[test]
fn a_blocking_thread_is_resolved_by_who_opened_it_or_by_the_reviewer() {
    // Invariant 29.
    let mut table = Table::at_level(2);
    let team = table.team;
    let id: ThreadId = table.id();
    let draft = ThreadDraft {
        version: 1,
        span: Some(Span { start: 0, end: 2 }),
        blocking: true,
        text: "截至几时？".into(),
    };
    table
        .play(team.sun, |scene, item, text| {
            open_thread(scene, item, text, draft, id)
        })
        .expect("opened");
    assert_eq!(
        table.item.threads[0].anchor.as_ref().expect("anchor").quote,
        "截至"
    );
    table.pass(team.li).expect("pass");
    table.pass(team.zhao).expect("pass");
    assert_eq!(why(table.release(team.zhao)), Why::ThreadsOpen { count: 1 });
    let close = |table: &mut Table, by| table.play(by, |scene, item, _| resolve(scene, item, id));
    assert_eq!(
        why(close(&mut table, team.chen)),
        Why::NotYours {
            by: "孙浩".into()
        }
    );
    let mut copy = table.clone();
    close(&mut copy, team.sun).expect("who opened it");
    close(&mut table, team.zhao).expect("whose turn it is");
    table.release(team.zhao).expect("release");
}

// ── the text

#[test]
fn a_change_of_substance_voids_the_reviews_and_one_of_wording_keeps_them() {
    // Invariant 26.
    let mut table = Table::at_level(3);
    let team = table.team;
    table.pass(team.zhao).expect("audit");
    assert_eq!(
        table.reword(team.chen, "回港，", "返港，").expect("edited"),
        ChangeKind::Wording
    );
    assert_eq!(table.stage(), Stage::Release);
    assert_eq!(
        table.reword(team.chen, "264", "254").expect("edited"),
        ChangeKind::Substance
    );
    assert_eq!(table.stage(), Stage::Drafting);
    table.ready(team.chen).expect("ready");
    assert_eq!(table.stage(), Stage::Level(1));
}

#[test]
fn small_edits_that_come_to_substance_are_substance() {
    let words = "灯火通明炊烟袅袅笑语盈盈暖意融融欢声阵阵花香淡淡清风徐徐月色溶溶星光点点";
    let mut table = Table::drafting();
    let team = table.team;
    table
        .revise(team.chen, &[], |it| it.body = words.repeat(4))
        .expect("edited");
    table.ready(team.chen).expect("ready");
    table.pass(team.chen).expect("1");
    table.pass(team.li).expect("2");
    table.appoint(team.wang, team.drafting, HoldingRole::A);
    table.now = table.now.plus_minutes(1);
    let mut kinds = Vec::new();
    for place in 0..4 {
        // Eight characters at four places far apart.
        let start = place * 36 + 4;
        let kind = table
            .revise(team.wang, &[], |it| {
                let mut body: Vec<char> = it.body.chars().collect();
                body.splice(start..start + 8, "熙熙攘攘热热闹闹".chars());
                it.body = body.into_iter().collect();
            })
            .expect("edited");
        kinds.push(kind);
    }
    let (last, first) = kinds.split_last().expect("edits");
    assert_eq!(*last, ChangeKind::Substance, "{kinds:?}");
    assert!(
        first.iter().all(|it| *it == ChangeKind::Wording),
        "{kinds:?}"
    );
    assert_eq!(table.hand(team.wang), Some(Contribution::Substantive));
    assert_eq!(table.stage(), Stage::Drafting);
}

#[test]
fn a_person_can_only_tighten_the_kind() {
    // Invariant 26.
    let table = Table::at_level(2);
    let draft = |words: &str, change| ReviseDraft {
        based_on: 1,
        manuscript: Manuscript {
            body: table.text().body.replacen("回港，", words, 1),
            ..table.text().clone()
        },
        change: Some(change),
        applied: Vec::new(),
        remark: String::new(),
    };
    let texts = table.texts.clone();
    let save = |draft| {
        revise(
            &table.scene(table.team.chen),
            &table.item,
            &texts,
            draft,
            "2".repeat(64),
        )
    };
    assert_eq!(
        why(save(draft("未回港，", ChangeKind::Wording))),
        Why::ChangeKindWeaker {
            machine: ChangeKind::Substance,
            yours: ChangeKind::Wording
        }
    );
    let (change, _) = save(draft("返港，", ChangeKind::Substance)).expect("stricter");
    let ItemChange::Revised { version, .. } = change else {
        panic!("{change:?}")
    };
    assert_eq!(version.change, ChangeKind::Substance);
}

#[test]
fn changing_back_does_not_take_a_hand_out_of_it() {
    let mut table = Table::drafting();
    let team = table.team;
    table.appoint(team.li, team.drafting, HoldingRole::A);
    table.reword(team.li, "2,413", "2,398").expect("edited");
    table.reword(team.li, "2,398", "2,413").expect("and back");
    assert_eq!(table.hand(team.li), Some(Contribution::Substantive));
}

#[test]
fn a_leaders_pen_goes_by_suggestion_and_keeps_the_vote_only_for_wording() {
    let mut table = Table::at_level(2);
    let team = table.team;
    assert_eq!(
        why(table.reword(team.li, "回港", "返港")),
        Why::SuggestInstead
    );
    let polish = table
        .suggest(team.li, "回港，", "返港，")
        .expect("suggested");
    assert_eq!(table.item.suggestions[0].change, ChangeKind::Wording);
    table
        .revise(team.chen, &[polish], |it| {
            it.body = it.body.replacen("回港，", "返港，", 1)
        })
        .expect("taken in");
    assert_eq!(table.hand(team.li), Some(Contribution::Wording));
    assert_eq!(
        table.item.suggestions[0].state,
        SuggestionState::Applied {
            by: team.chen,
            version: 2
        }
    );
    let figure = table
        .suggest(team.li, "2,413艘", "2,398艘")
        .expect("suggested");
    assert_eq!(table.item.suggestions[1].change, ChangeKind::Substance);
    assert_eq!(
        why(table.revise(team.chen, &[figure], |it| it.body.push('。'))),
        Why::SuggestionOutdated
    );
    // Typed over without naming it: the words are the leader's all the same.
    table
        .reword(team.chen, "2,413艘", "2,398 艘")
        .expect("typed over");
    assert_eq!(table.hand(team.li), Some(Contribution::Substantive));
    table.ready(team.chen).expect("ready");
    table.pass(team.chen).expect("first review");
    assert!(matches!(why(table.pass(team.li)), Why::WroteThis { .. }));
    table.pass(team.zhou).expect("one more eligible signature");
}

#[test]
fn an_edit_elsewhere_keeps_a_claim_and_one_inside_reopens_it() {
    // Invariants 26 and 40.
    let mut table = Table::at_level(2);
    let team = table.team;
    let body = table.text().body.clone();
    let words = "全部人员已上岸";
    let start = body[..body.find(words).expect("there")].chars().count() as u32;
    let place = anchor::at(&body, start, start + 7).expect("anchor");
    let claim = Claim {
        id: table.id(),
        n: 1,
        kind: ClaimKind::Fact,
        norm_hash: anchor::norm_hash(&place.quote),
        anchor: place,
        figure: None,
        by: team.chen,
        at: table.now,
        evidence: Vec::new(),
        adjudications: Vec::new(),
        searches: Vec::new(),
        checks: Vec::new(),
        waiver: None,
        withdrawn: false,
        reopened_at: None,
    };
    table.apply(team.chen, &ItemChange::ClaimRaised { claim });
    table
        .reword(team.chen, "回港，", "返回港口，")
        .expect("edited");
    let claim = &table.item.claims[0];
    assert_eq!(
        (claim.anchor.quote.as_str(), claim.reopened_at),
        (words, None)
    );
    assert_eq!(claim.anchor.start, start + 2);
    // A word the other detectors think harmless is not harmless inside a claim.
    let old = table.text().clone();
    let mut new = old.clone();
    new.body = new.body.replacen("上岸", "登岸", 1);
    assert_eq!(
        detect(&old, &new, &[]).expect("changed").0,
        ChangeKind::Wording
    );
    let kind = table.reword(team.chen, "上岸", "登岸").expect("edited");
    assert_eq!(kind, ChangeKind::Substance);
    assert!(table.item.claims[0].reopened_at.is_some());
    assert_eq!(
        table.item.current().expect("version").detected[0].what,
        Detector::Claim
    );
}

#[test]
fn the_item_takes_over_the_classification_of_its_text() {
    let mut table = Table::drafting();
    let chen = table.team.chen;
    table
        .revise(chen, &[], |it| {
            it.classification = crate::domain::report::Classification::Restricted;
        })
        .expect("edited");
    assert_eq!(
        table.item.classification,
        crate::domain::report::Classification::Restricted
    );
}

// ── why not, and who can

#[test]
fn every_shut_gate_says_why_and_who_can_open_it() {
    // Invariant 85.
    let mut table = Table::at_level(2);
    let team = table.team;
    table.object(team.zhou).expect("objected");
    let seen = gates(
        &table.scene(team.chen),
        &table.item,
        table.text(),
        Purpose::Release,
    );
    let shut: Vec<GateKind> = seen.iter().filter(|it| !it.ok).map(|it| it.gate).collect();
    assert_eq!(
        shut,
        [
            GateKind::Stage,
            GateKind::Eligibility,
            GateKind::Turn,
            GateKind::Objections,
            GateKind::Levels
        ]
    );
    for gate in seen {
        assert_eq!(gate.ok, gate.why.is_none());
        assert_eq!(gate.ok, gate.who_can_fix.is_empty(), "{gate:?}");
    }
}
