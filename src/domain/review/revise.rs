//! New versions of the text: who may write one, what kind of change it is, whose hand is in it, and what it does to
//! claims, threads and suggestions.
//!
//! The drafting post writes, at any open stage; everybody else suggests. The kind is the strictest of three
//! comparisons: with the text before, with the text each counting vote was given on (many small edits cannot pass for one
//! small edit), and what the person says themself. Whoever's words are in it is a contributor, also when
//! somebody else typed them: suggestions that turn up in the text are their author's, listed or not.

use super::seat::{DRAFTING_CHAIR, chair, open, seat};
use super::*;
use crate::domain::item::{Item, ItemChange, Stage, ThreadMove};
use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::verify::anchor::{Relocation, relocate};
use crate::domain::verify::claim;
use crate::domain::{Scene, field};
use crate::text::fold;
use std::collections::BTreeSet;

/// Most addressees, and most sources.
const MAX_NAMES: usize = 100;

/// A new version as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseDraft {
    /// The version it was written on: the current one.
    pub based_on: u32,
    pub manuscript: Manuscript,
    /// The kind as the writer sees it; may only be stricter than the machine's.
    #[serde(default)]
    pub change: Option<ChangeKind>,
    /// Suggestions taken in.
    #[serde(default)]
    pub applied: Vec<SuggestionId>,
    /// What was done, for the log; at most 2,000 characters.
    #[serde(default)]
    pub remark: String,
}

/// The versions whose texts [`revise`] has to be given: the current one, those that counting votes were given on,
/// and the one before this person's latest run of edits.
pub fn texts_wanted(item: &Item, by: PersonId) -> BTreeSet<u32> {
    let mut wanted: BTreeSet<u32> = voted_versions(item);
    wanted.insert(item.version());
    wanted.extend(before_run(item, by));
    wanted
}

/// Versions that votes which still count were given on.
fn voted_versions(item: &Item) -> BTreeSet<u32> {
    (1..seat::RELEASE_CHAIR)
        .filter_map(|level| item.counting_pass(level))
        .map(|vote| vote.version)
        .collect()
}

/// The version before the latest versions that are all by this person.
fn before_run(item: &Item, by: PersonId) -> Option<u32> {
    let run = item.versions.iter().rev().take_while(|it| it.by == by);
    run.last()?.n.checked_sub(1).filter(|n| *n > 0)
}

/// Writes a new version. `texts` holds the texts of [`texts_wanted`]; `hash` is that of the draft's manuscript.
///
/// # Errors
/// [`Why::WrongStage`] before promotion; [`Why::SuggestInstead`] for a reviewer, else whose turn the drafting is;
/// [`Why::VersionMoved`]; what is wrong with a field; [`Why::NothingChanged`]; [`Why::ChangeKindWeaker`];
/// [`Why::SuggestionOutdated`] when a suggestion listed as taken in is not open or its words are not there.
pub fn revise(
    scene: &Scene,
    item: &Item,
    texts: &BTreeMap<u32, Manuscript>,
    draft: ReviseDraft,
    hash: String,
) -> Result<(ItemChange, Manuscript), Refusal> {
    writer(scene, item)?;
    if draft.based_on != item.version() {
        return Err(Refusal::from(Why::VersionMoved {
            yours: draft.based_on,
            now: item.version(),
        })
        .at("based_on")
        .fixed_by([Fixer::You]));
    }
    check_fields(scene, &draft)?;
    let Some(old) = texts.get(&draft.based_on) else {
        return Err(Why::NotFound {
            what: format!("v{}", draft.based_on),
        }
        .into());
    };
    let new = draft.manuscript;
    let (step, mut detected) =
        detect::detect(old, &new, &item.claims).map_err(|it| it.at("manuscript"))?;
    let mut machine = step;
    // Baselines by which small steps have come to substance.
    let mut exceeded: Vec<u32> = Vec::new();
    for version in voted_versions(item) {
        let (kind, seen) = since(texts, version, &new);
        if kind > step && kind == ChangeKind::Substance {
            exceeded.push(version);
            detected.splice(0..0, seen);
        }
        machine = machine.max(kind);
    }
    let change = draft.change.unwrap_or(machine);
    if change < machine {
        return Err(Refusal::from(Why::ChangeKindWeaker {
            machine,
            yours: change,
        })
        .at("change")
        .fixed_by([Fixer::You]));
    }
    let applied = taken_in(item, old, &new, &draft.applied)?;
    let n = item.version().saturating_add(1);
    let own = before_run(item, scene.by)
        .map_or(step, |version| since(texts, version, &new).0.max(step))
        .max(change);
    let contributors = contributors(scene, item, &applied, own, step, &exceeded);
    detected.truncate(50);
    let version = Version {
        n,
        title: new.title.clone(),
        classification: new.classification,
        by: scene.by,
        post: seat(scene, item, DRAFTING_CHAIR).ok().map(|it| it.post),
        at: scene.at,
        hash,
        chars: u32::try_from(new.body.chars().count()).unwrap_or(u32::MAX),
        contributors,
        change,
        detected,
        checklist_version: scene
            .procedure
            .level(1)
            .map_or(0, |it| it.checklist_version),
    };
    let revised = ItemChange::Revised {
        version,
        claims: claim::moves(item, &old.body, &new.body),
        threads: move_threads(item, &old.body, &new.body),
        applied: applied.iter().map(|it| it.id).collect(),
    };
    Ok((revised, new))
}

/// The kind of everything since a version. A text that was not given is taken for the strictest.
fn since(
    texts: &BTreeMap<u32, Manuscript>,
    version: u32,
    new: &Manuscript,
) -> (ChangeKind, Vec<Detected>) {
    match texts.get(&version).map(|old| detect::detect(old, new, &[])) {
        Some(Ok(answer)) => answer,
        // Back at the very words of then.
        Some(Err(_)) => (ChangeKind::Format, Vec::new()),
        None => (ChangeKind::Substance, Vec::new()),
    }
}

/// The caller drafts this item.
fn writer(scene: &Scene, item: &Item) -> Result<(), Refusal> {
    let stage = open(scene, item)?;
    if stage == Stage::Triage || stage == Stage::Held {
        return Err(Why::WrongStage {
            stage: stage.word(),
            wanted: Stage::Drafting.word(),
        }
        .into());
    }
    let Err(refusal) = seat(scene, item, DRAFTING_CHAIR) else {
        return Ok(());
    };
    let reviews = chair(stage)
        .filter(|chair| *chair > 1)
        .is_some_and(|chair| seat(scene, item, chair).is_ok());
    if reviews && matches!(refusal.why, Why::NotYourTurn { .. }) {
        return Err(Refusal {
            why: Why::SuggestInstead,
            ..refusal
        });
    }
    Err(refusal)
}

fn check_fields(scene: &Scene, draft: &ReviseDraft) -> Result<(), Refusal> {
    let new = &draft.manuscript;
    field::wanted("manuscript.title", &new.title, field::TITLE)?;
    // An empty body can be saved: nothing typed is lost; it cannot be put forward.
    if new.body.len() > scene.procedure.body_limit {
        return Err(Refusal::from(Why::TooLong {
            limit: scene.procedure.body_limit as u64,
            is: new.body.len() as u64,
            unit: crate::domain::refusal::LengthUnit::Bytes,
        })
        .at("manuscript.body"));
    }
    field::optional("manuscript.body", &new.body, scene.procedure.body_limit)?;
    field::optional("remark", &draft.remark, field::SENTENCE)?;
    for (name, list) in [("addressees", &new.addressees), ("sources", &new.sources)] {
        field::entries(&format!("manuscript.{name}"), list, MAX_NAMES)?;
        for (place, entry) in list.iter().enumerate() {
            field::wanted(&format!("manuscript.{name}[{place}]"), entry, field::TITLE)?;
        }
    }
    Ok(())
}

/// The suggestions whose words this revision took in: those listed, which must be there, and those not listed, open or
/// declined, that are there all the same.
fn taken_in<'a>(
    item: &'a Item,
    old: &Manuscript,
    new: &Manuscript,
    listed: &[SuggestionId],
) -> Result<Vec<&'a Suggestion>, Refusal> {
    let texts = (squeeze(&old.body), squeeze(&new.body));
    for (place, id) in listed.iter().enumerate() {
        let found = item.suggestions.iter().find(|it| it.id == *id);
        let there = found.is_some_and(|it| {
            it.state == SuggestionState::Open && is_there(it, &texts.0, &texts.1)
        });
        if !there {
            return Err(Refusal::from(Why::SuggestionOutdated).at(format!("applied[{place}]")));
        }
    }
    Ok(item
        .suggestions
        .iter()
        .filter(|it| match it.state {
            SuggestionState::Applied { .. } => false,
            _ => listed.contains(&it.id) || is_there(it, &texts.0, &texts.1),
        })
        .collect())
}

/// A suggestion's words came in with this revision: they are there more often than before, or, where they are too
/// short to tell or nothing at all, the words they were to replace are there less often.
fn is_there(suggestion: &Suggestion, old: &str, new: &str) -> bool {
    let (words, replaced) = (
        squeeze(&suggestion.replacement),
        squeeze(&suggestion.anchor.quote),
    );
    let fewer = !replaced.is_empty() && count(new, &replaced) < count(old, &replaced);
    if words.is_empty() {
        return fewer;
    }
    let more = count(new, &words) > count(old, &words);
    more && (words.chars().nth(1).is_some() || fewer)
}

fn count(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

/// Folded and without blanks, so that a space more does not hide whose words they are.
fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everyone whose hand is in the new version. Hands accumulate: who once wrote substance stays, also when the words
/// are changed back.
fn contributors(
    scene: &Scene,
    item: &Item,
    applied: &[&Suggestion],
    own: ChangeKind,
    step: ChangeKind,
    exceeded: &[u32],
) -> BTreeMap<PersonId, Contribution> {
    let mut all = item
        .current()
        .map(|it| it.contributors.clone())
        .unwrap_or_default();
    let mut put = |person: PersonId, hand: Contribution| {
        let known = all.entry(person).or_insert(hand);
        *known = (*known).max(hand);
    };
    put(scene.by, hand(own));
    for suggestion in applied {
        let several = applied.iter().filter(|it| it.by == suggestion.by).count() > 1;
        // Of several suggestions by one person taken in at once, the sum is theirs.
        let kind = if several {
            suggestion.change.max(step)
        } else {
            suggestion.change
        };
        put(suggestion.by, hand(kind));
    }
    // Where small steps came to substance, everyone who took one since then has a hand in the whole.
    for &baseline in exceeded {
        put(scene.by, Contribution::Substantive);
        for suggestion in applied {
            put(suggestion.by, Contribution::Substantive);
        }
        for version in item.versions.iter().filter(|it| it.n > baseline) {
            put(version.by, Contribution::Substantive);
        }
        for suggestion in &item.suggestions {
            if matches!(suggestion.state, SuggestionState::Applied { version, .. } if version > baseline)
            {
                put(suggestion.by, Contribution::Substantive);
            }
        }
    }
    all
}

fn hand(kind: ChangeKind) -> Contribution {
    if kind == ChangeKind::Substance {
        Contribution::Substantive
    } else {
        Contribution::Wording
    }
}

fn move_threads(item: &Item, old: &str, new: &str) -> Vec<ThreadMove> {
    if old == new {
        return Vec::new();
    }
    item.threads
        .iter()
        .filter(|thread| !thread.adrift)
        .filter_map(|thread| {
            let known = thread.anchor.as_ref()?;
            let (anchor, adrift) = match relocate(old, new, known) {
                Relocation::Kept(anchor) if anchor == *known => return None,
                Relocation::Kept(anchor) | Relocation::Changed(anchor) => (anchor, false),
                Relocation::Gone => (known.clone(), true),
            };
            Some(ThreadMove {
                thread: thread.id,
                anchor,
                adrift,
            })
        })
        .collect()
}
