//! The rules of verification, one by one. What must hold in any order of acts is in `properties.rs`.

use super::adjudicate::{AdjudicationDraft, adjudicate};
use super::fixture::{BODY, Table};
use super::search::PriorSearchDraft;
use super::standing::Need;
use super::waive::{WaiverDraft, settled_debts, waive};
use super::*;
use crate::domain::refusal::{Fixer, Why};
use rstest::rstest;

fn supports(party: PartyId) -> evidence::EvidenceDraft {
    Table::says(party, Stance::Supports)
}

fn decide(table: &mut Table, by: PersonId, claim: ClaimId, upheld: bool) -> Result<(), Why> {
    let words = "以统计口径为准".into();
    let draft = AdjudicationDraft { upheld, words };
    let change = adjudicate(&table.scene(by), &table.item, claim, draft);
    table.take(change)
}

fn let_go(table: &mut Table, by: PersonId, claim: ClaimId) -> Result<(), Why> {
    let (id, reason) = (table.id(), "台风登陆在即".into());
    let change = waive(
        &table.scene(by),
        &table.item,
        claim,
        WaiverDraft { reason },
        id,
    );
    table.take(change)
}

// ── claims

#[test]
fn a_data_claim_carries_the_figure_in_its_words_and_the_next_number() {
    let mut table = Table::new();
    let first = table.raise(ClaimKind::Data, "2,413艘渔船");
    let second = table.raise(ClaimKind::Effect, "群众满意度提升12.3%");
    let claim = |id| table.item.claim(id).expect("a claim");
    assert_eq!((claim(first).n, claim(second).n), (1, 2));
    let figure = claim(first).figure.as_ref().expect("a figure");
    assert_eq!((figure.value, figure.unit.as_str()), (2413.into(), "艘"));
    assert_eq!(claim(second).figure, None);
}

#[test]
fn a_claim_on_an_old_version_on_words_claimed_already_or_with_another_figure_is_refused() {
    let mut table = Table::new();
    table.raise(ClaimKind::Data, "2,413艘");
    let asked = |table: &Table, draft| {
        let id = ClaimId::from(1);
        let answer = claim::raise(
            &table.scene(table.chen),
            &table.item,
            &table.text,
            draft,
            id,
        );
        answer.expect_err("refused").why
    };
    let again = table.claim_draft(ClaimKind::Data, "2,413艘");
    assert_eq!(asked(&table, again.clone()), Why::AlreadySo);
    let old = claim::ClaimDraft {
        version: 0,
        ..again.clone()
    };
    assert_eq!(asked(&table, old), Why::VersionMoved { yours: 0, now: 1 });
    let mut other = table.claim_draft(ClaimKind::Data, "2,413艘渔船");
    let figure = table.item.claims[0].figure.clone();
    other.figure = figure.map(|it| Figure {
        value: 2431.into(),
        ..it
    });
    let text = "2431艘".into();
    assert_eq!(asked(&table, other), Why::FigureUnreadable { text });
    table.release();
    let late = table.claim_draft(ClaimKind::Fact, "渔船");
    assert_eq!(
        asked(&table, late),
        Why::AlreadyClosed {
            stage: "released".into()
        }
    );
}

/// Invariant 74, invariant 12.
#[test]
fn administrators_and_shadows_do_not_verify_but_a_present_b_does() {
    let mut table = Table::new();
    let draft = table.claim_draft(ClaimKind::Fact, "渔船");
    let asked = |table: &Table, by| {
        let id = ClaimId::from(1);
        let answer = claim::raise(
            &table.scene(by),
            &table.item,
            &table.text,
            draft.clone(),
            id,
        );
        answer.err().map(|it| it.why)
    };
    assert_eq!(asked(&table, table.qian), Some(Why::ReadOnlyRole));
    assert_eq!(
        asked(&table, table.he),
        Some(Why::ShadowOnly {
            post: "复核岗".into()
        })
    );
    assert_eq!(asked(&table, table.wang), None);
    let until = table.now.plus_days(1);
    table.desk.away(table.wang, table.now, until);
    let turn = Why::NotYourTurn {
        post: "起草岗".into(),
        acting: "陈洁".into(),
    };
    assert_eq!(asked(&table, table.wang), Some(turn));
}

#[test]
fn the_writer_cannot_shake_a_claim_off_by_rewording_but_a_second_reader_can() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let party = table.party("海洋局", Relation::Statistics);
    table.add(claim, supports(party));
    let version = table.item.versions.last_mut().expect("a version");
    version
        .contributors
        .insert(table.chen, crate::domain::review::Contribution::Substantive);
    let asked = |table: &Table, by| {
        claim::withdraw(&table.scene(by), &table.item, &table.text, claim).is_ok()
    };
    assert!(!asked(&table, table.chen) && !asked(&table, table.li));
    table.revise(&BODY.replace("2,413艘", "绝大多数"));
    assert!(
        table
            .item
            .claim(claim)
            .is_some_and(|it| it.reopened_at.is_some())
    );
    assert!(!asked(&table, table.chen) && asked(&table, table.li));
}

/// Invariant 40.
#[test]
fn a_claim_cut_out_of_the_text_is_withdrawn_and_comes_back_with_its_words() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let party = table.party("海洋局", Relation::Statistics);
    table.add(claim, supports(party));
    assert_eq!(table.standing(claim), Standing::Corroborated);
    table.revise(&BODY.replace("2,413艘渔船", "渔船"));
    assert_eq!(table.standing(claim), Standing::Withdrawn);
    table.revise(&format!("导语。{BODY}"));
    assert_eq!(table.standing(claim), Standing::Open);
    let quote = table.item.claim(claim).map(|it| it.anchor.quote.clone());
    assert_eq!(quote.as_deref(), Some("2,413艘"));
}

// ── evidence

#[test]
fn a_supporting_figure_over_the_tolerance_wants_an_explanation() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let party = table.party("海洋局", Relation::Statistics);
    let said = |value: i64, unit: &str| evidence::EvidenceDraft {
        figure: Some(Figure {
            value: value.into(),
            unit: unit.into(),
            period: String::new(),
            base: String::new(),
            scope: String::new(),
        }),
        ..supports(party)
    };
    let (by, missing) = (table.chen, Err(Why::ExplanationMissing { claim: 1 }));
    assert_eq!(table.add_by(by, claim, said(2360, "艘")), missing);
    assert_eq!(table.add_by(by, claim, said(2413, "万元")), missing);
    assert!(table.add_by(by, claim, said(2400, "艘")).is_ok());
    let against = evidence::EvidenceDraft {
        stance: Stance::Contradicts,
        ..said(2360, "艘")
    };
    assert!(table.add_by(by, claim, against).is_ok());
    let explained = evidence::EvidenceDraft {
        explanation: "不含乡镇船舶".into(),
        ..said(2360, "艘")
    };
    assert!(table.add_by(by, claim, explained).is_ok());
    let shown: Vec<_> = table
        .detail(claim)
        .differing
        .into_iter()
        .map(|it| it.by)
        .collect();
    assert_eq!(shown, [[Difference::Value], [Difference::Value]]);
}

#[rstest]
#[case::info("info", |it: &mut evidence::EvidenceDraft| it.info = 7)]
#[case::no_info("info", |it: &mut evidence::EvidenceDraft| it.info = 0)]
#[case::quote("quote", |it: &mut evidence::EvidenceDraft| it.quote = "\u{200b} ".into())]
#[case::nul("origin", |it: &mut evidence::EvidenceDraft| it.origin = "a\0".into())]
#[case::hash("attachment_hash", |it: &mut evidence::EvidenceDraft| it.attachment_hash = Some("é".repeat(32)))]
#[case::party("party", |it: &mut evidence::EvidenceDraft| it.party = PartyId::from(7_777))]
#[case::future("taken_at", |it: &mut evidence::EvidenceDraft| it.taken_at = Some(Moment::FAR))]
#[case::expired("expires", |it: &mut evidence::EvidenceDraft| it.expires = Some(Moment::default()))]
fn evidence_names_the_field_at_fault(
    #[case] field: &str,
    #[case] spoil: fn(&mut evidence::EvidenceDraft),
) {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let mut draft = supports(table.party("海洋局", Relation::Statistics));
    spoil(&mut draft);
    let answer = evidence::add(
        &table.scene(table.chen),
        &table.item,
        claim,
        draft,
        EvidenceId::from(1),
    );
    assert_eq!(answer.expect_err("refused").field.as_deref(), Some(field));
}

#[test]
fn what_speaks_against_the_text_is_taken_back_only_by_who_took_it_down() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let party = table.party("海洋局", Relation::Statistics);
    let (li, chen) = (table.li, table.chen);
    let against = table
        .add_by(li, claim, Table::says(party, Stance::Contradicts))
        .expect("recorded");
    let asked =
        |table: &Table, by| evidence::retract(&table.scene(by), &table.item, claim, against);
    assert_eq!(
        asked(&table, chen).expect_err("refused").who_can_fix,
        [Fixer::Person {
            id: li,
            name: "李强".into()
        }]
    );
    let change = asked(&table, li);
    table.take(change).expect("taken back");
    assert_eq!(table.standing(claim), Standing::Open);
    assert_eq!(asked(&table, li).expect_err("refused").why, Why::AlreadySo);
}

#[test]
fn a_clock_that_is_ahead_does_not_let_evidence_outlive_a_change_of_words() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let mut draft = supports(table.party("海洋局", Relation::Statistics));
    draft.taken_at = Some(table.now.plus_minutes(5));
    table.add(claim, draft);
    table.revise(&BODY.replace("2,413艘", "2,431艘"));
    let detail = table.detail(claim);
    assert_eq!(
        (detail.standing, detail.groups_have, detail.stale.len()),
        (Standing::Open, 0, 1)
    );
}

/// Invariant 73.
#[test]
fn nobodys_number_is_written_down_on_the_hotline_channel() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let mut draft = supports(table.party("海洋局", Relation::Peer));
    draft.quote = "来电人 138 0000 1234 反映".into();
    let chen = table.chen;
    assert!(table.add_by(chen, claim, draft.clone()).is_ok());
    table.item.channel = crate::domain::report::Channel::Hotline;
    assert!(matches!(
        table.add_by(chen, claim, draft),
        Err(Why::PersonalData { .. })
    ));
}

// ── independence

/// Two parties support a claim; how many sources is that?
#[rstest]
#[case::apart(("海洋局", "海洋局", ""), ("港务公司", "港务公司", ""), 2)]
#[case::one_body(("海洋局", "海洋局", ""), ("海洋局 ", "渔政", ""), 1)]
#[case::one_group(("海洋局", "渔业", ""), ("港务公司", "渔业", ""), 1)]
#[case::group_named_after_a_body(("海洋局", "海洋局", ""), ("渔政支队", "海洋局", ""), 1)]
#[case::one_document(("海洋局", "海洋局", "渔业统计月报"), ("港务公司", "港务公司", "渔业统计月报"), 1)]
#[case::width_of_the_document(("海洋局", "海洋局", "月报（11）"), ("港务公司", "港务公司", "月报(11)"), 1)]
#[case::relay(("海洋局", "海洋局", ""), ("港务公司", "港务公司", "海洋局"), 1)]
#[case::ring(("海洋局", "海洋局", "港务公司"), ("港务公司", "港务公司", "海洋局"), 1)]
#[case::quotes_itself(("海洋局", "海洋局", "海洋局"), ("港务公司", "港务公司", ""), 2)]
#[case::of_the_reporting_unit(("海洋局", "海洋局", "慈溪"), ("港务公司", "港务公司", ""), 1)]
#[case::in_its_group(("海洋局", "慈溪", ""), ("港务公司", "港务公司", ""), 1)]
#[case::hearsay(("海洋局", "海洋局", "气象台"), ("港务公司", "港务公司", ""), 1)]
fn sources_are_counted_by_who_knows_it_themselves(
    #[case] one: (&str, &str, &str),
    #[case] two: (&str, &str, &str),
    #[case] sources: u32,
) {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 2);
    table.party("气象台", Relation::Peer);
    for (body, group, origin) in [one, two] {
        let id = table.id();
        let party = table.party_of(id, body, group, None, Relation::Peer);
        table.add(
            claim,
            evidence::EvidenceDraft {
                origin: origin.into(),
                ..supports(party)
            },
        );
    }
    assert_eq!(table.detail(claim).groups_have, sources);
}

#[test]
fn hearsay_leads_to_the_party_it_comes_from() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let (near, far) = (
        table.party("港务公司", Relation::Peer),
        table.party("气象台", Relation::Peer),
    );
    table.add(
        claim,
        evidence::EvidenceDraft {
            origin: "气象台".into(),
            ..supports(near)
        },
    );
    let ask = Need::AskOrigin {
        origin: "气象台".into(),
    };
    assert_eq!(table.detail(claim).missing, [Need::Groups { more: 1 }, ask]);
    table.add(claim, supports(far));
    assert_eq!(table.standing(claim), Standing::Corroborated);
}

// ── standing

#[test]
fn each_kind_wants_what_the_shipped_procedure_says() {
    let mut table = Table::new();
    let statistics = table.party("统计局", Relation::Statistics);
    let fishers = table.party("渔民代表", Relation::Beneficiary);
    let peer = table.party("港务公司", Relation::Peer);
    let first = table.raise(ClaimKind::Innovation, "全省率先推行“一船一码”");
    let effect = table.raise(ClaimKind::Effect, "群众满意度提升");
    let count = table.raise(ClaimKind::Data, "2,413艘");
    let rate = table.raise(ClaimKind::Data, "12.3%");
    let fact = table.raise(ClaimKind::Fact, "全部回港");
    for claim in [first, effect, count, rate, fact] {
        table.add(claim, supports(statistics));
    }
    assert_eq!(table.standing(fact), Standing::Corroborated);
    for claim in [first, effect, count, rate] {
        assert_eq!(table.standing(claim), Standing::Checking);
    }
    table.add(effect, supports(fishers));
    table.add(count, supports(peer));
    table.add(rate, supports(peer));
    table.add(first, supports(peer));
    assert_eq!(table.standing(effect), Standing::Corroborated);
    assert_eq!(
        table.standing(count),
        Standing::Corroborated,
        "a plain count has nothing to add up"
    );
    assert_eq!(table.detail(rate).missing, [Need::Arithmetic]);
    assert_eq!(table.detail(first).missing, [Need::PriorPractice]);
    let draft = PriorSearchDraft {
        query: "一船一码".into(),
        corpus: "本市档案".into(),
        hits: 0,
        finding: "未见先例".into(),
    };
    let change = search::record(&table.scene(table.chen), &table.item, first, draft);
    table.take(change).expect("recorded");
    assert_eq!(table.standing(first), Standing::Corroborated);
    for (expression, wanted) in [
        ("264 / 2149 = 12.4%", Standing::Checking),
        ("264 / 2149 = 12.3%", Standing::Corroborated),
    ] {
        let expression = expression.into();
        let draft = figures::CheckDraft { expression };
        let change = figures::check(&table.scene(table.chen), &table.item, rate, draft);
        table.take(change).expect("recorded");
        assert_eq!(table.standing(rate), wanted);
    }
}

#[test]
fn doubtful_grades_alone_do_not_count() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let party = table.party("海洋局", Relation::Peer);
    for grade in [Grade::E, Grade::F] {
        table.add(
            claim,
            evidence::EvidenceDraft {
                grade,
                ..supports(party)
            },
        );
    }
    assert_eq!(table.standing(claim), Standing::Checking);
    table.add(
        claim,
        evidence::EvidenceDraft {
            grade: Grade::D,
            ..supports(party)
        },
    );
    assert_eq!(table.standing(claim), Standing::Corroborated);
}

#[test]
fn evidence_on_data_goes_stale_and_on_facts_does_not_and_nothing_does_once_released() {
    for (kind, released, later) in [
        (ClaimKind::Data, false, Standing::Checking),
        (ClaimKind::Fact, false, Standing::Corroborated),
        (ClaimKind::Data, true, Standing::Corroborated),
    ] {
        let (mut table, claim) = Table::wanting(kind, 1);
        let party = table.party("海洋局", Relation::Statistics);
        table.add(claim, supports(party));
        if released {
            table.release();
        }
        table.now = table.now.plus_days(29);
        assert_eq!(table.standing(claim), Standing::Corroborated);
        table.now = table.now.plus_days(2);
        assert_eq!(table.standing(claim), later, "{kind:?} {released}");
    }
}

#[test]
fn when_everybody_is_unclear_the_claim_is_inconclusive() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    assert_eq!(table.standing(claim), Standing::Open);
    let party = table.party("海洋局", Relation::Peer);
    table.add(claim, Table::says(party, Stance::Unclear));
    assert_eq!(table.standing(claim), Standing::Inconclusive);
}

// ── adjudication

#[test]
fn a_contradiction_blocks_until_someone_else_decides_it_and_a_new_one_blocks_again() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let [one, two, three] =
        ["海洋局", "港务公司", "气象台"].map(|it| table.party(it, Relation::Peer));
    table.add(claim, supports(one));
    let against = evidence::EvidenceDraft {
        grade: Grade::F,
        ..Table::says(two, Stance::Contradicts)
    };
    table.add(claim, against);
    assert_eq!(table.standing(claim), Standing::Contradicted);
    let (chen, li) = (table.chen, table.li);
    assert_eq!(
        decide(&mut table, chen, claim, true),
        Err(Why::AdjudicatorTookEvidence { claim: 1 })
    );
    assert_eq!(decide(&mut table, li, claim, true), Ok(()));
    assert_eq!(table.standing(claim), Standing::Corroborated);
    assert_eq!(
        decide(&mut table, li, claim, true),
        Err(Why::NothingToAdjudicate)
    );
    table.add(claim, Table::says(three, Stance::Contradicts));
    assert_eq!(table.detail(claim).missing, [Need::Adjudication]);
}

#[test]
fn a_decision_against_the_claim_holds_until_evidence_or_words_change() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let [one, two] = ["海洋局", "港务公司"].map(|it| table.party(it, Relation::Peer));
    let li = table.li;
    table.add(claim, Table::says(one, Stance::Contradicts));
    assert_eq!(decide(&mut table, li, claim, false), Ok(()));
    assert_eq!(
        table.detail(claim).missing.first(),
        Some(&Need::WordsMustChange)
    );
    assert_eq!(
        decide(&mut table, li, claim, true),
        Err(Why::NothingToAdjudicate)
    );
    table.add(claim, supports(two));
    assert_eq!(table.standing(claim), Standing::Contradicted);
    assert_eq!(decide(&mut table, li, claim, false), Ok(()));
    table.revise(&BODY.replace("2,413艘", "2,431艘"));
    assert_eq!(table.standing(claim), Standing::Open);
}

#[test]
fn who_has_an_interest_or_comes_from_the_unit_does_not_decide() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let party = table.party("海洋局", Relation::Peer);
    table.add(claim, Table::says(party, Stance::Contradicts));
    let (li, zhao, unit) = (table.li, table.zhao, table.unit);
    table.desk.roster.people.get_mut(&li).expect("li").unit = Some(unit);
    assert_eq!(
        decide(&mut table, li, claim, true),
        Err(Why::HomeUnit {
            unit: "慈溪".into()
        })
    );
    let interest = crate::domain::item::Interest {
        person: zhao,
        at: table.now,
        reason: "亲属".into(),
    };
    table.apply(crate::domain::item::ItemChange::InterestDeclared { interest });
    assert_eq!(
        decide(&mut table, zhao, claim, true),
        Err(Why::DeclaredInterest)
    );
}

// ── waivers

#[test]
fn only_the_top_waives_only_what_is_urgent_and_never_a_contradiction() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let (chen, zhao) = (table.chen, table.zhao);
    assert_eq!(let_go(&mut table, zhao, claim), Err(Why::WaiverNotUrgent));
    table.urgent();
    assert_eq!(
        let_go(&mut table, chen, claim),
        Err(Why::WaiverLevel { level: 3 })
    );
    let party = table.party("海洋局", Relation::Peer);
    let against = table.add(claim, Table::says(party, Stance::Contradicts));
    assert_eq!(
        let_go(&mut table, zhao, claim),
        Err(Why::ClaimContradicted { claim: 1 })
    );
    let change = evidence::retract(&table.scene(chen), &table.item, claim, against);
    table.take(change).expect("taken back");
    assert_eq!(let_go(&mut table, zhao, claim), Ok(()));
    assert_eq!(table.standing(claim), Standing::Waived);
    let debt = &table.item.debts[0];
    assert_eq!((debt.post, debt.claim), (table.item.desk_post, claim));
    assert_eq!(
        debt.due,
        table.item.claims[0]
            .waiver
            .as_ref()
            .expect("waived")
            .at
            .plus_days(1)
    );
}

#[test]
fn a_debt_is_made_good_by_evidence_also_after_release() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let zhao = table.zhao;
    table.urgent();
    let_go(&mut table, zhao, claim).expect("waived");
    table.release();
    let settled =
        |table: &Table| settled_debts(&table.item, &table.desk.roster, &table.procedure, table.now);
    assert_eq!(settled(&table), []);
    let party = table.party("海洋局", Relation::Peer);
    table.add(claim, supports(party));
    assert_eq!(settled(&table), [table.item.debts[0].id]);
}

#[test]
fn a_second_waiver_after_new_words_does_not_put_the_debt_off() {
    let (mut table, claim) = Table::wanting(ClaimKind::Data, 1);
    let zhao = table.zhao;
    table.urgent();
    let_go(&mut table, zhao, claim).expect("waived");
    table.now = table.now.plus_minutes(600);
    table.revise(&BODY.replace("2,413艘", "2,431艘"));
    assert_eq!(table.standing(claim), Standing::Open);
    let_go(&mut table, zhao, claim).expect("waived again");
    assert_eq!(table.item.debts[1].due, table.item.debts[0].due);
}

// ── parties and the note

#[test]
fn a_party_is_its_own_group_unless_told_and_has_a_body_that_can_be_read() {
    let table = Table::new();
    let draft = |body: &str| party::PartyDraft {
        body: body.into(),
        role: "办公室主任".into(),
        group: String::new(),
        unit: None,
        relation: Relation::Peer,
        active: true,
    };
    let add = |by, draft| party::add(&table.scene(by), draft, PartyId::from(1));
    let Ok(crate::domain::roster::RosterChange::Party(known)) = add(table.chen, draft("海洋局"))
    else {
        panic!("refused")
    };
    assert_eq!(known.group, "海洋局");
    assert_eq!(
        add(table.chen, draft(" "))
            .expect_err("blank")
            .field
            .as_deref(),
        Some("body")
    );
    assert_eq!(
        add(table.qian, draft("海洋局"))
            .expect_err("administrator")
            .why,
        Why::ReadOnlyRole
    );
    let stranger = party::PartyDraft {
        unit: Some(UnitId::from(9_999)),
        ..draft("海洋局")
    };
    assert_eq!(
        add(table.chen, stranger)
            .expect_err("no such unit")
            .field
            .as_deref(),
        Some("unit")
    );
}

#[test]
fn the_note_keeps_the_disagreement() {
    let (mut table, claim) = Table::wanting(ClaimKind::Fact, 1);
    let [one, two] = ["海洋局", "港务公司"].map(|it| table.party(it, Relation::Peer));
    table.add(claim, supports(one));
    table.add(claim, Table::says(two, Stance::Contradicts));
    let li = table.li;
    decide(&mut table, li, claim, true).expect("decided");
    let note = note::note(&table.item, &table.desk.roster, &table.procedure, table.now);
    let bodies = |said: &[note::Said]| said.iter().map(|it| it.body.clone()).collect::<Vec<_>>();
    assert_eq!(bodies(&note.claims[0].supports), ["海洋局"]);
    assert_eq!(bodies(&note.claims[0].contradicts), ["港务公司"]);
    assert_eq!(note.claims[0].adjudications[0].words, "以统计口径为准");
}
