use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn new(verb: &str, after: &str) -> NewLogRow {
    NewLogRow {
        actor: "wang".into(),
        acting_for: Some("audit".into()),
        verb: verb.into(),
        object_kind: "item".into(),
        object: "01J8ZQ".into(),
        before: None,
        after: after.into(),
        reason: Some("数字已核".into()),
    }
}

/// A chain of `length` events, one second apart.
fn chain(length: i64) -> Vec<LogRow> {
    let mut rows: Vec<LogRow> = Vec::new();
    for number in 1..=length {
        let head = rows.last().map_or(Head::none(), LogRow::head);
        let after = format!(r#"{{"title":"第{number}件\n\u0001"}}"#);
        rows.push(LogRow::following(
            &head,
            &new("pass", &after),
            number * 1000,
        ));
    }
    rows
}

fn export(rows: &[LogRow]) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.line().unwrap());
    lines.collect::<String>().into_bytes()
}

fn broken(seq: i64, fault: Fault) -> Result<Head, Broken> {
    Err(Broken { seq, fault })
}

/// The format of what is hashed and of what is exported is a promise to everyone who keeps an export:
/// these values were computed by hand from the description, with other tools.
#[test]
fn the_hash_and_the_line_of_an_event_are_as_documented() {
    let row = LogRow::following(&Head::none(), &new("pass", r#"{"v":1}"#), 1_750_000_000_000);
    assert_eq!(
        row.hash,
        "492931da4abecd0d6e83f56fc60270a9c216a3ce772a3af9bfc46dfdf835db22"
    );
    let line = format!(
        r#"{{"seq":1,"at":1750000000000,"actor":"wang","acting_for":"audit","verb":"pass","object_kind":"item","object":"01J8ZQ","before":null,"after":"{{\"v\":1}}","reason":"数字已核","prev_hash":"{NO_HASH}","hash":"{}"}}"#,
        row.hash
    );
    assert_eq!(row.line().unwrap(), line + "\n");
}

#[test]
fn moving_text_from_one_field_to_the_next_changes_the_hash() {
    let mut one = chain(1).remove(0);
    let mut other = one.clone();
    one.verb = "pass".into();
    one.object_kind = "item".into();
    other.verb = "passi".into();
    other.object_kind = "tem".into();
    assert_ne!(one.computed_hash(), other.computed_hash());
    one.before = None;
    other = one.clone();
    other.before = Some(String::new());
    assert_ne!(one.computed_hash(), other.computed_hash());
}

#[test]
fn a_whole_chain_verifies_and_tells_its_head() {
    let rows = chain(5);
    assert_eq!(verify(&rows, &[]), Ok(rows[4].head()));
    assert_eq!(verify_export(&export(&rows)[..], &[]), Ok(rows[4].head()));
    assert_eq!(verify_export(&b""[..], &[]), Ok(Head::none()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 3: a flipped bit anywhere in an exported log is found, in the event in which it is.
    #[test]
    fn a_flipped_bit_in_an_export_is_found_where_it_is(place in any::<prop::sample::Index>(), bit in 0..8u32) {
        let mut file = export(&chain(6));
        let place = place.index(file.len());
        let seq = 1 + file[..place].iter().filter(|&&byte| byte == b'\n').count() as i64;
        file[place] ^= 1 << bit;
        let found = verify_export(&file[..], &[]);
        prop_assert_eq!(found.map_err(|broken| broken.seq), Err(seq));
    }

    /// Invariant 3: an export that ends in the middle of an event is found to.
    #[test]
    fn an_export_cut_off_within_an_event_is_found(place in any::<prop::sample::Index>()) {
        let mut file = export(&chain(4));
        file.truncate(place.index(file.len()));
        let whole = file.is_empty() || file.ends_with(b"\n");
        prop_assert_eq!(verify_export(&file[..], &[]).is_ok(), whole);
    }
}

/// Invariant 3.
#[test]
fn missing_repeated_and_exchanged_events_are_found_where_they_are() {
    let place = |found| Fault::Place { found };
    let mut rows = chain(5);
    rows.remove(2);
    assert_eq!(verify(&rows, &[]), broken(3, place(4)));
    let mut rows = chain(5);
    rows.insert(2, rows[1].clone());
    assert_eq!(verify(&rows, &[]), broken(3, place(2)));
    let mut rows = chain(5);
    rows.swap(2, 3);
    assert_eq!(verify(&rows, &[]), broken(3, place(4)));
    let rows = chain(5);
    assert_eq!(verify(&rows[1..], &[]), broken(1, place(2)));
}

/// Invariant 3.
#[test]
fn an_event_rewritten_with_a_fitting_hash_is_found_at_the_next() {
    let mut rows = chain(5);
    rows[2].actor = "li".into();
    assert_eq!(verify(&rows, &[]), broken(3, Fault::Content));
    rows[2].hash = rows[2].computed_hash();
    assert_eq!(verify(&rows, &[]), broken(4, Fault::Link));
}

/// Invariant 5.
#[test]
fn an_event_before_the_one_before_it_is_found() {
    let mut rows = chain(2);
    rows[1].at = 999;
    rows[1].hash = rows[1].computed_hash();
    assert_eq!(verify(&rows, &[]), broken(2, Fault::Time));
}

/// Invariant 3: what a chain alone cannot tell, the anchors do.
#[test]
fn a_cut_tail_and_a_rewritten_log_are_found_by_an_anchor() {
    let rows = chain(5);
    let anchors = [rows[1].head(), rows[3].head()];
    assert_eq!(verify(&rows, &anchors), Ok(rows[4].head()));
    assert_eq!(verify(&rows[..4], &anchors), Ok(rows[3].head()));
    let cut_off = Fault::CutOff { anchored: 4 };
    assert_eq!(verify(&rows[..3], &anchors), broken(4, cut_off.clone()));
    assert_eq!(
        verify_export(&export(&rows[..3])[..], &anchors),
        broken(4, cut_off)
    );

    let mut head = Head::none();
    let rewritten = (1..=5).map(|number| {
        let row = LogRow::following(&head, &new("return", "{}"), number);
        head = row.head();
        row
    });
    let rewritten: Vec<LogRow> = rewritten.collect();
    assert_eq!(verify(&rewritten, &anchors), broken(2, Fault::Anchor));
}

#[rstest]
#[case::escaped_needlessly("\"wang\"", "\"w\\u0061ng\"")]
#[case::spaced("\"seq\":1", "\"seq\": 1")]
#[case::a_null_left_out("\"before\":null,", "")]
#[case::an_unknown_field("{\"seq\"", "{\"note\":1,\"seq\"")]
#[case::a_field_twice("{\"seq\":1", "{\"seq\":1,\"seq\":1")]
#[case::carriage_return("}\n", "}\r\n")]
#[case::an_empty_line("{\"seq\"", "\n{\"seq\"")]
#[case::no_line_feed("}\n", "}")]
fn a_line_that_is_not_written_as_an_export_writes_it_is_refused(
    #[case] as_is: &str,
    #[case] instead: &str,
) {
    let file = chain(1)[0].line().unwrap();
    let place = if as_is.ends_with('\n') {
        file.rfind(as_is)
    } else {
        file.find(as_is)
    };
    let mut changed = file.clone();
    changed.replace_range(place.unwrap()..place.unwrap() + as_is.len(), instead);
    let found = verify_export(changed.as_bytes(), &[]).unwrap_err();
    assert_eq!(found.seq, 1);
    assert!(matches!(found.fault, Fault::Line { .. }), "{found}");
}

/// Invariant 5.
#[test]
fn times_never_decrease_when_the_clock_steps_back() {
    let first = LogRow::following(&Head::none(), &new("pass", "{}"), 5_000);
    let second = LogRow::following(&first.head(), &new("pass", "{}"), 4_000);
    assert_eq!(second.at, 5_000);
    let third = LogRow::following(&second.head(), &new("pass", "{}"), 5_001);
    assert_eq!(third.at, 5_001);
}
