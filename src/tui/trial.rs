//! The program without terminal and network: keys go in through the real keymap, the picture comes out as rows of text,
//! and answers are given by hand. Every picture is checked for control characters and halved glyphs.

use crate::domain::id::*;
use crate::domain::item::ItemKind;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::report::{Channel, Urgency};
use crate::domain::roster::fixture::{Desk, NOON};
use crate::domain::roster::{Duty, HoldingRole};
use crate::messages::Lang;
use crate::tui::app::message::{Failure, Message, Reply};
use crate::tui::app::shared::{Line, Shared};
use crate::tui::app::{Effect, Model, Request, Slot};
use crate::tui::input::{Builtin, Key, KeyCode};
use crate::tui::term::backend::Palette;
use crate::tui::ui::widgets::{Theme, proof};
use crate::wire::item::{ClaimDots, NamedPerson, StageCount, TurnRow};
use crate::wire::people::{Me, PostView, RosterView};
use crate::wire::{Counts, ItemPage, ItemRow};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// One person at a terminal.
pub struct Trial {
    pub model: Model,
    /// What was asked of the runtime and not answered yet.
    pub effects: Vec<Effect>,
    pub now: Moment,
    pub zhou: PersonId,
    pub review: PostId,
    theme: Theme,
}

impl Trial {
    /// 周敏 at the review post B, whose A, 李强, is away; the line is up, and nothing is in the list yet.
    pub fn new(lang: Lang, width: u16, height: u16) -> Self {
        let mut desk = Desk::new();
        let (chen, li, zhou, zhao) = (
            desk.person("陈洁"),
            desk.person("李强"),
            desk.person("周敏"),
            desk.person("赵立"),
        );
        let lead = desk.post("审核岗", &[Duty::Review, Duty::Release], Some(3), None);
        let review = desk.post("复核岗", &[Duty::Review], Some(2), Some(lead));
        let draft = desk.post(
            "起草岗",
            &[Duty::Draft, Duty::Triage],
            Some(1),
            Some(review),
        );
        desk.hold(draft, chen, HoldingRole::A);
        desk.hold(review, li, HoldingRole::A);
        desk.hold(review, zhou, HoldingRole::B);
        desk.hold(lead, zhao, HoldingRole::A);
        desk.away(li, NOON.plus_days(-1), NOON.plus_days(2));
        desk.unit("慈溪");
        let roster = &desk.roster;
        let view = RosterView {
            people: roster.people.values().cloned().collect(),
            units: roster.units.values().cloned().collect(),
            posts: roster
                .posts
                .values()
                .map(|post| PostView {
                    post: post.clone(),
                    acting: roster.acting(post.id, NOON),
                })
                .collect(),
            holdings: roster.holdings.values().cloned().collect(),
            absences: roster.absences.values().cloned().collect(),
            parties: Vec::new(),
            procedure: Procedure::three_levels(),
        };
        let me = Me {
            person: roster.people.get(&zhou).cloned().expect("known"),
            seats: roster.posts_acted_by(zhou, NOON),
            duties: [Duty::Review].into(),
            server_time: NOON,
        };
        let mut trial = Trial {
            model: Model::new(Builtin::Default.keymap(), Shared::new(lang, width, height)),
            effects: Vec::new(),
            now: NOON,
            zhou,
            review,
            theme: Theme::new(Palette::Sixteen, false),
        };
        trial.wait(0);
        let effects = trial.model.start("周敏", true);
        trial.effects.extend(effects);
        trial.tell(Message::Line(Line::Live));
        trial.answer(Slot::Me, Reply::Me(Box::new(me)));
        trial.answer(Slot::Roster, Reply::Roster(Box::new(view)));
        trial
    }

    /// The same with a list of so many rows in its first page.
    pub fn with_rows(lang: Lang, width: u16, height: u16, rows: u64) -> Self {
        let mut trial = Self::new(lang, width, height);
        let page = trial.page(0, rows, rows);
        trial.answer(Slot::Page, Reply::Page(page));
        let stages = [(
            "triage".to_owned(),
            StageCount {
                all: rows,
                mine: 2,
                overdue: 1,
            },
        )];
        let counts = Counts {
            stages: stages.into(),
            critical: 1,
            ..Counts::default()
        };
        trial.answer(Slot::Counts, Reply::Counts(counts));
        trial
    }

    /// A row of the list. The number says what is in it.
    pub fn row(&self, no: u64) -> ItemRow {
        const TITLES: [&str; 4] = [
            "沿海渔船回港避风情况",
            "停工项目农民工工资发放进展",
            "Cross-border returns pilot",
            "海塘安澜工程",
        ];
        ItemRow {
            id: ItemId::from(u128::from(no) + 1000),
            no,
            rev: 3,
            stage: "triage".into(),
            urgency: if no == 1 {
                Urgency::Critical
            } else {
                Urgency::Plain
            },
            channel: Channel::Routine,
            kind: ItemKind::Single,
            unit: "慈溪市委办".into(),
            title: TITLES[(no % 4) as usize].into(),
            version: 1,
            deadline: Some(NOON.plus_minutes(12 * no as i64 - 24)),
            received_at: NOON.plus_minutes(-30),
            updated_at: NOON,
            turn: Some(TurnRow {
                post: self.review,
                person: NamedPerson {
                    id: self.zhou,
                    name: "周敏".into(),
                },
                mine: no % 2 == 1,
                blocked: false,
            }),
            claims: ClaimDots {
                total: 3,
                settled: 1,
                contradicted: u32::from(no == 2),
            },
            objections: u32::from(no == 3),
            threads: 0,
            members: 1,
            aging: false,
            held_until: None,
        }
    }

    /// A page of a list.
    pub fn page(&self, offset: u64, rows: u64, total: u64) -> ItemPage {
        ItemPage {
            rows: (offset..offset + rows).map(|at| self.row(at + 1)).collect(),
            total,
            offset,
            next: (offset + rows < total).then(|| format!("after {}", offset + rows)),
            prev: (offset > 0).then(|| format!("before {offset}")),
            sort: "urgency".into(),
        }
    }

    /// Presses keys, as they are written in a keymap file, with blanks between them.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys") {
            self.tell(Message::Key(key));
        }
        self
    }

    /// Types a text, character by character.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Message::Key(Key::plain(KeyCode::Char(c))));
        }
        self
    }

    /// Lets something happen.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        let effects = self.model.update(message);
        self.effects.extend(effects);
        self
    }

    /// Lets milliseconds pass.
    pub fn wait(&mut self, millis: i64) -> &mut Self {
        self.now = self.now.plus_millis(millis);
        self.tell(Message::Clock(self.now))
    }

    /// The newest request in a slot, if it has not been answered.
    pub fn asked(&self, slot: Slot) -> Option<(u64, &Request)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Fetch {
                slot: at,
                generation,
                request,
            } if *at == slot => Some((*generation, request)),
            _ => None,
        })
    }

    /// Answers the newest request in a slot. Fails when there is none.
    pub fn answer(&mut self, slot: Slot, reply: Reply) -> &mut Self {
        self.answer_with(slot, Ok(reply))
    }

    /// The same with a failure.
    pub fn answer_with(&mut self, slot: Slot, reply: Result<Reply, Failure>) -> &mut Self {
        let generation = self.asked(slot).map(|(generation, _)| generation);
        let generation = generation.unwrap_or_else(|| panic!("nothing was asked in {slot:?}"));
        self.effects
            .retain(|effect| !matches!(effect, Effect::Fetch { slot: at, .. } if *at == slot));
        self.tell(Message::Reply {
            slot,
            generation,
            reply,
        })
    }

    /// The acts on their way to the outbox.
    pub fn acts(&self) -> Vec<(u64, &'static str)> {
        let act = |effect: &Effect| match effect {
            Effect::Act { rev, command, .. } => Some((*rev, command.word())),
            _ => None,
        };
        self.effects.iter().filter_map(act).collect()
    }

    /// The picture, row by row, and the cell of the caret.
    pub fn picture(&self) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, self.model.shared.width, self.model.shared.height);
        let mut buffer = Buffer::empty(area);
        let caret = crate::tui::ui::draw(&self.model, &self.theme, area, &mut buffer);
        (proof::rows(&buffer), caret)
    }

    /// The picture as one text.
    pub fn screen(&self) -> String {
        self.picture().0.join("\n")
    }

    /// The last line.
    pub fn last_line(&self) -> String {
        self.picture().0.last().cloned().unwrap_or_default()
    }

    /// The overlay or screen in front shows this text somewhere.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        let screen = self.screen();
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// It shows it nowhere.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        let screen = self.screen();
        assert!(
            !screen.contains(text),
            "{text:?} is on the screen:\n{screen}"
        );
        self
    }
}
