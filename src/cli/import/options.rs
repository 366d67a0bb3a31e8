//! What the command line says about an import: the defaults, and what a word the desk does not know is worth.

use crate::domain::report::{Channel, Urgency};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeMap;

/// Most bytes of all values of one row: the limit of the server for a request (1 MiB, a setting of the desk).
pub const ROW_LIMIT: usize = 1 << 20;

/// How rows are completed and judged.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// `--unit`: for rows that name none (and for unknown ones, see [`ImportOptions::unknown_unit`]).
    pub unit: Option<String>,
    /// `--unit-unknown`: what becomes of a unit that the desk does not know. A channel or an urgency is a matter of
    /// sorting, but a unit gets the credit: giving it to another one takes a word of its own.
    pub unknown_unit: UnknownUnit,
    /// The units of the desk, when the caller has them. Without, a stated unit is passed on as it is.
    pub units: Option<UnitBook>,
    /// A row without a unit is bad. `false` for a person whose account already says the unit.
    pub unit_required: bool,
    /// `--channel`: for rows that name none or one the desk does not know; without it an unknown one makes a bad row.
    pub channel: Option<Channel>,
    /// `--urgency`: likewise.
    pub urgency: Option<Urgency>,
    /// The office zone, for times stated without one (`spec.md` part B: default Asia/Shanghai).
    pub zone: TimeZone,
    /// This machine's clock, only to remark on times ahead of it.
    pub now: Timestamp,
    /// Most bytes of all values of one row; [`ROW_LIMIT`] unless the desk says otherwise.
    pub row_limit: usize,
}

impl ImportOptions {
    /// No defaults, nothing replaced, the office zone of the reference desk.
    pub fn new(now: Timestamp) -> Self {
        Self {
            unit: None,
            unknown_unit: UnknownUnit::Refuse,
            units: None,
            unit_required: true,
            channel: None,
            urgency: None,
            zone: TimeZone::get("Asia/Shanghai")
                .unwrap_or_else(|_| TimeZone::fixed(Offset::constant(8))),
            now,
            row_limit: ROW_LIMIT,
        }
    }
}

/// What becomes of a row whose unit the desk does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownUnit {
    /// It is a bad row.
    #[default]
    Refuse,
    /// The unit given by `--unit` stands in its place, and the summary names the words replaced.
    UseDefault,
}

/// The units of a desk, found by id or by name.
#[derive(Debug, Clone, Default)]
pub struct UnitBook {
    ids: BTreeMap<String, String>,
}

impl UnitBook {
    /// From pairs of id and name. Outer spaces and letters' case do not matter.
    pub fn new<I, N>(units: impl IntoIterator<Item = (I, N)>) -> Self
    where
        I: Into<String>,
        N: AsRef<str>,
    {
        let mut ids = BTreeMap::new();
        for (id, name) in units {
            let id: String = id.into();
            ids.insert(key(name.as_ref()), id.clone());
            ids.insert(key(&id), id);
        }
        Self { ids }
    }

    /// The id of the unit with this id or name.
    pub fn id(&self, stated: &str) -> Option<&str> {
        self.ids.get(&key(stated)).map(String::as_str)
    }
}

fn key(word: &str) -> String {
    word.trim().to_lowercase()
}
