//! The outbox without a line: what is on disk, and what a person can do with what waits.

use super::*;
use crate::domain::report::Urgency;
use crate::messages::Lang;
use crate::wire::command::SealDraft;
use std::fs;

pub(super) const NOW: Moment = Moment::from_millis(1_763_000_000_000);

/// A command with text in it, on an item at revision 5.
pub(super) fn act(item: u128, text: &str) -> Act {
    let command = ItemCommand::Seal(SealDraft {
        role: "渔民".into(),
        body: text.into(),
    });
    Act {
        item: ItemId::from(item),
        title: "沿海渔船回港避风情况".into(),
        urgency: Urgency::Plain,
        rev_seen: 5,
        version_seen: 3,
        acting_for: None,
        command,
    }
}

pub(super) fn text(act: &Pending) -> &str {
    match &act.command {
        ItemCommand::Seal(draft) => &draft.body,
        _ => "",
    }
}

fn texts(view: &View) -> Vec<&str> {
    view.acts.iter().map(|act| text(act)).collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    crate::client::disk::list(&dir.join("0"), "json")
        .expect("listed")
        .whole
}

#[test]
fn what_was_decided_is_there_after_the_program_is_gone() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    for text in ["一", "二", "三"] {
        outbox.add(act(1, text), NOW).expect("added");
    }
    let before = outbox.view();
    drop(outbox);
    let after = Outbox::open(dir.path()).expect("opened").view();
    assert_eq!(after, before);
    assert_eq!(texts(&after), ["一", "二", "三"]);
}

/// Invariant 82.
#[test]
fn a_write_cut_at_any_byte_leaves_the_outbox_as_it_was() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    outbox.add(act(1, "一"), NOW).expect("added");
    outbox.add(act(1, "二"), NOW).expect("added");
    let before = outbox.view();
    drop(outbox);
    let second = files(dir.path()).pop().expect("a file");
    let whole = fs::read(&second).expect("read");
    let name = second
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    for cut in 0..=whole.len() {
        fs::write(
            second.with_file_name(format!(".{name}.77.{cut}.tmp")),
            &whole[..cut],
        )
        .expect("written");
        let view = Outbox::open(dir.path()).expect("opened").view();
        assert_eq!(view, before, "cut at {cut}");
    }
    assert_eq!(
        fs::read_dir(dir.path().join("0")).expect("listed").count(),
        3,
        "two acts and the lock"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_kept_and_reported_and_the_others_go_on() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    outbox.add(act(1, "好的"), NOW).expect("added");
    let spoilt = outbox.add(act(2, "坏的"), NOW).expect("added");
    drop(outbox);
    let path = dir.path().join("0").join(format!("{spoilt}.json"));
    let whole = fs::read(&path).expect("read");
    for cut in [0, 1, whole.len() / 2, whole.len() - 3] {
        fs::write(&path, &whole[..cut]).expect("written");
        let view = Outbox::open(dir.path()).expect("opened").view();
        assert_eq!(texts(&view), ["好的"]);
        let kept = view
            .broken
            .iter()
            .any(|broken| fs::read(broken).expect("kept") == whole[..cut]);
        assert!(kept, "cut at {cut}");
    }
    let again = Outbox::open(dir.path()).expect("opened").view();
    assert_eq!(again.broken.len(), 4, "reported until a person has looked");
}

#[test]
fn a_file_of_another_form_is_not_guessed_at() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    outbox.add(act(1, "新的"), NOW).expect("added");
    drop(outbox);
    let path = files(dir.path()).pop().expect("a file");
    let newer = fs::read_to_string(&path)
        .expect("read")
        .replace("\"format\": 1", "\"format\": 2");
    fs::write(&path, newer).expect("written");
    let view = Outbox::open(dir.path()).expect("opened").view();
    assert_eq!((view.acts.len(), view.broken.len()), (0, 1));
}

#[test]
fn two_terminals_never_hold_the_same_act() {
    let dir = tempfile::tempdir().expect("a directory");
    let one = Outbox::open(dir.path()).expect("opened");
    one.add(act(1, "甲"), NOW).expect("added");
    let two = Outbox::open(dir.path()).expect("opened");
    assert_eq!(texts(&two.view()), Vec::<&str>::new());
    two.add(act(2, "乙"), NOW).expect("added");
    one.line_is_back().expect("looked");
    assert_eq!(texts(&one.view()), ["甲"], "the other one still runs");
    drop(two);
    one.line_is_back().expect("looked");
    let mut both = one.view();
    let acts = Arc::make_mut(&mut both);
    acts.acts.sort_by_key(|act| act.item);
    assert_eq!(
        texts(acts),
        ["甲", "乙"],
        "what the other one left is taken over"
    );
    drop(one);
    assert_eq!(
        Outbox::open(dir.path()).expect("opened").view().acts.len(),
        2
    );
}

#[test]
fn an_act_that_cannot_be_written_down_is_refused_to_the_person() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    fs::remove_dir_all(dir.path().join("0")).expect("removed");
    let error = outbox.add(act(1, "一"), NOW).expect_err("nowhere to write");
    assert!(matches!(error, OutboxError::Disk(_)));
    assert!(!error.sentence(Lang::Zh).is_empty());
    assert!(outbox.view().acts.is_empty());
}

/// Invariant 83.
#[test]
fn a_pressing_act_unsent_for_ten_seconds_raises_the_alarm() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    outbox.add(act(1, "不急"), NOW).expect("added");
    assert_eq!(outbox.view().alarm_at(), None);
    let urgent = Act {
        urgency: Urgency::Critical,
        ..act(2, "急")
    };
    let urgent = outbox.add(urgent, NOW.plus_millis(500)).expect("added");
    outbox
        .add(
            Act {
                command: ItemCommand::Release,
                ..act(3, "")
            },
            NOW.plus_millis(900),
        )
        .expect("added");
    let view = outbox.view();
    let at = view.alarm_at().expect("an alarm to come");
    assert_eq!(at, NOW.plus_millis(10_500));
    assert_eq!(view.alarm(at.plus_millis(-1)), None);
    assert_eq!(
        view.alarm(at),
        Some(Alarm {
            since: NOW.plus_millis(500),
            acts: 1
        })
    );
    assert_eq!(
        view.alarm(at.plus_minutes(1)).map(|alarm| alarm.acts),
        Some(2)
    );
    assert_eq!(view.oldest_unsent_since(), Some(NOW));
    outbox.discard(urgent).expect("discarded");
    assert_eq!(outbox.view().alarm(at), None);
}

#[test]
fn watchers_hear_of_changes_and_of_nothing_else() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    let mut watch = outbox.watch();
    outbox.line_is_back().expect("looked");
    assert!(!watch.has_changed().expect("open"));
    outbox.add(act(1, "一"), NOW).expect("added");
    assert!(watch.has_changed().expect("open"));
    assert_eq!(
        watch.borrow_and_update().pile(),
        Pile {
            unsent: 1,
            ..Pile::default()
        }
    );
}

#[test]
fn what_is_gone_cannot_be_discarded_or_tried_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    let id = outbox.add(act(1, "一"), NOW).expect("added");
    assert_eq!(text(&outbox.discard(id).expect("discarded")), "一");
    assert_eq!(outbox.discard(id), Err(OutboxError::Gone));
    assert_eq!(outbox.retry(id, NOW), Err(OutboxError::Gone));
    drop(outbox);
    assert!(
        Outbox::open(dir.path())
            .expect("opened")
            .view()
            .acts
            .is_empty()
    );
}

#[test]
fn an_unsent_act_is_not_given_again_under_another_key() {
    let dir = tempfile::tempdir().expect("a directory");
    let outbox = Outbox::open(dir.path()).expect("opened");
    let id = outbox.add(act(1, "一"), NOW).expect("added");
    let again = Again {
        rev_seen: 9,
        version_seen: 4,
        command: None,
    };
    assert_eq!(outbox.resubmit(id, again, NOW), Err(OutboxError::OnTheWire));
}
