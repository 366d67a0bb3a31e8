//! What can be done to items from the queue: triage here, verdicts on the item's own screen, where it can be read.

use super::*;
use crate::domain::item::triage::*;
use crate::domain::item::{ItemKind, Stage};
use crate::domain::report::Urgency;
use crate::domain::roster::Duty;
use crate::messages::tui_frame;
use crate::tui::app::acts;
use crate::tui::app::form::{Choice, Entry, Form, FormOverlay, Purpose};
use crate::tui::app::gates::GatesOverlay;
use crate::tui::app::label::Label;
use crate::tui::app::number::{NumberOverlay, Wanted};
use crate::tui::app::until;
use crate::wire::ItemCommand;

impl QueueScreen {
    /// What a verb is done to: the marked items, or else the one under the cursor.
    pub fn targets(&self) -> Vec<Target> {
        if self.marks.is_empty() {
            return self.row().map(Target::from).into_iter().collect();
        }
        let mut targets: Vec<Target> = self.marks.values().cloned().collect();
        targets.sort_by_key(|target| target.no);
        targets
    }

    pub(super) fn verb(&mut self, shared: &mut Shared, verb: Action) -> Vec<Step> {
        if let (Some(name), true) = (&self.left, self.marks.is_empty()) {
            shared.warn(say::left_the_list(shared.lang, name));
            return Vec::new();
        }
        if let Some(why) = self.refuses_verb(shared, verb) {
            shared.warn(why);
            return Vec::new();
        }
        let targets = self.targets();
        if targets.is_empty() {
            shared.warn(say::NOTHING_HERE.get(shared.lang));
            return Vec::new();
        }
        let stage = self.row().map(|row| row.stage.clone()).unwrap_or_default();
        let in_intake = matches!(
            Stage::from_word(&stage),
            Some(Stage::Triage | Stage::Drafting)
        );
        let give =
            |command: ItemCommand, targets: Vec<Target>| vec![Step::Give { targets, command }];
        match verb {
            Action::Promote => vec![promote(shared, targets)],
            Action::Return if in_intake => vec![return_to_unit(shared, targets)],
            Action::Spike => vec![spike(shared, targets)],
            Action::Hold => vec![hold(shared, targets)],
            Action::Urgent => vec![urgent(shared, targets)],
            Action::Resume | Action::Unspike => give(ItemCommand::BringBack, targets),
            Action::Merge => self.merge(shared, targets),
            Action::TakeOver => self.take_over(shared, targets),
            Action::Ready | Action::Release if targets.len() > 1 => {
                let command = if verb == Action::Ready {
                    ItemCommand::Ready
                } else {
                    ItemCommand::Release
                };
                give(command, targets)
            }
            Action::Repeat => match shared.repeatable.clone() {
                Some(command) => give(command, targets),
                None => {
                    shared.warn(say::NOTHING_TO_REPEAT.get(shared.lang));
                    Vec::new()
                }
            },
            Action::Why => match targets.into_iter().next() {
                Some(target) => {
                    let (overlay, fetch) = GatesOverlay::open(shared, target, &stage);
                    vec![Step::over(overlay), fetch.into()]
                }
                None => Vec::new(),
            },
            Action::Pass
            | Action::Return
            | Action::Ready
            | Action::Release
            | Action::Retract
            | Action::NameReviewer
            | Action::SignOff => self.open(shared, Some(verb)),
            _ => {
                shared.warn(tui_frame::NOT_HERE.get(shared.lang));
                Vec::new()
            }
        }
    }

    /// Which of the marked ones leads; or, with one item, into which number it goes.
    fn merge(&self, shared: &Shared, targets: Vec<Target>) -> Vec<Step> {
        if targets.len() < 2 {
            return vec![Step::over(NumberOverlay::new(Wanted::MergeInto(targets)))];
        }
        let option = |lead: &Target| {
            let others = targets
                .iter()
                .filter(|it| it.item != lead.item)
                .cloned()
                .collect();
            let command = ItemCommand::Merge(MergeDraft { into: lead.item });
            Pick {
                label: Label::Text(lead.called()),
                note: Label::Text(String::new()),
                then: vec![Step::Give {
                    targets: others,
                    command,
                }],
            }
        };
        let cursor = targets
            .iter()
            .position(|it| Some(it.item) == self.selected)
            .unwrap_or(0);
        let title = Label::Text(say::merge_title(shared.lang, targets.len()));
        vec![Step::over(PickOverlay::new(
            title,
            targets.iter().map(option).collect(),
            cursor,
        ))]
    }

    /// Handing over to the other post that does the same, when this person acts for it. Who reviews follows from posts and
    /// absences by itself: then this says whose move it is, and why.
    fn take_over(&self, shared: &mut Shared, targets: Vec<Target>) -> Vec<Step> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let lang = shared.lang;
        let duty = match Stage::from_word(&row.stage) {
            Some(Stage::Triage) => Some(Duty::Triage),
            Some(Stage::Drafting) => Some(Duty::Draft),
            _ => None,
        };
        let at = row.turn.as_ref().map(|turn| turn.post);
        let mine = shared
            .me
            .iter()
            .flat_map(|me| &me.seats)
            .map(|seat| seat.post)
            .find(|post| {
                Some(*post) != at
                    && duty
                        .is_some_and(|duty| shared.posts_with(duty).iter().any(|it| it.id == *post))
            });
        match (mine, &row.turn) {
            (Some(desk_post), _) => {
                let command = ItemCommand::Reassign(ReassignDraft { desk_post });
                let what = say::take_over_question(
                    lang,
                    acts::called(shared, &targets),
                    shared.post_name(desk_post),
                );
                let yes = vec![Step::Give { targets, command }];
                vec![Step::over(crate::tui::app::confirm::ConfirmOverlay::new(
                    say::TAKE_OVER,
                    Label::Text(what),
                    yes,
                ))]
            }
            (None, Some(turn)) if turn.mine => {
                shared.say(say::ALREADY_YOURS.get(lang));
                Vec::new()
            }
            (None, Some(turn)) => {
                shared.warn(say::turn_follows(
                    lang,
                    &turn.person.name,
                    shared.post_name(turn.post),
                ));
                Vec::new()
            }
            (None, None) => {
                shared.warn(say::NO_TURN.get(lang));
                Vec::new()
            }
        }
    }

    /// Why a verb cannot be done: by the stage of the row, and by what the server said of the item if it was fetched.
    pub(super) fn refuses_verb(&self, shared: &Shared, verb: Action) -> Option<String> {
        let lang = shared.lang;
        let is_verb = command_word(verb).is_some()
            || matches!(verb, Action::Merge | Action::TakeOver | Action::Why);
        if !is_verb {
            return None;
        }
        let Some(row) = self.row() else {
            return self
                .marks
                .is_empty()
                .then(|| say::NOTHING_HERE.get(lang).to_owned());
        };
        if self.marks.len() > 1
            && matches!(
                verb,
                Action::Pass | Action::Retract | Action::NameReviewer | Action::SignOff
            )
        {
            return Some(say::ONE_AT_A_TIME.get(lang).to_owned());
        }
        let stage = Stage::from_word(&row.stage);
        let fits = match verb {
            Action::Promote => stage == Some(Stage::Triage),
            Action::Resume => stage == Some(Stage::Held),
            Action::Unspike => stage == Some(Stage::Closed),
            Action::Ready => stage == Some(Stage::Drafting),
            Action::Pass | Action::SignOff => matches!(stage, Some(Stage::Level(_))),
            Action::Release => stage == Some(Stage::Release),
            _ => true,
        };
        if self.marks.is_empty() && !fits {
            return Some(say::wrong_stage(lang, shared.stage(&row.stage)));
        }
        let word = command_word(verb)?;
        let view = self
            .previewed
            .as_ref()
            .filter(|view| view.item.id == row.id && view.item.rev == row.rev)?;
        let word = match verb {
            Action::Return if matches!(stage, Some(Stage::Level(_) | Stage::Release)) => "vote",
            Action::Pass => "pass",
            _ => word,
        };
        let refused = self.marks.is_empty() && !view.allowed.iter().any(|allowed| allowed == word);
        refused.then(|| say::NOT_ALLOWED.get(lang).to_owned())
    }

    /// The keys that matter at this tab.
    pub(super) fn footer(&self, shared: &Shared) -> Vec<Action> {
        use Action::*;
        if self.list.total() == Some(0) {
            return match self.filter.is_empty() {
                true => vec![NextTab, NewSubmission, GoOutbox],
                false => vec![ClearFilter, Filter, NextTab],
            };
        }
        let verbs: &[Action] = match self.tab(shared) {
            Tab::Stage(Stage::Triage) => &[Promote, Return, Merge, Spike, Hold, Urgent],
            Tab::Stage(Stage::Drafting) => &[Ready, Urgent, Hold, Return],
            Tab::Stage(Stage::Release) => &[Release, Return, Why],
            Tab::Stage(_) | Tab::Mine => &[Pass, Return, Hold, Why],
            Tab::Held => &[Resume, Why],
            Tab::Released => &[],
            Tab::Closed => &[Unspike],
        };
        [Open]
            .iter()
            .chain(verbs)
            .chain(&[Mark, Filter, Undo, Sort, ExplainPlace])
            .copied()
            .collect()
    }
}

/// The command that a verb ends in.
fn command_word(verb: Action) -> Option<&'static str> {
    Some(match verb {
        Action::Promote => "promote",
        Action::Return => "return_to_unit",
        Action::Spike => "spike",
        Action::Hold => "hold",
        Action::Urgent => "set_urgency",
        Action::Resume | Action::Unspike => "bring_back",
        Action::Ready => "ready",
        Action::Pass | Action::SignOff => "vote",
        Action::Release => "release",
        Action::Retract => "retract_vote",
        Action::NameReviewer => "name_reviewer",
        _ => return None,
    })
}

/// Where the form of a verb keeps what is typed: with its item, or for a bulk act by the verb alone.
fn draft_key(targets: &[Target], verb: &str) -> String {
    match targets {
        [one] => format!("item/{}/{verb}", one.item),
        _ => format!("new/bulk {verb}"),
    }
}

/// What stands above a form: the verb, and what it is done to.
fn title(shared: &Shared, verb: &str, targets: &[Target]) -> Label {
    let what = acts::called(shared, targets);
    Label::Text(tui_frame::verb_and_item(
        shared.lang,
        tui_frame::command(shared.lang, verb),
        what,
    ))
}

/// What a filled form of triage is for.
#[derive(Debug)]
enum Triage {
    Promote,
    Return,
    Spike,
    Hold,
}

#[derive(Debug)]
struct TriageForm {
    what: Triage,
    targets: Vec<Target>,
}

impl Purpose for TriageForm {
    fn finish(&mut self, form: &mut Form, shared: &mut Shared) -> Vec<Step> {
        let code = form.taken("code").unwrap_or_default().to_owned();
        let needs_sentence = shared
            .procedure()
            .and_then(|it| it.return_code(&code))
            .is_some_and(|it| it.needs_sentence);
        if needs_sentence && form.text("sentence").is_empty() {
            form.fault("sentence", say::SENTENCE_WANTED.get(shared.lang));
            return Vec::new();
        }
        let sentence = form.text("sentence").to_owned();
        let command = match self.what {
            Triage::Promote => {
                let desk_post = form.taken("desk_post").and_then(|id| id.parse().ok());
                let kind = form.taken("kind").and_then(kind_of).unwrap_or_default();
                ItemCommand::Promote(PromoteDraft { desk_post, kind })
            }
            Triage::Return => ItemCommand::ReturnToUnit(ReturnDraft { code, sentence }),
            Triage::Spike => ItemCommand::Spike(SpikeDraft {
                code,
                reason: sentence,
            }),
            Triage::Hold => {
                let Some(until) = until::read(form.text("until"), shared.now, &shared.zone())
                else {
                    form.fault("until", say::NO_SUCH_TIME.get(shared.lang));
                    return Vec::new();
                };
                ItemCommand::Hold(HoldDraft {
                    until,
                    reason: sentence,
                })
            }
        };
        vec![Step::Give {
            targets: std::mem::take(&mut self.targets),
            command,
        }]
    }

    /// A moment is shown as it was understood, as soon as it is.
    fn changed(&mut self, form: &mut Form, shared: &mut Shared) {
        if let Triage::Hold = self.what {
            let read = until::read(form.text("until"), shared.now, &shared.zone());
            let shown = read.map(|until| shared.when(until)).unwrap_or_default();
            if let Some(entry) = form.entry_mut("understood") {
                entry.value = crate::tui::app::form::Value::Fixed(Label::Text(shown));
            }
        }
    }
}

const KINDS: [(&str, ItemKind); 5] = [
    ("single", ItemKind::Single),
    ("whole", ItemKind::Whole),
    ("brief", ItemKind::Brief),
    ("digest", ItemKind::Digest),
    ("research", ItemKind::Research),
];

fn kind_of(word: &str) -> Option<ItemKind> {
    KINDS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, kind)| *kind)
}

fn promote(shared: &Shared, targets: Vec<Target>) -> Step {
    let posts: Vec<Choice> = shared
        .posts_with(Duty::Draft)
        .into_iter()
        .map(|post| Choice::new(post.id.to_string(), post.name.clone()))
        .collect();
    let kinds = KINDS
        .map(|(word, kind)| Choice::new(word, Label::With(kind_label, word_of(kind))))
        .to_vec();
    let first = (!posts.is_empty()).then_some(0);
    let entries = vec![
        Entry::one("desk_post", say::DRAFTING_POST, posts, first),
        Entry::one("kind", say::KIND, kinds, Some(0)),
    ];
    form(shared, "promote", Triage::Promote, targets, entries)
}

fn word_of(kind: ItemKind) -> String {
    KINDS
        .iter()
        .find(|(_, it)| *it == kind)
        .map_or("", |(word, _)| word)
        .to_owned()
}

fn kind_label(lang: crate::messages::Lang, word: &str) -> String {
    kind_of(word)
        .map_or(word, |kind| words::kind(lang, kind))
        .to_owned()
}

/// The desk's return codes, to choose from.
pub fn return_codes(shared: &Shared) -> Vec<Choice> {
    let codes = shared
        .procedure()
        .map(|procedure| procedure.return_codes.as_slice())
        .unwrap_or_default();
    codes
        .iter()
        .map(|code| Choice::new(code.code.clone(), code.name.clone()))
        .collect()
}

fn return_to_unit(shared: &Shared, targets: Vec<Target>) -> Step {
    let entries = vec![
        Entry::one("code", say::RETURN_CODE, return_codes(shared), None).required(),
        Entry::block("sentence", say::WHAT_WOULD_HELP, "", 5).hint(say::WHAT_WOULD_HELP_HINT),
    ];
    form(shared, "return_to_unit", Triage::Return, targets, entries)
}

fn spike(shared: &Shared, targets: Vec<Target>) -> Step {
    let entries = vec![
        Entry::one("code", say::RETURN_CODE, return_codes(shared), None).required(),
        Entry::block("sentence", say::REASON, "", 4),
    ];
    form(shared, "spike", Triage::Spike, targets, entries)
}

fn hold(shared: &Shared, targets: Vec<Target>) -> Step {
    let entries = vec![
        Entry::line("until", say::HOLD_UNTIL, "")
            .required()
            .hint(say::HOLD_UNTIL_HINT),
        Entry::fixed("understood", say::UNDERSTOOD, String::new()),
        Entry::block("sentence", say::REASON, "", 4).required(),
    ];
    form(shared, "hold", Triage::Hold, targets, entries)
}

fn form(
    shared: &Shared,
    verb: &'static str,
    what: Triage,
    targets: Vec<Target>,
    entries: Vec<Entry>,
) -> Step {
    let title = title(shared, verb, &targets);
    let form = Form::new(draft_key(&targets, verb), entries, shared);
    Step::over(FormOverlay::new(title, form, TriageForm { what, targets }))
}

fn urgent(shared: &Shared, targets: Vec<Target>) -> Step {
    fn label(lang: crate::messages::Lang, word: &str) -> String {
        let urgency = Urgency::ALL
            .into_iter()
            .find(|it| it.word() == word)
            .unwrap_or_default();
        words::urgency(lang, urgency).to_owned()
    }
    let title = title(shared, "set_urgency", &targets);
    let option = |urgency: Urgency| Pick {
        label: Label::With(label, urgency.word().to_owned()),
        note: Label::Text(String::new()),
        then: vec![Step::Give {
            targets: targets.clone(),
            command: ItemCommand::SetUrgency(UrgencyDraft { urgency }),
        }],
    };
    // Most urgent first.
    Step::over(PickOverlay::new(
        title,
        Urgency::ALL.into_iter().rev().map(option).collect(),
        0,
    ))
}

/// The forms of triage, for the item's own screen.
pub fn triage_form(shared: &Shared, verb: Action, target: Target) -> Option<Step> {
    let targets = vec![target];
    Some(match verb {
        Action::Promote => promote(shared, targets),
        Action::Return => return_to_unit(shared, targets),
        Action::Spike => spike(shared, targets),
        Action::Hold => hold(shared, targets),
        Action::Urgent => urgent(shared, targets),
        Action::Resume | Action::Unspike => Step::Give {
            targets,
            command: ItemCommand::BringBack,
        },
        _ => return None,
    })
}
