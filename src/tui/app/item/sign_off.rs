//! Sign-offs given away from the desk: recorded by somebody else after a call back, confirmed by the signer
//! (`spec.md` B7, out-of-band).

use super::ask::{ask, choices, name, via};
use super::can::{in_words, own_unconfirmed};
use super::verdict::{all_ticked, answers, checklist, claims_to_read, confirm, level, vote};
use crate::domain::refusal::Why;
use crate::domain::review::Verdict;
use crate::domain::review::vote::{OutOfBandDraft, VoteDraft};
use crate::domain::verify::figures::number;
use crate::messages::{Lang, tui_act as say, words};
use crate::tui::app::acts::Target;
use crate::tui::app::form::{Choice, Entry};
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::wire::{ItemCommand, ItemView};

/// Figures read back at most: more, and nobody listens.
const FIGURES: usize = 30;

/// Title and figures of the text, to be read aloud to the signer.
pub fn read_back(lang: Lang, view: &ItemView) -> String {
    let body = &view.manuscript.body;
    let chars: Vec<char> = body.chars().collect();
    let mut figures: Vec<String> = Vec::new();
    for found in number::extract(body) {
        let (start, end) = (found.start as usize, found.end as usize);
        let words: String = chars.get(start..end).unwrap_or_default().iter().collect();
        // The unit tells what is counted, where the number does not take it along.
        let unit = &found.figure.unit;
        let words = if unit.is_empty() || words.contains(unit.as_str()) {
            words
        } else {
            format!("{words}{unit}")
        };
        if !figures.contains(&words) {
            figures.push(words);
        }
    }
    figures.truncate(FIGURES);
    let title = &view.manuscript.title;
    if figures.is_empty() {
        say::read_back_title(lang, title)
    } else {
        say::read_back(lang, title, figures.join(say::LIST_GAP.get(lang)))
    }
}

/// Records a sign-off of the one whose turn it is.
pub fn record(shared: &mut Shared, view: &ItemView) -> Vec<Step> {
    let lang = shared.lang;
    let (Some(turn), Some(level)) = (view.turn, level(shared, view)) else {
        return Vec::new();
    };
    let people = shared
        .roster
        .as_ref()
        .map(|it| it.people.as_slice())
        .unwrap_or_default();
    let number = people
        .iter()
        .find(|it| it.id == turn.person)
        .map_or("", |it| it.phone.as_str());
    let signer = name(shared, view, turn.person);
    let signer = match number {
        "" => say::signer_without_number(lang, signer),
        number => say::signer(lang, signer, number),
    };
    let called_back = vec![Choice::new("yes", say::CALLED_BACK)];
    let mut entries = vec![
        Entry::fixed("signer", say::SIGNER, signer),
        Entry::one(
            "via",
            say::HOW_SIGNED,
            choices(&["phone", "paper"], via),
            Some(0),
        )
        .required(),
        Entry::any("called_back", say::CALL_BACK, called_back),
        Entry::block("read_back", say::READ_BACK, &read_back(lang, view), 8).required(),
        checklist(level),
    ];
    entries.extend(claims_to_read(shared, view, level));
    entries.push(Entry::block("remark", say::REMARK, "", 4).hint(say::OPTIONAL));
    let title = say::sign_off_title(
        lang,
        words::bilingual(lang, &level.name),
        Target::from(view).called(),
    );
    let plain = vote(view, Verdict::Pass);
    let word = format!("v{}/sign_off", view.item.version());
    ask(shared, view, title, &word, entries, move |form, shared| {
        if form.ticked("called_back").is_empty() {
            form.fault("called_back", in_words(shared, &Why::CallBackMissing, &[]));
            return None;
        }
        if !all_ticked(form, shared) {
            return None;
        }
        let out_of_band = OutOfBandDraft {
            signer: turn.person,
            read_back: form.text("read_back").to_owned(),
            called_back: true,
        };
        Some(ItemCommand::Vote(Box::new(VoteDraft {
            answers: answers(form),
            claims_read: form
                .ticked("claims_read")
                .into_iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
            remark: form.text("remark").to_owned(),
            via: super::ask::from_word(form.taken("via")?)?,
            out_of_band: Some(out_of_band),
            ..plain.clone()
        })))
    })
}

/// The signer's own answer to a sign-off that somebody else recorded.
pub fn answer(shared: &Shared, view: &ItemView, mine: bool) -> Vec<Step> {
    let lang = shared.lang;
    let Some(signed) = own_unconfirmed(view, shared.me.as_ref().map(|me| me.person.id)) else {
        return Vec::new();
    };
    let Some(recorded) = &signed.out_of_band else {
        return Vec::new();
    };
    let told = say::recorded_sign_off(
        lang,
        words::level(lang, signed.level, shared.procedure()),
        words::verdict(lang, signed.verdict),
        words::via(lang, signed.via),
        name(shared, view, recorded.recorder),
        shared.when(signed.at),
        &recorded.read_back,
    );
    if mine {
        let question = say::confirm_question(lang, Target::from(view).called(), told);
        confirm(
            say::CONFIRM_TITLE,
            question,
            view,
            ItemCommand::ConfirmSignOff { vote: signed.id },
        )
    } else {
        let question = say::disown_question(lang, Target::from(view).called(), told);
        confirm(
            say::DISOWN_TITLE,
            question,
            view,
            ItemCommand::DisownSignOff { vote: signed.id },
        )
    }
}
