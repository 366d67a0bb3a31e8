//! What comes in wrong: a problem that names the field and the remedy, in the caller's language, and never a failure of ours.

use crate::harness::{Answer, Engine, TestDesk, answer, key};
use reqwest::Method;
use serde_json::{Value, json};

async fn desk() -> TestDesk {
    TestDesk::start(Engine::Sqlite)
        .await
        .expect("SQLite is always there")
}

/// A body as bytes, declared as JSON.
async fn send(desk: &TestDesk, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = desk
        .request("wang", Method::POST, path)
        .header("idempotency-key", key());
    answer(
        request
            .header("content-type", "application/json")
            .body(body),
    )
    .await
}

fn submission() -> Value {
    json!({ "unit": "慈溪市委办", "title": "渔船回港", "body": "全市渔船已回港。", "released_by": "办公室主任" })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_at_fault_is_named() {
    let desk = desk().await;
    let with = |field: &str, value: Value| {
        let mut draft = submission();
        draft[field] = value;
        draft
    };
    let future = desk.desk.now().plus_days(2);
    for (draft, code, field) in [
        (json!({ "title": "题" }), "missing", "body"),
        (with("colour", json!("red")), "unknown_field", "colour"),
        (with("body", json!(7)), "malformed", "body"),
        (
            with("co_authors", json!(["王", 7])),
            "malformed",
            "co_authors[1]",
        ),
        (with("channel", json!("pigeon")), "malformed", "channel"),
        (with("title", json!(" ")), "missing", "title"),
        (with("title", json!("长".repeat(201))), "too_long", "title"),
        (
            with("sender_time", json!(future)),
            "time_in_future",
            "sender_time",
        ),
        (
            with("released_by", Value::Null),
            "released_by_missing",
            "released_by",
        ),
        (with("unit", json!("无此单位")), "unknown_unit", "unit"),
        (with("title", json!("机密★关于某事")), "classified", "title"),
    ] {
        let answer = desk.post("wang", "/submissions", draft.clone()).await;
        answer.refused(422, code);
        assert_eq!(answer.body["field"], field, "{draft}");
    }
    assert_eq!(desk.get("wang", "/submissions").await.body["total"], 0);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn json_that_cannot_be_read_is_told_by_line_and_column() {
    let desk = desk().await;
    for body in [
        "",
        "{",
        "[1,2",
        "{\"title\": \"题\",\n \"body\": }",
        "nul",
        "{\"title\":\"a\"}{}",
    ] {
        send(&desk, "/submissions", body).await.is_problem();
    }
    let broken = send(&desk, "/submissions", b"{\"title\":\n \"\xff\"}".to_vec()).await;
    broken.refused(422, "unreadable");
    assert_eq!(
        (&broken.body["why"]["line"], &broken.body["why"]["column"]),
        (&json!(2), &json!(3))
    );
    let deep = send(&desk, "/submissions", "[".repeat(100_000)).await;
    deep.is_problem();
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_limit_of_another_type_or_by_a_wrong_method_is_a_problem() {
    let desk = desk().await;
    let large = json!({ "title": "题", "body": "a".repeat((1 << 20) + 1) }).to_string();
    send(&desk, "/submissions", large)
        .await
        .refused(413, "body_too_large");
    let typed = desk
        .request("wang", Method::POST, "/submissions")
        .header("idempotency-key", key());
    answer(typed.header("content-type", "text/csv").body("a,b"))
        .await
        .refused(415, "not_json");
    let method = desk.request("wang", Method::DELETE, "/submissions");
    answer(method).await.refused(405, "method_not_allowed");
    desk.get("wang", "/nothing/here")
        .await
        .refused(404, "not_found");
    desk.get("", "/items").await.refused(401, "not_signed_in");
    for id in [
        "1",
        "..%2f..%2fetc",
        "%00",
        "01KAQ2V1Z8W0000000000000AA",
        "ノ",
    ] {
        desk.get("wang", &format!("/items/{id}"))
            .await
            .refused(404, "not_found");
    }
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_cursors_and_bad_queries_are_refused() {
    let desk = desk().await;
    for n in 0..3 {
        desk.submit("wang", &format!("情况{n}"), &format!("第{n}件。"))
            .await;
    }
    let first = desk.get("wang", "/items?limit=1&q=sort:received").await;
    let own = first.body["next"].as_str().expect("a next page").to_owned();
    assert_eq!(
        desk.get(
            "wang",
            &format!("/items?limit=1&q=sort:received&cursor={own}")
        )
        .await
        .status,
        200
    );
    desk.get("wang", &format!("/items?limit=1&q=stage:l2&cursor={own}"))
        .await
        .refused(422, "bad_cursor");
    for forged in ["zzz", "eyJrIjpbXX0", "%00%ff", "e30", &"A".repeat(6000)] {
        desk.get("wang", &format!("/items?cursor={forged}"))
            .await
            .is_problem();
    }
    for query in [
        "stage:nowhere",
        "due<",
        "colour:red",
        "sort:-",
        "\"",
        "turn:",
    ] {
        let request = desk
            .request("wang", Method::GET, "/items")
            .query(&[("q", query)]);
        let answer = answer(request).await;
        answer.refused(422, "query_unreadable");
        assert!(
            answer.body["why"]["at"].is_u64(),
            "{query}: {:?}",
            answer.body
        );
    }
    for rest in [
        "limit=0",
        "limit=-1",
        "limit=many",
        "limit=201",
        "from_end=perhaps",
        "colour=red",
    ] {
        let answer = desk.get("wang", &format!("/items?{rest}")).await;
        answer.is_problem();
    }
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_characters_are_kept_as_they_came() {
    let desk = desk().await;
    let hostile = "起\u{202e}止\u{1b}[31m\u{7f}\u{200d}\u{feff}é";
    let mut draft = submission();
    draft["body"] = json!(hostile);
    let answer = desk.post("wang", "/submissions", draft.clone()).await;
    assert_eq!(answer.status, 201, "{:?}", answer.body);
    let item = answer.body["item"].as_str().unwrap_or_default().to_owned();
    let raw = desk
        .request("wang", Method::GET, &format!("/items/{item}"))
        .send()
        .await
        .expect("an answer");
    let raw = raw.text().await.expect("text");
    assert!(
        !raw.contains('\u{1b}'),
        "control characters travel as escapes"
    );
    assert_eq!(
        desk.view("wang", &item).await["manuscript"]["body"],
        hostile
    );
    draft["body"] = json!("起\u{0}止");
    let nul = desk.post("wang", "/submissions", draft).await;
    assert!(nul.status < 500, "{:?}", nul.body);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_speaks_the_language_that_was_asked_for() {
    let desk = desk().await;
    for (tag, chinese) in [
        ("en", false),
        ("zh-CN,zh;q=0.9,en;q=0.5", true),
        ("en-GB;q=0.9", false),
    ] {
        let request = desk
            .request("", Method::GET, "/me")
            .header("accept-language", tag);
        let mut request = request.build().expect("a request");
        request.headers_mut().remove("accept-language");
        request
            .headers_mut()
            .insert("accept-language", tag.parse().expect("a value"));
        let answer = reqwest::Client::new()
            .execute(request)
            .await
            .expect("an answer");
        let body: Value = answer.json().await.expect("a problem");
        let title = body["title"].as_str().unwrap_or_default();
        assert_eq!(
            title.chars().any(|c| c > '\u{3000}'),
            chinese,
            "{tag}: {title}"
        );
    }
    desk.stop().await;
}

/// Every resource that takes a body, with bodies that fit none.
#[tokio::test(flavor = "multi_thread")]
async fn junk_sent_to_every_resource_is_the_senders_fault() {
    let desk = desk().await;
    let item = desk.submit("wang", "渔船回港", "全市渔船已回港。").await;
    let document = desk.get("", "/openapi.json").await.body;
    let paths = document["paths"].as_object().expect("paths");
    let mut tried = 0;
    for (path, methods) in paths {
        for (method, _) in methods
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(it, _)| matches!(it.as_str(), "post" | "put"))
        {
            let mut place = path.replace("{item}", &item);
            while let (Some(from), Some(to)) = (place.find('{'), place.find('}')) {
                place.replace_range(from..=to, "01KAQ2V1Z8W0000000000000AA");
            }
            let method: Method = method.to_uppercase().parse().expect("a method");
            for body in [
                "null",
                "[]",
                "{\"x\":1}",
                "\"\\u0000\"",
                "{\"version\":-1}",
                "{\"person\":{\"a\":[]}}",
                "1e999",
                "{",
            ] {
                // Once by somebody without a say, so that bodiless commands do not succeed by chance.
                let request = desk
                    .request("admin", method.clone(), &place)
                    .header("idempotency-key", key())
                    .header("if-match", "\"1\"")
                    .header("content-type", "application/json")
                    .body(body);
                let answer = answer(request).await;
                assert!(
                    (400..500).contains(&answer.status),
                    "{method} {place} {body}: {answer:?}"
                );
                answer.is_problem();
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
    desk.stop().await;
}
