//! Two texts compared, kept until one of them changes: comparing is work, drawing must not be.

use crate::domain::review::Manuscript;
use crate::messages::{Lang, tui_write as say, words};
use crate::text::{Block, DiffBlock, DiffKind, DiffSpan, diff_blocks};
use std::ops::Range;

/// The comparison of two texts.
#[derive(Debug, Clone)]
pub struct Comparison {
    old: String,
    new: String,
    blocks: Vec<Kept>,
}

/// Two paragraphs beside each other, as places in the texts.
#[derive(Debug, Clone)]
struct Kept {
    old: Option<Side>,
    new: Option<Side>,
    changed: bool,
}

#[derive(Debug, Clone)]
struct Side {
    paragraph: usize,
    range: Range<usize>,
    spans: Vec<Stretch>,
}

#[derive(Debug, Clone)]
struct Stretch {
    kind: DiffKind,
    /// The bytes are of the new text, not of the old.
    of_new: bool,
    range: Range<usize>,
}

impl Comparison {
    /// Compares.
    pub fn of(old: String, new: String) -> Self {
        let kept = diff_blocks(&old, &new)
            .iter()
            .map(|block| Kept {
                old: block.old.as_ref().map(|side| keep(side, &old, &new)),
                new: block.new.as_ref().map(|side| keep(side, &old, &new)),
                changed: block.changed,
            })
            .collect();
        Comparison {
            old,
            new,
            blocks: kept,
        }
    }

    /// The paragraphs side by side, as the pane draws them.
    pub fn blocks(&self) -> Vec<DiffBlock<'_>> {
        let side = |side: &Side| Block {
            paragraph: side.paragraph,
            range: side.range.clone(),
            spans: side
                .spans
                .iter()
                .map(|it| {
                    let whole = if it.of_new { &self.new } else { &self.old };
                    DiffSpan {
                        kind: it.kind,
                        text: whole.get(it.range.clone()).unwrap_or_default(),
                    }
                })
                .collect(),
        };
        self.blocks
            .iter()
            .map(|block| DiffBlock {
                old: block.old.as_ref().map(side),
                new: block.new.as_ref().map(side),
                changed: block.changed,
            })
            .collect()
    }

    /// Paragraphs that differ.
    pub fn changes(&self) -> usize {
        self.blocks.iter().filter(|block| block.changed).count()
    }
}

fn keep(block: &Block<'_>, old: &str, new: &str) -> Side {
    let place = |text: &str, whole: &str| {
        let start = (text.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        (start + text.len() <= whole.len()).then(|| start..start + text.len())
    };
    let spans = block
        .spans
        .iter()
        .filter_map(|span| {
            // A stretch is cut from one of the two texts; which one is seen by where it lies.
            let in_new = place(span.text, new).map(|range| (true, range));
            let (of_new, range) =
                in_new.or_else(|| place(span.text, old).map(|range| (false, range)))?;
            Some(Stretch {
                kind: span.kind,
                of_new,
                range,
            })
        })
        .collect();
    Side {
        paragraph: block.paragraph,
        range: block.range.clone(),
        spans,
    }
}

/// Everything a version decides, as one text: what stands before the body is compared like the body.
pub fn whole(lang: Lang, text: &Manuscript) -> String {
    let gap = say::LIST_GAP.get(lang);
    let mut lines = vec![
        say::title_line(lang, &text.title),
        say::classification_line(lang, words::classification(lang, text.classification)),
    ];
    if !text.addressees.is_empty() {
        lines.push(say::addressees_line(lang, text.addressees.join(gap)));
    }
    if !text.sources.is_empty() {
        lines.push(say::sources_line(lang, text.sources.join(gap)));
    }
    lines.push(String::new());
    lines.push(text.body.clone());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn what_is_kept_is_what_was_compared() {
        let texts =
            HOSTILE
                .iter()
                .copied()
                .chain(["一\n二,413\n三", "一\n二,398\n四\n三", "甲乙", "甲丙"]);
        let texts: Vec<&str> = texts.collect();
        for old in &texts {
            for new in &texts {
                let kept = Comparison::of((*old).to_owned(), (*new).to_owned());
                assert_eq!(kept.blocks(), diff_blocks(old, new));
            }
        }
    }
}
