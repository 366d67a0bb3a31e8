//! Checks every text field of a draft goes through before a rule looks at it.

use super::refusal::{LengthUnit, Refusal, Why};
use crate::text::fold;

/// Most characters of a name (person, unit, post, author).
pub const NAME: usize = 100;
/// Most characters of a title.
pub const TITLE: usize = 200;
/// Most characters of a sentence, remark, reason or note.
pub const SENTENCE: usize = 2_000;

/// A text that must say something: refuses what is blank (to a reader: invisible characters do not
/// count), longer than `limit` characters, or holds a NUL.
pub fn wanted(field: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    if is_blank(text) {
        return Err(Refusal::from(Why::Missing).at(field));
    }
    optional(field, text, limit)
}

/// A text that may be empty: refuses what is longer than `limit` characters or holds a NUL.
pub fn optional(field: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    // Counting stops to matter once it is far over: bytes first, so that a huge text costs nothing.
    if text.len() > limit {
        let is = text.chars().count();
        if is > limit {
            return Err(too_long(limit, is, LengthUnit::Characters).at(field));
        }
    }
    storable(field, text)
}

/// A text of at most `limit` bytes that must say something.
pub fn wanted_bytes(field: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    if text.len() > limit {
        return Err(too_long(limit, text.len(), LengthUnit::Bytes).at(field));
    }
    if is_blank(text) {
        return Err(Refusal::from(Why::Missing).at(field));
    }
    storable(field, text)
}

/// A list of at most `limit` entries.
pub fn entries<T>(field: &str, list: &[T], limit: usize) -> Result<(), Refusal> {
    if list.len() > limit {
        return Err(too_long(limit, list.len(), LengthUnit::Entries).at(field));
    }
    Ok(())
}

/// A name of a person, unit or post: one line that says something, without characters that are not seen
/// or that turn the reading order. Combining marks and joiners belong to names of many languages.
pub fn name(field: &str, text: &str) -> Result<(), Refusal> {
    wanted(field, text, NAME)?;
    match text.chars().find(|&c| is_deceptive(c)) {
        Some(found) => Err(Refusal::from(Why::Malformed {
            wanted: "张三".into(),
            found: format!("U+{:04X}", found as u32),
        })
        .at(field)),
        None => Ok(()),
    }
}

/// Nothing in it that a reader would see.
pub fn is_blank(text: &str) -> bool {
    // Most texts show a letter at once; only the doubtful ones are folded whole.
    !text.chars().take(64).any(char::is_alphanumeric) && fold(text).trim().is_empty()
}

fn storable(field: &str, text: &str) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(Refusal::from(Why::Malformed {
            wanted: "U+0001-U+10FFFF".into(),
            found: "U+0000".into(),
        })
        .at(field));
    }
    Ok(())
}

fn too_long(limit: usize, is: usize, unit: LengthUnit) -> Refusal {
    let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    Why::TooLong {
        limit: count(limit),
        is: count(is),
        unit,
    }
    .into()
}

/// Control, bidirectional control, and other characters that hide in a line.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(answer: Result<(), Refusal>) -> Option<Why> {
        answer.err().map(|it| it.why)
    }

    #[test]
    fn a_limit_counts_characters_not_bytes() {
        assert_eq!(optional("title", &"渔".repeat(200), TITLE), Ok(()));
        assert_eq!(
            why(optional("title", &"渔".repeat(201), TITLE)),
            Some(Why::TooLong {
                limit: 200,
                is: 201,
                unit: LengthUnit::Characters
            })
        );
    }

    #[test]
    fn a_name_may_have_combining_marks_but_nothing_that_hides() {
        for good in ["陈洁", "Zoë", "Zoe\u{308}", "阿卜杜拉·买买提", "क्\u{200d}ष"]
        {
            assert_eq!(name("name", good), Ok(()), "{good}");
        }
        for bad in [
            "",
            " \u{3000}",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\nb",
            "a\u{1b}[2J",
            "\0",
        ] {
            assert!(name("name", bad).is_err(), "{bad:?}");
        }
    }
}
