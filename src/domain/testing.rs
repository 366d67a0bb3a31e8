//! A sample desk for tests: eight people, five posts, two units, one item; and a table on which commands are
//! played and folded as the desk does it.

use super::Scene;
use super::id::*;
use super::item::{Item, ItemChange, ItemKind, Stage, Turn};
use super::moment::Moment;
use super::procedure::Procedure;
use super::refusal::Refusal;
use super::report::{Bilingual, Channel, Classification, Submission, Urgency};
use super::review::objection::{self, ObjectionDraft};
use super::review::revise::{self, ReviseDraft};
use super::review::suggestion::{self, SuggestionDraft};
use super::review::vote::{self, VoteDraft};
use super::review::{Answer, ChangeKind, Contribution, Manuscript, Verdict, Via, release};
use super::roster::*;
use std::collections::BTreeMap;

/// 2026-11-23 14:00 in Shanghai, a Monday.
pub const AFTERNOON: Moment = Moment::from_millis(1_795_413_600_000);

/// Who is who on the sample desk.
#[derive(Debug, Clone, Copy)]
pub struct Team {
    /// A of the drafting post.
    pub chen: PersonId,
    /// B of the drafting post, A of intake.
    pub wang: PersonId,
    /// A of level 2.
    pub li: PersonId,
    /// B of level 2.
    pub zhou: PersonId,
    /// A of the top level and of release.
    pub zhao: PersonId,
    /// B of the top level.
    pub sun: PersonId,
    /// Shadow on level 2; comes from Cixi.
    pub he: PersonId,
    /// Administers.
    pub qian: PersonId,
    pub intake: PostId,
    pub drafting: PostId,
    /// Level 2.
    pub division: PostId,
    /// Level 3 and release.
    pub department: PostId,
    pub administration: PostId,
    /// The unit the item comes from.
    pub cixi: UnitId,
    pub yinzhou: UnitId,
}

/// A table to play on: records, one item with its texts, and a clock that moves by hand.
#[derive(Clone)]
pub struct Table {
    pub procedure: Procedure,
    pub roster: Roster,
    pub team: Team,
    pub item: Item,
    /// Texts by version.
    pub texts: BTreeMap<u32, Manuscript>,
    pub now: Moment,
    next: u128,
}

/// The text the sample item begins with.
pub fn sample_text() -> Manuscript {
    Manuscript {
        title: "沿海渔船回港避风情况".into(),
        body: "截至23日13时，全市2,413艘渔船已回港，比昨日多264艘。\n慈溪市海洋与渔业局局长陈某表示，全部人员已上岸。".into(),
        classification: Classification::Internal,
        addressees: vec!["省委办公厅".into()],
        sources: vec!["慈溪市委办".into()],
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

impl Table {
    /// Three levels, the item in triage, everybody present.
    pub fn new() -> Self {
        let mut people = Builder::default();
        let team = people.team();
        let submission = Submission {
            id: SubmissionId::from(900),
            seq: 1,
            item: ItemId::from(901),
            unit: team.cixi,
            author: None,
            co_authors: Vec::new(),
            channel: Channel::Routine,
            urgency: Urgency::Plain,
            classification: Classification::Internal,
            title: sample_text().title,
            body: sample_text().body,
            sender_time: None,
            received_at: AFTERNOON,
            received_by: PersonId::from(902),
            released_by: Some("办公室主任".into()),
            hotline: None,
            hash: "0".repeat(64),
        };
        Table {
            procedure: Procedure::three_levels(),
            roster: people.roster,
            item: Item::open(&submission, team.intake, true, "1".repeat(64)),
            texts: [(1, sample_text())].into(),
            team,
            now: AFTERNOON,
            next: 1000,
        }
    }

    /// The item promoted to drafting and, since no person of the desk wrote it so far, edited by nobody.
    pub fn drafting() -> Self {
        let mut table = Self::new();
        table.promote();
        table
    }

    /// The item at a level, passed properly by A of each level below.
    pub fn at_level(level: u8) -> Self {
        let mut table = Self::drafting();
        let team = table.team;
        table.ready(team.chen).expect("ready");
        for (level, person) in (1..level).zip([team.chen, team.li, team.zhao]) {
            table
                .pass(person)
                .unwrap_or_else(|it| panic!("level {level}: {it:?}"));
        }
        table
    }

    /// What a rule is asked with, when `by` asks.
    pub fn scene(&self, by: PersonId) -> Scene<'_> {
        Scene {
            procedure: &self.procedure,
            roster: &self.roster,
            at: self.now,
            by,
            post: None,
        }
    }

    /// The current text.
    pub fn text(&self) -> &Manuscript {
        &self.texts[&self.item.version()]
    }

    /// A number not given out before, as any kind of identity.
    pub fn id<T: From<u128>>(&mut self) -> T {
        self.next += 1;
        T::from(self.next)
    }

    /// Folds a change in, as done by `by`; a minute passes.
    pub fn apply(&mut self, by: PersonId, change: &ItemChange) {
        self.item.apply(change, self.now, Some(by), &self.procedure);
        self.now = self.now.plus_minutes(1);
    }

    /// The stage now.
    pub fn stage(&self) -> Stage {
        self.item.stage(&self.procedure, self.now)
    }

    /// Whose turn it is now.
    pub fn turn(&self) -> Option<Turn> {
        super::review::turn(&self.item, &self.roster, &self.procedure, self.now)
    }

    /// Asks a rule on behalf of `by` and folds in what it allows.
    pub fn play(
        &mut self,
        by: PersonId,
        rule: impl FnOnce(&Scene, &Item, &Manuscript) -> Result<ItemChange, Refusal>,
    ) -> Result<(), Refusal> {
        let change = rule(&self.scene(by), &self.item, self.text())?;
        self.apply(by, &change);
        Ok(())
    }

    /// Puts the text forward.
    pub fn ready(&mut self, by: PersonId) -> Result<(), Refusal> {
        self.play(by, vote::ready)
    }

    /// Gives a vote.
    pub fn vote(&mut self, by: PersonId, draft: VoteDraft) -> Result<VoteId, Refusal> {
        let id = self.id();
        self.play(by, |scene, item, text| {
            vote::cast(scene, item, text, draft, id)
        })?;
        Ok(id)
    }

    /// Passes with every question answered and every claim read.
    pub fn pass(&mut self, by: PersonId) -> Result<VoteId, Refusal> {
        let draft = self.pass_draft();
        self.vote(by, draft)
    }

    /// Returns to a level.
    pub fn send_back(&mut self, by: PersonId, back_to: u8) -> Result<VoteId, Refusal> {
        let draft = VoteDraft {
            verdict: Verdict::Return,
            answers: Vec::new(),
            code: Some("unverified".into()),
            back_to: Some(back_to),
            ..self.pass_draft()
        };
        self.vote(by, draft)
    }

    /// Signs release.
    pub fn release(&mut self, by: PersonId) -> Result<(), Refusal> {
        self.play(by, release::release)
    }

    /// Objects.
    pub fn object(&mut self, by: PersonId) -> Result<ObjectionId, Refusal> {
        let id = self.id();
        let draft = ObjectionDraft {
            text: "数字口径不一致".into(),
        };
        self.play(by, |scene, item, _| {
            objection::object(scene, item, draft, id)
        })?;
        Ok(id)
    }

    /// Suggests other words for the first place where `words` stand.
    pub fn suggest(
        &mut self,
        by: PersonId,
        words: &str,
        replacement: &str,
    ) -> Result<SuggestionId, Refusal> {
        let body = &self.text().body;
        let byte = body.find(words).expect("the words are in the text");
        let start = u32::try_from(body[..byte].chars().count()).expect("short");
        let draft = SuggestionDraft {
            version: self.item.version(),
            start,
            end: start + u32::try_from(words.chars().count()).expect("short"),
            replacement: replacement.into(),
            remark: String::new(),
        };
        let id = self.id();
        self.play(by, |scene, item, text| {
            suggestion::suggest(scene, item, text, draft, id)
        })?;
        Ok(id)
    }

    /// Saves the current text with an edit, taking suggestions in.
    pub fn revise(
        &mut self,
        by: PersonId,
        applied: &[SuggestionId],
        edit: impl FnOnce(&mut Manuscript),
    ) -> Result<ChangeKind, Refusal> {
        let mut manuscript = self.text().clone();
        edit(&mut manuscript);
        let draft = ReviseDraft {
            based_on: self.item.version(),
            manuscript,
            change: None,
            applied: applied.to_vec(),
            remark: String::new(),
        };
        // Given exactly the texts that are asked for, as the desk does.
        let texts = revise::texts_wanted(&self.item, by)
            .into_iter()
            .map(|n| (n, self.texts[&n].clone()))
            .collect();
        let hash = format!("{:064x}", self.item.version() + 1);
        let (change, text) = revise::revise(&self.scene(by), &self.item, &texts, draft, hash)?;
        self.apply(by, &change);
        self.texts.insert(self.item.version(), text);
        Ok(self.item.current().expect("a version").change)
    }

    /// Saves the current text with some words replaced.
    pub fn reword(
        &mut self,
        by: PersonId,
        words: &str,
        other: &str,
    ) -> Result<ChangeKind, Refusal> {
        self.revise(by, &[], |it| it.body = it.body.replacen(words, other, 1))
    }

    /// How someone's hand is in the current version.
    pub fn hand(&self, person: PersonId) -> Option<Contribution> {
        self.item.current()?.contributors.get(&person).copied()
    }

    /// Chosen at triage for the drafting post.
    pub fn promote(&mut self) {
        let change = ItemChange::Promoted {
            desk_post: self.team.drafting,
            kind: ItemKind::Single,
        };
        self.apply(self.team.wang, &change);
    }

    /// Away from now on for so many days.
    pub fn send_away(&mut self, person: PersonId, days: i64) {
        let id = self.id();
        self.roster.apply(RosterChange::Absence(Absence {
            id,
            person,
            from: self.now,
            to: self.now.plus_days(days),
            kind: AbsenceKind::Leave,
            note: String::new(),
            cancelled: false,
        }));
    }

    /// Holds a post from now on, until further notice.
    pub fn appoint(&mut self, person: PersonId, post: PostId, role: HoldingRole) {
        let id = self.id();
        self.roster.apply(RosterChange::Holding(Holding {
            id,
            post,
            person,
            role,
            from: self.now,
            to: None,
            by: None,
        }));
    }

    /// A new person of the desk without a post.
    pub fn hire(&mut self, name: &str, unit: Option<UnitId>) -> PersonId {
        let id = self.id();
        self.roster.apply(RosterChange::Person(Person {
            id,
            name: name.into(),
            login: format!("p{}", self.next),
            unit,
            correspondent: false,
            phone: "0574-0000000".into(),
            active: true,
        }));
        id
    }

    /// A pass on the current version with every question answered yes and every claim read.
    pub fn pass_draft(&self) -> VoteDraft {
        let level = match self.item.line_stage(&self.procedure) {
            Stage::Level(level) => level,
            _ => 1,
        };
        let asked = self.procedure.level(level).map(|it| &it.checklist[..]);
        VoteDraft {
            verdict: Verdict::Pass,
            version: self.item.version(),
            answers: asked
                .unwrap_or_default()
                .iter()
                .map(|question| Answer {
                    question: question.id.clone(),
                    yes: true,
                    note: String::new(),
                })
                .collect(),
            claims_read: self.item.claims.iter().map(|it| it.id).collect(),
            remark: String::new(),
            code: None,
            back_to: None,
            via: Via::Screen,
            out_of_band: None,
        }
    }
}

#[derive(Default)]
struct Builder {
    roster: Roster,
    next: u128,
}

impl Builder {
    fn id<T: From<u128>>(&mut self) -> T {
        self.next += 1;
        T::from(self.next)
    }

    fn team(&mut self) -> Team {
        let cixi = self.unit("慈溪市委办");
        let yinzhou = self.unit("鄞州区委办");
        let department = self.post(
            ("审核岗", "Audit"),
            &[Duty::Review, Duty::Release, Duty::Roster],
            Some(3),
            None,
        );
        let division = self.post(
            ("复核岗", "Recheck"),
            &[Duty::Review],
            Some(2),
            Some(department),
        );
        let drafting = self.post(
            ("起草岗", "Drafting"),
            &[Duty::Draft],
            Some(1),
            Some(division),
        );
        let intake = self.post(("来稿岗", "Intake"), &[Duty::Triage], None, Some(division));
        let administration = self.post(
            ("管理岗", "Administration"),
            &[Duty::Administer],
            None,
            None,
        );
        let [chen, wang, li, zhou, zhao, sun, qian] =
            ["陈洁", "王芳", "李强", "周敏", "赵立", "孙浩", "钱进"]
                .map(|name| self.person(name, None));
        let he = self.person("何为", Some(cixi));
        for (post, a, b) in [
            (intake, wang, chen),
            (drafting, chen, wang),
            (division, li, zhou),
            (department, zhao, sun),
        ] {
            self.hold(post, a, HoldingRole::A);
            self.hold(post, b, HoldingRole::B);
        }
        self.hold(division, he, HoldingRole::Shadow);
        self.hold(administration, qian, HoldingRole::A);
        Team {
            chen,
            wang,
            li,
            zhou,
            zhao,
            sun,
            he,
            qian,
            intake,
            drafting,
            division,
            department,
            administration,
            cixi,
            yinzhou,
        }
    }

    fn unit(&mut self, name: &str) -> UnitId {
        let id = self.id();
        self.roster.apply(RosterChange::Unit(Unit {
            id,
            name: name.into(),
            parent: None,
            active: true,
        }));
        id
    }

    fn post(
        &mut self,
        (zh, en): (&str, &str),
        duties: &[Duty],
        level: Option<u8>,
        fallback: Option<PostId>,
    ) -> PostId {
        let id = self.id();
        self.roster.apply(RosterChange::Post(Post {
            id,
            name: Bilingual::new(zh, en),
            duties: duties.iter().copied().collect(),
            level,
            fallback,
            active: true,
        }));
        id
    }

    fn person(&mut self, name: &str, unit: Option<UnitId>) -> PersonId {
        let id = self.id();
        self.roster.apply(RosterChange::Person(Person {
            id,
            name: name.into(),
            login: format!("p{}", self.next),
            unit,
            correspondent: false,
            phone: "0574-0000000".into(),
            active: true,
        }));
        id
    }

    fn hold(&mut self, post: PostId, person: PersonId, role: HoldingRole) {
        let id = self.id();
        self.roster.apply(RosterChange::Holding(Holding {
            id,
            post,
            person,
            role,
            from: AFTERNOON.plus_days(-365),
            to: None,
            by: None,
        }));
    }
}
