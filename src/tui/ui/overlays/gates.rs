//! Why an item cannot go on: every gate, open or shut, with why and who can help.

use super::text_box;
use crate::domain::refusal::Gate;
use crate::domain::review::gates::Purpose;
use crate::messages::{Lang, refusal, tui_frame as say, words};
use crate::tui::app::gates::GatesOverlay;
use crate::tui::ui::Ink;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The overlay.
pub fn draw(overlay: &GatesOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let title = say::gates_title(lang, overlay.target.called());
    let step = match overlay.step {
        Purpose::Pass => say::STEP_PASS,
        Purpose::Release => say::STEP_RELEASE,
        Purpose::Ready => say::STEP_READY,
    };
    let mut lines = vec![say::for_step(lang, step.get(lang)), String::new()];
    match &overlay.gates {
        None => lines.push(say::GATES_ASKING.get(lang).to_owned()),
        Some(Err(why)) => lines.push(why.clone()),
        Some(Ok(gates)) => {
            if gates.iter().all(|gate| gate.ok) {
                lines.push(say::ALL_OPEN.get(lang).to_owned());
            }
            // What is in the way comes first.
            let (open, shut): (Vec<&Gate>, Vec<&Gate>) = gates.iter().partition(|gate| gate.ok);
            lines.extend(
                shut.into_iter()
                    .chain(open)
                    .flat_map(|gate| gate_lines(gate, ink, lang)),
            );
        }
    }
    text_box::draw(&title, &lines.join("\n"), overlay.top, ink, area, buffer);
}

/// A gate, and when it is shut why, and who can help.
pub fn gate_lines(gate: &Gate, ink: &Ink, lang: Lang) -> Vec<String> {
    let symbols = &ink.theme.symbols;
    let sign = if gate.ok { symbols.tick } else { symbols.cross };
    let mut lines = vec![format!("{sign} {}", words::gate(lang, gate.gate))];
    if let Some(why) = &gate.why {
        lines.push(format!(
            "    {}",
            refusal::sentence_at(lang, why, ink.shared.procedure())
        ));
    }
    if !gate.ok && !gate.who_can_fix.is_empty() {
        lines.push(format!("    {}", refusal::fixers(lang, &gate.who_can_fix)));
    }
    lines
}
