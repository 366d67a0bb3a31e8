//! The second line: the parts of the desk, with how much waits in each.

use super::paint::{self, Piece};
use super::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One tab.
#[derive(Debug, Clone, Copy)]
pub struct Tab<'a> {
    /// The key that goes there, as it is shown; may be empty.
    pub key: &'a str,
    /// Its name.
    pub title: &'a str,
    /// How many wait there.
    pub count: Option<usize>,
    /// How many of them are late or urgent, told with a sign.
    pub alarms: usize,
}

/// Draw the tabs on the first row of `area`. Where they do not all fit, those around `current` are shown.
pub fn draw(tabs: &[Tab<'_>], current: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let area = paint::first_row(area.intersection(buffer.area));
    let labels: Vec<Vec<Piece<'_>>> = tabs
        .iter()
        .enumerate()
        .map(|(n, tab)| label(tab, n == current, theme))
        .collect();
    let widths: Vec<u16> = labels
        .iter()
        .map(|label| {
            label
                .iter()
                .map(|piece| paint::width(&piece.text))
                .fold(1, u16::saturating_add)
        })
        .collect();
    let [left, right] = theme.symbols.more;
    let quiet = theme.style(Role::Quiet);
    let current = current.min(tabs.len().saturating_sub(1));
    // One cell at either side is kept for the sign that there is more.
    let room = area.width.saturating_sub(2);
    let through = |first: usize| {
        widths
            .iter()
            .take(current + 1)
            .skip(first)
            .fold(0_u16, |sum, width| sum.saturating_add(*width))
    };
    let first = (0..=current)
        .find(|first| through(*first) <= room)
        .unwrap_or(current);
    if first > 0 {
        paint::put(buffer, area, left, quiet);
    }
    let mut x = 1;
    for (n, (label, width)) in labels.iter().zip(&widths).enumerate().skip(first) {
        let free = area.width.saturating_sub(x + 1);
        if *width > free && n > first {
            let at = paint::after(area, area.width.saturating_sub(1));
            paint::put(buffer, at, right, quiet);
            break;
        }
        let spot = Rect {
            width: free,
            ..paint::after(area, x)
        };
        paint::pieces(buffer, spot, label);
        x = x.saturating_add(*width);
    }
}

fn label<'a>(tab: &Tab<'a>, current: bool, theme: &Theme) -> Vec<Piece<'a>> {
    let style = theme.style(if current { Role::Cursor } else { Role::Text });
    let on = |role: Role| {
        if current {
            theme.style(role).patch(style)
        } else {
            theme.style(role)
        }
    };
    let mut pieces = vec![Piece::new(" ", style)];
    if !tab.key.is_empty() {
        pieces.push(Piece::new(tab.key, on(Role::Key)));
        pieces.push(Piece::new(" ", style));
    }
    pieces.push(Piece::new(tab.title, style));
    if let Some(count) = tab.count {
        pieces.push(Piece::new(format!(" {count}"), on(Role::Strong)));
    }
    if tab.alarms > 0 {
        pieces.push(Piece::new(format!(" !{}", tab.alarms), on(Role::Urgent)));
    }
    pieces.push(Piece::new(" ", style));
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;

    const NAMES: [&str; 8] = [
        "来稿", "起草", "初审", "复核", "审核", "签发", "紧急", "核实",
    ];

    fn shown(current: usize, width: u16) -> String {
        let tabs: Vec<_> = NAMES
            .iter()
            .map(|title| Tab {
                key: "1",
                title,
                count: Some(12),
                alarms: usize::from(*title == "复核") * 2,
            })
            .collect();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(&tabs, current, area, &mut buffer, &unicode());
        picture(&buffer)
    }

    #[test]
    fn the_current_tab_is_always_shown_whole() {
        for width in 14..100 {
            for (current, name) in NAMES.iter().enumerate() {
                let shown = shown(current, width);
                assert!(shown.contains(&format!("1 {name} 12")), "{width}: {shown}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_hinted_at() {
        assert!(shown(0, 40).ends_with('>'));
        let last = shown(7, 40);
        assert!(last.starts_with('<') && !last.ends_with('>'), "{last}");
        assert!(shown(3, 100).contains("复核 12 !2"));
    }

    #[test]
    fn no_tabs_and_no_room_are_no_reason_to_fail() {
        let area = Rect::new(0, 0, 0, 0);
        draw(&[], 0, area, &mut Buffer::empty(area), &unicode());
        let area = Rect::new(0, 0, 3, 1);
        draw(&[], 4, area, &mut Buffer::empty(area), &unicode());
    }
}
