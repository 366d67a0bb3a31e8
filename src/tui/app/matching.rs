//! Finding one of many names from what was typed of it: the whole, a part, or pinyin initials.

use crate::text::{fold, matches_initials};

/// What typed letters come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// Exactly this one, by its place in the list.
    One(usize),
    /// Any of these.
    Several(Vec<usize>),
    None,
}

/// The names that fit what was typed. A name typed whole is that one, whatever else contains it.
pub fn find<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Match {
    let wanted = fold(typed);
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Match::None;
    }
    let mut fitting = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        let folded = fold(name);
        if folded.trim() == wanted {
            return Match::One(place);
        }
        if folded.contains(wanted) || matches_initials(name, wanted) {
            fitting.push(place);
        }
    }
    match fitting.as_slice() {
        [] => Match::None,
        [one] => Match::One(*one),
        _ => Match::Several(fitting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [&str; 4] = ["慈溪市委办", "慈溪市", "鄞州区委办", "Cixi Port"];

    #[test]
    fn a_part_or_initials_find_a_name_and_the_whole_name_is_itself() {
        assert_eq!(find("鄞州", UNITS), Match::One(2));
        assert_eq!(find("yzqwb", UNITS), Match::One(2));
        assert_eq!(find("慈溪市", UNITS), Match::One(1));
        assert_eq!(find("慈溪", UNITS), Match::Several(vec![0, 1]));
        assert_eq!(find("ＣＩＸＩ port", UNITS), Match::One(3));
        assert_eq!(find("象山", UNITS), Match::None);
        assert_eq!(find(" ", UNITS), Match::None);
    }
}
