//! The words a file may use: names of fields, channels and urgencies, in Chinese and English.
//!
//! A file from outside speaks its own language. These tables say which of its words are ours; a word that stands in
//! none of them is reported, never guessed at.

use crate::domain::report::{Channel, Urgency};

/// A field of a submission that a file can fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 标题.
    Title,
    /// 正文.
    Body,
    /// 报送单位, by name or id.
    Unit,
    /// 来源渠道.
    Channel,
    /// 紧急程度.
    Urgency,
    /// 报送时间, by the sender's clock.
    SenderTime,
    /// 作者, in the unit.
    Author,
    /// 签发人, in the unit.
    ReleasedBy,
}

impl Field {
    /// All of them, in the order of a submission.
    pub const ALL: [Field; 8] = [
        Field::Title,
        Field::Body,
        Field::Unit,
        Field::Channel,
        Field::Urgency,
        Field::SenderTime,
        Field::Author,
        Field::ReleasedBy,
    ];

    /// The name on the wire; the one a file is best written with.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// Every name a file may use, the one on the wire first. Where a row has several of them, the first listed counts.
    fn names(self) -> &'static [&'static str] {
        match self {
            Field::Title => &["title", "标题", "標題", "题目", "subject", "headline"],
            Field::Body => &["body", "正文", "内容", "內容", "text", "content"],
            Field::Unit => &[
                "unit",
                "单位",
                "單位",
                "报送单位",
                "報送單位",
                "来稿单位",
                "organization",
            ],
            Field::Channel => &["channel", "渠道", "来源渠道", "來源渠道", "报送渠道"],
            Field::Urgency => &["urgency", "紧急程度", "緊急程度", "priority"],
            Field::SenderTime => &[
                "sender_time",
                "报送时间",
                "報送時間",
                "日期",
                "时间",
                "date",
                "sent_at",
            ],
            Field::Author => &["author", "作者", "撰稿人", "信息员"],
            Field::ReleasedBy => &["released_by", "签发人", "簽發人", "签发"],
        }
    }

    /// The name this field goes by at `rank` of its list.
    pub(super) fn name_at(self, rank: usize) -> &'static str {
        self.names().get(rank).copied().unwrap_or_default()
    }

    /// The field a name in a file means, and the rank of that name; letters' case, spaces and hyphens do not matter.
    pub(super) fn named(name: &str) -> Option<(Field, usize)> {
        let name = plain(name);
        Field::ALL.into_iter().find_map(|field| {
            Some((
                field,
                field.names().iter().position(|known| *known == name)?,
            ))
        })
    }
}

/// Lower case, one underscore for each gap: `Sender Time` and `sender-time` are `sender_time`.
fn plain(word: &str) -> String {
    word.trim()
        .to_lowercase()
        .replace([' ', '-', '\u{3000}'], "_")
}

/// The channel a word means: the word on the wire, its Chinese name, or a common English one.
pub fn channel(word: &str) -> Option<Channel> {
    Some(match plain(word).as_str() {
        "routine" | "regular" | "ordinary" | "日常" | "日常报送" | "常规" | "普通" => {
            Channel::Routine
        }
        "field" | "field_visit" | "field_research" | "一线调研" | "一线" | "调研" => {
            Channel::Field
        }
        "online" | "online_column" | "网络" | "网络专栏" | "专栏" => Channel::Online,
        "hotline" | "12345" | "热线" | "12345热线" => Channel::Hotline,
        "expert" | "专家" | "专家建议" => Channel::Expert,
        "proposal" | "motion" | "提案" | "议案" | "提案议案" => Channel::Proposal,
        "association" | "协会" | "行业协会" => Channel::Association,
        "commissioned" | "commission" | "约稿" | "定向约稿" => Channel::Commissioned,
        "urgent" | "emergency" | "紧急" | "紧急信息" => Channel::Urgent,
        "phone" | "telephone" | "电话" | "电话报送" => Channel::Phone,
        _ => return None,
    })
}

/// The urgency a word means: the word on the wire, its Chinese name, or a common English one (a severity scale of four
/// words is read from the top: critical, high, and the two below are plain).
pub fn urgency(word: &str) -> Option<Urgency> {
    Some(match plain(word).as_str() {
        "plain" | "normal" | "routine" | "medium" | "low" | "平" | "平件" | "普通" | "一般" => {
            Urgency::Plain
        }
        "expedited" | "high" | "urgent" | "加急" | "急" | "急件" => Urgency::Expedited,
        "critical" | "immediate" | "flash" | "特急" | "特急件" => Urgency::Critical,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_on_the_wire_means_itself() {
        for known in Channel::ALL {
            assert_eq!(channel(known.word()), Some(known));
        }
        for known in Urgency::ALL {
            assert_eq!(urgency(known.word()), Some(known));
        }
        for field in Field::ALL {
            assert_eq!(Field::named(field.name()), Some((field, 0)));
        }
    }

    #[test]
    fn no_name_means_two_fields() {
        let mut all: Vec<&str> = Field::ALL
            .into_iter()
            .flat_map(Field::names)
            .copied()
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn chinese_names_and_loose_spelling_are_understood() {
        assert_eq!(
            Field::named(" Sender Time ").map(|found| found.0),
            Some(Field::SenderTime)
        );
        assert_eq!(
            Field::named("签发人").map(|found| found.0),
            Some(Field::ReleasedBy)
        );
        assert_eq!(channel("约稿"), Some(Channel::Commissioned));
        assert_eq!(urgency("CRITICAL"), Some(Urgency::Critical));
        assert_eq!(urgency("特急"), Some(Urgency::Critical));
        assert_eq!(channel("NWS text product"), None);
        assert_eq!(Field::named("licence"), None);
    }
}
