//! Posts: which duties go together, at which level a post reviews, and on whom it falls back.

use super::appoint::{after, planner};
use super::soundness::accept;
use super::*;
use crate::domain::Scene;
use crate::domain::field;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Refusal, Why};
use crate::text::fold;

/// A post as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostDraft {
    /// At least one of the two languages; the other is taken from it.
    pub name: Bilingual,
    pub duties: BTreeSet<Duty>,
    /// With `review`: 2 or higher. With `draft`: 1, which is also the default then. Else none.
    #[serde(default)]
    pub level: Option<u8>,
    /// The post it reports to, which acts when its own A and B cannot. Whoever sorts or drafts has one.
    #[serde(default)]
    pub fallback: Option<PostId>,
}

fn not_found() -> Refusal {
    Why::NotFound {
        what: "post".into(),
    }
    .into()
}

/// Adds a post; it has nobody yet.
pub fn add_post(scene: &Scene, draft: PostDraft, id: PostId) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    Ok(RosterChange::Post(post(
        scene.roster,
        scene.procedure,
        draft,
        id,
    )?))
}

/// Changes a post; its holders stay, so what it becomes must go with what else they hold.
pub fn change_post(scene: &Scene, id: PostId, draft: PostDraft) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let known = scene.roster.posts.get(&id).ok_or_else(not_found)?;
    if !known.active {
        let name = scene.roster.post_name(id);
        return Err(Why::Inactive { name }.into());
    }
    let changed = post(scene.roster, scene.procedure, draft, id)?;
    if changed == *known {
        return Err(Why::NothingChanged.into());
    }
    let change = RosterChange::Post(changed);
    let changed = after(scene.roster, std::slice::from_ref(&change));
    keeps_the_team_legal(scene, &changed)?;
    accept(scene, &changed, None)?;
    Ok(change)
}

/// Takes a post out of use; its holdings end now. `open_items` wait at it: they go to an heir post first.
pub fn abolish_post(
    scene: &Scene,
    id: PostId,
    open_items: u64,
) -> Result<Vec<RosterChange>, Refusal> {
    planner(scene)?;
    let known = scene.roster.posts.get(&id).ok_or_else(not_found)?;
    if !known.active {
        return Err(Why::NothingChanged.into());
    }
    let name = scene.roster.post_name(id);
    if open_items > 0 {
        return Err(Refusal::from(Why::PostNotEmpty {
            post: name,
            items: open_items,
        })
        .fixed_by(scene.roster.duty_fixers(Duty::Triage, scene.at)));
    }
    if let Some(leaning) = scene
        .roster
        .posts
        .values()
        .find(|it| it.active && it.fallback == Some(id))
    {
        return Err(Why::PostLeantOn {
            post: name,
            by: scene.roster.post_name(leaning.id),
        }
        .into());
    }
    let mut changes: Vec<RosterChange> = scene
        .roster
        .holdings
        .values()
        .filter(|it| it.post == id && it.to.is_none_or(|to| to > scene.at))
        .map(|it| {
            RosterChange::Holding(Holding {
                to: Some(it.from.max(scene.at)),
                ..it.clone()
            })
        })
        .collect();
    changes.push(RosterChange::Post(Post {
        active: false,
        ..known.clone()
    }));
    let changed = after(scene.roster, &changes);
    keeps_the_team_legal(scene, &changed)?;
    accept(scene, &changed, None)?;
    Ok(changes)
}

/// Refuses what takes the desk's last post of a duty or level away.
fn keeps_the_team_legal(scene: &Scene, changed: &Roster) -> Result<(), Refusal> {
    let had = check_team(scene.roster, scene.procedure, scene.at).errors;
    let worse = check_team(changed, scene.procedure, scene.at)
        .errors
        .into_iter()
        .find(|error| !had.contains(error));
    worse.map_or(Ok(()), |why| Err(why.into()))
}

/// The record a draft makes, checked against the other posts.
pub(super) fn post(
    roster: &Roster,
    procedure: &Procedure,
    draft: PostDraft,
    id: PostId,
) -> Result<Post, Refusal> {
    let (zh, en) = (draft.name.zh.trim(), draft.name.en.trim());
    let (zh, en) = match (field::is_blank(zh), field::is_blank(en)) {
        (true, true) => return Err(Refusal::from(Why::Missing).at("name")),
        (true, false) => (en, en),
        (false, true) => (zh, zh),
        (false, false) => (zh, en),
    };
    field::name("name.zh", zh)?;
    field::name("name.en", en)?;
    let taken = |it: &&Post| {
        it.id != id && it.active && (fold(&it.name.zh) == fold(zh) || fold(&it.name.en) == fold(en))
    };
    if let Some(other) = roster.posts.values().find(taken) {
        let name = roster.post_name(other.id);
        return Err(Refusal::from(Why::NameTaken { name }).at("name"));
    }
    if draft.duties.is_empty() {
        return Err(Refusal::from(Why::Missing).at("duties"));
    }
    let reads = draft.duties.iter().any(|it| it.read_only());
    let works = draft.duties.iter().any(|it| it.works_on_items());
    if reads && works {
        return Err(Refusal::from(Why::ReadOnlyRole).at("duties"));
    }
    let level = level(procedure, &draft)?;
    let leads = draft.duties.contains(&Duty::Release) || draft.duties.contains(&Duty::Review);
    match draft.fallback {
        // A chain of cover ends at a leader (invariant 13).
        None if works && !leads => return Err(Refusal::from(Why::Missing).at("fallback")),
        None => {}
        Some(fallback) => {
            let Some(above) = roster.posts.get(&fallback) else {
                return Err(not_found().at("fallback"));
            };
            if fallback == id || roster.chain(fallback).contains(&id) {
                let post = zh.to_owned();
                return Err(Refusal::from(Why::FallbackCycle { post }).at("fallback"));
            }
            if !above.active {
                let name = roster.post_name(fallback);
                return Err(Refusal::from(Why::Inactive { name }).at("fallback"));
            }
            // Whoever covers a post that reads or configures could not vote meanwhile, and the other way
            // round an administrator would.
            let above_reads = above.duties.iter().any(|it| it.read_only());
            let above_works = above.duties.iter().any(|it| it.works_on_items());
            if (reads && above_works) || (works && above_reads) {
                return Err(Refusal::from(Why::ReadOnlyRole).at("fallback"));
            }
        }
    }
    Ok(Post {
        id,
        name: Bilingual::new(zh, en),
        duties: draft.duties,
        level,
        fallback: draft.fallback,
        active: true,
    })
}

/// Drafting is level 1; reviewing is any level above, up to the procedure's highest; other posts have none.
fn level(procedure: &Procedure, draft: &PostDraft) -> Result<Option<u8>, Refusal> {
    let drafts = draft.duties.contains(&Duty::Draft);
    let reviews = draft.duties.contains(&Duty::Review);
    let malformed = |wanted: String, found: String| {
        Err(Refusal::from(Why::Malformed { wanted, found }).at("level"))
    };
    match (drafts, reviews, draft.level) {
        // Level 1 is the drafter's own signature: no post is both.
        (true, true, _) => Err(Refusal::from(Why::Malformed {
            wanted: "draft / review".into(),
            found: "draft, review".into(),
        })
        .at("duties")),
        (true, false, None | Some(1)) => Ok(Some(1)),
        (true, false, Some(other)) => malformed("1".into(), other.to_string()),
        (false, true, None) => Err(Refusal::from(Why::Missing).at("level")),
        (false, true, Some(level)) if level >= 2 && procedure.level(level).is_some() => {
            Ok(Some(level))
        }
        (false, true, Some(other)) => {
            malformed(format!("2-{}", procedure.top()), other.to_string())
        }
        (false, false, None) => Ok(None),
        (false, false, Some(other)) => malformed("-".into(), other.to_string()),
    }
}
