//! The first line (who, where, when, and whether the line is up) and the last (the keys that matter here, or the outcome
//! of the last act).

use super::paint::{self, Piece};
use super::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draw the first line: `left` from the left, cut where it meets `right`, which is never cut for its sake.
pub fn header(left: &[Piece<'_>], right: &[Piece<'_>], area: Rect, buffer: &mut Buffer) {
    let area = paint::first_row(area.intersection(buffer.area));
    let wanted = right
        .iter()
        .map(|piece| paint::width(&piece.text))
        .fold(0, u16::saturating_add)
        .min(area.width);
    paint::pieces(buffer, paint::after(area, area.width - wanted), right);
    let room = Rect {
        width: (area.width - wanted).saturating_sub(2),
        ..area
    };
    paint::pieces(buffer, room, left);
}

/// A key and what it does, for the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The key as it is shown.
    pub keys: &'a str,
    /// What it does, in a word or two.
    pub title: &'a str,
    /// Whether it can be done now; what cannot is shown quietly, so that hands remember where it is.
    pub possible: bool,
}

/// Draw the keys that matter, whole ones only, most important first; `last` (all keys) is kept in any case.
pub fn footer(
    hints: &[Hint<'_>],
    last: Option<Hint<'_>>,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) {
    let area = paint::first_row(area.intersection(buffer.area));
    let width = |hint: &Hint<'_>| {
        paint::width(hint.keys)
            .saturating_add(paint::width(hint.title))
            .saturating_add(1)
    };
    let reserved = last.as_ref().map_or(0, |hint| width(hint) + 2);
    let mut x = 0;
    for hint in hints {
        let end = x + width(hint);
        if end + reserved > area.width {
            break;
        }
        draw_hint(hint, paint::after(area, x), buffer, theme);
        x = end + 2;
    }
    if let Some(hint) = last {
        draw_hint(&hint, paint::after(area, x), buffer, theme);
    }
}

fn draw_hint(hint: &Hint<'_>, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let (key, title) = if hint.possible {
        (Role::Key, Role::Text)
    } else {
        (Role::Quiet, Role::Quiet)
    };
    let pieces = [
        Piece::new(hint.keys, theme.style(key)),
        Piece::new(" ", theme.style(Role::Text)),
        Piece::new(hint.title, theme.style(title)),
    ];
    paint::pieces(buffer, area, &pieces);
}

/// Draw the outcome of the last act in place of the keys. A refusal or failure begins with a cross, success with a tick.
pub fn message(text: &str, role: Role, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let sign = match role {
        Role::Bad | Role::Fault => theme.symbols.cross,
        Role::Good => theme.symbols.tick,
        Role::Urgent | Role::Warning => "!",
        Role::Pending => theme.symbols.unsent,
        _ => "",
    };
    let lead = if sign.is_empty() {
        String::new()
    } else {
        format!("{sign} ")
    };
    let style = theme.style(role);
    paint::pieces(
        buffer,
        area,
        &[Piece::new(lead, style), Piece::new(text, style)],
    );
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;
    use ratatui::style::Style;

    fn row(width: u16, draw: impl FnOnce(Rect, &mut Buffer)) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(area, &mut buffer);
        picture(&buffer)
    }

    fn hint<'a>(keys: &'a str, title: &'a str) -> Hint<'a> {
        Hint {
            keys,
            title,
            possible: true,
        }
    }

    #[test]
    fn the_footer_shows_whole_hints_and_always_the_last() {
        let hints = [hint("enter", "打开"), hint("p", "通过"), hint("r", "退回")];
        let shown = |width| {
            row(width, |area, buffer| {
                footer(
                    &hints,
                    Some(hint("?", "全部按键")),
                    area,
                    buffer,
                    &unicode(),
                );
            })
        };
        assert_eq!(shown(80), "enter 打开  p 通过  r 退回  ? 全部按键");
        assert_eq!(shown(31), "enter 打开  p 通过  ? 全部按键");
        assert_eq!(shown(12), "? 全部按键");
    }

    #[test]
    fn the_state_of_the_line_is_not_cut_by_a_long_name() {
        for width in 20..80 {
            let shown = row(width, |area, buffer| {
                let left = [Piece::new(
                    "三审  某某某某某某某某某某信息处  值班 周敏 (代 李强)",
                    Style::new(),
                )];
                header(
                    &left,
                    &[Piece::new("x 未发送 3", Style::new())],
                    area,
                    buffer,
                );
            });
            assert!(shown.ends_with("  x 未发送 3"), "{shown}");
        }
    }

    /// Invariant 84.
    #[test]
    fn a_refusal_can_be_told_from_a_success_without_colour() {
        let say = |role| {
            row(30, |area, buffer| {
                message("已退回", role, area, buffer, &ascii())
            })
        };
        assert_eq!(say(Role::Good), "+ 已退回");
        assert_eq!(say(Role::Bad), "x 已退回");
        assert_eq!(say(Role::Text), "已退回");
    }
}
