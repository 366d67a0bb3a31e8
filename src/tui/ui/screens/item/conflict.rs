//! Contradicting answers side by side: each that speaks against the text, beside the best that speaks for it.

use super::claims::{column, questions};
use super::lines::Lines;
use crate::domain::verify::{Claim, Evidence, Figure, Stance};
use crate::messages::tui_item as say;
use crate::tui::app::item::claims::party_name;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::matrix::{Matrix, Party};
use crate::tui::ui::widgets::paint::Piece;
use crate::wire::ItemView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rust_decimal::Decimal;

/// Rows an answer may take here.
const ROWS: u16 = 12;
/// Rows of one pair.
const PAIR_ROWS: u16 = 40;

/// The pairs.
pub fn lines(view: &ItemView, claim: &Claim, ink: &Ink, lines: &mut Lines) {
    let lang = ink.lang();
    let of = |stance: Stance| {
        claim
            .evidence
            .iter()
            .filter(move |it| it.stance == stance && it.retracted_at.is_none())
    };
    let against: Vec<&Evidence> = of(Stance::Contradicts).collect();
    // The most reliable supporter; among equals the latest.
    let supporter =
        of(Stance::Supports).min_by_key(|it| (it.grade, it.info, std::cmp::Reverse(it.taken_at)));
    if against.is_empty() {
        lines.text(0, say::NO_CONTRADICTION.get(lang), ink.style(Role::Quiet));
        lines.blank();
        return;
    }
    let total = against.len();
    for (n, other) in against.into_iter().enumerate() {
        lines.text(
            0,
            &say::contradiction(lang, n + 1, total),
            ink.style(Role::Title),
        );
        pair(view, claim, supporter, other, ink, lines);
        let figure = supporter
            .and_then(|it| it.figure.as_ref())
            .or(claim.figure.as_ref());
        if let (Some(one), Some(two)) = (figure, other.figure.as_ref())
            && let Some(line) = difference(ink, one, two)
        {
            lines.text(0, &line, ink.style(Role::Bad));
        }
        let decided = claim
            .adjudications
            .iter()
            .rev()
            .find(|it| it.evidence.contains(&other.id));
        let told = match decided {
            Some(it) if it.upheld => say::DECIDED_FOR,
            Some(_) => say::DECIDED_AGAINST,
            None => say::NOT_DECIDED,
        };
        let role = if decided.is_some() {
            Role::Text
        } else {
            Role::Warning
        };
        lines.text(0, told.get(lang), ink.style(role));
        lines.blank();
    }
}

fn pair(
    view: &ItemView,
    claim: &Claim,
    one: Option<&Evidence>,
    two: &Evidence,
    ink: &Ink,
    lines: &mut Lines,
) {
    let (shared, lang) = (ink.shared, ink.lang());
    let left = one.map_or_else(
        || say::THE_TEXT.get(lang).to_owned(),
        |it| party_name(shared, view, it),
    );
    let right = party_name(shared, view, two);
    let quote = |text: &str| Piece::new(text.to_owned(), ink.style(Role::Text));
    let answers = match one {
        Some(it) => column(view, claim, it, ink),
        // Nobody has supported it yet: the text speaks for itself.
        None => vec![quote(""), quote(""), quote(&claim.anchor.quote)],
    };
    let parties = [
        Party {
            name: &left,
            answers,
        },
        Party {
            name: &right,
            answers: column(view, claim, two, ink),
        },
    ];
    let questions = questions(ink, ROWS);
    let mut picture = Buffer::empty(Rect::new(0, 0, lines.width, PAIR_ROWS));
    let matrix = Matrix {
        questions: &questions,
        parties: &parties,
        cursor: None,
        lang,
    };
    let used = matrix.draw(picture.area, &mut picture, ink.theme);
    lines.picture(&picture, used);
}

/// By how much two figures of one unit differ, exactly.
fn difference(ink: &Ink, one: &Figure, two: &Figure) -> Option<String> {
    if one.unit != two.unit {
        return None;
    }
    let apart = two.value.checked_sub(one.value)?.normalize();
    let shown = |value: Decimal| format!("{}{}", value.normalize(), one.unit);
    let share = apart
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(one.value.abs());
    let share = share.map_or_else(
        || "?".to_owned(),
        |it| it.round_dp(2).normalize().to_string(),
    );
    Some(say::differ_by(
        ink.lang(),
        shown(one.value),
        shown(two.value),
        shown(apart.abs()),
        share,
    ))
}
