//! The conditions for the next step, each with its answer, why it is shut, and who can open it.
//!
//! The same code decides and explains: [`super::vote::ready`], [`super::vote::cast`] and [`super::release::release`] refuse
//! with the first gate that is shut, so what is shown beforehand cannot differ from what happens (invariant 85).

use super::seat::{
    DRAFTING_CHAIR, RELEASE_CHAIR, bar, chair, chair_fixer, item_bar, person_fixer, route, seat,
    sitter, whose_turn,
};
use super::vote::VoteDraft;
use super::*;
use crate::domain::item::{Item, Stage};
use crate::domain::refusal::{Fixer, Gate, GateKind, Refusal, Why};
use crate::domain::verify::{Claim, Standing, standing};
use crate::domain::{Scene, field};

/// What someone wants to do, and so which gates there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Put the text forward for first review.
    Ready,
    /// Pass it at the level where it is.
    Pass,
    /// Sign its release.
    Release,
}

impl Purpose {
    /// What can be wanted next at a stage: passing at a level, release at release, putting forward before.
    pub fn at(stage: Stage) -> Self {
        match stage {
            Stage::Level(_) => Purpose::Pass,
            Stage::Release | Stage::Released => Purpose::Release,
            _ => Purpose::Ready,
        }
    }
}

/// All gates of a purpose, in the order shown. The checklist and the claims read come with the vote: before one is
/// given they stand open as far as nothing is asked, else shut with what will be asked.
pub fn gates(scene: &Scene, item: &Item, manuscript: &Manuscript, purpose: Purpose) -> Vec<Gate> {
    match purpose {
        Purpose::Ready => ready_gates(scene, item, manuscript),
        Purpose::Pass => pass_gates(scene, item, manuscript, None),
        Purpose::Release => release_gates(scene, item),
    }
}

/// The first gate that is shut, as a refusal.
pub(super) fn first_shut(gates: Vec<Gate>) -> Result<(), Refusal> {
    match gates.into_iter().find(|gate| !gate.ok) {
        Some(Gate {
            gate,
            why: Some(why),
            who_can_fix,
            ..
        }) => {
            let field = match gate {
                GateKind::Checklist => Some("answers".to_owned()),
                GateKind::ClaimsRead => Some("claims_read".to_owned()),
                _ => None,
            };
            Err(Refusal {
                why,
                field,
                who_can_fix,
            })
        }
        _ => Ok(()),
    }
}

fn gate(gate: GateKind, shut: Option<Refusal>) -> Gate {
    match shut {
        None => Gate {
            gate,
            ok: true,
            why: None,
            who_can_fix: Vec::new(),
        },
        Some(refusal) => Gate {
            gate,
            ok: false,
            why: Some(refusal.why),
            who_can_fix: refusal.who_can_fix,
        },
    }
}

fn ready_gates(scene: &Scene, item: &Item, manuscript: &Manuscript) -> Vec<Gate> {
    let mut all = chair_gates(scene, item, DRAFTING_CHAIR, Stage::Drafting);
    let blank = field::is_blank(&manuscript.title) || field::is_blank(&manuscript.body);
    all.push(gate(
        GateKind::Text,
        blank.then(|| Refusal::from(Why::Missing).fixed_by(drafter(scene, item))),
    ));
    all
}

/// The gates of a pass at the level where the item is, with the vote if there is one already.
pub(super) fn pass_gates(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    vote: Option<&VoteDraft>,
) -> Vec<Gate> {
    let line = item.line_stage(scene.procedure);
    let level = match line {
        Stage::Level(level) => level,
        Stage::Release => scene.procedure.top(),
        _ => 1,
    };
    let mut all = chair_gates(scene, item, level, Stage::Level(level));
    all.extend(vote_gates(scene, item, manuscript, level, vote));
    all
}

/// The gates of a pass that are about the vote and the item, not about who gives it.
pub(super) fn vote_gates(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    level: u8,
    vote: Option<&VoteDraft>,
) -> Vec<Gate> {
    let voter = || chair_fixer(scene, item, level);
    let blank = field::is_blank(&manuscript.title) || field::is_blank(&manuscript.body);
    let mut all = vec![gate(
        GateKind::Text,
        blank.then(|| Refusal::from(Why::Missing).fixed_by(drafter(scene, item))),
    )];
    let missing = unanswered(scene, level, vote);
    all.push(gate(
        GateKind::Checklist,
        (!missing.is_empty())
            .then(|| Refusal::from(Why::ChecklistIncomplete { missing }).fixed_by(voter())),
    ));
    let unread = unread(scene, item, level, vote);
    all.push(gate(
        GateKind::ClaimsRead,
        (!unread.is_empty())
            .then(|| Refusal::from(Why::ClaimsUnread { claims: unread }).fixed_by(voter())),
    ));
    let contradicted = (level == scene.procedure.top())
        .then(|| {
            in_the_text(item).find(|it| standing_of(scene, item, it) == Standing::Contradicted)
        })
        .flatten();
    all.push(gate(
        GateKind::Claims,
        contradicted.map(|claim| {
            Refusal::from(Why::ClaimContradicted { claim: claim.n }).fixed_by(drafter(scene, item))
        }),
    ));
    all
}

fn release_gates(scene: &Scene, item: &Item) -> Vec<Gate> {
    let mut all = chair_gates(scene, item, RELEASE_CHAIR, Stage::Release);
    all.push(gate(GateKind::Claims, claims_shut(scene, item)));
    all.push(gate(GateKind::Objections, objections_shut(scene, item)));
    all.push(gate(GateKind::Threads, threads_shut(scene, item)));
    all.push(gate(GateKind::Levels, levels_shut(scene, item)));
    all.push(gate(GateKind::SignOffs, sign_offs_shut(scene, item)));
    all
}

/// Stage, eligibility and turn: may it happen now, and by the caller.
fn chair_gates(scene: &Scene, item: &Item, wanted: u8, stage: Stage) -> Vec<Gate> {
    let barred = bar(item, wanted, scene.by, scene.roster, scene.at);
    let turn = sitter(item, wanted, scene.roster, scene.procedure, scene.at);
    let next = turn.map(|turn| super::seat::fixer(scene, turn));
    let nobody = turn.is_none_or(|turn| turn.blocked);
    let eligibility = match barred {
        Some(why) => Some(Refusal::from(why).fixed_by(next)),
        None if nobody => Some(Refusal::from(Why::NoReviewer { level: wanted }).fixed_by(next)),
        None => None,
    };
    let not_yours = match (&eligibility, turn) {
        (None, _) => seat(scene, item, wanted).err(),
        (Some(_), Some(turn)) if turn.person != scene.by => Some(whose_turn(scene, turn)),
        (Some(refusal), _) => Some(refusal.clone()),
    };
    vec![
        gate(GateKind::Stage, stage_shut(scene, item, stage)),
        gate(GateKind::Eligibility, eligibility),
        gate(GateKind::Turn, not_yours),
    ]
}

/// The item is at the stage where this can happen.
fn stage_shut(scene: &Scene, item: &Item, wanted: Stage) -> Option<Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    if stage == wanted {
        return None;
    }
    if !stage.is_open() {
        return Some(
            Why::AlreadyClosed {
                stage: stage.word(),
            }
            .into(),
        );
    }
    let why = Why::WrongStage {
        stage: stage.word(),
        wanted: wanted.word(),
    };
    let waits_for = chair(item.line_stage(scene.procedure));
    Some(Refusal::from(why).fixed_by(waits_for.and_then(|chair| chair_fixer(scene, item, chair))))
}

fn unanswered(scene: &Scene, level: u8, vote: Option<&VoteDraft>) -> Vec<String> {
    let answers = vote.map_or(&[][..], |it| &it.answers);
    let asked = scene.procedure.level(level).map(|it| &it.checklist[..]);
    asked
        .unwrap_or_default()
        .iter()
        .filter(|question| {
            let mut given = answers.iter().filter(|it| it.question == question.id);
            let mut any = false;
            !(given.all(|it| {
                any = true;
                it.yes
            }) && any)
        })
        .map(|question| question.id.clone())
        .collect()
}

fn unread(scene: &Scene, item: &Item, level: u8, vote: Option<&VoteDraft>) -> Vec<u32> {
    if !scene
        .procedure
        .level(level)
        .is_some_and(|it| it.claims_read)
    {
        return Vec::new();
    }
    let read = vote.map_or(&[][..], |it| &it.claims_read);
    in_the_text(item)
        .filter(|claim| !read.contains(&claim.id))
        .map(|claim| claim.n)
        .collect()
}

fn in_the_text(item: &Item) -> impl Iterator<Item = &Claim> {
    item.claims.iter().filter(|claim| !claim.withdrawn)
}

fn standing_of(scene: &Scene, item: &Item, claim: &Claim) -> Standing {
    standing(claim, item, scene.roster, scene.procedure, scene.at)
}

/// Every claim that blocks is settled, or on an urgent item waived and owed (invariant 41).
fn claims_shut(scene: &Scene, item: &Item) -> Option<Refusal> {
    let urgent = item.urgency != crate::domain::report::Urgency::Plain;
    let mut open = Vec::new();
    for claim in in_the_text(item) {
        let blocks = scene.procedure.verification.of(claim.kind).blocks;
        match standing_of(scene, item, claim) {
            Standing::Corroborated | Standing::Withdrawn => {}
            // A contradiction nobody decided blocks whatever the kind.
            Standing::Contradicted => {
                return Some(
                    Refusal::from(Why::ClaimContradicted { claim: claim.n })
                        .fixed_by(drafter(scene, item)),
                );
            }
            Standing::Waived if urgent && is_owed(item, claim) => {}
            _ if blocks => open.push(claim.n),
            _ => {}
        }
    }
    if open.is_empty() {
        return None;
    }
    let waiver = urgent.then(|| chair_fixer(scene, item, scene.procedure.top()));
    Some(
        Refusal::from(Why::ClaimsOpen { claims: open })
            .fixed_by(drafter(scene, item))
            .fixed_by(waiver.flatten()),
    )
}

fn is_owed(item: &Item, claim: &Claim) -> bool {
    claim.waiver.as_ref().is_some_and(|waiver| {
        item.debts
            .iter()
            .any(|debt| debt.id == waiver.debt && debt.claim == claim.id)
    })
}

/// An objection nobody cleared blocks release (invariant 27). It does not stop votes: each reviewer answers
/// for their own judgement, and sees it on the item's face.
fn objections_shut(scene: &Scene, item: &Item) -> Option<Refusal> {
    let standing = item.objections.iter().find(|it| it.cleared.is_none())?;
    Some(
        Refusal::from(Why::ObjectionStands {
            by: scene.roster.name(standing.by).into(),
            text: standing.text.clone(),
        })
        .fixed_by(super::objection::who_can_clear(scene, item, standing)),
    )
}

fn threads_shut(scene: &Scene, item: &Item) -> Option<Refusal> {
    let open: Vec<_> = item
        .threads
        .iter()
        .filter(|it| it.blocking && it.resolved.is_none())
        .collect();
    if open.is_empty() {
        return None;
    }
    let mut fixers: Vec<Fixer> = Vec::new();
    for opener in open.iter().filter_map(|it| it.comments.first()) {
        let fixer = person_fixer(scene, opener.by);
        if !fixers.contains(&fixer) {
            fixers.push(fixer);
        }
    }
    let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    Some(Refusal::from(Why::ThreadsOpen { count }).fixed_by(fixers))
}

/// Each level has a pass that counts, by someone whom nothing learnt since speaks against: a unit merged in
/// later, an interest declared after the vote. Leaving office does not undo a vote.
fn levels_shut(scene: &Scene, item: &Item) -> Option<Refusal> {
    for level in 1..=scene.procedure.top() {
        let fixer = || chair_fixer(scene, item, level);
        let Some(vote) = item.counting_pass(level) else {
            return Some(Refusal::from(Why::LevelMissing { level }).fixed_by(fixer()));
        };
        if let Some(why) = item_bar(item, level, vote.person, scene.roster) {
            // The signer sends it back to that level, where somebody else decides.
            let signer = chair_fixer(scene, item, RELEASE_CHAIR);
            return Some(Refusal::from(why).fixed_by(signer));
        }
    }
    None
}

/// Nothing counts that its signer has not confirmed in their own session (invariant 32).
fn sign_offs_shut(scene: &Scene, item: &Item) -> Option<Refusal> {
    let vote = (1..=scene.procedure.top())
        .filter_map(|level| item.counting_pass(level))
        .find(|vote| super::vote::is_unconfirmed(vote))?;
    Some(
        Refusal::from(Why::SignOffUnconfirmed {
            signer: scene.roster.name(vote.person).into(),
        })
        .fixed_by([person_fixer(scene, vote.person)]),
    )
}

/// Whoever drafts the item now.
fn drafter(scene: &Scene, item: &Item) -> Option<Fixer> {
    let post = route(item, DRAFTING_CHAIR, scene.roster, scene.procedure)?;
    let acting = sitter(
        item,
        DRAFTING_CHAIR,
        scene.roster,
        scene.procedure,
        scene.at,
    )
    .map(|turn| scene.roster.name(turn.person).into());
    Some(Fixer::Post {
        id: post,
        name: scene.roster.post_name(post),
        acting,
    })
}
