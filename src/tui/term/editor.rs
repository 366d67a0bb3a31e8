//! The person's own editor on a text: `$VISUAL`, `$EDITOR`, or `vi`.
//!
//! The text goes into a file only its owner can read, in a folder only its owner can open, because editors lay
//! swap and backup files beside it. The folder is deleted afterwards, except when what the editor left cannot be
//! taken: then the person is told where it is. Run it inside [`super::Screen::suspend`].

use crate::messages::{Lang, terminal as say};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// The longest file that is read back, in MiB.
const LIMIT_MIB: u64 = 16;

/// Why the text did not come back changed.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// Nothing is set, and there is no vi.
    #[error("no editor is set and vi is not installed")]
    NotSet,
    /// What is set has a quotation mark without its twin.
    #[error("the editor setting {value:?} has an open quotation mark")]
    NotUnderstood {
        /// The setting as it stands.
        value: String,
    },
    /// What is set is not installed.
    #[error("the editor {name:?} was not found")]
    NotFound {
        /// The program that was looked for.
        name: String,
    },
    /// The editor ended with an error, which is how most of them say "forget it".
    #[error("the editor {name:?} failed: {status}")]
    Failed {
        /// The program.
        name: String,
        /// How it ended.
        status: ExitStatus,
        /// What it had saved by then, when that differs from what it was given: not to be thrown away unseen.
        saved: Option<String>,
    },
    /// The file could not be written or read.
    #[error("the editor's file: {0}")]
    Io(#[from] io::Error),
    /// What came back is too long; it stays where it is.
    #[error("the edited file is too long; it is kept at {0}")]
    TooLong(PathBuf),
    /// What came back is not UTF-8; it stays where it is.
    #[error("the edited file is not UTF-8; it is kept at {0}")]
    NotUtf8(PathBuf),
}

impl EditorError {
    /// The line that tells the person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            EditorError::NotSet => say::NO_EDITOR.get(lang).to_owned(),
            EditorError::NotUnderstood { value } => say::editor_not_understood(lang, value),
            EditorError::NotFound { name } => say::editor_not_found(lang, name),
            EditorError::Failed { name, status, .. } => match status.code() {
                Some(code) => say::editor_failed(lang, name, code),
                None => say::editor_killed(lang, name),
            },
            EditorError::Io(e) => say::editor_file(lang, e),
            EditorError::TooLong(path) => say::editor_too_long(lang, LIMIT_MIB, path.display()),
            EditorError::NotUtf8(path) => say::editor_not_utf8(lang, path.display()),
        }
    }
}

/// A program and the arguments that come before the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The editor that the environment names, if it is installed.
    ///
    /// # Errors
    /// [`EditorError::NotSet`], [`EditorError::NotUnderstood`], [`EditorError::NotFound`].
    pub fn find() -> Result<Self, EditorError> {
        Self::find_in(|name| std::env::var(name).ok())
    }

    /// The same with any source of variables (`VISUAL`, `EDITOR`, `PATH`).
    ///
    /// # Errors
    /// As [`Editor::find`].
    pub fn find_in(variable: impl Fn(&str) -> Option<String>) -> Result<Self, EditorError> {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let path = variable("PATH").unwrap_or_default();
        let Some(value) = set("VISUAL").or_else(|| set("EDITOR")) else {
            return if installed("vi", &path) {
                Ok(Self {
                    program: "vi".into(),
                    arguments: Vec::new(),
                })
            } else {
                Err(EditorError::NotSet)
            };
        };
        let mut words = words(&value)
            .ok_or_else(|| EditorError::NotUnderstood {
                value: value.clone(),
            })?
            .into_iter();
        let program = words.next().ok_or(EditorError::NotSet)?;
        if !installed(&program, &path) {
            return Err(EditorError::NotFound { name: program });
        }
        Ok(Self {
            program,
            arguments: words.collect(),
        })
    }

    /// Have `text` edited, in a folder below `parent` (the person's runtime folder), and return what it has
    /// become. Blocks until the editor ends. A line end that the editor adds at the end is not kept.
    ///
    /// # Errors
    /// Everything else of [`EditorError`].
    pub fn edit(&self, text: &str, parent: &Path) -> Result<String, EditorError> {
        let folder = Folder::make(parent)?;
        let file = folder.path.join("text.txt");
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&file)?
            .write_all(text.as_bytes())?;
        let status = Command::new(&self.program)
            .args(&self.arguments)
            .arg(&file)
            .status()
            .map_err(|e| match e.kind() {
                io::ErrorKind::NotFound => EditorError::NotFound {
                    name: self.program.clone(),
                },
                _ => EditorError::Io(e),
            })?;
        let edited = read_back(&file, text);
        if !status.success() {
            return Err(EditorError::Failed {
                name: self.program.clone(),
                status,
                saved: edited.ok().filter(|saved| saved != text),
            });
        }
        edited.inspect_err(|e| {
            if matches!(e, EditorError::TooLong(_) | EditorError::NotUtf8(_)) {
                folder.keep();
            }
        })
    }
}

fn read_back(file: &Path, before: &str) -> Result<String, EditorError> {
    let limit = LIMIT_MIB * 1024 * 1024;
    let mut bytes = Vec::new();
    File::open(file)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(EditorError::TooLong(file.to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| EditorError::NotUtf8(file.to_owned()))?;
    let mut text = text.replace("\r\n", "\n");
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        text = rest.to_owned();
    }
    if text.ends_with('\n') && !before.ends_with('\n') {
        text.pop();
    }
    Ok(text)
}

/// A folder of mode 0700 with a name nobody can guess, deleted with all that is in it.
struct Folder {
    path: PathBuf,
    kept: std::cell::Cell<bool>,
}

impl Folder {
    fn make(parent: &Path) -> io::Result<Self> {
        let path = parent.join(format!("sanshen-edit-{:016x}", rand::random::<u64>()));
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self {
            path,
            kept: std::cell::Cell::new(false),
        })
    }

    fn keep(&self) {
        self.kept.set(true);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept.get()
            && let Err(error) = std::fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "the editor's folder could not be deleted");
        }
    }
}

/// Whether `program` can be started: a path that exists, or a name in one of the folders of `path`.
fn installed(program: &str, path: &str) -> bool {
    if program.contains('/') {
        return Path::new(program).is_file();
    }
    std::env::split_paths(path).any(|folder| folder.join(program).is_file())
}

/// Split as a shell would, as far as editors need it: blanks, both quotation marks, backslash. `None` when a
/// quotation mark is left open.
fn words(value: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// An editor that is a line of shell; `$1` is the file.
    fn script(line: &str) -> Editor {
        Editor {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), line.into(), "editor".into()],
        }
    }

    fn is_empty(folder: &Path) -> bool {
        folder.read_dir().unwrap().next().is_none()
    }

    #[test]
    fn the_edited_text_comes_back_and_the_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let text = script("printf '回港\\n' >> \"$1\"").edit("渔船", folder.path());
        assert_eq!(text.unwrap(), "渔船回港");
        assert!(is_empty(folder.path()));
    }

    #[test]
    fn nobody_else_can_read_the_file_or_what_editors_lay_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let line =
            "stat -c %a \"$1\" \"$(dirname \"$1\")\" > \"$1.modes\" && cat \"$1.modes\" > \"$1\"";
        let modes = script(line).edit("", folder.path()).unwrap();
        assert_eq!(modes, "600\n700");
        assert!(is_empty(folder.path()));
        let mode = folder.path().metadata().unwrap().permissions().mode();
        assert_ne!(mode & 0o777, 0);
    }

    #[test]
    fn an_editor_that_gives_up_changes_nothing_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let error = script("printf 'half' > \"$1\"; exit 3")
            .edit("whole", folder.path())
            .unwrap_err();
        assert!(
            matches!(&error, EditorError::Failed { saved: Some(saved), .. } if saved == "half")
        );
        let error = script("exit 1").edit("whole", folder.path()).unwrap_err();
        assert!(matches!(error, EditorError::Failed { saved: None, .. }));
    }

    #[test]
    fn what_cannot_be_taken_stays_where_the_person_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let error = script("printf '\\377\\376' > \"$1\"")
            .edit("", folder.path())
            .unwrap_err();
        let EditorError::NotUtf8(path) = &error else {
            panic!("{error}");
        };
        assert!(path.is_file());
        assert!(
            error
                .sentence(Lang::Zh)
                .contains(&path.display().to_string())
        );
    }

    #[test]
    fn line_ends_and_marks_of_other_systems_are_taken_off() {
        let folder = tempfile::tempdir().unwrap();
        let text = script("printf '\\357\\273\\277a\\r\\nb\\r\\n' > \"$1\"")
            .edit("x\n", folder.path())
            .unwrap();
        assert_eq!(text, "a\nb\n");
    }

    #[test]
    fn visual_goes_before_editor_and_vi_is_the_last_resort() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["vi", "one", "two"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let path = folder.path().display().to_string();
        let find = |pairs: &[(&str, &str)]| {
            Editor::find_in(|name| {
                if name == "PATH" {
                    return Some(path.clone());
                }
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            })
        };
        let program = |found: Result<Editor, EditorError>| found.unwrap().program;
        assert_eq!(
            program(find(&[("VISUAL", "one"), ("EDITOR", "two")])),
            "one"
        );
        assert_eq!(program(find(&[("VISUAL", " "), ("EDITOR", "two")])), "two");
        assert_eq!(program(find(&[])), "vi");
        assert!(
            matches!(find(&[("EDITOR", "three -w")]), Err(EditorError::NotFound { name }) if name == "three")
        );
        assert!(matches!(
            find(&[("EDITOR", "one 'x")]),
            Err(EditorError::NotUnderstood { .. })
        ));
        assert!(matches!(
            Editor::find_in(|_| None),
            Err(EditorError::NotSet)
        ));
    }

    #[test]
    fn arguments_are_split_as_a_shell_would() {
        let split = |value| words(value).unwrap();
        assert_eq!(split("code --wait"), ["code", "--wait"]);
        assert_eq!(
            split("'/opt/my editor/bin' -u \"a b\" c\\ d ''"),
            ["/opt/my editor/bin", "-u", "a b", "c d", ""]
        );
        assert_eq!(words("vim \""), None);
    }
}
