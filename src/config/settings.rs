//! The settings and their reader.

use super::problem::{Fault, Problem};
use crate::messages::Lang;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Names of the keymaps that come with the program.
pub const KEYMAPS: [&str; 3] = ["default", "vim", "emacs"];

/// What a person set, and the defaults for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Language; by the locale when not set.
    pub lang: Option<Lang>,
    /// Address of the desk's server; the desk on this machine when not set.
    pub server: Option<String>,
    /// Certificates (PEM) to trust besides those of the system.
    pub certificates: Option<PathBuf>,
    /// The keymap: one of [`KEYMAPS`].
    pub keymap: &'static str,
    /// A keymap file laid over [`Settings::keymap`].
    pub keymap_file: Option<PathBuf>,
    /// How list and preview stand: one of [`LAYOUTS`]; as left last time when not set.
    pub layout: Option<&'static str>,
    /// Draw with ASCII only; by the locale when not set.
    pub ascii: Option<bool>,
    /// The terminal takes two cells for characters of ambiguous width.
    pub ambiguous_wide: bool,
    /// Ring the bell for what is urgent.
    pub bell: bool,
    /// Send desktop notices for what is urgent.
    pub notices: bool,
    /// Tables of days off for the desk on this machine, one file a year.
    pub calendar: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            lang: None,
            server: None,
            certificates: None,
            keymap: KEYMAPS[0],
            keymap_file: None,
            layout: None,
            ascii: None,
            ambiguous_wide: false,
            bell: true,
            notices: true,
            calendar: Vec::new(),
        }
    }
}

/// How list and preview can stand: side by side where there is room (100 columns), or one above the other.
pub const LAYOUTS: &[&str] = &["beside", "stacked"];
const LANGS: &[&str] = &["zh", "en"];

/// Every setting there is, in the order documented.
const KEYS: [&str; 11] = [
    "lang",
    "server",
    "certificates",
    "keymap",
    "keymap_file",
    "layout",
    "ascii",
    "ambiguous_wide",
    "bell",
    "notices",
    "calendar",
];

type Value<'i> = Spanned<DeValue<'i>>;

impl Settings {
    /// Reads the text of the file at `path`. Files that it names are relative to its folder and have to exist.
    ///
    /// # Errors
    /// All problems, by line.
    pub fn read(path: &Path, text: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            path,
            text,
            problems: Vec::new(),
        };
        let mut settings = Settings::default();
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            reader.report(at, Fault::Syntax(error.message().trim().replace('\n', " ")));
        }
        for (name, value) in table.get_ref() {
            reader.setting(&mut settings, name, value);
        }
        let mut problems = reader.problems;
        problems.sort_by_key(|problem| problem.line);
        if problems.is_empty() {
            Ok(settings)
        } else {
            Err(problems)
        }
    }
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn report(&mut self, at: usize, fault: Fault) {
        let before = self.text.as_bytes().iter().take(at);
        self.problems.push(Problem {
            file: self.path.display().to_string(),
            line: 1 + before.filter(|byte| **byte == b'\n').count(),
            fault,
        });
    }

    fn setting(
        &mut self,
        settings: &mut Settings,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Value<'_>,
    ) {
        match name.get_ref().as_ref() {
            "lang" => {
                let word = self.one_of("lang", LANGS, value);
                settings.lang = word.map(Lang::from_tag);
            }
            "server" => settings.server = self.address("server", value),
            "certificates" => {
                settings.certificates = self.file("certificates", "office-ca.pem", value);
            }
            "keymap" => {
                if let Some(name) = self.one_of("keymap", &KEYMAPS, value) {
                    settings.keymap = name;
                }
            }
            "keymap_file" => settings.keymap_file = self.file("keymap_file", "keys.toml", value),
            "layout" => settings.layout = self.one_of("layout", LAYOUTS, value),
            "ascii" => settings.ascii = self.switch("ascii", value),
            "ambiguous_wide" => {
                settings.ambiguous_wide = self.switch("ambiguous_wide", value).unwrap_or_default();
            }
            "bell" => settings.bell = self.switch("bell", value).unwrap_or_default(),
            "notices" => settings.notices = self.switch("notices", value).unwrap_or_default(),
            "calendar" => settings.calendar = self.files("calendar", "2026.json", value),
            unknown => self.report(
                name.span().start,
                Fault::UnknownKey {
                    name: unknown.to_owned(),
                    known: KEYS.to_vec(),
                },
            ),
        }
    }

    fn one_of(
        &mut self,
        name: &'static str,
        known: &'static [&'static str],
        value: &Value<'_>,
    ) -> Option<&'static str> {
        let given = value.get_ref().as_str();
        let found = known.iter().find(|word| Some(**word) == given).copied();
        if found.is_none() {
            // A value of another kind is told as it stands in the file.
            let value_text = given.or_else(|| self.text.get(value.span()));
            let fault = Fault::NotOneOf {
                name,
                value: value_text.unwrap_or_default().to_owned(),
                known,
            };
            self.report(value.span().start, fault);
        }
        found
    }

    fn switch(&mut self, name: &'static str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.report(value.span().start, Fault::NotASwitch { name });
        }
        found
    }

    fn text(
        &mut self,
        name: &'static str,
        example: &'static str,
        value: &Value<'_>,
    ) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => {
                self.report(value.span().start, Fault::NotText { name, example });
                None
            }
        }
    }

    fn address(&mut self, name: &'static str, value: &Value<'_>) -> Option<String> {
        let text = self.text(name, "https://desk.example.org:8443", value)?;
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let fits = host.is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with(['/', ':']) && !rest.contains(char::is_whitespace)
        });
        if !fits {
            let fault = Fault::NotAnAddress { name, value: text };
            self.report(value.span().start, fault);
            return None;
        }
        Some(text)
    }

    fn file(
        &mut self,
        name: &'static str,
        example: &'static str,
        value: &Value<'_>,
    ) -> Option<PathBuf> {
        let text = self.text(name, example, value)?;
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let file = folder.join(text);
        if std::fs::File::open(&file).is_err() {
            let fault = Fault::NoSuchFile {
                name,
                path: file.display().to_string(),
            };
            self.report(value.span().start, fault);
        }
        Some(file)
    }

    fn files(
        &mut self,
        name: &'static str,
        example: &'static str,
        value: &Value<'_>,
    ) -> Vec<PathBuf> {
        let Some(list) = value.get_ref().as_array() else {
            self.report(value.span().start, Fault::NotAList { name, example });
            return Vec::new();
        };
        list.iter()
            .filter_map(|one| self.file(name, example, one))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Vec<Problem>> {
        Settings::read(Path::new("/nowhere/sanshen.toml"), text)
    }

    #[test]
    fn a_file_holds_only_what_differs() {
        assert_eq!(read(""), Ok(Settings::default()));
        let settings = read("lang = \"en\"\nkeymap = \"vim\"\nbell = false\n").expect("settings");
        let wanted = Settings {
            lang: Some(Lang::En),
            keymap: "vim",
            bell: false,
            ..Settings::default()
        };
        assert_eq!(settings, wanted);
    }

    #[test]
    fn all_problems_are_told_at_once_with_line_value_legal_values_and_the_near_miss() {
        let problems = read(
            "langg = \"en\"\nkeymap = \"vimm\"\nserver = \"desk\"\nascii = \"yes\"\nlayout = 3\ncalendar = \"2026.json\"\nkeymap_file = \"none.toml\"\n",
        )
        .expect_err("seven problems");
        let lines: Vec<usize> = problems.iter().map(|it| it.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7]);
        let told: Vec<String> = problems.iter().map(|it| it.sentence(Lang::En)).collect();
        assert!(told[0].contains("sanshen.toml:1") && told[0].contains("Did you mean \"lang\"?"));
        assert!(told[1].contains("default, vim, emacs") && told[1].contains("mean \"vim\""));
        assert!(told[2].contains("\"desk\"") && told[2].contains("https://"));
        assert!(told[3].contains("true or false"));
        assert!(told[4].contains("\"3\"") && told[4].contains("beside, stacked"));
        assert!(told[5].contains("list"));
        assert!(told[6].contains("/nowhere/none.toml"));
    }

    #[test]
    fn what_is_not_toml_is_told_with_its_line() {
        let problems = read("lang = \"en\"\nserver = \n").expect_err("a problem");
        assert_eq!(problems[0].line, 2);
        assert!(matches!(problems[0].fault, Fault::Syntax(_)));
    }

    #[test]
    fn every_setting_there_is_can_be_read() {
        for key in KEYS {
            let told = read(&format!("{key} = 1")).expect_err("no setting is a number");
            assert!(!matches!(told[0].fault, Fault::UnknownKey { .. }), "{key}");
        }
    }
}
