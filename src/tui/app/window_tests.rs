use super::*;
use crate::messages::Lang;
use crate::tui::trial::Trial;
use proptest::prelude::*;

/// A server's list of so many rows, answering as the real one does.
fn page(trial: &Trial, ask: &Ask, total: u64) -> ItemPage {
    let size = u64::from(PAGE);
    let number = |text: &str| -> u64 {
        text.rsplit(' ')
            .next()
            .and_then(|it| it.parse().ok())
            .unwrap_or(0)
    };
    let from = match ask {
        Ask::Head => 0,
        Ask::End => total.saturating_sub(size),
        Ask::From(cursor) if cursor.starts_with("before") => number(cursor).saturating_sub(size),
        Ask::From(cursor) => number(cursor),
    };
    let to = match ask {
        Ask::From(cursor) if cursor.starts_with("before") => number(cursor),
        _ => (from + size).min(total),
    };
    trial.page(from, to.saturating_sub(from), total)
}

/// Asks until nothing is wanted any more; says how often.
fn fill(window: &mut Window, trial: &Trial, top: usize, height: usize, total: u64) -> usize {
    let mut asked = 0;
    while let Some(ask) = window.wants(top, height) {
        window.take(ask.clone(), page(trial, &ask, total));
        asked += 1;
        assert!(asked < 50, "asks for ever, at {top} of {total}");
    }
    asked
}

#[test]
fn a_hundred_thousand_rows_are_never_all_asked_for() {
    let trial = Trial::new(Lang::Zh, 80, 24);
    let mut window = Window::default();
    assert_eq!(fill(&mut window, &trial, 0, 40, 100_000), 1);
    assert_eq!(fill(&mut window, &trial, 99_960, 40, 100_000), 1);
    assert_eq!(window.row(99_999).map(|row| row.no), Some(100_000));
    assert!(window.row(50_000).is_none());
    assert!(!window.is_whole());
}

#[test]
fn what_became_stale_is_shown_until_its_page_is_here_again() {
    let trial = Trial::new(Lang::Zh, 80, 24);
    let mut window = Window::default();
    fill(&mut window, &trial, 0, 20, 90);
    window.spoil();
    assert_eq!(window.row(5).map(|row| row.no), Some(6));
    assert_eq!(window.wants(0, 20), Some(Ask::Head));
}

#[test]
fn an_item_that_moved_stands_in_one_place_only() {
    let trial = Trial::new(Lang::Zh, 80, 24);
    let mut window = Window::default();
    fill(&mut window, &trial, 60, 40, 200);
    window.spoil();
    // What was number 150 is first now.
    let mut head = page(&trial, &Ask::Head, 200);
    head.rows.pop();
    head.rows.insert(0, trial.row(150));
    window.take(Ask::Head, head);
    let id = trial.row(150).id;
    assert_eq!(window.place(id), Some(0));
    assert_eq!(window.rows().filter(|row| row.id == id).count(), 1);
}

#[test]
fn an_empty_list_is_asked_for_again_once_it_may_have_filled() {
    let trial = Trial::new(Lang::Zh, 80, 24);
    let mut window = Window::default();
    assert_eq!(fill(&mut window, &trial, 0, 20, 0), 1);
    window.spoil();
    assert_eq!(window.wants(0, 20), Some(Ask::Head));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wherever_the_person_goes_the_visible_rows_come(
        total in 0_u64..2_000,
        walk in prop::collection::vec((0_usize..2_000, any::<bool>()), 1..12),
    ) {
        let trial = Trial::new(Lang::Zh, 80, 24);
        let mut window = Window::default();
        let mut total = total;
        for (to, changed) in walk {
            if changed {
                total = total.saturating_sub(1);
                window.spoil();
            }
            let height = 20;
            let top = to.min(usize::try_from(total).unwrap_or(0).saturating_sub(height));
            fill(&mut window, &trial, top, height, total);
            window.trim(top);
            let len = window.total().unwrap_or(0);
            for at in top..(top + height).min(len).min(usize::try_from(total).unwrap_or(0)) {
                prop_assert_eq!(window.row(at).map(|row| row.no), Some(at as u64 + 1));
            }
        }
    }
}
