use super::super::proof::*;
use super::*;
use crate::text::hostile::HOSTILE;
use proptest::prelude::*;

const TEXT: &str = "截至23日13时,全市2,413艘渔船已回港,其中慈溪市412艘。\n各地已启动应急响应。";

fn span<'a>(words: &str, kind: Attached, label: &'a str) -> Span<'a> {
    let start = TEXT.find(words).unwrap();
    Span {
        range: start..start + words.len(),
        kind,
        label,
        focused: false,
    }
}

fn show(pane: &TextPane<'_>, width: u16, height: u16, top: Place) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    pane.draw(area, &mut buffer, &unicode(), top);
    rows(&buffer)
}

/// Invariant 84.
#[test]
fn what_is_attached_to_words_is_seen_without_colour() {
    let spans = [
        span("2,413", Attached::Claim, "1"),
        span("慈溪市412艘", Attached::Thread, "T2"),
        span("412", Attached::Suggestion, ""),
    ];
    let pane = TextPane {
        text: TEXT,
        spans: &spans,
        numbered: false,
    };
    assert_eq!(
        show(&pane, 80, 3, Place::default())[0],
        "截至23日13时,全市[1]【2,413】艘渔船已回港,其中[T2]〔慈溪市〖412〗艘〕。"
    );
}

#[test]
fn a_span_over_several_paragraphs_is_bracketed_once() {
    let text = "甲乙\n丙丁\n戊己";
    let spans = [Span {
        range: 3..text.len() - 3,
        kind: Attached::Claim,
        label: "3",
        focused: true,
    }];
    let pane = TextPane {
        text,
        spans: &spans,
        numbered: false,
    };
    assert_eq!(
        show(&pane, 40, 3, Place::default()),
        ["甲[3]【乙", "丙丁", "戊】己"]
    );
}

#[test]
fn paragraphs_can_be_numbered() {
    let text = (1..=12)
        .map(|n| format!("第{n}段"))
        .collect::<Vec<_>>()
        .join("\n");
    let pane = TextPane {
        text: &text,
        spans: &[],
        numbered: true,
    };
    let top = pane.reveal(
        Rect::new(0, 0, 20, 4),
        &unicode(),
        Place::default(),
        text.len(),
    );
    assert_eq!(
        show(&pane, 20, 4, top),
        [" 9 第9段", "10 第10段", "11 第11段", "12 第12段"]
    );
}

#[test]
fn scrolling_keeps_the_last_row_at_the_foot() {
    let text = (1..=50)
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join("\n");
    let pane = TextPane {
        text: &text,
        spans: &[],
        numbered: false,
    };
    let (area, theme) = (Rect::new(0, 0, 20, 10), unicode());
    let end = pane.scroll(area, &theme, Place::default(), 1000);
    assert_eq!(end, pane.last_top(area, &theme));
    assert_eq!(show(&pane, 20, 10, end)[9], "50");
    assert_eq!(pane.scroll(area, &theme, end, -1000), Place::default());
}

#[test]
fn a_text_shorter_than_the_pane_does_not_scroll() {
    let pane = TextPane {
        text: TEXT,
        spans: &[],
        numbered: false,
    };
    let area = Rect::new(0, 0, 80, 24);
    assert_eq!(
        pane.scroll(area, &unicode(), Place::default(), 5),
        Place::default()
    );
}

#[test]
fn hostile_text_stays_in_its_rows() {
    for (width, _) in sizes_and_texts().filter(|(_, text)| text.is_empty()) {
        let text = HOSTILE.join("\n");
        let spans: Vec<_> = (0..text.len())
            .step_by(7)
            .map(|start| Span {
                range: start..start + 9,
                kind: [
                    Attached::Claim,
                    Attached::Thread,
                    Attached::Suggestion,
                    Attached::Hit,
                ][start % 4],
                label: "9",
                focused: start % 5 == 0,
            })
            .collect();
        let pane = TextPane {
            text: &text,
            spans: &spans,
            numbered: true,
        };
        let (area, theme) = (Rect::new(0, 0, width, 20), unicode());
        let mut top = Place::default();
        loop {
            show(&pane, width, 20, top);
            let next = pane.scroll(area, &theme, top, 19);
            if next == top {
                break;
            }
            top = next;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_can_be_reached_and_left_again(
        text in "[审渔船a ，。（\\n]{0,60}",
        ends in proptest::collection::vec((0usize..120, 1usize..30, 0usize..4), 0..6),
        width in 1u16..40,
    ) {
        let spans: Vec<_> = ends.iter().map(|(start, length, kind)| Span {
            range: *start..start + length,
            kind: [Attached::Claim, Attached::Thread, Attached::Suggestion, Attached::Hit][*kind],
            label: "12",
            focused: false,
        }).collect();
        let pane = TextPane { text: &text, spans: &spans, numbered: false };
        let area = Rect::new(0, 0, width, 1);
        let theme = unicode();
        let (mut top, mut down) = (Place::default(), vec![Place::default()]);
        loop {
            let next = pane.scroll(area, &theme, top, 1);
            if next == top { break; }
            prop_assert!(next > top);
            top = next;
            down.push(top);
        }
        prop_assert_eq!(top, pane.last_top(area, &theme));
        let mut up = vec![top];
        while top != Place::default() {
            top = pane.scroll(area, &theme, top, -1);
            up.push(top);
        }
        up.reverse();
        prop_assert_eq!(down, up);
    }

    #[test]
    fn a_revealed_byte_is_in_view(text in "[审渔船a ，。（\\n]{1,80}", at in any::<prop::sample::Index>(), height in 1u16..8) {
        let pane = TextPane { text: &text, spans: &[], numbered: false };
        let (area, theme) = (Rect::new(0, 0, 8, height), unicode());
        let at = flow::floor(&text, at.index(text.len()));
        let top = pane.reveal(area, &theme, Place::default(), at);
        let mut rows = Rows::at(&text, pane.layout(8, &theme), top);
        let wanted = Rows::at(&text, pane.layout(8, &theme), at).place();
        let mut seen = rows.place() == wanted;
        for _ in 1..height {
            seen |= rows.forward() && rows.place() == wanted;
        }
        prop_assert!(seen);
    }
}
