//! Requests of the model as calls to the backend.

use crate::client::api::{Key, Seen};
use crate::client::{Api, ClientError};
use crate::domain::roster::RosterChange;
use crate::messages::Lang;
use crate::tui::app::effect::{Request, Secret};
use crate::tui::app::message::{Failure, Reply};
use crate::wire::item::{BulkRequest, BulkTarget};

/// Rows of history in one request.
const HISTORY: u32 = 50;

/// Makes the call. Sentences about the line are in `lang`; the server's own come in the language it was asked in.
pub async fn call(api: Api, request: Request, lang: Lang) -> Result<Reply, Failure> {
    answer(&api, request)
        .await
        .map_err(|error| failure(error, lang))
}

async fn answer(api: &Api, request: Request) -> Result<Reply, ClientError> {
    Ok(match request {
        Request::Me => Reply::Me(Box::new(api.me().await?)),
        Request::Roster => Reply::Roster(Box::new(api.roster().await?)),
        Request::Counts => Reply::Counts(api.counts().await?),
        Request::Items(query) => Reply::Page(api.items(&query).await?),
        Request::Rows(ids) => Reply::Rows(api.rows(&ids).await?),
        Request::Item(id) => match api.item(id, None).await? {
            Seen::New(view) => Reply::Item(Box::new(view)),
            // Only asked for with a revision, which is not named here.
            Seen::Same => Reply::Rows(Vec::new()),
        },
        Request::ItemByNo(no) => Reply::Item(Box::new(api.item_by_no(no).await?)),
        Request::Version { item, n } => Reply::Version(Box::new(api.version(item, n).await?)),
        Request::History { item, before } => {
            Reply::History(api.history(item, before, HISTORY).await?)
        }
        Request::Gates { item, step } => Reply::Gates(api.gates(item, step).await?),
        Request::TryBulk { items, command } => {
            let items = items
                .into_iter()
                .map(|(item, rev)| BulkTarget { item, rev })
                .collect();
            let request = BulkRequest {
                items,
                command,
                dry_run: true,
            };
            Reply::Trial(api.bulk(&request, &Key::fresh()).await?)
        }
        Request::ReadSealed { item, note, reason } => {
            Reply::Sealed(api.read_sealed(item, note, &reason).await?.body)
        }
        Request::Submit(draft) => Reply::Received(api.submit(&draft, &Key::fresh()).await?),
        Request::AddParty(draft) => {
            let made = api
                .add_party(&draft)
                .await?
                .into_iter()
                .find_map(|change| match change {
                    RosterChange::Party(party) => Some(party),
                    _ => None,
                });
            Reply::Party(Box::new(made.ok_or_else(|| ClientError::BadAnswer {
                status: 200,
                detail: "party".into(),
            })?))
        }
        Request::Login {
            login,
            password: Secret(password),
        } => Reply::LoggedIn(Box::new(api.login(&login, &password).await?)),
    })
}

fn failure(error: ClientError, lang: Lang) -> Failure {
    match error {
        ClientError::Problem(problem) => Failure::Problem(problem),
        ClientError::NotSignedIn => Failure::SignedOut,
        ClientError::Unreachable { .. } | ClientError::TimedOut => {
            Failure::Offline(error.sentence(lang))
        }
        ClientError::BadAnswer { .. } => Failure::Broken(error.sentence(lang)),
    }
}
