//! The words of the query language: keys and values, in English and Chinese. The first word of each row is
//! the canonical one. Whatever the screen calls a value can be typed for it (a test in `messages` holds that).

use super::SortBy;
use crate::domain::item::{ItemKind, Stage};
use crate::domain::procedure::Procedure;
use crate::domain::report::{Channel, Urgency};
use crate::domain::verify::{ClaimKind, Grade, Standing};

/// What a term can ask about, by `key:value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    Stage,
    Turn,
    Due,
    Unit,
    Urgency,
    Is,
    Claim,
    Grade,
    Channel,
    Kind,
    By,
    Post,
    Received,
    No,
    Title,
    Body,
    Pinyin,
    Sort,
}

const KEYS: Words<Key> = &[
    (Key::Stage, &["stage", "阶段", "环节"]),
    (Key::Turn, &["turn", "轮到"]),
    (Key::Due, &["due", "截止", "期限", "时限"]),
    (Key::Unit, &["unit", "单位", "报送单位"]),
    (Key::Urgency, &["urgency", "紧急程度", "缓急"]),
    (Key::Is, &["is", "状态"]),
    (Key::Claim, &["claim", "核实", "核实点"]),
    (Key::Grade, &["grade", "等级"]),
    (Key::Channel, &["channel", "渠道", "来源渠道"]),
    (Key::Kind, &["kind", "类型", "体裁"]),
    (Key::By, &["by", "经手", "执笔"]),
    (Key::Post, &["post", "岗位"]),
    (Key::Received, &["received", "收到", "收稿"]),
    (Key::No, &["no", "编号"]),
    (Key::Title, &["title", "标题"]),
    (Key::Body, &["body", "正文"]),
    (Key::Pinyin, &["pinyin", "拼音"]),
    (Key::Sort, &["sort", "排序"]),
];

impl Key {
    /// All of them, in the order offered.
    pub fn all() -> impl Iterator<Item = Key> {
        KEYS.iter().map(|(key, _)| *key)
    }

    /// The canonical word.
    pub fn word(self) -> &'static str {
        word_of(KEYS, &self)
    }

    /// All words for it, the canonical one first, then Chinese.
    pub fn words(self) -> &'static [&'static str] {
        words_of(KEYS, &self)
    }

    /// The key a word names, in any case and width.
    pub fn from_word(word: &str) -> Option<Self> {
        find(KEYS, word)
    }

    /// Its values have an order: `<` and `>` make sense.
    pub fn compares(self) -> bool {
        matches!(
            self,
            Key::Due | Key::Received | Key::No | Key::Grade | Key::Urgency
        )
    }
}

/// What `is:` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// Someone still has to act.
    Open,
    /// Put aside until a date.
    Held,
    /// Open, and the deadline of the stage has passed.
    Overdue,
    /// Nobody may review it: the leader has to name someone.
    Blocked,
    /// An objection stands.
    Objected,
    /// Still in triage after the days allowed.
    Aging,
    /// A sign-off by telephone or on paper waits for the signer.
    Unconfirmed,
    /// Let through with a verification still owed.
    Owing,
    Returned,
    Merged,
    Spiked,
    Withdrawn,
}

/// How an item left the line: [`crate::domain::item::Aside`] without what came with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AsideWord {
    Held,
    Returned,
    Merged,
    Spiked,
    Withdrawn,
}

impl From<&crate::domain::item::Aside> for AsideWord {
    fn from(aside: &crate::domain::item::Aside) -> Self {
        use crate::domain::item::Aside;
        match aside {
            Aside::Held { .. } => AsideWord::Held,
            Aside::Returned { .. } => AsideWord::Returned,
            Aside::Merged { .. } => AsideWord::Merged,
            Aside::Spiked { .. } => AsideWord::Spiked,
            Aside::Withdrawn { .. } => AsideWord::Withdrawn,
        }
    }
}

/// The words for one value: the canonical one, then Chinese.
pub(super) type Names = &'static [&'static str];
/// Values with the words for each.
pub(super) type Words<T> = &'static [(T, Names)];

pub(super) const STAGES: Words<Stage> = &[
    (Stage::Triage, &["triage", "来稿"]),
    (Stage::Drafting, &["drafting", "起草"]),
    (Stage::Level(1), &["l1", "初审", "一审", "一级"]),
    (Stage::Level(2), &["l2", "复核", "复审", "二审", "二级"]),
    (Stage::Level(3), &["l3", "审核", "终审", "三审", "三级"]),
    (Stage::Level(4), &["l4", "四审", "四级"]),
    (Stage::Release, &["release", "签发", "待签发"]),
    (Stage::Released, &["released", "已签发"]),
    (Stage::Held, &["held", "暂存"]),
    (Stage::Closed, &["closed", "已了结", "了结"]),
];

pub(super) const URGENCIES: Words<Urgency> = &[
    (Urgency::Critical, &["critical", "特急"]),
    (Urgency::Expedited, &["expedited", "加急"]),
    (Urgency::Plain, &["plain", "平", "平件"]),
];

pub(super) const CHANNELS: Words<Channel> = &[
    (Channel::Routine, &["routine", "日常报送", "日常"]),
    (Channel::Field, &["field", "一线调研"]),
    (Channel::Online, &["online", "网络专栏", "网络"]),
    (Channel::Hotline, &["hotline", "热线", "12345"]),
    (Channel::Expert, &["expert", "专家"]),
    (Channel::Proposal, &["proposal", "提案议案", "提案", "议案"]),
    (Channel::Association, &["association", "协会"]),
    (Channel::Commissioned, &["commissioned", "约稿"]),
    (Channel::Urgent, &["urgent", "紧急报送", "紧急"]),
    (Channel::Phone, &["phone", "电话"]),
];

pub(super) const KINDS: Words<ItemKind> = &[
    (ItemKind::Single, &["single", "单条"]),
    (ItemKind::Whole, &["whole", "单篇"]),
    (ItemKind::Brief, &["brief", "动态"]),
    (ItemKind::Digest, &["digest", "综合"]),
    (ItemKind::Research, &["research", "调研"]),
];

pub(super) const CLAIM_KINDS: Words<ClaimKind> = &[
    (ClaimKind::Innovation, &["innovation", "创新做法", "创新"]),
    (ClaimKind::Effect, &["effect", "成效评价", "成效"]),
    (ClaimKind::Data, &["data", "数据"]),
    (ClaimKind::Fact, &["fact", "事实"]),
];

pub(super) const STANDINGS: Words<Standing> = &[
    (
        Standing::Contradicted,
        &["contradicted", "有矛盾", "矛盾", "有出入"],
    ),
    (Standing::Open, &["open", "未核实", "未核"]),
    (Standing::Checking, &["checking", "核实中"]),
    (Standing::Inconclusive, &["inconclusive", "存疑", "不明"]),
    (Standing::Waived, &["waived", "免核"]),
    (Standing::Corroborated, &["corroborated", "已核实", "属实"]),
    (Standing::Withdrawn, &["withdrawn", "已撤下"]),
];

pub(super) const GRADES: Words<Grade> = &[
    (Grade::A, &["A"]),
    (Grade::B, &["B"]),
    (Grade::C, &["C"]),
    (Grade::D, &["D"]),
    (Grade::E, &["E"]),
    (Grade::F, &["F"]),
];

pub(super) const FLAGS: Words<Flag> = &[
    (Flag::Overdue, &["overdue", "逾期", "超期"]),
    (Flag::Blocked, &["blocked", "无人可审", "受阻"]),
    (Flag::Objected, &["objected", "有异议", "异议"]),
    (Flag::Aging, &["aging", "积压"]),
    (Flag::Unconfirmed, &["unconfirmed", "待确认"]),
    (Flag::Owing, &["owing", "欠核"]),
    (Flag::Held, &["held", "暂存"]),
    (Flag::Open, &["open", "在办"]),
    (Flag::Returned, &["returned", "已退回", "退回"]),
    (Flag::Merged, &["merged", "已合并", "合并"]),
    (Flag::Spiked, &["spiked", "已淘汰", "淘汰"]),
    (Flag::Withdrawn, &["withdrawn", "已撤回", "撤回"]),
];

pub(super) const SORTS: Words<SortBy> = &[
    (SortBy::Deadline, &["deadline", "due", "截止", "期限"]),
    (SortBy::Received, &["received", "收到", "收稿"]),
    (SortBy::Urgency, &["urgency", "紧急程度", "缓急"]),
    (SortBy::Unit, &["unit", "单位"]),
    (SortBy::Title, &["title", "标题"]),
    (SortBy::No, &["no", "编号"]),
];

pub(super) const ME: &[&str] = &["me", "我", "本人"];

/// Means whoever asks.
pub(super) fn is_me(word: &str) -> bool {
    let word = narrow(word);
    ME.contains(&word.as_str())
}

/// The stage a word names: the desk's own names of its levels first, then the usual ones. A number is that
/// of a level.
pub(super) fn stage(word: &str, procedure: Option<&Procedure>) -> Option<Stage> {
    let word = narrow(word);
    let own = procedure.and_then(|procedure| {
        procedure
            .levels
            .iter()
            .find(|level| narrow(&level.name.zh) == word || narrow(&level.name.en) == word)
    });
    if let Some(level) = own {
        return Some(Stage::Level(level.no));
    }
    find(STAGES, &word)
        .or_else(|| Stage::from_word(&word))
        .or_else(|| match word.parse() {
            Ok(n @ 1..=9) => Some(Stage::Level(n)),
            _ => None,
        })
}

/// The value a word names, in any case and width.
pub(super) fn find<T: Copy>(words: Words<T>, word: &str) -> Option<T> {
    let word = narrow(word);
    words
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(&word)))
        .map(|(value, _)| *value)
}

/// The canonical word of a value.
pub(super) fn word_of<T: PartialEq>(words: Words<T>, value: &T) -> &'static str {
    words_of(words, value).first().copied().unwrap_or_default()
}

/// All words of a value.
pub(super) fn words_of<T: PartialEq>(words: Words<T>, value: &T) -> &'static [&'static str] {
    words
        .iter()
        .find(|(known, _)| known == value)
        .map_or(&[], |(_, names)| names)
}

/// The words of all values.
pub(super) fn names<T>(words: Words<T>) -> impl Iterator<Item = Names> + Clone {
    words.iter().map(|(_, names)| *names)
}

/// Of the words for one value, the one in the script that `typed` is written in.
pub(super) fn in_script(names: Names, typed: &str) -> &'static str {
    let chinese = typed.chars().any(|c| !narrow_char(c).is_ascii());
    let fitting = names.iter().find(|name| name.is_ascii() != chinese);
    fitting.or(names.first()).copied().unwrap_or_default()
}

/// ASCII twins of full-width forms, in lower case. Character by character, so that places stay the same.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| narrow_char(c).to_ascii_lowercase())
        .collect()
}

/// The ASCII twin of a full-width form (U+FF01 to U+FF5E).
pub(super) fn narrow_char(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}
