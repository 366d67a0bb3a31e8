//! What a claim still wants, in sentences.

use super::{Lang, phrases, words};
use crate::domain::verify::standing::Need;

phrases! {
    groups(more): "还差 {more} 个独立来源", "{more} more independent source(s) wanted";
    relation(who): "须有一方是：{who}", "one party must be: {who}";
    PRIOR: "还没有检索是否已有先例", "no search for prior practice is recorded";
    ARITHMETIC: "还没有做数字复算", "no arithmetic check is recorded";
    disagrees(expression): "数字复算不符：{expression}", "the arithmetic does not agree: {expression}";
    ask_origin(origin): "转述的原始来源还没有问到：{origin}", "the origin it was passed on from has not been asked: {origin}";
    ADJUDICATION: "各方说法有矛盾，等待裁定", "the sources contradict each other; a decision is wanted";
    VERIFIED: "正文用语与核实时不一致，须重新核实", "the words are not those that were verified";
    WORDS: "裁定认为原文不成立，须改正文", "the decision went against the claim; its words must change";
}

/// One need, in words.
pub fn need(lang: Lang, need: &Need) -> String {
    match need {
        Need::Groups { more } => groups(lang, more),
        Need::Relation { one_of } => {
            let names: Vec<&str> = one_of.iter().map(|it| words::relation(lang, *it)).collect();
            relation(lang, names.join(if lang == Lang::Zh { "、" } else { ", " }))
        }
        Need::PriorPractice => PRIOR.get(lang).into(),
        Need::Arithmetic => ARITHMETIC.get(lang).into(),
        Need::FigureDisagrees { expression } => disagrees(lang, expression),
        Need::AskOrigin { origin } => ask_origin(lang, origin),
        Need::Adjudication => ADJUDICATION.get(lang).into(),
        Need::WordsVerified => VERIFIED.get(lang).into(),
        Need::WordsMustChange => WORDS.get(lang).into(),
    }
}
