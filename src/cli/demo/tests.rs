//! The whole demonstration desk, played into a database of its own.

use super::*;
use crate::desk::Caller;
use crate::domain::item::Aside;
use crate::domain::report::Urgency;
use crate::domain::review::{ChangeKind, SuggestionState, Via};
use crate::domain::roster::Roster;
use crate::domain::verify::Standing;
use crate::messages::Lang;
use crate::store::DatabaseUrl;
use crate::store::log::{self, Broken, Head};
use crate::wire::item::ItemQuery;
use crate::wire::{Counts, ItemRow, ItemView};
use std::collections::BTreeMap;
use tokio::sync::OnceCell;

/// A Monday afternoon.
const NOW: &str = "2026-11-23T14:32:00+08:00";

/// What a visitor finds.
struct Visited {
    populated: Populated,
    /// As of the present moment, for the person who opens the desk when nobody is named.
    counts: Counts,
    rows: Vec<ItemRow>,
    views: Vec<ItemView>,
    roster: Roster,
    now: Moment,
    log: Result<Head, Broken>,
    /// Events folded when the tables were rebuilt, and what they show then.
    folded: u64,
    rebuilt: Vec<ItemView>,
}

/// Played once for all tests: they only read.
static VISITED: OnceCell<Visited> = OnceCell::const_new();

async fn visited() -> &'static Visited {
    VISITED.get_or_init(|| visit(NOW)).await
}

async fn visit(now: &str) -> Visited {
    let now: Moment = now.parse().expect("a time");
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("desk.db")));
    let store = store.expect("a store");
    let populated = populate(store.clone(), now, Calendar::default()).await;
    let populated = populated.unwrap_or_else(|why| panic!("{why}"));
    let again = populate(store.clone(), now, Calendar::default()).await;
    assert!(matches!(
        again,
        Err(DemoError::Founding(FoundingError::Exists))
    ));
    let desk = Desk::new(store.clone(), Arc::new(move || now), Calendar::default());
    let found = people(&desk).await.expect("its people");
    assert_eq!(found, populated);
    let reader = Caller::local(populated.default_person);
    let counts = desk.counts(reader).await.expect("counts");
    let (rows, views) = read_all(&desk, reader).await;
    let roster = desk.current().await.expect("the roster").roster.clone();
    let log = store.read(|tx| log::verify_store(tx, &[])).await;
    let folded = desk.rebuild().await.expect("a rebuild");
    let (_, rebuilt) = read_all(&desk, reader).await;
    store.close().await;
    Visited {
        populated,
        counts,
        rows,
        views,
        roster,
        now,
        log: log.expect("the log"),
        folded,
        rebuilt,
    }
}

/// Every item, by number, as the reader sees it.
async fn read_all(desk: &Desk, reader: Caller) -> (Vec<ItemRow>, Vec<ItemView>) {
    let mut rows = Vec::new();
    let mut views = Vec::new();
    for stage in STAGES {
        let asked = ItemQuery {
            q: format!("stage:{stage}"),
            limit: Some(200),
            ..ItemQuery::default()
        };
        rows.extend(desk.items(reader, asked).await.expect("a page").rows);
    }
    rows.sort_by_key(|it| it.no);
    for row in &rows {
        views.push(desk.item(reader, row.id, Lang::Zh).await.expect("an item"));
    }
    (rows, views)
}

const STAGES: [&str; 9] = [
    "triage", "drafting", "l1", "l2", "l3", "release", "released", "closed", "held",
];

impl Visited {
    fn some(&self, what: &str, is: impl Fn(&ItemView) -> bool) {
        assert!(self.views.iter().any(is), "there is no item {what}");
    }
}

#[tokio::test]
async fn a_visitor_finds_every_stage_and_everything_that_can_happen_to_an_item() {
    let visited = visited().await;
    let counts = &visited.counts;
    for stage in STAGES {
        let all = counts.stages.get(stage).map_or(0, |it| it.all);
        assert!(all >= 1, "nothing at {stage}");
    }
    assert!(counts.blocked >= 1 && counts.critical >= 1 && counts.verifying >= 1);
    assert!(counts.stages["l2"].mine >= 2 && counts.stages["drafting"].mine >= 1);
    let submissions: usize = visited.views.iter().map(|it| it.submissions.len()).sum();
    let merged = |it: &ItemView| matches!(it.aside, Some(Aside::Merged { .. }));
    assert!(
        visited.views.len() >= 60 && submissions >= 60,
        "{submissions}"
    );

    visited.some("merged", merged);
    visited.some("spiked", |it| {
        matches!(it.aside, Some(Aside::Spiked { .. }))
    });
    visited.some("withdrawn", |it| {
        matches!(it.aside, Some(Aside::Withdrawn { .. }))
    });
    visited.some("with a contradiction nobody decided", |it| {
        it.standings
            .iter()
            .any(|it| it.standing == Standing::Contradicted)
    });
    visited.some("with a contradiction decided", |it| {
        it.item.claims.iter().any(|it| !it.adjudications.is_empty())
    });
    visited.some("with a verification owed", |it| {
        it.item.debts.iter().any(|it| it.settled_at.is_none())
    });
    visited.some("with an objection that stands", |it| {
        it.item.objections.iter().any(|it| it.cleared.is_none())
    });
    visited.some("with a blocking thread", |it| {
        it.item
            .threads
            .iter()
            .any(|it| it.blocking && it.resolved.is_none())
    });
    for kind in [ChangeKind::Wording, ChangeKind::Substance] {
        visited.some("with an open suggestion of each kind", |it| {
            it.item
                .suggestions
                .iter()
                .any(|it| it.change == kind && it.state == SuggestionState::Open)
        });
    }
    visited.some("signed by telephone and not confirmed", |it| {
        it.stage == "release" && it.item.votes.iter().any(|it| it.via == Via::Phone)
    });
    visited.some("with a sealed note", |it| !it.item.sealed.is_empty());
    visited.some("with a draft beyond what came in", |it| {
        it.stage == "drafting" && it.item.version() > 1
    });
    visited.some("urgent in triage", |it| {
        it.stage == "triage" && it.item.urgency == Urgency::Critical
    });
}

#[tokio::test]
async fn deadlines_are_past_near_and_far_and_some_submissions_are_aging() {
    let visited = visited().await;
    let left: Vec<i64> = visited
        .views
        .iter()
        .filter_map(|it| Some(it.deadline?.minutes_since(visited.now)))
        .collect();
    assert!(left.iter().any(|it| *it < 0), "none is overdue");
    assert!(
        left.iter().any(|it| (0..60).contains(it)),
        "none is due soon"
    );
    assert!(left.iter().any(|it| *it > 8 * 60), "none is due later");
    let aging = visited.rows.iter().filter(|it| it.aging).count();
    assert!(aging >= 2, "{aging}");
}

#[tokio::test]
async fn every_return_code_of_the_procedure_has_been_used() {
    let visited = visited().await;
    let mut used: BTreeMap<&str, u32> = BTreeMap::new();
    for view in &visited.views {
        let codes = view.item.votes.iter().filter_map(|it| it.code.as_deref());
        let aside = match &view.item.aside {
            Some(Aside::Returned { code, .. } | Aside::Spiked { code, .. }) => Some(code.as_str()),
            _ => None,
        };
        for code in codes.chain(aside) {
            *used.entry(code).or_default() += 1;
        }
    }
    for known in &Procedure::three_levels().return_codes {
        assert!(used.contains_key(known.code.as_str()), "{}", known.code);
    }
}

#[tokio::test]
async fn the_team_is_large_enough_holds_posts_twice_over_and_has_one_on_leave_today() {
    let visited = visited().await;
    let (roster, now) = (&visited.roster, visited.now);
    assert!(visited.populated.people.len() >= 8);
    assert!(roster.units.len() >= 12);
    let many = visited
        .populated
        .people
        .iter()
        .filter(|it| it.posts.len() > 1);
    assert!(many.count() >= 3);
    for post in roster.posts.values() {
        for role in [HoldingRole::A, HoldingRole::B] {
            assert!(
                roster.holder(post.id, role, now).is_some(),
                "{:?}",
                post.name
            );
        }
    }
    let away: Vec<_> = roster
        .people
        .keys()
        .filter(|it| roster.is_away(**it, now))
        .collect();
    assert_eq!(away.len(), 1);
    let covered = roster.posts_acted_by(visited.populated.default_person, now);
    assert!(
        covered.len() >= 2,
        "she drafts, and stands in for the one away"
    );
    let correspondents = roster.people.values().filter(|it| it.correspondent);
    assert_eq!(correspondents.count(), 2);
    for name in ["周敏", "zhoumin", "ZHOUMIN"] {
        let found = visited.populated.person(name).map(|it| it.id);
        assert_eq!(found, Some(visited.populated.default_person), "{name}");
    }
}

/// Invariant 17.
#[tokio::test]
async fn every_open_item_of_the_demonstration_has_a_turn_and_no_closed_one() {
    let visited = visited().await;
    for view in &visited.views {
        let open = !matches!(view.stage.as_str(), "released" | "closed");
        assert_eq!(
            view.turn.is_some(),
            open,
            "#{} at {}",
            view.item.no,
            view.stage
        );
    }
}

/// Invariants 1, 3.
#[tokio::test]
async fn its_log_verifies_and_folds_to_what_is_shown() {
    let visited = visited().await;
    let head = visited.log.as_ref().expect("an unbroken chain");
    assert!(
        head.at < visited.now.millis(),
        "nothing happened later than now"
    );
    assert_eq!(i64::try_from(visited.folded).expect("a number"), head.seq);
    assert_eq!(visited.rebuilt, visited.views);
}

#[tokio::test]
async fn it_can_be_populated_at_any_hour_of_any_day() {
    // A Monday just after midnight; a holiday, at the turn of a year.
    for now in ["2026-11-23T00:04:00+08:00", "2027-01-01T03:30:00+08:00"] {
        let visited = visit(now).await;
        assert_eq!(visited.rebuilt, visited.views);
    }
}
