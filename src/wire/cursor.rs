//! Cursors: where a page of a list ended. Opaque to callers, checked on the way in.
//!
//! A cursor holds the sort key and number of its row, how many rows stand before it, and a fingerprint
//! of the query, so that a cursor of another list is refused instead of giving a wrong page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// The place after (or before) a row of a sorted list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// Values the row is sorted by, most significant first, without the number.
    #[serde(rename = "k")]
    pub keys: Vec<SortKey>,
    /// Number of the row, which makes the order total.
    #[serde(rename = "n")]
    pub no: u64,
    /// Rows of the list before the page that this cursor begins (or ends, going back).
    #[serde(rename = "o")]
    pub offset: u64,
    /// The page lies before the row instead of after it.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
    /// Fingerprint of query and sort.
    #[serde(rename = "f")]
    pub of: u32,
}

/// The value a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortKey {
    Number(i64),
    Text(String),
}

/// The text is not a cursor this program made for this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this list")]
pub struct BadCursor;

impl Cursor {
    /// The opaque form.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Back from the opaque form, for a list with this fingerprint.
    pub fn decode(text: &str, of: u32) -> Result<Self, BadCursor> {
        if text.len() > 4096 {
            return Err(BadCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| BadCursor)?;
        let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| BadCursor)?;
        if cursor.of == of && cursor.keys.len() <= 8 {
            Ok(cursor)
        } else {
            Err(BadCursor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_cursor_reads_back_for_its_own_list_only(key in any::<i64>(), no in any::<u64>(), of in any::<u32>()) {
            let cursor = Cursor { keys: vec![SortKey::Number(key)], no, offset: 7, back: false, of };
            prop_assert_eq!(Cursor::decode(&cursor.encode(), of), Ok(cursor.clone()));
            prop_assert_eq!(Cursor::decode(&cursor.encode(), of.wrapping_add(1)), Err(BadCursor));
        }

        #[test]
        fn forged_cursors_are_refused(text in ".{0,80}") {
            prop_assert_eq!(Cursor::decode(&text, 1), Err(BadCursor));
        }
    }
}
