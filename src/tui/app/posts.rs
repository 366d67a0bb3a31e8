//! Who holds what, who acts when, who is away: a week of posts, to be read. The acting person is worked out by the same
//! rule as on the server, from the same records.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::moment::Moment;
use crate::domain::roster::{Post, Roster};
use crate::tui::input::{Action, Scope};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The posts.
#[derive(Debug, Default)]
pub struct PostsScreen {
    pub cursor: usize,
    pub top: usize,
    /// Weeks from this one.
    pub week: i32,
    /// The effects have the keys, where only one pane fits.
    pub flipped: bool,
}

/// Weeks one can look ahead or back.
const FARTHEST: i32 = 52;

impl PostsScreen {
    /// The days shown: Monday to Sunday.
    pub fn days(&self, shared: &Shared) -> Vec<Date> {
        let today = shared.zone().to_datetime(shared.now.timestamp()).date();
        let monday =
            today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let first = monday.saturating_add(Span::new().try_weeks(self.week).unwrap_or_default());
        (0..7)
            .map(|day| first.saturating_add(i64::from(day).days()))
            .collect()
    }
}

/// The posts in use: by level, then by name.
pub fn posts(shared: &Shared) -> Vec<&Post> {
    let all = shared
        .roster
        .iter()
        .flat_map(|roster| &roster.posts)
        .map(|view| &view.post);
    let mut posts: Vec<&Post> = all.filter(|post| post.active).collect();
    posts.sort_by(|a, b| {
        (a.level.unwrap_or(0), &a.name.zh).cmp(&(b.level.unwrap_or(0), &b.name.zh))
    });
    posts
}

/// The records as the rules take them.
pub fn records(shared: &Shared) -> Roster {
    let Some(view) = &shared.roster else {
        return Roster::default();
    };
    Roster {
        people: view.people.iter().map(|it| (it.id, it.clone())).collect(),
        units: view.units.iter().map(|it| (it.id, it.clone())).collect(),
        posts: view
            .posts
            .iter()
            .map(|it| (it.post.id, it.post.clone()))
            .collect(),
        holdings: view.holdings.iter().map(|it| (it.id, it.clone())).collect(),
        absences: view.absences.iter().map(|it| (it.id, it.clone())).collect(),
        parties: view.parties.iter().map(|it| (it.id, it.clone())).collect(),
    }
}

/// Noon of a day at the office: who acts then stands for the day.
pub fn noon(shared: &Shared, day: Date) -> Moment {
    let noon = day.at(12, 0, 0, 0);
    shared
        .zone()
        .to_timestamp(noon)
        .map_or(shared.now, Moment::from)
}

impl Part for PostsScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Posts]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        const PAGE: usize = 10;
        let last = posts(shared).len().saturating_sub(1);
        match action {
            Action::MoveUp => self.cursor = self.cursor.saturating_sub(1),
            Action::MoveDown => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp | Action::HalfUp => self.cursor = self.cursor.saturating_sub(PAGE),
            Action::PageDown | Action::HalfDown => self.cursor = (self.cursor + PAGE).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::WeekPrev | Action::MoveLeft => self.week = (self.week - 1).max(-FARTHEST),
            Action::WeekNext | Action::MoveRight => self.week = (self.week + 1).min(FARTHEST),
            Action::Today => self.week = 0,
            Action::FlipPane | Action::Open => self.flipped = !self.flipped,
            _ => {}
        }
        Vec::new()
    }

    fn hints(&self, shared: &Shared) -> Vec<Action> {
        let flip = (!shared.is_wide()).then_some(Action::FlipPane);
        [Action::WeekPrev, Action::WeekNext, Action::Today]
            .into_iter()
            .chain(flip)
            .chain([Action::Back])
            .collect()
    }
}
