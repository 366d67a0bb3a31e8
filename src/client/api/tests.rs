//! Calls on real sockets.

use super::*;
use crate::client::error::ClientError;
use crate::client::testing::{PACE, Reply, Server, api, in_time as run};
use crate::domain::id::{ItemId, PostId};
use crate::wire::ItemCommand;
use crate::wire::item::ItemQuery;
use serde_json::json;

const COUNTS: &str =
    r#"{"stages":{"l2":{"all":3,"mine":1,"overdue":0}},"critical":1,"verifying":2,"blocked":0}"#;

fn counts() -> Reply {
    Reply::whole(200, "application/json", &[], COUNTS)
}

#[test]
fn a_command_says_what_was_seen_which_try_it_is_and_who_acts() {
    let reply = json!({"item": ItemId::from(1), "rev": 13, "stage": "l2", "verbs": [], "made": null, "dry_run": true});
    let server = Server::start(move |_, _| Reply::json(200, &reply));
    let api = server.api();
    api.set_token(Some("sanshen_secret"));
    api.set_lang(Lang::En);
    let key = Key::fresh();
    let how = How {
        acting_for: Some(PostId::from(4)),
        dry_run: true,
    };
    let reply =
        run(api.act(ItemId::from(1), 12, &ItemCommand::Ready, &key, how)).expect("answered");
    assert_eq!(reply.rev, 13);
    let request = &server.arrived()[0];
    let item = ItemId::from(1);
    assert_eq!(request.method, "POST");
    assert_eq!(
        request.path,
        format!("/api/v1/items/{item}/actions/ready?dry_run=true")
    );
    assert_eq!(request.header("if-match"), "\"12\"");
    assert_eq!(request.header("idempotency-key"), key.to_string());
    assert_eq!(request.header("x-acting-for"), PostId::from(4).to_string());
    assert_eq!(request.header("authorization"), "Bearer sanshen_secret");
    assert_eq!(request.header("accept-language"), "en");
}

#[test]
fn a_query_travels_as_it_was_typed() {
    let page = json!({"rows": [], "total": 0, "offset": 0, "next": null, "prev": null, "sort": "deadline"});
    let server = Server::start(move |_, _| Reply::json(200, &page));
    let query = ItemQuery {
        q: "stage:l2 due<2h 渔船 & 100%".into(),
        limit: Some(50),
        ..ItemQuery::default()
    };
    run(server.api().items(&query)).expect("answered");
    let address = Url::parse(&format!("http://x{}", server.arrived()[0].path)).expect("an address");
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    assert_eq!(
        pairs,
        [("q".into(), query.q), ("limit".into(), "50".into())]
    );
}

#[test]
fn an_answer_cut_at_any_byte_is_never_taken_for_a_whole_one() {
    let whole = counts().len();
    for at in 0..whole {
        let server = Server::start(move |_, _| counts().cut(at));
        let error = run(server.api().counts()).expect_err("cut");
        assert!(
            matches!(error, ClientError::Unreachable { .. }),
            "cut at {at}: {error:?}"
        );
    }
}

#[test]
fn a_read_is_repeated_over_a_bad_line() {
    let server = Server::start(|_, before| counts().cut(if before < 2 { 30 } else { usize::MAX }));
    assert_eq!(
        run(server.api().counts()).expect("the third try").critical,
        1
    );
}

#[test]
fn a_log_in_is_never_repeated_by_itself() {
    let server = Server::start(|_, _| Reply::Bytes(Vec::new()));
    run(server.api().login("chen.jie", "correct horse")).expect_err("cut");
    assert_eq!(server.arrived().len(), 1);
}

#[test]
fn a_refusal_is_not_asked_again() {
    let server = Server::start(|_, _| Reply::problem(403, "other_unit"));
    let error = run(server.api().counts()).expect_err("refused");
    assert_eq!(error.sentence(Lang::Zh), "「other_unit」");
    assert_eq!(server.arrived().len(), 1);
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let server = Server::start(|_, _| Reply::Open(Vec::new()));
    let patience = Patience {
        answer: Duration::from_millis(30),
        pace: PACE,
        ..Patience::default()
    };
    let api = Api::new(Connect {
        base: server.base(),
        patience,
        ..Connect::default()
    })
    .expect("an address");
    assert_eq!(run(api.counts()), Err(ClientError::TimedOut));
    assert_eq!(server.arrived().len(), 1, "not made to wait again");
}

#[test]
fn nobody_at_the_address_is_a_state_and_not_a_crash() {
    let base = Server::start(|_, _| counts()).base();
    assert!(matches!(
        run(api(&base).counts()),
        Err(ClientError::Unreachable { .. })
    ));
}

#[test]
fn a_token_is_never_carried_to_another_address() {
    let other = Server::start(|_, _| counts());
    let there = format!("{}/api/v1/items/counts", other.base());
    let server =
        Server::start(move |_, _| Reply::whole(307, "text/plain", &[("location", &there)], ""));
    let api = server.api();
    api.set_token(Some("sanshen_secret"));
    assert!(matches!(
        run(api.counts()),
        Err(ClientError::BadAnswer { status: 307, .. })
    ));
    assert!(other.arrived().is_empty());
}

#[test]
fn an_answer_of_another_shape_names_what_is_wrong() {
    let server = Server::start(|_, _| Reply::json(200, &json!({"stages": 3})));
    let error = run(server.api().counts()).expect_err("not counts");
    assert!(matches!(error, ClientError::BadAnswer { status: 200, .. }));
}

#[test]
fn a_reading_that_is_already_here_is_not_sent_again() {
    let server = Server::start(|request, _| match request.header("if-none-match") {
        "\"12\"" => Reply::whole(304, "", &[("etag", "\"12\"")], ""),
        _ => Reply::problem(404, "not_found"),
    });
    assert_eq!(
        run(server.api().item(ItemId::from(1), Some(12))),
        Ok(Seen::Same)
    );
    assert!(run(server.api().item(ItemId::from(1), None)).is_err());
}

#[test]
fn many_rows_are_asked_for_in_addresses_that_every_proxy_takes() {
    let server = Server::start(|_, _| Reply::json(200, &json!([])));
    let ids: Vec<ItemId> = (0..450).map(ItemId::from).collect();
    assert_eq!(run(server.api().rows(&ids)), Ok(vec![]));
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 3);
    assert!(arrived.iter().all(|request| request.path.len() < 8000));
}

#[test]
fn a_logout_forgets_the_token_even_when_the_server_is_gone() {
    let server = Server::start(|_, _| Reply::Bytes(Vec::new()));
    let api = server.api();
    api.set_token(Some("sanshen_secret"));
    run(api.logout()).expect_err("cut");
    run(api.counts()).expect_err("cut");
    assert_eq!(
        server
            .arrived()
            .last()
            .expect("a request")
            .header("authorization"),
        ""
    );
}

#[test]
fn the_difference_of_the_clocks_is_known_after_an_answer() {
    let server = Server::start(|_, _| {
        let ahead = jiff::Timestamp::now().as_millisecond() + 3_600_000;
        Reply::whole(
            200,
            "application/json",
            &[("x-server-time", &ahead.to_string())],
            COUNTS,
        )
    });
    let api = server.api();
    assert_eq!(api.skew_millis(), None);
    run(api.counts()).expect("answered");
    let skew = api.skew_millis().expect("known");
    assert!((3_540_000..3_660_000).contains(&skew), "{skew}");
}

#[test]
fn a_probe_is_answered_by_its_status() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/healthz" => Reply::whole(200, "text/plain", &[], "ok"),
        _ => Reply::problem(503, "busy"),
    });
    assert_eq!(run(server.api().alive()), Ok(()));
    assert!(matches!(
        run(server.api().ready()),
        Err(ClientError::Problem(_))
    ));
}

#[test]
fn only_addresses_of_servers_are_taken() {
    for wrong in [
        "",
        "desk.example",
        "ftp://desk.example",
        "http://",
        "file:///etc/passwd",
        "https://a/?q=1",
    ] {
        let connect = Connect {
            base: wrong.into(),
            ..Connect::default()
        };
        assert!(
            matches!(Api::new(connect), Err(ConnectError::Address { .. })),
            "{wrong}"
        );
    }
    let behind_proxy = Connect {
        base: " http://desk.example/office/ ".into(),
        ..Connect::default()
    };
    assert_eq!(
        Api::new(behind_proxy).expect("an address").base(),
        "http://desk.example/office"
    );
}

#[test]
fn certificates_that_are_none_are_named_as_the_trouble() {
    let connect = Connect {
        base: "https://desk.example".into(),
        trusted: Some(b"none".to_vec()),
        ..Connect::default()
    };
    assert!(matches!(Api::new(connect), Err(ConnectError::Tls { .. })));
}
