//! A desk with its server on a port of its own, a team of eight, and a way to ask it as any of them.

use reqwest::{Client, Method, RequestBuilder};
use sanshen::desk::{Desk, Founding, system_clock};
use sanshen::domain::calendar::Calendar;
use sanshen::domain::procedure::Procedure;
use sanshen::domain::report::Bilingual;
use sanshen::domain::roster::{Duty, TeamDraft, TeamPerson, TeamPost};
use sanshen::server::{Listening, Settings, serve};
use sanshen::store::Store;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// The engines a test runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A running desk.
pub struct TestDesk {
    pub desk: Desk,
    /// `http://127.0.0.1:port`.
    pub base: String,
    pub tokens: BTreeMap<String, String>,
    pub ids: BTreeMap<String, String>,
    /// Identity of a post by its Chinese name.
    pub posts: BTreeMap<String, String>,
    pub procedure: Procedure,
    http: Client,
    listening: Option<Listening>,
    _folder: tempfile::TempDir,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// A 2xx.
    pub fn ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The problem's code; empty where there is none.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// Asserts that it is a problem with everything a problem has, under this code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) {
        self.is_problem();
        assert_eq!(
            (self.status, self.code()),
            (status, code),
            "{:?}",
            self.body
        );
    }

    /// Asserts `application/problem+json` with status, code and sentence, and that it is the caller's fault.
    #[track_caller]
    pub fn is_problem(&self) {
        assert!((400..500).contains(&self.status), "{self:?}");
        let kind = self
            .headers
            .get("content-type")
            .and_then(|it| it.to_str().ok());
        assert_eq!(kind, Some("application/problem+json"), "{self:?}");
        assert_eq!(self.body["status"], self.status, "{self:?}");
        assert!(!self.code().is_empty(), "{self:?}");
        assert!(
            self.body["title"].as_str().is_some_and(|it| !it.is_empty()),
            "{self:?}"
        );
    }
}

/// Numbers that look random and come again from the same seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `n` - 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n.max(1) as u64) as usize
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// How many times as long the random tests run as they do by default: `SANSHEN_TEST_ROUNDS`.
pub fn rounds() -> usize {
    std::env::var("SANSHEN_TEST_ROUNDS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(1)
}

static KEYS: AtomicU64 = AtomicU64::new(1);

/// A key no other request of this process has.
pub fn key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

pub const LOGINS: [&str; 8] = ["wang", "chen", "lin", "li", "zhou", "zhao", "sun", "admin"];

fn person(login: &str, name: &str) -> TeamPerson {
    TeamPerson {
        name: name.into(),
        login: login.into(),
        phone: "0574-8718 0000".into(),
    }
}

fn post(
    zh: &str,
    en: &str,
    duties: &[Duty],
    level: Option<u8>,
    fallback: Option<usize>,
    a: &str,
    b: &str,
) -> TeamPost {
    TeamPost {
        name: Bilingual::new(zh, en),
        duties: duties.iter().copied().collect(),
        level,
        fallback,
        a: a.into(),
        b: (!b.is_empty()).then(|| b.into()),
    }
}

/// Two drafting posts, one triage post, division and department leader; several people hold more than one.
pub fn team() -> TeamDraft {
    TeamDraft {
        people: vec![
            person("wang", "王芳"),
            person("chen", "陈洁"),
            person("lin", "林一鸣"),
            person("li", "李强"),
            person("zhou", "周敏"),
            person("zhao", "赵立"),
            person("sun", "孙悦"),
            person("admin", "管理员"),
        ],
        posts: vec![
            post(
                "来稿岗",
                "Intake",
                &[Duty::Triage],
                None,
                Some(3),
                "wang",
                "chen",
            ),
            post(
                "起草一岗",
                "Drafting 1",
                &[Duty::Draft],
                Some(1),
                Some(3),
                "chen",
                "lin",
            ),
            post(
                "起草二岗",
                "Drafting 2",
                &[Duty::Draft],
                Some(1),
                Some(3),
                "lin",
                "chen",
            ),
            post(
                "复核岗",
                "Division leader",
                &[Duty::Review],
                Some(2),
                Some(4),
                "li",
                "zhou",
            ),
            post(
                "审核岗",
                "Department leader",
                &[Duty::Review, Duty::Release],
                Some(3),
                None,
                "zhao",
                "sun",
            ),
            post(
                "管理岗",
                "Administration",
                &[Duty::Administer],
                None,
                None,
                "admin",
                "",
            ),
        ],
        units: vec!["慈溪市委办".into(), "鄞州区委办".into()],
    }
}

impl TestDesk {
    /// A founded desk; `None` where the engine is not installed.
    pub async fn start(engine: Engine) -> Option<Self> {
        Self::start_with(engine, Procedure::three_levels(), team()).await
    }

    pub async fn start_with(engine: Engine, procedure: Procedure, team: TeamDraft) -> Option<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("desk/desk.db").display()),
            Engine::Postgres => tokio::task::spawn_blocking(crate::postgres_cluster::database)
                .await
                .expect("a database")?,
        };
        let url = url.parse().expect("an address");
        Self::start_at(
            url,
            folder,
            procedure,
            team,
            BTreeMap::new(),
            system_clock(),
        )
        .await
        .into()
    }

    async fn start_at(
        url: sanshen::store::DatabaseUrl,
        folder: tempfile::TempDir,
        procedure: Procedure,
        team: TeamDraft,
        passwords: BTreeMap<String, String>,
        clock: sanshen::desk::Clock,
    ) -> Self {
        let store = tokio::task::spawn_blocking(move || Store::open(&url))
            .await
            .expect("a thread")
            .expect("a store");
        let desk = Desk::new(store, clock, Calendar::default());
        let founding = Founding {
            procedure: procedure.clone(),
            team,
            passwords,
        };
        let founded = desk.found(founding).await.expect("a legal team");
        let mut tokens = BTreeMap::new();
        for (login, person) in &founded.people {
            let reply = desk
                .issue_locally(*person, "test", 1)
                .await
                .expect("a token");
            tokens.insert(login.clone(), reply.token);
        }
        let known = desk.current().await.expect("the roster");
        let posts = known.roster.posts.values();
        let posts = posts
            .map(|post| (post.name.zh.clone(), post.id.to_string()))
            .collect();
        let settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            tls: None,
            body_limit: 1 << 20,
        };
        let listening = serve(desk.clone(), settings).await.expect("a port");
        TestDesk {
            posts,
            procedure,
            base: format!("http://{}", listening.address),
            desk,
            tokens,
            ids: founded
                .people
                .into_iter()
                .map(|(login, id)| (login, id.to_string()))
                .collect(),
            http: Client::new(),
            listening: Some(listening),
            _folder: folder,
        }
    }

    /// The server goes down; the desk and its store stay as they are.
    pub async fn go_down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.close().await;
        }
    }

    /// The server is back at the address it had.
    pub async fn come_up(&mut self) {
        let listen = self.base.trim_start_matches("http://").parse();
        let settings = Settings {
            listen: listen.expect("an address"),
            tls: None,
            body_limit: 1 << 20,
        };
        let listening = serve(self.desk.clone(), settings).await.expect("the port");
        self.listening = Some(listening);
    }

    pub async fn stop(mut self) {
        if let Some(listening) = self.listening.take() {
            listening.close().await;
        }
    }

    /// A request as somebody; `""` is nobody.
    pub fn request(&self, who: &str, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("{}/api/v1{path}", self.base))
            .header("accept-language", "en");
        match self.tokens.get(who) {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn get(&self, who: &str, path: &str) -> Answer {
        answer(self.request(who, Method::GET, path)).await
    }

    pub async fn post(&self, who: &str, path: &str, body: Value) -> Answer {
        answer(
            self.request(who, Method::POST, path)
                .header("idempotency-key", key())
                .json(&body),
        )
        .await
    }

    /// A command on an item at the revision it has now.
    pub async fn act(&self, who: &str, item: &str, path: &str, body: Value) -> Answer {
        let rev = self.view("zhao", item).await["item"]["rev"]
            .as_u64()
            .expect("a revision");
        self.act_at(who, item, rev, path, body).await
    }

    pub async fn act_at(&self, who: &str, item: &str, rev: u64, path: &str, body: Value) -> Answer {
        let request = self
            .request(who, Method::POST, &format!("/items/{item}/{path}"))
            .header("idempotency-key", key())
            .header("if-match", format!("\"{rev}\""));
        let request = if body.is_null() {
            request
        } else {
            request.json(&body)
        };
        answer(request).await
    }

    pub async fn view(&self, who: &str, item: &str) -> Value {
        let found = self.get(who, &format!("/items/{item}")).await;
        assert_eq!(found.status, 200, "{:?}", found.body);
        found.body
    }

    /// A submission typed in at the desk; the item's identity.
    pub async fn submit(&self, who: &str, title: &str, body: &str) -> String {
        let receipt = self
            .post(
                who,
                "/submissions",
                json!({
                    "unit": "慈溪市委办", "title": title, "body": body, "released_by": "办公室主任",
                }),
            )
            .await;
        assert_eq!(receipt.status, 201, "{:?}", receipt.body);
        receipt.body["item"].as_str().expect("an item").to_owned()
    }

    /// From triage to the level asked for (2 or 3; 4 is release), by those whose turn it is.
    pub async fn bring_to(&self, item: &str, level: u8) {
        let post = json!({ "desk_post": self.posts["起草一岗"] });
        self.done("wang", item, "actions/promote", post).await;
        self.done("chen", item, "actions/ready", Value::Null).await;
        for (at, who) in [(1, "chen"), (2, "li"), (3, "zhao")] {
            if at < level {
                self.pass(who, item).await;
            }
        }
    }

    /// An act that has to succeed.
    pub async fn done(&self, who: &str, item: &str, path: &str, body: Value) -> Value {
        let answer = self.act(who, item, path, body).await;
        assert!(
            (200..300).contains(&answer.status),
            "{who} {path}: {:?}",
            answer.body
        );
        answer.body
    }

    /// The whole checklist answered yes and every claim marked read.
    pub async fn pass_draft(&self, item: &str) -> Value {
        let view = self.view("zhao", item).await;
        let level = view["stage"]
            .as_str()
            .and_then(|stage| stage.strip_prefix('l'));
        let level = level.and_then(|n| n.parse::<u8>().ok()).unwrap_or(1);
        let questions = self.answers(level);
        let claims: Vec<Value> = view["item"]["claims"]
            .as_array()
            .expect("claims")
            .iter()
            .filter(|claim| claim["withdrawn"] == json!(false))
            .map(|claim| claim["id"].clone())
            .collect();
        let version = view["item"]["versions"].as_array().map_or(0, Vec::len);
        json!({ "verdict": "pass", "version": version, "answers": questions, "claims_read": claims })
    }

    /// Yes to every question of a level.
    pub fn answers(&self, level: u8) -> Vec<Value> {
        let questions = self.procedure.level(level).map(|it| it.checklist.iter());
        let questions = questions.into_iter().flatten();
        questions
            .map(|it| json!({ "question": it.id, "yes": true }))
            .collect()
    }

    pub async fn pass(&self, who: &str, item: &str) {
        let draft = self.pass_draft(item).await;
        self.done(who, item, "votes", draft).await;
    }
}

pub async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let text = response.text().await.expect("a body");
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Answer {
        status,
        body,
        headers,
    }
}
