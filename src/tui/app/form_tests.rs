use super::*;
use crate::messages::Lang;

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("a", "甲".to_owned()),
        Choice::new("b", "乙".to_owned()),
    ]
}

fn form(shared: &Shared) -> Form {
    let entries = vec![
        Entry::fixed("what", "事".to_owned(), "看看".to_owned()),
        Entry::one("code", "原因".to_owned(), choices(), None).required(),
        Entry::any("boxes", "清单".to_owned(), choices()),
        Entry::block("text", "话".to_owned(), "", 3),
        Entry::secret("password", "密码".to_owned()),
    ];
    Form::new("new/trial", entries, shared)
}

#[test]
fn what_was_filled_in_is_there_again_but_no_secret() {
    let mut shared = Shared::new(Lang::Zh, 80, 24);
    let mut first = form(&shared);
    first.action(Action::MoveDown);
    first.action(Action::MoveDown);
    first.action(Action::NextField);
    first.action(Action::Toggle);
    first.action(Action::NextField);
    first
        .field()
        .expect("a field")
        .insert("话没说完")
        .expect("room");
    first.action(Action::NextField);
    first
        .field()
        .expect("a field")
        .insert("hunter2")
        .expect("room");
    let effect = first.keep(&mut shared).expect("kept");
    assert!(!format!("{effect:?}").contains("hunter2"));
    let again = form(&shared);
    assert_eq!(again.taken("code"), Some("b"));
    assert_eq!(again.ticked("boxes"), ["a"]);
    assert_eq!(again.text("text"), "话没说完");
    assert_eq!(again.text("password"), "");
}

#[test]
fn the_keys_skip_what_is_only_shown_and_go_round() {
    let shared = Shared::new(Lang::Zh, 80, 24);
    let mut form = form(&shared);
    assert_eq!(form.focus, 1);
    form.action(Action::PrevField);
    assert_eq!(form.focus, 4);
    form.action(Action::NextField);
    assert_eq!(form.focus, 1);
}

#[test]
fn enter_in_several_lines_is_no_end_and_past_the_last_field_it_is() {
    let shared = Shared::new(Lang::Zh, 80, 24);
    let mut form = form(&shared);
    form.focus = 3;
    assert_eq!(form.scopes(), [Scope::Form, Scope::Block]);
    form.focus = 4;
    assert_eq!(form.action(Action::Accept), Filled::Submit);
}

#[test]
fn what_is_missing_is_said_under_its_field() {
    let shared = Shared::new(Lang::Zh, 80, 24);
    let mut form = form(&shared);
    form.focus = 4;
    assert!(!form.check(&shared));
    assert_eq!(form.focus, 1);
    assert!(
        form.entry("code")
            .is_some_and(|entry| entry.fault.is_some())
    );
    form.action(Action::Accept);
    assert!(form.check(&shared));
}

#[test]
fn a_text_from_an_editor_goes_to_the_field_it_was_asked_for() {
    let mut shared = Shared::new(Lang::Zh, 80, 24);
    let mut form = form(&shared);
    form.focus = 3;
    let tag = editor_tag(&form);
    form.focus = 1;
    assert!(take_edited(
        &mut form,
        &mut shared,
        &tag,
        &Ok("新的话".into())
    ));
    assert_eq!(form.text("text"), "新的话");
    assert!(!take_edited(
        &mut form,
        &mut shared,
        "item/1/text",
        &Ok("别的".into())
    ));
}
