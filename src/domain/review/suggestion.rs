//! Suggestions (修改建议): how anyone but the drafter changes words, a leader's own pen (领导改稿) included. The drafting
//! post takes them in with a revision, by which their author becomes a contributor.

use super::seat::{DRAFTING_CHAIR, open, participant, seat};
use super::thread::{full, same_version};
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::verify::anchor;
use crate::domain::{Scene, field};

/// Most suggestions of an item.
const MAX_SUGGESTIONS: usize = 500;
/// Most characters of the words put in place.
const MAX_REPLACEMENT: usize = 10_000;

/// A suggestion as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionDraft {
    /// The version the place refers to.
    pub version: u32,
    /// First character of the words to be replaced, counted from 0.
    pub start: u32,
    /// Where they end, exclusive.
    pub end: u32,
    /// What to put there, at most 10,000 characters; empty: leave them out.
    pub replacement: String,
    /// At most 2,000 characters.
    #[serde(default)]
    pub remark: String,
}

/// Why a suggestion is not taken, as it is sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineDraft {
    /// At most 2,000 characters; only its own author may leave it empty.
    #[serde(default)]
    pub reason: String,
}

/// Suggests other words for a place in the body. Its kind is computed from what the text would be with them.
///
/// # Errors
/// [`Why::VersionMoved`], [`Why::NotInText`], [`Why::NothingChanged`], that the item is closed or the caller not of
/// the desk, a bad field.
pub fn suggest(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    draft: SuggestionDraft,
    id: SuggestionId,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    field::optional("replacement", &draft.replacement, MAX_REPLACEMENT)?;
    field::optional("remark", &draft.remark, field::SENTENCE)?;
    full(item.suggestions.len(), MAX_SUGGESTIONS)?;
    same_version(item, draft.version)?;
    let anchor =
        anchor::at(&manuscript.body, draft.start, draft.end).map_err(|it| it.at("start"))?;
    let replaced = Manuscript {
        body: replace(&manuscript.body, &anchor, &draft.replacement),
        ..manuscript.clone()
    };
    let (change, _) =
        detect::detect(manuscript, &replaced, &item.claims).map_err(|it| it.at("replacement"))?;
    Ok(ItemChange::Suggested {
        suggestion: Suggestion {
            id,
            by: scene.by,
            at: scene.at,
            version: draft.version,
            anchor,
            replacement: draft.replacement,
            change,
            remark: draft.remark,
            state: SuggestionState::Open,
        },
    })
}

/// The body with other words at a place.
pub fn replace(body: &str, anchor: &Anchor, replacement: &str) -> String {
    let head = body.chars().take(anchor.start as usize);
    let tail = body.chars().skip(anchor.end as usize);
    head.chain(replacement.chars()).chain(tail).collect()
}

/// Declines a suggestion: the drafting post with a reason, or its author, who takes it back.
///
/// # Errors
/// [`Why::NotFound`], [`Why::SuggestionOutdated`] when it is no longer open, [`Why::ReasonMissing`], or whose turn it is.
pub fn decline(
    scene: &Scene,
    item: &Item,
    suggestion: SuggestionId,
    draft: DeclineDraft,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let known = item
        .suggestions
        .iter()
        .find(|it| it.id == suggestion)
        .ok_or_else(|| Why::NotFound {
            what: suggestion.to_string(),
        })?;
    if known.state != SuggestionState::Open {
        return Err(Why::SuggestionOutdated.into());
    }
    field::optional("reason", &draft.reason, field::SENTENCE)?;
    if known.by == scene.by {
        participant(scene, item)?;
    } else {
        seat(scene, item, DRAFTING_CHAIR)?;
        if field::is_blank(&draft.reason) {
            return Err(Refusal::from(Why::ReasonMissing).at("reason"));
        }
    }
    Ok(ItemChange::SuggestionDeclined {
        suggestion,
        reason: draft.reason,
    })
}
