//! Typing in a submission by hand: what came by telephone, on paper, in person.

use super::asked::Asked;
use super::effect::{Effect, Request, Slot};
use super::form::{Entry, Filled, Form, Value, editor_tag, take_edited};
use super::item::ItemScreen;
use super::item::ask::{
    self, CLASSIFICATIONS, channel, choices, classification, from_word, urgency,
};
use super::label::Label;
use super::matching::{Match, find};
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use super::when::read_past;
use crate::domain::report::{Channel, HotlineCluster, SubmissionDraft, Urgency};
use crate::messages::{tui_frame, tui_write as say};
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};

/// Where what is being typed is kept.
const DRAFT: &str = "submission/new";
/// Names shown of those that fit.
const SHOWN: usize = 6;
/// The fields that a hotline submission has and no other.
const OF_HOTLINE: [&str; 4] = [
    "hotline.category",
    "hotline.count",
    "hotline.window_days",
    "hotline.ticket_refs",
];
/// After which field they come.
const AFTER: &str = "channel";

/// The screen.
#[derive(Debug)]
pub struct SubmissionScreen {
    pub form: Form,
    /// It is on its way.
    asked: Option<Asked>,
}

impl SubmissionScreen {
    /// A new one, or the draft that was left.
    pub fn open(shared: &mut Shared) -> Self {
        let channels: Vec<&str> = Channel::ALL.iter().map(|it| it.word()).collect();
        let urgencies: Vec<&str> = Urgency::ALL.iter().map(|it| it.word()).collect();
        let entries = vec![
            Entry::line("unit", say::UNIT, "")
                .required()
                .hint(say::UNIT_HINT),
            Entry::fixed("found", say::UNIT_FOUND, String::new()),
            Entry::one(
                "channel",
                say::CHANNEL,
                choices(&channels, channel),
                Some(0),
            )
            .required(),
            Entry::one(
                "urgency",
                say::URGENCY,
                choices(&urgencies, urgency),
                Some(0),
            )
            .required(),
            Entry::line("title", say::TITLE, "").required(),
            Entry::block("body", say::BODY, "", 10).required(),
            Entry::line("author", say::AUTHOR, "").hint(say::OPTIONAL),
            Entry::line("released_by", say::RELEASED_BY, "").hint(say::RELEASED_BY_HINT),
            Entry::line("sender_time", say::SENDER_TIME, "").hint(say::SENDER_TIME_HINT),
            Entry::one(
                "classification",
                say::CLASSIFICATION,
                choices(&CLASSIFICATIONS, classification),
                Some(1),
            )
            .required(),
        ];
        let mut screen = SubmissionScreen {
            form: Form::new(DRAFT, entries, shared),
            asked: None,
        };
        if shared.draft(DRAFT).is_some() {
            shared.say(say::DRAFT_RESTORED.get(shared.lang));
        }
        screen.follow(shared);
        screen
    }

    /// It is on its way to the desk.
    pub fn is_sending(&self) -> bool {
        self.asked.is_some()
    }

    /// What was typed for the unit, and the fields of the hotline.
    fn follow(&mut self, shared: &Shared) {
        let typed = self.form.text("unit").to_owned();
        let names = units(shared);
        let told = match find(&typed, names.iter().map(String::as_str)) {
            _ if typed.is_empty() => say::UNIT_HINT.get(shared.lang).to_owned(),
            Match::One(at) => names.get(at).cloned().unwrap_or_default(),
            Match::Several(places) => {
                let shown: Vec<&str> = places
                    .iter()
                    .take(SHOWN)
                    .filter_map(|at| Some(names.get(*at)?.as_str()))
                    .collect();
                say::several_units(
                    shared.lang,
                    places.len(),
                    shown.join(say::LIST_GAP.get(shared.lang)),
                )
            }
            Match::None => say::UNKNOWN_UNIT.get(shared.lang).to_owned(),
        };
        if let Some(entry) = self.form.entry_mut("found") {
            entry.value = Value::Fixed(Label::Text(told));
        }
        let wanted = self.form.taken("channel") == Some(Channel::Hotline.word());
        let there = self.form.entry(OF_HOTLINE[0]).is_some();
        let Some(after) = self.form.entries.iter().position(|it| it.name == AFTER) else {
            return;
        };
        if wanted && !there {
            let [category, count, days, tickets] = OF_HOTLINE;
            let fields = vec![
                Entry::line(category, say::HOTLINE_CATEGORY, "").required(),
                Entry::line(count, say::HOTLINE_COUNT, "").required(),
                Entry::line(days, say::HOTLINE_DAYS, "").required(),
                Entry::line(tickets, say::HOTLINE_TICKETS, "").hint(say::HOTLINE_TICKETS_HINT),
            ];
            // What was filled in for them before is still in the draft.
            let fields = Form::new(DRAFT, fields, shared).entries;
            let count = fields.len();
            self.form.entries.splice(after + 1..after + 1, fields);
            if self.form.focus > after {
                self.form.focus += count;
            }
        } else if !wanted && there {
            let before = self.form.entries.len();
            self.form
                .entries
                .retain(|it| !OF_HOTLINE.contains(&it.name));
            if self.form.focus > after {
                self.form.focus = self
                    .form
                    .focus
                    .saturating_sub(before - self.form.entries.len())
                    .max(after);
            }
        }
    }

    fn keep(&mut self, shared: &mut Shared) -> Vec<Step> {
        let kept = self.form.keep(shared).map(Step::Do).into_iter().collect();
        self.follow(shared);
        kept
    }

    /// A count in a field, which is at fault when it is none.
    fn count(&mut self, shared: &Shared, field: &'static str) -> Option<u32> {
        let count = crate::text::fold(self.form.text(field)).trim().parse().ok();
        if count.is_none() {
            self.form.fault(field, say::NOT_A_COUNT.get(shared.lang));
        }
        count
    }

    fn draft(&mut self, shared: &Shared) -> Option<SubmissionDraft> {
        let names = units(shared);
        let typed = self.form.text("unit").to_owned();
        let unit = match find(&typed, names.iter().map(String::as_str)) {
            Match::One(at) => names.get(at).cloned(),
            Match::Several(_) => {
                self.form.fault("unit", say::WHICH_UNIT.get(shared.lang));
                return None;
            }
            // The server knows best; a list that is not here yet is no reason to refuse.
            Match::None => Some(typed),
        };
        let stated = self.form.text("sender_time").to_owned();
        let sender_time = match stated.as_str() {
            "" => None,
            typed => match read_past(typed, shared.now, &shared.zone()) {
                Some(at) => Some(at),
                None => {
                    self.form
                        .fault("sender_time", say::NOT_A_PAST_TIME.get(shared.lang));
                    return None;
                }
            },
        };
        let channel: Channel = self.form.taken("channel").and_then(from_word)?;
        let hotline = if channel == Channel::Hotline {
            let [category, count, days, tickets] = OF_HOTLINE;
            let (count, window_days) = (self.count(shared, count)?, self.count(shared, days)?);
            let refs = self
                .form
                .text(tickets)
                .split([' ', ',', '，', '、', ';', '；']);
            Some(HotlineCluster {
                category: self.form.text(category).to_owned(),
                count,
                window_days,
                ticket_refs: refs
                    .map(str::trim)
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect(),
            })
        } else {
            None
        };
        let form = &self.form;
        let optional = |name: &str| Some(form.text(name).to_owned()).filter(|it| !it.is_empty());
        Some(SubmissionDraft {
            unit,
            channel,
            urgency: form.taken("urgency").and_then(from_word)?,
            classification: form.taken("classification").and_then(from_word)?,
            title: form.text("title").to_owned(),
            body: form.untrimmed("body").to_owned(),
            author: optional("author"),
            co_authors: Vec::new(),
            sender_time,
            released_by: optional("released_by"),
            hotline,
            historic: false,
        })
    }

    fn submit(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.asked.is_some() {
            shared.say(say::BEING_SENT.get(shared.lang));
            return Vec::new();
        }
        if !self.form.check(shared) {
            return Vec::new();
        }
        let Some(draft) = self.draft(shared) else {
            return Vec::new();
        };
        let (asked, effect) = Asked::fetch(shared, Slot::Submit, Request::Submit(Box::new(draft)));
        self.asked = Some(asked);
        shared.say(say::BEING_SENT.get(shared.lang));
        vec![effect.into()]
    }
}

fn units(shared: &Shared) -> Vec<String> {
    let all = shared
        .roster
        .as_ref()
        .map(|it| it.units.as_slice())
        .unwrap_or_default();
    all.iter()
        .filter(|it| it.active)
        .map(|it| it.name.clone())
        .collect()
}

impl Part for SubmissionScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        self.form.scopes()
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.form.field()
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.keep(shared)
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        match self.form.action(action) {
            Filled::Same => Vec::new(),
            Filled::Changed => self.keep(shared),
            Filled::External => {
                let tag = editor_tag(&self.form);
                let text = self
                    .form
                    .field()
                    .map(|field| field.text().to_owned())
                    .unwrap_or_default();
                vec![Effect::OpenEditor { tag, text }.into()]
            }
            Filled::Submit => self.submit(shared),
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if !self
            .asked
            .is_some_and(|asked| asked.is_answered(shared, slot))
        {
            return Vec::new();
        }
        self.asked = None;
        match reply {
            Ok(Reply::Received(receipt)) => {
                let told = if receipt.repeated {
                    say::received_before(shared.lang, receipt.seq)
                } else {
                    say::received(shared.lang, receipt.seq)
                };
                shared.say(told);
                let forget = self.form.forget(shared).map(Step::Do);
                let (screen, fetch) = ItemScreen::open(receipt.item, None, shared);
                // In its place the item it opened: going back from there is going back from here.
                forget
                    .into_iter()
                    .chain([Step::Back, Step::go(screen), fetch.into()])
                    .collect()
            }
            Ok(_) => Vec::new(),
            Err(Failure::Problem(problem)) => {
                let field = problem.field.clone().unwrap_or_else(|| "title".to_owned());
                self.form.fault(&field, problem.title.clone());
                shared.warn(problem.title.clone());
                Vec::new()
            }
            Err(Failure::Offline(_)) => {
                shared.warn(say::SUBMISSION_WANTS_LINE.get(shared.lang));
                Vec::new()
            }
            Err(failure) => {
                shared.failed(failure);
                Vec::new()
            }
        }
    }

    fn edited(
        &mut self,
        shared: &mut Shared,
        tag: &str,
        text: &Result<String, String>,
    ) -> Vec<Step> {
        if take_edited(&mut self.form, shared, tag, text) {
            self.keep(shared)
        } else {
            Vec::new()
        }
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        if shared.draft(DRAFT).is_some() {
            shared.say(tui_frame::DRAFT_KEPT.get(shared.lang));
        }
        None
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        ask::form_hints(&self.form)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::report::Channel;
    use crate::tui::app::item::sample::Terminal;
    use crate::tui::app::{Effect, Request};

    fn submitted(terminal: &Terminal) -> Option<&crate::domain::report::SubmissionDraft> {
        terminal.effects.iter().rev().find_map(|it| match it {
            Effect::Fetch {
                request: Request::Submit(draft),
                ..
            } => Some(&**draft),
            _ => None,
        })
    }

    fn open() -> Terminal {
        let mut terminal = Terminal::wide();
        terminal.press("g q a");
        terminal
    }

    #[test]
    fn a_unit_is_found_by_initials_and_what_is_missing_is_marked() {
        let mut terminal = open();
        terminal.write("cx").press("ctrl-s");
        assert!(submitted(&terminal).is_none());
        assert!(
            terminal.picture().contains("慈溪"),
            "{}",
            terminal.picture()
        );
        // The keys are at the first field that is missing.
        terminal
            .write("标题")
            .press("tab")
            .write("正文")
            .press("ctrl-s");
        let draft = submitted(&terminal).expect("handed in");
        assert!(draft.unit.as_deref().is_some_and(|it| it.contains("慈溪")));
        assert_eq!(
            (draft.title.as_str(), draft.body.as_str()),
            ("标题", "正文")
        );
    }

    #[test]
    fn a_hotline_submission_is_asked_for_its_calls_and_no_other() {
        let mut terminal = open();
        assert!(!terminal.picture().contains("来电件数"));
        terminal.press("tab down down down");
        assert!(
            terminal.picture().contains("来电件数"),
            "{}",
            terminal.picture()
        );
        terminal.press("down");
        assert!(!terminal.picture().contains("来电件数"));
        assert_eq!(Channel::ALL[3], Channel::Hotline);
    }
}
