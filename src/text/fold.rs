//! The form in which two texts are compared: for search, for duplicate detection, for names with marks.

use unicode_normalization::UnicodeNormalization;

use super::classes::is_hidden;

/// `text` as it is compared: width forms and composed characters unified (NFKC), lower case, invisible characters gone,
/// each run of blanks and line breaks one space, none at the ends. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = fold_once(text);
    // Lower-casing can open new compositions and these new lower cases; two rounds settle all of Unicode but for
    // a few letters, and the bound keeps hostile input from asking for more.
    for _ in 0..3 {
        let again = fold_once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let visible = |c: &char| c.is_whitespace() || !(c.is_control() || is_hidden(*c));
    let lowered = text
        .chars()
        .filter(visible)
        .nfkc()
        .flat_map(char::to_lowercase);
    for c in lowered.nfkc().filter(visible) {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else {
            if std::mem::take(&mut gap) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn width_case_spacing_and_invisible_characters_make_no_difference() {
        assert_eq!(fold("ＡＢＣ１２３"), "abc123");
        assert_eq!(fold("  Ningbo \t\n　Port "), "ningbo port");
        assert_eq!(fold("渔\u{200b}船\u{feff}"), "渔船");
        assert_eq!(fold("数据（３项）"), "数据(3项)");
    }

    #[test]
    fn a_name_typed_with_a_combining_mark_is_the_same_name() {
        assert_eq!(fold("José"), fold("Jose\u{301}"));
    }

    #[test]
    fn hostile_text_folds_to_something_stable() {
        for text in HOSTILE {
            let once = fold(text);
            assert_eq!(fold(&once), once, "{text:?}");
            assert!(!once.chars().any(char::is_control), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
