//! Making a version of what was written: first what the machine sees in it, and what that does to the votes.

use super::{EditorScreen, SAVED};
use crate::domain::review::detect::detect;
use crate::domain::review::revise::ReviseDraft;
use crate::domain::review::{ChangeKind, Detected, Manuscript};
use crate::messages::{Lang, Phrase, tui_write as say, words};
use crate::tui::app::acts::Target;
use crate::tui::app::diff::DiffScreen;
use crate::tui::app::form::{Entry, Form, FormOverlay, Purpose, Value};
use crate::tui::app::item::ask::{CHANGES, change, choices, from_word};
use crate::tui::app::item::can::in_words;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::{Step, Told};
use crate::wire::ItemCommand;

/// Findings shown before a version is saved.
const FINDINGS: usize = 12;

impl EditorScreen {
    pub(super) fn save(&mut self, shared: &mut Shared) -> Vec<Step> {
        if !self.form.check(shared) {
            return Vec::new();
        }
        let lang = shared.lang;
        let mine = self.manuscript();
        let now = self.view.item.version();
        if self.moved_on().is_some() && self.compared != Some(now) {
            self.compared = Some(now);
            shared.warn(say::compare_first(lang, self.based_on, now));
            return vec![DiffScreen::against(shared, &self.view, mine)];
        }
        match detect(&self.view.manuscript, &mine, &self.view.item.claims) {
            Ok((machine, found)) => vec![Step::over(self.kind_form(shared, mine, machine, &found))],
            Err(refusal) => {
                shared.warn(in_words(shared, &refusal.why, &refusal.who_can_fix));
                Vec::new()
            }
        }
    }

    fn kind_form(
        &self,
        shared: &Shared,
        mine: Manuscript,
        machine: ChangeKind,
        found: &[Detected],
    ) -> FormOverlay {
        let lang = shared.lang;
        // Stricter ones only: that is all a person may say against the machine.
        let offered: Vec<&str> = CHANGES
            .iter()
            .copied()
            .filter(|it| from_word::<ChangeKind>(it).is_some_and(|it| it >= machine))
            .collect();
        let entries = vec![
            Entry::fixed("seen", say::MACHINE_SAW, findings(lang, found)),
            Entry::one(
                "change",
                say::CHANGE_KIND,
                choices(&offered, change),
                Some(0),
            )
            .required(),
            Entry::fixed("means", say::WHAT_IT_MEANS, means(machine)),
        ];
        let purpose = Save {
            target: Target::from(&*self.view),
            machine,
            draft: ReviseDraft {
                based_on: self.view.item.version(),
                manuscript: mine,
                change: None,
                applied: self.taken_in.clone(),
                remark: self.form.text("remark").to_owned(),
            },
        };
        FormOverlay::new(
            say::save_title(lang, Target::from(&*self.view).called()),
            Form::new("", entries, shared),
            purpose,
        )
    }
}

/// What the detectors saw, one per line.
fn findings(lang: Lang, found: &[Detected]) -> String {
    let mut lines: Vec<String> = found
        .iter()
        .take(FINDINGS)
        .map(|it| {
            let what = words::detector(lang, it.what);
            match (it.before.is_empty(), it.after.is_empty()) {
                (true, true) => what.to_owned(),
                (true, false) => say::found_added(lang, what, &it.after),
                (false, true) => say::found_removed(lang, what, &it.before),
                (false, false) => say::found_changed(lang, what, &it.before, &it.after),
            }
        })
        .collect();
    if found.len() > FINDINGS {
        lines.push(say::more_findings(lang, found.len() - FINDINGS));
    }
    lines.join("\n")
}

/// What a change of this kind does to the votes.
fn means(kind: ChangeKind) -> Phrase {
    match kind {
        ChangeKind::Format | ChangeKind::Typo => say::KEEPS_ALL,
        ChangeKind::Wording => say::KEEPS_WITH_NOTICE,
        ChangeKind::Substance => say::VOIDS,
    }
}

/// Makes a version of it.
#[derive(Debug)]
struct Save {
    target: Target,
    machine: ChangeKind,
    draft: ReviseDraft,
}

impl Purpose for Save {
    fn finish(&mut self, form: &mut Form, _: &mut Shared) -> Vec<Step> {
        let kind = form.taken("change").and_then(from_word::<ChangeKind>);
        // Left as the machine has it, the server says it: it compares with more than the text before.
        let change = kind.filter(|it| *it > self.machine);
        let command = ItemCommand::Revise(Box::new(ReviseDraft {
            change,
            ..self.draft.clone()
        }));
        vec![
            Step::Give {
                targets: vec![self.target.clone()],
                command,
            },
            Step::Tell(Told::Item(SAVED.into())),
        ]
    }

    fn changed(&mut self, form: &mut Form, _: &mut Shared) {
        let kind = form
            .taken("change")
            .and_then(from_word::<ChangeKind>)
            .unwrap_or(self.machine);
        if let Some(entry) = form.entry_mut("means") {
            entry.value = Value::Fixed(means(kind).into());
        }
    }
}
