//! Keys typed into the real model with the real keymap; what is drawn and what is done is looked at.

use super::sample::{Terminal, table, view};
use super::side::Pane;
use crate::domain::review::{Manuscript, Verdict};
use crate::domain::verify::Stance;
use crate::messages::Lang;
use crate::text::hostile::HOSTILE;
use crate::tui::app::{Effect, Part, Request};
use crate::tui::input::Keymap;
use crate::wire::ItemCommand;

#[test]
fn the_claim_stands_beside_the_text_with_a_column_for_each_party() {
    let mut terminal = Terminal::wide();
    terminal.press("n N");
    let shown = terminal.picture();
    for wanted in [
        "复核",
        "沿海渔船回港避风情况",
        "[1✗]【2,413艘】",
        "核实点 1/2 · 数据",
        "市渔业局",
        "S 支持",
        "C 不一致",
        "B2",
        "A1",
        "系统在港2,398艘",
        "独立来源 1/2 · 有矛盾未裁定 → 不能签发",
        "轮到你",
        "初审 ✓ ",
    ] {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
}

#[test]
fn the_same_reads_in_english() {
    let table = table();
    let mut terminal = Terminal::of(&table, table.team.li, (120, 40), Lang::En);
    terminal.press("n N");
    let shown = terminal.picture();
    for wanted in [
        "Recheck",
        "Claim 1/2 · data",
        "C contradicts",
        "contradiction not decided",
        "cannot",
        "your turn",
    ] {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
}

/// Invariant 80.
#[test]
fn a_small_window_shows_one_side_at_a_time_and_tab_flips() {
    let table = table();
    for lang in [Lang::Zh, Lang::En] {
        let mut terminal = Terminal::of(&table, table.team.li, (80, 24), lang);
        let text = terminal.picture();
        assert!(
            text.contains("【2,413艘】") && !text.contains("海事处"),
            "{text}"
        );
        terminal.press("tab");
        let claims = terminal.picture();
        assert!(
            !claims.contains("【2,413艘】") && claims.contains("海事处"),
            "{claims}"
        );
        terminal.press("1 x");
        assert!(
            terminal.picture().contains("0.62%"),
            "{}",
            terminal.picture()
        );
    }
}

#[test]
fn the_next_claim_takes_the_text_along_and_the_text_takes_the_claims() {
    let mut terminal = Terminal::wide();
    terminal.press("n");
    let body = terminal.item().reading.text().to_owned();
    assert!(body[terminal.item().reading.caret()..].starts_with("264艘"));
    // Back in the text, at its start the first claim is nearest.
    terminal.press("tab home");
    assert_eq!(terminal.item().claim().map(|it| it.n), Some(1));
    terminal.press("right right right right right right right right right right right right right right right right right right right right right right right");
    assert_eq!(terminal.item().claim().map(|it| it.n), Some(2));
}

#[test]
fn a_live_update_leaves_the_reader_where_they_were() {
    let mut terminal = Terminal::wide();
    terminal.press("n tab");
    let mut view = terminal.view.clone();
    view.manuscript.body = format!("新增一段。\n{}", view.manuscript.body);
    view.item.claims.reverse();
    terminal.now_is(view);
    assert_eq!(terminal.item().claim().map(|it| it.n), Some(2));
    let reading = &terminal.item().reading;
    assert!(reading.text()[reading.caret()..].starts_with("264艘"));
}

#[test]
fn a_pass_wants_every_question_and_says_how_many_are_left() {
    let mut terminal = Terminal::wide();
    terminal.press("p");
    let shown = terminal.picture();
    assert!(shown.contains("还差 7 项"), "{shown}");
    // The drafter's answers stand beside.
    terminal.press("ctrl-s");
    assert!(terminal.given().is_none());
    terminal.press("space down space down space down space down space");
    assert!(
        terminal.picture().contains("还差 2 项"),
        "{}",
        terminal.picture()
    );
    terminal.press("tab space down space tab ctrl-s");
    let Some(ItemCommand::Vote(vote)) = terminal.given() else {
        panic!("no vote: {}", terminal.picture());
    };
    assert_eq!(
        (vote.verdict, vote.answers.len(), vote.claims_read.len()),
        (Verdict::Pass, 5, 2)
    );
    assert_eq!(vote.version, 1);
}

#[test]
fn the_answers_of_the_level_below_are_beside_ones_own() {
    let mut terminal = Terminal::wide();
    terminal.press("p");
    assert!(
        terminal.picture().contains("事实已逐条核对"),
        "{}",
        terminal.picture()
    );
    terminal.press("esc 5");
    assert!(
        terminal.picture().contains("复核要答的"),
        "{}",
        terminal.picture()
    );
}

/// Invariant 85.
#[test]
fn who_may_not_pass_hears_the_servers_reason_and_gets_no_form() {
    let table = table();
    let mut terminal = Terminal::of(&table, table.team.chen, (120, 40), Lang::Zh);
    terminal.press("p");
    assert!(terminal.model.overlays.is_empty());
    let first_shut = terminal
        .view
        .gates
        .iter()
        .find(|it| !it.ok)
        .and_then(|it| it.why.clone())
        .expect("shut");
    let procedure = terminal.model.shared.procedure().cloned();
    let sentence = crate::messages::refusal::sentence_at(Lang::Zh, &first_shut, procedure.as_ref());
    assert!(
        terminal.said().starts_with(&sentence),
        "{}",
        terminal.said()
    );
}

#[test]
fn a_return_wants_a_code_and_the_sentence_where_the_code_does() {
    let mut terminal = Terminal::wide();
    terminal.press("r ctrl-s");
    assert!(terminal.given().is_none());
    // `needs_more` is the last but one of the codes.
    terminal.press("down down down down down down down down ctrl-s");
    assert!(terminal.given().is_none(), "{:?}", terminal.given());
    terminal.write("请补充在途船只数").press("ctrl-s");
    let Some(ItemCommand::Vote(vote)) = terminal.given() else {
        panic!("no vote: {}", terminal.picture());
    };
    assert_eq!(
        (vote.code.as_deref(), vote.back_to),
        (Some("needs_more"), Some(0))
    );
    assert_eq!(vote.remark, "请补充在途船只数");
}

#[test]
fn what_was_typed_is_there_again_after_esc() {
    let mut terminal = Terminal::wide();
    terminal.press("o").write("口径不一致").press("esc");
    assert!(terminal.model.overlays.is_empty());
    assert!(
        terminal
            .effects
            .iter()
            .any(|it| matches!(it, Effect::SaveDraft { text, .. } if text.contains("口径不一致")))
    );
    terminal.press("o");
    assert!(
        terminal.picture().contains("口径不一致"),
        "{}",
        terminal.picture()
    );
    terminal.press("ctrl-s");
    assert!(
        matches!(terminal.given(), Some(ItemCommand::Object(draft)) if draft.text == "口径不一致")
    );
    assert!(
        terminal
            .effects
            .iter()
            .any(|it| matches!(it, Effect::DropDraft { .. }))
    );
}

#[test]
fn selected_words_become_a_claim_at_their_place() {
    let mut terminal = Terminal::wide();
    // Nine characters on.
    terminal.press("right right right right right right right right right v right");
    assert_eq!(terminal.item().reading.selected(), Some("全市"));
    terminal.press("c tab down ctrl-s");
    let Some(ItemCommand::RaiseClaim(draft)) = terminal.given() else {
        panic!("no claim: {}", terminal.picture());
    };
    let body: Vec<char> = terminal.view.manuscript.body.chars().collect();
    let words: String = body[draft.start as usize..draft.end as usize]
        .iter()
        .collect();
    assert_eq!(words, "全市");
}

#[test]
fn words_that_are_not_in_the_text_are_no_claim() {
    let mut terminal = Terminal::wide();
    terminal.press("c").write("全省").press("ctrl-s");
    assert!(terminal.given().is_none());
    assert!(
        terminal.picture().contains("全省"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn a_party_nobody_knows_is_made_known_before_the_evidence() {
    let mut terminal = Terminal::wide();
    terminal.press("n e").write("市气象台");
    assert!(
        terminal.picture().contains("名单里没有"),
        "{}",
        terminal.picture()
    );
    // Relation, role, group, method, stance, quote.
    terminal
        .press("tab down tab tab tab tab down tab")
        .write("阵风八级")
        .press("ctrl-s");
    let asked = terminal.effects.iter().position(|it| {
        matches!(
            it,
            Effect::Fetch {
                request: Request::AddParty(_),
                ..
            }
        )
    });
    let given = terminal
        .effects
        .iter()
        .position(|it| matches!(it, Effect::Act { .. }));
    assert!(asked.is_some() && asked < given, "{}", terminal.picture());
    let Some(ItemCommand::AddEvidence { with, .. }) = terminal.given() else {
        panic!("{:?}", terminal.given());
    };
    assert_eq!(
        (with.quote.as_str(), with.stance),
        ("阵风八级", Stance::Supports)
    );
}

#[test]
fn a_known_party_is_found_by_its_initials() {
    let mut terminal = Terminal::wide();
    terminal
        .press("n e")
        .write("hsc")
        .press("tab tab down tab")
        .write("在港")
        .press("ctrl-s");
    let Some(ItemCommand::AddEvidence { with, .. }) = terminal.given() else {
        panic!("{}", terminal.picture());
    };
    let party = &terminal.view.parties[&with.party];
    assert_eq!(party.body, "海事处");
}

/// Invariant 39.
#[test]
fn whoever_took_evidence_is_told_that_they_cannot_decide() {
    let mut terminal = Terminal::drafter();
    terminal.press("n N j");
    assert!(terminal.model.overlays.is_empty());
    assert!(!terminal.said().is_empty());
    let mut terminal = Terminal::wide();
    terminal.press("n N j up").write("x");
    assert!(
        terminal.picture().contains("系统在港2,398艘"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn an_earlier_version_is_read_in_place_and_esc_leads_back() {
    let mut table = table();
    let claims = std::mem::take(&mut table.item.claims);
    table
        .reword(table.team.chen, "已回港", "已经回港")
        .expect("a version");
    table.item.claims = claims;
    let mut terminal = Terminal::of(&table, table.team.li, (120, 40), Lang::Zh);
    terminal.press("[");
    assert!(
        terminal.picture().contains("旧版 v1（现在是 v2）"),
        "{}",
        terminal.picture()
    );
    assert!(!terminal.item().reading.text().contains("已经回港"));
    terminal.press("esc");
    assert!(terminal.item().reading.text().contains("已经回港"));
    terminal.press("d");
    assert!(
        terminal.picture().contains("{+经+}"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn older_history_is_read_when_the_end_comes_near() {
    let mut terminal = Terminal::wide();
    terminal.press("4");
    assert!(
        terminal.picture().contains("给出审核意见：口径已核"),
        "{}",
        terminal.picture()
    );
    terminal.press("end end");
    assert_eq!(terminal.item().events.rows.len(), 40);
    terminal.press("enter");
    assert!(
        terminal
            .picture()
            .contains("vote.answers.1.question: facts"),
        "{}",
        terminal.picture()
    );
}

#[test]
fn every_pane_says_something_at_every_size_in_both_languages() {
    let table = table();
    for lang in [Lang::Zh, Lang::En] {
        for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
            let mut terminal = Terminal::of(&table, table.team.li, size, lang);
            for key in ["1", "2", "3", "4", "5", "6", "f", "x"] {
                terminal.press(key);
                let shown = terminal.picture();
                assert!(shown.lines().count() > 10, "{key} {size:?}\n{shown}");
            }
        }
    }
}

#[test]
fn every_key_the_last_line_names_works_there() {
    let keymap = Keymap::default();
    let mut terminal = Terminal::wide();
    for key in ["1", "2", "3", "4", "5", "6"] {
        terminal.press(key);
        let screen = terminal.item();
        let stack = screen.scopes(&terminal.model.shared);
        for action in screen.hints(&terminal.model.shared) {
            assert!(
                keymap.hint(action, &stack).is_some(),
                "{} in pane {key}",
                action.name()
            );
        }
    }
    assert_eq!(terminal.item().pane, Pane::Original);
}

#[test]
fn nothing_foreign_reaches_the_terminal_raw() {
    let table = table();
    for text in HOSTILE {
        let mut view = view(&table, table.team.li);
        view.manuscript = Manuscript {
            title: (*text).into(),
            body: format!("{text}\n{text}"),
            addressees: vec![(*text).into()],
            sources: vec![(*text).into()],
            ..view.manuscript
        };
        for evidence in view.item.claims.iter_mut().flat_map(|it| &mut it.evidence) {
            evidence.quote = (*text).into();
            evidence.explanation = (*text).into();
            evidence.origin = (*text).into();
        }
        for comment in view.item.threads.iter_mut().flat_map(|it| &mut it.comments) {
            comment.text = (*text).into();
        }
        for party in view.parties.values_mut() {
            party.body = (*text).into();
        }
        for size in if text.len() % 2 == 0 {
            [(80, 24)]
        } else {
            [(121, 33)]
        } {
            let mut terminal = Terminal::of(&table, table.team.li, size, Lang::Zh);
            terminal.now_is(view.clone());
            for key in [
                "1", "x", "2", "3", "5", "f", "w", "esc", "o", "esc", "p", "esc", "n e",
            ] {
                // Looking at the picture is the check: it fails on anything a terminal would obey.
                terminal.press(key).picture();
            }
        }
    }
}
