//! What must hold of the roster at every instant from now on, checked by comparing it before and after a
//! change: a change is refused for what it makes worse, not for what was wrong already.

use super::*;
use crate::domain::Scene;
use crate::domain::calendar::{office_zone, shown};
use crate::domain::refusal::{Fixer, Refusal, Why};

/// Posts one person may be A of, and as many again B of (`spec.md` B10, own default).
pub const MOST_POSTS: usize = 3;

/// Most people offered as remedy.
const MOST_REMEDIES: usize = 5;

/// Something that is wrong with a roster at an instant; the order is that in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A and B of a post are one person (invariant 12).
    SameHolder {
        post: PostId,
        person: PersonId,
    },
    /// Administers or audits, and works on items (invariant 74).
    Mixed {
        person: PersonId,
    },
    TooMany {
        person: PersonId,
        role: HoldingRole,
    },
    /// No leader is in service and present (invariant 13).
    NoLeader,
    /// A post in use has neither A nor B present (invariant 13).
    Empty {
        post: PostId,
    },
}

impl Roster {
    /// The post's A or B is in service and not away.
    fn is_manned(&self, post: PostId, at: Moment) -> bool {
        [HoldingRole::A, HoldingRole::B]
            .into_iter()
            .filter_map(|role| self.holder(post, role, at))
            .any(|person| !self.is_away(person, at))
    }

    /// Posts of leaders: those that review above level 1 or sign release.
    fn leads(post: &Post) -> bool {
        post.duties.contains(&Duty::Release)
            || (post.duties.contains(&Duty::Review) && post.level.is_some_and(|it| it >= 2))
    }

    /// The instants after `from` at which an answer of this roster may change, and `from`, in order.
    fn edges(&self, from: Moment) -> BTreeSet<Moment> {
        let holdings = self.holdings.values().flat_map(|it| [Some(it.from), it.to]);
        let absences = self
            .absences
            .values()
            .filter(|it| !it.cancelled)
            .flat_map(|it| [Some(it.from), Some(it.to)]);
        let mut edges: BTreeSet<Moment> = holdings
            .chain(absences)
            .flatten()
            .filter(|at| *at > from)
            .collect();
        edges.insert(from);
        edges
    }

    /// Posts the person is A, or B, of at this instant.
    fn count(&self, person: PersonId, role: HoldingRole, at: Moment) -> usize {
        self.holds(person, at)
            .iter()
            .filter(|(_, held)| *held == role)
            .count()
    }

    /// The person, as A or B, both reads or configures only and works on items.
    fn is_mixed(&self, person: PersonId, at: Moment) -> bool {
        let duties: BTreeSet<Duty> = self
            .holds(person, at)
            .into_iter()
            .filter(|(_, role)| *role != HoldingRole::Shadow)
            .filter_map(|(post, _)| self.posts.get(&post))
            .flat_map(|post| post.duties.iter().copied())
            .collect();
        duties.iter().any(|it| it.read_only()) && duties.iter().any(|it| it.works_on_items())
    }

    fn faults(&self, at: Moment) -> BTreeSet<Fault> {
        let mut faults = BTreeSet::new();
        let mut led = false;
        for post in self.posts.values().filter(|it| it.active) {
            let a = self.holder(post.id, HoldingRole::A, at);
            if let (Some(a), Some(b)) = (a, self.holder(post.id, HoldingRole::B, at))
                && a == b
            {
                faults.insert(Fault::SameHolder {
                    post: post.id,
                    person: a,
                });
            }
            if self.is_manned(post.id, at) {
                led |= Self::leads(post);
            } else {
                faults.insert(Fault::Empty { post: post.id });
            }
        }
        if !led {
            faults.insert(Fault::NoLeader);
        }
        let holders: BTreeSet<PersonId> = self.holdings.values().map(|it| it.person).collect();
        for person in holders {
            for role in [HoldingRole::A, HoldingRole::B] {
                if self.count(person, role, at) > MOST_POSTS {
                    faults.insert(Fault::TooMany { person, role });
                }
            }
            if self.is_mixed(person, at) {
                faults.insert(Fault::Mixed { person });
            }
        }
        faults
    }

    /// Everyone who could be named B of the post from one instant to another (`None`: for good): in service,
    /// present all the while, not on the post already, with room for it, and free of what it must not be
    /// joined with. Those with the fewest posts come first.
    pub fn everyone_who_could(
        &self,
        post: PostId,
        from: Moment,
        to: Option<Moment>,
    ) -> Vec<PersonId> {
        let Some(wanted) = self.posts.get(&post) else {
            return Vec::new();
        };
        let reads = wanted.duties.iter().any(|it| it.read_only());
        let works = wanted.duties.iter().any(|it| it.works_on_items());
        let edges: Vec<Moment> = self
            .edges(from)
            .into_iter()
            .filter(|at| to.is_none_or(|to| *at < to))
            .collect();
        let could = |person: PersonId, at: Moment| {
            let held = self.holds(person, at);
            let clashes = held.iter().any(|(other, role)| {
                let duties = self.posts.get(other).map(|it| &it.duties);
                *other == post
                    || (*role != HoldingRole::Shadow
                        && duties.is_some_and(|duties| {
                            (reads && duties.iter().any(|it| it.works_on_items()))
                                || (works && duties.iter().any(|it| it.read_only()))
                        }))
            });
            !clashes
                && !self.is_away(person, at)
                && self.count(person, HoldingRole::B, at) < MOST_POSTS
        };
        let mut able: Vec<PersonId> = self
            .people
            .values()
            .filter(|it| it.active && !it.correspondent)
            .filter(|it| edges.iter().all(|at| could(it.id, *at)))
            .map(|it| it.id)
            .collect();
        able.sort_by_key(|it| (self.holds(*it, from).len(), *it));
        able
    }
}

/// Accepts what a roster will be, or refuses the first thing the change makes worse, with the remedies.
/// `whose` is the person the change is about, if it is about one.
pub(super) fn accept(
    scene: &Scene,
    after: &Roster,
    whose: Option<PersonId>,
) -> Result<(), Refusal> {
    let before = scene.roster;
    let mut edges = before.edges(scene.at);
    edges.extend(after.edges(scene.at));
    // A post that is new or taken into use again was not left by anybody.
    let was_in_use = |post: PostId| before.posts.get(&post).is_some_and(|it| it.active);
    let worse = |at: Moment| {
        let had = before.faults(at);
        after.faults(at).into_iter().find(|fault| {
            !had.contains(fault)
                && match fault {
                    Fault::Empty { post } => was_in_use(*post),
                    _ => true,
                }
        })
    };
    let Some((at, fault)) = edges.iter().find_map(|at| Some((*at, worse(*at)?))) else {
        return Ok(());
    };
    let planners = || planners(after, scene.at);
    let name = |person: PersonId| after.name(person).to_owned();
    Err(match fault {
        Fault::SameHolder { person, .. } => Refusal::from(Why::SameHolder {
            person: name(person),
        })
        .at("person")
        .fixed_by([Fixer::You]),
        Fault::Mixed { .. } => Refusal::from(Why::ReadOnlyRole).at("person"),
        Fault::TooMany { person, .. } => Refusal::from(Why::TooManyPosts {
            person: name(person),
            limit: u32::try_from(MOST_POSTS).unwrap_or(u32::MAX),
        })
        .at("person"),
        Fault::NoLeader => Refusal::from(Why::LeavesNoLeader {
            person: whose.map(name).unwrap_or_default(),
        })
        .fixed_by(planners()),
        Fault::Empty { post } => {
            let ends = edges
                .range(at..)
                .find(|at| after.is_manned(post, **at) || !before.is_manned(post, **at))
                .copied();
            let zone = office_zone(&scene.procedure.zone);
            let why = match ends {
                Some(to) => Why::PostLeftEmpty {
                    post: after.post_name(post),
                    from: shown(at, &zone),
                    to: shown(to, &zone),
                },
                None => Why::PostUnheld {
                    post: after.post_name(post),
                    from: shown(at, &zone),
                },
            };
            let able = after
                .everyone_who_could(post, at, ends)
                .into_iter()
                .filter(|person| Some(*person) != whose)
                .take(MOST_REMEDIES)
                .map(|person| after.person_fixer(person));
            Refusal::from(why).fixed_by(able.chain(planners()))
        }
    })
}

/// The posts that plan the roster, as those who can help.
pub(super) fn planners(roster: &Roster, at: Moment) -> Vec<Fixer> {
    roster.duty_fixers(Duty::Roster, at)
}
