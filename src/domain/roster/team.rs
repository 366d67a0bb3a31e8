//! The team of a new desk, and whether a team can review at all: the smallest legal one has as many people as
//! the procedure has levels, one more survives a leave (`spec.md` B7).

use super::appoint::place;
use super::people::{person, unit};
use super::posts::post;
use super::*;
use crate::domain::Scene;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Refusal, Why};
use ulid::Ulid;

/// The people and posts of a desk that is being set up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamDraft {
    pub people: Vec<TeamPerson>,
    pub posts: Vec<TeamPost>,
    /// Names of reporting units.
    #[serde(default)]
    pub units: Vec<String>,
}

/// A person of the new desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamPerson {
    pub name: String,
    pub login: String,
    #[serde(default)]
    pub phone: String,
}

/// A post of the new desk with who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamPost {
    pub name: Bilingual,
    pub duties: BTreeSet<Duty>,
    #[serde(default)]
    pub level: Option<u8>,
    /// Place in the list, from 0, of the post it falls back on.
    #[serde(default)]
    pub fallback: Option<usize>,
    /// Login of its A.
    pub a: String,
    /// Login of its B.
    #[serde(default)]
    pub b: Option<String>,
}

/// A set-up that passed: the changes that make it, the roster they make, and what to warn of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub changes: Vec<RosterChange>,
    pub roster: Roster,
    pub report: TeamReport,
}

/// What a team can and cannot do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct TeamReport {
    /// Different people over the levels of review.
    pub people: u32,
    /// With any of these the team cannot review legally.
    pub errors: Vec<Why>,
    pub warnings: Vec<TeamWarning>,
    /// Whose absence would stop items, and at which levels.
    pub blocked_when_away: Vec<BlockedWhenAway>,
}

/// Something a team does well to know of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "warning")]
pub enum TeamWarning {
    /// Just as many people as levels: any leave blocks items.
    JustEnough { people: u32 },
    /// The post has an A but no B.
    NoSecond { post: String },
}

/// While this person is away, items wait at these levels because nobody may review them there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockedWhenAway {
    pub person: PersonId,
    pub name: String,
    pub levels: Vec<u8>,
}

/// Checks whether the people on the posts can carry an item from submission to release at this instant.
///
/// Who reviews is played through as the desk would do it: whoever acts for the drafting post writes, then
/// at each level the first on the post's chain who has no hand in the item yet. This is done once with
/// everyone there, and once without each person.
pub fn check_team(roster: &Roster, procedure: &Procedure, at: Moment) -> TeamReport {
    let mut report = TeamReport::default();
    let with = |duty: Duty| {
        roster
            .posts
            .values()
            .filter(move |post| post.active && post.duties.contains(&duty))
    };
    for duty in [Duty::Triage, Duty::Draft, Duty::Release] {
        if with(duty).next().is_none() {
            report.errors.push(Why::DutyWithoutPost { duty });
        }
    }
    for level in procedure.levels.iter().filter(|it| it.no >= 2) {
        if !with(Duty::Review).any(|post| post.level == Some(level.no)) {
            report.errors.push(Why::NoReviewer { level: level.no });
        }
    }
    for post in roster.posts.values().filter(|it| it.active) {
        let held = |role| roster.holder(post.id, role, at).is_some();
        let name = roster.post_name(post.id);
        match (held(HoldingRole::A), held(HoldingRole::B)) {
            (true, true) => {}
            (true, false) => report.warnings.push(TeamWarning::NoSecond { post: name }),
            (false, _) => report.errors.push(Why::PostUnheld {
                post: name,
                from: crate::domain::calendar::shown(
                    at,
                    &crate::domain::calendar::office_zone(&procedure.zone),
                ),
            }),
        }
    }
    let reviewing: BTreeSet<PersonId> = with(Duty::Draft)
        .chain(with(Duty::Review))
        .flat_map(|post| {
            [HoldingRole::A, HoldingRole::B]
                .into_iter()
                .filter_map(|role| roster.holder(post.id, role, at))
        })
        .collect();
    let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    report.people = count(reviewing.len());
    let wanted = count(procedure.levels.len());
    if report.people < wanted {
        report.errors.push(Why::TeamTooSmall {
            people: report.people,
            wanted,
        });
    } else if report.people == wanted {
        report.warnings.push(TeamWarning::JustEnough {
            people: report.people,
        });
    }
    for level in blocked(roster, procedure, at, None) {
        let why = Why::NoReviewer { level };
        if !report.errors.contains(&why) {
            report.errors.push(why);
        }
    }
    for person in reviewing {
        let levels = blocked(roster, procedure, at, Some(person));
        if !levels.is_empty() {
            report.blocked_when_away.push(BlockedWhenAway {
                person,
                name: roster.name(person).into(),
                levels,
            });
        }
    }
    report
}

/// The levels at which some drafting post's items would find nobody, `without` being away.
fn blocked(
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
    without: Option<PersonId>,
) -> Vec<u8> {
    let free = |post: PostId, used: &[PersonId]| {
        roster
            .candidates(post, at)
            .into_iter()
            .map(|seat| seat.person)
            .find(|person| {
                Some(*person) != without
                    && !used.contains(person)
                    && !roster.is_read_only(*person, at)
            })
    };
    let mut levels = BTreeSet::new();
    for drafting in roster
        .posts
        .values()
        .filter(|it| it.active && it.duties.contains(&Duty::Draft))
    {
        let mut used = Vec::new();
        for level in 1..=procedure.top() {
            let found = roster
                .post_of_level(drafting.id, level)
                .and_then(|post| free(post, &used));
            match found {
                Some(person) => used.push(person),
                None => {
                    levels.insert(level);
                    break;
                }
            }
        }
    }
    levels.into_iter().collect()
}

/// Makes a new desk's roster from a draft. All problems are named at once, each with its field
/// (`people[0].login`). `ids` makes fresh identities.
pub fn set_up(
    draft: TeamDraft,
    procedure: &Procedure,
    at: Moment,
    ids: &mut dyn FnMut() -> Ulid,
) -> Result<Team, Vec<Refusal>> {
    let mut roster = Roster::default();
    let mut changes = Vec::new();
    let mut problems = Vec::new();
    let under = |path: String, mut refusal: Refusal| {
        refusal.field = Some(match refusal.field.take() {
            Some(field) => format!("{path}.{field}"),
            None => path,
        });
        refusal
    };
    let mut take = |roster: &mut Roster, change: RosterChange| {
        roster.apply(change.clone());
        changes.push(change);
    };
    for (place, name) in draft.units.into_iter().enumerate() {
        let wanted = UnitDraft {
            name,
            parent: None,
            active: true,
        };
        match unit(&roster, wanted, UnitId(ids())) {
            Ok(unit) => take(&mut roster, RosterChange::Unit(unit)),
            Err(it) => problems.push(under(format!("units[{place}]"), it)),
        }
    }
    for (place, one) in draft.people.into_iter().enumerate() {
        let wanted = PersonDraft {
            name: one.name,
            login: one.login,
            unit: None,
            correspondent: false,
            phone: one.phone,
        };
        match person(&roster, wanted, PersonId(ids())) {
            Ok(person) => take(&mut roster, RosterChange::Person(person)),
            Err(it) => problems.push(under(format!("people[{place}]"), it)),
        }
    }
    // A post may fall back on one further down the list: all are laid down first, then each is checked.
    let post_ids: Vec<PostId> = draft.posts.iter().map(|_| PostId(ids())).collect();
    for (id, one) in post_ids.iter().zip(&draft.posts) {
        roster.apply(RosterChange::Post(Post {
            id: *id,
            name: one.name.clone(),
            duties: one.duties.clone(),
            level: one.level,
            fallback: one.fallback.and_then(|it| post_ids.get(it).copied()),
            active: true,
        }));
    }
    let mut holders = Vec::new();
    for (place, (id, one)) in post_ids.iter().zip(draft.posts).enumerate() {
        let path = format!("posts[{place}]");
        let fallback = match one.fallback.map(|it| post_ids.get(it).copied()) {
            Some(None) => {
                let what = "post".into();
                let missing = Refusal::from(Why::NotFound { what }).at("fallback");
                problems.push(under(path.clone(), missing));
                None
            }
            known => known.flatten(),
        };
        let wanted = PostDraft {
            name: one.name,
            duties: one.duties,
            level: one.level,
            fallback,
        };
        match post(&roster, procedure, wanted, *id) {
            Ok(post) => take(&mut roster, RosterChange::Post(post)),
            Err(it) => problems.push(under(path.clone(), it)),
        }
        holders.push((path.clone(), "a", *id, HoldingRole::A, Some(one.a)));
        holders.push((path, "b", *id, HoldingRole::B, one.b));
    }
    for (path, field, id, role, login) in holders {
        let Some(login) = login.filter(|it| !it.trim().is_empty()) else {
            if role == HoldingRole::A {
                problems.push(under(path, Refusal::from(Why::Missing).at(field)));
            }
            continue;
        };
        let folded = crate::text::fold(&login);
        let Some(person) = roster.people.values().find(|it| it.login == folded) else {
            let what = login;
            problems.push(under(path, Refusal::from(Why::NotFound { what }).at(field)));
            continue;
        };
        let wanted = HoldingDraft {
            post: id,
            person: person.id,
            role,
            from: None,
            to: None,
        };
        match place(&roster, at, wanted, HoldingId(ids()), None) {
            Ok(placed) => {
                for change in placed {
                    take(&mut roster, change);
                }
            }
            Err(it) => problems.push(under(path, it.at(field))),
        }
    }
    if problems.is_empty() {
        let nothing = Roster::default();
        let scene = Scene {
            procedure,
            roster: &nothing,
            at,
            by: PersonId(Ulid::nil()),
            post: None,
        };
        problems.extend(super::soundness::accept(&scene, &roster, None).err());
    }
    let report = check_team(&roster, procedure, at);
    if problems.is_empty() {
        problems.extend(report.errors.iter().cloned().map(Refusal::from));
    }
    if problems.is_empty() {
        Ok(Team {
            changes,
            roster,
            report,
        })
    } else {
        Err(problems)
    }
}

/// Whom to seat as A and B on the posts of the levels, lowest first, given so many people: their places in
/// the list. With one person to spare nobody's absence blocks an item; with none, someone's will.
/// `None` when there are fewer people than levels.
pub fn suggest_seats(people: usize, levels: usize) -> Option<Vec<(usize, usize)>> {
    if people < levels || levels < 2 {
        return None;
    }
    let spare = people - levels;
    let second = |level: usize| match spare {
        0 => (level + 1) % levels,
        _ => levels + level % spare,
    };
    Some((0..levels).map(|level| (level, second(level))).collect())
}

#[cfg(test)]
#[path = "team_tests.rs"]
mod tests;
