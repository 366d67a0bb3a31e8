//! Drafts: what a person types, on disk as they type it.
//!
//! A draft is one file, replaced whole with each save, so that a killed program leaves the last save or the one before
//! it. [`Drafts::save`] does not wait for the disk and may be called for each key; [`Drafts::settle`] makes the saves
//! since the last one outlast a power cut, and is called about once a second while someone types.
//!
//! What a save could take away is kept aside, the last [`KEPT`] of it for each draft: text that another terminal wrote
//! meanwhile, text that shrank to less than half in one save, text written on an earlier version, and what was
//! discarded. Nobody has to have thought of it beforehand.

use super::disk::{self, DiskError, Lasting};
use super::place::safe_name;
use crate::domain::id::ItemId;
use crate::domain::moment::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use ulid::Ulid;

/// Earlier states kept aside for each draft.
pub const KEPT: usize = 5;
/// Bytes of content under which shrinking is not worth keeping what was.
const WORTH: u64 = 40;

/// What a draft belongs to. Two drafts with the same key are the same draft.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DraftKey {
    /// The item; `None` for what opens one.
    pub item: Option<ItemId>,
    /// The form, by the wire's word for the command it becomes (`revise`, `vote`, `add_evidence`), or `submission`.
    pub form: String,
    /// The part of the item it is about (claim, thread, objection), or which of several new submissions.
    pub of: Option<Ulid>,
}

impl DraftKey {
    /// A form on an item, about the whole of it or one part.
    pub fn form(item: ItemId, form: &str, of: Option<Ulid>) -> Self {
        DraftKey {
            item: Some(item),
            form: form.to_owned(),
            of,
        }
    }

    /// The manuscript of an item.
    pub fn manuscript(item: ItemId) -> Self {
        Self::form(item, "revise", None)
    }

    /// A submission that is being typed.
    pub fn submission(which: Ulid) -> Self {
        DraftKey {
            item: None,
            form: "submission".into(),
            of: Some(which),
        }
    }
}

impl fmt::Display for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.item {
            Some(item) => write!(f, "{item}")?,
            None => f.write_str("new")?,
        }
        // A dot ends the word, and `safe_name` leaves dots alone.
        write!(f, ".{}", safe_name(&self.form.replace('.', " ")))?;
        match self.of {
            Some(of) => write!(f, ".{of}"),
            None => Ok(()),
        }
    }
}

/// What a person has typed so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub key: DraftKey,
    /// To show in a list of drafts.
    #[serde(default)]
    pub title: String,
    /// Text as a string, a form as an object of its fields. Only the form that wrote it reads it.
    pub content: Value,
    /// Version of the item it was begun on.
    pub based_on: Option<u32>,
    /// By this machine's clock.
    pub updated_at: Moment,
}

/// All drafts of a person at a desk.
#[derive(Debug, Default)]
pub struct Shown {
    /// The latest first.
    pub drafts: Vec<Draft>,
    /// Files that could not be read, set aside now or earlier.
    pub broken: Vec<PathBuf>,
}

/// The drafts of one person at one desk.
pub struct Drafts {
    dir: PathBuf,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// What this program last wrote or read, by file.
    known: HashMap<PathBuf, Known>,
    /// Saved since the last settling.
    unsettled: BTreeSet<PathBuf>,
}

/// A file as this program left it.
#[derive(Clone, PartialEq, Eq)]
struct Known {
    mark: Mark,
    based_on: Option<u32>,
    /// Bytes of the content.
    long: u64,
}

/// Tells one content of a file from another without reading it: each save makes a new file.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    len: u64,
    at: Option<std::time::SystemTime>,
    node: u64,
}

impl Mark {
    fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        let node = std::os::unix::fs::MetadataExt::ino(found);
        #[cfg(not(unix))]
        let node = 0;
        Mark {
            len: found.len(),
            at: found.modified().ok(),
            node,
        }
    }
}

impl Drafts {
    /// Opens the drafts in `dir`, which is made if it is missing. Old rests of saves that never finished are removed:
    /// each stood beside the save before it.
    pub fn open(dir: &Path) -> Result<Self, DiskError> {
        disk::private_dir(dir)?;
        disk::private_dir(&dir.join("past"))?;
        for rest in disk::list(dir, "json")?.unfinished {
            let age = std::fs::metadata(&rest)
                .and_then(|found| found.modified())
                .ok()
                .and_then(|at| at.elapsed().ok());
            // A young one may be another terminal's save that is still going on.
            if age.is_some_and(|age| age > Duration::from_secs(3600)) {
                disk::remove(&rest)?;
            }
        }
        Ok(Drafts {
            dir: dir.to_owned(),
            memory: Mutex::default(),
        })
    }

    /// Saves a draft in place of its earlier state. Does not wait for the disk; after it returns the program may be
    /// killed. On an error (a full disk, say) the earlier state stands and the text is with the caller.
    pub fn save(&self, draft: &Draft) -> Result<(), DiskError> {
        let path = self.path(&draft.key);
        let unreadable = |error: serde_json::Error| DiskError::Unreadable {
            path: path.clone(),
            why: error.to_string(),
        };
        let bytes = serde_json::to_vec(draft).map_err(unreadable)?;
        let long = length(&draft.content);
        let mut memory = self.memory();
        if let Ok(found) = std::fs::metadata(&path) {
            let known = memory.known.get(&path);
            let loses = match known.filter(|known| known.mark == Mark::of(&found)) {
                // Written by another program, or in an earlier run and not read since.
                None => true,
                Some(known) => {
                    known.based_on != draft.based_on
                        || (known.long > WORTH && long < known.long / 2)
                }
            };
            if loses {
                // The file itself stays until it is replaced: a program killed here leaves the earlier state in place.
                self.keep_aside(&draft.key, |aside| {
                    std::fs::hard_link(&path, aside)
                        .or_else(|_| std::fs::copy(&path, aside).map(drop))
                })?;
            }
        }
        disk::replace(&path, &bytes, Lasting::Kill)?;
        let found = std::fs::metadata(&path).map_err(|error| DiskError::of(&path, &error))?;
        let known = Known {
            mark: Mark::of(&found),
            based_on: draft.based_on,
            long,
        };
        memory.known.insert(path.clone(), known);
        memory.unsettled.insert(path);
        Ok(())
    }

    /// Makes what was saved outlast a power cut. Waits for the disk.
    pub fn settle(&self) -> Result<(), DiskError> {
        let unsettled = std::mem::take(&mut self.memory().unsettled);
        if unsettled.is_empty() {
            return Ok(());
        }
        for path in &unsettled {
            // One that is gone by now was discarded.
            if path.exists() {
                disk::settle(path)?;
            }
        }
        disk::settle_dir(&self.dir)
    }

    /// The draft with this key. One that cannot be read is set aside; the latest state kept aside that can be read
    /// stands in for it.
    pub fn load(&self, key: &DraftKey) -> Result<Option<Draft>, DiskError> {
        let path = self.path(key);
        let Some(bytes) = disk::read(&path)? else {
            return Ok(None);
        };
        match serde_json::from_slice::<Draft>(&bytes) {
            Ok(draft) => {
                if let Ok(found) = std::fs::metadata(&path) {
                    let (based_on, long) = (draft.based_on, length(&draft.content));
                    self.memory().known.insert(
                        path,
                        Known {
                            mark: Mark::of(&found),
                            based_on,
                            long,
                        },
                    );
                }
                Ok(Some(draft))
            }
            Err(_) => {
                disk::set_aside(&path)?;
                Ok(self.past(key)?.into_iter().next())
            }
        }
    }

    /// All drafts, for a list after a start.
    pub fn list(&self) -> Result<Shown, DiskError> {
        let listing = disk::list(&self.dir, "json")?;
        let mut shown = Shown {
            broken: listing.broken,
            ..Shown::default()
        };
        for path in listing.whole {
            let Some(bytes) = disk::read(&path)? else {
                continue;
            };
            match serde_json::from_slice::<Draft>(&bytes) {
                Ok(draft) => shown.drafts.push(draft),
                Err(_) => shown.broken.push(disk::set_aside(&path)?),
            }
        }
        shown
            .drafts
            .sort_by_key(|draft| std::cmp::Reverse(draft.updated_at));
        Ok(shown)
    }

    /// Ends a draft: it was sent, or the person discarded it. Its last state is kept aside for a while. That there is
    /// none is no error.
    pub fn discard(&self, key: &DraftKey) -> Result<(), DiskError> {
        let path = self.path(key);
        let mut memory = self.memory();
        memory.known.remove(&path);
        memory.unsettled.remove(&path);
        if !path.exists() {
            return Ok(());
        }
        self.keep_aside(key, |aside| std::fs::rename(&path, aside))
    }

    /// States kept aside, the latest first.
    pub fn past(&self, key: &DraftKey) -> Result<Vec<Draft>, DiskError> {
        let mut past = Vec::new();
        for path in self.past_files(key)? {
            let Some(bytes) = disk::read(&path)? else {
                continue;
            };
            past.extend(serde_json::from_slice::<Draft>(&bytes));
        }
        Ok(past)
    }

    /// Puts a state into the past under a name of its own, and lets the oldest there go.
    fn keep_aside(
        &self,
        key: &DraftKey,
        put: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), DiskError> {
        let files = self.past_files(key)?;
        let last = files.first().and_then(|file| numbered(file)).unwrap_or(0);
        let aside = self
            .past_dir()
            .join(format!("{key}@{:08}.json", last.saturating_add(1)));
        put(&aside).map_err(|error| DiskError::of(&aside, &error))?;
        for old in files.iter().skip(KEPT - 1) {
            disk::remove(old)?;
        }
        Ok(())
    }

    /// The latest first.
    fn past_files(&self, key: &DraftKey) -> Result<Vec<PathBuf>, DiskError> {
        let beginning = format!("{key}@");
        let mut files = disk::list(&self.past_dir(), "json")?.whole;
        files.retain(|file| {
            file.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with(&beginning))
        });
        files.reverse();
        Ok(files)
    }

    fn past_dir(&self) -> PathBuf {
        self.dir.join("past")
    }

    fn path(&self, key: &DraftKey) -> PathBuf {
        self.dir.join(format!("{key}.json"))
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn numbered(file: &Path) -> Option<u32> {
    file.file_stem()?.to_str()?.rsplit_once('@')?.1.parse().ok()
}

/// Bytes of all texts in a content.
fn length(content: &Value) -> u64 {
    match content {
        Value::String(text) => text.len() as u64,
        Value::Array(values) => values.iter().map(length).sum(),
        Value::Object(fields) => fields.values().map(length).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn key() -> DraftKey {
        DraftKey::manuscript(ItemId::from(7))
    }

    fn draft(text: &str) -> Draft {
        let updated_at = Moment::from_millis(1_763_000_000_000);
        Draft {
            key: key(),
            title: "回港避风".into(),
            content: json!(text),
            based_on: Some(3),
            updated_at,
        }
    }

    fn texts(past: Vec<Draft>) -> Vec<String> {
        past.into_iter()
            .map(|draft| draft.content.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn what_was_typed_is_there_after_the_program_is_gone() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        for n in 1..=40 {
            drafts.save(&draft(&"渔".repeat(n))).expect("saved");
        }
        // No settling, no closing: as after kill -9.
        std::mem::forget(drafts);
        let drafts = Drafts::open(dir.path()).expect("opened");
        assert_eq!(drafts.load(&key()), Ok(Some(draft(&"渔".repeat(40)))));
        assert_eq!(
            drafts.past(&key()),
            Ok(vec![]),
            "growing text leaves nothing aside"
        );
    }

    #[test]
    fn a_form_comes_back_field_by_field() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        let key = DraftKey::form(ItemId::from(7), "add_evidence", Some(Ulid(9)));
        let content = json!({"quote": "2,398艘", "grade": "A", "info": null});
        let form = Draft {
            key: key.clone(),
            content,
            ..draft("")
        };
        drafts.save(&form).expect("saved");
        drafts.save(&draft("别的稿子")).expect("saved");
        assert_eq!(drafts.load(&key), Ok(Some(form)));
        assert_eq!(drafts.load(&DraftKey::submission(Ulid(9))), Ok(None));
        assert_eq!(drafts.list().expect("listed").drafts.len(), 2);
    }

    /// Invariant 82.
    #[test]
    fn a_save_cut_at_any_byte_leaves_the_one_before() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        drafts.save(&draft("旧的文字")).expect("saved");
        let whole = serde_json::to_vec(&draft("新的文字")).expect("json");
        for cut in 0..=whole.len() {
            let rest = dir.path().join(format!(".{}.json.1.{cut}.tmp", key()));
            std::fs::write(&rest, &whole[..cut]).expect("written");
            let after = Drafts::open(dir.path()).expect("opened");
            assert_eq!(texts(after.list().expect("listed").drafts), ["旧的文字"]);
        }
    }

    #[test]
    fn a_file_spoilt_by_the_disk_is_kept_and_reported_at_any_length() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        drafts.save(&draft("旧的文字")).expect("saved");
        drafts.discard(&key()).expect("discarded");
        let path = drafts.path(&key());
        let whole = serde_json::to_vec(&draft("新的文字")).expect("json");
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).expect("written");
            let stands_in = drafts
                .load(&key())
                .expect("loaded")
                .expect("the state before");
            assert_eq!(stands_in.content, json!("旧的文字"));
        }
        assert_eq!(drafts.list().expect("listed").broken.len(), whole.len());
    }

    #[test]
    fn discarded_text_can_be_had_back_and_only_the_last_few_are_kept() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        for n in 1..=8 {
            drafts.save(&draft(&format!("第{n}稿"))).expect("saved");
            drafts.discard(&key()).expect("discarded");
        }
        assert_eq!(drafts.load(&key()), Ok(None));
        let past = texts(drafts.past(&key()).expect("read"));
        assert_eq!(past, ["第8稿", "第7稿", "第6稿", "第5稿", "第4稿"]);
        drafts.discard(&key()).expect("none is no error");
    }

    #[test]
    fn text_that_vanishes_in_one_key_is_kept_aside() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        let long = "沿海渔船回港避风情况".repeat(20);
        drafts.save(&draft(&long)).expect("saved");
        drafts.save(&draft("")).expect("saved");
        assert_eq!(texts(drafts.past(&key()).expect("read")), [long]);
    }

    #[test]
    fn a_draft_begun_again_on_a_newer_version_keeps_the_old_one_aside() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        drafts.save(&draft("改自第3版")).expect("saved");
        drafts
            .save(&Draft {
                based_on: Some(4),
                ..draft("改自第4版")
            })
            .expect("saved");
        assert_eq!(texts(drafts.past(&key()).expect("read")), ["改自第3版"]);
    }

    #[test]
    fn two_terminals_with_one_draft_lose_nothing() {
        let dir = tempfile::tempdir().expect("a directory");
        let (one, two) = (
            Drafts::open(dir.path()).expect("opened"),
            Drafts::open(dir.path()).expect("opened"),
        );
        one.save(&draft("甲写的")).expect("saved");
        two.save(&draft("乙写的")).expect("saved");
        one.save(&draft("甲写的，续")).expect("saved");
        assert_eq!(texts(one.past(&key()).expect("read")), ["乙写的", "甲写的"]);
        assert_eq!(two.load(&key()), Ok(Some(draft("甲写的，续"))));
    }

    #[test]
    fn a_save_that_cannot_be_made_says_so_and_destroys_nothing() {
        let dir = tempfile::tempdir().expect("a directory");
        let drafts = Drafts::open(dir.path()).expect("opened");
        drafts.save(&draft("旧的文字")).expect("saved");
        let path = drafts.path(&key());
        std::fs::remove_file(&path).expect("removed");
        std::fs::create_dir_all(path.join("in the way")).expect("made");
        assert!(drafts.save(&draft("新的文字")).is_err());
        assert!(path.join("in the way").exists());
    }
}
