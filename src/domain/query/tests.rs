use super::*;
use crate::domain::id::{PersonId, PostId, UnitId};
use crate::domain::moment::Moment;
use crate::domain::refusal::Why;
use crate::domain::report::Bilingual;
use crate::text;
use jiff::tz::TimeZone;

fn read(line: &str) -> Query {
    parse(line).unwrap_or_else(|refusal| panic!("{line}: {refusal:?}"))
}

/// The canonical line.
fn canon(line: &str) -> String {
    read(line).to_string()
}

fn refused(line: &str) -> (u64, String, Wanted) {
    match parse(line).map_err(|refusal| refusal.why) {
        Err(Why::QueryUnreadable { at, found, wanted }) => (at, found, *wanted),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn a_line_is_a_list_of_terms_and_an_order() {
    let query = read("stage:L2 turn:me due<2h -unit:慈溪 渔船 sort:deadline,-no");
    assert_eq!(query.terms.len(), 5);
    assert_eq!(query.terms[0].test, Test::Stage(vec![Stage::Level(2)]));
    assert_eq!(query.terms[1].test, Test::Turn(vec![Who::Me]));
    assert!(query.terms[3].negated);
    assert_eq!(query.terms[4].test, Test::Word("渔船".into()));
    assert_eq!(
        query.to_string(),
        "stage:l2 turn:me due<2h -unit:慈溪 渔船 sort:deadline,-no"
    );
    assert_eq!(read("  "), Query::default());
}

#[test]
fn keys_values_and_punctuation_may_be_chinese() {
    assert_eq!(
        canon("阶段：复核　轮到：我 截止＜2小时 紧急程度:特急 渠道：一线调研 “短 语” －状态：暂存"),
        "stage:l2 turn:me due<2h urgency:critical channel:field \"短 语\" -is:held"
    );
    assert_eq!(canon("截止《１天"), "due<1d");
    assert_eq!(
        canon("ＳＴＡＧＥ：Ｌ２、起草 ＃１２"),
        "stage:l2,drafting #12"
    );
    assert_eq!(canon("核实：数据/有矛盾"), "claim:data/contradicted");
    assert_eq!(canon("排序：-截止"), "sort:-deadline");
    assert_eq!(canon("收到：今天 截止≤30分钟"), "received:today due<=30m");
}

#[test]
fn a_stage_is_named_by_word_name_or_level_number() {
    for line in [
        "stage:2",
        "stage:L2",
        "stage:复核",
        "stage:二审",
        "stage:＝",
    ] {
        if line == "stage:＝" {
            assert!(matches!(refused(line).2, Wanted::Value { .. }));
        } else {
            assert_eq!(canon(line), "stage:l2", "{line}");
        }
    }
    assert_eq!(canon("stage:l7"), "stage:l7");
}

#[test]
fn a_comparison_of_grades_or_urgency_is_the_list_of_what_it_means() {
    assert_eq!(canon("grade<C"), "grade:D,E,F");
    assert_eq!(canon("grade>=b"), "grade:A,B");
    assert_eq!(canon("urgency>plain"), "urgency:critical,expedited");
}

#[test]
fn times_are_durations_or_days() {
    assert_eq!(canon("due<90m"), "due<1h30m");
    assert_eq!(canon("due<1周2小时30分"), "due<7d2h30m");
    assert_eq!(canon("due<-1h"), "due<-1h");
    assert_eq!(canon("due<0"), "due<0m");
    assert_eq!(canon("due:>=2d"), "due>=2d");
    assert_eq!(canon("received>2026-11-01"), "received>2026-11-01");
    assert_eq!(canon("received:2026年11月1日"), "received:2026-11-01");
    assert_eq!(canon("due:明日"), "due:tomorrow");
    for line in [
        "due<2",
        "due<2x",
        "due<h",
        "due<1.5h",
        "due<99999999d",
        "due<2026-02-30",
        "received<-1h",
        "due<--1h",
    ] {
        assert!(matches!(refused(line).2, Wanted::Time { .. }), "{line}");
    }
}

#[test]
fn numbers_are_given_by_a_hash_a_list_or_a_limit() {
    assert_eq!(canon("#123"), "#123");
    assert_eq!(canon("no:123"), "#123");
    assert_eq!(canon("no:12,15，12"), "no:12,15");
    assert_eq!(canon("no>100"), "no>100");
    assert!(matches!(refused("#12a").2, Wanted::Number { .. }));
    assert!(matches!(
        refused("no:99999999999999999999").2,
        Wanted::Number { .. }
    ));
    assert!(matches!(refused("no:+5").2, Wanted::Number { .. }));
}

#[test]
fn quotes_keep_spaces_and_signs() {
    assert_eq!(
        read(r#""a \"b\" \\ c""#).terms[0].test,
        Test::Phrase(r#"a "b" \ c"#.into())
    );
    assert_eq!(
        read("unit:\"甲 乙, 丙\"").terms[0].test,
        Test::Unit(vec!["甲 乙, 丙".into()])
    );
    assert_eq!(
        read("“关于：渔船”").terms[0].test,
        Test::Phrase("关于：渔船".into())
    );
    assert_eq!(
        read("turn:\"me\"").terms[0].test,
        Test::Turn(vec![Who::Named("me".into())])
    );
    assert_eq!(refused("渔船 \"沿海").0, 3);
    assert_eq!(refused("渔船 \"沿海").2, Wanted::ClosingQuote);
    assert_eq!(refused("\"沿海\"渔船"), (4, "渔船".into(), Wanted::Space));
}

#[test]
fn what_has_no_form_of_its_own_is_looked_for_as_it_is() {
    for word in [
        "12:30",
        "关于《通知》的",
        "5%",
        "a-b",
        "C++",
        "(试行)",
        "GB/T",
    ] {
        assert_eq!(read(word).terms[0].test, Test::Word(word.into()));
    }
}

#[test]
fn a_refusal_says_where_what_and_what_instead() {
    let (at, found, wanted) = refused("渔船 stgae:l2");
    assert_eq!((at, found.as_str()), (3, "stgae:l2"));
    assert!(matches!(wanted, Wanted::Key { near: Some(near), .. } if near == "stage"));

    let (at, found, wanted) = refused("-urgency:criticl");
    assert_eq!((at, found.as_str()), (9, "criticl"));
    assert!(matches!(wanted, Wanted::Value { near: Some(near), key, .. }
        if near == "critical" && key == "urgency"));

    let Wanted::Value { known, .. } = refused("紧急程度：很急").2 else {
        panic!("values are wanted");
    };
    assert_eq!(known, ["特急", "加急", "平"], "in the script of the person");

    assert_eq!(
        refused("stage:").2,
        Wanted::SomeValue {
            key: "stage".into()
        }
    );
    assert_eq!(
        refused("stage:l2,").2,
        Wanted::SomeValue {
            key: "stage".into()
        }
    );
    assert_eq!(
        refused("unit:\" \"").2,
        Wanted::SomeValue { key: "unit".into() }
    );
    assert_eq!(refused("unit<慈溪").2, Wanted::Colon { key: "unit".into() });
    assert_eq!(
        refused("grade<A,B").2,
        Wanted::Colon {
            key: "grade".into()
        }
    );
    assert!(matches!(refused("grade>A").2, Wanted::Value { .. }));
    assert_eq!(
        refused("-sort:no").2,
        Wanted::MinusInside { key: "sort".into() }
    );
    for empty in ["-", "- a", "--a", "~", "\"\"", "-\"  \""] {
        assert_eq!(refused(empty).2, Wanted::Words, "{empty}");
    }
    assert!(matches!(
        refused("https://a.example").2,
        Wanted::Key { near: None, .. }
    ));
}

#[test]
fn control_characters_and_lines_without_end_are_refused() {
    assert_eq!(refused("渔\0船"), (1, "U+0000".into(), Wanted::NoControl));
    let longest = "渔".repeat(LONGEST);
    assert!(parse(&longest).is_ok());
    let limit = LONGEST as u64;
    assert_eq!(refused(&(longest + "船")).2, Wanted::Shorter { limit });
    assert!(parse(&"a ".repeat(MOST_TERMS)).is_ok());
    let limit = MOST_TERMS as u64;
    assert_eq!(
        refused(&"a ".repeat(MOST_TERMS + 1)).2,
        Wanted::FewerTerms { limit }
    );
}

// ── matching

const ME: u128 = 1;
pub(super) const CHEN: u128 = 2;

pub(super) struct Sample {
    title: String,
    initials: String,
    body: Option<String>,
    post: Bilingual,
}

pub(super) fn sample(title: &str) -> Sample {
    Sample {
        title: text::fold(title),
        initials: text::initials(title),
        body: Some(text::fold("截至23日13时，全市2,413艘渔船已回港")),
        post: Bilingual::new("复核岗", "Recheck desk"),
    }
}

fn at(text: &str) -> Moment {
    text.parse().expect("a time")
}

impl Sample {
    pub(super) fn row(&self) -> Row<'_> {
        Row {
            no: 12,
            stage: Stage::Level(2),
            urgency: Urgency::Critical,
            channel: Channel::Field,
            kind: ItemKind::Single,
            unit: UnitId::from(9),
            unit_name: "慈溪市委办",
            title: &self.title,
            initials: &self.initials,
            body: self.body.as_deref(),
            received: at("2026-11-23T13:58:00+08:00"),
            deadline: Some(at("2026-11-23T15:00:00+08:00")),
            aging_from: Some(at("2026-11-25T13:58:00+08:00")),
            turn: Some(RowTurn {
                person: PersonId::from(ME),
                person_name: "周敏",
                post: PostId::from(7),
                post_name: &self.post,
                blocked: false,
            }),
            aside: None,
            objections: 1,
            unconfirmed: 0,
            debts: 0,
            claims: &[
                (ClaimKind::Data, Standing::Contradicted),
                (ClaimKind::Fact, Standing::Corroborated),
            ],
            grades: &[Grade::A, Grade::D],
            contributors: &[(PersonId(ulid::Ulid(CHEN)), "陈洁")],
        }
    }
}

pub(super) fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(8)))
}

fn holds(line: &str) -> bool {
    holds_for(line, &sample("沿海渔船回港避风情况").row())
}

fn holds_for(line: &str, row: &Row) -> bool {
    let zone = shanghai();
    let viewer = Viewer {
        now: at("2026-11-23T14:32:00+08:00"),
        me: Some(PersonId::from(ME)),
        zone: &zone,
    };
    matches(&read(line), row, &viewer)
}

#[test]
fn a_row_is_found_by_each_thing_known_of_it() {
    for line in [
        "",
        "stage:l2",
        "stage:drafting,复核",
        "turn:me",
        "turn:周",
        "post:复核",
        "post:recheck",
        "unit:慈溪",
        "unit:cx",
        "unit:00000000000000000000000009",
        "by:陈洁",
        "by:cj",
        "urgency:critical",
        "urgency>=expedited",
        "channel:field",
        "kind:单条",
        "claim:data",
        "claim:contradicted",
        "claim:data/contradicted",
        "grade:A",
        "grade<C",
        "is:open",
        "is:objected",
        "no:12",
        "no>11",
        "渔船",
        "yhyc",
        "YC",
        "pinyin:hyc",
        "\"沿海渔船\"",
        "~已回港",
        "~２，４１３",
        "title:避风",
    ] {
        assert!(holds(line), "{line}");
        if !line.is_empty() {
            assert!(!holds(&format!("-{line}")), "-{line}");
        }
    }
}

#[test]
fn a_row_is_not_found_by_what_is_not_so() {
    for line in [
        "stage:l3",
        "turn:李强",
        "by:me",
        "unit:鄞州",
        "claim:fact/contradicted",
        "claim:effect",
        "grade:B",
        "grade<D",
        "is:overdue",
        "is:held",
        "is:aging",
        "is:blocked",
        "no<12",
        "\"yc\"",
        "~渔业局",
        "渔船 stage:l3",
    ] {
        assert!(!holds(line), "{line}");
        assert!(line.contains(' ') || holds(&format!("-{line}")), "-{line}");
    }
}

#[test]
fn times_are_counted_from_now_and_days_in_the_office_zone() {
    // Now 14:32, deadline 15:00 today, received 13:58 today.
    for line in [
        "due<2h",
        "due<29m",
        "due<=28m",
        "due>27m",
        "due>=28m",
        "due:28m",
        "due:today",
        "due<明日",
        "due>昨日",
        "due<=2026-11-23",
        "received<35m",
        "received<=34m",
        "received>33m",
        "received>=34m",
        "received:1h",
        "received:today",
        "received>=2026-11-23",
        "received>2026-11-22",
    ] {
        assert!(holds(line), "{line}");
    }
    for line in [
        "due<28m",
        "due>28m",
        "due:27m",
        "due<-1h",
        "due:tomorrow",
        "due<today",
        "due>today",
        "received<34m",
        "received>34m",
        "received:33m",
        "received:yesterday",
        "received>2026-11-23",
    ] {
        assert!(!holds(line), "{line}");
    }
}

#[test]
fn an_item_without_a_deadline_is_never_due() {
    let sample = sample("海塘");
    let row = Row {
        deadline: None,
        ..sample.row()
    };
    assert!(!holds_for("due<999d", &row));
    assert!(!holds_for("due>0m", &row));
    assert!(!holds_for("is:overdue", &row));
}

#[test]
fn what_is_overdue_is_past_its_deadline_and_still_open() {
    let sample = sample("海塘");
    let deadline = Some(at("2026-11-23T13:00:00+08:00"));
    let open = Row {
        deadline,
        ..sample.row()
    };
    let released = Row {
        stage: Stage::Released,
        ..open.clone()
    };
    assert!(holds_for("is:overdue due<-1h", &open));
    assert!(!holds_for("is:overdue", &released));
}

#[test]
fn a_text_that_is_not_at_hand_excludes_nothing() {
    let sample = Sample {
        body: None,
        ..sample("海塘")
    };
    assert!(holds_for("~渔船", &sample.row()));
    assert!(holds_for("-~渔船", &sample.row()));
    assert!(!holds_for("~渔船 stage:l3", &sample.row()));
}

#[test]
fn me_is_nobody_for_a_job() {
    let sample = sample("海塘");
    let zone = TimeZone::UTC;
    let viewer = Viewer {
        now: Moment::default(),
        me: None,
        zone: &zone,
    };
    assert!(!matches(&read("turn:me"), &sample.row(), &viewer));
}

#[test]
fn the_queue_shows_the_most_urgent_first_then_by_deadline_then_by_number() {
    let sample = sample("海塘");
    let plain = Row {
        no: 1,
        urgency: Urgency::Plain,
        ..sample.row()
    };
    let undated = Row {
        no: 2,
        deadline: None,
        ..sample.row()
    };
    let twelve = sample.row();
    let thirteen = Row {
        no: 13,
        ..sample.row()
    };
    let order = |line: &str| {
        let sort = read(line).sort;
        let mut rows = [&plain, &undated, &thirteen, &twelve];
        rows.sort_by(|a, b| sort.compare(a, b));
        rows.map(|row| row.no)
    };
    assert_eq!(order(""), [12, 13, 2, 1]);
    assert_eq!(order("sort:deadline"), [1, 12, 13, 2]);
    assert_eq!(order("sort:-deadline"), [1, 12, 13, 2]);
    assert_eq!(order("sort:-no"), [13, 12, 2, 1]);
    assert_eq!(order("sort:urgency sort:-no,no"), [1, 13, 12, 2]);
}

// ── completing

fn offered(line: &str, known: &Known) -> Vec<String> {
    complete(line, line.chars().count(), known)
        .into_iter()
        .map(|completion| completion.insert)
        .collect()
}

#[test]
fn keys_then_values_are_offered_in_the_script_being_typed() {
    let none = Known::default();
    assert_eq!(offered("st", &none), ["stage:"]);
    assert_eq!(offered("渔船 -轮", &none), ["轮到:"]);
    assert_eq!(offered("du", &none), ["due<"]);
    assert_eq!(offered("stage:dr", &none), ["drafting"]);
    assert_eq!(offered("阶段：", &none)[..2], ["来稿", "起草"]);
    assert_eq!(offered("urgency:critical,ex", &none), ["expedited"]);
    assert_eq!(offered("claim:data/con", &none), ["contradicted"]);
    assert_eq!(offered("sort:-de", &none), ["deadline"]);
    assert_eq!(offered("渔", &none), [""; 0]);
    assert_eq!(offered("stage:l2", &none), [""; 0], "nothing to add");
}

#[test]
fn names_the_desk_knows_are_offered_by_letters_and_initials() {
    let known = Known {
        units: &["慈溪市委办", "鄞州区委办", "North Bay"],
        people: &["陈洁", "周敏"],
        ..Known::default()
    };
    assert_eq!(offered("unit:慈", &known), ["慈溪市委办"]);
    assert_eq!(offered("unit:cx", &known), ["慈溪市委办"]);
    assert_eq!(offered("unit:nor", &known), ["\"North Bay\""]);
    assert_eq!(offered("by:", &known), ["me", "陈洁", "周敏"]);
}

#[test]
fn a_completion_replaces_what_was_typed_of_the_word() {
    let typed = "渔船 stage:dr";
    let offers = complete(typed, typed.chars().count(), &Known::default());
    assert_eq!((offers[0].from, offers[0].to), (9, 11));
    assert_eq!(offers[0].meaning, Meaning::Stage(Stage::Drafting));
    let chinese = Known {
        chinese: true,
        ..Known::default()
    };
    assert_eq!(offered("", &chinese)[0], "阶段:");
    assert_eq!(offered("\"st", &chinese), [""; 0], "not within quotes");
    assert_eq!(offered("\"a b\" st", &chinese), ["stage:"]);
}
