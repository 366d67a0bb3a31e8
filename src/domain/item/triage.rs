//! Triage and selection (`spec.md` B3): promote, merge, return, urgency, hold, spike, bring back, withdraw.
//!
//! Who may: in triage, whoever sorts; while it is drafted or waits for its first review, whoever acts for its
//! drafting post, or sorts. From level 2 on nobody takes an item out of the line from here: reviewers
//! return it with a code, then the drafting post may. Urgency can be set at every stage before release,
//! since events do not wait; also by whoever answers for urgent items.
//!
//! Each rule answers with the changes, of one item or of two, that are to be written together.

use super::*;
use crate::domain::Scene;
use crate::domain::field::{self, NAME, SENTENCE};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{Duty, Post, Seat, in_service, seat_for};

/// Changes to be written together, each with its item.
pub type Changes = Vec<(ItemId, ItemChange)>;

/// Most days an item can be held (own default).
pub const LONGEST_HOLD_DAYS: u32 = 366;
/// Merges followed to where an item went: far more than a desk ever chains.
const LONGEST_CHAIN: usize = 64;

/// Chosen at triage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromoteDraft {
    /// The drafting post it goes to; the first in use by default.
    #[serde(default)]
    pub desk_post: Option<PostId>,
    #[serde(default)]
    pub kind: ItemKind,
}

/// Merged into another item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeDraft {
    /// The item that leads from now on. If that was merged itself, the one it went into.
    pub into: ItemId,
}

/// Returned to the unit that sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnDraft {
    /// A return code of the procedure.
    pub code: String,
    /// What would make it usable; wanted with some codes. At most 2,000 characters.
    #[serde(default)]
    pub sentence: String,
}

/// Another urgency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UrgencyDraft {
    pub urgency: Urgency,
}

/// Held until a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldDraft {
    /// When it comes back by itself; at most a year ahead.
    pub until: Moment,
    /// At most 2,000 characters.
    pub reason: String,
}

/// Taken out of the line; kept, and can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpikeDraft {
    /// A return code of the procedure.
    pub code: String,
    /// At most 2,000 characters; wanted with the codes that want a sentence.
    #[serde(default)]
    pub reason: String,
}

/// Taken back by the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawDraft {
    /// At most 2,000 characters.
    pub reason: String,
}

/// Handed to another post that does the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReassignDraft {
    pub desk_post: PostId,
}

impl Item {
    /// The stage it would be at if it had not gone aside.
    fn stage_in_line(&self, scene: &Scene) -> Stage {
        if self.aside.is_none() {
            return self.line_stage(scene.procedure);
        }
        // An item that went aside is small: it has been through drafting at most.
        let mut back = self.clone();
        back.aside = None;
        back.line_stage(scene.procedure)
    }

    /// Its own submissions were merged into this item.
    pub fn merged_into(&self) -> Option<ItemId> {
        match self.aside {
            Some(Aside::Merged { into }) => Some(into),
            _ => None,
        }
    }
}

/// The seat from which the person who asks works on an item at its stage, as said at the top.
pub fn seat(scene: &Scene, item: &Item) -> Result<Seat, Refusal> {
    seat_at(scene, item, item.stage_in_line(scene))
}

fn seat_at(scene: &Scene, item: &Item, stage: Stage) -> Result<Seat, Refusal> {
    match stage {
        Stage::Triage => seat_for(scene, &[Duty::Triage]),
        _ => {
            let drafts = seat_on_desk_post(scene, item);
            drafts.or_else(|refusal| seat_for(scene, &[Duty::Triage]).map_err(|_| refusal))
        }
    }
}

fn seat_on_desk_post(scene: &Scene, item: &Item) -> Result<Seat, Refusal> {
    crate::domain::roster::seat_on(scene, item.desk_post)
}

fn wrong_stage(scene: &Scene, item: &Item, stage: Stage, wanted: Stage) -> Refusal {
    let refusal = match stage {
        Stage::Released | Stage::Closed => Refusal::from(Why::AlreadyClosed {
            stage: stage.word(),
        }),
        _ => Refusal::from(Why::WrongStage {
            stage: stage.word(),
            wanted: wanted.word(),
        }),
    };
    match stage {
        Stage::Level(level) if level >= 2 => {
            let post = scene.roster.post_of_level(item.desk_post, level);
            refusal.fixed_by(post.map(|post| scene.roster.post_fixer(post, scene.at)))
        }
        Stage::Released => refusal,
        _ => refusal.fixed_by([scene.roster.post_fixer(item.desk_post, scene.at)]),
    }
}

/// The item is in the line before level 2, and the person who asks may take it out.
fn early(scene: &Scene, item: &Item) -> Result<Seat, Refusal> {
    match item.stage(scene.procedure, scene.at) {
        stage @ (Stage::Triage | Stage::Drafting | Stage::Level(1)) => seat_at(scene, item, stage),
        stage => {
            in_service(scene)?;
            Err(wrong_stage(scene, item, stage, Stage::Drafting))
        }
    }
}

fn posts_with<'a>(scene: &Scene<'a>, duty: Duty) -> impl Iterator<Item = &'a Post> + use<'a> {
    scene
        .roster
        .posts
        .values()
        .filter(move |post| post.active && post.duties.contains(&duty))
}

/// A post in use with this duty: the one asked for, or the first.
fn post_with(scene: &Scene, wanted: Option<PostId>, duty: Duty) -> Result<PostId, Refusal> {
    let Some(wanted) = wanted else {
        let first = posts_with(scene, duty).map(|post| post.id).next();
        return first.ok_or_else(|| Why::DutyWithoutPost { duty }.into());
    };
    let refuse = |why: Why| Err(Refusal::from(why).at("desk_post"));
    let Some(post) = scene.roster.posts.get(&wanted) else {
        return refuse(Why::NotFound {
            what: "post".into(),
        });
    };
    if !post.active {
        return refuse(Why::Inactive {
            name: scene.roster.post_name(wanted),
        });
    }
    if !post.duties.contains(&duty) {
        let names: Vec<String> = posts_with(scene, duty)
            .map(|post| scene.roster.post_name(post.id))
            .collect();
        return refuse(Why::Malformed {
            wanted: names.join(" / "),
            found: scene.roster.post_name(wanted),
        });
    }
    Ok(wanted)
}

/// Chooses an item at triage: it becomes the drafting post's work.
pub fn promote(scene: &Scene, item: &Item, draft: &PromoteDraft) -> Result<Changes, Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    if stage != Stage::Triage {
        in_service(scene)?;
        return Err(wrong_stage(scene, item, stage, Stage::Triage));
    }
    seat_at(scene, item, stage)?;
    let desk_post = post_with(scene, draft.desk_post, Duty::Draft)?;
    let kind = draft.kind;
    Ok(vec![(item.id, ItemChange::Promoted { desk_post, kind })])
}

/// Puts an item back to triage, before its text was put forward.
pub fn demote(scene: &Scene, item: &Item) -> Result<Changes, Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    if stage != Stage::Drafting {
        in_service(scene)?;
        return Err(wrong_stage(scene, item, stage, Stage::Drafting));
    }
    seat_at(scene, item, stage)?;
    let desk_post = post_with(scene, None, Duty::Triage)?;
    Ok(vec![(item.id, ItemChange::Demoted { desk_post })])
}

/// Hands an item to another post that sorts, or drafts.
pub fn reassign(scene: &Scene, item: &Item, draft: &ReassignDraft) -> Result<Changes, Refusal> {
    early(scene, item)?;
    let duty = match item.promoted_at {
        Some(_) => Duty::Draft,
        None => Duty::Triage,
    };
    let desk_post = post_with(scene, Some(draft.desk_post), duty)?;
    if desk_post == item.desk_post {
        return Err(Refusal::from(Why::NothingChanged).at("desk_post"));
    }
    Ok(vec![(item.id, ItemChange::Reassigned { desk_post })])
}

/// Where a merge would end: the item named, or, if that was merged itself, the one it went into, and so on.
/// `look` finds items. Refuses when the way leads back to `from`: then the two are one cluster already.
pub fn follow<'a>(
    from: ItemId,
    into: ItemId,
    look: impl Fn(ItemId) -> Option<&'a Item>,
) -> Result<&'a Item, Refusal> {
    let mut next = into;
    for _ in 0..LONGEST_CHAIN {
        if next == from {
            break;
        }
        let Some(item) = look(next) else {
            let what = "item".into();
            return Err(Refusal::from(Why::NotFound { what }).at("into"));
        };
        match item.merged_into() {
            Some(further) => next = further,
            None => return Ok(item),
        }
    }
    Err(Refusal::from(Why::MergeIntoItself).at("into"))
}

/// Merges an item into `target` (found with [`follow`]), whose lead stays the lead. Every member goes along
/// with its receipt and credit (invariant 45); the item itself is kept, aside.
///
/// The target is open and not yet put to signature: what waits for release does not change. Nor does it take
/// in a unit one of whose people passed it above level 1: they would have reviewed their own unit's work.
pub fn merge(scene: &Scene, item: &Item, target: &Item) -> Result<Changes, Refusal> {
    if item.id == target.id {
        return Err(Refusal::from(Why::MergeIntoItself).at("into"));
    }
    early(scene, item)?;
    let stage = target.stage(scene.procedure, scene.at);
    if matches!(stage, Stage::Released | Stage::Closed | Stage::Release) {
        return Err(wrong_stage(scene, target, stage, Stage::Drafting).at("into"));
    }
    if let Some(unit) = home_of_a_reviewer(scene, item, target) {
        return Err(Refusal::from(Why::HomeUnit { unit }).at("into"));
    }
    let members = item
        .members
        .iter()
        .map(|member| Member {
            from_item: Some(item.id),
            ..member.clone()
        })
        .collect();
    let joined = ItemChange::Joined {
        members,
        from: item.id,
    };
    let merged = ItemChange::Merged { into: target.id };
    Ok(vec![(target.id, joined), (item.id, merged)])
}

fn home_of_a_reviewer(scene: &Scene, item: &Item, target: &Item) -> Option<String> {
    (2..=scene.procedure.top())
        .filter_map(|level| target.counting_pass(level))
        .filter_map(|vote| scene.roster.people.get(&vote.person)?.unit)
        .find(|home| item.members.iter().any(|member| member.unit == *home))
        .and_then(|home| scene.roster.units.get(&home))
        .map(|unit| unit.name.clone())
}

/// A code of the procedure, with the sentence if that code wants one (invariant 33).
fn check_code(
    scene: &Scene,
    code: &str,
    sentence: (&'static str, &str),
) -> Result<String, Refusal> {
    let Some(known) = scene.procedure.return_code(code.trim()) else {
        return Err(Refusal::from(Why::UnknownReturnCode {
            given: code.chars().take(NAME).collect(),
            known: scene
                .procedure
                .return_codes
                .iter()
                .map(|it| it.code.clone())
                .collect(),
        })
        .at("code"));
    };
    let (path, text) = sentence;
    if known.needs_sentence && field::is_blank(text) {
        return Err(Refusal::from(Why::SentenceMissing).at(path));
    }
    field::optional(path, text, SENTENCE)?;
    Ok(known.code.clone())
}

/// Returns the submission to its unit with a code.
pub fn return_to_unit(scene: &Scene, item: &Item, draft: &ReturnDraft) -> Result<Changes, Refusal> {
    early(scene, item)?;
    let code = check_code(scene, &draft.code, ("sentence", &draft.sentence))?;
    let sentence = draft.sentence.clone();
    Ok(vec![(item.id, ItemChange::Returned { code, sentence })])
}

/// Takes an item out of the line for good, unless somebody brings it back.
pub fn spike(scene: &Scene, item: &Item, draft: &SpikeDraft) -> Result<Changes, Refusal> {
    early(scene, item)?;
    let code = check_code(scene, &draft.code, ("reason", &draft.reason))?;
    let reason = draft.reason.clone();
    Ok(vec![(item.id, ItemChange::Spiked { code, reason })])
}

/// Holds an item until a date; it comes back by the clock. Holding a held item sets another date.
pub fn hold(scene: &Scene, item: &Item, draft: &HoldDraft) -> Result<Changes, Refusal> {
    match item.stage(scene.procedure, scene.at) {
        Stage::Held => seat(scene, item)?,
        _ => early(scene, item)?,
    };
    if draft.until <= scene.at {
        return Err(Refusal::from(Why::TimeInPast).at("until"));
    }
    if draft.until > scene.at.plus_days(LONGEST_HOLD_DAYS.into()) {
        return Err(Refusal::from(Why::TooFarAhead {
            days: LONGEST_HOLD_DAYS,
        })
        .at("until"));
    }
    field::wanted("reason", &draft.reason, SENTENCE)?;
    let held = ItemChange::Held {
        until: draft.until,
        reason: draft.reason.clone(),
    };
    Ok(vec![(item.id, held)])
}

/// Sets the urgency, at any stage before release.
pub fn set_urgency(scene: &Scene, item: &Item, draft: &UrgencyDraft) -> Result<Changes, Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    if matches!(stage, Stage::Released | Stage::Closed) {
        in_service(scene)?;
        return Err(wrong_stage(scene, item, stage, Stage::Drafting));
    }
    seat(scene, item).or_else(|refusal| seat_for(scene, &[Duty::Duty]).map_err(|_| refusal))?;
    let urgency = draft.urgency;
    if urgency == item.urgency {
        return Err(Refusal::from(Why::NothingChanged).at("urgency"));
    }
    Ok(vec![(item.id, ItemChange::UrgencySet { urgency })])
}

/// Brings an item back into the line, at the stage it had: from hold, return, spike, merge. What its unit
/// withdrew stays withdrawn. `target` is the item it was merged into, if it was.
pub fn bring_back(scene: &Scene, item: &Item, target: Option<&Item>) -> Result<Changes, Refusal> {
    let back = (item.id, ItemChange::BroughtBack);
    match &item.aside {
        None => Err(not_aside(scene, item)),
        Some(Aside::Held { until, .. }) if *until <= scene.at => Err(not_aside(scene, item)),
        Some(Aside::Withdrawn { .. }) => Err(Why::WithdrawnByUnit.into()),
        Some(Aside::Held { .. } | Aside::Returned { .. } | Aside::Spiked { .. }) => {
            seat(scene, item)?;
            Ok(vec![back])
        }
        Some(Aside::Merged { into }) => {
            seat(scene, item)?;
            Ok(vec![parting(scene, item, *into, target)?, back])
        }
    }
}

fn not_aside(scene: &Scene, item: &Item) -> Refusal {
    match item.stage(scene.procedure, scene.at) {
        stage @ Stage::Released => Why::AlreadyClosed {
            stage: stage.word(),
        },
        _ => Why::NotAside,
    }
    .into()
}

/// Takes an item's members out of the one it was merged into, while that is open.
pub(super) fn parting(
    scene: &Scene,
    item: &Item,
    into: ItemId,
    target: Option<&Item>,
) -> Result<(ItemId, ItemChange), Refusal> {
    let target = target.filter(|it| it.id == into).ok_or(Why::NotFound {
        what: "item".into(),
    })?;
    let stage = target.stage(scene.procedure, scene.at);
    if !stage.is_open() || stage == Stage::Release {
        return Err(wrong_stage(scene, target, stage, Stage::Drafting));
    }
    Ok((into, ItemChange::Parted { from: item.id }))
}

/// Withdraws a submission, by a correspondent of the unit that sent it, before it has passed level 2. One
/// that was merged leaves the other item (`target`); one that others were merged into cannot take them along.
pub fn withdraw(
    scene: &Scene,
    item: &Item,
    draft: &WithdrawDraft,
    target: Option<&Item>,
) -> Result<Changes, Refusal> {
    let person = in_service(scene)?;
    let unit = item.members.first().map(|member| member.unit);
    if !person.correspondent || person.unit.is_none() || person.unit != unit {
        return Err(Why::OtherUnit.into());
    }
    field::wanted("reason", &draft.reason, SENTENCE)?;
    let withdrawn = ItemChange::Withdrawn {
        reason: draft.reason.clone(),
    };
    let carried_by = match item.merged_into() {
        Some(_) => target.unwrap_or(item),
        None => item,
    };
    let stage = carried_by.stage(scene.procedure, scene.at);
    let passed = carried_by.counting_pass(2).is_some();
    if !stage.is_open() || passed {
        return Err(wrong_stage(scene, carried_by, stage, Stage::Level(2)));
    }
    if let Some(into) = item.merged_into() {
        let parted = parting(scene, item, into, target)?;
        return Ok(vec![parted, (item.id, withdrawn)]);
    }
    let others: Vec<String> = item
        .members
        .iter()
        .filter(|member| Some(member.unit) != unit)
        .filter_map(|member| scene.roster.units.get(&member.unit))
        .map(|unit| unit.name.clone())
        .collect();
    if !others.is_empty() {
        return Err(Refusal::from(Why::SharedWithOthers { units: others })
            .fixed_by([scene.roster.post_fixer(item.desk_post, scene.at)]));
    }
    Ok(vec![(item.id, withdrawn)])
}

/// The verbs of this file that the rules let the person who asks do to the item now, as the words of the wire;
/// what a draft says beyond that is judged when it comes. `target` is the item it was merged into, if it
/// was. The rules themselves are asked, so that nothing is offered that would be refused (invariant 85).
pub fn allowed(scene: &Scene, item: &Item, target: Option<&Item>) -> Vec<&'static str> {
    let other_urgency = match item.urgency {
        Urgency::Plain => Urgency::Critical,
        _ => Urgency::Plain,
    };
    let urgency = UrgencyDraft {
        urgency: other_urgency,
    };
    let hold_on = HoldDraft {
        until: scene.at.plus_days(1),
        reason: "-".into(),
    };
    let taken_back = WithdrawDraft { reason: "-".into() };
    let duty = match item.promoted_at {
        Some(_) => Duty::Draft,
        None => Duty::Triage,
    };
    let early = early(scene, item).is_ok();
    let elsewhere = posts_with(scene, duty).any(|post| post.id != item.desk_post);
    [
        (
            "promote",
            promote(scene, item, &PromoteDraft::default()).is_ok(),
        ),
        ("merge", early),
        ("return_to_unit", early),
        ("spike", early),
        ("hold", hold(scene, item, &hold_on).is_ok()),
        ("reassign", early && elsewhere),
        ("set_urgency", set_urgency(scene, item, &urgency).is_ok()),
        ("bring_back", bring_back(scene, item, target).is_ok()),
        (
            "withdraw",
            withdraw(scene, item, &taken_back, target).is_ok(),
        ),
    ]
    .into_iter()
    .filter_map(|(verb, open)| open.then_some(verb))
    .collect()
}

#[cfg(test)]
#[path = "triage_tests.rs"]
mod tests;
