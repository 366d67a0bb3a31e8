//! The few words that the parts of a screen say of their own accord.

use super::phrases;

phrases! {
    /// Further columns that do not fit at the left or right.
    more_columns(n):
        "还有{n}列",
        "{n} more";
    /// The window is smaller than the program can use.
    too_small(width, height):
        "窗口太小,至少要 {width}×{height}",
        "Window too small; it needs {width}×{height}";
    /// The old side of a comparison.
    OLD: "原文", "Old";
    /// The new side of a comparison.
    NEW: "新文", "New";
    /// Two texts do not differ.
    NO_DIFFERENCE: "两个版本文字相同", "The two versions are the same";
    /// Unchanged paragraphs that are left out of a comparison.
    unchanged(n):
        "{n}段未改",
        "{n} paragraphs unchanged";
    /// A field that has to be filled.
    REQUIRED: "必填", "required";
    /// What was typed or pasted does not fit.
    field_full(limit):
        "放不下了:最多 {limit} 字节,这次输入没有接收",
        "That does not fit: at most {limit} bytes; what you just entered was not taken";
    /// How far something has come.
    progress(done, total):
        "{done}/{total}",
        "{done}/{total}";
}
