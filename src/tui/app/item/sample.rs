//! A terminal for tests: the real model and keymap, a sample item, and a desk that answers what is asked of it.

use super::ItemScreen;
use crate::domain::id::*;
use crate::domain::report::{Channel, Classification, Submission, Urgency};
use crate::domain::review::gates::{Purpose, gates};
use crate::domain::review::{Anchor, Comment, Manuscript, Thread};
use crate::domain::roster::Roster;
use crate::domain::testing::{AFTERNOON, Table};
use crate::domain::verify::*;
use crate::messages::Lang;
use crate::tui::app::{Effect, Message, Model, Reply, Request, Screen, Shared};
use crate::tui::input::Keymap;
use crate::tui::input::key::Key;
use crate::tui::ui;
use crate::tui::ui::widgets::proof;
use crate::wire::item::{ActReply, ClaimStanding, HistoryPage, HistoryRow};
use crate::wire::people::{Me, PostView, RosterView};
use crate::wire::{ItemCommand, ItemView};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What the sample item says, besides what [`Table`] says.
pub const BODY: &str = "截至23日13时，全市2,413艘渔船已回港，比昨日多264艘。\n慈溪市海洋与渔业局局长陈某表示，全部人员已上岸。";

fn anchor(quote: &str) -> Anchor {
    let byte = BODY.find(quote).expect("in the text");
    let start = u32::try_from(BODY[..byte].chars().count()).expect("short");
    Anchor {
        start,
        end: start + u32::try_from(quote.chars().count()).expect("short"),
        quote: quote.into(),
    }
}

fn figure(value: i64) -> Option<Figure> {
    Some(Figure {
        value: value.into(),
        unit: "艘".into(),
        period: String::new(),
        base: String::new(),
        scope: String::new(),
    })
}

fn claim(n: u32, quote: &str, by: PersonId) -> Claim {
    Claim {
        id: ClaimId::from(5_000 + u128::from(n)),
        n,
        kind: ClaimKind::Data,
        anchor: anchor(quote),
        norm_hash: String::new(),
        figure: None,
        by,
        at: AFTERNOON,
        evidence: Vec::new(),
        adjudications: Vec::new(),
        searches: Vec::new(),
        checks: Vec::new(),
        waiver: None,
        withdrawn: false,
        reopened_at: None,
    }
}

fn party(n: u128, body: &str, relation: Relation) -> Party {
    Party {
        id: PartyId::from(6_000 + n),
        body: body.into(),
        role: String::new(),
        group: body.into(),
        unit: None,
        relation,
        active: true,
    }
}

fn evidence(
    n: u128,
    stance: Stance,
    grade: Grade,
    info: u8,
    quote: &str,
    value: i64,
    by: PersonId,
) -> Evidence {
    Evidence {
        id: EvidenceId::from(7_000 + n),
        party: PartyId::from(6_000 + n),
        method: Method::Call,
        stance,
        grade,
        info,
        quote: quote.into(),
        figure: figure(value),
        origin: String::new(),
        explanation: String::new(),
        taken_at: AFTERNOON.plus_minutes(-40),
        taken_by: by,
        attachment_hash: None,
        expires: None,
        retracted_at: None,
    }
}

/// The sample item at level 2: a contradicted claim, an open one, a thread, a suggestion.
pub fn table() -> Table {
    let mut table = Table::at_level(2);
    let team = table.team;
    assert_eq!(table.text().body, BODY);
    let mut first = claim(1, "2,413艘", team.chen);
    first.figure = figure(2413);
    first.evidence = vec![
        evidence(
            1,
            Stance::Supports,
            Grade::B,
            2,
            "已回港2,413艘",
            2413,
            team.chen,
        ),
        evidence(
            2,
            Stance::Contradicts,
            Grade::A,
            1,
            "系统在港2,398艘",
            2398,
            team.wang,
        ),
    ];
    table.item.claims = vec![first, claim(2, "264艘", team.chen)];
    table.item.threads.push(Thread {
        id: ThreadId::from(8_001),
        anchor: Some(anchor("全部人员")),
        adrift: false,
        blocking: true,
        comments: vec![Comment {
            by: team.zhou,
            at: AFTERNOON,
            text: "有无留守人员？".into(),
        }],
        resolved: None,
    });
    table
        .suggest(team.zhao, "已上岸", "均已上岸")
        .expect("a suggestion");
    table
}

fn roster(table: &Table, parties: Vec<Party>) -> RosterView {
    let Roster {
        people,
        units,
        posts,
        holdings,
        absences,
        ..
    } = table.roster.clone();
    RosterView {
        people: people.into_values().collect(),
        units: units.into_values().collect(),
        posts: posts
            .into_values()
            .map(|post| PostView {
                acting: table.roster.acting(post.id, table.now),
                post,
            })
            .collect(),
        holdings: holdings.into_values().collect(),
        absences: absences.into_values().collect(),
        parties,
        procedure: table.procedure.clone(),
    }
}

/// The item as `by` sees it.
pub fn view(table: &Table, by: PersonId) -> ItemView {
    let scene = table.scene(by);
    let stage = table.stage();
    let standing = |n: u32, standing, groups, missing: &[&str]| ClaimStanding {
        claim: ClaimId::from(5_000 + u128::from(n)),
        standing,
        groups,
        wanted: 2,
        missing: missing.iter().map(|it| (*it).into()).collect(),
    };
    let allowed = [
        "vote",
        "object",
        "open_thread",
        "suggest",
        "raise_claim",
        "add_evidence",
        "declare_interest",
    ];
    let mut allowed: Vec<String> = allowed.iter().map(|it| (*it).into()).collect();
    if by == table.team.chen {
        allowed.push("revise".into());
    }
    ItemView {
        item: table.item.clone(),
        stage: stage.word(),
        deadline: Some(table.now.plus_minutes(12)),
        turn: table.turn(),
        manuscript: table.text().clone(),
        submissions: vec![submission(table)],
        standings: vec![
            standing(1, Standing::Contradicted, 1, &["各方说法有矛盾，等待裁定"]),
            standing(2, Standing::Open, 0, &["还差 2 个独立来源"]),
        ],
        gates: gates(&scene, &table.item, table.text(), Purpose::at(stage)),
        allowed,
        people: table
            .roster
            .people
            .iter()
            .map(|(id, it)| (*id, it.name.clone()))
            .collect(),
        parties: [
            party(1, "市渔业局", Relation::Statistics),
            party(2, "海事处", Relation::Peer),
        ]
        .into_iter()
        .map(|it| (it.id, it))
        .collect(),
        aside: None,
    }
}

fn submission(table: &Table) -> Submission {
    Submission {
        id: SubmissionId::from(900),
        seq: 1,
        item: table.item.id,
        unit: table.team.cixi,
        author: Some("林晓".into()),
        co_authors: Vec::new(),
        channel: Channel::Routine,
        urgency: Urgency::Plain,
        classification: Classification::Internal,
        title: "渔船回港".into(),
        body: "来稿原文在此。".into(),
        sender_time: Some(AFTERNOON.plus_minutes(-5)),
        received_at: AFTERNOON,
        received_by: table.team.wang,
        released_by: Some("办公室主任".into()),
        hotline: None,
        hash: String::new(),
    }
}

/// The model with a desk behind it.
pub struct Terminal {
    pub model: Model,
    pub view: ItemView,
    pub texts: std::collections::BTreeMap<u32, Manuscript>,
    /// Everything that was asked for or done, in order.
    pub effects: Vec<Effect>,
    /// Requests for parties and submissions are not answered.
    pub offline: bool,
}

impl Terminal {
    /// The sample item, open before `by`.
    pub fn of(table: &Table, by: PersonId, size: (u16, u16), lang: Lang) -> Self {
        let mut shared = Shared::default();
        shared.lang = lang;
        (shared.width, shared.height) = size;
        shared.now = table.now;
        shared.set_roster(roster(
            table,
            vec![
                party(1, "市渔业局", Relation::Statistics),
                party(2, "海事处", Relation::Peer),
            ],
        ));
        let person = table.roster.people[&by].clone();
        let seats = table.roster.posts_acted_by(by, table.now);
        shared.me = Some(Me {
            person,
            seats,
            duties: Default::default(),
            server_time: table.now,
        });
        let model = Model::new(Keymap::default(), shared);
        let mut terminal = Terminal {
            model,
            view: view(table, by),
            texts: table.texts.clone(),
            effects: Vec::new(),
            offline: false,
        };
        let (screen, fetch) = ItemScreen::open(table.item.id, None, &mut terminal.model.shared);
        terminal.model.screens.push(screen.into());
        terminal.carry_out(vec![fetch]);
        terminal
    }

    /// The reviewer of level 2 in Chinese at a wide window.
    pub fn wide() -> Self {
        let table = table();
        Self::of(&table, table.team.li, (120, 40), Lang::Zh)
    }

    /// The drafter.
    pub fn drafter() -> Self {
        let table = table();
        Self::of(&table, table.team.chen, (120, 40), Lang::Zh)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            if let Effect::Fetch {
                slot,
                generation,
                request,
            } = effect
                && let Some(reply) = self.answer(&request)
            {
                let more = self.model.update(Message::Reply {
                    slot,
                    generation,
                    reply: Ok(reply),
                });
                self.carry_out(more);
            }
        }
    }

    fn answer(&self, request: &Request) -> Option<Reply> {
        Some(match request {
            Request::Item(id) if *id == self.view.item.id => {
                Reply::Item(Box::new(self.view.clone()))
            }
            Request::Version { n, .. } => Reply::Version(Box::new(self.texts.get(n)?.clone())),
            Request::History { before, .. } => Reply::History(history(*before)),
            Request::AddParty(draft) if !self.offline => {
                Reply::Party(Box::new(party(9, &draft.body, draft.relation)))
            }
            Request::ReadSealed { .. } => Reply::Sealed("密封的话".into()),
            _ => return None,
        })
    }

    /// Presses keys, written as in a keymap.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys") {
            let effects = self.model.update(Message::Key(key));
            self.carry_out(effects);
        }
        self
    }

    /// Pastes a text, as the quickest way of typing it.
    pub fn write(&mut self, text: &str) -> &mut Self {
        let effects = self.model.update(Message::Paste(text.into()));
        self.carry_out(effects);
        self
    }

    /// Another state of the item comes in.
    pub fn now_is(&mut self, view: ItemView) -> &mut Self {
        self.view = view;
        let reply = ActReply {
            item: self.view.item.id,
            rev: self.view.item.rev,
            stage: self.view.stage.clone(),
            verbs: Vec::new(),
            made: None,
            dry_run: false,
        };
        let effects = self.model.update(Message::Applied {
            key: "other".into(),
            title: self.view.manuscript.title.clone(),
            word: "vote".into(),
            reply,
        });
        self.carry_out(effects);
        self
    }

    /// The item's screen.
    pub fn item(&self) -> &ItemScreen {
        let found = self.model.screens.iter().find_map(|it| match it {
            Screen::Item(item) => Some(item),
            _ => None,
        });
        found.expect("an item is open")
    }

    /// The last command given.
    pub fn given(&self) -> Option<&ItemCommand> {
        self.effects.iter().rev().find_map(|it| match it {
            Effect::Act { command, .. } => Some(command),
            _ => None,
        })
    }

    /// What the last line says.
    pub fn said(&self) -> String {
        self.model
            .shared
            .said
            .as_ref()
            .map(|it| it.text.clone())
            .unwrap_or_default()
    }

    /// The picture.
    pub fn draw(&self) -> Buffer {
        let area = Rect::new(0, 0, self.model.shared.width, self.model.shared.height);
        let mut buffer = Buffer::empty(area);
        ui::draw(&self.model, &proof::unicode(), area, &mut buffer);
        buffer
    }

    /// The picture as text; whatever is drawn is checked for what a terminal would obey.
    pub fn picture(&self) -> String {
        proof::picture(&self.draw())
    }
}

/// Two pages of history.
fn history(before: Option<u64>) -> HistoryPage {
    let row = |seq: u64| HistoryRow {
        seq,
        at: AFTERNOON,
        actor: "陈洁".into(),
        acting_for: Some("起草".into()),
        verb: "item.voted".into(),
        reason: (seq == 40).then(|| "口径已核".into()),
        detail: serde_json::json!({"vote": {"level": 1, "answers": [{"question": "facts"}]}}),
    };
    match before {
        None => HistoryPage {
            rows: (11..=40).rev().map(row).collect(),
            next: Some(11),
        },
        Some(_) => HistoryPage {
            rows: (1..=10).rev().map(row).collect(),
            next: None,
        },
    }
}
