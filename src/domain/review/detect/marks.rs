//! Characters as the detectors see them: width forms unified, what carries no meaning told from what does.

/// The narrow twin of a full-width character. The wide comma stays: between figures it separates items of a
/// list, where the narrow one separates thousands.
pub(super) fn narrow(c: char) -> char {
    match c {
        '，' => c,
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '￥' => '¥',
        _ => c,
    }
}

/// An ideograph.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

/// A letter of an alphabet, accents included.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

/// Draws nothing and joins nothing that matters here.
pub(super) fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}')
}

/// Ends or divides clauses.
pub(super) fn divides_clauses(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '。'
            | '.'
            | '；'
            | ';'
            | '：'
            | ':'
            | '！'
            | '!'
            | '？'
            | '?'
            | '\n'
            | '…'
            | '、'
    )
}

/// Words of `word` begin at `at`, as written.
pub(super) fn starts_with(text: &[char], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(place, c)| text.get(at + place) == Some(&c))
}

/// The Latin word `word` (small letters) stands at `at` in any case, and no letter follows.
pub(super) fn whole_word(text: &[char], at: usize, word: &str) -> bool {
    let mut i = at;
    for c in word.chars() {
        if !text
            .get(i)
            .is_some_and(|it| narrow(*it).eq_ignore_ascii_case(&c))
        {
            return false;
        }
        i += 1;
    }
    !text.get(i).is_some_and(|it| is_letter(*it))
}

/// What is left of a text when form is taken away: width, spacing, line breaks, invisible characters and
/// punctuation. Kept is what can tell words apart: a space or a hyphen between letters, and the marks that are read aloud.
pub(super) fn bare(text: &[char]) -> String {
    let mut out = String::new();
    let mut pending = None;
    let seen = text
        .iter()
        .copied()
        .filter(|c| !is_invisible(*c))
        .map(narrow);
    for c in seen {
        if c.is_alphanumeric()
            || matches!(
                c,
                '%' | '‰'
                    | '$'
                    | '¥'
                    | '€'
                    | '£'
                    | '?'
                    | '+'
                    | '&'
                    | '@'
                    | '#'
                    | '='
                    | '<'
                    | '>'
                    | '°'
                    | '℃'
            )
        {
            if let Some(tie) = pending.take()
                && is_letter(c)
                && out.chars().next_back().is_some_and(is_letter)
            {
                out.push(tie);
            }
            pending = None;
            out.push(c);
        } else if c.is_whitespace() {
            pending = pending.or(Some(' '));
        } else if matches!(c, '-' | '\'' | '’' | '‐') {
            pending = Some('-');
        } else {
            // Other punctuation between letters divides them as a space does.
            pending = pending.or(Some(' '));
        }
    }
    out
}
