//! A long list of which only the pages around the visible part are here.
//!
//! The server gives pages that follow or precede one another; each says where it stands and how long the whole list is.
//! Pages are kept by their place. What changed at the desk makes them stale: they go on being shown, and are asked for
//! again as far as they are visible, so that nothing flickers and nothing is fetched for rows that nobody sees.

use crate::domain::id::ItemId;
use crate::wire::item::ItemQuery;
use crate::wire::{ItemPage, ItemRow};

/// Rows of a page.
pub const PAGE: u32 = 100;
/// Pages kept; the ones farthest from the visible part go first.
const KEPT: usize = 12;

/// A page to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    Head,
    End,
    /// With the cursor of a page beside it.
    From(String),
}

impl Ask {
    /// The request for it.
    pub fn query(&self, q: &str) -> ItemQuery {
        let cursor = match self {
            Ask::From(cursor) => Some(cursor.clone()),
            _ => None,
        };
        ItemQuery {
            q: q.to_owned(),
            cursor,
            from_end: *self == Ask::End,
            limit: Some(PAGE),
        }
    }
}

#[derive(Debug, Clone)]
struct Kept {
    from: usize,
    rows: Vec<ItemRow>,
    by: Ask,
    next: Option<String>,
    prev: Option<String>,
    fresh: bool,
}

impl Kept {
    fn end(&self) -> usize {
        self.from + self.rows.len()
    }
}

/// The list as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// By place, not overlapping.
    pages: Vec<Kept>,
    total: Option<usize>,
}

impl Window {
    /// Rows of the whole list; `None` before the first page.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    /// The row at a place, if it is here.
    pub fn row(&self, at: usize) -> Option<&ItemRow> {
        let page = self
            .pages
            .iter()
            .find(|page| (page.from..page.end()).contains(&at))?;
        page.rows.get(at - page.from)
    }

    /// Where an item stands, if its row is here.
    pub fn place(&self, id: ItemId) -> Option<usize> {
        self.pages
            .iter()
            .find_map(|page| Some(page.from + page.rows.iter().position(|row| row.id == id)?))
    }

    /// The row of an item, if it is here.
    pub fn find(&self, id: ItemId) -> Option<&ItemRow> {
        self.row(self.place(id)?)
    }

    /// The row of the item with this number, if it is here.
    pub fn by_no(&self, no: u64) -> Option<&ItemRow> {
        self.rows().find(|row| row.no == no)
    }

    /// The rows that are here.
    pub fn rows(&self) -> impl Iterator<Item = &ItemRow> {
        self.pages.iter().flat_map(|page| &page.rows)
    }

    /// Takes a page in, in place of what was there.
    pub fn take(&mut self, by: Ask, page: ItemPage) {
        let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX / 2);
        let total = place(page.total);
        let from = place(page.offset).min(total);
        let kept = Kept {
            from,
            rows: page.rows,
            by,
            next: page.next,
            prev: page.prev,
            fresh: true,
        };
        let total = total.max(kept.end());
        if self.total != Some(total) {
            // The list got longer or shorter somewhere: other pages may stand a little off.
            self.spoil();
        }
        self.total = Some(total);
        self.pages.retain(|old| {
            old.by != kept.by
                && (old.end() <= kept.from || old.from >= kept.end())
                && old.from < total
        });
        // An item that moved is where it was seen last.
        for old in &mut self.pages {
            if !old.fresh
                && old
                    .rows
                    .iter()
                    .any(|row| kept.rows.iter().any(|it| it.id == row.id))
            {
                old.rows.clear();
            }
        }
        self.pages.retain(|old| !old.rows.is_empty());
        self.pages.push(kept);
        self.pages.sort_by_key(|page| page.from);
    }

    /// Replaces the rows of items that are here.
    pub fn update(&mut self, rows: &[ItemRow]) {
        for page in &mut self.pages {
            for old in &mut page.rows {
                if let Some(row) = rows.iter().find(|row| row.id == old.id) {
                    *old = row.clone();
                }
            }
        }
    }

    /// Something changed: what is here is shown until it has been asked for again.
    pub fn spoil(&mut self) {
        for page in &mut self.pages {
            page.fresh = false;
        }
    }

    /// Whether what is here is as the server had it last.
    pub fn is_fresh(&self) -> bool {
        self.total.is_some() && self.pages.iter().all(|page| page.fresh)
    }

    /// Everything is here.
    pub fn is_whole(&self) -> bool {
        self.total.is_some_and(|total| {
            self.pages.iter().map(|page| page.rows.len()).sum::<usize>() >= total
        })
    }

    /// The page to ask for next so that the rows from `top` on, `height` of them and some around, are here and fresh.
    pub fn wants(&self, top: usize, height: usize) -> Option<Ask> {
        let Some(total) = self.total else {
            return Some(Ask::Head);
        };
        let around = height.max(10);
        let (low, high) = (
            top.saturating_sub(around),
            (top + height + around).min(total),
        );
        let seen = |page: &&Kept| page.from < high && page.end() > low;
        if let Some(stale) = self.pages.iter().filter(seen).find(|page| !page.fresh) {
            return Some(stale.by.clone());
        }
        if total == 0 {
            return self
                .pages
                .iter()
                .any(|page| !page.fresh)
                .then_some(Ask::Head);
        }
        // What is seen itself comes before what is around it.
        let missing = (top..(top + height).min(total))
            .chain(low..high)
            .find(|at| self.row(*at).is_none())?;
        let below = self.pages.iter().rfind(|page| page.end() <= missing);
        let above = self.pages.iter().find(|page| page.from > missing);
        let on = below.and_then(|page| Some((missing - page.end(), Ask::From(page.next.clone()?))));
        let back =
            above.and_then(|page| Some((page.from - missing, Ask::From(page.prev.clone()?))));
        let ends = [(missing, Ask::Head), (total - missing, Ask::End)];
        let already = |ask: &Ask| self.pages.iter().any(|page| page.by == *ask && page.fresh);
        let all = [on, back]
            .into_iter()
            .flatten()
            .chain(ends)
            .filter(|(_, ask)| !already(ask));
        all.min_by_key(|(far, _)| *far).map(|(_, ask)| ask)
    }

    /// Drops pages far from the visible part.
    pub fn trim(&mut self, top: usize) {
        while self.pages.len() > KEPT {
            let far = |page: &Kept| page.from.abs_diff(top);
            let Some(farthest) =
                (0..self.pages.len()).max_by_key(|at| self.pages.get(*at).map(far))
            else {
                return;
            };
            self.pages.remove(farthest);
        }
    }
}

#[cfg(test)]
#[path = "window_tests.rs"]
mod tests;
