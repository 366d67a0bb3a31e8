//! Calls about people, posts, units and parties, about the procedure, and for auditors. A change answers with the
//! records as they are from now on.

use super::{Api, Asking, Key};
use crate::client::error::ClientError;
use crate::domain::id::*;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::roster::{
    AbsenceDraft, HoldingDraft, PersonDraft, PostDraft, RosterChange, Seat, UnitDraft,
};
use crate::domain::verify::party::PartyDraft;
use crate::wire::people::RosterView;
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

type Changed = Result<Vec<RosterChange>, ClientError>;

impl Api {
    /// People, units, posts, and who acts for them.
    pub async fn roster(&self) -> Result<RosterView, ClientError> {
        self.read("/roster").await
    }

    /// Who acts for a post, now or at some instant.
    pub async fn acting(
        &self,
        post: PostId,
        at: Option<Moment>,
    ) -> Result<Option<Seat>, ClientError> {
        let mut asking = Asking::get(&format!("/posts/{post}/acting"));
        if let Some(at) = at {
            asking = asking.with("at", at);
        }
        self.ask(asking).await?.read()
    }

    /// A new person.
    pub async fn add_person(&self, draft: &PersonDraft) -> Changed {
        self.change(Method::POST, "/people", Some(draft)).await
    }

    /// A person's particulars.
    pub async fn change_person(&self, id: PersonId, draft: &PersonDraft) -> Changed {
        self.change(Method::PUT, &format!("/people/{id}"), Some(draft))
            .await
    }

    /// Ends a person's service. Nobody is ever deleted.
    pub async fn end_service(&self, id: PersonId) -> Changed {
        self.change(Method::POST, &format!("/people/{id}/end"), NOTHING)
            .await
    }

    /// Takes a person back into service.
    pub async fn resume_service(&self, id: PersonId) -> Changed {
        self.change(Method::POST, &format!("/people/{id}/resume"), NOTHING)
            .await
    }

    /// A new reporting unit.
    pub async fn add_unit(&self, draft: &UnitDraft) -> Changed {
        self.change(Method::POST, "/units", Some(draft)).await
    }

    /// A reporting unit's particulars.
    pub async fn change_unit(&self, id: UnitId, draft: &UnitDraft) -> Changed {
        self.change(Method::PUT, &format!("/units/{id}"), Some(draft))
            .await
    }

    /// A new post.
    pub async fn add_post(&self, draft: &PostDraft) -> Changed {
        self.change(Method::POST, "/posts", Some(draft)).await
    }

    /// A post's particulars.
    pub async fn change_post(&self, id: PostId, draft: &PostDraft) -> Changed {
        self.change(Method::PUT, &format!("/posts/{id}"), Some(draft))
            .await
    }

    /// Appoints a person to a post as A, B or shadow.
    pub async fn appoint(&self, draft: &HoldingDraft) -> Changed {
        self.change(Method::POST, "/holdings", Some(draft)).await
    }

    /// Ends a holding now.
    pub async fn end_holding(&self, id: HoldingId) -> Changed {
        self.change(Method::POST, &format!("/holdings/{id}/end"), NOTHING)
            .await
    }

    /// Enters an absence.
    pub async fn add_absence(&self, draft: &AbsenceDraft) -> Changed {
        self.change(Method::POST, "/absences", Some(draft)).await
    }

    /// Cancels what is left of an absence.
    pub async fn cancel_absence(&self, id: AbsenceId) -> Changed {
        self.change(Method::POST, &format!("/absences/{id}/cancel"), NOTHING)
            .await
    }

    /// A new party that can be asked.
    pub async fn add_party(&self, draft: &PartyDraft) -> Changed {
        self.change(Method::POST, "/parties", Some(draft)).await
    }

    /// A party's particulars.
    pub async fn change_party(&self, id: PartyId, draft: &PartyDraft) -> Changed {
        self.change(Method::PUT, &format!("/parties/{id}"), Some(draft))
            .await
    }

    /// Stages, checklists, deadlines and return codes of the desk.
    pub async fn procedure(&self) -> Result<Procedure, ClientError> {
        self.read("/procedure").await
    }

    /// The desk's procedure from now on.
    pub async fn set_procedure(&self, procedure: &Procedure) -> Result<(), ClientError> {
        let asking = Asking::write(Method::PUT, "/procedure", Key::fresh());
        self.ask(asking.json(procedure)).await.map(drop)
    }

    /// Rows of the log after place `after`, as exported, at most `limit`.
    pub async fn log(&self, after: u64, limit: u32) -> Result<Vec<Value>, ClientError> {
        self.ask(
            Asking::get("/log")
                .with("after", after)
                .with("limit", limit),
        )
        .await?
        .read()
    }

    /// Under a key of its own, so that a repeat over a bad line changes nothing more.
    async fn change<D: Serialize>(&self, method: Method, rest: &str, draft: Option<&D>) -> Changed {
        let mut asking = Asking::write(method, rest, Key::fresh());
        if let Some(draft) = draft {
            asking = asking.json(draft);
        }
        self.ask(asking).await?.read()
    }
}

/// No body.
const NOTHING: Option<&()> = None;
