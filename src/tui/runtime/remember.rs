//! Small settings kept from one time to the next: language, layout, preview, notices. What cannot be read is at its default.

use crate::client::Place;
use crate::client::disk::{self, DiskError, Lasting};
use crate::messages::Lang;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The settings by name.
#[derive(Debug, Default)]
pub struct Remembered(BTreeMap<String, String>);

fn file(place: &Place) -> Result<PathBuf, DiskError> {
    Ok(place.state()?.join("terminal.json"))
}

impl Remembered {
    /// What was kept last time.
    pub fn load(place: &Place) -> Self {
        let kept = file(place)
            .and_then(|path| disk::read(&path))
            .ok()
            .flatten();
        Remembered(
            kept.and_then(|bytes| serde_json::from_slice(&bytes).ok())
                .unwrap_or_default(),
        )
    }

    /// The language of last time.
    pub fn lang(&self) -> Option<Lang> {
        self.0.get("lang").map(|tag| Lang::from_tag(tag))
    }

    /// All of them, for the model.
    pub fn all(&self) -> Vec<(String, String)> {
        self.0.clone().into_iter().collect()
    }

    /// Keeps one for next time.
    pub fn set(&mut self, place: &Place, name: &str, value: String) -> Result<(), DiskError> {
        self.0.insert(name.to_owned(), value);
        let bytes = serde_json::to_vec_pretty(&self.0).unwrap_or_default();
        disk::replace(&file(place)?, &bytes, Lasting::Kill)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_there_next_time_and_a_broken_file_is_no_trouble() {
        let home = tempfile::tempdir().expect("a directory");
        let place = Place::under(home.path());
        let mut settings = Remembered::load(&place);
        settings.set(&place, "lang", "en".into()).expect("written");
        assert_eq!(Remembered::load(&place).lang(), Some(Lang::En));
        std::fs::write(file(&place).expect("a place"), "{").expect("written");
        assert_eq!(Remembered::load(&place).lang(), None);
    }
}
