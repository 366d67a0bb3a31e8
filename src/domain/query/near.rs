//! The near miss: which known word someone most likely meant.

/// The word of `known` that is nearest to `typed`, if one is near enough to be a slip: one edit in up to
/// four letters, two in more (an edit is a letter too many, missing, wrong, or two swapped).
pub fn near_miss<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().map(|c| c.to_ascii_lowercase()).collect();
    let allowed = if typed.len() <= 4 { 1 } else { 2 };
    known
        .into_iter()
        .filter_map(|word| {
            let letters: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
            if letters.len().abs_diff(typed.len()) > allowed {
                return None;
            }
            let edits = distance(&typed, &letters);
            // A one-letter word is one edit away from every other.
            (edits <= allowed && edits < letters.len()).then_some((edits, word))
        })
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, word)| word)
}

/// Edits between two words (optimal string alignment), three rows of the table at a time.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, &to) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(from != to))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        before = above;
        above = row;
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_word_meant() {
        let keys = ["stage", "turn", "unit", "urgency", "单位", "渠道"];
        assert_eq!(near_miss("stgae", keys), Some("stage"));
        assert_eq!(near_miss("Unti", keys), Some("unit"));
        assert_eq!(near_miss("渠到", keys), Some("渠道"));
        assert_eq!(near_miss("https", keys), None);
        assert_eq!(near_miss("", keys), None);
    }

    #[test]
    fn a_word_of_one_letter_is_no_near_miss() {
        assert_eq!(near_miss("Z", ["A", "B"]), None);
    }
}
