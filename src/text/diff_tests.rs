use proptest::prelude::*;

use super::*;
use crate::text::hostile::HOSTILE;

fn marked(old: &str, new: &str) -> String {
    diff_chars(old, new)
        .iter()
        .map(|span| match span.kind {
            DiffKind::Same => span.text.to_owned(),
            DiffKind::Removed => format!("[-{}]", span.text),
            DiffKind::Added => format!("[+{}]", span.text),
        })
        .collect()
}

#[test]
fn a_changed_figure_is_shown_whole() {
    assert_eq!(
        marked("全市2,413艘渔船", "全市2,398艘渔船"),
        "全市[-2,413][+2,398]艘渔船"
    );
    assert_eq!(marked("增长5.1%，", "增长5.4%，"), "增长[-5.1%][+5.4%]，");
}

#[test]
fn changed_characters_are_shown_alone() {
    assert_eq!(
        marked("渔船已回港避风", "渔船全部回港"),
        "渔船[-已][+全部]回港[-避风]"
    );
    assert_eq!(
        marked("the boats left", "the ships left"),
        "the [-boats][+ships] left"
    );
    assert_eq!(marked("同", "同"), "同");
    assert_eq!(marked("", "新"), "[+新]");
}

#[test]
fn a_character_in_common_by_chance_does_not_split_a_long_change() {
    assert_eq!(
        marked("甲乙丙丁的戊己庚辛", "子丑寅卯的辰巳午未"),
        "[-甲乙丙丁的戊己庚辛][+子丑寅卯的辰巳午未]"
    );
}

#[test]
fn paragraphs_stand_beside_their_versions() {
    let old = "标题\n截至23日13时，全市2,413艘渔船已回港。\n本段将被删去，另作处理。\n结尾";
    let new = "标题\n新加的一段导语，说明背景。\n截至23日13时，全市2,398艘渔船已回港。\n结尾";
    let shape: Vec<_> = diff_blocks(old, new)
        .into_iter()
        .map(|block| {
            (
                block.old.map(|old| old.paragraph),
                block.new.map(|new| new.paragraph),
                block.changed,
            )
        })
        .collect();
    assert_eq!(
        shape,
        [
            (Some(0), Some(0), false),
            (None, Some(1), true),
            (Some(1), Some(2), true),
            (Some(2), None, true),
            (Some(3), Some(3), false),
        ]
    );
}

/// Both texts can be put together again from what the two comparisons say.
fn check(old: &str, new: &str) {
    let side = |gone: DiffKind| -> String {
        diff_chars(old, new)
            .iter()
            .filter(|span| span.kind != gone)
            .map(|span| span.text)
            .collect()
    };
    assert_eq!(side(DiffKind::Added), old);
    assert_eq!(side(DiffKind::Removed), new);
    let blocks = diff_blocks(old, new);
    let text = |blocks: Vec<&Block<'_>>, whole: &str| {
        for (number, block) in blocks.iter().enumerate() {
            let spans: String = block.spans.iter().map(|span| span.text).collect();
            assert_eq!(block.paragraph, number);
            assert_eq!(spans, whole[block.range.clone()]);
        }
        assert_eq!(blocks.len(), whole.split('\n').count());
    };
    text(
        blocks
            .iter()
            .filter_map(|block| block.old.as_ref())
            .collect(),
        old,
    );
    text(
        blocks
            .iter()
            .filter_map(|block| block.new.as_ref())
            .collect(),
        new,
    );
}

#[test]
fn hostile_texts_are_compared_without_loss() {
    for old in HOSTILE {
        for new in HOSTILE {
            check(old, new);
        }
    }
}

#[test]
fn long_texts_with_small_changes_show_small_changes() {
    let sentence = |number: usize| format!("第{number}号渔船于{}时回港，", number % 24);
    let old: String = (0..3_000).map(sentence).collect();
    let new: String = (0..3_000)
        .map(|n| {
            if n == 1_500 {
                "改动".to_owned()
            } else {
                sentence(n)
            }
        })
        .collect();
    let both_ends_differ = format!("甲{new}乙");
    check(&old, &both_ends_differ);
    let same: usize = diff_chars(&old, &both_ends_differ)
        .iter()
        .filter(|span| span.kind == DiffKind::Same)
        .map(|span| span.text.len())
        .sum();
    assert!(same * 10 > old.len() * 9);
}

#[test]
fn texts_without_anything_in_common_end_in_bounded_work() {
    let old = "甲".repeat(60_000);
    let new = "乙\n".repeat(60_000);
    check(&old, &new);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_between_two_texts(old in "[甲乙丙丁，。0-9a-c \n\u{301}]{0,60}", new in "[甲乙丙丁，。0-9a-c \n\u{301}]{0,60}") {
        check(&old, &new);
    }
}
