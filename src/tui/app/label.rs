//! Words that stay right when the language is switched while they are shown.

use crate::domain::report::Bilingual;
use crate::messages::{Lang, Phrase};

/// Something to read: our words, a name the desk has in both languages, or foreign text.
#[derive(Debug, Clone)]
pub enum Label {
    Phrase(Phrase),
    Name(Bilingual),
    Text(String),
    /// Words with something filled in, made when they are drawn.
    With(fn(Lang, &str) -> String, String),
}

impl Label {
    /// In this language.
    pub fn get(&self, lang: Lang) -> String {
        match self {
            Label::Phrase(phrase) => phrase.get(lang).to_owned(),
            Label::Name(name) => crate::messages::words::bilingual(lang, name).to_owned(),
            Label::Text(text) => text.clone(),
            Label::With(make, value) => make(lang, value),
        }
    }
}

impl From<Phrase> for Label {
    fn from(phrase: Phrase) -> Self {
        Label::Phrase(phrase)
    }
}

impl From<Bilingual> for Label {
    fn from(name: Bilingual) -> Self {
        Label::Name(name)
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Label::Text(text)
    }
}
