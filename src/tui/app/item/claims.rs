//! Acts on claims: raising one, adjudicating, waiving, the search for prior practice, re-adding a figure, taking back.

use super::ask::{CLAIM_KINDS, ask, choices, claim_kind, from_word, name};
use super::can::in_words;
use super::marks::{chars_before, nearest};
use super::verdict::confirm;
use crate::domain::id::ClaimId;
use crate::domain::refusal::Why;
use crate::domain::verify::adjudicate::AdjudicationDraft;
use crate::domain::verify::claim::ClaimDraft;
use crate::domain::verify::figures::{CheckDraft, expression, number};
use crate::domain::verify::search::PriorSearchDraft;
use crate::domain::verify::waive::WaiverDraft;
use crate::domain::verify::{Claim, Evidence, Figure, Stance};
use crate::messages::{tui_act as say, words};
use crate::tui::app::form::{Choice, Entry, Form};
use crate::tui::app::label::Label;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::wire::{ItemCommand, ItemView};

/// The figure in a field: `2413 艘`, `1.2亿元`; `Some(None)` when the field is empty. A text without a
/// number in it puts the fault under the field and gives `None`.
pub fn figure(form: &mut Form, shared: &Shared, field: &'static str) -> Option<Option<Figure>> {
    let typed = form.text(field).to_owned();
    if typed.is_empty() {
        return Some(None);
    }
    match number::extract(&typed).into_iter().next() {
        Some(found) => Some(Some(found.figure)),
        None => {
            form.fault(
                field,
                in_words(shared, &Why::FigureUnreadable { text: typed }, &[]),
            );
            None
        }
    }
}

/// Raises a claim on words of the text: those selected, or those typed, which are looked for near the reader.
pub fn raise(shared: &Shared, view: &ItemView, selected: Option<&str>, near: usize) -> Vec<Step> {
    let words = selected.unwrap_or_default();
    let figure_in_it = !number::extract(words).is_empty();
    let kind = if figure_in_it || words.is_empty() {
        0
    } else {
        1
    };
    let entries = vec![
        Entry::block("start", say::CLAIM_WORDS, words, 4)
            .required()
            .hint(say::CLAIM_WORDS_HINT),
        Entry::one(
            "kind",
            say::CLAIM_KIND,
            choices(&CLAIM_KINDS, claim_kind),
            Some(kind),
        )
        .required(),
        Entry::line("figure", say::FIGURE, "").hint(say::CLAIM_FIGURE_HINT),
        Entry::line("period", say::PERIOD, "").hint(say::PERIOD_HINT),
        Entry::line("base", say::BASE, "").hint(say::BASE_HINT),
        Entry::line("scope", say::SCOPE, "").hint(say::SCOPE_HINT),
    ];
    let body = view.manuscript.body.clone();
    let version = view.item.version();
    // A draft belongs to the words it was begun with.
    let word = format!("v{version}/claim{near}");
    ask(
        shared,
        view,
        say::CLAIM_TITLE,
        &word,
        entries,
        move |form, shared| {
            let quote = form.text("start").to_owned();
            let Some(range) = nearest(&body, &quote, near) else {
                form.fault("start", in_words(shared, &Why::NotInText { quote }, &[]));
                return None;
            };
            let read = figure(form, shared, "figure")?;
            let (period, base, scope) = (
                form.text("period").to_owned(),
                form.text("base").to_owned(),
                form.text("scope").to_owned(),
            );
            let said_more = !(period.is_empty() && base.is_empty() && scope.is_empty());
            // What is said about the figure goes with the figure, the first in the words if none was typed.
            let read = read.or_else(|| {
                let first = number::extract(&quote).into_iter().next();
                first.filter(|_| said_more).map(|found| found.figure)
            });
            let figure = read.map(|it| Figure {
                period: if period.is_empty() { it.period } else { period },
                base: if base.is_empty() { it.base } else { base },
                scope: if scope.is_empty() { it.scope } else { scope },
                ..it
            });
            Some(ItemCommand::RaiseClaim(ClaimDraft {
                version,
                kind: from_word(form.taken("kind")?)?,
                start: chars_before(&body, range.start),
                end: chars_before(&body, range.end),
                figure,
            }))
        },
    )
}

/// Who said what, in a line: for questions and side by side.
pub fn said(shared: &Shared, view: &ItemView, evidence: &Evidence) -> String {
    let party = party_name(shared, view, evidence);
    let grade = format!("{:?}{}", evidence.grade, evidence.info);
    say::party_said(
        shared.lang,
        party,
        words::stance(shared.lang, evidence.stance),
        grade,
        &evidence.quote,
    )
}

/// The body that was asked.
pub fn party_name(shared: &Shared, view: &ItemView, evidence: &Evidence) -> String {
    let known = view.parties.get(&evidence.party);
    let listed = || {
        shared
            .roster
            .as_ref()?
            .parties
            .iter()
            .find(|it| it.id == evidence.party)
    };
    match known.or_else(listed) {
        Some(party) if party.role.is_empty() => party.body.clone(),
        Some(party) => say::body_and_role(shared.lang, &party.body, &party.role),
        None => "?".into(),
    }
}

fn contradictions(claim: &Claim) -> impl Iterator<Item = &Evidence> {
    claim
        .evidence
        .iter()
        .filter(|it| it.stance == Stance::Contradicts && it.retracted_at.is_none())
}

/// Decides a contradiction.
pub fn adjudicate(shared: &Shared, view: &ItemView, claim: &Claim) -> Vec<Step> {
    let against: Vec<String> = contradictions(claim)
        .map(|it| said(shared, view, it))
        .collect();
    let supporting = claim
        .evidence
        .iter()
        .filter(|it| it.stance == Stance::Supports && it.retracted_at.is_none());
    let supporting: Vec<String> = supporting.map(|it| said(shared, view, it)).collect();
    let upheld = vec![
        Choice::new("yes", say::UPHELD),
        Choice::new("no", say::NOT_UPHELD),
    ];
    let entries = vec![
        Entry::fixed(
            "words_claimed",
            say::CLAIM_WORDS,
            claim.anchor.quote.clone(),
        ),
        Entry::fixed("for", say::SUPPORTING, supporting.join("\n")),
        Entry::fixed("against", say::AGAINST, against.join("\n")),
        Entry::one("upheld", say::DECISION, upheld, None).required(),
        Entry::block("words", say::ON_THE_DISCREPANCY, "", 6)
            .required()
            .hint(say::ON_THE_DISCREPANCY_HINT),
    ];
    let id = claim.id;
    let title = say::adjudicate_title(shared.lang, claim.n);
    ask(
        shared,
        view,
        title,
        &format!("adjudicate/{id}"),
        entries,
        move |form, _| {
            let with = AdjudicationDraft {
                upheld: form.taken("upheld")? == "yes",
                words: form.text("words").to_owned(),
            };
            Some(ItemCommand::Adjudicate { claim: id, with })
        },
    )
}

/// Lets an urgent item go on without this claim's verification.
pub fn waive(shared: &Shared, view: &ItemView, claim: &Claim) -> Vec<Step> {
    let hours = shared
        .procedure()
        .map_or(24, |it| it.verification.debt_hours);
    let entries = vec![
        Entry::fixed(
            "words_claimed",
            say::CLAIM_WORDS,
            claim.anchor.quote.clone(),
        ),
        Entry::fixed("owed", say::OWED, say::owed_within(shared.lang, hours)),
        Entry::block("reason", say::WHY_NOT_WAIT, "", 4).required(),
    ];
    let id = claim.id;
    let title = say::waive_title(shared.lang, claim.n);
    ask(
        shared,
        view,
        title,
        &format!("waive/{id}"),
        entries,
        move |form, _| {
            Some(ItemCommand::Waive {
                claim: id,
                with: WaiverDraft {
                    reason: form.text("reason").to_owned(),
                },
            })
        },
    )
}

/// Records a search for prior practice.
pub fn search_prior(shared: &Shared, view: &ItemView, claim: &Claim) -> Vec<Step> {
    let entries = vec![
        Entry::line("query", say::SEARCHED_FOR, &claim.anchor.quote).required(),
        Entry::line("corpus", say::SEARCHED_IN, "")
            .required()
            .hint(say::SEARCHED_IN_HINT),
        Entry::line("hits", say::HITS, "")
            .required()
            .hint(say::HITS_HINT),
        Entry::block("finding", say::FINDING, "", 5)
            .required()
            .hint(say::FINDING_HINT),
    ];
    let id = claim.id;
    let title = say::search_title(shared.lang, claim.n);
    ask(
        shared,
        view,
        title,
        &format!("search/{id}"),
        entries,
        move |form, shared| {
            let Ok(hits) = crate::text::fold(form.text("hits")).trim().parse() else {
                form.fault("hits", say::NOT_A_COUNT.get(shared.lang));
                return None;
            };
            let with = PriorSearchDraft {
                query: form.text("query").to_owned(),
                corpus: form.text("corpus").to_owned(),
                hits,
                finding: form.text("finding").to_owned(),
            };
            Some(ItemCommand::SearchPrior { claim: id, with })
        },
    )
}

/// Re-adds a figure. What it comes to is shown while it is typed; the server works it out again.
pub fn check_figures(shared: &Shared, view: &ItemView, claim: &Claim) -> Vec<Step> {
    let entries = vec![
        Entry::fixed(
            "words_claimed",
            say::CLAIM_WORDS,
            claim.anchor.quote.clone(),
        ),
        Entry::line("expression", say::EXPRESSION, "")
            .required()
            .hint(say::EXPRESSION_HINT),
        Entry::fixed("outcome", say::COMES_TO, String::new()),
    ];
    let id = claim.id;
    let title = say::check_title(shared.lang, claim.n);
    super::ask::ask_watched(
        shared,
        view,
        title,
        &format!("check/{id}"),
        entries,
        work_out,
        move |form, shared| {
            let typed = form.text("expression").to_owned();
            if let Err(refusal) = expression::work_out(&typed) {
                form.fault("expression", in_words(shared, &refusal.why, &[]));
                return None;
            }
            Some(ItemCommand::CheckFigures {
                claim: id,
                with: CheckDraft { expression: typed },
            })
        },
    )
}

fn work_out(form: &mut Form, shared: &Shared) {
    let outcome = match expression::work_out(form.text("expression")) {
        Ok(it) if it.agrees => say::agrees(shared.lang, it.computed.normalize()),
        Ok(it) => say::disagrees(shared.lang, it.computed.normalize(), it.stated.normalize()),
        // Half an expression is nothing to complain about yet.
        Err(_) => say::NO_OUTCOME_YET.get(shared.lang).to_owned(),
    };
    if let Some(entry) = form.entry_mut("outcome") {
        entry.value = crate::tui::app::form::Value::Fixed(Label::Text(outcome));
    }
}

/// The party took it back: asks, then says so.
pub fn retract_evidence(
    shared: &Shared,
    view: &ItemView,
    claim: ClaimId,
    evidence: &Evidence,
) -> Vec<Step> {
    let taken = say::taken_by(
        shared.lang,
        name(shared, view, evidence.taken_by),
        shared.when(evidence.taken_at),
    );
    let question = say::retract_evidence_question(shared.lang, said(shared, view, evidence), taken);
    confirm(
        say::RETRACT_EVIDENCE_TITLE,
        question,
        view,
        ItemCommand::RetractEvidence {
            claim,
            evidence: evidence.id,
        },
    )
}

/// Takes a claim off the list: asks, then does it.
pub fn withdraw(shared: &Shared, view: &ItemView, claim: &Claim) -> Vec<Step> {
    let question = say::withdraw_question(
        shared.lang,
        claim.n,
        &claim.anchor.quote,
        claim.evidence.len(),
    );
    confirm(
        say::WITHDRAW_TITLE,
        question,
        view,
        ItemCommand::WithdrawClaim { claim: claim.id },
    )
}
