//! Marks of classified material (涉密) at the head of a text. The desk is no place for it: it is refused
//! unread, with the offline channel named.

use unicode_normalization::UnicodeNormalization;

/// Lines of the head that are looked at, blank ones not counted.
const HEAD_LINES: usize = 8;
/// A line longer than this is prose, not a mark.
const MARK_CHARS: usize = 60;
/// Characters of the head that are looked at.
const HEAD_CHARS: usize = 4_000;

/// The text is marked as classified where such marks stand: on a line of its own near the top (`机密★1年`,
/// `密级：秘密`, `TOP SECRET//…`), beside the copy number or the urgency, or in brackets before the title.
/// The words in running prose are not a mark.
pub fn marked_classified(text: &str) -> bool {
    let head: String = text
        .chars()
        .filter(|c| !is_hidden(*c))
        .take(HEAD_CHARS)
        .nfkc()
        .collect();
    head.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(HEAD_LINES)
        .any(is_mark)
}

fn is_mark(line: &str) -> bool {
    let line = line.trim_start_matches(['#', '*', '-', '>', ' ']);
    let short = line.chars().count() <= MARK_CHARS;
    bracketed(line)
        || starred(line)
        || english(line)
        || (short && (is_level(&squeezed(line)) || line.split_whitespace().any(is_level_with_star)))
}

fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

fn after_level(text: &str) -> Option<&str> {
    ["绝密", "机密", "秘密", "絕密", "機密"]
        .into_iter()
        .find_map(|level| text.strip_prefix(level))
}

const STARS: [char; 8] = ['★', '☆', '*', '✩', '✪', '⭐', '✭', '◆'];

/// `机密`, `机密级`, `秘密件`, `绝密 长期`, `机密★1年`, `密级：机密`.
fn is_level(line: &str) -> bool {
    let line = ["密级", "密級", "保密等级", "秘密等级"]
        .into_iter()
        .find_map(|label| line.strip_prefix(label))
        .map_or(line, |rest| rest.trim_start_matches([':', '为', '是']));
    let Some(rest) = after_level(line) else {
        return false;
    };
    let rest = rest.strip_prefix(['级', '件', '級']).unwrap_or(rest);
    let rest = rest.trim_start_matches(STARS);
    rest.is_empty() || is_term(rest)
}

fn is_level_with_star(word: &str) -> bool {
    after_level(word).is_some_and(|rest| rest.starts_with(STARS))
}

/// `1年`, `十年`, `6个月`, `长期`, `启用前`: how long it stays so.
fn is_term(rest: &str) -> bool {
    let numbered = rest
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c));
    matches!(rest, "长期" | "長期" | "启用前" | "公布前")
        || (numbered != rest && matches!(numbered, "年" | "个月" | "個月" | "月" | "天" | "日"))
}

/// `【机密】关于…`, `(秘密)…`.
fn bracketed(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['【', '[', '(', '〔', '〖', '《', '<', '「']) else {
        return false;
    };
    rest.find(['】', ']', ')', '〕', '〗', '》', '>', '」'])
        .is_some_and(|end| is_level(&squeezed(&rest[..end])) || english(rest[..end].trim()))
}

/// `机密★关于…`: nothing but a mark is written so.
fn starred(line: &str) -> bool {
    after_level(line).is_some_and(|rest| rest.trim_start().starts_with(['★', '☆', '✩', '✪', '✭']))
}

/// `TOP SECRET`, `SECRET//NOFORN`, `Classification: SECRET`: in capitals, as marks are written.
fn english(line: &str) -> bool {
    let line = ["Classification:", "CLASSIFICATION:"]
        .into_iter()
        .find_map(|label| line.strip_prefix(label))
        .map_or(line, str::trim_start);
    let line = ["(", "["]
        .into_iter()
        .find_map(|open| line.strip_prefix(open))
        .unwrap_or(line);
    ["TOP SECRET", "SECRET", "CONFIDENTIAL"]
        .into_iter()
        .find_map(|level| line.strip_prefix(level))
        .is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with("//") || matches!(rest, ")" | "]" | "-" | "/")
        })
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_seen_where_marks_stand() {
        for text in [
            "机密★1年\n关于……的报告",
            "000001\n机 密 ★ 十年\n特急\n报告",
            "000001  机密★1年  特急\n报告",
            "秘密",
            "\n\n  绝密 长期\n\n正文",
            "密级：秘密\n紧急程度：平",
            "【机密】关于沿海渔船回港的情况",
            "（秘密）情况",
            "机密★关于沿海渔船的情况",
            "机\u{200b}密★",
            "TOP SECRET\nbody",
            "SECRET//NOFORN\nbody",
            "Classification: SECRET\nbody",
            "(SECRET) body",
        ] {
            assert!(marked_classified(text), "{text}");
        }
    }

    #[test]
    fn the_words_in_prose_are_no_mark() {
        for text in [
            "警方秘密侦查三个月，破获一起案件。",
            "机密文件管理培训班在慈溪举办",
            "关于加强商业秘密保护的做法",
            "秘密花园景区客流增长三成\n\n正文提到机密与绝密两级文件的销毁。",
            "Secret gardens of Ningbo\nTop secret of its success: service.",
            "SECRETARY OF STATE visits the port",
            "CONFIDENTIALITY training held",
            "",
        ] {
            assert!(!marked_classified(text), "{text}");
        }
    }
}
