//! Deciding whether a row is what a query asks for, and in which order rows come: in the terminal, and as
//! the oracle for stores that translate queries.

use super::vocabulary::{AsideWord, Flag};
use super::{Age, ClaimTest, NoTest, Query, Sort, SortBy, Test, TimeTest, Who};
use crate::domain::id::{PersonId, PostId, UnitId};
use crate::domain::item::{ItemKind, Stage};
use crate::domain::moment::Moment;
use crate::domain::report::{Bilingual, Channel, Urgency};
use crate::domain::verify::{ClaimKind, Grade, Standing};
use crate::text::{fold, matches_initials};
use jiff::tz::TimeZone;
use std::cmp::Ordering;

/// Who looks, when, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Viewer<'a> {
    pub now: Moment,
    /// Whom `me` means; `None` for a job: `me` then means nobody.
    pub me: Option<PersonId>,
    /// The zone of the office, in which days begin and end.
    pub zone: &'a TimeZone,
}

/// What queries see of an item.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub no: u64,
    /// At [`Viewer::now`].
    pub stage: Stage,
    pub urgency: Urgency,
    pub channel: Channel,
    pub kind: ItemKind,
    /// Of the lead submission.
    pub unit: UnitId,
    pub unit_name: &'a str,
    /// Title of the current version as [`fold`] makes it.
    pub title: &'a str,
    /// Pinyin initials of the title, as [`crate::text::initials`] makes them.
    pub initials: &'a str,
    /// Text of the current version as [`fold`] makes it; `None` when it is not at hand: what is asked of
    /// it is then left to whoever has it, and taken to hold.
    pub body: Option<&'a str>,
    pub received: Moment,
    /// Of the stage, if it has one.
    pub deadline: Option<Moment>,
    /// From when on it counts as aging if it is still in triage.
    pub aging_from: Option<Moment>,
    /// `None` for closed items.
    pub turn: Option<RowTurn<'a>>,
    pub aside: Option<AsideWord>,
    /// Objections that stand.
    pub objections: u32,
    /// Sign-offs that wait for their signer's confirmation.
    pub unconfirmed: u32,
    /// Debts of verification that are not settled.
    pub debts: u32,
    /// Kind and standing of each claim.
    pub claims: &'a [(ClaimKind, Standing)],
    /// Grades of the evidence that was not retracted, on claims that are still in the text.
    pub grades: &'a [Grade],
    /// Everyone with a hand in the current version.
    pub contributors: &'a [(PersonId, &'a str)],
}

/// Whose move it is, with the names to find it by.
#[derive(Debug, Clone, Copy)]
pub struct RowTurn<'a> {
    pub person: PersonId,
    pub person_name: &'a str,
    pub post: PostId,
    pub post_name: &'a Bilingual,
    /// Nobody may review it.
    pub blocked: bool,
}

/// Whether the row is what the query asks for. For many rows make one [`Filter`].
pub fn matches(query: &Query, row: &Row, viewer: &Viewer) -> bool {
    Filter::new(query, viewer).holds(row)
}

/// A query made ready for many rows: words folded once, times resolved once.
#[derive(Debug)]
pub struct Filter {
    tests: Vec<(bool, Ready)>,
    me: Option<PersonId>,
    now: Moment,
}

/// A test made ready.
#[derive(Debug)]
enum Ready {
    Due((Option<Moment>, Option<Moment>)),
    Received((Option<Moment>, Option<Moment>)),
    Names(NameOf, Vec<Name>),
    Word {
        folded: String,
        initials: bool,
    },
    Pinyin(String),
    Body(String),
    /// Needs nothing.
    Plain(Test),
}

/// Whose name is asked for.
#[derive(Debug, Clone, Copy)]
enum NameOf {
    Turn,
    Post,
    Unit,
    By,
}

/// A name asked for.
#[derive(Debug)]
enum Name {
    Me,
    Like {
        asked: String,
        /// What it may be instead of a name.
        id: Option<ulid::Ulid>,
    },
}

impl Name {
    fn new(text: &str) -> Self {
        Name::Like {
            asked: text.to_owned(),
            id: ulid::Ulid::from_string(text).ok(),
        }
    }

    fn fits(&self, id: ulid::Ulid, me: Option<PersonId>, names: &[&str]) -> bool {
        match self {
            Name::Me => me.is_some_and(|me| me.0 == id),
            Name::Like { asked, id: known } => {
                *known == Some(id) || names.iter().any(|name| name_fits(asked, name))
            }
        }
    }
}

/// Whether what was asked for (`by:陈`, `unit:cx`) means the person, unit or post with this name: a part of
/// it, or its pinyin initials.
pub fn name_fits(asked: &str, name: &str) -> bool {
    // Most names are written as they were asked for: no need to fold them.
    name.contains(asked)
        || fold(name).contains(&fold(asked))
        || (may_be_initials(asked) && matches_initials(name, asked))
}

/// ASCII letters and digits only.
fn may_be_initials(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl Filter {
    /// Makes a query ready.
    pub fn new(query: &Query, viewer: &Viewer) -> Self {
        let tests = query
            .terms
            .iter()
            .map(|term| (term.negated, Ready::new(&term.test, viewer)))
            .collect();
        Filter {
            tests,
            me: viewer.me,
            now: viewer.now,
        }
    }

    /// Whether all terms hold for the row.
    pub fn holds(&self, row: &Row) -> bool {
        self.tests
            .iter()
            // What cannot be known excludes nothing, negated or not.
            .all(|(negated, test)| test.holds(row, self).is_none_or(|holds| holds != *negated))
    }
}

impl Ready {
    fn new(test: &Test, viewer: &Viewer) -> Self {
        let people = |people: &[Who]| {
            let names = people.iter().map(|who| match who {
                Who::Me => Name::Me,
                Who::Named(name) => Name::new(name),
            });
            names.collect::<Vec<_>>()
        };
        let names = |names: &[String]| names.iter().map(|name| Name::new(name)).collect();
        match test {
            Test::Due(time) => Ready::Due(TimeTest::range(time, Age::Left, viewer)),
            Test::Received(time) => Ready::Received(TimeTest::range(time, Age::Gone, viewer)),
            Test::Turn(any) => Ready::Names(NameOf::Turn, people(any)),
            Test::By(any) => Ready::Names(NameOf::By, people(any)),
            Test::Post(any) => Ready::Names(NameOf::Post, names(any)),
            Test::Unit(any) => Ready::Names(NameOf::Unit, names(any)),
            Test::Word(word) => Ready::Word {
                initials: may_be_initials(word),
                folded: fold(word),
            },
            Test::Phrase(phrase) => Ready::Word {
                initials: false,
                folded: fold(phrase),
            },
            Test::Pinyin(letters) => Ready::Pinyin(fold(letters)),
            Test::Body(words) => Ready::Body(fold(words)),
            plain => Ready::Plain(plain.clone()),
        }
    }

    /// `None`: cannot be known from the row.
    fn holds(&self, row: &Row, filter: &Filter) -> Option<bool> {
        Some(match self {
            Ready::Due(range) => row.deadline.is_some_and(|at| within(at, *range)),
            Ready::Received(range) => within(row.received, *range),
            Ready::Names(whose, asked) => asked.iter().any(|name| {
                let fits = |id: ulid::Ulid, names: &[&str]| name.fits(id, filter.me, names);
                match whose {
                    NameOf::Unit => fits(row.unit.0, &[row.unit_name]),
                    NameOf::Turn => row
                        .turn
                        .is_some_and(|turn| fits(turn.person.0, &[turn.person_name])),
                    NameOf::Post => row.turn.is_some_and(|turn| {
                        fits(turn.post.0, &[&turn.post_name.zh, &turn.post_name.en])
                    }),
                    NameOf::By => row
                        .contributors
                        .iter()
                        .any(|(id, known)| fits(id.0, &[known])),
                }
            }),
            Ready::Word { folded, initials } => {
                row.title.contains(folded.as_str())
                    || (*initials && row.initials.contains(folded.as_str()))
            }
            Ready::Pinyin(letters) => row.initials.contains(letters.as_str()),
            Ready::Body(words) => row.body?.contains(words.as_str()),
            Ready::Plain(test) => plain(test, row, filter.now),
        })
    }
}

fn plain(test: &Test, row: &Row, now: Moment) -> bool {
    match test {
        Test::Stage(any) => any.contains(&row.stage),
        Test::Urgency(any) => any.contains(&row.urgency),
        Test::Channel(any) => any.contains(&row.channel),
        Test::Kind(any) => any.contains(&row.kind),
        Test::Claim(any) => row
            .claims
            .iter()
            .any(|claim| any.iter().any(|asked| claim_fits(asked, *claim))),
        Test::Grade(any) => row.grades.iter().any(|grade| any.contains(grade)),
        Test::Is(any) => any.iter().any(|flag| has(row, *flag, now)),
        Test::No(NoTest::OneOf(any)) => any.contains(&row.no),
        Test::No(NoTest::Beyond(compare, n)) => compare.holds(row.no.cmp(n)),
        // Made ready above.
        Test::Turn(_) | Test::Post(_) | Test::Unit(_) | Test::By(_) => false,
        Test::Due(_) | Test::Received(_) => false,
        Test::Pinyin(_) | Test::Word(_) | Test::Phrase(_) | Test::Body(_) => false,
    }
}

fn claim_fits(asked: &ClaimTest, (kind, standing): (ClaimKind, Standing)) -> bool {
    asked.kind.is_none_or(|it| it == kind) && asked.standing.is_none_or(|it| it == standing)
}

fn has(row: &Row, flag: Flag, now: Moment) -> bool {
    match flag {
        Flag::Open => row.stage.is_open(),
        Flag::Held => row.stage == Stage::Held,
        Flag::Overdue => row.stage.is_open() && row.deadline.is_some_and(|at| at < now),
        Flag::Blocked => row.turn.is_some_and(|turn| turn.blocked),
        Flag::Objected => row.objections > 0,
        Flag::Aging => row.stage == Stage::Triage && row.aging_from.is_some_and(|from| from <= now),
        Flag::Unconfirmed => row.unconfirmed > 0,
        Flag::Owing => row.debts > 0,
        Flag::Returned => row.aside == Some(AsideWord::Returned),
        Flag::Merged => row.aside == Some(AsideWord::Merged),
        Flag::Spiked => row.aside == Some(AsideWord::Spiked),
        Flag::Withdrawn => row.aside == Some(AsideWord::Withdrawn),
    }
}

fn within(at: Moment, (from, to): (Option<Moment>, Option<Moment>)) -> bool {
    from.is_none_or(|from| from <= at) && to.is_none_or(|to| at < to)
}

impl Sort {
    /// Which of two rows comes first. Never equal for rows with different numbers. Names compare by
    /// code points of what [`fold`] makes of them, as any store can.
    pub fn compare(&self, a: &Row, b: &Row) -> Ordering {
        for key in self.keys() {
            let turned = |ordering: Ordering| {
                if key.descending {
                    ordering.reverse()
                } else {
                    ordering
                }
            };
            let ordering = match key.by {
                SortBy::Deadline => match (a.deadline, b.deadline) {
                    (Some(a), Some(b)) => turned(a.cmp(&b)),
                    // None last, whichever way round.
                    (a, b) => a.is_none().cmp(&b.is_none()),
                },
                SortBy::Received => turned(a.received.cmp(&b.received)),
                SortBy::Urgency => turned(a.urgency.cmp(&b.urgency)),
                SortBy::Unit => turned(fold(a.unit_name).cmp(&fold(b.unit_name))),
                SortBy::Title => turned(a.title.cmp(b.title)),
                SortBy::No => turned(a.no.cmp(&b.no)),
            };
            if ordering.is_ne() {
                return ordering;
            }
        }
        Ordering::Equal
    }
}
