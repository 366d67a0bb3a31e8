//! What kind of character something is, as far as drawing is concerned.
//!
//! The lists are short and written out because the question is not "what does Unicode call it" but "does
//! every terminal agree on it": anything a terminal may hide, reorder, join or measure in its own way is
//! not drawn as itself.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Zero-width joiner: glues pictographs (and some scripts) together.
pub(super) const ZWJ: char = '\u{200D}';
/// The enclosing keycap that follows `1`, `#`, `*`.
pub(super) const KEYCAP: char = '\u{20E3}';

/// Cells of one character as terminals count them, without looking at its neighbours; 0 for what has none.
pub(super) fn char_cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Plain enough that it is a grapheme of its own whenever its neighbour is plain too, and drawn as itself.
/// The fast path of [`super::glyphs`]: nearly all of a Chinese or English report.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{3001}'..='\u{3029}' // CJK punctuation, without the tone marks 302A-302F
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' // kana, without the combining 3099 and 309A
        | '\u{4E00}'..='\u{9FFF}' // ideographs
        | '\u{FF01}'..='\u{FF60}' // full-width forms
    )
}

/// As plain as [`is_plain`] where ambiguous characters take one cell: quotation marks, dashes, ellipsis, Latin letters with
/// marks.
pub(super) fn is_plain_when_narrow(c: char) -> bool {
    matches!(c, '\u{B7}' | '\u{C0}'..='\u{24F}' | '\u{2010}'..='\u{2027}')
}

/// Invisible, or able to change how its neighbours are shown: default-ignorable characters, format and
/// bidi controls, line and paragraph separators, private use, noncharacters, blanks that look like letters. The
/// replacement character is among them because some terminals swallow it.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{0600}'..='\u{0605}' | '\u{061C}' | '\u{06DD}' | '\u{070F}'
        | '\u{0890}'..='\u{0891}' | '\u{08E2}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFD}'
        | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{10FFFF}'
    ) || (c as u32) & 0xFFFE == 0xFFFE
}

/// A blank that is one cell wide everywhere but is not the ASCII space; drawn as the ASCII space.
pub(super) fn is_other_blank(c: char) -> bool {
    matches!(
        c,
        '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}'
    )
}

/// One half of a flag. Terminals give it one cell or two, alone or in pairs.
pub(super) fn flag_letter(c: char) -> Option<char> {
    let offset = (c as u32).checked_sub(0x1F1E6)?;
    (offset < 26).then(|| char::from(b'A' + offset as u8))
}

/// Skin-tone modifier.
pub(super) fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The two selectors between the text and the picture form of a character.
pub(super) fn is_presentation(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}

/// Whether a joiner binds `c` to a pictograph; asked of the segmentation tables, which know the property.
pub(super) fn is_pictograph(c: char) -> bool {
    c as u32 >= 0xA9 && one_grapheme(&[c, ZWJ, '\u{2764}'])
}

/// Whether `c` attaches itself to whatever stands before it, and so cannot stand alone.
pub(super) fn attaches(c: char) -> bool {
    one_grapheme(&['a', c])
}

fn one_grapheme(chars: &[char]) -> bool {
    let text: String = chars.iter().collect();
    text.graphemes(true).count() == 1
}

/// East Asian ambiguous: one cell or two, depending on the terminal's settings.
pub(super) fn is_ambiguous(c: char) -> bool {
    c.width() != c.width_cjk()
}

/// What to draw for an ambiguous character on a terminal that gives those two cells: something every
/// terminal agrees on. `None` when there is nothing near enough.
pub(super) fn unambiguous(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' => "\"",
        '‘' | '’' | '‚' | '‛' => "'",
        '…' => "...",
        '‥' => "..",
        '—' | '―' | '─' | '━' => "－",
        '‐' | '–' => "-",
        '·' | '•' | '‧' | '∙' => "・",
        '×' => "x",
        '÷' | '∕' => "/",
        '±' => "+/-",
        '°' => "o",
        '→' => "->",
        '←' => "<-",
        '≤' | '≦' => "<=",
        '≥' | '≧' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '～' | '∼' => "~",
        '※' => "*",
        '★' | '☆' => "*",
        '●' | '○' | '◎' | '◆' | '◇' | '■' | '□' | '▲' | '△' | '▼' | '▽' => {
            "o"
        }
        '√' => "v",
        '§' => "S",
        '©' => "(c)",
        '®' => "(r)",
        '™' => "(tm)",
        '¡' => "!",
        '¿' => "?",
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '²' => "2",
        '³' => "3",
        '¹' => "1",
        '‰' => "%o",
        '℃' => "C",
        '①' => "(1)",
        '②' => "(2)",
        '③' => "(3)",
        '④' => "(4)",
        '⑤' => "(5)",
        '⑥' => "(6)",
        '⑦' => "(7)",
        '⑧' => "(8)",
        '⑨' => "(9)",
        '⑩' => "(10)",
        _ => return None,
    })
}
