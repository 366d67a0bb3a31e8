//! Claims the machine sees in a text: clauses with figures, sentences that say something is the first of its kind or
//! has achieved something. Proposals only: a person raises the claim, or does not.

use super::anchor::{LONGEST, at, chars};
use super::figures::number::{Found, extract};
use super::{Claim, ClaimKind, Figure};
use crate::domain::review::{Anchor, Manuscript};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most proposals for one text.
const MOST: usize = 100;

/// Words that say nobody did it before.
#[rustfmt::skip]
const INNOVATION: &[&str] = &[
    "首创", "率先", "首个", "首家", "首次", "首例", "首批", "首推", "独创", "第一个", "第一家", "全国领先", "全省领先", "填补空白", "先行先试", "新模式", "创新",
    "first", "pioneer", "innovat", "unprecedented", "new model", "nowhere else",
];

/// Words that say what it achieved.
#[rustfmt::skip]
const EFFECT: &[&str] = &[
    "成效", "显著", "明显", "提升", "提高", "增长", "增加", "下降", "降低", "减少", "缩短", "节约", "改善", "好转", "满意", "有效",
    "improv", "increas", "reduc", "decreas", "grew", "growth", "rose", "fell", "shorten", "saved", "effective", "satisf",
];

/// A claim that a text may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    pub kind: ClaimKind,
    pub anchor: Anchor,
    /// The word of the text, or the figure, that gave it away.
    pub why: String,
    /// For data: the figure read.
    pub figure: Option<Figure>,
}

/// The claims a text seems to hold, in its order, without those that overlap a known claim of the same kind.
pub fn propose(text: &Manuscript, known: &[Claim]) -> Vec<Proposal> {
    let body = &text.body;
    let figures = extract(body);
    let mut proposals = Vec::new();
    for clause in stretches(body, is_clause_end) {
        let inside = |it: &&Found| clause.start <= it.start && it.end <= clause.end;
        let Some(first) = figures.iter().find(inside) else {
            continue;
        };
        let from = usize::try_from(first.start - clause.start).unwrap_or(0);
        let length = usize::try_from(first.end - first.start).unwrap_or(0);
        proposals.push(Proposal {
            kind: ClaimKind::Data,
            why: clause.quote.chars().skip(from).take(length).collect(),
            anchor: clause,
            figure: Some(first.figure.clone()),
        });
    }
    for sentence in stretches(body, is_sentence_end) {
        for (kind, cues) in [
            (ClaimKind::Innovation, INNOVATION),
            (ClaimKind::Effect, EFFECT),
        ] {
            if let Some(cue) = cue_in(&sentence.quote, cues) {
                proposals.push(Proposal {
                    kind,
                    anchor: sentence.clone(),
                    why: cue.to_owned(),
                    figure: None,
                });
            }
        }
    }
    let claimed = |it: &Proposal| {
        known.iter().any(|claim| {
            let (a, b) = (&claim.anchor, &it.anchor);
            !claim.withdrawn && claim.kind == it.kind && a.start < b.end && b.start < a.end
        })
    };
    proposals.retain(|it| !claimed(it));
    proposals.sort_by_key(|it| (it.anchor.start, it.kind));
    proposals.truncate(MOST);
    proposals
}

/// The first of the words that stands in the text; Latin ones only where a word begins.
fn cue_in<'c>(text: &str, cues: &[&'c str]) -> Option<&'c str> {
    let lower = text.to_lowercase();
    let stands = |cue: &&&str| {
        lower.match_indices(**cue).any(|(at, _)| {
            let before = lower.get(..at).and_then(|it| it.chars().next_back());
            !cue.is_ascii() || !before.is_some_and(char::is_alphabetic)
        })
    };
    cues.iter().find(stands).copied()
}

fn is_sentence_end(c: char, next: Option<char>) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n')
        || (c == '.' && next.is_none_or(char::is_whitespace))
}

fn is_clause_end(c: char, next: Option<char>) -> bool {
    is_sentence_end(c, next)
        || matches!(c, '，' | '：')
        || (c == ',' && next.is_none_or(char::is_whitespace))
}

/// The stretches between two ends, without the blanks around them and without the end mark.
fn stretches(body: &str, is_end: fn(char, Option<char>) -> bool) -> Vec<Anchor> {
    let mut found = Vec::new();
    let (mut from_byte, mut from) = (0, 0);
    let mut next = body.char_indices().peekable();
    let mut count = 0;
    while let Some((byte, c)) = next.next() {
        count += 1;
        let end = is_end(c, next.peek().map(|it| it.1));
        if end || next.peek().is_none() {
            let until = if end { byte } else { body.len() };
            found.extend(stretch(
                body.get(from_byte..until).unwrap_or_default(),
                from,
            ));
            (from_byte, from) = (byte + c.len_utf8(), count);
        }
    }
    found
}

fn stretch(raw: &str, from: u32) -> Option<Anchor> {
    let lead = chars(raw) - chars(raw.trim_start());
    let words = raw.trim();
    let length = chars(words).min(LONGEST);
    let place = at(words, 0, length).ok()?;
    Some(Anchor {
        start: from + lead,
        end: from + lead + length,
        quote: place.quote,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verify::anchor::check;

    fn text(body: &str) -> Manuscript {
        Manuscript {
            body: body.into(),
            ..Manuscript::default()
        }
    }

    fn proposed(body: &str) -> Vec<(ClaimKind, String)> {
        let text = text(body);
        propose(&text, &[])
            .into_iter()
            .inspect(|it| assert!(check(&text.body, &it.anchor)))
            .map(|it| (it.kind, it.anchor.quote))
            .collect()
    }

    #[test]
    fn figures_firsts_and_achievements_are_proposed_where_they_stand() {
        assert_eq!(
            proposed(
                " 截至23日，全市2,413艘渔船回港。\n全省率先推行“一船一码”，回港时间缩短三成。天气转晴。"
            ),
            [
                (ClaimKind::Data, "全市2,413艘渔船回港".into()),
                (
                    ClaimKind::Innovation,
                    "全省率先推行“一船一码”，回港时间缩短三成".into()
                ),
                (
                    ClaimKind::Effect,
                    "全省率先推行“一船一码”，回港时间缩短三成".into()
                ),
                (ClaimKind::Data, "回港时间缩短三成".into()),
            ]
        );
    }

    #[test]
    fn english_cues_count_only_where_a_word_begins() {
        assert_eq!(
            proposed("The first of its kind in the province. It thirsts."),
            [(
                ClaimKind::Innovation,
                "The first of its kind in the province".into()
            )]
        );
    }

    #[test]
    fn a_plain_text_proposes_nothing() {
        assert_eq!(proposed("会议于11月23日召开。"), []);
        assert_eq!(proposed(""), []);
    }
}
