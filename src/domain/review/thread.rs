//! Threads of comments (批注) on a place of the text or on the whole item. A blocking one must be resolved
//! before release (invariant 29), by the person who opened it or by the reviewer whose turn it is: not by the
//! drafter whom it asks something.

use super::seat::{chair, chair_fixer, open, participant, person_fixer, seat};
use super::*;
use crate::domain::item::{Item, ItemChange, Stage};
use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::verify::anchor;
use crate::domain::{Scene, field};

/// Most comments of a thread: it is read whole with the item.
const MAX_COMMENTS: usize = 500;
/// Most threads of an item.
const MAX_THREADS: usize = 500;

/// A span of the body: character offsets, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// A thread as it is sent, with its first comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadDraft {
    /// The version the span refers to.
    pub version: u32,
    /// The place; absent: the item as a whole.
    #[serde(default)]
    pub span: Option<Span>,
    /// Must be resolved before release.
    #[serde(default)]
    pub blocking: bool,
    /// At most 2,000 characters.
    pub text: String,
}

/// A comment as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentDraft {
    /// At most 2,000 characters.
    pub text: String,
}

/// Opens a thread.
///
/// # Errors
/// [`Why::VersionMoved`], [`Why::NotInText`], that the item is closed or the caller not of the desk, a bad text.
pub fn open_thread(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    draft: ThreadDraft,
    id: ThreadId,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    field::wanted("text", &draft.text, field::SENTENCE)?;
    full(item.threads.len(), MAX_THREADS)?;
    same_version(item, draft.version)?;
    let anchor = draft
        .span
        .map(|span| anchor::at(&manuscript.body, span.start, span.end))
        .transpose()
        .map_err(|refusal| refusal.at("span"))?;
    Ok(ItemChange::ThreadOpened {
        thread: Thread {
            id,
            anchor,
            adrift: false,
            blocking: draft.blocking,
            comments: vec![Comment {
                by: scene.by,
                at: scene.at,
                text: draft.text,
            }],
            resolved: None,
        },
    })
}

/// The draft speaks of the current version.
pub(super) fn same_version(item: &Item, version: u32) -> Result<(), Refusal> {
    if version == item.version() {
        return Ok(());
    }
    Err(Refusal::from(Why::VersionMoved {
        yours: version,
        now: item.version(),
    })
    .at("version")
    .fixed_by([Fixer::You]))
}

/// There is room for one more.
pub(super) fn full(is: usize, limit: usize) -> Result<(), Refusal> {
    if is < limit {
        return Ok(());
    }
    Err(Why::TooLong {
        limit: limit as u64,
        is: is as u64 + 1,
        unit: crate::domain::refusal::LengthUnit::Entries,
    }
    .into())
}

fn find(item: &Item, thread: ThreadId) -> Result<&Thread, Refusal> {
    item.threads
        .iter()
        .find(|it| it.id == thread)
        .ok_or_else(|| {
            Why::NotFound {
                what: thread.to_string(),
            }
            .into()
        })
}

/// Adds a comment; a resolved thread stays resolved.
///
/// # Errors
/// As [`open_thread`], and [`Why::NotFound`].
pub fn comment(
    scene: &Scene,
    item: &Item,
    thread: ThreadId,
    draft: CommentDraft,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    field::wanted("text", &draft.text, field::SENTENCE)?;
    full(find(item, thread)?.comments.len(), MAX_COMMENTS)?;
    Ok(ItemChange::Commented {
        thread,
        comment: Comment {
            by: scene.by,
            at: scene.at,
            text: draft.text,
        },
    })
}

/// Marks a thread resolved.
///
/// # Errors
/// [`Why::NotFound`], [`Why::NothingToUndo`] when it is resolved already, and for a blocking one [`Why::NotYours`] for
/// anybody but the person who opened it and the reviewer whose turn it is.
pub fn resolve(scene: &Scene, item: &Item, thread: ThreadId) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    let known = find(item, thread)?;
    if known.resolved.is_some() {
        return Err(Why::NothingToUndo.into());
    }
    let opener = known.comments.first().map(|it| it.by);
    if known.blocking && opener != Some(scene.by) {
        let reviewing = match item.line_stage(scene.procedure) {
            stage @ (Stage::Level(2..) | Stage::Release) => chair(stage),
            _ => None,
        };
        if reviewing.is_none_or(|chair| seat(scene, item, chair).is_err()) {
            let fixers = opener
                .map(|it| person_fixer(scene, it))
                .into_iter()
                .chain(reviewing.and_then(|chair| chair_fixer(scene, item, chair)));
            return Err(Refusal::from(Why::NotYours {
                by: opener.map_or_else(|| "?".into(), |it| scene.roster.name(it).into()),
            })
            .fixed_by(fixers));
        }
    }
    Ok(ItemChange::ThreadResolved {
        thread,
        resolution: Resolution {
            by: scene.by,
            at: scene.at,
        },
    })
}

/// Opens a resolved thread again.
///
/// # Errors
/// [`Why::NotFound`], and [`Why::NothingToUndo`] when it is not resolved.
pub fn reopen(scene: &Scene, item: &Item, thread: ThreadId) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    if find(item, thread)?.resolved.is_none() {
        return Err(Why::NothingToUndo.into());
    }
    Ok(ItemChange::ThreadReopened { thread })
}
