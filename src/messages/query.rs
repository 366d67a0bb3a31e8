//! The filter line: what its keys and values mean, and what is wrong with a line that cannot be read.

use super::{Lang, Phrase, phrases, words};
use crate::domain::procedure::Procedure;
use crate::domain::query::{Key, Meaning, Wanted};

phrases! {
    /// When a completion means whoever asks.
    ME: "我自己", "yourself";
    A_NAME: "名称", "a name";
    A_TIME: "时间", "a time";
    unreadable(place, found, what):
        "查询第 {place} 个字“{found}”处读不懂：{what}",
        "The query cannot be read at character {place}, “{found}”: {what}";
    unreadable_end(what):
        "查询没有写完：{what}",
        "The query is not finished: {what}";
    key(known):
        "没有这个条件。可用的条件有 {known}；要查这几个字本身，请加引号。",
        "there is no such key. The keys are {known}; to look for the words themselves, put them in quotes.";
    key_near(near, known):
        "没有这个条件，是不是要写 {near}？可用的条件有 {known}；要查这几个字本身，请加引号。",
        "there is no such key; did you mean {near}? The keys are {known}; to look for the words themselves, put them in quotes.";
    value(key, known):
        "{key} 没有这个值，可以写 {known}。",
        "{key} has no such value; it can be {known}.";
    value_near(key, near, known):
        "{key} 没有这个值，是不是要写 {near}？可以写 {known}。",
        "{key} has no such value; did you mean {near}? It can be {known}.";
    some_value(key):
        "{key} 后面要写一个值，中间不留空格。",
        "write a value right after {key}, without a space.";
    time(key):
        "{key} 后面要写时长或日期，例如 2h、30m、3d、2小时、today、2026-11-23。",
        "write a duration or a day after {key}, such as 2h, 30m, 3d, today or 2026-11-23.";
    number(key):
        "{key} 后面要写数字，例如 #123。",
        "write a number after {key}, such as #123.";
    colon(key):
        "{key} 在这里只能用冒号，例如 {key}:值。",
        "{key} takes only a colon here, as in {key}:value.";
    WORDS:
        "这里要写出要查的字。",
        "write the words to look for here.";
    CLOSING_QUOTE:
        "缺少后引号，请补上。",
        "the closing quote is missing; add it.";
    SPACE:
        "后引号之后要空一格。",
        "leave a space after the closing quote.";
    NO_CONTROL:
        "这里有一个看不见的控制字符，请删掉。",
        "there is an invisible control character here; delete it.";
    shorter(limit):
        "查询最多 {limit} 个字，请写短一些。",
        "a query has at most {limit} characters; make it shorter.";
    fewer_terms(limit):
        "查询最多 {limit} 个条件，请去掉一些。",
        "a query has at most {limit} terms; leave some out.";
    minus_inside(key):
        "要倒序，请把减号写在冒号后面，例如 {key}:-received。",
        "to turn the order round, write the minus after the colon, as in {key}:-received.";
}

/// The sentence for a query that cannot be read. `at` is counted from 0; people count from 1.
pub fn sentence(lang: Lang, at: u64, found: &str, wanted: &Wanted) -> String {
    let what = self::wanted(lang, wanted);
    if found.is_empty() {
        unreadable_end(lang, what)
    } else {
        unreadable(lang, at.saturating_add(1), found, what)
    }
}

/// What would have been readable.
pub fn wanted(lang: Lang, wanted: &Wanted) -> String {
    let all = |known: &[String]| known.join(list_gap(lang));
    match wanted {
        Wanted::Key {
            known,
            near: Some(near),
        } => key_near(lang, near, all(known)),
        Wanted::Key { known, near: None } => key(lang, all(known)),
        Wanted::Value {
            key,
            known,
            near: Some(near),
        } => value_near(lang, key, near, all(known)),
        Wanted::Value {
            key,
            known,
            near: None,
        } => value(lang, key, all(known)),
        Wanted::SomeValue { key } => some_value(lang, key),
        Wanted::Time { key } => time(lang, key),
        Wanted::Number { key } => number(lang, key),
        Wanted::Colon { key } => colon(lang, key),
        Wanted::Words => WORDS.get(lang).to_owned(),
        Wanted::ClosingQuote => CLOSING_QUOTE.get(lang).to_owned(),
        Wanted::Space => SPACE.get(lang).to_owned(),
        Wanted::NoControl => NO_CONTROL.get(lang).to_owned(),
        Wanted::Shorter { limit } => shorter(lang, limit),
        Wanted::FewerTerms { limit } => fewer_terms(lang, limit),
        Wanted::MinusInside { key } => minus_inside(lang, key),
    }
}

/// What stands between the entries of a list.
pub fn list_gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// What a key asks about, for the list of completions and for help.
pub fn key_help(lang: Lang, key: Key) -> &'static str {
    let (zh, en) = match key {
        Key::Stage => ("在哪个阶段", "at which stage"),
        Key::Turn => ("轮到谁，我写 me", "whose move it is; me for yourself"),
        Key::Due => ("离截止多久，或哪天截止", "time left, or the day it is due"),
        Key::Unit => ("报送单位，可写拼音首字母", "reporting unit"),
        Key::Urgency => ("紧急程度", "how urgent"),
        Key::Is => ("逾期、有异议等状态", "overdue, objected, …"),
        Key::Claim => ("有这类核实点", "has a claim of this kind or standing"),
        Key::Grade => ("核实记录的来源等级", "grade of some evidence"),
        Key::Channel => ("来源渠道", "how it came"),
        Key::Kind => ("稿件类型", "what sort of piece"),
        Key::By => ("谁动过笔", "who has a hand in the text"),
        Key::Post => ("在哪个岗位", "at which post"),
        Key::Received => ("多久以前或哪天收到", "how long ago, or which day"),
        Key::No => ("编号，也可写 #123", "its number; also #123"),
        Key::Title => ("标题里有这些字", "words of the title"),
        Key::Body => (
            "正文里有这些字，也可写 ~字",
            "words of the text; also ~word",
        ),
        Key::Pinyin => ("标题的拼音首字母", "pinyin initials of the title"),
        Key::Sort => ("排序，前加减号为倒序", "order; a minus turns it round"),
    };
    Phrase { zh, en }.get(lang)
}

/// What a completion stands for.
pub fn meaning(lang: Lang, meaning: &Meaning, procedure: &Procedure) -> String {
    match meaning {
        Meaning::Key(key) => key_help(lang, *key),
        Meaning::Stage(stage) => return words::stage(lang, *stage, procedure),
        Meaning::Urgency(it) => words::urgency(lang, *it),
        Meaning::Channel(it) => words::channel(lang, *it),
        Meaning::Kind(it) => words::kind(lang, *it),
        Meaning::ClaimKind(it) => words::claim_kind(lang, *it),
        Meaning::Standing(it) => words::standing(lang, *it),
        Meaning::Grade(it) => words::grade(lang, *it),
        Meaning::Flag(it) => words::flag(lang, *it),
        Meaning::Sort(it) => words::sort(lang, *it),
        Meaning::Me => ME.get(lang),
        Meaning::Time => A_TIME.get(lang),
        Meaning::Name => A_NAME.get(lang),
    }
    .to_owned()
}
