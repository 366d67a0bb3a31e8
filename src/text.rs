//! Measures width, wraps, truncates, compares, and makes foreign text safe to draw.
//!
//! Everything starts from one idea: a [`Glyph`] is one grapheme of the text as it was sent, together with
//! the characters we are willing to put on a terminal for it and the cells those take. A grapheme that is
//! plain is drawn as itself; whatever a terminal might obey, hide or measure differently from us is drawn
//! as something whose width is beyond doubt (`␛`, `<U+202E>`, `[CN]`, `<+57>`). Width, truncation, wrapping and
//! caret positions are sums over glyphs, so they cannot disagree with what is drawn, and all offsets are
//! byte offsets into the original text, so anchors and carets survive the cleaning.
//!
//! This is the only room that knows about cells; everyone else asks here.

mod classes;
mod diff;
mod edges;
mod fit;
mod fold;
mod glyph;
#[doc(hidden)]
pub mod hostile;
mod paragraphs;
mod pinyin;
mod spans;
mod wrap;

pub use diff::{Block, DiffBlock, DiffKind, DiffSpan, diff_blocks, diff_chars};
pub use edges::{floor_grapheme, next_grapheme, next_word, prev_grapheme, prev_word};
pub use fit::{Align, ELLIPSIS, clip, fit, fit_to, pad, truncate, window};
pub use fold::fold;
pub use glyph::{
    Drawing, Glyph, MAX_GLYPH_CELLS, cells, cells_in, clean, clean_block, clean_in, drawing,
    glyphs, glyphs_in, grapheme_cells, set_drawing,
};
pub use paragraphs::{Place, Row, Wrapped};
pub use pinyin::{initials, matches_initials};
pub use wrap::{byte_at_cell, caret_cell, wrap};
