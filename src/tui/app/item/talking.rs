//! Saying something about an item: objections, threads, suggestions, and what becomes of them.

use super::ask::{ask, name};
use super::marks::chars_before;
use crate::domain::review::objection::{ClearingDraft, ObjectionDraft};
use crate::domain::review::suggestion::{DeclineDraft, SuggestionDraft};
use crate::domain::review::thread::{CommentDraft, Span, ThreadDraft};
use crate::domain::review::{Objection, Suggestion, Thread};
use crate::messages::tui_act as say;
use crate::tui::app::acts::Target;
use crate::tui::app::form::{Choice, Entry};
use crate::tui::app::label::Label;
use crate::tui::app::pick::{Pick, PickOverlay};
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::wire::{ItemCommand, ItemView};
use std::ops::Range;

/// Words of the body and where they stand, as the server counts.
fn span(view: &ItemView, range: &Range<usize>) -> Span {
    let body = &view.manuscript.body;
    Span {
        start: chars_before(body, range.start),
        end: chars_before(body, range.end),
    }
}

fn words<'a>(view: &'a ItemView, range: &Range<usize>) -> &'a str {
    view.manuscript.body.get(range.clone()).unwrap_or_default()
}

/// Objects to the item.
pub fn object(shared: &Shared, view: &ItemView) -> Vec<Step> {
    let title = say::object_title(shared.lang, Target::from(view).called());
    let entries = vec![
        Entry::block("text", say::OBJECTION, "", 6)
            .required()
            .hint(say::OBJECTION_HINT),
    ];
    ask(shared, view, title, "object", entries, |form, _| {
        Some(ItemCommand::Object(ObjectionDraft {
            text: form.text("text").to_owned(),
        }))
    })
}

/// Lifts the objection that is chosen, or else the only one that stands; several are offered.
pub fn lift(shared: &Shared, view: &ItemView, chosen: Option<&Objection>) -> Vec<Step> {
    let standing: Vec<&Objection> = view
        .item
        .objections
        .iter()
        .filter(|it| it.cleared.is_none())
        .collect();
    match (
        chosen.filter(|it| it.cleared.is_none()),
        standing.as_slice(),
    ) {
        (Some(one), _) => lift_one(shared, view, one),
        (None, [one]) => lift_one(shared, view, one),
        (None, several) => {
            let options = several
                .iter()
                .map(|it| Pick {
                    label: Label::Text(it.text.clone()),
                    note: Label::Text(name(shared, view, it.by)),
                    then: lift_one(shared, view, it),
                })
                .collect();
            vec![Step::over(PickOverlay::new(
                say::WHICH_OBJECTION,
                options,
                0,
            ))]
        }
    }
}

fn lift_one(shared: &Shared, view: &ItemView, objection: &Objection) -> Vec<Step> {
    let by = name(shared, view, objection.by);
    let own = shared
        .me
        .as_ref()
        .is_some_and(|me| me.person.id == objection.by);
    let reason = Entry::block("reason", say::REASON, "", 4);
    let reason = if own {
        reason.hint(say::OPTIONAL)
    } else {
        reason.required().hint(say::OVERRULE_HINT)
    };
    let entries = vec![
        Entry::fixed(
            "objection",
            say::objection_of(shared.lang, by),
            objection.text.clone(),
        ),
        reason,
    ];
    let id = objection.id;
    let title = if own {
        say::LIFT_TITLE
    } else {
        say::OVERRULE_TITLE
    };
    ask(
        shared,
        view,
        title,
        &format!("clear/{id}"),
        entries,
        move |form, _| {
            let with = ClearingDraft {
                reason: form.text("reason").to_owned(),
            };
            Some(ItemCommand::ClearObjection {
                objection: id,
                with,
            })
        },
    )
}

/// Opens a thread on words of the text, or on the item as a whole.
pub fn open_thread(shared: &Shared, view: &ItemView, range: Option<Range<usize>>) -> Vec<Step> {
    let about = match &range {
        Some(range) => words(view, range).to_owned(),
        None => say::WHOLE_ITEM.get(shared.lang).to_owned(),
    };
    let at = range
        .as_ref()
        .map_or_else(|| "all".to_owned(), |range| range.start.to_string());
    let entries = vec![
        Entry::fixed("about", say::ABOUT, about),
        Entry::block("text", say::COMMENT, "", 6).required(),
        Entry::any(
            "blocking",
            say::BLOCKING,
            vec![Choice::new("yes", say::BLOCKS_RELEASE)],
        ),
    ];
    let version = view.item.version();
    let span = range.map(|range| span(view, &range));
    ask(
        shared,
        view,
        say::THREAD_TITLE,
        &format!("v{version}/thread{at}"),
        entries,
        move |form, _| {
            Some(ItemCommand::OpenThread(ThreadDraft {
                version,
                span,
                blocking: !form.ticked("blocking").is_empty(),
                text: form.text("text").to_owned(),
            }))
        },
    )
}

/// Says something in a thread.
pub fn reply(shared: &Shared, view: &ItemView, thread: &Thread) -> Vec<Step> {
    let last = thread.comments.last();
    let said = last
        .map(|it| say::said_by(shared.lang, name(shared, view, it.by), &it.text))
        .unwrap_or_default();
    let entries = vec![
        Entry::fixed("last", say::LAST_SAID, said),
        Entry::block("text", say::COMMENT, "", 6).required(),
    ];
    let id = thread.id;
    ask(
        shared,
        view,
        say::REPLY_TITLE,
        &format!("reply/{id}"),
        entries,
        move |form, _| {
            Some(ItemCommand::Comment {
                thread: id,
                with: CommentDraft {
                    text: form.text("text").to_owned(),
                },
            })
        },
    )
}

/// Marks a thread resolved, or opens it again.
pub fn resolve(view: &ItemView, thread: &Thread) -> Vec<Step> {
    let command = match thread.resolved {
        None => ItemCommand::ResolveThread { thread: thread.id },
        Some(_) => ItemCommand::ReopenThread { thread: thread.id },
    };
    vec![Step::Give {
        targets: vec![Target::from(view)],
        command,
    }]
}

/// Suggests other words for those selected.
pub fn suggest(shared: &Shared, view: &ItemView, range: Range<usize>) -> Vec<Step> {
    let original = words(view, &range).to_owned();
    let version = view.item.version();
    let span = span(view, &range);
    let entries = vec![
        Entry::fixed("original", say::NOW_READS, original.clone()),
        Entry::block("replacement", say::SHOULD_READ, &original, 6).hint(say::SHOULD_READ_HINT),
        Entry::line("remark", say::REMARK, "").hint(say::OPTIONAL),
    ];
    let word = format!("v{version}/suggest{}", range.start);
    ask(
        shared,
        view,
        say::SUGGEST_TITLE,
        &word,
        entries,
        move |form, shared| {
            // Blanks may be what it is about: the words are taken as they were typed.
            let replacement = form.untrimmed("replacement").to_owned();
            if replacement == original {
                form.fault("replacement", say::SAME_WORDS.get(shared.lang));
                return None;
            }
            let remark = form.text("remark").to_owned();
            Some(ItemCommand::Suggest(SuggestionDraft {
                version,
                start: span.start,
                end: span.end,
                replacement,
                remark,
            }))
        },
    )
}

/// Declines a suggestion, or takes one's own back.
pub fn decline(shared: &Shared, view: &ItemView, suggestion: &Suggestion) -> Vec<Step> {
    let own = shared
        .me
        .as_ref()
        .is_some_and(|me| me.person.id == suggestion.by);
    let reason = Entry::block("reason", say::REASON, "", 4);
    let reason = if own {
        reason.hint(say::OPTIONAL)
    } else {
        reason.required()
    };
    let change = say::instead_of(
        shared.lang,
        &suggestion.anchor.quote,
        &suggestion.replacement,
    );
    let by = name(shared, view, suggestion.by);
    let entries = vec![
        Entry::fixed("suggestion", say::suggestion_of(shared.lang, by), change),
        reason,
    ];
    let id = suggestion.id;
    let title = if own {
        say::TAKE_BACK_SUGGESTION_TITLE
    } else {
        say::DECLINE_TITLE
    };
    ask(
        shared,
        view,
        title,
        &format!("decline/{id}"),
        entries,
        move |form, _| {
            let with = DeclineDraft {
                reason: form.text("reason").to_owned(),
            };
            Some(ItemCommand::DeclineSuggestion {
                suggestion: id,
                with,
            })
        },
    )
}
