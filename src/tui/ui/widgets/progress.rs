//! Long work: how far it has come, in figures first.

use super::paint::{self, Piece};
use super::status::Hint;
use super::{Role, Theme};
use crate::messages::Lang;
use crate::messages::widgets as say;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Work under way.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What is being done.
    pub label: &'a str,
    /// How much is done.
    pub done: usize,
    /// How much there is; 0 when that is not known.
    pub total: usize,
    /// The key that cancels it, if it can be cancelled.
    pub cancel: Option<Hint<'a>>,
    /// The language of the figures' words.
    pub lang: Lang,
}

impl Progress<'_> {
    /// Draw it on the first row of `area`: label, bar as wide as there is room, figures, key.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let area = paint::first_row(area.intersection(buffer.area));
        let figures = match self.total {
            0 => format!(" {}", self.done),
            total => format!(" {}", say::progress(self.lang, self.done, total)),
        };
        let key = self.cancel.map_or_else(String::new, |hint| {
            format!("  {} {}", hint.keys, hint.title)
        });
        let others = [self.label, &figures, &key]
            .map(paint::width)
            .iter()
            .fold(3, |sum: u16, width| sum.saturating_add(*width));
        let room = area.width.saturating_sub(others).min(40);
        let bar = if self.total == 0 || room < 4 {
            String::new()
        } else {
            let filled = usize::from(room).saturating_mul(self.done.min(self.total)) / self.total;
            let [done, rest] = theme.symbols.bar;
            format!(
                " [{}{}]",
                done.repeat(filled),
                rest.repeat(usize::from(room) - filled)
            )
        };
        paint::pieces(
            buffer,
            area,
            &[
                Piece::new(self.label, theme.style(Role::Text)),
                Piece::new(bar, theme.style(Role::Quiet)),
                Piece::new(figures, theme.style(Role::Strong)),
                Piece::new(key, theme.style(Role::Quiet)),
            ],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;

    fn shown(done: usize, total: usize, width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let cancel = Some(Hint {
            keys: "esc",
            title: "取消",
            possible: true,
        });
        Progress {
            label: "导入",
            done,
            total,
            cancel,
            lang: Lang::Zh,
        }
        .draw(area, &mut buffer, &unicode());
        picture(&buffer)
    }

    #[test]
    fn the_bar_takes_what_the_figures_leave() {
        assert_eq!(shown(5, 10, 36), "导入 [#######-------] 5/10  esc 取消");
        assert_eq!(shown(10, 10, 22), "导入 10/10  esc 取消");
        assert_eq!(shown(7, 0, 40), "导入 7  esc 取消");
    }

    #[test]
    fn no_figures_can_break_it() {
        for (done, total) in [(0, 0), (9, 3), (usize::MAX, usize::MAX), (usize::MAX, 1)] {
            for width in 0..50 {
                shown(done, total, width);
            }
        }
    }
}
