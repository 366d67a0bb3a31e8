//! Verdicts: pass with the checklist, return, await verification, recommend, put forward, take back, release.

use super::ask::{ask, ask_watched, draft_key, name};
use super::can::{in_words, own_vote};
use crate::domain::field;
use crate::domain::item::Stage;
use crate::domain::procedure::Level;
use crate::domain::refusal::Why;
use crate::domain::review::vote::VoteDraft;
use crate::domain::review::{Answer, Verdict, Via, Vote};
use crate::messages::{tui_act as say, tui_item, words};
use crate::tui::app::acts::Target;
use crate::tui::app::confirm::ConfirmOverlay;
use crate::tui::app::form::{Choice, Entry, Form, Value};
use crate::tui::app::label::Label;
use crate::tui::app::queue::return_codes;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::wire::{ItemCommand, ItemView};

/// A vote on the version that is shown, without anything else yet.
pub fn vote(view: &ItemView, verdict: Verdict) -> VoteDraft {
    VoteDraft {
        verdict,
        version: view.item.version(),
        answers: Vec::new(),
        claims_read: Vec::new(),
        remark: String::new(),
        code: None,
        back_to: None,
        via: Via::Screen,
        out_of_band: None,
    }
}

/// The level the item waits at.
pub fn level<'a>(shared: &'a Shared, view: &ItemView) -> Option<&'a Level> {
    match Stage::from_word(&view.stage)? {
        Stage::Level(n) => shared.procedure()?.level(n),
        _ => None,
    }
}

/// The questions of a level, to be ticked.
pub fn checklist(level: &Level) -> Entry {
    let questions = level
        .checklist
        .iter()
        .map(|it| Choice::new(it.id.clone(), it.text.clone()))
        .collect();
    Entry::any("answers", say::CHECKLIST, questions)
}

/// The claims in the text, to be marked read; nothing where the level does not ask for it.
pub fn claims_to_read(shared: &Shared, view: &ItemView, level: &Level) -> Option<Entry> {
    let claims: Vec<Choice> = view
        .item
        .claims
        .iter()
        .filter(|it| !it.withdrawn)
        .map(|it| {
            let standing = view
                .standings
                .iter()
                .find(|standing| standing.claim == it.id);
            let standing = standing.map_or("", |it| words::standing(shared.lang, it.standing));
            let kind = words::claim_kind(shared.lang, it.kind);
            Choice::new(
                it.id.to_string(),
                say::claim_to_read(shared.lang, it.n, kind, &it.anchor.quote, standing),
            )
        })
        .collect();
    (level.claims_read && !claims.is_empty())
        .then(|| Entry::any("claims_read", say::CLAIMS_READ, claims))
}

/// What is ticked, as answers.
pub fn answers(form: &Form) -> Vec<Answer> {
    let yes = form.ticked("answers").into_iter();
    yes.map(|id| Answer {
        question: id.to_owned(),
        yes: true,
        note: String::new(),
    })
    .collect()
}

/// Boxes that are not ticked yet, over all fields of boxes.
pub fn remaining(form: &Form) -> usize {
    let unticked = |entry: &Entry| match &entry.value {
        Value::Any { ticked, .. } => ticked.iter().filter(|on| !**on).count(),
        _ => 0,
    };
    form.entries.iter().map(unticked).sum()
}

/// Goes to the first field with a box that is not ticked, and says how many there are. Whether there is none.
pub fn all_ticked(form: &mut Form, shared: &Shared) -> bool {
    let left = remaining(form);
    let open = form.entries.iter().find_map(|entry| match &entry.value {
        Value::Any { ticked, .. } if ticked.contains(&false) => Some(entry.name),
        _ => None,
    });
    if let Some(name) = open {
        form.fault(name, say::remaining(shared.lang, left));
    }
    open.is_none()
}

fn count_remaining(form: &mut Form, shared: &Shared) {
    let left = remaining(form);
    let sentence = match left {
        0 => say::NONE_REMAINING.get(shared.lang).to_owned(),
        _ => say::remaining(shared.lang, left),
    };
    if let Some(entry) = form.entry_mut("left") {
        entry.value = Value::Fixed(Label::Text(sentence));
    }
}

/// What the levels below answered, to read beside one's own checklist.
fn answers_below(shared: &Shared, view: &ItemView, below: u8) -> Vec<Entry> {
    // Names of fields have to be constant; more levels than these a desk cannot have.
    const NAMES: [&str; 9] = ["l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    (1..below)
        .filter_map(|n| {
            let vote = view.item.counting_pass(n)?;
            let level = words::level(shared.lang, n, shared.procedure());
            let label = say::level_by(shared.lang, level, name(shared, view, vote.person));
            Some(Entry::fixed(
                NAMES.get(usize::from(n - 1))?,
                label,
                answered(shared, vote),
            ))
        })
        .collect()
}

/// A vote's answers, one per line, with its remark.
pub fn answered(shared: &Shared, vote: &Vote) -> String {
    let lang = shared.lang;
    let questions = shared
        .procedure()
        .and_then(|it| it.level(vote.level))
        .map(|it| it.checklist.as_slice());
    let mut lines: Vec<String> = vote
        .answers
        .iter()
        .map(|answer| {
            let known = questions
                .unwrap_or_default()
                .iter()
                .find(|it| it.id == answer.question);
            let question = known.map_or(answer.question.as_str(), |it| {
                words::bilingual(lang, &it.text)
            });
            let line = if answer.yes {
                say::answered_yes(lang, question)
            } else {
                say::answered_no(lang, question)
            };
            if answer.note.is_empty() {
                line
            } else {
                say::with_note(lang, line, &answer.note)
            }
        })
        .collect();
    if !vote.remark.is_empty() {
        lines.push(say::remark(lang, &vote.remark));
    }
    lines.join("\n")
}

/// Pass: the checklist, the claims to be marked read, the answers of the levels below beside them.
pub fn pass(shared: &mut Shared, view: &ItemView) -> Vec<Step> {
    let Some(level) = level(shared, view) else {
        shared.warn(tui_item::NOT_LOADED.get(shared.lang));
        return Vec::new();
    };
    let mut entries = vec![checklist(level)];
    entries.extend(claims_to_read(shared, view, level));
    entries.push(Entry::fixed("left", say::STILL_WANTED, String::new()));
    entries.push(Entry::block("remark", say::REMARK, "", 4).hint(say::OPTIONAL));
    entries.extend(answers_below(shared, view, level.no));
    let title = say::pass_title(
        shared.lang,
        words::bilingual(shared.lang, &level.name),
        Target::from(view).called(),
    );
    // Ticks are for the words that were read: another version begins anew.
    let word = format!("v{}/pass{}", view.item.version(), level.no);
    let plain = vote(view, Verdict::Pass);
    ask_watched(
        shared,
        view,
        title,
        &word,
        entries,
        count_remaining,
        move |form, shared| {
            if !all_ticked(form, shared) {
                return None;
            }
            let claims_read = form
                .ticked("claims_read")
                .into_iter()
                .filter_map(|id| id.parse().ok())
                .collect();
            let remark = form.text("remark").to_owned();
            Some(ItemCommand::Vote(Box::new(VoteDraft {
                answers: answers(form),
                claims_read,
                remark,
                ..plain.clone()
            })))
        },
    )
}

/// Return: a code, where to, and the sentence.
pub fn send_back(shared: &mut Shared, view: &ItemView) -> Vec<Step> {
    let stage = Stage::from_word(&view.stage);
    let top = shared.procedure().map_or(0, |it| it.top());
    let highest = match stage {
        Some(Stage::Level(n)) => n.saturating_sub(1),
        _ => top,
    };
    let mut places = vec![Choice::new("0", say::BACK_TO_DRAFTING)];
    places.extend((1..=highest).map(|n| {
        let level = words::level(shared.lang, n, shared.procedure());
        Choice::new(n.to_string(), say::back_to_level(shared.lang, level))
    }));
    let entries = vec![
        Entry::one("code", say::RETURN_CODE, return_codes(shared), None).required(),
        Entry::one("back_to", say::BACK_TO, places, Some(0)).required(),
        Entry::block("remark", say::RETURN_SENTENCE, "", 6).hint(say::RETURN_SENTENCE_HINT),
    ];
    let title = say::return_title(shared.lang, Target::from(view).called());
    let plain = vote(view, Verdict::Return);
    ask(
        shared,
        view,
        title,
        "return",
        entries,
        move |form, shared| {
            let code = form.taken("code")?.to_owned();
            let wants = shared
                .procedure()
                .and_then(|it| it.return_code(&code))
                .is_some_and(|it| it.needs_sentence);
            if wants && field::is_blank(form.text("remark")) {
                form.fault("remark", in_words(shared, &Why::SentenceMissing, &[]));
                return None;
            }
            let back_to = form.taken("back_to").and_then(|it| it.parse().ok());
            let remark = form.text("remark").to_owned();
            Some(ItemCommand::Vote(Box::new(VoteDraft {
                code: Some(code),
                back_to,
                remark,
                ..plain.clone()
            })))
        },
    )
}

/// Hold for verification, or a shadow's opinion: a remark that must be there.
pub fn with_remark(shared: &mut Shared, view: &ItemView, verdict: Verdict) -> Vec<Step> {
    let called = Target::from(view).called();
    let (title, label, word) = match verdict {
        Verdict::Recommend => (
            say::recommend_title(shared.lang, called),
            say::RECOMMENDATION,
            "recommend",
        ),
        _ => (say::await_title(shared.lang, called), say::AWAITED, "await"),
    };
    let entries = vec![Entry::block("remark", label, "", 6).required()];
    let plain = vote(view, verdict);
    ask(shared, view, title, word, entries, move |form, _| {
        let remark = form.text("remark").to_owned();
        Some(ItemCommand::Vote(Box::new(VoteDraft {
            remark,
            ..plain.clone()
        })))
    })
}

/// Takes one's latest vote back, after a question.
pub fn retract(shared: &Shared, view: &ItemView) -> Vec<Step> {
    let Some(vote) = own_vote(view, shared.me.as_ref().map(|me| me.person.id)) else {
        return Vec::new();
    };
    let lang = shared.lang;
    let level = words::level(lang, vote.level, shared.procedure());
    let verdict = words::verdict(lang, vote.verdict);
    let question = say::retract_question(
        lang,
        level,
        verdict,
        shared.when(vote.at),
        Target::from(view).called(),
    );
    confirm(
        say::RETRACT_TITLE,
        question,
        view,
        ItemCommand::RetractVote { vote: vote.id },
    )
}

/// Release, after a question that names the item, who passed it, and what stands on its face.
pub fn release(shared: &Shared, view: &ItemView) -> Vec<Step> {
    let lang = shared.lang;
    let mut lines = vec![say::release_question(
        lang,
        Target::from(view).called(),
        view.item.version(),
    )];
    for n in 1..=shared.procedure().map_or(0, |it| it.top()) {
        if let Some(vote) = view.item.counting_pass(n) {
            let level = words::level(lang, n, shared.procedure());
            lines.push(say::passed_by(
                lang,
                level,
                name(shared, view, vote.person),
                shared.when(vote.at),
            ));
        }
    }
    let owed = view
        .item
        .debts
        .iter()
        .filter(|it| it.settled_at.is_none())
        .count();
    if owed > 0 {
        lines.push(say::debts_owed(lang, owed));
    }
    let addressees = view.manuscript.addressees.join(say::LIST_GAP.get(lang));
    if !addressees.is_empty() {
        lines.push(say::goes_to(lang, addressees));
    }
    lines.push(say::RELEASE_IS_FINAL.get(lang).to_owned());
    confirm(
        say::RELEASE_TITLE,
        lines.join("\n"),
        view,
        ItemCommand::Release,
    )
}

/// A question before one command.
pub fn confirm(
    title: impl Into<Label>,
    question: String,
    view: &ItemView,
    command: ItemCommand,
) -> Vec<Step> {
    let give = Step::Give {
        targets: vec![Target::from(view)],
        command,
    };
    vec![Step::over(ConfirmOverlay::new(title, question, vec![give]))]
}

/// The key of the draft of a pass, for those who ask whether one was begun.
pub fn begun(shared: &Shared, view: &ItemView) -> bool {
    level(shared, view).is_some_and(|level| {
        shared
            .draft(&draft_key(
                view,
                &format!("v{}/pass{}", view.item.version(), level.no),
            ))
            .is_some()
    })
}
