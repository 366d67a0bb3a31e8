//! The form of the content: stories, each a submission and what becomes of it, step by step.
//!
//! A story lives in one place of `content/`: the text as it came in, then who did what to it and when. People,
//! posts and parties go by the short names of `team.toml`; claims, threads, suggestions and objections by
//! the names their story gives them. Places in a text are named by the words that stand there.

use super::when::When;
use crate::domain::item::ItemKind;
use crate::domain::report::{Channel, HotlineCluster, Urgency};
use crate::domain::verify::{ClaimKind, Figure, Grade, Method, Stance};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of content.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    pub story: Vec<Story>,
}

/// A submission and what becomes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// By which other stories name it.
    pub key: String,
    /// Name of the reporting unit.
    pub unit: String,
    #[serde(default)]
    pub channel: Channel,
    #[serde(default)]
    pub urgency: Urgency,
    pub title: String,
    /// `{月}`, `{日}`, `{昨}`, `{明}`, `{时}`, `{上月}`, `{date}`, `{month}`: day, hour and month of its receipt.
    pub body: String,
    #[serde(default)]
    pub released_by: Option<String>,
    #[serde(default)]
    pub author: Option<String>,
    #[serde(default)]
    pub hotline: Option<HotlineCluster>,
    /// Who hands it in.
    #[serde(default = "intake")]
    pub by: String,
    pub at: When,
    #[serde(default)]
    pub steps: Vec<Step>,
}

fn intake() -> String {
    "wangfang".into()
}

/// Something done to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct Step {
    pub at: When,
    /// Log-in of who does it; `None`: whose turn it is.
    pub by: Option<String>,
    pub deed: Deed,
}

impl TryFrom<toml::Table> for Step {
    type Error = toml::de::Error;

    /// `at`, `by`, and one deed with what it is done with.
    fn try_from(mut table: toml::Table) -> Result<Self, Self::Error> {
        let missing = || serde::de::Error::missing_field("at");
        let at = table.remove("at").ok_or_else(missing)?.try_into()?;
        let by = table.remove("by").map(toml::Value::try_into).transpose()?;
        let deed = toml::Value::Table(table).try_into()?;
        Ok(Step { at, by, deed })
    }
}

/// What is done. Words of the wire where the wire has one.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Promote(Promote),
    Merge { into: String },
    ReturnToUnit(Reason),
    SetUrgency { urgency: Urgency },
    Hold { days: i64, reason: String },
    Spike(Reason),
    BringBack {},
    Withdraw { reason: String },
    Reassign { post: String },
    Revise(Box<Revise>),
    Ready {},
    Pass(Pass),
    Return(Return),
    Wait { remark: String },
    Recommend { remark: String },
    RetractVote {},
    ConfirmSignOff {},
    Release {},
    Object { name: String, text: String },
    ClearObjection { objection: String, reason: String },
    OpenThread(OpenThread),
    Comment { thread: String, text: String },
    ResolveThread { thread: String },
    Suggest(Suggest),
    DeclineSuggestion { suggestion: String, reason: String },
    DeclareInterest { reason: String },
    RaiseClaim(RaiseClaim),
    AddEvidence(Box<AddEvidence>),
    Adjudicate(Adjudicate),
    SearchPrior(SearchPrior),
    CheckFigures { claim: String, expression: String },
    Waive { claim: String, reason: String },
    Seal { role: String, body: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promote {
    /// Drafting post.
    pub to: String,
    #[serde(default)]
    pub kind: ItemKind,
}

/// A return code, and the sentence that goes with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub code: String,
    #[serde(default)]
    pub sentence: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revise {
    #[serde(default)]
    pub title: Option<String>,
    /// Words that stand in the body once, and what to put there.
    #[serde(default)]
    pub swap: Vec<(String, String)>,
    #[serde(default)]
    pub addressees: Option<Vec<String>>,
    #[serde(default)]
    pub sources: Option<Vec<String>>,
    /// Suggestions taken in: their words are put where they belong.
    #[serde(default)]
    pub taking: Vec<String>,
    #[serde(default)]
    pub remark: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    #[serde(default)]
    pub remark: String,
    /// Notes to the checklist, by question.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    /// Given by telephone: what was read back to the one whose turn it is.
    #[serde(default)]
    pub read_back: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    pub code: String,
    #[serde(default)]
    pub remark: String,
    /// The level it goes back to; 0 is drafting.
    #[serde(default)]
    pub back_to: u8,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenThread {
    pub name: String,
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub blocking: bool,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggest {
    pub name: String,
    pub on: String,
    pub put: String,
    #[serde(default)]
    pub remark: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaiseClaim {
    pub name: String,
    pub kind: ClaimKind,
    pub on: String,
    #[serde(default)]
    pub figure: Option<Figure>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddEvidence {
    pub claim: String,
    pub party: String,
    pub method: Method,
    #[serde(default = "supports")]
    pub stance: Stance,
    pub grade: Grade,
    pub info: u8,
    pub quote: String,
    #[serde(default)]
    pub figure: Option<Figure>,
    #[serde(default)]
    pub origin: String,
    #[serde(default)]
    pub explanation: String,
}

fn supports() -> Stance {
    Stance::Supports
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjudicate {
    pub claim: String,
    pub upheld: bool,
    pub words: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchPrior {
    pub claim: String,
    pub query: String,
    pub corpus: String,
    pub hits: u32,
    pub finding: String,
}
