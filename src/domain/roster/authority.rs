//! From which seat a person asks, and who can help when it is none.

use super::*;
use crate::domain::Scene;
use crate::domain::refusal::{Fixer, Refusal, Why};

impl Roster {
    /// A post's name as put into refusals: Chinese, or English where there is no Chinese one.
    pub fn post_name(&self, post: PostId) -> String {
        self.posts.get(&post).map_or_else(
            || "?".into(),
            |it| {
                let zh = !it.name.zh.is_empty();
                if zh {
                    it.name.zh.clone()
                } else {
                    it.name.en.clone()
                }
            },
        )
    }

    /// A person as one who can help.
    pub fn person_fixer(&self, person: PersonId) -> Fixer {
        Fixer::Person {
            id: person,
            name: self.name(person).into(),
        }
    }

    /// A post as one who can help, with whoever acts for it at this instant.
    pub fn post_fixer(&self, post: PostId, at: Moment) -> Fixer {
        Fixer::Post {
            id: post,
            name: self.post_name(post),
            acting: self.acting(post, at).map(|it| self.name(it.person).into()),
        }
    }

    /// The posts that have a duty, as those who can help.
    pub fn duty_fixers(&self, duty: Duty, at: Moment) -> Vec<Fixer> {
        self.posts
            .values()
            .filter(|post| post.active && post.duties.contains(&duty))
            .map(|post| self.post_fixer(post.id, at))
            .collect()
    }
}

/// The person who asks, if in service.
pub fn in_service<'a>(scene: &Scene<'a>) -> Result<&'a Person, Refusal> {
    let person = scene.roster.people.get(&scene.by).ok_or(Why::NotFound {
        what: "person".into(),
    })?;
    if person.active {
        return Ok(person);
    }
    Err(Why::Inactive {
        name: person.name.clone(),
    }
    .into())
}

/// The seat from which the person who asks may do what any one of these duties allows: own posts before
/// covered ones, and only the post the [`Scene`] names, if it does.
///
/// Refuses, in this order: who has ended service; administrators and auditors, where the duties work on
/// items (invariant 74); shadows; who holds such a post but does not act for it now (away, or B while A is
/// present); everyone else.
pub fn seat_for(scene: &Scene, duties: &[Duty]) -> Result<Seat, Refusal> {
    let roster = scene.roster;
    in_service(scene)?;
    if duties.iter().any(|duty| duty.works_on_items()) && roster.is_read_only(scene.by, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    let fits = |post: &Post| {
        post.active
            && scene.post.is_none_or(|wanted| wanted == post.id)
            && duties.iter().any(|duty| post.duties.contains(duty))
    };
    let seat = roster
        .posts
        .values()
        .filter(|post| fits(post))
        .filter_map(|post| roster.acting(post.id, scene.at))
        .filter(|seat| seat.person == scene.by)
        .min_by_key(|seat| (seat.capacity, seat.post));
    if let Some(seat) = seat {
        return Ok(seat);
    }
    let mut held: Vec<_> = roster
        .holds(scene.by, scene.at)
        .into_iter()
        .filter(|(post, _)| roster.posts.get(post).is_some_and(fits))
        .collect();
    held.sort_by_key(|(post, role)| (*role, *post));
    let refusal = match held.first() {
        Some((post, HoldingRole::Shadow)) => Refusal::from(Why::ShadowOnly {
            post: roster.post_name(*post),
        })
        .fixed_by([roster.post_fixer(*post, scene.at)]),
        Some((post, _)) => not_your_turn(scene, *post),
        None => {
            let duty = duties.first().copied().unwrap_or(Duty::Administer);
            let fixers = duties
                .iter()
                .flat_map(|duty| roster.duty_fixers(*duty, scene.at));
            let mut unique: Vec<Fixer> = Vec::new();
            for fixer in fixers {
                if !unique.contains(&fixer) {
                    unique.push(fixer);
                }
            }
            Refusal::from(Why::NotYourDuty { duty }).fixed_by(unique)
        }
    };
    Err(refusal)
}

/// The seat on this very post, if the person who asks acts for it now.
pub fn seat_on(scene: &Scene, post: PostId) -> Result<Seat, Refusal> {
    in_service(scene)?;
    let works = scene
        .roster
        .posts
        .get(&post)
        .is_some_and(|it| it.duties.iter().any(|duty| duty.works_on_items()));
    if works && scene.roster.is_read_only(scene.by, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    match scene.roster.acting(post, scene.at) {
        Some(seat) if seat.person == scene.by && scene.post.is_none_or(|it| it == post) => Ok(seat),
        _ => Err(not_your_turn(scene, post)),
    }
}

fn not_your_turn(scene: &Scene, post: PostId) -> Refusal {
    let acting = scene.roster.acting(post, scene.at);
    Refusal::from(Why::NotYourTurn {
        post: scene.roster.post_name(post),
        acting: acting.map_or_else(String::new, |it| scene.roster.name(it.person).into()),
    })
    .fixed_by([scene.roster.post_fixer(post, scene.at)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::fixture::{Desk, NOON, procedure};

    fn why(desk: &Desk, by: PersonId, duties: &[Duty]) -> Option<Why> {
        let procedure = procedure();
        let scene = desk.scene(&procedure, by, NOON);
        seat_for(&scene, duties).err().map(|it| it.why)
    }

    #[test]
    fn b_is_told_who_acts_while_a_is_present_and_an_absent_a_is_told_too() {
        let mut desk = Desk::new();
        let post = desk.post("起草", &[Duty::Draft], Some(1), None);
        let (a, b) = (desk.person("a"), desk.person("b"));
        desk.hold(post, a, HoldingRole::A);
        desk.hold(post, b, HoldingRole::B);
        let turn = |acting: &str| {
            Some(Why::NotYourTurn {
                post: "起草".into(),
                acting: acting.into(),
            })
        };
        assert_eq!(why(&desk, a, &[Duty::Draft]), None);
        assert_eq!(why(&desk, b, &[Duty::Draft]), turn("a"));
        desk.away(a, NOON, NOON.plus_days(1));
        assert_eq!(why(&desk, a, &[Duty::Draft]), turn("b"));
        assert_eq!(why(&desk, b, &[Duty::Draft]), None);
    }

    /// Invariant 74.
    #[test]
    fn someone_who_administers_has_no_seat_that_works_on_items() {
        let mut desk = Desk::new();
        let draft = desk.post("起草", &[Duty::Draft], Some(1), None);
        let admin = desk.post("管理", &[Duty::Administer], None, None);
        let person = desk.person("both");
        desk.hold(draft, person, HoldingRole::A);
        desk.hold(admin, person, HoldingRole::B);
        assert_eq!(why(&desk, person, &[Duty::Draft]), Some(Why::ReadOnlyRole));
        assert_eq!(why(&desk, person, &[Duty::Administer]), None);
    }

    /// Invariant 19.
    #[test]
    fn someone_who_ended_service_has_no_seat() {
        let mut desk = Desk::new();
        let post = desk.post("起草", &[Duty::Draft], Some(1), None);
        let person = desk.person("left");
        desk.hold(post, person, HoldingRole::A);
        desk.roster.people.get_mut(&person).expect("person").active = false;
        assert_eq!(
            why(&desk, person, &[Duty::Draft]),
            Some(Why::Inactive {
                name: "left".into()
            })
        );
        assert_eq!(desk.roster.posts_acted_by(person, NOON), []);
    }
}
