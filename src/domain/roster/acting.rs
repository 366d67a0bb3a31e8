//! Who acts for a post at an instant (`spec.md` B10): a function of holdings and absences, asked for any
//! instant, past or to come. Cover begins and ends by the clock; no job has to run (invariants 10-14).
//!
//! The chain of a post: its A, its B, then A and B of the post it falls back on, and so on upwards.
//! All intervals are half-open: in force at `from`, no longer at `to`.

use super::*;
use crate::domain::review::Capacity;

impl Holding {
    /// In force at this instant.
    pub fn in_force(&self, at: Moment) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }
}

impl Absence {
    /// Keeps the person away at this instant.
    pub fn in_force(&self, at: Moment) -> bool {
        !self.cancelled && self.from <= at && at < self.to
    }
}

impl Duty {
    /// Reading or configuring only: never on one person with what [works on items](Self::works_on_items)
    /// (invariant 74).
    pub fn read_only(self) -> bool {
        matches!(self, Duty::Audit | Duty::Administer)
    }

    /// Sorts, writes, reviews or releases items, or answers for the urgent ones.
    pub fn works_on_items(self) -> bool {
        matches!(
            self,
            Duty::Triage | Duty::Draft | Duty::Review | Duty::Release | Duty::Duty
        )
    }
}

impl Roster {
    /// The person who holds the post in this role at this instant, present or not. Of several, the one
    /// appointed for the latest beginning. A shadow's role has no single holder: the same rule picks one.
    ///
    /// Of a person who has ended service only holdings that were ended too count: those are the past,
    /// which stays as it was (invariants 11, 19).
    pub fn holder(&self, post: PostId, role: HoldingRole, at: Moment) -> Option<PersonId> {
        self.holdings
            .values()
            .filter(|it| it.post == post && it.role == role && self.holds_by(it, at))
            .max_by_key(|it| (it.from, it.id))
            .map(|it| it.person)
    }

    fn holds_by(&self, holding: &Holding, at: Moment) -> bool {
        holding.in_force(at)
            && self
                .people
                .get(&holding.person)
                .is_some_and(|person| person.active || holding.to.is_some())
    }

    /// The posts a person holds at this instant, with the role; present or away.
    pub fn holds(&self, person: PersonId, at: Moment) -> Vec<(PostId, HoldingRole)> {
        let mut held: Vec<_> = self
            .holdings
            .values()
            .filter(|it| it.person == person && self.holds_by(it, at))
            .filter(|it| {
                it.role == HoldingRole::Shadow || self.holder(it.post, it.role, at) == Some(person)
            })
            .map(|it| (it.post, it.role))
            .collect();
        held.sort_unstable();
        held.dedup();
        held
    }

    /// The person is on leave, ill or otherwise away at this instant.
    pub fn is_away(&self, person: PersonId, at: Moment) -> bool {
        self.absences
            .values()
            .any(|it| it.person == person && it.in_force(at))
    }

    /// The post and those it falls back on, upwards, each once even if the records run in a circle.
    pub fn chain(&self, post: PostId) -> Vec<PostId> {
        let mut chain = Vec::new();
        let mut next = Some(post);
        while let Some(id) = next.filter(|id| !chain.contains(id)) {
            let Some(known) = self.posts.get(&id) else {
                break;
            };
            chain.push(id);
            next = known.fallback;
        }
        chain
    }

    /// The post that reviews at `level` what `desk_post` writes: the nearest such on its chain, or the
    /// first such of the desk when the chain has none. Level 1 is the drafting post itself.
    pub fn post_of_level(&self, desk_post: PostId, level: u8) -> Option<PostId> {
        if level <= 1 {
            return self.posts.contains_key(&desk_post).then_some(desk_post);
        }
        let reviews = |post: &Post| {
            post.active && post.level == Some(level) && post.duties.contains(&Duty::Review)
        };
        self.chain(desk_post)
            .into_iter()
            .find(|id| self.posts.get(id).is_some_and(reviews))
            .or_else(|| {
                self.posts
                    .values()
                    .find(|post| reviews(post))
                    .map(|it| it.id)
            })
    }

    /// Everyone who may come to act for a post at an instant, in the order of precedence, each once: its
    /// A, its B, then A and B of the posts it falls back on. Those away and shadows are not in it.
    ///
    /// It is not empty while any person in service holds a post that works on items: when all on the chain are away,
    /// the last resort is the A (else the B) of the highest post of the chain that has one, although away; when the
    /// chain has no holder at all, it is the highest post of the desk that has one.
    pub fn candidates(&self, post: PostId, at: Moment) -> Vec<Seat> {
        let chain = self.chain(post);
        if chain.is_empty() {
            return Vec::new();
        }
        let mut seats: Vec<Seat> = Vec::new();
        for &link in &chain {
            for (role, own) in [(HoldingRole::A, Capacity::A), (HoldingRole::B, Capacity::B)] {
                let Some(person) = self.holder(link, role, at) else {
                    continue;
                };
                if !self.is_away(person, at) && seats.iter().all(|seat| seat.person != person) {
                    let capacity = if link == post {
                        own
                    } else {
                        Capacity::Fallback
                    };
                    seats.push(Seat {
                        post,
                        person,
                        capacity,
                    });
                }
            }
        }
        if seats.is_empty() {
            seats.extend(self.last_resort(post, &chain, at));
        }
        seats
    }

    /// Who answers for a post when everyone on its chain is away.
    fn last_resort(&self, post: PostId, chain: &[PostId], at: Moment) -> Option<Seat> {
        let on = |link: PostId| {
            [(HoldingRole::A, Capacity::A), (HoldingRole::B, Capacity::B)]
                .into_iter()
                .find_map(|(role, own)| {
                    Some(Seat {
                        post,
                        person: self.holder(link, role, at)?,
                        capacity: if link == post {
                            own
                        } else {
                            Capacity::Fallback
                        },
                    })
                })
        };
        if let Some(seat) = chain.iter().rev().find_map(|&link| on(link)) {
            return Some(seat);
        }
        // Nobody of the chain is left: the highest of the desk, those present before those away. Posts that
        // only read or configure are covered among themselves, or a leader would lose the vote by it.
        let only_reads = |it: &Post| it.duties.iter().any(|duty| duty.read_only());
        let reads = self.posts.get(&post).is_some_and(only_reads);
        let mut others: Vec<&Post> = self
            .posts
            .values()
            .filter(|it| it.active && only_reads(it) == reads)
            .collect();
        others.sort_by_key(|it| (std::cmp::Reverse(it.level), it.id));
        let seats: Vec<Seat> = others.iter().filter_map(|it| on(it.id)).collect();
        seats
            .iter()
            .find(|seat| !self.is_away(seat.person, at))
            .or(seats.first())
            .copied()
    }

    /// Who acts for the post at this instant: the first of its [`candidates`](Self::candidates).
    pub fn acting(&self, post: PostId, at: Moment) -> Option<Seat> {
        self.candidates(post, at).into_iter().next()
    }

    /// The posts for which the person is the one who acts at this instant, own and covered.
    pub fn posts_acted_by(&self, person: PersonId, at: Moment) -> Vec<Seat> {
        self.posts
            .values()
            .filter(|post| post.active)
            .filter_map(|post| self.acting(post.id, at))
            .filter(|seat| seat.person == person)
            .collect()
    }

    /// A post the person acts for at this instant has the duty.
    pub fn has_duty(&self, person: PersonId, duty: Duty, at: Moment) -> bool {
        self.seat_with(person, duty, at).is_some()
    }

    /// The seat that gives the person a duty at this instant: own posts before covered ones.
    pub fn seat_with(&self, person: PersonId, duty: Duty, at: Moment) -> Option<Seat> {
        self.posts
            .values()
            .filter(|post| post.active && post.duties.contains(&duty))
            .filter_map(|post| self.acting(post.id, at))
            .filter(|seat| seat.person == person)
            .min_by_key(|seat| (seat.capacity, seat.post))
    }

    /// The person administers or audits (holds or covers such a post), so they neither vote nor edit,
    /// whatever else they hold (invariant 74).
    pub fn is_read_only(&self, person: PersonId, at: Moment) -> bool {
        let read_only = |post: PostId| {
            self.posts
                .get(&post)
                .is_some_and(|it| it.active && it.duties.iter().any(|duty| duty.read_only()))
        };
        self.holds(person, at)
            .into_iter()
            .any(|(post, role)| role != HoldingRole::Shadow && read_only(post))
            || self
                .posts_acted_by(person, at)
                .into_iter()
                .any(|seat| read_only(seat.post))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::fixture::{Desk, NOON};

    #[test]
    fn b_acts_while_a_is_away_and_a_again_at_the_very_end_of_it() {
        // Invariant 14.
        let mut desk = Desk::new();
        let post = desk.post("起草", &[Duty::Draft], Some(1), None);
        let (a, b) = (desk.person("a"), desk.person("b"));
        desk.hold(post, a, HoldingRole::A);
        desk.hold(post, b, HoldingRole::B);
        desk.away(a, NOON, NOON.plus_minutes(60));
        let who = |minutes: i64| desk.roster.acting(post, NOON.plus_minutes(minutes));
        assert_eq!(
            who(-1).map(|it| (it.person, it.capacity)),
            Some((a, Capacity::A))
        );
        assert_eq!(
            who(0).map(|it| (it.person, it.capacity)),
            Some((b, Capacity::B))
        );
        assert_eq!(who(59).map(|it| it.person), Some(b));
        assert_eq!(who(60).map(|it| it.person), Some(a));
    }

    #[test]
    fn the_chain_is_climbed_when_both_are_away_and_its_head_is_the_last_resort() {
        let mut desk = Desk::new();
        let top = desk.post("审核", &[Duty::Review], Some(3), None);
        let post = desk.post("起草", &[Duty::Draft], Some(1), Some(top));
        let (a, b, chief) = (desk.person("a"), desk.person("b"), desk.person("chief"));
        desk.hold(post, a, HoldingRole::A);
        desk.hold(post, b, HoldingRole::B);
        desk.hold(top, chief, HoldingRole::A);
        for person in [a, b] {
            desk.away(person, NOON, NOON.plus_days(1));
        }
        let seat = desk.roster.acting(post, NOON).expect("somebody");
        assert_eq!(
            (seat.person, seat.capacity, seat.post),
            (chief, Capacity::Fallback, post)
        );
        desk.away(chief, NOON, NOON.plus_days(1));
        assert_eq!(desk.roster.acting(post, NOON), Some(seat));
    }

    #[test]
    fn a_shadow_never_acts() {
        // Invariant 12.
        let mut desk = Desk::new();
        let post = desk.post("起草", &[Duty::Draft], Some(1), None);
        let shadow = desk.person("shadow");
        desk.hold(post, shadow, HoldingRole::Shadow);
        assert_eq!(desk.roster.acting(post, NOON), None);
        assert_eq!(
            desk.roster.holds(shadow, NOON),
            [(post, HoldingRole::Shadow)]
        );
        assert!(!desk.roster.has_duty(shadow, Duty::Draft, NOON));
    }

    #[test]
    fn posts_that_fall_back_on_each_other_are_walked_once() {
        let mut desk = Desk::new();
        let one = desk.post("一", &[Duty::Draft], Some(1), None);
        let two = desk.post("二", &[Duty::Review], Some(2), Some(one));
        desk.roster.posts.get_mut(&one).expect("post").fallback = Some(two);
        let b = desk.person("b");
        desk.hold(two, b, HoldingRole::B);
        assert_eq!(desk.roster.chain(one), [one, two]);
        assert_eq!(desk.roster.acting(one, NOON).map(|it| it.person), Some(b));
    }

    #[test]
    fn the_last_to_be_appointed_holds_the_post() {
        let mut desk = Desk::new();
        let post = desk.post("起草", &[Duty::Draft], Some(1), None);
        let (old, new) = (desk.person("old"), desk.person("new"));
        desk.hold(post, old, HoldingRole::A);
        let id = desk.hold(post, new, HoldingRole::A);
        desk.roster.holdings.get_mut(&id).expect("holding").from = NOON;
        assert_eq!(
            desk.roster
                .holder(post, HoldingRole::A, NOON.plus_minutes(-1)),
            Some(old)
        );
        assert_eq!(desk.roster.holder(post, HoldingRole::A, NOON), Some(new));
        assert_eq!(desk.roster.holds(old, NOON), []);
    }
}
