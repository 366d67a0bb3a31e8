//! What may be written down in a verification: within its length, and on the hotline channel without anybody's
//! number (invariant 73): what a caller said belongs to the matter, who called does not.

use crate::domain::field;
use crate::domain::item::Item;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::report::{Channel, Found, personal_data};

/// A text that must say something, of at most so many characters.
pub(super) fn wanted(item: &Item, name: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    field::wanted(name, text, limit)?;
    nothing_personal(item, name, text)
}

/// A text that may be empty.
pub(super) fn optional(item: &Item, name: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    field::optional(name, text, limit)?;
    nothing_personal(item, name, text)
}

fn nothing_personal(item: &Item, name: &str, text: &str) -> Result<(), Refusal> {
    if item.channel != Channel::Hotline {
        return Ok(());
    }
    match personal_data(text) {
        Some(Found { shape, masked }) => {
            let found = masked;
            Err(Refusal::from(Why::PersonalData { shape, found }).at(name))
        }
        None => Ok(()),
    }
}
