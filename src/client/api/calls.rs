//! The calls, in the order of the interface's document. Each answers with a type of the wire, or a [`ClientError`].

use super::{Api, Asking, Key};
use crate::client::error::ClientError;
use crate::domain::id::*;
use crate::domain::refusal::Gate;
use crate::domain::report::{Receipt, SubmissionDraft};
use crate::domain::review::Manuscript;
use crate::domain::review::gates::Purpose;
use crate::wire::item::*;
use crate::wire::people::*;
use crate::wire::submission::{BatchReply, BatchRequest};
use crate::wire::{Counts, ItemCommand, ItemPage, ItemRow, ItemView};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Rows asked for by identity in one request.
const ROWS_AT_ONCE: usize = 200;

/// A reading that may already be here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen<T> {
    /// It has the revision that the caller named.
    Same,
    New(T),
}

/// How a command is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// The post acted for, when several of the caller's would fit.
    pub acting_for: Option<PostId>,
    /// Only say what would happen.
    pub dry_run: bool,
}

// ── sessions and tokens
impl Api {
    /// Logs in and speaks with the new token from now on. Never repeated by itself: attempts are counted.
    pub async fn login(&self, login: &str, password: &str) -> Result<LoginReply, ClientError> {
        let request = LoginRequest {
            login: login.to_owned(),
            password: password.to_owned(),
        };
        let reply: LoginReply = self
            .ask(Asking::new(Method::POST, "/sessions").json(&request))
            .await?
            .read()?;
        self.set_token(Some(&reply.token));
        Ok(reply)
    }

    /// Ends the token and forgets it. Forgotten also when the server cannot be told.
    pub async fn logout(&self) -> Result<(), ClientError> {
        let told = self
            .ask(Asking::write(
                Method::DELETE,
                "/sessions/current",
                Key::fresh(),
            ))
            .await;
        self.set_token(None);
        told.map(drop)
    }

    /// Who the caller is, and what for.
    pub async fn me(&self) -> Result<Me, ClientError> {
        self.read("/me").await
    }

    /// Tokens without their secrets: the caller's, or for an administrator anybody's.
    pub async fn tokens(&self, person: Option<PersonId>) -> Result<Vec<TokenView>, ClientError> {
        let mut asking = Asking::get("/tokens");
        if let Some(person) = person {
            asking = asking.with("person", person);
        }
        self.ask(asking).await?.read()
    }

    /// A new token; its secret is in the reply and nowhere else. Never repeated by itself: each time makes one.
    pub async fn issue_token(&self, request: &TokenRequest) -> Result<TokenReply, ClientError> {
        self.ask(Asking::new(Method::POST, "/tokens").json(request))
            .await?
            .read()
    }

    /// Ends a token.
    pub async fn revoke_token(&self, token: TokenId) -> Result<(), ClientError> {
        self.ask(Asking::new(Method::DELETE, &format!("/tokens/{token}")))
            .await
            .map(drop)
    }

    /// Sets a password. Never repeated by itself: attempts are counted, and the present one changes with it.
    pub async fn set_password(
        &self,
        person: PersonId,
        request: &PasswordRequest,
    ) -> Result<(), ClientError> {
        self.ask(Asking::new(Method::PUT, &format!("/people/{person}/password")).json(request))
            .await
            .map(drop)
    }
}

// ── reading
impl Api {
    /// A window of the queue.
    pub async fn items(&self, query: &ItemQuery) -> Result<ItemPage, ClientError> {
        let ItemQuery {
            q,
            cursor,
            from_end,
            limit,
        } = query;
        let mut asking = Asking::get("/items");
        if !q.is_empty() {
            asking = asking.with("q", q);
        }
        if let Some(cursor) = cursor {
            asking = asking.with("cursor", cursor);
        }
        if *from_end {
            asking = asking.with("from_end", true);
        }
        if let Some(limit) = limit {
            asking = asking.with("limit", limit);
        }
        self.ask(asking).await?.read()
    }

    /// These rows as they are now, for a list that is on the screen. Items that the caller may not see are left out.
    pub async fn rows(&self, ids: &[ItemId]) -> Result<Vec<ItemRow>, ClientError> {
        let mut rows = Vec::with_capacity(ids.len());
        for some in ids.chunks(ROWS_AT_ONCE) {
            let ids: Vec<String> = some.iter().map(ToString::to_string).collect();
            let asking = Asking::get("/items/rows").with("ids", ids.join(","));
            rows.append(&mut self.ask(asking).await?.read()?);
        }
        Ok(rows)
    }

    /// Items per stage.
    pub async fn counts(&self) -> Result<Counts, ClientError> {
        self.read("/items/counts").await
    }

    /// An item whole. `known`: the revision that is already here, if any.
    ///
    /// What the caller may do depends on roster and clock as well as on the item, so that a screen that shows it
    /// asks without `known` after a notice about people or posts.
    pub async fn item(
        &self,
        id: ItemId,
        known: Option<u64>,
    ) -> Result<Seen<ItemView>, ClientError> {
        let asking = Asking {
            known,
            ..Asking::get(&format!("/items/{id}"))
        };
        let answer = self.ask(asking).await?;
        if answer.status == 304 {
            Ok(Seen::Same)
        } else {
            answer.read().map(Seen::New)
        }
    }

    /// An item by the number people say to each other.
    pub async fn item_by_no(&self, no: u64) -> Result<ItemView, ClientError> {
        self.read(&format!("/items/by-no/{no}")).await
    }

    /// The text of a version.
    pub async fn version(&self, id: ItemId, n: u32) -> Result<Manuscript, ClientError> {
        self.read(&format!("/items/{id}/versions/{n}")).await
    }

    /// What happened to an item, newest first; `before` from the last page's `next`.
    pub async fn history(
        &self,
        id: ItemId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<HistoryPage, ClientError> {
        let mut asking = Asking::get(&format!("/items/{id}/history")).with("limit", limit);
        if let Some(before) = before {
            asking = asking.with("before", before);
        }
        self.ask(asking).await?.read()
    }

    /// What a step still wants of the caller, and who can help.
    pub async fn gates(&self, id: ItemId, step: Purpose) -> Result<Vec<Gate>, ClientError> {
        let step = match step {
            Purpose::Ready => "ready",
            Purpose::Pass => "pass",
            Purpose::Release => "release",
        };
        self.ask(Asking::get(&format!("/items/{id}/gates")).with("for", step))
            .await?
            .read()
    }

    /// Submissions that the caller may see, newest first; `cursor` from the last page's `next`.
    pub async fn submissions(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<SubmissionPage, ClientError> {
        let mut asking = Asking::get("/submissions").with("limit", limit);
        if let Some(cursor) = cursor {
            asking = asking.with("cursor", cursor);
        }
        self.ask(asking).await?.read()
    }

    /// A submission and what became of it.
    pub async fn submission(&self, id: SubmissionId) -> Result<SubmissionView, ClientError> {
        self.read(&format!("/submissions/{id}")).await
    }

    /// The interface's document.
    pub async fn openapi(&self) -> Result<Value, ClientError> {
        self.read("/openapi.json").await
    }

    /// The server runs (`/healthz`).
    pub async fn alive(&self) -> Result<(), ClientError> {
        self.probe("/healthz").await
    }

    /// The server can do its work (`/readyz`): its database answers.
    pub async fn ready(&self) -> Result<(), ClientError> {
        self.probe("/readyz").await
    }
}

// ── acting
impl Api {
    /// Gives a command for an item as it was at revision `rev`. Under the same key it happens once, however often
    /// it is sent. What a person decides goes through the [`Outbox`](crate::client::Outbox), which calls this.
    pub async fn act(
        &self,
        item: ItemId,
        rev: u64,
        command: &ItemCommand,
        key: &Key,
        how: How,
    ) -> Result<ActReply, ClientError> {
        let route = command.route(item);
        let mut asking = Asking::whole(Method::POST, route.path);
        if !route.body.is_null() {
            asking = asking.json(&route.body);
        }
        asking.rev = Some(rev);
        asking.key = Some(key.clone());
        asking.acting_for = how.acting_for;
        if how.dry_run {
            asking = asking.with("dry_run", true);
        }
        self.ask(asking).await?.read()
    }

    /// One command for several items; each row stands alone.
    pub async fn bulk(&self, request: &BulkRequest, key: &Key) -> Result<BulkReply, ClientError> {
        self.ask(Asking::write(Method::POST, "/bulk", key.clone()).json(request))
            .await?
            .read()
    }

    /// Hands in a submission. The same content gives the receipt of then.
    pub async fn submit(&self, draft: &SubmissionDraft, key: &Key) -> Result<Receipt, ClientError> {
        self.ask(Asking::write(Method::POST, "/submissions", key.clone()).json(draft))
            .await?
            .read()
    }

    /// Hands in many, each with its own receipt or problem. Safe to repeat: what is in already gives its receipt.
    pub async fn submit_all(&self, batch: &BatchRequest) -> Result<BatchReply, ClientError> {
        self.ask(Asking::write(Method::POST, "/submissions/batch", Key::fresh()).json(batch))
            .await?
            .read()
    }

    /// Opens a sealed note. The reason is recorded with each reading, so that this is never repeated by itself.
    pub async fn read_sealed(
        &self,
        item: ItemId,
        note: SealedId,
        reason: &str,
    ) -> Result<SealedText, ClientError> {
        let path = format!("/items/{item}/sealed/{note}/read");
        self.ask(Asking::new(Method::POST, &path).json(&json!({ "reason": reason })))
            .await?
            .read()
    }
}

impl Api {
    pub(super) async fn read<T: DeserializeOwned>(&self, rest: &str) -> Result<T, ClientError> {
        self.ask(Asking::get(rest)).await?.read()
    }

    /// A probe answers by its status alone, whatever the body.
    async fn probe(&self, path: &str) -> Result<(), ClientError> {
        match self
            .ask_once(&Asking::whole(Method::GET, path.to_owned()))
            .await
        {
            Err(ClientError::BadAnswer {
                status: 200..=299, ..
            }) => Ok(()),
            answer => answer.map(drop),
        }
    }
}
