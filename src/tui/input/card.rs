//! The table of actions written down: for help, for the palette, and as the key card of the documents.

use super::action::{ACTIONS, Action, ActionSpec, Group};
use super::keymap::{Keymap, Meaning};
use super::scope::Scope;
use crate::messages::{Lang, keymap as said};
use crate::text;

/// A heading and the actions under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which group it is.
    pub group: Group,
    /// Its heading in the language asked for.
    pub title: &'static str,
    /// Its actions.
    pub rows: Vec<Row>,
}

/// One action written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// The keys as they are written; none when it is reached by the palette only.
    pub keys: Vec<String>,
    /// What it is called.
    pub title: &'static str,
    /// What the person gets from it.
    pub help: &'static str,
    /// The action of an outer scope whose key it takes here.
    pub hides: Option<Action>,
}

/// Every action exactly once, with every key it has anywhere.
pub fn card(lang: Lang, keymap: &Keymap) -> Vec<Section> {
    sections(lang, |spec| {
        Some(Row {
            keys: keymap.all_keys(spec.action),
            ..row(lang, spec)
        })
    })
}

/// What can be done in one situation: the actions that apply there, with the keys that reach them there.
pub fn help(lang: Lang, keymap: &Keymap, stack: &[Scope]) -> Vec<Section> {
    let chain = Scope::chain(stack);
    sections(lang, |spec| {
        let keys = keymap.keys_for(spec.action, stack);
        let offered = spec.group.in_palette() && applies(spec, &chain);
        let hides = hidden_by(keymap, spec.action, &chain);
        (offered || !keys.is_empty()).then(|| Row {
            keys,
            hides,
            ..row(lang, spec)
        })
    })
}

fn sections(lang: Lang, row: impl Fn(&'static ActionSpec) -> Option<Row>) -> Vec<Section> {
    let section = |group: &Group| Section {
        group: *group,
        title: group.title().get(lang),
        rows: ACTIONS
            .iter()
            .filter(|spec| spec.group == *group)
            .filter_map(&row)
            .collect(),
    };
    Group::ALL
        .iter()
        .map(section)
        .filter(|section| !section.rows.is_empty())
        .collect()
}

fn row(lang: Lang, spec: &ActionSpec) -> Row {
    Row {
        action: spec.action,
        keys: Vec::new(),
        title: spec.title.get(lang),
        help: spec.help.get(lang),
        hides: None,
    }
}

fn applies(spec: &ActionSpec, chain: &[Scope]) -> bool {
    spec.scopes.iter().any(|scope| chain.contains(scope))
}

/// The action further out that a key of `action` would reach if it were not taken here.
fn hidden_by(keymap: &Keymap, action: Action, chain: &[Scope]) -> Option<Action> {
    chain.iter().enumerate().find_map(|(place, scope)| {
        let mine = keymap
            .bindings
            .iter()
            .filter(|binding| binding.scope == *scope && binding.action == action);
        mine.filter(|binding| keymap.meaning(chain, &binding.keys) == Meaning::Action(action))
            .find_map(
                |binding| match keymap.meaning(&chain[place + 1..], &binding.keys) {
                    Meaning::Action(other) if other != action => Some(other),
                    _ => None,
                },
            )
    })
}

/// The key card as Markdown: a heading and a table for each group, headings at `level` (`###` is 3).
pub fn card_markdown(lang: Lang, keymap: &Keymap, level: usize) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let mut out = String::new();
    for section in card(lang, keymap) {
        let (keys, title, help) = (
            said::CARD_KEYS.get(lang),
            said::CARD_TITLE.get(lang),
            said::CARD_HELP.get(lang),
        );
        out.push_str(&format!(
            "{} {}\n\n| {keys} | {title} | {help} |\n|---|---|---|\n",
            "#".repeat(level),
            section.title
        ));
        for row in section.rows {
            // A code span may hold a backslash as it is; only the bar would end the cell.
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|keys| format!("`{}`", cell(keys)))
                .collect();
            out.push_str(&format!(
                "| {} | {} | {} |\n",
                keys.join(" "),
                cell(row.title),
                cell(row.help)
            ));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The actions the palette offers in a situation, in the order of the table. `stack` is where it was opened from.
pub fn offered(stack: &[Scope]) -> impl Iterator<Item = &'static ActionSpec> {
    let chain = Scope::chain(stack);
    ACTIONS
        .iter()
        .filter(move |spec| spec.group.in_palette() && applies(spec, &chain))
}

/// The offered actions that fit what was typed, best first: by title in either language, by pinyin initials, by name, by
/// what they do. Nothing typed fits everything.
pub fn matching(query: &str, stack: &[Scope]) -> Vec<&'static ActionSpec> {
    let wanted = text::fold(query);
    let mut found: Vec<(usize, &ActionSpec)> = offered(stack)
        .filter_map(|spec| Some((rank(spec, &wanted)?, spec)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, spec)| spec).collect()
}

fn rank(spec: &ActionSpec, wanted: &str) -> Option<usize> {
    let titles = [
        text::fold(spec.title.zh),
        text::fold(spec.title.en),
        spec.name.to_owned(),
    ];
    let helps = [spec.help.zh, spec.help.en];
    let initials = text::initials(spec.title.zh);
    let tests: [&dyn Fn() -> bool; 6] = [
        &|| titles.iter().any(|title| title == wanted),
        &|| titles.iter().any(|title| title.starts_with(wanted)),
        &|| !wanted.is_empty() && initials.starts_with(wanted),
        &|| titles.iter().any(|title| title.contains(wanted)),
        &|| text::matches_initials(spec.title.zh, wanted),
        &|| helps.iter().any(|help| text::fold(help).contains(wanted)),
    ];
    tests.iter().position(|test| test())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tui::input::keymap::Builtin;

    #[test]
    fn every_action_is_on_the_card_exactly_once() {
        for builtin in Builtin::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let mut seen: BTreeMap<Action, usize> = BTreeMap::new();
                for row in card(lang, &builtin.keymap())
                    .into_iter()
                    .flat_map(|section| section.rows)
                {
                    *seen.entry(row.action).or_default() += 1;
                    assert!(!row.title.is_empty() && !row.help.is_empty());
                }
                assert_eq!(seen.len(), ACTIONS.len());
                assert!(seen.values().all(|count| *count == 1));
            }
        }
    }

    #[test]
    fn every_action_is_in_the_help_of_some_situation_and_once_in_each() {
        let keymap = Keymap::default();
        let mut everywhere: BTreeMap<Action, usize> = BTreeMap::new();
        for view in Scope::VIEWS {
            let mut here: BTreeMap<Action, usize> = BTreeMap::new();
            for row in help(Lang::Zh, &keymap, view)
                .into_iter()
                .flat_map(|section| section.rows)
            {
                *here.entry(row.action).or_default() += 1;
                *everywhere.entry(row.action).or_default() += 1;
            }
            assert!(here.values().all(|count| *count == 1), "{view:?}");
        }
        for spec in ACTIONS {
            assert!(everywhere.contains_key(&spec.action), "{}", spec.name);
        }
    }

    #[test]
    fn help_tells_which_key_of_an_outer_scope_is_hidden() {
        let rows: Vec<Row> = help(Lang::Zh, &Keymap::default(), &[Scope::Verify])
            .into_iter()
            .flat_map(|section| section.rows)
            .collect();
        let of = |action| rows.iter().find(|row| row.action == action).unwrap();
        assert_eq!(of(Action::EvidenceAdd).hides, Some(Action::Edit));
        assert_eq!(of(Action::EvidenceAdd).keys, ["e"]);
        assert!(of(Action::Edit).keys.is_empty());
        assert_eq!(of(Action::MoveDown).keys, ["down"]);
    }

    #[test]
    fn a_footer_shows_the_key_that_works_here() {
        let keymap = Keymap::default();
        assert_eq!(
            keymap.hint(Action::Pass, &[Scope::Queue]).as_deref(),
            Some("p")
        );
        assert_eq!(keymap.hint(Action::Pass, &[Scope::Intake]), None);
        assert_eq!(
            keymap
                .hint(Action::Save, &[Scope::Form, Scope::Block])
                .as_deref(),
            Some("ctrl-s")
        );
    }

    #[test]
    fn the_palette_finds_actions_in_both_languages_and_by_initials() {
        let first = |query: &str| {
            matching(query, &[Scope::Item])
                .first()
                .map(|spec| spec.action)
        };
        assert_eq!(first("通过"), Some(Action::Pass));
        assert_eq!(first("tg"), Some(Action::Pass));
        assert_eq!(first("Release"), Some(Action::Release));
        assert_eq!(first("vote"), Some(Action::Retract));
        assert!(matching("", &[Scope::Item]).len() > 30);
        assert!(matching("通过", &[Scope::Posts]).is_empty());
    }

    #[test]
    fn no_two_commands_of_the_palette_have_the_same_title() {
        for view in Scope::VIEWS {
            for lang in [Lang::Zh, Lang::En] {
                let mut titles: Vec<_> = offered(view).map(|spec| spec.title.get(lang)).collect();
                let all = titles.len();
                titles.sort_unstable();
                titles.dedup();
                assert_eq!(titles.len(), all, "{view:?}");
            }
        }
    }

    #[test]
    fn the_card_is_a_table_that_keeps_its_columns() {
        let markdown = card_markdown(Lang::En, &Keymap::default(), 3);
        assert!(markdown.contains(
            "### Review\n\n| Keys | Name | What it does |\n|---|---|---|\n| `p` | pass |"
        ));
        for line in markdown.lines().filter(|line| line.starts_with('|')) {
            assert_eq!(line.replace("\\|", "").matches('|').count(), 4, "{line}");
        }
    }
}
