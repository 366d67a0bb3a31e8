//! What is taken in and what is refused, field by field.

use super::*;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{LengthUnit, Shape};
use crate::domain::roster::HoldingRole;
use crate::domain::roster::fixture::{Desk, NOON, procedure};
use proptest::prelude::*;

struct Door {
    desk: Desk,
    procedure: Procedure,
    sorter: PersonId,
    correspondent: PersonId,
    unit: UnitId,
}

impl Door {
    fn new() -> Self {
        let mut desk = Desk::new();
        let post = desk.post("来稿", &[Duty::Triage], None, None);
        let sorter = desk.person("sorter");
        desk.hold(post, sorter, HoldingRole::A);
        let unit = desk.unit("慈溪市府办");
        desk.unit("余姚市府办");
        let correspondent = desk.person("sends");
        let person = desk.roster.people.get_mut(&correspondent).expect("person");
        person.correspondent = true;
        person.unit = Some(unit);
        Door {
            desk,
            procedure: procedure(),
            sorter,
            correspondent,
            unit,
        }
    }

    fn take(&self, by: PersonId, draft: SubmissionDraft) -> Result<Accepted, Refusal> {
        receive(&self.desk.scene(&self.procedure, by, NOON), draft)
    }

    /// Field and reason of the refusal of what the sorter hands in.
    fn refusal(&self, draft: SubmissionDraft) -> (String, Why) {
        let refusal = self.take(self.sorter, draft).expect_err("refused");
        (refusal.field.unwrap_or_default(), refusal.why)
    }
}

fn good() -> SubmissionDraft {
    SubmissionDraft {
        unit: Some("慈溪市府办".into()),
        title: "沿海渔船全部回港".into(),
        body: "截至23日13时，2413艘渔船全部回港。".into(),
        released_by: Some("王主任".into()),
        ..SubmissionDraft::default()
    }
}

fn hotline() -> SubmissionDraft {
    SubmissionDraft {
        channel: Channel::Hotline,
        hotline: Some(HotlineCluster {
            category: "停水".into(),
            count: 37,
            window_days: 7,
            ticket_refs: vec!["NB2026112300012345".into()],
        }),
        ..good()
    }
}

#[test]
fn what_passes_is_stored_as_sent() {
    let door = Door::new();
    let draft = SubmissionDraft {
        body: "正文\u{1b}[2J\u{202e}  \n".into(),
        ..good()
    };
    let accepted = door.take(door.sorter, draft.clone()).expect("good");
    assert!(!accepted.by_correspondent);
    let kept = accepted.into_submission(SubmissionId::from(1), ItemId::from(2), 7);
    assert_eq!((kept.title, kept.body), (draft.title, draft.body));
    assert_eq!(
        (kept.unit, kept.seq, kept.received_at),
        (door.unit, 7, NOON)
    );
}

#[test]
fn bad_text_is_refused_with_its_field() {
    let door = Door::new();
    let with = |change: fn(&mut SubmissionDraft)| {
        let mut draft = good();
        change(&mut draft);
        door.refusal(draft)
    };
    assert_eq!(
        with(|it| it.title = " \u{3000}\u{200b}".into()),
        ("title".into(), Why::Missing)
    );
    assert_eq!(
        with(|it| it.body = "\n".into()),
        ("body".into(), Why::Missing)
    );
    let (field, why) = with(|it| it.title = "长".repeat(201));
    assert_eq!(field, "title");
    assert!(matches!(
        why,
        Why::TooLong {
            limit: 200,
            is: 201,
            ..
        }
    ));
    let (field, why) = with(|it| it.body = "长".repeat(400_000));
    assert_eq!(field, "body");
    assert!(matches!(
        why,
        Why::TooLong {
            unit: LengthUnit::Bytes,
            ..
        }
    ));
    for (field, why) in [
        with(|it| it.title.push('\0')),
        with(|it| it.body.push('\0')),
        with(|it| it.author = Some("王\0".into())),
        with(|it| it.co_authors = vec!["李".into(), "王\0".into()]),
    ] {
        assert!(matches!(why, Why::Malformed { .. }), "{field}");
    }
}

#[test]
fn who_signed_it_out_is_wanted_but_by_telephone_and_from_old_files() {
    let door = Door::new();
    let unsigned = SubmissionDraft {
        released_by: Some(" ".into()),
        ..good()
    };
    assert_eq!(
        door.refusal(unsigned.clone()),
        ("released_by".into(), Why::ReleasedByMissing)
    );
    for channel in [Channel::Urgent, Channel::Phone] {
        let draft = SubmissionDraft {
            channel,
            ..unsigned.clone()
        };
        assert!(door.take(door.sorter, draft).is_ok());
    }
    let historic = SubmissionDraft {
        historic: true,
        ..unsigned
    };
    assert!(door.take(door.sorter, historic.clone()).is_ok());
    let refused = door
        .take(door.correspondent, historic)
        .expect_err("a unit signs");
    assert_eq!(refused.why, Why::ReleasedByMissing);
}

#[test]
fn classified_material_is_refused_unread() {
    let door = Door::new();
    let title = SubmissionDraft {
        title: "【机密】情况".into(),
        ..good()
    };
    assert_eq!(door.refusal(title), ("title".into(), Why::Classified));
    let body = SubmissionDraft {
        body: "秘密★1年\n正文".into(),
        ..good()
    };
    assert_eq!(door.refusal(body), ("body".into(), Why::Classified));
}

#[test]
fn a_sender_s_clock_may_be_a_little_ahead() {
    let door = Door::new();
    let stated = |minutes| SubmissionDraft {
        sender_time: Some(NOON.plus_minutes(minutes)),
        ..good()
    };
    assert!(door.take(door.sorter, stated(CLOCK_MINUTES)).is_ok());
    let ahead = door.refusal(stated(CLOCK_MINUTES + 1));
    assert_eq!(ahead, ("sender_time".into(), Why::TimeInFuture));
}

#[test]
fn a_correspondent_sends_for_their_own_unit_only() {
    let door = Door::new();
    let send = |unit: Option<&str>| {
        let unit = unit.map(str::to_owned);
        door.take(door.correspondent, SubmissionDraft { unit, ..good() })
    };
    let own = send(None).expect("own unit");
    assert_eq!((own.unit, own.by_correspondent), (door.unit, true));
    assert!(send(Some("慈溪市府办")).is_ok());
    assert!(send(Some(&door.unit.to_string())).is_ok());
    assert_eq!(
        send(Some("余姚市府办")).expect_err("other").why,
        Why::OtherUnit
    );
}

#[test]
fn a_unit_nobody_knows_is_named() {
    let mut door = Door::new();
    let unknown = SubmissionDraft {
        unit: Some("象山".into()),
        ..good()
    };
    assert_eq!(
        door.refusal(unknown),
        (
            "unit".into(),
            Why::UnknownUnit {
                unit: "象山".into()
            }
        )
    );
    let none = SubmissionDraft {
        unit: None,
        ..good()
    };
    assert_eq!(door.refusal(none), ("unit".into(), Why::Missing));
    door.desk
        .roster
        .units
        .get_mut(&door.unit)
        .expect("unit")
        .active = false;
    assert!(matches!(door.refusal(good()).1, Why::Inactive { .. }));
}

#[test]
fn someone_without_a_post_that_takes_in_hands_nothing_in() {
    let mut door = Door::new();
    let other = door.desk.person("other");
    let refused = door.take(other, good()).expect_err("refused");
    assert_eq!(refused.why, Why::NotYourDuty { duty: Duty::Triage });
    assert!(!refused.who_can_fix.is_empty());
}

/// Invariant 73.
#[test]
fn hotline_submissions_with_personal_numbers_are_refused_in_every_field() {
    let door = Door::new();
    assert!(door.take(door.sorter, hotline()).is_ok());
    type Spoil = fn(&mut SubmissionDraft, &str);
    let spoil: [(&str, Spoil); 7] = [
        ("title", |it, number| it.title.push_str(number)),
        ("body", |it, number| it.body.push_str(number)),
        ("author", |it, number| it.author = Some(number.into())),
        ("released_by", |it, number| {
            it.released_by = Some(number.into())
        }),
        ("co_authors[1]", |it, number| {
            it.co_authors = vec!["李".into(), number.into()]
        }),
        ("hotline.category", |it, number| {
            it.hotline
                .as_mut()
                .expect("cluster")
                .category
                .push_str(number);
        }),
        ("hotline.ticket_refs[1]", |it, number| {
            it.hotline
                .as_mut()
                .expect("cluster")
                .ticket_refs
                .push(number.into());
        }),
    ];
    for (number, shape) in [
        ("电话13800138000", Shape::PhoneNumber),
        ("，330203199001011234，", Shape::IdentityNumber),
    ] {
        for (field, spoil) in spoil {
            let mut draft = hotline();
            spoil(&mut draft, number);
            let (at, why) = door.refusal(draft);
            assert_eq!(at, field);
            assert!(
                matches!(why, Why::PersonalData { shape: found, .. } if found == shape),
                "{field}: {why:?}"
            );
        }
    }
}

#[test]
fn a_hotline_submission_counts_calls_and_no_other_does() {
    let door = Door::new();
    let bare = SubmissionDraft {
        hotline: None,
        ..hotline()
    };
    assert_eq!(door.refusal(bare), ("hotline".into(), Why::Missing));
    let mut uncounted = hotline();
    uncounted.hotline.as_mut().expect("cluster").count = 0;
    assert_eq!(
        door.refusal(uncounted),
        ("hotline.count".into(), Why::Missing)
    );
    let elsewhere = SubmissionDraft {
        channel: Channel::Routine,
        ..hotline()
    };
    let channel = Channel::Routine;
    assert_eq!(
        door.refusal(elsewhere),
        ("hotline".into(), Why::NotHotline { channel })
    );
}

/// Invariant 73: the schema has no field for a person who called, and takes no unknown one.
#[test]
fn a_field_for_a_caller_is_refused_by_the_form_itself() {
    for field in ["caller", "phone", "id_number", "address", "name"] {
        let json = format!(r#"{{"title":"t","body":"b","{field}":"x"}}"#);
        assert!(
            serde_json::from_str::<SubmissionDraft>(&json).is_err(),
            "{field}"
        );
    }
    assert!(serde_json::from_str::<SubmissionDraft>(r#"{"title":"t","body":"b"}"#).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, .. ProptestConfig::default() })]

    #[test]
    fn the_same_content_has_the_same_hash_and_moving_text_between_fields_another(
        title in "[a-z渔船]{2,8}", body in "[a-z回港]{2,20}",
    ) {
        let unit = UnitId::from(1);
        let hash = |title: &str, body: &str| content_hash(unit, Channel::Routine, title, body);
        let one = hash(&title, &body);
        prop_assert_eq!(&one, &hash(&title.to_uppercase(), &format!("\u{3000}{body}\n")));
        let moved = format!("{title}{}", body.chars().next().unwrap_or_default());
        let rest: String = body.chars().skip(1).collect();
        prop_assert_ne!(&one, &hash(&moved, &rest));
        prop_assert_ne!(&one, &content_hash(unit, Channel::Field, &title, &body));
        prop_assert_ne!(&one, &content_hash(UnitId::from(2), Channel::Routine, &title, &body));
    }
}
