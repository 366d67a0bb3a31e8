//! Plays the stories: everything that happens, of all of them, in the order of time.

use super::command::{Place, command, fill, signer};
use super::story::{Step, Story};
use super::team::{Absences, Names};
use super::when::Today;
use super::{Clockwork, DemoError};
use crate::desk::{Act, Caller, Desk};
use crate::domain::id::{ItemId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::report::SubmissionDraft;
use crate::messages::Lang;
use crate::wire::item::ActReply;
use std::collections::BTreeMap;

/// Minutes by which a unit's own clock stood before the receipt: writing, signing out, sending.
const SENT_BEFORE: i64 = 7;

/// Something that happens.
#[derive(Debug, Clone, Copy)]
enum Cue {
    /// The absence at this place is entered.
    Absence(usize),
    /// The story at this place begins: its submission is received.
    Receipt(usize),
    /// A step of the story at this place.
    Step(usize, usize),
}

/// An item in the course of its story.
#[derive(Debug, Clone)]
pub struct Begun {
    pub item: ItemId,
    pub received_at: Moment,
    /// What was made in the story, by the name given to it there: identity of the claim, the thread, ….
    pub made: BTreeMap<String, String>,
}

/// The stories on their way.
pub struct Play<'a> {
    desk: &'a Desk,
    clock: &'a Clockwork,
    today: &'a Today<'a>,
    names: &'a Names,
    begun: BTreeMap<String, Begun>,
}

impl<'a> Play<'a> {
    /// Nothing has happened yet.
    pub fn new(
        desk: &'a Desk,
        clock: &'a Clockwork,
        today: &'a Today<'a>,
        names: &'a Names,
    ) -> Self {
        Play {
            desk,
            clock,
            today,
            names,
            begun: BTreeMap::new(),
        }
    }

    /// Plays everything, oldest first.
    pub async fn perform(
        mut self,
        stories: &[Story],
        absences: &Absences,
    ) -> Result<(), DemoError> {
        for (at, cue) in timeline(stories, absences, self.today) {
            self.clock.set(at);
            match cue {
                Cue::Absence(place) => absences.enter(self.desk, place).await?,
                Cue::Receipt(place) => {
                    if let Some(story) = stories.get(place) {
                        let begun = self.receive(story, at).await;
                        let begun = begun.map_err(|why| in_story(story, 0, why))?;
                        self.begun.insert(story.key.clone(), begun);
                    }
                }
                Cue::Step(place, step) => {
                    let story = stories.get(place);
                    if let Some((story, it)) = story.and_then(|it| Some((it, it.steps.get(step)?)))
                    {
                        let done = self.step(story, it).await;
                        done.map_err(|why| in_story(story, step + 1, why))?;
                    }
                }
            }
        }
        Ok(())
    }

    async fn receive(&self, story: &Story, at: Moment) -> Result<Begun, DemoError> {
        let words = |text: &str| fill(text, at, self.today);
        let draft = SubmissionDraft {
            unit: Some(story.unit.clone()),
            channel: story.channel,
            urgency: story.urgency,
            title: words(&story.title),
            body: words(story.body.trim()),
            author: story.author.clone(),
            sender_time: Some(at.plus_minutes(-SENT_BEFORE)),
            released_by: story.released_by.clone(),
            hotline: story.hotline.clone(),
            ..SubmissionDraft::default()
        };
        let by = Caller::local(self.names.person(&story.by)?);
        let receipt = self.desk.receive(by, draft, None).await?;
        Ok(Begun {
            item: receipt.item,
            received_at: at,
            made: BTreeMap::new(),
        })
    }

    async fn step(&mut self, story: &Story, step: &Step) -> Result<ActReply, DemoError> {
        let unknown = || DemoError::Unknown(story.key.clone());
        let begun = self.begun.get(&story.key).ok_or_else(unknown)?;
        let known = self.desk.current().await?;
        // Whoever keeps the roster reads as the desk does; a view's item and turn are the same for everybody.
        let reader = Caller::local(self.names.person(super::DEFAULT_LOGIN)?);
        let view = self.desk.item(reader, begun.item, Lang::Zh).await?;
        let turn = view.turn.map(|it| it.person);
        let by: PersonId = match &step.by {
            Some(login) => self.names.person(login)?,
            None => turn.ok_or_else(unknown)?,
        };
        let place = Place {
            view: &view,
            begun,
            others: &self.begun,
            names: self.names,
            today: self.today,
            procedure: &known.procedure,
            by,
            signer: signer(&step.deed, turn),
        };
        let act = Act {
            caller: Caller::local(by),
            item: begun.item,
            rev: view.item.rev,
            command: command(&step.deed, &place)?,
            key: None,
            dry_run: false,
        };
        let reply = self.desk.act(act).await?;
        if let (Some(name), Some(made)) = (step.deed.names(), &reply.made)
            && let Some(begun) = self.begun.get_mut(&story.key)
        {
            begun.made.insert(name.to_owned(), made.clone());
        }
        Ok(reply)
    }
}

fn in_story(story: &Story, step: usize, why: DemoError) -> DemoError {
    DemoError::Step {
        story: story.key.clone(),
        step,
        why: Box::new(why),
    }
}

/// Everything in the order of time. Within a story the order is that of its steps: one told for a time before the
/// step it follows happens a minute after that, and nothing happens later than just before now.
fn timeline(stories: &[Story], absences: &Absences, today: &Today) -> Vec<(Moment, Cue)> {
    let mut cues: Vec<(Moment, Cue)> = absences
        .times()
        .enumerate()
        .map(|(place, at)| (at, Cue::Absence(place)))
        .collect();
    let latest = today.now.plus_millis(-1_000);
    for (place, story) in stories.iter().enumerate() {
        let mut last = today.moment(story.at).min(latest);
        cues.push((last, Cue::Receipt(place)));
        for (number, step) in story.steps.iter().enumerate() {
            let told = today.moment(step.at);
            last = told.max(last.plus_minutes(1)).min(latest);
            cues.push((last, Cue::Step(place, number)));
        }
    }
    cues.sort_by_key(|(at, _)| *at);
    cues
}
