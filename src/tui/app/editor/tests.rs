//! Keys typed into the real model: what is written, kept, compared and made a version of.

use crate::domain::review::ChangeKind;
use crate::messages::Lang;
use crate::tui::app::item::sample::{Terminal, table};
use crate::tui::app::{Effect, Message, Screen};
use crate::wire::ItemCommand;

fn revised(terminal: &Terminal) -> Option<&crate::domain::review::revise::ReviseDraft> {
    match terminal.given() {
        Some(ItemCommand::Revise(draft)) => Some(draft),
        _ => None,
    }
}

#[test]
fn a_changed_figure_is_shown_as_substance_and_saved_as_a_version() {
    let mut terminal = Terminal::drafter();
    terminal.press("e ctrl-home").write("5月");
    assert!(
        terminal.picture().contains("改稿 #1 · 改自 v1"),
        "{}",
        terminal.picture()
    );
    terminal.press("ctrl-s");
    let shown = terminal.picture();
    assert!(shown.contains("复核以上意见作废"), "{shown}");
    terminal.press("ctrl-s");
    let draft = revised(&terminal).expect("a version");
    assert!(draft.manuscript.body.starts_with("5月截至"));
    // What the machine sees is the server's to say.
    assert_eq!((draft.change, draft.based_on), (None, 1));
    assert!(matches!(
        terminal.model.screens.last(),
        Some(Screen::Item(_))
    ));
}

/// Invariant 26.
#[test]
fn a_person_may_only_call_a_change_stricter() {
    let mut terminal = Terminal::drafter();
    terminal.press("e end").write("\n").press("ctrl-s");
    // Stricter by one, at least.
    terminal.press("down ctrl-s");
    let draft = revised(&terminal).expect("a version");
    assert!(
        draft.change.is_some_and(|it| it > ChangeKind::Format),
        "{:?}",
        draft.change
    );
}

#[test]
fn what_is_written_is_kept_with_every_key_and_there_again() {
    let mut terminal = Terminal::drafter();
    terminal.press("e ctrl-home 甲").press("esc");
    let kept = terminal.effects.iter().any(|it| matches!(it, Effect::SaveDraft { key, text } if key.starts_with("manuscript/") && text.contains("甲截至")));
    assert!(kept);
    terminal.press("e");
    assert!(
        terminal.picture().contains("甲截至"),
        "{}",
        terminal.picture()
    );
    assert!(terminal.said().contains("接着上次"), "{}", terminal.said());
}

#[test]
fn an_item_that_moved_on_is_compared_before_anything_is_saved() {
    let mut table = table();
    let mut terminal = Terminal::of(&table, table.team.chen, (120, 40), Lang::Zh);
    terminal.press("e ctrl-home").write("我写的。");
    let claims = std::mem::take(&mut table.item.claims);
    table
        .reword(table.team.chen, "已回港", "已经回港")
        .expect("a version");
    table.item.claims = claims;
    let view = crate::tui::app::item::sample::view(&table, table.team.chen);
    terminal.texts = table.texts.clone();
    terminal.now_is(view);
    assert!(
        terminal.picture().contains("稿件已到 v2"),
        "{}",
        terminal.picture()
    );
    terminal.press("ctrl-s");
    assert!(
        matches!(terminal.model.screens.last(), Some(Screen::Diff(_))),
        "{}",
        terminal.picture()
    );
    assert!(
        terminal.picture().contains("我写的。"),
        "{}",
        terminal.picture()
    );
    assert!(revised(&terminal).is_none());
    terminal.press("esc ctrl-s ctrl-s");
    let draft = revised(&terminal).expect("a version");
    assert_eq!(draft.based_on, 2);
    assert!(draft.manuscript.body.starts_with("我写的。"));
}

#[test]
fn a_suggestion_is_taken_in_and_out_by_its_box() {
    let mut terminal = Terminal::drafter();
    // Below the blocking thread.
    terminal.press("2 down +");
    assert!(
        terminal.picture().contains("全部人员均已上岸"),
        "{}",
        terminal.picture()
    );
    terminal.press("ctrl-s ctrl-s");
    let draft = revised(&terminal).expect("a version");
    assert_eq!(draft.applied, [terminal.view.item.suggestions[0].id]);
    assert!(draft.manuscript.body.contains("均已上岸"));
    let mut terminal = Terminal::drafter();
    terminal.press("2 down + tab tab tab tab space");
    assert!(
        !terminal.picture().contains("均已上岸。"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn the_text_goes_to_an_editor_outside_and_comes_back() {
    let mut terminal = Terminal::drafter();
    terminal.press("ctrl-x e");
    let tag = terminal.effects.iter().find_map(|it| match it {
        Effect::OpenEditor { tag, text } if text.starts_with("截至") => Some(tag.clone()),
        _ => None,
    });
    let tag = tag.expect("handed over");
    terminal.model.update(Message::Edited {
        tag,
        text: Ok("全新的正文".into()),
    });
    assert!(
        terminal.picture().contains("全新的正文"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn the_caret_is_where_the_next_letter_will_appear() {
    let mut terminal = Terminal::drafter();
    terminal.press("e ctrl-home");
    let area = ratatui::layout::Rect::new(0, 0, 120, 40);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    let theme = crate::tui::ui::widgets::proof::unicode();
    let caret = crate::tui::ui::draw(&terminal.model, &theme, area, &mut buffer).expect("a caret");
    assert_eq!(buffer[caret].symbol(), "截");
}
