use super::*;
use crate::messages::Lang;
use crate::tui::input::action::ACTIONS;
use crate::tui::input::{Builtin, Danger};
use crate::tui::trial::Trial;

/// Invariant 81.
#[test]
fn no_single_key_does_what_cannot_be_taken_back() {
    for builtin in [Builtin::Default, Builtin::Vim, Builtin::Emacs] {
        for spec in ACTIONS
            .iter()
            .filter(|spec| spec.danger == Danger::Confirmed)
        {
            let mut trial = Trial::with_rows(Lang::Zh, 120, 40, 3);
            trial.model.keymap = builtin.keymap();
            trial.effects.clear();
            let effects = trial.model.press(spec.action);
            let acts = effects
                .iter()
                .any(|it| matches!(it, Effect::Act { .. } | Effect::Discard { .. }));
            assert!(!acts, "{}", spec.name);
        }
    }
}

#[test]
fn the_palette_finds_by_either_language_and_by_initials_and_runs() {
    for typed in ["并稿", "merge", "bg"] {
        let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
        trial.keys("f2").text(typed).shows("并稿");
        trial.keys("enter").shows("并入哪一件");
    }
}

#[test]
fn the_palette_says_what_cannot_be_done_and_why() {
    let mut trial = Trial::with_rows(Lang::Zh, 120, 40, 3);
    trial.keys("f2").text("签发").shows("这一件在“来稿”");
    trial.keys("enter");
    assert!(trial.last_line().contains("来稿"), "{}", trial.last_line());
}

#[test]
fn help_shows_the_keys_of_this_screen_and_esc_closes_it() {
    let mut trial = Trial::with_rows(Lang::En, 100, 30, 3);
    trial.keys("?").shows("Keys").shows("ctrl-q");
    trial.keys("end").keys("esc").hides("Keys ─");
}

#[test]
fn a_sequence_begun_shows_what_can_follow() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.keys("g").shows("接着按").shows("去待发");
    trial.keys("esc").hides("接着按");
}

#[test]
fn the_language_changes_under_an_open_form_and_the_form_stays() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.keys("x").shows("原因");
    trial.keys("f3").shows("Reason code");
    assert!(
        trial
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Language(Lang::En)))
    );
}

#[test]
fn a_token_that_ran_out_asks_for_the_password_and_keeps_the_place() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 9);
    trial
        .keys("j j j f5")
        .answer_with(Slot::Counts, Err(Failure::SignedOut));
    trial.shows("登录已过期").shows("周敏");
    trial.text("secret 密").hides("secret");
    trial.keys("enter");
    let asked = trial
        .asked(Slot::Login)
        .map(|(_, request)| format!("{request:?}"))
        .expect("asked");
    assert!(!asked.contains("secret"), "{asked}");
    let me = trial.model.shared.me.clone().expect("known");
    let login = crate::wire::people::LoginReply {
        token: "t".into(),
        expires_at: trial.now.plus_days(1),
        me,
    };
    trial
        .answer(Slot::Login, Reply::LoggedIn(Box::new(login)))
        .shows("4/9");
}

#[test]
fn another_person_at_the_same_terminal_sees_nothing_of_the_first() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 9);
    trial.keys("z").text("2h").tell(Message::SignedOut);
    let mut me = trial.model.shared.me.clone().expect("known");
    me.person.id = crate::domain::id::PersonId::from(99);
    let login = crate::wire::people::LoginReply {
        token: "t".into(),
        expires_at: trial.now.plus_days(1),
        me,
    };
    trial.hides("2h");
    trial.text("b").keys("enter");
    trial
        .answer(Slot::Login, Reply::LoggedIn(Box::new(login)))
        .hides("农民工");
    assert!(trial.model.shared.draft_keys("").next().is_none());
}

#[test]
fn a_paste_where_nothing_is_typed_fires_no_keys() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.effects.clear();
    trial.tell(Message::Paste("xyF\nq".into()));
    assert!(trial.effects.is_empty() && trial.model.overlays.is_empty());
    assert!(trial.last_line().contains("粘贴"), "{}", trial.last_line());
}

#[test]
fn going_back_from_the_first_screen_says_how_to_leave_and_does_not() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.keys("esc");
    assert!(
        trial.last_line().contains("ctrl-q"),
        "{}",
        trial.last_line()
    );
    assert!(!trial.effects.iter().any(|it| matches!(it, Effect::Quit)));
}

#[test]
fn a_quiet_desk_is_drawn_once_a_minute() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.wait(1_000);
    trial.model.dirty = false;
    trial.wait(10_000);
    assert!(!trial.model.dirty);
    trial.wait(60_000);
    assert!(
        trial.model.dirty,
        "the clock and the time left have moved on"
    );
}

#[test]
fn notices_are_gathered_into_one_request() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.effects.clear();
    for seq in 0..50 {
        trial.tell(Message::Notice(Notice {
            seq,
            at: trial.now,
            verb: "item.voted".into(),
            object_kind: "item".into(),
            object: trial.row(1).id.to_string(),
            actor: "陈洁".into(),
            actor_id: None,
            own: false,
        }));
    }
    trial.wait(500);
    let fetched = |wanted: Slot| {
        trial
            .effects
            .iter()
            .filter(|it| matches!(it, Effect::Fetch { slot, .. } if *slot == wanted))
            .count()
    };
    assert_eq!((fetched(Slot::Counts), fetched(Slot::Page)), (1, 1));
}

/// Invariant 83.
#[test]
fn pressing_acts_that_do_not_leave_raise_an_alarm_with_the_telephone() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial.effects.clear();
    trial
        .tell(Message::Alarm { acts: 2 })
        .shows("2 件要紧的操作发不出去，请先打电话");
    assert!(
        trial
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Alert(_)))
    );
    trial.tell(Message::Alarm { acts: 0 }).hides("请先打电话");
}

/// Invariant 84.
#[test]
fn posts_show_cover_by_a_sign_and_who_is_away_in_words() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut trial = Trial::with_rows(Lang::Zh, width, height, 3);
        trial.keys("g p").shows("周敏*").shows("第 48 周");
        if width < 100 {
            trial.keys("tab");
        }
        trial.shows("李强 休假");
    }
}

#[test]
fn an_item_is_opened_by_its_number_in_full_width_digits_too() {
    let mut trial = Trial::with_rows(Lang::Zh, 100, 30, 3);
    trial
        .keys("#")
        .text("abc")
        .keys("enter")
        .shows("请输入稿件编号");
    trial.keys("ctrl-u").text("＃１２").keys("enter");
    assert_eq!(
        trial.asked(Slot::Target).map(|(_, it)| it.clone()),
        Some(Request::ItemByNo(12))
    );
}
