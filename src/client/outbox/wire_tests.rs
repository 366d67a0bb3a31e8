//! The outbox on real sockets, against a desk that keeps the contract while everything between goes wrong.

use super::tests::{NOW, act, text};
use super::*;
use crate::client::testing::{Arrived, PACE, Reply, Server, api, in_time};
use proptest::prelude::*;
use serde_json::json;
use std::net::SocketAddr;
use tokio::sync::mpsc;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Arrives, is answered.
    Well,
    /// Arrives, and the answer is cut after so many bytes.
    AnswerCut(usize),
    /// Arrives, and no answer ever comes.
    AnswerLost,
    /// Does not reach the desk.
    NeverArrives,
    Busy,
    /// Something on the way answers with a page of its own.
    Page(u16),
    SignedOut,
    /// Refused by a rule.
    Refused,
    /// Someone else changes the item just before.
    Overtaken,
}

/// A desk that keeps its side of the contract: one event for each key, and none on a stale revision.
#[derive(Default)]
struct Desk {
    revs: HashMap<String, u64>,
    answers: HashMap<String, Reply>,
    /// Keys, in the order applied.
    applied: Vec<String>,
}

impl Desk {
    fn answer(&mut self, request: &Arrived, fate: Fate) -> Reply {
        match fate {
            Fate::NeverArrives => return Reply::Bytes(Vec::new()),
            Fate::Busy => return Reply::problem(503, "internal"),
            Fate::Page(status) => {
                return Reply::whole(
                    status,
                    "text/html",
                    &[],
                    "<html>welcome to the network</html>",
                );
            }
            Fate::SignedOut => return Reply::problem(401, "not_signed_in"),
            _ => {}
        }
        let reply = self.decide(request, fate);
        match fate {
            Fate::AnswerCut(at) => reply.cut(at),
            Fate::AnswerLost => Reply::Open(Vec::new()),
            _ => reply,
        }
    }

    fn decide(&mut self, request: &Arrived, fate: Fate) -> Reply {
        let key = request.header("idempotency-key").to_owned();
        if let Some(kept) = self.answers.get(&key) {
            return kept.clone();
        }
        let item = request
            .path
            .split('/')
            .nth(4)
            .unwrap_or_default()
            .to_owned();
        let now = self.revs.entry(item.clone()).or_insert(5);
        if matches!(fate, Fate::Overtaken) {
            *now += 1;
        }
        let yours: u64 = request
            .header("if-match")
            .trim_matches('"')
            .parse()
            .unwrap_or(0);
        let reply = if yours != *now {
            let why = json!({"code": "stale", "yours": yours, "now": *now});
            let body = json!({"type": "about:blank", "status": 412, "code": "stale", "title": "稿件已变", "why": why});
            Reply::whole(412, "application/problem+json", &[], &body.to_string())
        } else if matches!(fate, Fate::Refused) {
            Reply::problem(422, "reason_missing")
        } else {
            *now += 1;
            self.applied.push(key.clone());
            let body = json!({"item": item, "rev": *now, "stage": "l2", "verbs": ["item.x"], "made": null, "dry_run": false});
            Reply::json(200, &body)
        };
        self.answers.insert(key, reply.clone());
        reply
    }
}

/// Serves a desk, with a fate for each request; after the last of them all goes well.
fn serve(fates: Vec<Fate>) -> (Server, Arc<Mutex<Desk>>) {
    serve_at("127.0.0.1:0".parse().expect("an address"), fates)
}

fn serve_at(address: SocketAddr, fates: Vec<Fate>) -> (Server, Arc<Mutex<Desk>>) {
    let desk = Arc::<Mutex<Desk>>::default();
    let shared = desk.clone();
    let server = Server::at(address, move |request, before| {
        let fate = fates.get(before).copied().unwrap_or(Fate::Well);
        shared.lock().expect("no panic").answer(request, fate)
    });
    (server, desk)
}

fn applied(desk: &Mutex<Desk>) -> Vec<String> {
    desk.lock().expect("no panic").applied.clone()
}

/// Runs the loop until the outbox stands as wanted.
async fn run_until(outbox: &Outbox, base: &str, enough: impl FnMut(&Arc<View>) -> bool) {
    let (sent, _kept) = mpsc::unbounded_channel();
    let mut view = outbox.watch();
    tokio::select! {
        () = outbox.run(api(base), PACE, sent) => {}
        seen = view.wait_for(enough) => drop(seen.expect("the outbox lives")),
    };
}

fn empty(view: &Arc<View>) -> bool {
    view.acts.is_empty()
}

fn settled(view: &Arc<View>) -> bool {
    view.pile().unsent == 0
}

fn open() -> (tempfile::TempDir, Outbox) {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    (dir, outbox)
}

#[test]
fn an_act_goes_out_once_with_what_the_person_saw() {
    let (dir, outbox) = open();
    let (server, desk) = serve(vec![]);
    let id = outbox.add(act(1, "一"), NOW).expect("added");
    let sent = in_time(async {
        let (tell, mut told) = mpsc::unbounded_channel();
        tokio::select! {
            () = outbox.run(server.api(), PACE, tell) => None,
            sent = told.recv() => sent,
        }
    });
    let sent = sent.expect("confirmed");
    assert_eq!((sent.act.id, sent.reply.rev), (id, 6));
    let [request] = server.arrived().try_into().expect("one request");
    assert_eq!(request.header("if-match"), "\"5\"");
    assert_eq!(applied(&desk), [request.header("idempotency-key")]);
    drop(outbox);
    assert!(
        Outbox::open(dir.path())
            .expect("opened")
            .view()
            .acts
            .is_empty()
    );
}

/// Invariants 6 and 82.
#[test]
fn an_answer_cut_at_any_byte_leads_to_the_same_act_once() {
    let whole = {
        let (server, _) = serve(vec![]);
        let (_dir, outbox) = open();
        outbox.add(act(1, "一"), NOW).expect("added");
        in_time(run_until(&outbox, &server.base(), empty));
        Desk::default()
            .decide(&server.arrived()[0], Fate::Well)
            .len()
    };
    for at in 0..whole {
        // Longer than the repeats of one call, so that the outbox itself has to try again.
        let (server, desk) = serve(vec![Fate::AnswerCut(at); 4]);
        let (_dir, outbox) = open();
        outbox.add(act(1, "一"), NOW).expect("added");
        in_time(run_until(&outbox, &server.base(), empty));
        assert_eq!(applied(&desk).len(), 1, "cut at {at}");
        let arrived = server.arrived();
        assert!(
            arrived.len() > 1 && arrived.iter().all(|request| request == &arrived[0]),
            "cut at {at}"
        );
    }
}

/// Invariant 82.
#[test]
fn a_program_killed_while_sending_sends_the_same_act_after_its_restart() {
    let (dir, outbox) = open();
    let (server, desk) = serve(vec![Fate::AnswerLost]);
    outbox.add(act(1, "一"), NOW).expect("added");
    in_time(async {
        let (sent, _kept) = mpsc::unbounded_channel();
        let arrived = async {
            while server.arrived().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = outbox.run(server.api(), PACE, sent) => {}
            () = arrived => {}
        }
    });
    drop(outbox);
    let outbox = Outbox::open(dir.path()).expect("opened");
    assert_eq!(
        outbox.view().pile(),
        Pile {
            unsent: 1,
            ..Pile::default()
        }
    );
    in_time(run_until(&outbox, &server.base(), empty));
    assert_eq!(applied(&desk).len(), 1);
    let arrived = server.arrived();
    assert_eq!(arrived[0], arrived[1]);
}

#[test]
fn acts_on_one_item_go_in_order_each_on_the_revision_the_one_before_made() {
    let (_dir, outbox) = open();
    let (server, desk) = serve(vec![]);
    for text in ["一", "二", "三"] {
        outbox.add(act(1, text), NOW).expect("added");
    }
    in_time(run_until(&outbox, &server.base(), empty));
    // Decided while the screen still showed revision 5: nothing but own acts lie between.
    outbox.add(act(1, "四"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), empty));
    let arrived = server.arrived();
    let revs: Vec<&str> = arrived
        .iter()
        .map(|request| request.header("if-match"))
        .collect();
    assert_eq!(revs, ["\"5\"", "\"6\"", "\"7\"", "\"8\""]);
    let texts: Vec<bool> = arrived
        .iter()
        .zip(["一", "二", "三", "四"])
        .map(|(it, text)| it.body.contains(text))
        .collect();
    assert_eq!((texts, applied(&desk).len()), (vec![true; 4], 4));
}

#[test]
fn a_program_killed_between_moving_on_and_taking_off_does_neither_twice() {
    let (dir, outbox) = open();
    let (server, desk) = serve(vec![
        Fate::Well,
        Fate::Busy,
        Fate::Busy,
        Fate::Busy,
        Fate::Busy,
    ]);
    let first = outbox.add(act(1, "一"), NOW).expect("added");
    outbox.add(act(1, "二"), NOW).expect("added");
    let path = dir.path().join("0").join(format!("{first}.json"));
    let written = std::fs::read(&path).expect("read");
    in_time(run_until(&outbox, &server.base(), |view| {
        view.acts.len() == 1 && view.acts[0].tries > 0
    }));
    drop(outbox);
    // As if the removal had not reached the disk.
    std::fs::write(&path, written).expect("written");
    let outbox = Outbox::open(dir.path()).expect("opened");
    assert_eq!(outbox.view().acts.len(), 2);
    in_time(run_until(&outbox, &server.base(), empty));
    assert_eq!(applied(&desk).len(), 2);
}

/// Invariant 35.
#[test]
fn an_act_on_an_item_that_changed_meanwhile_is_held_and_given_again_only_by_the_person() {
    let (dir, outbox) = open();
    let (server, desk) = serve(vec![Fate::Overtaken]);
    let held = outbox
        .add(
            Act {
                command: ItemCommand::Release,
                ..act(1, "")
            },
            NOW,
        )
        .expect("added");
    let behind = outbox.add(act(1, "跟在后面"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), settled));
    outbox.add(act(2, "别的稿件"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), settled));
    assert_eq!(
        server.arrived().len(),
        2,
        "one try for the held one, none for what follows it"
    );
    drop(outbox);

    let outbox = Outbox::open(dir.path()).expect("opened");
    let view = outbox.view();
    assert_eq!(
        view.pile(),
        Pile {
            held: 2,
            ..Pile::default()
        }
    );
    let because = |id| {
        view.acts
            .iter()
            .find(|act| act.id == id)
            .map(|act| act.state.clone())
    };
    assert!(matches!(
        because(held),
        Some(State::Held {
            because: Because::Changed { now: Some(6), .. }
        })
    ));
    assert_eq!(
        because(behind),
        Some(State::Held {
            because: Because::Earlier { act: held }
        })
    );
    assert_eq!(outbox.retry(held, NOW), Err(OutboxError::LookFirst));
    in_time(run_until(&outbox, &server.base(), settled));
    assert_eq!(applied(&desk).len(), 1, "only the other item's");

    let again = Again {
        rev_seen: 6,
        version_seen: 4,
        command: None,
    };
    outbox.resubmit(held, again, NOW).expect("given again");
    in_time(run_until(&outbox, &server.base(), settled));
    assert_eq!(applied(&desk).len(), 2);
    assert_eq!(
        outbox.view().pile(),
        Pile {
            held: 1,
            ..Pile::default()
        },
        "each is asked again by itself"
    );
    let arrived = server.arrived();
    let (first, last) = (&arrived[0], &arrived[2]);
    assert_eq!(last.header("if-match"), "\"6\"");
    assert_ne!(
        last.header("idempotency-key"),
        first.header("idempotency-key")
    );
}

#[test]
fn a_refused_act_keeps_its_text_and_can_be_put_right() {
    let (dir, outbox) = open();
    let (server, desk) = serve(vec![Fate::Refused]);
    let id = outbox.add(act(1, "没有写理由"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), settled));
    drop(outbox);
    let outbox = Outbox::open(dir.path()).expect("opened");
    let kept = outbox.view().acts[0].clone();
    assert_eq!(text(&kept), "没有写理由");
    assert!(matches!(&kept.state, State::Refused { problem } if problem.code == "reason_missing"));
    let command = Some(act(1, "写了理由").command);
    outbox
        .resubmit(
            id,
            Again {
                rev_seen: 5,
                version_seen: 3,
                command,
            },
            NOW,
        )
        .expect("given again");
    in_time(run_until(&outbox, &server.base(), empty));
    assert_eq!(applied(&desk).len(), 1);
    assert!(server.arrived()[1].body.contains("写了理由"));
}

#[test]
fn a_refused_act_tried_again_as_it_is_asks_the_desk_anew() {
    let (_dir, outbox) = open();
    let (server, desk) = serve(vec![Fate::Refused]);
    let id = outbox.add(act(1, "一"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), settled));
    outbox.retry(id, NOW).expect("tried again");
    in_time(run_until(&outbox, &server.base(), empty));
    assert_eq!(applied(&desk).len(), 1);
}

/// Invariants 82 and 83.
#[test]
fn what_was_decided_while_the_server_was_down_is_shown_unsent_and_sent_once_when_it_is_back() {
    let (_dir, outbox) = open();
    let address = {
        let (server, _) = serve(vec![]);
        server.address()
    };
    let base = format!("http://{address}");
    outbox.add(act(1, "一"), NOW).expect("added");
    let troubled = |view: &Arc<View>| {
        matches!(
            view.acts[0].state,
            State::Unsent {
                trouble: Some(Trouble::Line { .. })
            }
        )
    };
    in_time(run_until(&outbox, &base, troubled));
    let (server, desk) = serve_at(address, vec![]);
    outbox.line_is_back().expect("looked");
    in_time(run_until(&outbox, &base, empty));
    assert_eq!((applied(&desk).len(), server.arrived().len()), (1, 1));
}

#[test]
fn when_the_log_in_has_ended_everything_waits_for_the_next_one() {
    let (_dir, outbox) = open();
    let (server, desk) = serve(vec![Fate::SignedOut]);
    outbox.add(act(1, "一"), NOW).expect("added");
    in_time(run_until(&outbox, &server.base(), |view| view.signed_out));
    outbox.add(act(2, "二"), NOW).expect("added");
    assert_eq!(
        outbox.view().pile(),
        Pile {
            unsent: 2,
            ..Pile::default()
        }
    );
    outbox.signed_in();
    in_time(run_until(&outbox, &server.base(), empty));
    assert_eq!(applied(&desk).len(), 2);
}

#[test]
fn a_page_from_something_on_the_way_neither_confirms_nor_refuses() {
    for status in [200, 302, 403, 404, 502] {
        let (_dir, outbox) = open();
        let (server, desk) = serve(vec![Fate::Page(status); 4]);
        outbox.add(act(1, "一"), NOW).expect("added");
        in_time(run_until(&outbox, &server.base(), empty));
        assert_eq!(applied(&desk).len(), 1, "{status}");
    }
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Well),
        3 => (0_usize..260).prop_map(Fate::AnswerCut),
        2 => Just(Fate::NeverArrives),
        1 => Just(Fate::Busy),
        1 => prop_oneof![Just(200), Just(403), Just(502)].prop_map(Fate::Page),
        1 => Just(Fate::SignedOut),
        1 => Just(Fate::Refused),
        1 => Just(Fate::Overtaken),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariants 6, 35 and 82: whatever the line, the desk and other people do, each act is applied once and gone, or
    /// it is there with its text and was never applied.
    #[test]
    fn each_act_is_applied_once_or_kept(
        fates in prop::collection::vec(fate(), 0..24),
        items in prop::collection::vec(1_u128..4, 1..7),
        restart_after in 0_usize..12,
    ) {
        let dir = tempfile::tempdir().expect("a directory");
        let mut outbox = Outbox::open(dir.path()).expect("opened");
        let (server, desk) = serve(fates);
        let base = server.base();
        let mut texts = Vec::new();
        for (n, item) in items.iter().enumerate() {
            texts.push(format!("第{n}件"));
            outbox.add(act(*item, &texts[n]), NOW).expect("added");
        }
        in_time(run_until(&outbox, &base, |view| {
            view.pile().unsent == 0 || view.signed_out || server.arrived().len() >= restart_after
        }));
        // Killed here.
        drop(outbox);
        outbox = Outbox::open(dir.path()).expect("opened");
        while outbox.view().pile().unsent > 0 {
            outbox.signed_in();
            in_time(run_until(&outbox, &base, |view| view.pile().unsent == 0 || view.signed_out));
        }
        let view = outbox.view();
        let keys: Vec<String> = view.acts.iter().map(|act| act.key.to_string()).collect();
        let mut done = applied(&desk);
        prop_assert!(done.iter().all(|key| !keys.contains(key)), "kept although applied");
        prop_assert_eq!(done.len() + keys.len(), items.len());
        done.sort();
        done.dedup();
        prop_assert_eq!(done.len() + keys.len(), items.len(), "applied twice");
        prop_assert!(view.acts.iter().all(|act| texts.iter().any(|it| it == text(act))));
        prop_assert!(view.broken.is_empty());
    }
}
