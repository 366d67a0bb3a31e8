//! The characters that mean something in a query, in ASCII and in full width, and the form of `key:value`.

use super::Key;
use super::vocabulary::narrow_char;

/// Begins and ends a phrase.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

/// Stands between several values of one key.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

/// Turns a term or an order round.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－')
}

/// Looks in the body.
pub(super) fn is_tilde(c: char) -> bool {
    matches!(c, '~' | '～')
}

/// Begins the number of an item.
pub(super) fn is_hash(c: char) -> bool {
    matches!(c, '#' | '＃')
}

/// Begins what stands between a key and its value.
pub(super) fn is_sign(c: char) -> bool {
    matches!(narrow_char(c), ':' | '=' | '<' | '>') || matches!(c, '≤' | '≦' | '≥' | '≧')
}

/// What Chinese input methods give for `<` and `>`. Also the marks of book titles, so they are signs only
/// after a key whose values have an order.
pub(super) fn is_title_mark(c: char) -> bool {
    matches!(c, '《' | '》' | '〈' | '〉')
}

/// Splits a term at its sign, if it has the form of `key:value`: letters up to the sign.
pub(super) fn key_end(chars: &[char]) -> Option<usize> {
    let end = chars.iter().position(|c| !c.is_alphabetic())?;
    let sign = *chars.get(end)?;
    let key: String = chars[..end].iter().collect();
    let is_key =
        is_sign(sign) || (is_title_mark(sign) && Key::from_word(&key).is_some_and(Key::compares));
    (end > 0 && is_key).then_some(end)
}

/// The key a term begins with and where its value begins; also for a line that is still being typed.
pub(super) fn split_key(chars: &[char]) -> Option<(Key, usize)> {
    let end = key_end(chars)?;
    let key = Key::from_word(&chars[..end].iter().collect::<String>())?;
    let signs = chars[end..]
        .iter()
        .take_while(|c| is_sign(**c) || is_title_mark(**c))
        .count();
    Some((key, end + signs))
}

/// Whether this, unquoted, is read back as one bare word.
pub(super) fn reads_as_word(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars
        .first()
        .is_some_and(|c| !(is_quote(*c) || is_minus(*c) || is_tilde(*c) || is_hash(*c)))
        && !chars.iter().any(|c| c.is_whitespace())
        && key_end(&chars).is_none()
}
