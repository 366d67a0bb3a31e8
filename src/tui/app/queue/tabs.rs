//! The tabs of the queue: one for each stage of the desk's procedure, then what is mine, what is held, what is done.

use crate::domain::item::Stage;
use crate::domain::query::{Sort, SortBy, SortKey};
use crate::messages::{Lang, tui_queue as say, words};
use crate::tui::app::label::Label;
use crate::tui::app::shared::Shared;
use crate::wire::item::StageCount;

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tab {
    /// What waits at a stage.
    Stage(Stage),
    /// Whatever is the person's turn, at any stage.
    Mine,
    Held,
    Released,
    /// Returned, merged, spiked, withdrawn.
    Closed,
}

/// The tabs of this desk, in order. Three levels make ten; the first nine have a key each.
pub fn tabs(shared: &Shared) -> Vec<Tab> {
    let Some(procedure) = shared.procedure() else {
        return vec![Tab::Stage(Stage::Triage)];
    };
    let mut levels: Vec<u8> = procedure.levels.iter().map(|level| level.no).collect();
    levels.sort_unstable();
    let line = [Stage::Triage, Stage::Drafting]
        .into_iter()
        .chain(levels.into_iter().map(Stage::Level))
        .chain([Stage::Release]);
    line.map(Tab::Stage)
        .chain([Tab::Mine, Tab::Held, Tab::Released, Tab::Closed])
        .collect()
}

impl Tab {
    /// What it lists, in the query language.
    pub fn query(&self) -> String {
        match self {
            Tab::Stage(stage) => format!("stage:{}", stage.word()),
            Tab::Mine => "turn:me".into(),
            Tab::Held => format!("stage:{}", Stage::Held.word()),
            Tab::Released => format!("stage:{}", Stage::Released.word()),
            Tab::Closed => format!("stage:{}", Stage::Closed.word()),
        }
    }

    /// What it is called.
    pub fn title(&self, shared: &Shared) -> String {
        match self {
            Tab::Stage(stage) => words::stage_of(shared.lang, *stage, shared.procedure()),
            Tab::Mine => say::MINE.get(shared.lang).to_owned(),
            Tab::Held => words::stage_of(shared.lang, Stage::Held, None),
            Tab::Released => words::stage_of(shared.lang, Stage::Released, None),
            Tab::Closed => words::stage_of(shared.lang, Stage::Closed, None),
        }
    }

    /// How many are there; those that are the person's turn; those overdue.
    pub fn count(&self, shared: &Shared) -> StageCount {
        let of = |stage: Stage| {
            shared
                .counts
                .stages
                .get(&stage.word())
                .copied()
                .unwrap_or_default()
        };
        match self {
            Tab::Stage(stage) => of(*stage),
            Tab::Mine => {
                let mine = shared.counts.stages.values().map(|count| count.mine).sum();
                StageCount {
                    all: mine,
                    mine,
                    overdue: 0,
                }
            }
            Tab::Held => of(Stage::Held),
            Tab::Released => of(Stage::Released),
            Tab::Closed => of(Stage::Closed),
        }
    }
}

/// An order in the query language.
pub fn sort_term((by, descending): (SortBy, bool)) -> String {
    Sort(vec![SortKey { by, descending }]).to_string()
}

/// An order in words.
pub fn sort_label(order: Option<(SortBy, bool)>) -> Label {
    fn named(lang: Lang, order: &str) -> String {
        let (by, descending) = order
            .strip_prefix('-')
            .map_or((order, false), |by| (by, true));
        const ALL: [SortBy; 6] = [
            SortBy::Deadline,
            SortBy::Received,
            SortBy::Urgency,
            SortBy::Unit,
            SortBy::Title,
            SortBy::No,
        ];
        let name = ALL
            .into_iter()
            .find(|it| plain(*it) == by)
            .map_or("", |it| words::sort(lang, it));
        if descending {
            say::by_descending(lang, name)
        } else {
            say::by(lang, name)
        }
    }
    fn plain(by: SortBy) -> String {
        sort_term((by, false))
            .trim_start_matches("sort:")
            .to_owned()
    }
    match order {
        None => say::BY_QUEUE.into(),
        Some((by, descending)) => {
            let minus = if descending { "-" } else { "" };
            Label::With(named, format!("{minus}{}", plain(by)))
        }
    }
}
