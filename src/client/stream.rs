//! The event stream, followed for as long as the program runs: notices as they come, resumed after every break, and an
//! honest word on how the line is.
//!
//! One channel carries both, so that a reader sees "live again" before the notices that come after it. A stream that
//! resumes at its place in the log brings what was missed; where it cannot (the first connection, or a break before
//! the first notice), [`State::Live`] says so and the reader fetches what it shows once more.
//!
//! The server speaks at least every 25 s, if only to keep the line open: 60 s of silence mean that the line is dead
//! although nobody has said so.

use super::api::Api;
use super::error::ClientError;
use super::pace::Pace;
use crate::domain::moment::Moment;
use crate::wire::Notice;
use futures_util::StreamExt;
use reqwest::Response;
use sse_stream::SseByteStream;
use std::io;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// Name of the events that carry a notice.
const NOTICE: &str = "notice";

/// How the line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Notices arrive. `complete`: nothing was missed since the last notice; otherwise what is shown has to be fetched
    /// again.
    Live { complete: bool },
    /// Broken since then, by this machine's clock; trying for the `attempt`th time.
    Reconnecting { since: Moment, attempt: u32 },
    /// Broken for longer than a moment. Still trying, at longer pauses.
    Offline { since: Moment, attempt: u32 },
    /// The token is not good any more. Following has ended; begin again after signing in.
    SignedOut,
}

/// What the stream has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Line(State),
    Notice(Notice),
    /// Something changed that the notices do not tell: one that this program cannot read, or a log that begins again
    /// (the desk was restored from a copy). Fetch what is shown.
    Unclear,
}

/// How to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Without a byte for so long, the line is dead.
    pub silence: Duration,
    /// Between attempts.
    pub pace: Pace,
    /// Failed attempts after which the line is called offline.
    pub patience: u32,
}

impl Default for Manner {
    fn default() -> Self {
        Manner {
            silence: Duration::from_secs(60),
            pace: Pace::default(),
            patience: 3,
        }
    }
}

/// Follows the stream until the token ends or nobody listens any more. Notices after place `last` of the log; `None`:
/// from now on. `nudge` makes the next attempt at once: a person asked, or the network came up.
///
/// The channel may be bounded: when its reader is slow, so is this, and the server resumes where it left off.
pub async fn follow(
    api: Api,
    mut last: Option<u64>,
    manner: Manner,
    nudge: &Notify,
    to: mpsc::Sender<Heard>,
) {
    let mut broken: Option<Moment> = None;
    let mut failures = 0;
    loop {
        match api.listen(last).await {
            Ok(response) => {
                broken = None;
                let complete = last.is_some();
                if to
                    .send(Heard::Line(State::Live { complete }))
                    .await
                    .is_err()
                {
                    return;
                }
                match listen(response, &mut last, manner.silence, &to).await {
                    Ended::NobodyListens => return,
                    // A line that carried something was good; one that only opened counts as another failure.
                    Ended::AfterUse => failures = 0,
                    Ended::Unused => {}
                }
            }
            Err(ClientError::NotSignedIn) => {
                let _ = to.send(Heard::Line(State::SignedOut)).await;
                return;
            }
            Err(_) => {}
        }
        failures += 1;
        let since = *broken.get_or_insert_with(|| Moment::from(jiff::Timestamp::now()));
        let state = if failures > manner.patience {
            State::Offline {
                since,
                attempt: failures,
            }
        } else {
            State::Reconnecting {
                since,
                attempt: failures,
            }
        };
        if to.send(Heard::Line(state)).await.is_err() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(manner.pace.pause(failures)) => {}
            () = nudge.notified() => {}
            () = to.closed() => return,
        }
    }
}

enum Ended {
    NobodyListens,
    /// It broke after something had come through.
    AfterUse,
    /// It broke before.
    Unused,
}

/// Passes on what one connection brings.
async fn listen(
    response: Response,
    last: &mut Option<u64>,
    silence: Duration,
    to: &mpsc::Sender<Heard>,
) -> Ended {
    let mut used = false;
    let bytes =
        tokio_stream::StreamExt::timeout(response.bytes_stream(), silence).map(
            |chunk| match chunk {
                Ok(chunk) => chunk.map_err(io::Error::other),
                Err(_) => Err(io::ErrorKind::TimedOut.into()),
            },
        );
    let mut events = pin!(SseByteStream::new(bytes));
    loop {
        let event = tokio::select! {
            event = events.next() => event,
            () = to.closed() => return Ended::NobodyListens,
        };
        // An error of any kind ends the connection; the next one resumes.
        let Some(Ok(event)) = event else {
            return if used { Ended::AfterUse } else { Ended::Unused };
        };
        used = true;
        if event.event.as_deref() != Some(NOTICE) {
            continue;
        }
        let notice = serde_json::from_str::<Notice>(event.data.as_deref().unwrap_or_default());
        let place = event.id.as_deref().and_then(|id| id.parse().ok());
        let (place, heard) = match notice {
            Ok(notice) => (Some(notice.seq), Heard::Notice(notice)),
            Err(_) => (place, Heard::Unclear),
        };
        // The server tells no place twice, so that one at or before the last is of another log.
        let restarted = matches!((place, *last), (Some(place), Some(last)) if place <= last);
        if restarted && heard != Heard::Unclear && to.send(Heard::Unclear).await.is_err() {
            return Ended::NobodyListens;
        }
        if to.send(heard).await.is_err() {
            return Ended::NobodyListens;
        }
        // After it was taken: what was not is told again.
        *last = place.or(*last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::{PACE, Reply, Server, in_time};
    use serde_json::json;

    fn event(seq: u64) -> String {
        let notice = json!({
            "seq": seq, "at": "2026-11-23T06:32:00Z", "verb": "item.voted", "object_kind": "item", "object": "X",
            "actor": "陈洁", "actor_id": null, "own": false,
        });
        format!("id: {seq}\nevent: notice\ndata: {notice}\n\n")
    }

    const MANNER: Manner = Manner {
        silence: Duration::from_secs(30),
        pace: PACE,
        patience: 3,
    };

    /// Follows until what was heard is enough; answers with it.
    fn heard(
        server: &Server,
        last: Option<u64>,
        manner: Manner,
        enough: impl Fn(&[Heard]) -> bool,
    ) -> Vec<Heard> {
        let work = async {
            let (to, mut from) = mpsc::channel(1);
            let nudge = Notify::new();
            let collect = async {
                let mut heard = Vec::new();
                while !enough(&heard) {
                    match from.recv().await {
                        Some(one) => heard.push(one),
                        None => break,
                    }
                }
                heard
            };
            let mut follow = pin!(follow(server.api(), last, manner, &nudge, to));
            let mut collect = pin!(collect);
            tokio::select! {
                heard = &mut collect => heard,
                () = &mut follow => collect.await,
            }
        };
        in_time(work)
    }

    fn places(heard: &[Heard]) -> Vec<u64> {
        let place = |one: &Heard| match one {
            Heard::Notice(notice) => Some(notice.seq),
            _ => None,
        };
        heard.iter().filter_map(place).collect()
    }

    /// Serves notices 1 to 6 after `Last-Event-ID`, and cuts the first connections after so many bytes.
    fn serve(cuts: Vec<usize>) -> Server {
        Server::start(move |request, before| {
            let after: u64 = request.header("last-event-id").parse().unwrap_or(0);
            let events: String = (after + 1..=6).map(event).collect();
            let reply = Reply::stream(&events);
            cuts.get(before).map_or(reply.clone(), |at| reply.cut(*at))
        })
    }

    #[test]
    fn a_stream_cut_at_any_byte_brings_every_notice_once_and_in_order() {
        let whole = Reply::stream(&(1..=6).map(event).collect::<String>()).len();
        for at in (0..whole).step_by(7) {
            let server = serve(vec![at, at]);
            let heard = heard(&server, Some(0), MANNER, |heard| places(heard).contains(&6));
            assert_eq!(places(&heard), [1, 2, 3, 4, 5, 6], "cut at {at}");
        }
    }

    #[test]
    fn a_resumed_stream_says_that_nothing_was_missed() {
        let server = serve(vec![Reply::stream(&event(1)).len()]);
        let heard = heard(&server, None, MANNER, |heard| places(heard).contains(&6));
        assert_eq!(heard[0], Heard::Line(State::Live { complete: false }));
        assert!(matches!(
            heard[2],
            Heard::Line(State::Reconnecting { attempt: 1, .. })
        ));
        assert_eq!(heard[3], Heard::Line(State::Live { complete: true }));
        assert_eq!(server.arrived()[1].header("last-event-id"), "1");
    }

    #[test]
    fn a_break_before_the_first_notice_says_that_something_may_be_missing() {
        let server = serve(vec![90]);
        let heard = heard(&server, None, MANNER, |heard| places(heard).contains(&6));
        let live: Vec<&Heard> = heard
            .iter()
            .filter(|one| matches!(one, Heard::Line(State::Live { .. })))
            .collect();
        assert_eq!(live, [&Heard::Line(State::Live { complete: false }); 2]);
    }

    #[test]
    fn a_line_without_a_byte_is_dead() {
        let server = serve(vec![]);
        let manner = Manner {
            silence: Duration::from_millis(40),
            ..MANNER
        };
        let broken =
            |heard: &[Heard]| matches!(heard.last(), Some(Heard::Line(State::Reconnecting { .. })));
        let heard = heard(&server, Some(4), manner, broken);
        assert_eq!(places(&heard), [5, 6]);
    }

    #[test]
    fn a_server_that_stays_away_makes_the_line_offline() {
        let server = Server::start(|_, _| Reply::Bytes(Vec::new()));
        let offline =
            |heard: &[Heard]| matches!(heard.last(), Some(Heard::Line(State::Offline { .. })));
        let heard = heard(&server, None, MANNER, offline);
        let since: Vec<Moment> = heard
            .iter()
            .map(|one| match one {
                Heard::Line(State::Reconnecting { since, .. } | State::Offline { since, .. }) => {
                    *since
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(since.len(), 4);
        assert!(
            since.iter().all(|at| *at == since[0]),
            "one break, one beginning"
        );
    }

    #[test]
    fn an_ended_log_in_ends_the_following() {
        let server = Server::start(|_, _| Reply::problem(401, "not_signed_in"));
        let heard = heard(&server, None, MANNER, |_| false);
        assert_eq!(heard, [Heard::Line(State::SignedOut)]);
        assert_eq!(server.arrived().len(), 1);
    }

    #[test]
    fn a_desk_restored_from_a_copy_is_followed_on_from_there() {
        let server = Server::start(|_, _| Reply::stream(&format!("{}{}", event(3), event(4))));
        let heard = heard(&server, Some(500), MANNER, |heard| places(heard) == [3, 4]);
        assert_eq!(heard[1], Heard::Unclear);
        assert_eq!(heard.len(), 4);
    }

    #[test]
    fn a_notice_of_a_newer_server_is_told_and_not_asked_for_again() {
        let strange =
            "id: 1\nevent: notice\ndata: {\"seq\":\"one\"}\n\nevent: weather\ndata: rain\n\n";
        let server = Server::start(move |request, _| match request.header("last-event-id") {
            "0" => Reply::stream(&format!("{strange}{}", event(2))),
            _ => Reply::stream(""),
        });
        let heard = heard(&server, Some(0), MANNER, |heard| places(heard) == [2]);
        assert_eq!(heard[1], Heard::Unclear);
        assert_eq!(heard.len(), 3);
    }
}
