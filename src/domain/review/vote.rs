//! Votes: putting the text forward, passing, returning, holding, recommending; sign-offs given by telephone or on
//! paper; taking a vote back. The level of a vote is that of the item's stage, never chosen.

use super::gates::{Purpose, first_shut, gates, pass_gates};
use super::seat::{RELEASE_CHAIR, open, participant, person_fixer, route, seat};
use super::*;
use crate::domain::item::{Item, ItemChange, Stage};
use crate::domain::refusal::{Fixer, GateKind, Refusal, Why};
use crate::domain::roster::{Duty, HoldingRole, Seat};
use crate::domain::{Scene, field};

/// A vote as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteDraft {
    pub verdict: Verdict,
    /// The version that was read. Another one than the current is refused, never moved.
    pub version: u32,
    /// With `pass`: an answer to each question of the level's checklist.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// With `pass`, where the level wants it: the claims marked read.
    #[serde(default)]
    pub claims_read: Vec<ClaimId>,
    /// Reason or remark, at most 2,000 characters. Wanted with `hold`, and with `return` where the code wants a sentence.
    #[serde(default)]
    pub remark: String,
    /// With `return`: a return code of the desk.
    #[serde(default)]
    pub code: Option<String>,
    /// With `return`: the level it goes back to; 0, the default, is drafting.
    #[serde(default)]
    pub back_to: Option<u8>,
    #[serde(default)]
    pub via: Via,
    /// For a sign-off by telephone or on paper that somebody else records.
    #[serde(default)]
    pub out_of_band: Option<OutOfBandDraft>,
}

/// What the recorder of a sign-off states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfBandDraft {
    /// Who gave the sign-off: the one whose turn it is.
    pub signer: PersonId,
    /// Title and figures as read back to the signer, at most 2,000 characters.
    pub read_back: String,
    /// The signer's registered number was called back.
    pub called_back: bool,
}

/// Recorded for a signer who has not confirmed it.
pub fn is_unconfirmed(vote: &Vote) -> bool {
    vote.out_of_band
        .as_ref()
        .is_some_and(|it| it.confirmed_at.is_none())
}

/// Puts the text forward for first review.
///
/// # Errors
/// The first gate of [`Purpose::Ready`] that is shut.
pub fn ready(scene: &Scene, item: &Item, manuscript: &Manuscript) -> Result<ItemChange, Refusal> {
    first_shut(gates(scene, item, manuscript, Purpose::Ready))?;
    Ok(ItemChange::Readied {
        version: item.version(),
    })
}

/// Gives a vote.
///
/// # Errors
/// [`Why::VersionMoved`] when another version was read; what is wrong with a field; the first gate of
/// [`Purpose::Pass`] that is shut; for a return an unknown code or a missing sentence; for a sign-off recorded for
/// somebody else what makes it void ([`Why::RecorderIsSigner`], [`Why::CallBackMissing`]).
pub fn cast(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    draft: VoteDraft,
    id: VoteId,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    check_fields(&draft)?;
    if draft.version != item.version() {
        return Err(Refusal::from(Why::VersionMoved {
            yours: draft.version,
            now: item.version(),
        })
        .at("version")
        .fixed_by([Fixer::You]));
    }
    let (level, seat, out_of_band) = match draft.verdict {
        Verdict::Pass => pass(scene, item, manuscript, &draft)?,
        Verdict::Return | Verdict::Hold => {
            let (level, seat) = decide(scene, item)?;
            if draft.verdict == Verdict::Return {
                check_return(scene, item, &draft, level)?;
            } else if field::is_blank(&draft.remark) {
                return Err(Refusal::from(Why::ReasonMissing).at("remark"));
            }
            (level, seat, None)
        }
        Verdict::Recommend => {
            let (level, seat) = recommend(scene, item)?;
            (level, seat, None)
        }
    };
    let is_return = draft.verdict == Verdict::Return;
    Ok(ItemChange::Voted {
        vote: Vote {
            id,
            level,
            version: draft.version,
            person: seat.person,
            post: seat.post,
            capacity: seat.capacity,
            verdict: draft.verdict,
            answers: draft.answers,
            checklist_version: scene
                .procedure
                .level(level)
                .map_or(0, |it| it.checklist_version),
            claims_read: draft.claims_read,
            at: scene.at,
            via: draft.via,
            out_of_band,
            code: draft.code.filter(|_| is_return),
            back_to: is_return.then(|| draft.back_to.unwrap_or(0)),
            remark: draft.remark,
            retracted_at: None,
            // Set by the fold, which knows the revision.
            rev: 0,
        },
    })
}

/// The verdicts the caller may give now, the checklist and the claims still to be read left aside. Who may not pass
/// (a contradiction stands) may still return or hold.
pub fn verdicts(scene: &Scene, item: &Item, manuscript: &Manuscript) -> Vec<Verdict> {
    let may_pass = pass_gates(scene, item, manuscript, None)
        .iter()
        .all(|it| it.ok || matches!(it.gate, GateKind::Checklist | GateKind::ClaimsRead));
    let may_decide = decide(scene, item).is_ok();
    [
        (Verdict::Pass, may_pass),
        (Verdict::Return, may_decide),
        (Verdict::Hold, may_decide),
        (Verdict::Recommend, recommend(scene, item).is_ok()),
    ]
    .into_iter()
    .filter_map(|(verdict, may)| may.then_some(verdict))
    .collect()
}

type Accepted = (u8, Seat, Option<OutOfBand>);

fn pass(
    scene: &Scene,
    item: &Item,
    manuscript: &Manuscript,
    draft: &VoteDraft,
) -> Result<Accepted, Refusal> {
    let level = match item.line_stage(scene.procedure) {
        Stage::Level(level) => level,
        // The stage gate will say so.
        _ => 1,
    };
    check_answers(scene, item, level, draft)?;
    let Some(sign_off) = &draft.out_of_band else {
        first_shut(pass_gates(scene, item, manuscript, Some(draft)))?;
        return Ok((level, seat(scene, item, level)?, None));
    };
    if sign_off.signer == scene.by {
        return Err(Refusal::from(Why::RecorderIsSigner).at("out_of_band.signer"));
    }
    participant(scene, item)?;
    // The gates are asked for the signer; what they call "you" is the signer then.
    let signer = Scene {
        by: sign_off.signer,
        post: None,
        ..*scene
    };
    let as_recorder = |mut refusal: Refusal| {
        for it in &mut refusal.who_can_fix {
            if *it == Fixer::You {
                *it = person_fixer(scene, sign_off.signer);
            }
        }
        refusal
    };
    first_shut(pass_gates(&signer, item, manuscript, Some(draft))).map_err(as_recorder)?;
    let seat = seat(&signer, item, level).map_err(as_recorder)?;
    if !sign_off.called_back {
        return Err(Refusal::from(Why::CallBackMissing)
            .at("out_of_band.called_back")
            .fixed_by([Fixer::You]));
    }
    let minutes = i64::from(scene.procedure.confirm_minutes);
    let recorded = OutOfBand {
        recorder: scene.by,
        read_back: sign_off.read_back.clone(),
        called_back: true,
        confirm_by: scene.at.plus_minutes(minutes),
        confirmed_at: None,
    };
    Ok((level, seat, Some(recorded)))
}

/// The seat for a return or a hold: at a level, or at release, where the signer may send it back as well.
fn decide(scene: &Scene, item: &Item) -> Result<(u8, Seat), Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    match stage {
        Stage::Level(level) => Ok((level, seat(scene, item, level)?)),
        Stage::Release => {
            let seat = seat(scene, item, RELEASE_CHAIR)?;
            Ok((scene.procedure.top(), seat))
        }
        _ => Err(wrong_stage(stage)),
    }
}

/// The seat of a shadow of the post whose level it is. What bars a reviewer bars a shadow as well.
fn recommend(scene: &Scene, item: &Item) -> Result<(u8, Seat), Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    let Stage::Level(level) = stage else {
        return Err(wrong_stage(stage));
    };
    let post = route(item, level, scene.roster, scene.procedure);
    let shadowed = post.filter(|&post| {
        scene
            .roster
            .holds(scene.by, scene.at)
            .contains(&(post, HoldingRole::Shadow))
    });
    let Some(post) = shadowed else {
        // Whoever has the turn decides; everyone else comments or objects.
        return Err(match (seat(scene, item, level), post) {
            (Err(refusal), _) => refusal,
            (Ok(_), Some(post)) => Refusal::from(Why::RecommendIsForShadows {
                post: scene.roster.post_name(post),
            })
            .at("verdict"),
            (Ok(_), None) => Why::NotYourDuty { duty: Duty::Review }.into(),
        });
    };
    if let Some(why) = super::seat::bar(item, level, scene.by, scene.roster, scene.at) {
        return Err(why.into());
    }
    Ok((
        level,
        Seat {
            post,
            person: scene.by,
            capacity: Capacity::Shadow,
        },
    ))
}

fn wrong_stage(stage: Stage) -> Refusal {
    Why::WrongStage {
        stage: stage.word(),
        wanted: Stage::Level(1).word(),
    }
    .into()
}

fn check_fields(draft: &VoteDraft) -> Result<(), Refusal> {
    field::optional("remark", &draft.remark, field::SENTENCE)?;
    // No checklist is longer: ids are unique and a level's questions few.
    field::entries("answers", &draft.answers, 200)?;
    field::entries("claims_read", &draft.claims_read, 2_000)?;
    for (place, answer) in draft.answers.iter().enumerate() {
        field::optional(
            &format!("answers[{place}].note"),
            &answer.note,
            field::SENTENCE,
        )?;
    }
    match (&draft.out_of_band, draft.via) {
        (None, Via::Screen) => Ok(()),
        (Some(sign_off), Via::Phone | Via::Paper) if draft.verdict == Verdict::Pass => {
            field::wanted(
                "out_of_band.read_back",
                &sign_off.read_back,
                field::SENTENCE,
            )
        }
        (Some(_), Via::Screen) => Err(Refusal::from(Why::Malformed {
            wanted: "phone | paper".into(),
            found: "screen".into(),
        })
        .at("via")),
        // Only a pass is taken over the telephone: sending back can wait for the person's own hand.
        (Some(_), _) => Err(Refusal::from(Why::Malformed {
            wanted: "pass".into(),
            found: word(draft.verdict).into(),
        })
        .at("verdict")),
        (None, Via::Phone | Via::Paper) => Err(Refusal::from(Why::Missing).at("out_of_band")),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Return => "return",
        Verdict::Hold => "hold",
        Verdict::Recommend => "recommend",
    }
}

/// Answers to questions nobody asked, and claims that are not the item's, are mistakes to be told.
fn check_answers(scene: &Scene, item: &Item, level: u8, draft: &VoteDraft) -> Result<(), Refusal> {
    let asked: Vec<&str> = scene
        .procedure
        .level(level)
        .map_or(&[][..], |it| &it.checklist)
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    for (place, answer) in draft.answers.iter().enumerate() {
        if !asked.contains(&answer.question.as_str()) {
            return Err(Refusal::from(Why::UnknownField {
                name: answer.question.clone(),
                known: asked.iter().map(|it| (*it).into()).collect(),
            })
            .at(format!("answers[{place}].question")));
        }
    }
    for (place, claim) in draft.claims_read.iter().enumerate() {
        if item.claim(*claim).is_none() {
            return Err(Refusal::from(Why::NotFound {
                what: claim.to_string(),
            })
            .at(format!("claims_read[{place}]")));
        }
    }
    Ok(())
}

/// A return has a known code, its sentence where wanted (invariant 33), and goes to a lower place than where it is.
fn check_return(scene: &Scene, item: &Item, draft: &VoteDraft, level: u8) -> Result<(), Refusal> {
    let known = || {
        scene
            .procedure
            .return_codes
            .iter()
            .map(|it| it.code.clone())
            .collect::<Vec<_>>()
    };
    let given = draft.code.as_deref().unwrap_or_default();
    let Some(code) = scene.procedure.return_code(given) else {
        return Err(Refusal::from(Why::UnknownReturnCode {
            given: given.into(),
            known: known(),
        })
        .at("code"));
    };
    if code.needs_sentence && field::is_blank(&draft.remark) {
        return Err(Refusal::from(Why::SentenceMissing).at("remark"));
    }
    let at_release = item.line_stage(scene.procedure) == Stage::Release;
    let highest = if at_release {
        level
    } else {
        level.saturating_sub(1)
    };
    let back_to = draft.back_to.unwrap_or(0);
    if back_to > highest {
        return Err(Refusal::from(Why::Malformed {
            wanted: format!("0-{highest}"),
            found: back_to.to_string(),
        })
        .at("back_to"));
    }
    Ok(())
}

/// The signer of a sign-off confirms it in their own session. Late is better than never: the deadline passed is
/// kept in the record.
///
/// # Errors
/// [`Why::NotYours`] for anybody but the signer, [`Why::NothingToConfirm`] for a vote that waits for nobody,
/// [`Why::NotFound`].
pub fn confirm(scene: &Scene, item: &Item, vote: VoteId) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let signed = unconfirmed(item, vote)?;
    own(scene, signed.person)?;
    Ok(ItemChange::SignOffConfirmed { vote })
}

/// The signer of a sign-off says that they never gave it. Not a retraction: nothing of theirs is taken back, so
/// it may be said for as long as the item is open and the sign-off unconfirmed.
///
/// # Errors
/// As [`confirm`].
pub fn disown(scene: &Scene, item: &Item, vote: VoteId) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let signed = unconfirmed(item, vote)?;
    own(scene, signed.person)?;
    Ok(ItemChange::VoteRetracted { vote })
}

fn unconfirmed(item: &Item, vote: VoteId) -> Result<&Vote, Refusal> {
    find(item, vote).and_then(|known| {
        if is_unconfirmed(known) && known.retracted_at.is_none() {
            Ok(known)
        } else {
            Err(Why::NothingToConfirm.into())
        }
    })
}

fn find(item: &Item, vote: VoteId) -> Result<&Vote, Refusal> {
    item.votes.iter().find(|it| it.id == vote).ok_or_else(|| {
        Why::NotFound {
            what: vote.to_string(),
        }
        .into()
    })
}

fn own(scene: &Scene, owner: PersonId) -> Result<(), Refusal> {
    if owner == scene.by {
        return Ok(());
    }
    Err(Refusal::from(Why::NotYours {
        by: scene.roster.name(owner).into(),
    })
    .fixed_by([person_fixer(scene, owner)]))
}

/// Takes one's own vote back, or the sign-off one recorded, while nobody else has acted on the item since
/// (invariant 34). The vote stays readable.
///
/// # Errors
/// [`Why::NotYours`], [`Why::NothingToUndo`] when it is retracted already, [`Why::RetractTooLate`] naming who acted.
pub fn retract(scene: &Scene, item: &Item, vote: VoteId) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let given = find(item, vote)?;
    let recorder = given.out_of_band.as_ref().map(|it| it.recorder);
    if recorder.is_none_or(|it| it != scene.by) {
        own(scene, given.person)?;
    }
    if given.retracted_at.is_some() {
        return Err(Why::NothingToUndo.into());
    }
    if item.last_actor != Some(scene.by) || item.run_since > given.rev {
        let since = item.last_actor.filter(|it| *it != scene.by);
        return Err(Why::RetractTooLate {
            by: since.map_or_else(|| "?".into(), |it| scene.roster.name(it).into()),
        }
        .into());
    }
    Ok(ItemChange::VoteRetracted { vote })
}
