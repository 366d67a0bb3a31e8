//! Random play over the real interface: a person sends any call there is, with arguments that fit often enough.

use crate::harness::{Answer, Dice, TestDesk, answer, key};
use reqwest::Method;
use serde_json::{Value, json};

/// A desk with items that are being played with.
pub struct Game {
    pub desk: TestDesk,
    pub dice: Dice,
    pub items: Vec<String>,
    /// What was done, for the message of a failure.
    pub trace: Vec<String>,
    /// Whether calls about people, posts and tokens are played too.
    pub roster: bool,
}

const FIGURES: &[&str] = &[
    "接通泵车12台",
    "转移群众318人",
    "渔船2413艘",
    "截至23日13时",
    "资金6200万元",
];

impl Game {
    pub async fn new(desk: TestDesk, seed: u64, items: usize, by: &str) -> Self {
        let mut game = Game {
            desk,
            dice: Dice::new(seed),
            items: Vec::new(),
            trace: Vec::new(),
            roster: true,
        };
        for n in 0..items {
            game.submit(by, n).await;
        }
        game
    }

    pub async fn submit(&mut self, by: &str, n: usize) {
        let body = format!(
            "{}，{}。各镇已安排人员值守。第{n}件。",
            FIGURES[self.dice.below(FIGURES.len())],
            FIGURES[self.dice.below(FIGURES.len())],
        );
        let item = self.desk.submit(by, &format!("防汛情况{n}"), &body).await;
        self.items.push(item);
    }

    pub async fn view(&self, item: &str) -> Value {
        self.desk.view("zhao", item).await
    }

    /// The log-in of whose turn it is; empty when it is nobody's.
    pub fn turn(&self, view: &Value) -> String {
        let id = view["turn"]["person"].as_str().unwrap_or_default();
        let found = self.desk.ids.iter().find(|(_, known)| *known == id);
        found.map(|(login, _)| login.clone()).unwrap_or_default()
    }

    fn any_person(&mut self) -> String {
        let people: Vec<String> = self.desk.ids.values().cloned().collect();
        self.dice.pick(&people).cloned().unwrap_or_default()
    }

    fn any_post(&mut self) -> String {
        let posts: Vec<String> = self.desk.posts.values().cloned().collect();
        self.dice.pick(&posts).cloned().unwrap_or_default()
    }

    fn any_item(&mut self) -> String {
        self.dice.pick(&self.items).cloned().unwrap_or_default()
    }

    /// An identity out of a list of the item, or one that names nothing.
    fn any_of(&mut self, list: &Value) -> String {
        let ids: Vec<&str> = list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["id"].as_str())
            .collect();
        self.dice
            .pick(&ids)
            .map_or("01KAQ2V1Z8W0000000000000AA".into(), |id| (*id).to_owned())
    }

    /// What a person whose turn it is does next: the straight way to release.
    pub async fn forward(&self, who: &str, item: &str, view: &Value) -> Answer {
        let version = view["item"]["versions"].as_array().map_or(0, Vec::len);
        let (path, body) = match view["stage"].as_str().unwrap_or_default() {
            "triage" => (
                "actions/promote",
                json!({ "desk_post": self.desk.posts["起草一岗"] }),
            ),
            "drafting" => ("actions/ready", Value::Null),
            "release" => ("release", Value::Null),
            level => {
                let level = level
                    .strip_prefix('l')
                    .and_then(|it| it.parse().ok())
                    .unwrap_or(1);
                ("votes", self.vote(view, level, version))
            }
        };
        self.desk
            .act_at(
                who,
                item,
                view["item"]["rev"].as_u64().unwrap_or(0),
                path,
                body,
            )
            .await
    }

    fn vote(&self, view: &Value, level: u8, version: usize) -> Value {
        let claims: Vec<&Value> = view["item"]["claims"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| &it["id"])
            .collect();
        json!({ "verdict": "pass", "version": version, "answers": self.desk.answers(level), "claims_read": claims })
    }

    /// The text, changed a little or a lot.
    fn edited(&mut self, view: &Value) -> Value {
        let mut text = view["manuscript"].clone();
        let body = text["body"].as_str().unwrap_or_default().to_owned();
        let body = match self.dice.below(9) {
            0 => body.replace('，', "， "),
            1 => body.replace("已安排", "均已安排"),
            2 => body.replace("安排人员", "派人"),
            3 => body.replacen('1', "7", 1),
            4 => body.replace("值守", "值班值守"),
            5 => format!("{body}另有群众反映排水不畅。"),
            6 => body.chars().skip(1).collect(),
            7 => {
                text["title"] = json!(format!("{}续", text["title"].as_str().unwrap_or_default()));
                body
            }
            _ => body.replace("。各镇", "；各镇"),
        };
        text["body"] = json!(body);
        text
    }

    /// One call of any kind, by one person.
    pub async fn any_move(&mut self, who: &str) -> Answer {
        let item = self.any_item();
        let view = self.view(&item).await;
        let it = &view["item"];
        let version = it["versions"].as_array().map_or(0, Vec::len);
        let rev = it["rev"].as_u64().unwrap_or(0);
        let body_chars = view["manuscript"]["body"]
            .as_str()
            .map_or(0, |it| it.chars().count());
        let start = self.dice.below(body_chars.max(2) - 1);
        let end = (start + 1 + self.dice.below(5)).min(body_chars);
        let level = match view["stage"].as_str() {
            Some("l2") => 2,
            Some("l3") => 3,
            _ => 1,
        };
        let none = Value::Null;
        let words = json!({ "text": "此处请再核", "version": version });
        if self.roster && self.dice.percent(8) {
            return self.any_roster_move(who).await;
        }
        let (path, body): (String, Value) = match self.dice.below(40) {
            0 => (
                "actions/promote".into(),
                json!({ "desk_post": self.any_post() }),
            ),
            1 => ("actions/promote".into(), json!({})),
            2 | 3 => ("actions/ready".into(), none),
            4..=11 => ("votes".into(), self.vote(&view, level, version)),
            12 => {
                let mut vote = self.vote(&view, level, version);
                vote["via"] = json!("phone");
                vote["out_of_band"] = json!({ "signer": self.any_person(), "read_back": "标题和数字", "called_back": true });
                ("votes".into(), vote)
            }
            13 => (
                "votes".into(),
                json!({ "verdict": "return", "version": version, "code": "unverified", "back_to": self.dice.below(3) }),
            ),
            14 => (
                "votes".into(),
                json!({ "verdict": "recommend", "version": version }),
            ),
            15 | 16 => ("release".into(), none),
            17..=20 => {
                let edited = self.edited(&view);
                (
                    "versions".into(),
                    json!({ "based_on": version, "manuscript": edited }),
                )
            }
            21 => {
                let edited = self.edited(&view);
                let kind = ["format", "typo", "wording", "substance"][self.dice.below(4)];
                (
                    "versions".into(),
                    json!({ "based_on": version, "manuscript": edited, "change": kind }),
                )
            }
            22 => {
                let open: Vec<Value> = it["suggestions"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect();
                let Some(taken) = self.dice.pick(&open).cloned() else {
                    return self.command(who, &item, rev, "actions/undo", none).await;
                };
                let mut text = view["manuscript"].clone();
                let from = taken["anchor"]["quote"].as_str().unwrap_or_default();
                let to = taken["replacement"].as_str().unwrap_or_default();
                text["body"] = json!(
                    text["body"]
                        .as_str()
                        .unwrap_or_default()
                        .replacen(from, to, 1)
                );
                (
                    "versions".into(),
                    json!({ "based_on": version, "manuscript": text, "applied": [taken["id"]] }),
                )
            }
            23 => {
                let words = ["派人", "7", "，", "镇海区", "有关方面"][self.dice.below(5)];
                (
                    "suggestions".into(),
                    json!({ "version": version, "start": start, "end": end, "replacement": words }),
                )
            }
            24 => (
                format!("suggestions/{}/decline", self.any_of(&it["suggestions"])),
                json!({ "reason": "不必" }),
            ),
            25 => (format!("votes/{}/retract", self.any_of(&it["votes"])), none),
            26 => (format!("votes/{}/confirm", self.any_of(&it["votes"])), none),
            27 => (format!("votes/{}/disown", self.any_of(&it["votes"])), none),
            28 => ("objections".into(), json!({ "text": "数字对不上" })),
            29 => (
                format!("objections/{}/clear", self.any_of(&it["objections"])),
                json!({ "reason": "已核" }),
            ),
            30 => {
                let mut thread = words;
                thread["blocking"] = json!(self.dice.percent(50));
                ("threads".into(), thread)
            }
            31 => (
                format!("threads/{}/resolve", self.any_of(&it["threads"])),
                none,
            ),
            32 => (
                "reviewers".into(),
                json!({ "person": self.any_person(), "reason": "只有他在" }),
            ),
            33 => ("interests".into(), json!({ "reason": "亲属在该单位" })),
            34 => (
                "claims".into(),
                json!({ "version": version, "kind": "fact", "start": start, "end": end }),
            ),
            35 => (
                format!("claims/{}/withdraw", self.any_of(&it["claims"])),
                none,
            ),
            36 => (
                "actions/reassign".into(),
                json!({ "desk_post": self.any_post() }),
            ),
            37 => ("actions/merge".into(), json!({ "into": self.any_item() })),
            38 => {
                let word =
                    ["set_urgency", "spike", "return_to_unit", "bring_back"][self.dice.below(4)];
                let body = match word {
                    "set_urgency" => {
                        let urgency = ["plain", "critical"][self.dice.below(2)];
                        json!({ "urgency": urgency })
                    }
                    "bring_back" => none,
                    _ => json!({ "code": "duplicate" }),
                };
                (format!("actions/{word}"), body)
            }
            _ => ("actions/undo".into(), none),
        };
        self.command(who, &item, rev, &path, body).await
    }

    async fn command(
        &mut self,
        who: &str,
        item: &str,
        rev: u64,
        path: &str,
        body: Value,
    ) -> Answer {
        let mut request = self
            .desk
            .request(who, Method::POST, &format!("/items/{item}/{path}"))
            .header("idempotency-key", key())
            .header("if-match", format!("\"{rev}\""));
        if self.dice.percent(25) {
            request = request.header("x-acting-for", self.any_post());
        }
        let had_body = !body.is_null();
        let shown = body.to_string().chars().take(120).collect::<String>();
        let answer = answer(if had_body {
            request.json(&body)
        } else {
            request
        })
        .await;
        self.note(who, &format!("{item} {path} {shown}"), &answer)
            .await;
        answer
    }

    async fn note(&mut self, who: &str, what: &str, answer: &Answer) {
        if answer.status >= 500 {
            let rebuilt = self.desk.desk.rebuild().await;
            panic!(
                "{who} {what}: {answer:?}\nrebuilding says {rebuilt:?}\n{}",
                self.story()
            );
        }
        if answer.ok() {
            self.trace
                .push(format!("{who} {what} -> {}", answer.body["stage"]));
        } else {
            answer.is_problem();
        }
    }

    /// Absences, appointments, other people's data: whatever the roster's rules let this person do.
    async fn any_roster_move(&mut self, who: &str) -> Answer {
        let now = self.desk.desk.now().millis();
        let own = self.desk.ids[who].clone();
        let person = if self.dice.percent(50) {
            own
        } else {
            self.any_person()
        };
        let role = ["a", "b", "shadow"][self.dice.below(3)];
        let roster = self.desk.get("zhao", "/roster").await.body;
        let (method, path, body) = match self.dice.below(5) {
            0 => (
                Method::POST,
                "/absences".into(),
                json!({
                    "person": person, "from": moment(now), "to": moment(now + 3_600_000), "kind": "leave",
                }),
            ),
            1 => (
                Method::POST,
                format!("/absences/{}/cancel", self.any_of(&roster["absences"])),
                Value::Null,
            ),
            2 => (
                Method::POST,
                "/holdings".into(),
                json!({ "post": self.any_post(), "person": person, "role": role }),
            ),
            3 => (
                Method::POST,
                format!("/holdings/{}/end", self.any_of(&roster["holdings"])),
                Value::Null,
            ),
            _ => (Method::POST, format!("/people/{person}/end"), Value::Null),
        };
        let request = self
            .desk
            .request(who, method, &path)
            .header("idempotency-key", key());
        let shown = body.to_string();
        let answer = answer(if body.is_null() {
            request
        } else {
            request.json(&body)
        })
        .await;
        self.note(who, &format!("{path} {shown}"), &answer).await;
        answer
    }

    /// The message of a failure: how it came about.
    pub fn story(&self) -> String {
        self.trace.join("\n")
    }
}

/// An instant as it travels.
pub fn moment(millis: i64) -> Value {
    serde_json::to_value(sanshen::domain::moment::Moment::from_millis(millis)).unwrap_or_default()
}
