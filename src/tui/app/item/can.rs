//! Whether an act can be done to an item now, and if not, why and who can help: the server's gates and its list of what
//! is allowed, put into words. Nothing is decided here; where the server says nothing beforehand, it is asked by doing.

use super::ItemScreen;
use super::talk::TalkId;
use crate::domain::id::{ClaimId, PersonId};
use crate::domain::item::Stage;
use crate::domain::refusal::{Fixer, Gate, GateKind, Why};
use crate::domain::report::Urgency;
use crate::domain::review::{SuggestionState, Vote, vote::is_unconfirmed};
use crate::domain::roster::HoldingRole;
use crate::domain::verify::Standing;
use crate::messages::{refusal as sentences, tui_item as say};
use crate::tui::app::shared::Shared;
use crate::tui::input::Action;
use crate::wire::ItemView;

/// Why an action cannot be done to what the screen shows; `None` when it can, as far as is known here.
pub fn refusal(screen: &ItemScreen, shared: &Shared, action: Action) -> Option<String> {
    let Some(view) = screen.view.as_deref() else {
        return wants_the_item(action).then(|| say::NOT_LOADED.get(shared.lang).to_owned());
    };
    let ask = Ask {
        view,
        shared,
        me: shared.me.as_ref().map(|me| me.person.id),
    };
    match action {
        Action::Pass => ask.pass(),
        Action::Return => ask.send_back(),
        Action::AwaitVerification => ask.decide(),
        Action::Recommend => ask.recommend(),
        Action::Ready => ask.at_stage(Stage::Drafting, |_| true),
        Action::Release => ask.at_stage(Stage::Release, |_| true),
        Action::SignOff => ask.sign_off(),
        Action::ConfirmSignOff | Action::DisownSignOff => own_unconfirmed(view, ask.me)
            .is_none()
            .then(|| ask.plain(say::NOTHING_TO_CONFIRM)),
        Action::Retract => ask.retract(),
        Action::NameReviewer => ask.name_reviewer(),
        Action::Object => ask.takes_part("object"),
        Action::ThreadAdd | Action::ThreadReply | Action::ThreadResolve
            if ask.takes_part("open_thread").is_some() =>
        {
            ask.takes_part("open_thread")
        }
        Action::ThreadReply | Action::ThreadResolve => match screen.talk_id() {
            Some(TalkId::Thread(_)) => None,
            _ => Some(ask.plain(say::NO_THREAD_CHOSEN)),
        },
        Action::Suggest => ask
            .takes_part("suggest")
            .or_else(|| screen.older_text(shared.lang)),
        Action::AcceptSuggestion => ask.suggestion(screen).or_else(|| ask.edit()),
        Action::DeclineSuggestion => ask.suggestion(screen),
        Action::LiftObjection => view
            .item
            .objections
            .iter()
            .all(|it| it.cleared.is_some())
            .then(|| ask.plain(say::NO_OBJECTION)),
        Action::DeclareInterest => ask.takes_part("declare_interest"),
        Action::Edit | Action::EditExternal => ask.edit(),
        Action::ClaimAdd => ask
            .takes_part("raise_claim")
            .or_else(|| screen.older_text(shared.lang)),
        Action::EvidenceAdd | Action::SearchPrior | Action::CheckFigures => ask
            .takes_part("add_evidence")
            .or_else(|| ask.claim(screen.claim).err()),
        Action::EvidenceRetract => match screen.evidence() {
            Some(evidence) if evidence.retracted_at.is_none() => None,
            _ => Some(ask.plain(say::NO_EVIDENCE_CHOSEN)),
        },
        Action::ClaimWithdraw | Action::ConflictView => ask.claim(screen.claim).err(),
        Action::Adjudicate => ask.adjudicate(screen.claim),
        Action::Waive => ask.waive(screen.claim),
        Action::NextClaim | Action::PrevClaim => view
            .item
            .claims
            .is_empty()
            .then(|| ask.plain(say::NO_CLAIMS)),
        Action::SealNote => ask.takes_part("object"),
        Action::ReadSealed => view
            .item
            .sealed
            .is_empty()
            .then(|| ask.plain(say::NO_SEALED)),
        Action::Diff | Action::VersionPrev | Action::VersionNext => {
            (view.item.versions.len() < 2).then(|| ask.plain(say::ONE_VERSION))
        }
        Action::Urgent => ask.listed("set_urgency"),
        Action::Hold => ask.listed("hold"),
        Action::Spike => ask.listed("spike"),
        Action::Resume | Action::Unspike => ask.listed("bring_back"),
        _ => None,
    }
}

fn wants_the_item(action: Action) -> bool {
    use crate::tui::input::Group;
    matches!(
        action.spec().group,
        Group::Review | Group::Verify | Group::Talk | Group::Versions | Group::Item | Group::Intake
    )
}

/// The latest sign-off recorded for this person that they have neither confirmed nor disowned.
pub fn own_unconfirmed(view: &ItemView, me: Option<PersonId>) -> Option<&Vote> {
    let me = me?;
    let mut votes = view.item.votes.iter().rev();
    votes.find(|vote| vote.person == me && vote.retracted_at.is_none() && is_unconfirmed(vote))
}

/// The latest vote that this person gave, or recorded for somebody else, and that stands.
pub fn own_vote(view: &ItemView, me: Option<PersonId>) -> Option<&Vote> {
    let me = me?;
    view.item
        .votes
        .iter()
        .rev()
        .filter(|vote| vote.retracted_at.is_none())
        .find(|vote| match &vote.out_of_band {
            Some(recorded) => recorded.recorder == me,
            None => vote.person == me,
        })
}

/// Why, with who can help.
pub fn in_words(shared: &Shared, why: &Why, fixers: &[Fixer]) -> String {
    let why = sentences::sentence_at(shared.lang, why, shared.procedure());
    let help = sentences::fixers(shared.lang, fixers);
    if help.is_empty() {
        why
    } else {
        say::why_and_help(shared.lang, why, help)
    }
}

struct Ask<'a> {
    view: &'a ItemView,
    shared: &'a Shared,
    me: Option<PersonId>,
}

impl Ask<'_> {
    fn plain(&self, phrase: crate::messages::Phrase) -> String {
        phrase.get(self.shared.lang).to_owned()
    }

    fn why(&self, why: Why) -> String {
        in_words(self.shared, &why, &[])
    }

    fn stage(&self) -> Option<Stage> {
        Stage::from_word(&self.view.stage)
    }

    fn is_closed(&self) -> bool {
        self.stage().is_some_and(|stage| !stage.is_open())
    }

    fn closed(&self) -> String {
        self.why(Why::AlreadyClosed {
            stage: self.view.stage.clone(),
        })
    }

    /// The first gate that is shut among those that matter.
    fn shut(&self, matters: impl Fn(GateKind) -> bool) -> Option<String> {
        let gate: &Gate = self
            .view
            .gates
            .iter()
            .find(|gate| !gate.ok && matters(gate.gate))?;
        let why = gate
            .why
            .as_ref()
            .map(|why| in_words(self.shared, why, &gate.who_can_fix));
        Some(why.unwrap_or_else(|| {
            crate::messages::words::gate(self.shared.lang, gate.gate).to_owned()
        }))
    }

    fn at_stage(&self, wanted: Stage, matters: impl Fn(GateKind) -> bool) -> Option<String> {
        if self.is_closed() {
            return Some(self.closed());
        }
        if self.stage() != Some(wanted) {
            return Some(self.why(Why::WrongStage {
                stage: self.view.stage.clone(),
                wanted: wanted.word(),
            }));
        }
        self.shut(matters)
    }

    /// What the vote itself brings along is asked for by its form.
    fn pass(&self) -> Option<String> {
        match self.stage() {
            Some(Stage::Level(_)) => {
                self.shut(|gate| !matches!(gate, GateKind::Checklist | GateKind::ClaimsRead))
            }
            _ if self.is_closed() => Some(self.closed()),
            _ => Some(say::no_level(
                self.shared.lang,
                self.shared.stage(&self.view.stage),
            )),
        }
    }

    /// Sitting on the chair is all that is wanted of a return or a hold, at a level or at release.
    fn decide(&self) -> Option<String> {
        match self.stage() {
            Some(Stage::Level(_) | Stage::Release) => self.shut(|gate| {
                matches!(
                    gate,
                    GateKind::Stage | GateKind::Eligibility | GateKind::Turn
                )
            }),
            _ if self.is_closed() => Some(self.closed()),
            _ => Some(say::no_level(
                self.shared.lang,
                self.shared.stage(&self.view.stage),
            )),
        }
    }

    fn send_back(&self) -> Option<String> {
        match self.stage() {
            Some(Stage::Triage | Stage::Drafting) => self.listed("return_to_unit"),
            _ => self.decide(),
        }
    }

    fn is_allowed(&self, word: &str) -> bool {
        self.view.allowed.iter().any(|it| it == word)
    }

    /// Allowed by the server's list.
    fn listed(&self, word: &str) -> Option<String> {
        if self.is_allowed(word) {
            return None;
        }
        Some(match &self.view.turn {
            Some(turn) if Some(turn.person) != self.me => say::not_here_now(
                self.shared.lang,
                self.shared.stage(&self.view.stage),
                self.shared.person_name(turn.person),
            ),
            _ => say::not_at_this_stage(self.shared.lang, self.shared.stage(&self.view.stage)),
        })
    }

    /// Allowed to everybody of the desk who takes part in open items.
    fn takes_part(&self, word: &str) -> Option<String> {
        if self.is_allowed(word) {
            None
        } else if self.is_closed() {
            Some(self.closed())
        } else {
            Some(self.plain(say::NOT_TAKING_PART))
        }
    }

    fn recommend(&self) -> Option<String> {
        let shadows = self.shared.roster.as_ref().is_some_and(|roster| {
            roster.holdings.iter().any(|it| {
                Some(it.person) == self.me
                    && it.role == HoldingRole::Shadow
                    && it.from <= self.shared.now
                    && it.to.is_none_or(|to| to > self.shared.now)
            })
        });
        match self.stage() {
            Some(Stage::Level(_)) if shadows => None,
            Some(Stage::Level(_)) => Some(self.plain(say::ONLY_SHADOWS)),
            _ if self.is_closed() => Some(self.closed()),
            _ => Some(say::no_level(
                self.shared.lang,
                self.shared.stage(&self.view.stage),
            )),
        }
    }

    fn sign_off(&self) -> Option<String> {
        match (self.stage(), &self.view.turn) {
            (Some(Stage::Level(level)), Some(turn)) if turn.blocked => {
                Some(self.why(Why::NoReviewer { level }))
            }
            (Some(Stage::Level(_)), Some(turn)) if Some(turn.person) == self.me => {
                Some(self.why(Why::RecorderIsSigner))
            }
            (Some(Stage::Level(_)), Some(_)) => None,
            _ if self.is_closed() => Some(self.closed()),
            _ => Some(say::no_level(
                self.shared.lang,
                self.shared.stage(&self.view.stage),
            )),
        }
    }

    fn retract(&self) -> Option<String> {
        let item = &self.view.item;
        let Some(vote) = own_vote(self.view, self.me) else {
            return Some(self.plain(say::NO_VOTE_OF_YOURS));
        };
        if self.is_closed() {
            return Some(self.closed());
        }
        let between = item.last_actor != self.me || item.run_since > vote.rev;
        let by = item.last_actor.map_or_else(
            || self.plain(say::SOMEBODY),
            |it| self.shared.person_name(it),
        );
        between.then(|| self.why(Why::RetractTooLate { by }))
    }

    fn name_reviewer(&self) -> Option<String> {
        let lang = self.shared.lang;
        match &self.view.turn {
            Some(turn) if turn.blocked && Some(turn.person) == self.me => None,
            Some(turn) if turn.blocked => Some(say::somebody_else_names(
                lang,
                self.shared.person_name(turn.person),
            )),
            Some(_) => Some(self.plain(say::NOT_BLOCKED)),
            None => Some(self.closed()),
        }
    }

    fn edit(&self) -> Option<String> {
        if self.is_closed() {
            return Some(self.closed());
        }
        // The drafting post writes at any open stage; the list names it for those stages where that is the work.
        let drafts = || {
            self.shared.me.as_ref().is_some_and(|me| {
                me.seats
                    .iter()
                    .any(|seat| seat.post == self.view.item.desk_post)
            })
        };
        match self.stage() {
            Some(Stage::Triage) => Some(self.plain(say::PROMOTE_FIRST)),
            _ if self.is_allowed("revise") => None,
            Some(Stage::Release) if drafts() => None,
            _ => Some(self.plain(say::SUGGEST_INSTEAD)),
        }
    }

    fn suggestion(&self, screen: &ItemScreen) -> Option<String> {
        let chosen = match screen.talk_id() {
            Some(TalkId::Suggestion(id)) => {
                self.view.item.suggestions.iter().find(|it| it.id == id)
            }
            _ => None,
        };
        match chosen {
            Some(it) if it.state == SuggestionState::Open => None,
            Some(_) => Some(self.why(Why::SuggestionOutdated)),
            None => Some(self.plain(say::NO_SUGGESTION_CHOSEN)),
        }
    }

    fn claim(&self, id: Option<ClaimId>) -> Result<ClaimId, String> {
        id.filter(|id| self.view.item.claim(*id).is_some())
            .ok_or_else(|| self.plain(say::NO_CLAIM_CHOSEN))
    }

    fn standing(&self, id: ClaimId) -> Option<Standing> {
        self.view
            .standings
            .iter()
            .find(|it| it.claim == id)
            .map(|it| it.standing)
    }

    fn adjudicate(&self, id: Option<ClaimId>) -> Option<String> {
        let claim = match self.claim(id) {
            Ok(id) => self.view.item.claim(id)?,
            Err(why) => return Some(why),
        };
        if let Some(why) = self.takes_part("add_evidence") {
            return Some(why);
        }
        if self.standing(claim.id) != Some(Standing::Contradicted) {
            return Some(self.why(Why::NothingToAdjudicate));
        }
        let took = claim.evidence.iter().any(|it| Some(it.taken_by) == self.me);
        took.then(|| self.why(Why::AdjudicatorTookEvidence { claim: claim.n }))
    }

    fn waive(&self, id: Option<ClaimId>) -> Option<String> {
        let id = match self.claim(id) {
            Ok(id) => id,
            Err(why) => return Some(why),
        };
        if self.is_closed() {
            return Some(self.closed());
        }
        if self.view.item.urgency == Urgency::Plain {
            return Some(self.why(Why::WaiverNotUrgent));
        }
        let settled = matches!(
            self.standing(id),
            Some(Standing::Corroborated | Standing::Withdrawn | Standing::Waived)
        );
        settled.then(|| self.plain(say::NOTHING_TO_WAIVE))
    }
}
