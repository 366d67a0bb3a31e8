use super::*;
use crate::cli::import::UnitBook;

fn options() -> ImportOptions {
    ImportOptions {
        unit: Some("haishu".into()),
        ..ImportOptions::new("2026-08-01T00:00:00Z".parse().unwrap())
    }
}

fn draft(fields: &[(Field, &str)]) -> Draft {
    let mut draft = Draft::at(Some(7));
    let given = [(Field::Title, "标题"), (Field::Body, "正文")]
        .iter()
        .filter(|(field, _)| !fields.iter().any(|f| f.0 == *field));
    for (field, text) in given.chain(fields) {
        draft
            .put(*field, 0, (*text).to_owned(), &mut Notes::default())
            .unwrap();
    }
    draft
}

fn judged(fields: &[(Field, &str)], options: &ImportOptions) -> (Result<Row, Fault>, Notes) {
    let mut notes = Notes::default();
    let row = draft(fields).judge(&"in.csv".into(), options, &mut notes);
    (row, notes)
}

fn problem(fields: &[(Field, &str)], options: &ImportOptions) -> (Option<Field>, Problem) {
    let fault = judged(fields, options).0.unwrap_err();
    assert_eq!(fault.line, Some(7));
    (fault.field, fault.problem)
}

#[test]
fn an_unknown_channel_is_a_bad_row_without_a_default_and_is_replaced_and_named_with_one() {
    let stated = [(Field::Channel, "特别交通消息")];
    assert_eq!(
        problem(&stated, &options()),
        (Some(Field::Channel), Problem::UnknownChannel)
    );

    let with_default = ImportOptions {
        channel: Some(Channel::Routine),
        ..options()
    };
    let (row, notes) = judged(&stated, &with_default);
    assert_eq!(row.unwrap().channel, Some(Channel::Routine));
    let named: Vec<_> = notes
        .iter()
        .map(|(note, tally)| (note, tally.most()))
        .collect();
    assert_eq!(
        named,
        vec![(Note::Replaced(Field::Channel), vec![("特别交通消息", 1)])]
    );

    let (row, notes) = judged(&[(Field::Channel, "约稿")], &with_default);
    assert_eq!(
        row.unwrap().channel,
        Some(Channel::Commissioned),
        "a known word is never replaced"
    );
    assert_eq!(notes, Notes::default());
}

#[test]
fn an_unknown_unit_is_given_to_another_only_on_an_explicit_word() {
    let book = UnitBook::new([("haishu", "海曙区"), ("yinzhou", "鄞州区")]);
    let known = ImportOptions {
        units: Some(book),
        ..options()
    };
    assert_eq!(
        judged(&[(Field::Unit, " 鄞州区 ")], &known)
            .0
            .unwrap()
            .unit
            .as_deref(),
        Some("yinzhou")
    );
    assert_eq!(
        problem(&[(Field::Unit, "TiDB")], &known),
        (Some(Field::Unit), Problem::UnknownUnit)
    );

    let replace = ImportOptions {
        unknown_unit: UnknownUnit::UseDefault,
        ..known
    };
    let (row, notes) = judged(&[(Field::Unit, "TiDB")], &replace);
    assert_eq!(row.unwrap().unit.as_deref(), Some("haishu"));
    assert!(
        notes
            .iter()
            .any(|(note, tally)| note == Note::Replaced(Field::Unit)
                && tally.most() == vec![("TiDB", 1)])
    );
}

#[test]
fn a_row_without_a_unit_takes_the_default_or_is_bad() {
    assert_eq!(
        judged(&[], &options()).0.unwrap().unit.as_deref(),
        Some("haishu")
    );
    let none = ImportOptions {
        unit: None,
        ..options()
    };
    assert_eq!(problem(&[], &none), (Some(Field::Unit), Problem::Missing));
    let own_unit = ImportOptions {
        unit_required: false,
        ..none
    };
    assert_eq!(judged(&[], &own_unit).0.unwrap().unit, None);
}

#[test]
fn title_and_body_are_needed_and_blanks_are_no_text() {
    assert_eq!(
        problem(&[(Field::Title, " \u{3000}\t")], &options()),
        (Some(Field::Title), Problem::Missing)
    );
    assert_eq!(
        problem(&[(Field::Body, "\n\n")], &options()),
        (Some(Field::Body), Problem::Missing)
    );
}

#[test]
fn nul_is_refused_with_the_field_named_and_other_control_characters_are_kept_raw() {
    assert_eq!(
        problem(&[(Field::Author, "a\0b")], &options()),
        (Some(Field::Author), Problem::Nul)
    );
    let raw = "一\u{1b}[31m\u{202e}二\r\n\u{7}";
    assert_eq!(
        judged(&[(Field::Body, raw)], &options()).0.unwrap().body,
        raw
    );
}

#[test]
fn a_row_over_the_limit_is_bad_and_one_at_the_limit_is_not() {
    let tight = ImportOptions {
        row_limit: "标题".len() + 100,
        ..options()
    };
    assert!(judged(&[(Field::Body, &"x".repeat(100))], &tight).0.is_ok());
    let (field, problem) = problem(&[(Field::Body, &"x".repeat(101))], &tight);
    assert_eq!(
        (field, problem),
        (
            None,
            Problem::RowTooLarge {
                bytes: 107,
                limit: 106
            }
        )
    );
}

#[test]
fn of_two_names_for_one_field_the_better_counts_and_the_same_name_twice_is_bad() {
    let mut notes = Notes::default();
    let mut draft = draft(&[]);
    let (_, date) = Field::named("date").unwrap();
    draft
        .put(Field::SenderTime, date, "2026-01-01".into(), &mut notes)
        .unwrap();
    draft
        .put(
            Field::SenderTime,
            0,
            "2026-02-02T00:00:00Z".into(),
            &mut notes,
        )
        .unwrap();
    assert!(
        notes
            .iter()
            .any(|(note, tally)| note == Note::FieldKeptOut && tally.most() == vec![("date", 1)])
    );
    let twice = draft
        .put(Field::SenderTime, 0, "2026-03-03".into(), &mut notes)
        .unwrap_err();
    assert_eq!(
        (twice.field, twice.problem),
        (Some(Field::SenderTime), Problem::GivenTwice)
    );
    let row = draft.judge(&"in".into(), &options(), &mut notes).unwrap();
    assert_eq!(
        row.sender_time,
        Some("2026-02-02T00:00:00Z".parse().unwrap())
    );
}

#[test]
fn a_senders_time_never_costs_a_row() {
    let (row, notes) = judged(
        &[(Field::SenderTime, "100 PM CST THU JAN 1 2015")],
        &options(),
    );
    assert_eq!(row.unwrap().sender_time, None);
    assert!(notes.iter().any(|(note, _)| note == Note::TimeLeftOut));
    let (row, notes) = judged(&[(Field::SenderTime, "2031-01-01")], &options());
    assert!(
        row.unwrap().sender_time.is_some(),
        "the server judges time; it is kept as stated"
    );
    assert!(notes.iter().any(|(note, _)| note == Note::TimeAhead));
}

#[test]
fn a_bad_row_leaves_no_notes_of_what_was_replaced_in_it() {
    let defaults = ImportOptions {
        channel: Some(Channel::Routine),
        ..options()
    };
    let (row, notes) = judged(&[(Field::Channel, "??"), (Field::Urgency, "??")], &defaults);
    assert_eq!(row.unwrap_err().field, Some(Field::Urgency));
    assert_eq!(notes, Notes::default());
}

#[test]
fn a_tally_counts_all_words_and_names_a_bounded_number() {
    let mut tally = Tally::default();
    for number in 0..1_000 {
        tally.add(&format!("word {number}"), 1);
    }
    tally.add("word 5", 2);
    assert_eq!(tally.total(), 1_002);
    assert_eq!(tally.most().len(), Tally::NAMED);
    assert_eq!(tally.most().first(), Some(&("word 5", 3)));
    assert_eq!(tally.unnamed(), 900);
}

#[test]
fn notes_of_several_files_add_up() {
    let mut all = Notes::default();
    let mut one = Notes::default();
    one.count(Note::FieldKeptOut, "licence");
    all.absorb(&one);
    all.absorb(&one);
    assert_eq!(
        all.iter()
            .map(|(_, tally)| tally.total())
            .collect::<Vec<_>>(),
        vec![2]
    );
}
