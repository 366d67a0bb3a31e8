//! The words for what the desk knows in a fixed set: stages, channels, verdicts, relations, …
//!
//! In English they are lower-case, except stages and levels, which are names; a screen that wants a capital
//! makes one. What can be asked for in a query is called here as the query language calls it.

mod times;
mod verbs;

pub use times::{due, time_left, time_left_in_words, weekday, when};
pub use verbs::{object, verb};

use super::{Lang, Phrase};
use crate::domain::item::{ItemKind, Stage};
use crate::domain::procedure::Procedure;
use crate::domain::query::{AsideWord, Flag, SortBy};
use crate::domain::refusal::{GateKind, LengthUnit, Shape};
use crate::domain::report::{Bilingual, Channel, Classification, Urgency};
use crate::domain::review::{
    Capacity, ChangeKind, Contribution, Detector, SuggestionState, Verdict, Via,
};
use crate::domain::roster::{AbsenceKind, Duty, HoldingRole};
use crate::domain::verify::{ClaimKind, Grade, Method, Relation, Stance, Standing};

const fn both(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// The half of a name in this language; the other half when this one was left blank.
pub fn bilingual(lang: Lang, name: &Bilingual) -> &str {
    let (mine, other) = match lang {
        Lang::Zh => (&name.zh, &name.en),
        Lang::En => (&name.en, &name.zh),
    };
    if mine.trim().is_empty() { other } else { mine }
}

/// A stage; levels by the names the desk gave them.
pub fn stage(lang: Lang, stage: Stage, procedure: &Procedure) -> String {
    stage_of(lang, stage, Some(procedure))
}

/// A stage; without a procedure at hand levels are called by number.
pub fn stage_of(lang: Lang, stage: Stage, procedure: Option<&Procedure>) -> String {
    let phrase = match stage {
        Stage::Level(n) => return level(lang, n, procedure),
        Stage::Triage => both("来稿", "Triage"),
        Stage::Drafting => both("起草", "Drafting"),
        Stage::Release => both("签发", "Release"),
        Stage::Released => both("已签发", "Released"),
        Stage::Closed => both("已了结", "Closed"),
        Stage::Held => both("暂存", "Held"),
    };
    phrase.get(lang).to_owned()
}

/// A level of review, by the desk's name for it or else by number.
pub fn level(lang: Lang, n: u8, procedure: Option<&Procedure>) -> String {
    match procedure.and_then(|procedure| procedure.level(n)) {
        Some(level) => bilingual(lang, &level.name).to_owned(),
        None => match lang {
            Lang::Zh => format!("第{n}级审核"),
            Lang::En => format!("review level {n}"),
        },
    }
}

/// A return code, by the desk's name for it; the code itself when the desk does not know it any more.
pub fn return_code<'a>(lang: Lang, code: &'a str, procedure: &'a Procedure) -> &'a str {
    procedure
        .return_code(code)
        .map_or(code, |known| bilingual(lang, &known.name))
}

/// How a submission came.
pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Routine => both("日常报送", "routine"),
        Channel::Field => both("一线调研", "field"),
        Channel::Online => both("网络专栏", "online"),
        Channel::Hotline => both("热线", "hotline"),
        Channel::Expert => both("专家", "expert"),
        Channel::Proposal => both("提案议案", "proposal"),
        Channel::Association => both("协会", "association"),
        Channel::Commissioned => both("约稿", "commissioned"),
        Channel::Urgent => both("紧急报送", "urgent"),
        Channel::Phone => both("电话", "phone"),
    }
    .get(lang)
}

/// How soon; at most 9 cells.
pub fn urgency(lang: Lang, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Critical => both("特急", "critical"),
        Urgency::Expedited => both("加急", "expedited"),
        Urgency::Plain => both("平", "plain"),
    }
    .get(lang)
}

/// How far it may be read.
pub fn classification(lang: Lang, classification: Classification) -> &'static str {
    match classification {
        Classification::Open => both("公开", "open"),
        Classification::Internal => both("内部", "internal"),
        Classification::Restricted => both("限制", "restricted"),
    }
    .get(lang)
}

/// What sort of piece.
pub fn kind(lang: Lang, kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Single => both("单条", "single"),
        ItemKind::Whole => both("单篇", "whole"),
        ItemKind::Brief => both("动态", "brief"),
        ItemKind::Digest => both("综合", "digest"),
        ItemKind::Research => both("调研", "research"),
    }
    .get(lang)
}

/// What kind of change made a version.
pub fn change(lang: Lang, change: ChangeKind) -> &'static str {
    match change {
        ChangeKind::Format => both("格式", "format"),
        ChangeKind::Typo => both("错字", "typo"),
        ChangeKind::Wording => both("措辞", "wording"),
        ChangeKind::Substance => both("实质", "substance"),
    }
    .get(lang)
}

/// How someone took part in a version.
pub fn contribution(lang: Lang, contribution: Contribution) -> &'static str {
    match contribution {
        Contribution::Wording => both("润色", "polished the wording"),
        Contribution::Substantive => both("执笔", "wrote the substance"),
    }
    .get(lang)
}

/// What a detector found changed.
pub fn detector(lang: Lang, detector: Detector) -> &'static str {
    match detector {
        Detector::Number => both("数字", "number"),
        Detector::Date => both("日期", "date"),
        Detector::Person => both("人名职务", "person"),
        Detector::Place => both("地名", "place"),
        Detector::Body => both("单位名称", "body"),
        Detector::Claim => both("核实点原文", "claim"),
        Detector::Title => both("标题", "title"),
        Detector::Classification => both("密级", "classification"),
        Detector::Addressee => both("报送对象", "addressee"),
        Detector::Source => both("来源", "source"),
        Detector::Meaning => both("语气程度", "meaning"),
        Detector::Content => both("内容增删", "content"),
        Detector::Wording => both("措辞", "wording"),
        Detector::Typo => both("错字", "typo"),
        Detector::Format => both("格式", "format"),
    }
    .get(lang)
}

/// What a reviewer decided.
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => both("通过", "pass"),
        Verdict::Return => both("退回", "return"),
        Verdict::Hold => both("待核", "hold"),
        Verdict::Recommend => both("建议", "recommend"),
    }
    .get(lang)
}

/// In which capacity someone sits on a chair.
pub fn capacity(lang: Lang, capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::A => both("A岗", "A"),
        Capacity::B => both("B岗", "B"),
        Capacity::Fallback => both("代", "cover"),
        Capacity::Named => both("指定", "named"),
        Capacity::Shadow => both("跟岗", "shadow"),
    }
    .get(lang)
}

/// How a verdict reached the desk.
pub fn via(lang: Lang, via: Via) -> &'static str {
    match via {
        Via::Screen => both("本人操作", "on screen"),
        Via::Phone => both("电话", "by phone"),
        Via::Paper => both("书面", "on paper"),
    }
    .get(lang)
}

/// What a claim asserts.
pub fn claim_kind(lang: Lang, kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Innovation => both("创新做法", "innovation"),
        ClaimKind::Effect => both("成效评价", "effect"),
        ClaimKind::Data => both("数据", "data"),
        ClaimKind::Fact => both("事实", "fact"),
    }
    .get(lang)
}

/// Where a claim stands.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Contradicted => both("有矛盾", "contradicted"),
        Standing::Open => both("未核实", "open"),
        Standing::Checking => both("核实中", "checking"),
        Standing::Inconclusive => both("存疑", "inconclusive"),
        Standing::Waived => both("免核", "waived"),
        Standing::Corroborated => both("已核实", "corroborated"),
        Standing::Withdrawn => both("已撤下", "withdrawn"),
    }
    .get(lang)
}

/// How a party stands to the reporting unit.
pub fn relation(lang: Lang, relation: Relation) -> &'static str {
    match relation {
        Relation::ReportingUnit => both("报送单位", "reporting unit"),
        Relation::Superior => both("上级部门", "superior"),
        Relation::Peer => both("同级部门", "peer"),
        Relation::Statistics => both("统计部门", "statistics"),
        Relation::Beneficiary => both("受益对象", "beneficiary"),
        Relation::Expert => both("专家", "expert"),
        Relation::Media => both("媒体", "media"),
        Relation::OwnVisit => both("实地查看", "own visit"),
    }
    .get(lang)
}

/// Reliability of a source (`spec.md` B8): the usual reading of the letters A to F.
pub fn grade(lang: Lang, grade: Grade) -> &'static str {
    match grade {
        Grade::A => both("完全可靠", "completely reliable"),
        Grade::B => both("通常可靠", "usually reliable"),
        Grade::C => both("比较可靠", "fairly reliable"),
        Grade::D => both("不太可靠", "not usually reliable"),
        Grade::E => both("不可靠", "unreliable"),
        Grade::F => both("无法判断", "cannot be judged"),
    }
    .get(lang)
}

/// Credibility of the information, 1 to 6 (`spec.md` B8); anything else is like 6.
pub fn credibility(lang: Lang, info: u8) -> &'static str {
    match info {
        1 => both("已证实", "confirmed"),
        2 => both("很可能属实", "probably true"),
        3 => both("可能属实", "possibly true"),
        4 => both("存疑", "doubtful"),
        5 => both("不大可能", "improbable"),
        _ => both("无法判断", "cannot be judged"),
    }
    .get(lang)
}

/// How evidence was got.
pub fn method(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Call => both("电话", "call"),
        Method::Letter => both("函件", "letter"),
        Method::Document => both("文件资料", "document"),
        Method::Visit => both("实地", "visit"),
        Method::System => both("系统查询", "system"),
        Method::Interview => both("访谈", "interview"),
    }
    .get(lang)
}

/// What a party says of a claim.
pub fn stance(lang: Lang, stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => both("支持", "supports"),
        Stance::Contradicts => both("不一致", "contradicts"),
        Stance::Unclear => both("不明", "unclear"),
    }
    .get(lang)
}

/// The letter of a stance in the matrix (`spec.md` B8): the same in both languages.
pub fn stance_letter(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "S",
        Stance::Contradicts => "C",
        Stance::Unclear => "U",
    }
}

/// What became of a suggestion.
pub fn suggestion(lang: Lang, state: &SuggestionState) -> &'static str {
    match state {
        SuggestionState::Open => both("待处理", "open"),
        SuggestionState::Applied { .. } => both("已采纳", "applied"),
        SuggestionState::Declined { .. } => both("未采纳", "declined"),
    }
    .get(lang)
}

/// What a post may do.
pub fn duty(lang: Lang, duty: Duty) -> &'static str {
    match duty {
        Duty::Triage => both("来稿处理", "triage"),
        Duty::Draft => both("起草核实", "drafting"),
        Duty::Review => both("审核", "review"),
        Duty::Release => both("签发", "release"),
        Duty::Roster => both("排班", "rostering"),
        Duty::Duty => both("值班", "standing duty"),
        Duty::Audit => both("审计", "audit"),
        Duty::Administer => both("系统管理", "administration"),
    }
    .get(lang)
}

/// How someone holds a post.
pub fn holding(lang: Lang, role: HoldingRole) -> &'static str {
    match role {
        HoldingRole::A => both("A岗", "A"),
        HoldingRole::B => both("B岗", "B"),
        HoldingRole::Shadow => both("跟岗", "shadow"),
    }
    .get(lang)
}

/// Why someone is away.
pub fn absence(lang: Lang, kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::Leave => both("休假", "leave"),
        AbsenceKind::Sick => both("病假", "sick"),
        AbsenceKind::Travel => both("出差", "travel"),
        AbsenceKind::Training => both("培训", "training"),
        AbsenceKind::Other => both("其他", "other"),
    }
    .get(lang)
}

/// How an item left the line.
pub fn aside(lang: Lang, aside: impl Into<AsideWord>) -> &'static str {
    match aside.into() {
        AsideWord::Held => both("暂存", "held"),
        AsideWord::Returned => both("已退回", "returned"),
        AsideWord::Merged => both("已合并", "merged"),
        AsideWord::Spiked => both("已淘汰", "spiked"),
        AsideWord::Withdrawn => both("已撤回", "withdrawn"),
    }
    .get(lang)
}

/// A state that can be asked for.
pub fn flag(lang: Lang, flag: Flag) -> &'static str {
    match flag {
        Flag::Open => both("在办", "open"),
        Flag::Held => both("暂存", "held"),
        Flag::Overdue => both("逾期", "overdue"),
        Flag::Blocked => both("无人可审", "blocked"),
        Flag::Objected => both("有异议", "objected"),
        Flag::Aging => both("积压", "aging"),
        Flag::Unconfirmed => both("待确认", "unconfirmed"),
        Flag::Owing => both("欠核", "owing"),
        Flag::Returned => both("已退回", "returned"),
        Flag::Merged => both("已合并", "merged"),
        Flag::Spiked => both("已淘汰", "spiked"),
        Flag::Withdrawn => both("已撤回", "withdrawn"),
    }
    .get(lang)
}

/// What rows are ordered by.
pub fn sort(lang: Lang, by: SortBy) -> &'static str {
    match by {
        SortBy::Deadline => both("截止", "deadline"),
        SortBy::Received => both("收到", "received"),
        SortBy::Urgency => both("紧急程度", "urgency"),
        SortBy::Unit => both("单位", "unit"),
        SortBy::Title => both("标题", "title"),
        SortBy::No => both("编号", "no"),
    }
    .get(lang)
}

/// A condition for the next step.
pub fn gate(lang: Lang, gate: GateKind) -> &'static str {
    match gate {
        GateKind::Stage => both("阶段", "stage"),
        GateKind::Turn => both("轮次", "turn"),
        GateKind::Eligibility => both("回避", "eligibility"),
        GateKind::Text => both("标题正文", "text"),
        GateKind::Checklist => both("审核清单", "checklist"),
        GateKind::ClaimsRead => both("核实点已阅", "claims read"),
        GateKind::Claims => both("核实", "verification"),
        GateKind::Objections => both("异议", "objections"),
        GateKind::Threads => both("批注", "threads"),
        GateKind::Levels => both("各级意见", "all levels"),
        GateKind::SignOffs => both("签批确认", "sign-offs"),
    }
    .get(lang)
}

/// What a length is counted in, after a number.
pub fn length_unit(lang: Lang, unit: LengthUnit) -> &'static str {
    match unit {
        LengthUnit::Characters => both("字", "characters"),
        LengthUnit::Bytes => both("字节", "bytes"),
        LengthUnit::Entries => both("项", "entries"),
    }
    .get(lang)
}

/// A shape of personal data.
pub fn shape(lang: Lang, shape: Shape) -> &'static str {
    match shape {
        Shape::IdentityNumber => both("身份证号", "an identity number"),
        Shape::PhoneNumber => both("电话号码", "a telephone number"),
    }
    .get(lang)
}

#[cfg(test)]
pub(crate) mod tests;
