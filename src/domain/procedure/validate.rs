//! What a procedure must be before a desk may work by it. All problems at once, each with its place.

use super::*;
use std::collections::BTreeSet;

/// The most levels a desk may have: a level is one digit in stage words and tab keys.
const MAX_LEVELS: usize = 9;

/// A fault of a procedure, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Path of the setting, such as `levels[1].checklist[0].id`.
    pub field: String,
    pub fault: Fault,
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "fault")]
pub enum Fault {
    /// Two to nine levels are needed: with one, people would approve what they wrote.
    LevelCount { is: u64 },
    /// Levels are numbered 1, 2, 3, … in this order.
    LevelNumber { is: u8, wanted: u8 },
    /// A name in one of the languages is blank.
    Blank,
    /// The word stands there twice.
    Repeated { word: String },
    /// Small letters, digits and `_`, beginning with a letter, at most 40.
    NotAWord { found: String },
    /// At least one is needed.
    NoneGiven,
    /// More than 0 is needed.
    Zero,
    /// Not a name of the IANA time zone database.
    UnknownZone { found: String },
    /// Over what the program can hold.
    TooBig { limit: u64 },
}

impl From<Problem> for crate::domain::refusal::Refusal {
    fn from(problem: Problem) -> Self {
        let why = crate::domain::refusal::Why::Procedure {
            fault: problem.fault,
        };
        crate::domain::refusal::Refusal::from(why).at(problem.field)
    }
}

/// Checks a procedure; an empty answer means it can be worked by.
pub fn validate(procedure: &Procedure) -> Vec<Problem> {
    let mut found = Findings::default();
    found.name("desk", &procedure.desk);
    if jiff::tz::TimeZone::get(&procedure.zone).is_err() {
        found.add(
            "zone",
            Fault::UnknownZone {
                found: procedure.zone.clone(),
            },
        );
    }
    check_levels(procedure, &mut found);
    check_codes(procedure, &mut found);
    found.above_zero("aging_days", procedure.aging_days);
    found.above_zero("confirm_minutes", procedure.confirm_minutes);
    found.above_zero("verification.stale_days", procedure.verification.stale_days);
    found.above_zero("verification.debt_hours", procedure.verification.debt_hours);
    for (name, rule) in [
        ("innovation", &procedure.verification.innovation),
        ("effect", &procedure.verification.effect),
        ("data", &procedure.verification.data),
        ("fact", &procedure.verification.fact),
    ] {
        found.above_zero(&format!("verification.{name}.groups"), rule.groups);
    }
    if procedure.body_limit == 0 {
        found.add("body_limit", Fault::Zero);
    }
    // Offsets into a body are kept in 32 bits.
    if procedure.body_limit > u32::MAX as usize {
        found.add(
            "body_limit",
            Fault::TooBig {
                limit: u64::from(u32::MAX),
            },
        );
    }
    found.0
}

fn check_levels(procedure: &Procedure, found: &mut Findings) {
    let count = procedure.levels.len();
    if !(2..=MAX_LEVELS).contains(&count) {
        found.add("levels", Fault::LevelCount { is: count as u64 });
    }
    for ((place, level), wanted) in procedure.levels.iter().enumerate().zip(1u8..) {
        let at = format!("levels[{place}]");
        if level.no != wanted {
            found.add(
                format!("{at}.no"),
                Fault::LevelNumber {
                    is: level.no,
                    wanted,
                },
            );
        }
        found.name(&format!("{at}.name"), &level.name);
        found.above_zero(&format!("{at}.checklist_version"), level.checklist_version);
        for (name, minutes) in [
            ("critical", level.minutes.critical),
            ("expedited", level.minutes.expedited),
            ("plain", level.minutes.plain),
        ] {
            found.above_zero(&format!("{at}.minutes.{name}"), minutes);
        }
        let mut known = BTreeSet::new();
        for (place, question) in level.checklist.iter().enumerate() {
            let at = format!("{at}.checklist[{place}]");
            found.word(&format!("{at}.id"), &question.id, &mut known);
            found.name(&format!("{at}.text"), &question.text);
        }
    }
    // What is signed at level 1 is the attestation; signing nothing would attest nothing.
    if procedure
        .level(1)
        .is_some_and(|level| level.checklist.is_empty())
    {
        found.add("levels[0].checklist", Fault::NoneGiven);
    }
}

fn check_codes(procedure: &Procedure, found: &mut Findings) {
    if procedure.return_codes.is_empty() {
        found.add("return_codes", Fault::NoneGiven);
    }
    let mut known = BTreeSet::new();
    for (place, code) in procedure.return_codes.iter().enumerate() {
        let at = format!("return_codes[{place}]");
        found.word(&format!("{at}.code"), &code.code, &mut known);
        found.name(&format!("{at}.name"), &code.name);
    }
}

#[derive(Default)]
struct Findings(Vec<Problem>);

impl Findings {
    fn add(&mut self, field: impl Into<String>, fault: Fault) {
        self.0.push(Problem {
            field: field.into(),
            fault,
        });
    }

    fn name(&mut self, field: &str, name: &Bilingual) {
        for (lang, text) in [("zh", &name.zh), ("en", &name.en)] {
            if text.trim().is_empty() {
                self.add(format!("{field}.{lang}"), Fault::Blank);
            }
        }
    }

    fn word<'a>(&mut self, field: &str, word: &'a str, known: &mut BTreeSet<&'a str>) {
        let plain = word.len() <= 40
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain {
            self.add(field, Fault::NotAWord { found: word.into() });
        }
        if !known.insert(word) {
            self.add(field, Fault::Repeated { word: word.into() });
        }
    }

    fn above_zero(&mut self, field: &str, number: u32) {
        if number == 0 {
            self.add(field, Fault::Zero);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_can_be_worked_by() {
        assert_eq!(validate(&Procedure::three_levels()), []);
    }

    #[test]
    fn desks_with_two_and_four_levels_can_be_set_up() {
        let mut procedure = Procedure::three_levels();
        procedure.levels.truncate(2);
        assert_eq!(validate(&procedure), []);
        let mut procedure = Procedure::three_levels();
        let fourth = Level {
            no: 4,
            ..procedure.levels[2].clone()
        };
        procedure.levels.push(fourth);
        assert_eq!(validate(&procedure), []);
    }

    #[test]
    fn all_problems_are_told_at_once_with_their_places() {
        let mut procedure = Procedure::three_levels();
        procedure.zone = "Asia/Nowhere".into();
        procedure.levels[1].no = 3;
        procedure.levels[0].checklist[1].id = "facts".into();
        procedure.levels[2].minutes.critical = 0;
        procedure.return_codes[0].code = "Dupli cate".into();
        procedure.return_codes[1].name.en = " ".into();
        let fields: Vec<String> = validate(&procedure)
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(
            fields,
            [
                "zone",
                "levels[0].checklist[1].id",
                "levels[1].no",
                "levels[2].minutes.critical",
                "return_codes[0].code",
                "return_codes[1].name.en",
            ]
        );
    }

    #[test]
    fn one_level_alone_is_refused() {
        let mut procedure = Procedure::three_levels();
        procedure.levels.truncate(1);
        assert_eq!(
            validate(&procedure),
            [Problem {
                field: "levels".into(),
                fault: Fault::LevelCount { is: 1 }
            }]
        );
    }

    #[test]
    fn a_procedure_reads_back_as_it_was_written() {
        let procedure = Procedure::three_levels();
        let written = serde_json::to_string(&procedure).expect("json");
        assert_eq!(
            serde_json::from_str::<Procedure>(&written).expect("read"),
            procedure
        );
    }
}
