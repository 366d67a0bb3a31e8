//! What can be wrong with a configuration, with file and line.

use crate::domain::query::near_miss;
use crate::messages::{Lang, config as say, query::list_gap};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the person knows it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read at all.
    Unreadable { why: String },
    /// The file is not TOML there; the parser's own words.
    Syntax(String),
    /// A setting that does not exist; with those that do.
    UnknownKey {
        name: String,
        known: Vec<&'static str>,
    },
    /// A value that is not one of a fixed set.
    NotOneOf {
        name: &'static str,
        value: String,
        known: &'static [&'static str],
    },
    /// Not text.
    NotText {
        name: &'static str,
        example: &'static str,
    },
    /// Neither `true` nor `false`.
    NotASwitch { name: &'static str },
    /// Not a list of texts.
    NotAList {
        name: &'static str,
        example: &'static str,
    },
    /// Not an `http` or `https` address.
    NotAnAddress { name: &'static str, value: String },
    /// A file that is named and cannot be read.
    NoSuchFile { name: &'static str, path: String },
}

impl Problem {
    /// Place, what is wrong, and what could be written instead, in one line.
    pub fn sentence(&self, lang: Lang) -> String {
        if let Fault::Unreadable { why } = &self.fault {
            return say::unreadable(lang, &self.file, why);
        }
        say::problem(lang, &self.file, self.line, self.words(lang))
    }

    fn words(&self, lang: Lang) -> String {
        let all = |words: &[&str]| words.join(list_gap(lang));
        let or_near = |sentence: String, typed: &str, known: &[&str]| match near_miss(
            typed,
            known.iter().copied(),
        ) {
            Some(name) => say::near(lang, sentence, name),
            None => sentence,
        };
        match &self.fault {
            Fault::Unreadable { why } => why.clone(),
            Fault::Syntax(detail) => say::syntax(lang, detail),
            Fault::UnknownKey { name, known } => {
                or_near(say::unknown_key(lang, name, all(known)), name, known)
            }
            Fault::NotOneOf { name, value, known } => {
                or_near(say::not_one_of(lang, name, value, all(known)), value, known)
            }
            Fault::NotText { name, example } => say::not_text(lang, name, example),
            Fault::NotASwitch { name } => say::not_a_switch(lang, name),
            Fault::NotAList { name, example } => say::not_a_list(lang, name, example),
            Fault::NotAnAddress { name, value } => say::not_an_address(lang, name, value),
            Fault::NoSuchFile { name, path } => say::no_such_file(lang, name, path),
        }
    }
}
