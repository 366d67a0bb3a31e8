//! The claim under the eye: what it says, a column for each party, and what is still wanted for it to be settled.

use super::conflict;
use super::lines::Lines;
use crate::domain::verify::{Claim, Evidence, Figure, Stance, Standing};
use crate::messages::{tui_act as ask, tui_item as say, words};
use crate::tui::app::Part;
use crate::tui::app::item::ItemScreen;
use crate::tui::app::item::ask::name;
use crate::tui::app::item::claims::party_name;
use crate::tui::input::Action;
use crate::tui::ui::Ink;
use crate::tui::ui::ink::hints;
use crate::tui::ui::widgets::matrix::{Matrix, Party, Question};
use crate::tui::ui::widgets::paint::Piece;
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::{Role, empty};
use crate::wire::ItemView;
use crate::wire::item::ClaimStanding;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows the claim's own words may take.
const QUOTE_ROWS: u16 = 4;
/// Rows a matrix may take: longer ones are cut, and the history has everything.
const MATRIX_ROWS: u16 = 40;

/// The pane.
pub fn draw(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let active = !screen.on_text;
    let claims = view.item.claims.iter().filter(|it| !it.withdrawn).count();
    let Some(claim) = screen.claim() else {
        let inside = Pane {
            title: say::CLAIMS.get(lang),
            note: "",
            active,
        }
        .draw(area, buffer, ink.theme);
        let stack = screen.scopes(ink.shared);
        let keys = ink.keys(&[Action::Select, Action::ClaimAdd], &stack, |it| {
            screen.refuses(ink.shared, it).is_none()
        });
        empty::draw(
            say::CLAIMS_EMPTY.get(lang),
            &hints(&keys),
            inside,
            buffer,
            ink.theme,
        );
        return;
    };
    let standing = view.standings.iter().find(|it| it.claim == claim.id);
    let title = say::claims_title(lang, claim.n, claims, words::claim_kind(lang, claim.kind));
    let note = standing.map_or("", |it| words::standing(lang, it.standing));
    let inside = Pane {
        title: &title,
        note,
        active,
    }
    .draw(area, buffer, ink.theme);
    let mut lines = Lines::new(inside.width);
    strip(screen, view, ink, &mut lines);
    quote(view, claim, ink, &mut lines);
    if screen.conflict {
        conflict::lines(view, claim, ink, &mut lines);
    } else {
        matrix(screen, view, claim, ink, &mut lines);
    }
    if let Some(standing) = standing {
        verdict(view, claim, standing, ink, &mut lines);
    }
    records(view, claim, ink, &mut lines);
    lines.draw(&screen.sheet, inside, buffer);
}

/// How a standing is drawn: a sign and a meaning.
fn sign(standing: Option<Standing>, ink: &Ink) -> (&'static str, Role) {
    let symbols = &ink.theme.symbols;
    match standing {
        Some(Standing::Contradicted) => (symbols.cross, Role::Bad),
        Some(Standing::Corroborated) => (symbols.settled, Role::Good),
        Some(Standing::Waived) => (symbols.settled, Role::Warning),
        Some(Standing::Inconclusive) => ("?", Role::Warning),
        Some(Standing::Withdrawn) => ("-", Role::Quiet),
        Some(Standing::Open | Standing::Checking) | None => (symbols.open, Role::Text),
    }
}

/// All claims in a line, the one under the eye lit.
fn strip(screen: &ItemScreen, view: &ItemView, ink: &Ink, lines: &mut Lines) {
    const CELLS: usize = 5;
    let all = &view.item.claims;
    let at = all
        .iter()
        .position(|it| Some(it.id) == screen.claim)
        .unwrap_or(0);
    let room = (usize::from(lines.width) / CELLS).max(1);
    let first = (at + 1).saturating_sub(room);
    let pieces = all
        .iter()
        .skip(first)
        .take(room)
        .map(|claim| {
            let standing = view
                .standings
                .iter()
                .find(|it| it.claim == claim.id)
                .map(|it| it.standing);
            let (sign, role) = sign(standing, ink);
            let style = ink.style(role);
            let style = if Some(claim.id) == screen.claim {
                style.patch(ink.style(Role::Cursor))
            } else {
                style
            };
            Piece::new(
                crate::text::pad(
                    &format!(" {}{sign}", claim.n),
                    CELLS,
                    crate::text::Align::Left,
                )
                .into_owned(),
                style,
            )
        })
        .collect();
    lines.pieces(pieces);
}

fn quote(view: &ItemView, claim: &Claim, ink: &Ink, lines: &mut Lines) {
    let (shared, lang) = (ink.shared, ink.lang());
    let quoted = say::quoted(lang, &claim.anchor.quote);
    let room = usize::from(lines.width).max(1);
    let rows = crate::text::wrap(&quoted, room);
    let last = rows.len().min(usize::from(QUOTE_ROWS));
    for (n, row) in rows.iter().take(last).enumerate() {
        let end = if n + 1 == last { quoted.len() } else { row.end };
        let shown = crate::text::truncate(quoted.get(row.start..end).unwrap_or_default(), room)
            .into_owned();
        lines.pieces(vec![Piece::new(shown, ink.style(Role::Strong))]);
    }
    if let Some(figure) = &claim.figure {
        lines.text(
            0,
            &say::figure_is(lang, figure_in_words(ink, figure)),
            ink.style(Role::Text),
        );
    }
    if claim.withdrawn {
        lines.text(0, say::NOT_IN_TEXT_NOW.get(lang), ink.style(Role::Warning));
    } else if let Some(at) = claim.reopened_at {
        lines.text(
            0,
            &say::reopened(lang, shared.when(at)),
            ink.style(Role::Warning),
        );
    }
    if claim.evidence.is_empty() {
        let raised = say::raised_by(lang, name(shared, view, claim.by), shared.when(claim.at));
        lines.text(0, &raised, ink.style(Role::Quiet));
    }
    lines.blank();
}

/// A figure with what is said about it.
pub fn figure_in_words(ink: &Ink, figure: &Figure) -> String {
    let gap = say::LIST_GAP.get(ink.lang());
    let more: Vec<&str> = [&figure.period, &figure.base, &figure.scope]
        .into_iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    let value = format!("{}{}", figure.value, figure.unit);
    if more.is_empty() {
        value
    } else {
        say::figure_and_more(ink.lang(), value, more.join(gap))
    }
}

/// How a stance is drawn.
pub fn stance_role(stance: Stance) -> Role {
    match stance {
        Stance::Supports => Role::Good,
        Stance::Contradicts => Role::Bad,
        Stance::Unclear => Role::Warning,
    }
}

/// One party's column; `words` rows for what they said.
pub fn column(
    view: &ItemView,
    claim: &Claim,
    evidence: &Evidence,
    ink: &Ink,
) -> Vec<Piece<'static>> {
    let (shared, lang) = (ink.shared, ink.lang());
    let retracted = evidence.retracted_at.is_some();
    let role = if retracted {
        Role::Quiet
    } else {
        stance_role(evidence.stance)
    };
    let stance = format!(
        "{} {}",
        words::stance_letter(evidence.stance),
        words::stance(lang, evidence.stance)
    );
    let stance = if retracted {
        say::retracted(lang, stance)
    } else {
        stance
    };
    let plain = if retracted { Role::Quiet } else { Role::Text };
    let stale = claim.reopened_at.is_some_and(|at| evidence.taken_at < at) && !retracted;
    let when = say::how_and_when(
        lang,
        words::method(lang, evidence.method),
        shared.when(evidence.taken_at),
    );
    let when = if stale {
        say::before_reopening(lang, when)
    } else {
        when
    };
    let mut more = Vec::new();
    if !evidence.origin.is_empty() {
        more.push(say::from_origin(lang, &evidence.origin));
    }
    if !evidence.explanation.is_empty() {
        more.push(evidence.explanation.clone());
    }
    let style = |role| ink.style(role);
    vec![
        Piece::new(stance, style(role)),
        Piece::new(
            format!("{:?}{}", evidence.grade, evidence.info),
            style(plain),
        ),
        Piece::new(evidence.quote.clone(), style(plain)),
        Piece::new(
            evidence
                .figure
                .as_ref()
                .map_or_else(String::new, |it| figure_in_words(ink, it)),
            style(plain),
        ),
        Piece::new(when, style(if stale { Role::Warning } else { plain })),
        Piece::new(name(shared, view, evidence.taken_by), style(Role::Quiet)),
        Piece::new(more.join("\n"), style(plain)),
    ]
}

/// The questions of the matrix in the order of [`column`]; `quote` rows for what was said.
pub fn questions(ink: &Ink, quote: u16) -> Vec<Question<'static>> {
    let lang = ink.lang();
    let of = |phrase: crate::messages::Phrase, rows| Question {
        label: phrase.get(lang),
        rows,
    };
    vec![
        of(ask::STANCE, 1),
        of(ask::GRADE, 1),
        of(ask::QUOTE, quote),
        of(ask::FIGURE, 2),
        of(say::HOW_WHEN, 2),
        of(say::TAKEN_BY, 1),
        of(say::MORE, 3),
    ]
}

fn matrix(screen: &ItemScreen, view: &ItemView, claim: &Claim, ink: &Ink, lines: &mut Lines) {
    if claim.evidence.is_empty() {
        lines.text(0, say::NO_EVIDENCE.get(ink.lang()), ink.style(Role::Quiet));
        lines.blank();
        return;
    }
    let names: Vec<String> = claim
        .evidence
        .iter()
        .map(|it| party_name(ink.shared, view, it))
        .collect();
    let parties: Vec<Party<'_>> = claim
        .evidence
        .iter()
        .zip(&names)
        .map(|(evidence, name)| Party {
            name,
            answers: column(view, claim, evidence, ink),
        })
        .collect();
    let cursor = screen
        .evidence()
        .and_then(|it| claim.evidence.iter().position(|other| other.id == it.id));
    let mut questions = questions(ink, 4);
    // Rows that nobody has anything to say to are left out.
    let mut parties = parties;
    let empty: Vec<bool> = (0..questions.len())
        .map(|at| {
            parties
                .iter()
                .all(|party| party.answers.get(at).is_none_or(|it| it.text.is_empty()))
        })
        .collect();
    let keep = |at: usize| !empty.get(at).copied().unwrap_or(false);
    let mut at = 0;
    questions.retain(|_| {
        at += 1;
        keep(at - 1)
    });
    for party in &mut parties {
        let mut at = 0;
        party.answers.retain(|_| {
            at += 1;
            keep(at - 1)
        });
    }
    let from = lines.len();
    let mut picture = Buffer::empty(Rect::new(0, 0, lines.width, MATRIX_ROWS));
    let matrix = Matrix {
        questions: &questions,
        parties: &parties,
        cursor,
        lang: ink.lang(),
    };
    let used = matrix.draw(picture.area, &mut picture, ink.theme);
    lines.picture(&picture, used);
    lines.choose(from);
    lines.blank();
}

/// `独立来源 2/2 · 有矛盾 → 不能签发`, and what is missing.
fn verdict(view: &ItemView, claim: &Claim, standing: &ClaimStanding, ink: &Ink, lines: &mut Lines) {
    let (shared, lang) = (ink.shared, ink.lang());
    let undecided = standing.standing == Standing::Contradicted
        && claim.adjudications.last().is_none_or(|it| it.upheld);
    let word = if undecided {
        say::UNDECIDED.get(lang)
    } else {
        words::standing(lang, standing.standing)
    };
    let line = say::sources_count(lang, standing.groups, standing.wanted, word);
    let settled = matches!(
        standing.standing,
        Standing::Corroborated | Standing::Waived | Standing::Withdrawn
    );
    let blocks = shared
        .procedure()
        .is_none_or(|it| it.verification.of(claim.kind).blocks);
    let (line, role) = match standing.standing {
        Standing::Contradicted => (say::so_no_pass(lang, line), Role::Bad),
        _ if settled => (line, Role::Good),
        _ if blocks => (say::so_no_release(lang, line), Role::Warning),
        _ => (line, Role::Text),
    };
    lines.text(0, &line, ink.style(role));
    for missing in &standing.missing {
        lines.lead("-", 2, missing, ink.style(Role::Text));
    }
    if let Some(debt) = view
        .item
        .debts
        .iter()
        .find(|it| it.claim == claim.id && it.settled_at.is_none())
    {
        let post = shared.post_name(debt.post);
        let role = if debt.due < shared.now {
            Role::Urgent
        } else {
            Role::Warning
        };
        lines.text(
            0,
            &say::debt_of(lang, post, shared.when(debt.due)),
            ink.style(role),
        );
    }
}

/// Decisions, searches, arithmetic, waiver: what was done about the claim besides asking.
fn records(view: &ItemView, claim: &Claim, ink: &Ink, lines: &mut Lines) {
    let (shared, lang) = (ink.shared, ink.lang());
    let who = |person| name(shared, view, person);
    for it in claim.adjudications.iter().rev() {
        let decision = if it.upheld {
            ask::UPHELD
        } else {
            ask::NOT_UPHELD
        }
        .get(lang);
        let line = say::adjudicated(lang, who(it.by), shared.when(it.at), decision, &it.words);
        lines.text(2, &line, ink.style(Role::Text));
    }
    if let Some(it) = &claim.waiver {
        lines.text(
            2,
            &say::waived(lang, who(it.by), shared.when(it.at), &it.reason),
            ink.style(Role::Warning),
        );
    }
    for it in claim.checks.iter().rev() {
        let (sign, role) = if it.agrees {
            (ink.theme.symbols.tick, Role::Good)
        } else {
            (ink.theme.symbols.cross, Role::Bad)
        };
        let line = say::checked(lang, &it.expression, it.computed.normalize(), who(it.by));
        lines.lead(sign, 2, &line, ink.style(role));
    }
    for it in claim.searches.iter().rev() {
        let line = say::searched(lang, &it.query, &it.corpus, it.hits, &it.finding);
        lines.text(2, &line, ink.style(Role::Text));
    }
}
