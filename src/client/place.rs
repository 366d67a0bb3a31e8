//! Where files live on this system, and which of them belong to whom.
//!
//! ```text
//! config/   config.toml  keymaps/                    what a person wrote; holds only differences
//! data/     desk/  demo/                             databases of desks on this machine
//! state/    sessions/DESK.json                       token of the last log-in
//!           people/DESK/LOGIN/drafts  …/outbox       what a person typed and decided
//! ```
//!
//! By the XDG rules, or all three under `SANSHEN_HOME` when that is set.

use super::disk::{self, DiskError};
use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, Xdg};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Environment variable that puts everything under one directory.
pub const HOME: &str = "SANSHEN_HOME";

/// Bytes of a directory's name; file systems allow 255.
const LONGEST: usize = 120;

/// The directories of one user of this system. Made when they are first needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
}

/// This system has no home directory for the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no home directory; set {HOME}")]
pub struct NoHome;

/// What one person keeps about one desk. Two desks, and two people at one desk, never share a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPlace {
    /// For [`Drafts`](super::Drafts).
    pub drafts: PathBuf,
    /// For [`Outbox`](super::Outbox).
    pub outbox: PathBuf,
}

impl Place {
    /// From the environment.
    pub fn find() -> Result<Self, NoHome> {
        if let Some(home) = std::env::var_os(HOME).filter(|home| !home.is_empty()) {
            return Ok(Self::under(Path::new(&home)));
        }
        let app_name = "sanshen".to_owned();
        let xdg = Xdg::new(AppStrategyArgs {
            app_name,
            ..AppStrategyArgs::default()
        })
        .map_err(|_| NoHome)?;
        let state = xdg
            .state_dir()
            .unwrap_or_else(|| xdg.data_dir().join("state"));
        Ok(Place {
            config: xdg.config_dir(),
            data: xdg.data_dir(),
            state,
        })
    }

    /// Everything under `home`.
    pub fn under(home: &Path) -> Self {
        Place {
            config: home.join("config"),
            data: home.join("data"),
            state: home.join("state"),
        }
    }

    /// Directory of `config.toml` and `keymaps/`. Not made: an absent file is a setting at its default.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// Directory of the databases of desks on this machine. Made, for its owner only.
    pub fn data(&self) -> Result<&Path, DiskError> {
        disk::private_dir(&self.data)?;
        Ok(&self.data)
    }

    /// Directory for what the program remembers between runs. Made, for its owner only.
    pub fn state(&self) -> Result<&Path, DiskError> {
        disk::private_dir(&self.state)?;
        Ok(&self.state)
    }

    /// The file that holds the last log-in at `desk`.
    pub fn session(&self, desk: &str) -> Result<PathBuf, DiskError> {
        let dir = self.state()?.join("sessions");
        disk::private_dir(&dir)?;
        Ok(dir.join(format!("{}.json", safe_name(desk))))
    }

    /// Directories of `login` at `desk`: the address of a server, or a lasting name such as `demo` for a
    /// desk in the same process, whose port is another one each time. Made, for their owner only.
    pub fn own(&self, desk: &str, login: &str) -> Result<OwnPlace, DiskError> {
        let dir = self
            .state()?
            .join("people")
            .join(safe_name(desk))
            .join(safe_name(login));
        let own = OwnPlace {
            drafts: dir.join("drafts"),
            outbox: dir.join("outbox"),
        };
        disk::private_dir(&own.drafts)?;
        disk::private_dir(&own.outbox)?;
        Ok(own)
    }
}

/// A name that every file system takes, different for different texts. Addresses stay legible.
pub(super) fn safe_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for byte in text.trim_end_matches('/').bytes() {
        // Upper case is written out, because some file systems do not tell it from lower case.
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_')
        {
            name.push(char::from(byte));
        } else {
            let _ = write!(name, "%{byte:02x}");
        }
    }
    if name.len() > LONGEST {
        let digest = Sha256::digest(text.as_bytes());
        name.truncate(LONGEST - 17);
        name.push('~');
        for byte in digest.iter().take(8) {
            let _ = write!(name, "{byte:02x}");
        }
    }
    // Names of dots alone, and no name, mean something else to the system.
    if name.bytes().all(|byte| byte == b'.') {
        format!("%{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Component;

    #[test]
    fn two_desks_and_two_people_never_share_a_file() {
        let home = tempfile::tempdir().expect("a directory");
        let place = Place::under(home.path());
        let mut seen = std::collections::BTreeSet::new();
        for desk in [
            "https://desk.example:8443",
            "http://desk.example:8443",
            "demo",
            "Demo",
            "..",
            "",
        ] {
            for login in ["chen.jie", "zhou", "../zhou", "."] {
                assert!(
                    seen.insert(place.own(desk, login).expect("made").drafts),
                    "{desk} {login}"
                );
            }
        }
        assert!(
            seen.iter()
                .all(|dir| dir.starts_with(home.path()) && dir.is_dir())
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_name_is_one_step_down_and_short_enough(text in any::<String>()) {
            let name = safe_name(&text);
            prop_assert!(name.len() <= LONGEST + 1);
            let steps: Vec<_> = Path::new(&name).components().collect();
            prop_assert!(matches!(steps.as_slice(), [Component::Normal(_)]), "{name}");
        }

        #[test]
        fn long_names_that_differ_only_at_the_end_stay_apart(tail in "[a-z]{1,8}", other in "[a-z]{1,8}") {
            prop_assume!(tail != other);
            let long = "a".repeat(300);
            prop_assert_ne!(safe_name(&format!("{long}{tail}")), safe_name(&format!("{long}{other}")));
        }
    }
}
