//! Recording evidence: who was asked, how, and what they said.
//!
//! The party is found by a part of its name; one the desk does not know yet is entered in the same form and made
//! known to the whole desk first. That needs the line: while it is down the form stays open with everything in it.

use super::ask::{
    self, CREDIBILITIES, GRADES, METHODS, RELATIONS, STANCES, choices, credibility, draft_key,
    from_word, grade, method, relation, stance,
};
use super::claims::figure;
use crate::domain::id::{ClaimId, PartyId};
use crate::domain::moment::Moment;
use crate::domain::verify::evidence::EvidenceDraft;
use crate::domain::verify::party::PartyDraft;
use crate::domain::verify::{Claim, Party};
use crate::messages::tui_act as say;
use crate::tui::app::acts::Target;
use crate::tui::app::asked::Asked;
use crate::tui::app::effect::{Effect, Request, Slot};
use crate::tui::app::form::{Entry, Filled, Form, Value, editor_tag, take_edited};
use crate::tui::app::label::Label;
use crate::tui::app::matching::{Match, find};
use crate::tui::app::message::{Failure, Reply};
use crate::tui::app::part::Part;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::tui::app::when;
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};
use crate::wire::{ItemCommand, ItemView};

/// Names shown of those that fit.
const SHOWN: usize = 6;

/// The form over an item.
#[derive(Debug)]
pub struct EvidenceOverlay {
    pub title: Label,
    pub form: Form,
    target: Target,
    claim: ClaimId,
    /// The party is being made known; what is recorded follows.
    asked: Option<Asked>,
}

impl EvidenceOverlay {
    /// For a claim, or as it was left.
    pub fn open(shared: &Shared, view: &ItemView, claim: &Claim) -> Self {
        let entries = vec![
            Entry::line("party", say::PARTY, "")
                .required()
                .hint(say::PARTY_HINT),
            Entry::fixed("found", say::PARTY_FOUND, String::new()),
            Entry::one("method", say::METHOD, choices(&METHODS, method), Some(0)).required(),
            Entry::one("stance", say::STANCE, choices(&STANCES, stance), None).required(),
            Entry::block("quote", say::QUOTE, "", 5)
                .required()
                .hint(say::QUOTE_HINT),
            Entry::one("grade", say::GRADE, choices(&GRADES, grade), Some(1)).required(),
            Entry::one(
                "info",
                say::CREDIBILITY,
                choices(&CREDIBILITIES, credibility),
                Some(1),
            )
            .required(),
            Entry::line("figure", say::FIGURE, "").hint(say::EVIDENCE_FIGURE_HINT),
            Entry::line("taken_at", say::TAKEN_AT, "").hint(say::TAKEN_AT_HINT),
            Entry::line("origin", say::ORIGIN, "").hint(say::ORIGIN_HINT),
            Entry::block("explanation", say::EXPLANATION, "", 3).hint(say::EXPLANATION_HINT),
        ];
        let form = Form::new(
            draft_key(view, &format!("evidence/{}", claim.id)),
            entries,
            shared,
        );
        let mut overlay = EvidenceOverlay {
            title: Label::Text(say::evidence_title(
                shared.lang,
                claim.n,
                &claim.anchor.quote,
            )),
            form,
            target: Target::from(view),
            claim: claim.id,
            asked: None,
        };
        overlay.follow(shared);
        overlay
    }

    /// What was typed for the party, and what the desk knows that fits.
    fn follow(&mut self, shared: &Shared) {
        let parties = parties(shared);
        let typed = self.form.text("party").to_owned();
        let fits = find(&typed, parties.iter().map(|it| it.body.as_str()));
        let name = |at: &usize| parties.get(*at).map(|it| shown(shared, it));
        let told = match &fits {
            _ if typed.is_empty() => say::PARTY_HINT.get(shared.lang).to_owned(),
            Match::One(at) => name(at).unwrap_or_default(),
            Match::Several(places) => {
                let names: Vec<String> = places.iter().take(SHOWN).filter_map(name).collect();
                say::several_fit(
                    shared.lang,
                    places.len(),
                    names.join(say::LIST_GAP.get(shared.lang)),
                )
            }
            Match::None => say::NEW_PARTY.get(shared.lang).to_owned(),
        };
        if let Some(entry) = self.form.entry_mut("found") {
            entry.value = Value::Fixed(Label::Text(told));
        }
        self.ask_for_new_party(fits == Match::None && !typed.is_empty(), shared);
    }

    /// The fields of a party that is not known come and go with what is typed above them.
    fn ask_for_new_party(&mut self, wanted: bool, shared: &Shared) {
        let there = self.form.entry("relation").is_some();
        if wanted == there {
            return;
        }
        const OF_PARTY: [&str; 3] = ["relation", "role", "group"];
        if wanted {
            let fields = vec![
                Entry::one(
                    "relation",
                    say::RELATION,
                    choices(&RELATIONS, relation),
                    None,
                )
                .required(),
                Entry::line("role", say::PARTY_ROLE, "").hint(say::PARTY_ROLE_HINT),
                Entry::line("group", say::PARTY_GROUP, "").hint(say::PARTY_GROUP_HINT),
            ];
            // What was filled in for it before is still in the draft.
            let fields = Form::new(self.form.draft.clone(), fields, shared).entries;
            self.form.entries.splice(2..2, fields);
        } else {
            self.form
                .entries
                .retain(|entry| !OF_PARTY.contains(&entry.name));
        }
    }

    fn keep(&mut self, shared: &mut Shared) -> Vec<Step> {
        let kept = self.form.keep(shared).map(Step::Do).into_iter().collect();
        self.follow(shared);
        kept
    }

    /// Everything checked: the act itself, or first the party.
    fn submit(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.asked.is_some() || !self.form.check(shared) {
            return Vec::new();
        }
        // What would be refused is found before a new party is made known.
        if self.draft(shared, PartyId::from(0)).is_none() {
            return Vec::new();
        }
        let parties = parties(shared);
        match find(
            self.form.text("party"),
            parties.iter().map(|it| it.body.as_str()),
        ) {
            Match::One(at) => match parties.get(at).map(|it| it.id) {
                Some(id) => self.give(shared, id),
                None => Vec::new(),
            },
            Match::Several(_) => {
                self.form.fault("party", say::WHICH_PARTY.get(shared.lang));
                Vec::new()
            }
            Match::None => {
                let Some(relation) = self.form.taken("relation").and_then(from_word) else {
                    return Vec::new();
                };
                let draft = PartyDraft {
                    body: self.form.text("party").to_owned(),
                    role: self.form.text("role").to_owned(),
                    group: self.form.text("group").to_owned(),
                    unit: None,
                    relation,
                    active: true,
                };
                let (asked, effect) =
                    Asked::fetch(shared, Slot::Party, Request::AddParty(Box::new(draft)));
                self.asked = Some(asked);
                vec![effect.into()]
            }
        }
    }

    fn draft(&mut self, shared: &Shared, party: PartyId) -> Option<EvidenceDraft> {
        let figure = figure(&mut self.form, shared, "figure")?;
        let taken_at = self.taken_at(shared).ok()?;
        let form = &self.form;
        Some(EvidenceDraft {
            party,
            method: from_word(form.taken("method")?)?,
            stance: from_word(form.taken("stance")?)?,
            grade: from_word(form.taken("grade")?)?,
            info: form.taken("info")?.parse().ok()?,
            quote: form.text("quote").to_owned(),
            figure,
            origin: form.text("origin").to_owned(),
            explanation: form.text("explanation").to_owned(),
            taken_at,
            attachment_hash: None,
            expires: None,
        })
    }

    fn taken_at(&mut self, shared: &Shared) -> Result<Option<Moment>, ()> {
        let typed = self.form.text("taken_at");
        if typed.is_empty() {
            return Ok(None);
        }
        match when::read_past(typed, shared.now, &shared.zone()) {
            Some(at) => Ok(Some(at)),
            None => {
                self.form
                    .fault("taken_at", say::NOT_A_PAST_TIME.get(shared.lang));
                Err(())
            }
        }
    }

    fn give(&mut self, shared: &mut Shared, party: PartyId) -> Vec<Step> {
        let Some(draft) = self.draft(shared, party) else {
            return Vec::new();
        };
        let command = ItemCommand::AddEvidence {
            claim: self.claim,
            with: Box::new(draft),
        };
        let give = Step::Give {
            targets: vec![self.target.clone()],
            command,
        };
        // The act is written down before the draft of it is forgotten.
        let forget = self.form.forget(shared).map(Step::Do);
        [Step::Close, give].into_iter().chain(forget).collect()
    }
}

fn parties(shared: &Shared) -> Vec<Party> {
    let all = shared
        .roster
        .as_ref()
        .map(|it| it.parties.as_slice())
        .unwrap_or_default();
    all.iter().filter(|it| it.active).cloned().collect()
}

fn shown(shared: &Shared, party: &Party) -> String {
    let lang = shared.lang;
    let relation = crate::messages::words::relation(lang, party.relation);
    let name = if party.role.is_empty() {
        party.body.clone()
    } else {
        say::body_and_role(lang, &party.body, &party.role)
    };
    say::party_and_relation(lang, name, relation)
}

impl Part for EvidenceOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        self.form.scopes()
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.form.field()
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.keep(shared)
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        match self.form.action(action) {
            Filled::Same => Vec::new(),
            Filled::Changed => self.keep(shared),
            Filled::External => {
                let tag = editor_tag(&self.form);
                let text = self
                    .form
                    .field()
                    .map(|field| field.text().to_owned())
                    .unwrap_or_default();
                vec![Effect::OpenEditor { tag, text }.into()]
            }
            Filled::Submit => self.submit(shared),
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if !self
            .asked
            .is_some_and(|asked| asked.is_answered(shared, slot))
        {
            return Vec::new();
        }
        self.asked = None;
        match reply {
            Ok(Reply::Party(party)) => {
                if let Some(roster) = &mut shared.roster {
                    roster.parties.push((**party).clone());
                }
                self.give(shared, party.id)
            }
            Ok(_) => Vec::new(),
            Err(failure) => {
                let field = match failure {
                    Failure::Problem(problem) => problem.field.clone(),
                    _ => None,
                };
                let sentence = match failure {
                    Failure::Offline(_) => say::PARTY_WANTS_LINE.get(shared.lang).to_owned(),
                    other => other.sentence(shared.lang),
                };
                self.form.fault(
                    field
                        .as_deref()
                        .filter(|it| *it != "body")
                        .unwrap_or("party"),
                    sentence,
                );
                Vec::new()
            }
        }
    }

    fn edited(
        &mut self,
        shared: &mut Shared,
        tag: &str,
        text: &Result<String, String>,
    ) -> Vec<Step> {
        if take_edited(&mut self.form, shared, tag, text) {
            self.keep(shared)
        } else {
            Vec::new()
        }
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        if shared.draft(&self.form.draft).is_some() {
            shared.say(crate::messages::tui_frame::DRAFT_KEPT.get(shared.lang));
        }
        None
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        ask::form_hints(&self.form)
    }
}
