//! Receiving a submission (`spec.md` B2): what the desk takes in and what it refuses, with its content hash.

use super::classified::marked_classified;
use super::personal::{Found, personal_data};
use super::*;
use crate::domain::Scene;
use crate::domain::field::{self, NAME, TITLE};
use crate::domain::id::PostId;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{Duty, Roster, Unit, in_service, seat_for};
use crate::text::fold;
use sha2::{Digest, Sha256};

/// Minutes by which a sender's clock may be ahead of the server's.
pub const CLOCK_MINUTES: i64 = 5;
/// Most co-authors of a submission.
const MOST_CO_AUTHORS: usize = 50;
/// Most ticket references of a hotline cluster.
const MOST_TICKETS: usize = 1_000;

/// A submission as handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmissionDraft {
    /// Identity or name of the reporting unit. A correspondent may leave it out: their own.
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub channel: Channel,
    #[serde(default)]
    pub urgency: Urgency,
    #[serde(default)]
    pub classification: Classification,
    /// At most 200 characters.
    pub title: String,
    /// At most the desk's limit in bytes (1 MiB by default).
    pub body: String,
    /// Name of the writer in the unit.
    #[serde(default)]
    pub author: Option<String>,
    #[serde(default)]
    pub co_authors: Vec<String>,
    /// What the sender's clock says: kept as a statement, never used for deadlines.
    #[serde(default)]
    pub sender_time: Option<Moment>,
    /// Who signed it out in the unit (审核签发人). Wanted, except on the channels `urgent` and `phone`.
    #[serde(default)]
    pub released_by: Option<String>,
    /// Calls behind it; wanted on the channel `hotline` and refused on any other.
    #[serde(default)]
    pub hotline: Option<HotlineCluster>,
    /// Taken over from the files of before, where nobody noted who signed it out. Only for people of the
    /// desk, who answer for it.
    #[serde(default)]
    pub historic: bool,
}

/// A draft that passed: what the desk stores once it has a number for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub unit: UnitId,
    /// Handed in by a correspondent of the unit; otherwise by a person of the desk.
    pub by_correspondent: bool,
    /// The post a person of the desk acted for.
    pub acting_for: Option<PostId>,
    /// The triage post it will wait at.
    pub desk_post: PostId,
    /// [`content_hash`]: the same content had the same.
    pub hash: String,
    draft: SubmissionDraft,
    at: Moment,
    by: PersonId,
}

impl Accepted {
    /// The submission, now that it has its number and identities.
    pub fn into_submission(self, id: SubmissionId, item: ItemId, seq: u64) -> Submission {
        let draft = self.draft;
        Submission {
            id,
            seq,
            item,
            unit: self.unit,
            author: draft.author,
            co_authors: draft.co_authors,
            channel: draft.channel,
            urgency: draft.urgency,
            classification: draft.classification,
            title: draft.title,
            body: draft.body,
            sender_time: draft.sender_time,
            received_at: self.at,
            received_by: self.by,
            released_by: draft.released_by,
            hotline: draft.hotline,
            hash: self.hash,
        }
    }
}

/// Checks a submission. Who may hand one in: a correspondent, for their own unit; and whoever acts for a
/// post that sorts, drafts or answers for urgent items.
///
/// Refused are, each with its field: blank, overlong and unstorable text; material marked as classified;
/// personal data on the hotline channel (invariant 73); a sender's time over [`CLOCK_MINUTES`] ahead; a
/// unit nobody knows, that is out of use, or is not the correspondent's own.
pub fn receive(scene: &Scene, draft: SubmissionDraft) -> Result<Accepted, Refusal> {
    let person = in_service(scene)?;
    let (by_correspondent, acting_for) = if person.correspondent {
        (true, None)
    } else {
        let seat = seat_for(scene, &[Duty::Triage, Duty::Draft, Duty::Duty])?;
        (false, Some(seat.post))
    };
    let draft = tidy(draft);
    let own = person.unit.filter(|_| by_correspondent);
    let unit = unit_for(scene.roster, draft.unit.as_deref(), own)?;
    check_text(&draft, scene.procedure.body_limit)?;
    check_hotline(&draft)?;
    if let Some(field) = [("title", &draft.title), ("body", &draft.body)]
        .into_iter()
        .find_map(|(field, text)| marked_classified(text).then_some(field))
    {
        return Err(Refusal::from(Why::Classified).at(field));
    }
    if let Some(stated) = draft.sender_time
        && stated > scene.at.plus_minutes(CLOCK_MINUTES)
    {
        return Err(Refusal::from(Why::TimeInFuture).at("sender_time"));
    }
    let by_phone = matches!(draft.channel, Channel::Urgent | Channel::Phone);
    let excused = draft.historic && !by_correspondent;
    if draft.released_by.is_none() && !by_phone && !excused {
        return Err(Refusal::from(Why::ReleasedByMissing).at("released_by"));
    }
    let desk_post = triage_post(scene.roster).ok_or(Why::DutyWithoutPost { duty: Duty::Triage })?;
    Ok(Accepted {
        unit,
        by_correspondent,
        acting_for,
        desk_post,
        hash: content_hash(unit, draft.channel, &draft.title, &draft.body),
        draft,
        at: scene.at,
        by: scene.by,
    })
}

/// The post new submissions wait at: the first in use that sorts.
pub fn triage_post(roster: &Roster) -> Option<PostId> {
    roster
        .posts
        .values()
        .find(|post| post.active && post.duties.contains(&Duty::Triage))
        .map(|post| post.id)
}

/// SHA-256 in hex over unit, channel, folded title and folded body, each with its length before it: width
/// forms, case and spacing make no difference.
pub fn content_hash(unit: UnitId, channel: Channel, title: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    for part in [
        unit.to_string(),
        channel.word().to_owned(),
        fold(title),
        fold(body),
    ] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Optional fields that say nothing are as good as not given.
fn tidy(mut draft: SubmissionDraft) -> SubmissionDraft {
    let said = |text: Option<String>| text.filter(|it| !field::is_blank(it));
    draft.unit = said(draft.unit);
    draft.author = said(draft.author);
    draft.released_by = said(draft.released_by);
    draft.co_authors.retain(|it| !field::is_blank(it));
    draft
}

/// The unit meant: by identity, or by name as spelt but for width, case and spacing.
fn unit_for(roster: &Roster, given: Option<&str>, own: Option<UnitId>) -> Result<UnitId, Refusal> {
    let unit = match (given, own) {
        (None, Some(own)) => roster.units.get(&own),
        (None, None) => return Err(Refusal::from(Why::Missing).at("unit")),
        (Some(given), _) => named(roster, given),
    };
    let Some(unit) = unit else {
        let unit: String = given.unwrap_or_default().chars().take(NAME).collect();
        return Err(Refusal::from(Why::UnknownUnit { unit }).at("unit"));
    };
    if own.is_some_and(|own| own != unit.id) {
        return Err(Refusal::from(Why::OtherUnit).at("unit"));
    }
    if !unit.active {
        let name = unit.name.clone();
        return Err(Refusal::from(Why::Inactive { name }).at("unit"));
    }
    Ok(unit.id)
}

fn named<'a>(roster: &'a Roster, given: &str) -> Option<&'a Unit> {
    let by_id = given
        .trim()
        .parse::<UnitId>()
        .ok()
        .and_then(|id| roster.units.get(&id));
    let by_name = || {
        let name = fold(given);
        let mut same: Vec<&Unit> = roster
            .units
            .values()
            .filter(|it| fold(&it.name) == name)
            .collect();
        // A name may have been used again after its first unit went out of use.
        same.sort_by_key(|it| !it.active);
        same.first().copied()
    };
    by_id.or_else(by_name)
}

fn check_text(draft: &SubmissionDraft, body_limit: usize) -> Result<(), Refusal> {
    field::wanted("title", &draft.title, TITLE)?;
    field::wanted_bytes("body", &draft.body, body_limit)?;
    for (path, text) in [
        ("author", &draft.author),
        ("released_by", &draft.released_by),
    ] {
        field::optional(path, text.as_deref().unwrap_or_default(), NAME)?;
    }
    field::entries("co_authors", &draft.co_authors, MOST_CO_AUTHORS)?;
    for (place, name) in draft.co_authors.iter().enumerate() {
        field::optional(&format!("co_authors[{place}]"), name, NAME)?;
    }
    Ok(())
}

fn check_hotline(draft: &SubmissionDraft) -> Result<(), Refusal> {
    let cluster = match (draft.channel, &draft.hotline) {
        (Channel::Hotline, Some(cluster)) => cluster,
        (Channel::Hotline, None) => return Err(Refusal::from(Why::Missing).at("hotline")),
        (_, None) => return Ok(()),
        (channel, Some(_)) => {
            return Err(Refusal::from(Why::NotHotline { channel }).at("hotline"));
        }
    };
    field::wanted("hotline.category", &cluster.category, NAME)?;
    for (path, number) in [
        ("hotline.count", cluster.count),
        ("hotline.window_days", cluster.window_days),
    ] {
        if number == 0 {
            return Err(Refusal::from(Why::Missing).at(path));
        }
    }
    field::entries("hotline.ticket_refs", &cluster.ticket_refs, MOST_TICKETS)?;
    let named = |path: &'static str, text: &Option<String>| {
        (path.to_owned(), text.clone().unwrap_or_default())
    };
    let mut fields = vec![
        ("title".to_owned(), draft.title.clone()),
        ("body".to_owned(), draft.body.clone()),
        named("author", &draft.author),
        named("released_by", &draft.released_by),
        ("hotline.category".to_owned(), cluster.category.clone()),
    ];
    let listed = |path: &str, list: &[String]| -> Vec<(String, String)> {
        list.iter()
            .enumerate()
            .map(|(place, text)| (format!("{path}[{place}]"), text.clone()))
            .collect()
    };
    fields.extend(listed("co_authors", &draft.co_authors));
    fields.extend(listed("hotline.ticket_refs", &cluster.ticket_refs));
    for (path, text) in fields {
        if path.starts_with("hotline.ticket_refs") {
            field::wanted(&path, &text, NAME)?;
        }
        if let Some(Found { shape, masked }) = personal_data(&text) {
            return Err(Refusal::from(Why::PersonalData {
                shape,
                found: masked,
            })
            .at(path));
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "receive_tests.rs"]
mod tests;
