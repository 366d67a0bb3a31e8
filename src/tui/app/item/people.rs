//! Who takes part: naming a reviewer when nobody is eligible, stepping aside, and notes on private sources.

use super::ask::{ask, name};
use crate::domain::Scene;
use crate::domain::id::PersonId;
use crate::domain::review::naming::{InterestDraft, NamingDraft, nameable};
use crate::domain::roster::Roster;
use crate::messages::{tui_act as say, words};
use crate::tui::app::acts::Target;
use crate::tui::app::effect::{Request, Slot};
use crate::tui::app::form::{Choice, Entry, Form, FormOverlay, Purpose};
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::wire::command::SealDraft;
use crate::wire::people::RosterView;
use crate::wire::{ItemCommand, ItemView};

/// The records of the roster as the rules read them.
fn records(view: &RosterView) -> Roster {
    Roster {
        people: view.people.iter().map(|it| (it.id, it.clone())).collect(),
        units: view.units.iter().map(|it| (it.id, it.clone())).collect(),
        posts: view
            .posts
            .iter()
            .map(|it| (it.post.id, it.post.clone()))
            .collect(),
        holdings: view.holdings.iter().map(|it| (it.id, it.clone())).collect(),
        absences: view.absences.iter().map(|it| (it.id, it.clone())).collect(),
        parties: view.parties.iter().map(|it| (it.id, it.clone())).collect(),
    }
}

/// Those who could be named, as far as the records here say; the server has the last word.
fn candidates(shared: &Shared, view: &ItemView) -> Vec<PersonId> {
    let (Some(roster), Some(me)) = (&shared.roster, &shared.me) else {
        return Vec::new();
    };
    let records = records(roster);
    let scene = Scene {
        procedure: &roster.procedure,
        roster: &records,
        at: shared.now,
        by: me.person.id,
        post: None,
    };
    nameable(&scene, &view.item)
}

/// Names somebody where the item is blocked.
pub fn name_reviewer(shared: &mut Shared, view: &ItemView) -> Vec<Step> {
    let people: Vec<Choice> = candidates(shared, view)
        .into_iter()
        .map(|id| Choice::new(id.to_string(), with_posts(shared, id)))
        .collect();
    if people.is_empty() {
        shared.warn(say::NOBODY_TO_NAME.get(shared.lang));
        return Vec::new();
    }
    let entries = vec![
        Entry::one("person", say::REVIEWER, people, None).required(),
        Entry::block("reason", say::REASON, "", 4).required(),
    ];
    let title = say::name_title(shared.lang, Target::from(view).called());
    ask(shared, view, title, "name", entries, |form, _| {
        let person = form.taken("person")?.parse().ok()?;
        Some(ItemCommand::NameReviewer(NamingDraft {
            person,
            reason: form.text("reason").to_owned(),
        }))
    })
}

/// A person and the posts they hold.
fn with_posts(shared: &Shared, person: PersonId) -> String {
    let holdings = shared
        .roster
        .as_ref()
        .map(|it| it.holdings.as_slice())
        .unwrap_or_default();
    let held = holdings.iter().filter(|it| {
        it.person == person && it.from <= shared.now && it.to.is_none_or(|to| to > shared.now)
    });
    let posts: Vec<String> = held
        .map(|it| {
            say::post_as(
                shared.lang,
                shared.post_name(it.post),
                words::holding(shared.lang, it.role),
            )
        })
        .collect();
    let person = shared.person_name(person);
    if posts.is_empty() {
        person
    } else {
        say::person_and_posts(
            shared.lang,
            person,
            posts.join(say::LIST_GAP.get(shared.lang)),
        )
    }
}

/// Steps aside for good.
pub fn declare_interest(shared: &Shared, view: &ItemView) -> Vec<Step> {
    let title = say::interest_title(shared.lang, Target::from(view).called());
    let entries = vec![
        Entry::fixed("note", say::WHAT_IT_MEANS, say::INTEREST_NOTE),
        Entry::block("reason", say::INTEREST_REASON, "", 4).required(),
    ];
    ask(shared, view, title, "interest", entries, |form, _| {
        Some(ItemCommand::DeclareInterest(InterestDraft {
            reason: form.text("reason").to_owned(),
        }))
    })
}

/// Lays a sealed note beside the item. What is typed is not kept as a draft: its words belong on no disk but the desk's.
pub fn seal(shared: &Shared, view: &ItemView) -> Vec<Step> {
    #[derive(Debug)]
    struct Seal(Target);
    impl Purpose for Seal {
        fn finish(&mut self, form: &mut Form, _: &mut Shared) -> Vec<Step> {
            let draft = SealDraft {
                role: form.text("role").to_owned(),
                body: form.text("body").to_owned(),
            };
            vec![Step::Give {
                targets: vec![self.0.clone()],
                command: ItemCommand::Seal(draft),
            }]
        }
    }
    let entries = vec![
        Entry::line("role", say::SOURCE_ROLE, "")
            .required()
            .hint(say::SOURCE_ROLE_HINT),
        Entry::block("body", say::SEALED_WORDS, "", 8).required(),
        Entry::fixed("note", say::WHAT_IT_MEANS, say::SEAL_NOTE),
    ];
    let form = Form::new("", entries, shared);
    let title = say::seal_title(shared.lang, Target::from(view).called());
    vec![Step::over(FormOverlay::new(
        title,
        form,
        Seal(Target::from(view)),
    ))]
}

/// Asks why a sealed note is to be read; the reading is logged.
pub fn read_sealed(shared: &Shared, view: &ItemView) -> Vec<Step> {
    #[derive(Debug)]
    struct Read(Target);
    impl Purpose for Read {
        fn finish(&mut self, form: &mut Form, shared: &mut Shared) -> Vec<Step> {
            let Some(note) = form.taken("sealed").and_then(|it| it.parse().ok()) else {
                return Vec::new();
            };
            let reason = form.text("reason").to_owned();
            vec![
                shared
                    .fetch(
                        Slot::Sealed,
                        Request::ReadSealed {
                            item: self.0.item,
                            note,
                            reason,
                        },
                    )
                    .into(),
            ]
        }
    }
    let notes: Vec<Choice> = view
        .item
        .sealed
        .iter()
        .map(|it| {
            let by = name(shared, view, it.by);
            Choice::new(
                it.id.to_string(),
                say::sealed_by(shared.lang, &it.role, by, shared.when(it.at)),
            )
        })
        .collect();
    let entries = vec![
        Entry::one("sealed", say::SEALED_NOTE, notes, Some(0)).required(),
        Entry::block("reason", say::READING_REASON, "", 4)
            .required()
            .hint(say::READING_REASON_HINT),
    ];
    let form = Form::new(super::ask::draft_key(view, "read_sealed"), entries, shared);
    vec![Step::over(FormOverlay::new(
        say::READ_SEALED_TITLE,
        form,
        Read(Target::from(view)),
    ))]
}
