use super::*;
use crate::messages::Lang;
use crate::tui::input::key::{KeyCode, Trouble};

fn problems(text: &str) -> Vec<Problem> {
    match Keymap::load("my.toml", text, Builtin::Default) {
        Ok(loaded) => loaded.notes,
        Err(problems) => problems,
    }
}

/// The errors, as line and fault.
fn errors(text: &str) -> Vec<(usize, Fault)> {
    let mine = problems(text)
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error);
    mine.map(|problem| (problem.line, problem.fault)).collect()
}

fn keys(text: &str) -> Vec<Key> {
    Key::sequence(text).unwrap()
}

/// Invariant 78.
#[test]
fn the_shipped_keymaps_are_without_fault_and_reach_everything() {
    for builtin in Builtin::ALL {
        let (keymap, problems) = read(
            &builtin.file(),
            builtin.source(),
            Builtin::Default,
            builtin == Builtin::Default,
        );
        assert_eq!(problems, []);
        for problem in lint::lint(&keymap) {
            assert!(
                matches!(problem.fault, Fault::Overrides { .. }),
                "{}",
                problem.line(Lang::En)
            );
        }
        for spec in crate::tui::input::action::ACTIONS {
            assert!(
                !keymap.all_keys(spec.action).is_empty(),
                "{} has no key in {}",
                spec.name,
                builtin.name()
            );
        }
    }
}

/// Invariant 78.
#[test]
fn in_every_situation_each_key_reaches_what_help_says() {
    for builtin in Builtin::ALL {
        let keymap = builtin.keymap();
        for view in Scope::VIEWS {
            for section in crate::tui::input::help(Lang::En, &keymap, view) {
                for row in section.rows {
                    for text in row.keys {
                        let mut dispatcher = crate::tui::input::Dispatcher::default();
                        let mut last = None;
                        for key in keys(&text) {
                            last = Some(dispatcher.feed(&keymap, key, view));
                        }
                        let expected = crate::tui::input::Outcome::Action(row.action);
                        assert_eq!(
                            last,
                            Some(expected),
                            "{text} in {view:?} of {}",
                            builtin.name()
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_file_holds_only_what_differs() {
    let loaded = Keymap::load(
        "my.toml",
        "[queue]\npass = [\"P\", \"f7\"]\nmerge = []\n",
        Builtin::Default,
    )
    .unwrap();
    let queue = &[Scope::Queue];
    assert_eq!(loaded.keymap.keys_for(Action::Pass, queue), ["P", "f7"]);
    assert_eq!(loaded.keymap.keys_for(Action::Pass, &[Scope::Item]), ["p"]);
    assert!(loaded.keymap.keys_for(Action::Merge, queue).is_empty());
    assert_eq!(loaded.keymap.keys_for(Action::Return, queue), ["r"]);
}

#[test]
fn a_file_may_choose_what_it_is_laid_over() {
    let loaded = Keymap::load("my.toml", "base = \"vim\"\n", Builtin::Emacs).unwrap();
    assert_eq!(loaded.keymap, Builtin::Vim.keymap());
    let loaded = Keymap::load("my.toml", "", Builtin::Emacs).unwrap();
    assert_eq!(loaded.keymap, Builtin::Emacs.keymap());
}

#[test]
fn all_problems_are_told_at_once_with_their_lines() {
    let text = "base = \"vi\"\n[qeue]\npass = [\"p\"]\n[queue]\npas = [\"p\"]\nsave = [\"f7\"]\nreturn = \"r\"\nwhy = [\"C-w\", 3]\n[item]\npass = [\"ctrl-enter\"]\n";
    assert_eq!(
        errors(text),
        [
            (1, Fault::UnknownBase("vi".into())),
            (2, Fault::UnknownScope("qeue".into())),
            (
                5,
                Fault::UnknownAction {
                    name: "pas".into(),
                    scope: Scope::Queue
                }
            ),
            (
                6,
                Fault::Elsewhere {
                    action: Action::Save,
                    scope: Scope::Queue
                }
            ),
            (7, Fault::BadValue("return".into())),
            (8, Fault::BadKey("C-w".into())),
            (8, Fault::BadValue("why".into())),
            (
                10,
                Fault::Trouble {
                    key: Key {
                        ctrl: true,
                        ..Key::plain(KeyCode::Enter)
                    },
                    trouble: Trouble::NotSent
                }
            ),
        ]
    );
}

#[test]
fn each_problem_says_what_was_probably_meant() {
    let sentence = |text: &str| problems(text)[0].line(Lang::En);
    assert!(
        sentence("[qeue]\n").starts_with("my.toml:1: ")
            && sentence("[qeue]\n").ends_with("Did you mean \"queue\"?")
    );
    assert!(sentence("[queue]\npas = []\n").ends_with("Did you mean \"pass\"?"));
    assert!(sentence("[queue]\nwhy = [\"C-w\"]\n").ends_with("Did you mean \"ctrl-w\"?"));
    assert!(sentence("[queue]\nsave = []\n").ends_with("put it in: form"));
}

#[test]
fn a_file_that_is_no_toml_is_told_where() {
    let found = errors("[queue]\npass = [\"p\"\nmerge = \n");
    assert!(!found.is_empty());
    assert!(found.iter().all(|(line, _)| (1..=4).contains(line)));
    assert!(
        found
            .iter()
            .any(|(_, fault)| matches!(fault, Fault::Syntax(_)))
    );
}

#[test]
fn two_actions_cannot_share_keys_in_one_scope() {
    let found = errors("[queue]\nmerge = [\"p\"]\n");
    let [
        (
            2,
            Fault::TakenTwice {
                action: Action::Merge,
                other: Action::Pass,
                place,
                ..
            },
        ),
    ] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    assert!(place.starts_with("default.toml:"));
}

#[test]
fn a_command_cannot_begin_another() {
    let found = errors("[queue]\nmerge = [\"g\"]\n");
    assert!(!found.is_empty());
    assert!(found.iter().all(|(line, fault)| *line == 2
        && matches!(
            fault,
            Fault::Prefix {
                action: Action::Merge,
                ..
            }
        )));
    let found = errors("[verify]\nwaive = [\"p x\"]\n");
    assert!(matches!(
        found.as_slice(),
        [(
            _,
            Fault::Prefix {
                action: Action::Pass,
                other: Action::Waive,
                ..
            }
        )]
    ));
}

#[test]
fn an_inner_scope_may_hide_an_outer_key_and_it_is_noted() {
    let loaded = Keymap::load("my.toml", "[verify]\nwaive = [\"p\"]\n", Builtin::Default).unwrap();
    let note = loaded
        .notes
        .iter()
        .find(|note| note.file == "my.toml")
        .unwrap();
    assert_eq!((note.line, note.severity), (2, Severity::Note));
    assert!(matches!(
        note.fault,
        Fault::Overrides {
            action: Action::Waive,
            other: Action::Pass,
            ..
        }
    ));
}

#[test]
fn letters_cannot_be_commands_where_they_are_typed() {
    for text in [
        "[form]\nsave = [\"s\"]\n",
        "[text]\ntext-left = [\"h\"]\n",
        "[palette]\nmove-up = [\"k k\"]\n",
    ] {
        assert!(
            errors(text)
                .iter()
                .any(|(line, fault)| *line == 2 && matches!(fault, Fault::LetterInText { .. })),
            "{text}"
        );
    }
}

#[test]
fn chords_that_do_not_arrive_are_refused_anywhere_in_a_sequence() {
    for chord in [
        "ctrl-i",
        "ctrl-m",
        "ctrl-[",
        "ctrl-h",
        "ctrl-a",
        "ctrl-b",
        "ctrl-enter",
        "shift-enter",
        "alt-enter",
        "f8 ctrl-b",
    ] {
        let text = format!("[queue]\nmerge = [\"{chord}\"]\n");
        assert!(
            errors(&text)
                .iter()
                .any(|(_, fault)| matches!(fault, Fault::Trouble { .. })),
            "{chord}"
        );
    }
}

#[test]
fn the_key_that_starts_what_cannot_be_undone_does_not_confirm_it() {
    let found = errors("[item]\nwiden = []\nrelease = [\"y\"]\n");
    assert_eq!(
        found,
        [(
            3,
            Fault::AnswersItself {
                keys: keys("y"),
                action: Action::Release
            }
        )]
    );
    let found = errors("[confirm]\nconfirm = [\"F\"]\n");
    assert!(
        !found.is_empty()
            && found
                .iter()
                .all(|(_, fault)| matches!(fault, Fault::AnswersItself { .. }))
    );
}

#[test]
fn the_way_back_and_the_palette_cannot_be_taken_away() {
    let found = errors("[global]\nback = []\n[overlay]\nback = []\n[help]\nback = []\n");
    assert_eq!(found, [(6, Fault::Unreachable(Action::Back))]);
    assert_eq!(
        errors("[global]\npalette = [\":\"]\n"),
        [(2, Fault::NoPaletteKey)]
    );
}

#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    let text = "base = \"x\"\n[nowhere]\n[queue]\nzzz = []\nsave = []\nmerge = [\"p\"]\nhold = [\"g\"]\nwhy = [\"ctrl-a\", \"ctrl-i\", \"ctrl-space\", \"f11\", \"f99\"]\n[form]\nsave = [\"s\"]\n[item]\nrelease = [\"y\"]\n[global]\npalette = []\n[list]\nhalf-up = []\n[help]\nhalf-up=[]\n[confirm]\nhalf-up=[]\n";
    for problem in problems(text) {
        let (zh, en) = (problem.line(Lang::Zh), problem.line(Lang::En));
        assert!(
            zh != en && !zh.contains('{') && !en.contains('{'),
            "{zh} / {en}"
        );
    }
}
