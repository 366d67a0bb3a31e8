//! What the machine calls a change of substance, of wording, a slip, or only form.

use super::*;
use crate::domain::report::Classification;
use ChangeKind::{Format, Substance, Typo, Wording};
use proptest::prelude::*;
use rstest::rstest;

fn text(body: &str) -> Manuscript {
    Manuscript {
        title: "题".into(),
        body: body.into(),
        ..Manuscript::default()
    }
}

fn kind(old: &str, new: &str) -> ChangeKind {
    let one = detect(&text(old), &text(new), &[]).expect("they differ").0;
    let back = detect(&text(new), &text(old), &[]).expect("they differ").0;
    assert_eq!(one, back, "{old} / {new}");
    one
}

#[rstest]
#[case("全市2,413艘渔船回港", "全市2,398艘渔船回港")]
#[case("全市2,413艘渔船回港", "全市2.413艘渔船回港")]
#[case("增长1.5%", "增长15%")]
#[case("增长1.5%", "增长1.5‰")]
#[case("增长1.5%", "增长1.5个百分点")]
#[case("增长2.50亿元", "增长2.5亿元")]
#[case("编号007", "编号07")]
#[case("共二千四百户", "共二千三百户")]
#[case("占三成", "占四成")]
#[case("是去年的两倍", "是去年的三倍")]
#[case("百分之十二点三", "百分之十三点三")]
#[case("5艘船和3个人", "3艘船和5个人")]
#[case("2,413艘", "2,413人")]
#[case("2,413艘", "2，413艘")]
#[case("3-5人", "3，5人")]
#[case("气温-3℃", "气温3℃")]
#[case("补助$500", "补助¥500")]
#[case("获第1名", "获1名")]
#[case("３人", "４人")]
#[case("twenty boats", "thirty boats")]
#[case("3 million people", "3 billion people")]
fn a_change_of_a_number_is_substance(#[case] old: &str, #[case] new: &str) {
    assert_eq!(kind(old, new), Substance);
}

#[rstest]
#[case("23日13时", "23日14时")]
#[case("11月23日", "11月24日")]
#[case("昨日回港", "今日回港")]
#[case("上周召开", "本周召开")]
#[case("13:30开始", "13:50开始")]
#[case("二〇二六年", "二〇二五年")]
#[case("on Monday", "on Tuesday")]
#[case("in March", "in April")]
fn a_change_of_a_date_is_substance(#[case] old: &str, #[case] new: &str) {
    assert_eq!(kind(old, new), Substance);
}

#[rstest]
#[case("李强局长到场", "李刚局长到场")]
#[case("李强副局长到场", "李强局长到场")]
#[case("张三表示满意", "张四表示满意")]
#[case("在慈溪市召开", "在余姚市召开")]
#[case("由渔业局牵头", "由农业局牵头")]
#[case("渔业增长，农业持平", "农业增长，渔业持平")]
#[case("宁波港集团有限公司", "舟山港集团有限公司")]
#[case("according to Ningbo Bureau", "according to Wenzhou Bureau")]
#[case("Mr Li said so", "Mr Wang said so")]
#[case("依据《渔业法》处罚", "依据《海洋法》处罚")]
#[case("他说“很快就好”", "他说“很快会好”")]
fn a_change_of_a_name_or_place_or_body_is_substance(#[case] old: &str, #[case] new: &str) {
    assert_eq!(kind(old, new), Substance);
}

#[rstest]
#[case("全部人员已上岸", "部分人员已上岸")]
#[case("人员已上岸", "人员未上岸")]
#[case("不，同意搬迁", "不同意搬迁")]
#[case("约2,413艘", "2,413艘")]
#[case("可能成灾", "成灾")]
#[case("这是首个试点", "这是试点")]
#[case("收入增长", "收入下降")]
#[case("已经落实。", "已经落实？")]
#[case("boats are safe", "boats are not safe")]
#[case("boats may return", "boats must return")]
#[case("output increased", "output decreased")]
fn a_change_of_meaning_is_substance(#[case] old: &str, #[case] new: &str) {
    assert_eq!(kind(old, new), Substance);
}

#[rstest]
#[case(
    "渔船回港避风，秩序井然。",
    "渔船回港避风，秩序井然。船东普遍担心保险理赔。"
)]
#[case("渔船回港避风，成本偏高，秩序井然。", "渔船回港避风，秩序井然。")]
#[case("第一段。\n第二段讲了别的事。\n", "第二段讲了别的事。\n第一段。\n")]
fn a_sentence_that_comes_goes_or_moves_is_substance(#[case] old: &str, #[case] new: &str) {
    assert_eq!(kind(old, new), Substance);
}

#[rstest]
#[case("全市2413艘", "全市2,413艘", Format)]
#[case("全市２，４１３艘", "全市2，413艘", Format)]
#[case("秩序井然。", "秩序井然 。", Format)]
#[case("秩序井然,物资充足", "秩序井然，物资充足", Format)]
#[case("一段。二段。", "一段。\n二段。", Format)]
#[case("The boats came  home", "The boats came home", Format)]
#[case("积极的开展宣传", "积极地开展宣传", Typo)]
#[case("做好好宣传", "做好宣传", Typo)]
#[case("boats retrun home", "boats return home", Typo)]
#[case("boats are comming", "boats are coming", Typo)]
#[case("积极开展宣传", "广泛开展宣传", Wording)]
#[case("秩序良好", "秩序井然", Wording)]
#[case("boats came home quickly", "boats came home quietly", Wording)]
#[case("the ship yard", "the shipyard", Wording)]
#[case("共1.2亿元", "共12000万元", Wording)]
#[case("共二千四百户", "共2400户", Wording)]
#[case("占三成", "占30%", Wording)]
#[case("百分之十二点三的人", "12.3%的人", Wording)]
fn what_changes_no_fact_keeps_votes(
    #[case] old: &str,
    #[case] new: &str,
    #[case] wanted: ChangeKind,
) {
    let seen = detect(&text(old), &text(new), &[]);
    assert_eq!(kind(old, new), wanted, "{seen:?}");
}

#[test]
fn title_classification_addressees_and_sources_are_substance_to_the_letter() {
    let old = text("不变");
    let with = |edit: fn(&mut Manuscript)| {
        let mut new = old.clone();
        edit(&mut new);
        detect(&old, &new, &[]).expect("they differ")
    };
    for (new, what) in [
        (with(|it| it.title = "题 ".into()), Detector::Title),
        (
            with(|it| it.classification = Classification::Restricted),
            Detector::Classification,
        ),
        (
            with(|it| it.addressees.push("省委".into())),
            Detector::Addressee,
        ),
        (
            with(|it| it.sources.push("统计局".into())),
            Detector::Source,
        ),
    ] {
        assert_eq!((new.0, new.1[0].what), (Substance, what));
    }
}

#[test]
fn the_same_text_is_no_change() {
    let refusal = detect(&text("同"), &text("同"), &[]).expect_err("the same");
    assert_eq!(refusal.why, Why::NothingChanged);
}

#[test]
fn a_finding_names_both_sides() {
    let (_, seen) =
        detect(&text("全市2,413艘渔船"), &text("全市2,398艘渔船"), &[]).expect("they differ");
    assert_eq!(seen[0].what, Detector::Number);
    assert!(seen[0].before.starts_with("2,413"), "{seen:?}");
    assert!(seen[0].after.starts_with("2,398"), "{seen:?}");
}

#[test]
fn a_large_text_is_judged_in_bounded_work() {
    let line = "截至昨日，全市渔船有序回港，秩序良好，物资充足。\n";
    let old = line.repeat(10_000);
    let new = format!(
        "{}x{}",
        &old[..line.len() * 5_000],
        old[line.len() * 5_000..].replace("秩序", "次序")
    );
    let (kind, seen) = detect(&text(&old), &text(&new), &[]).expect("they differ");
    assert_eq!(kind, Substance);
    assert!(seen.len() <= MAX_FINDINGS);
}

/// Sentences such as the desk writes, and things that may stand in them.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("全市".to_owned()),
        Just("渔船回港避风".to_owned()),
        Just("，".to_owned()),
        Just("。".to_owned()),
        Just("\n".to_owned()),
        Just("慈溪市海洋与渔业局".to_owned()),
        Just("李强局长表示".to_owned()),
        Just("积极开展宣传".to_owned()),
        Just(" boats came home ".to_owned()),
        Just("Ningbo Bureau".to_owned()),
        Just("百分之十二".to_owned()),
        Just("昨日".to_owned()),
        Just("未".to_owned()),
        (0u32..100_000).prop_map(|n| format!("{n}艘")),
        (1u32..31).prop_map(|n| format!("{n}日")),
        "[a-zA-Z0-9，。、 ]{0,6}",
        "[的地得在再做作渔农工商]{1,3}",
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 26.
    #[test]
    fn changing_any_digit_is_substance(body in sentence(), pick in any::<prop::sample::Index>(), digit in 0u8..10) {
        let places: Vec<usize> = body.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
        prop_assume!(!places.is_empty());
        let at = places[pick.index(places.len())];
        let mut new = body.clone();
        new.replace_range(at..=at, &digit.to_string());
        prop_assume!(new != body);
        prop_assert_eq!(kind(&body, &new), Substance);
    }

    /// Invariant 26.
    #[test]
    fn adding_or_dropping_any_digit_is_substance(body in sentence(), pick in any::<prop::sample::Index>(), digit in 0u8..10) {
        prop_assume!(!body.is_empty());
        let places: Vec<usize> = body.char_indices().map(|(i, _)| i).collect();
        let at = places[pick.index(places.len())];
        let mut new = body.clone();
        new.insert_str(at, &digit.to_string());
        prop_assert_eq!(kind(&body, &new), Substance);
    }

    #[test]
    fn the_kind_is_the_same_in_both_directions(one in sentence(), two in sentence()) {
        prop_assume!(one != two);
        kind(&one, &two);
    }

    #[test]
    fn any_two_texts_are_judged(one in any::<String>(), two in any::<String>()) {
        prop_assume!(one != two);
        kind(&one, &two);
    }

    #[test]
    fn a_change_of_title_is_substance_whatever_else_changes(one in sentence(), two in sentence(), title in "\\PC{1,8}") {
        let old = text(&one);
        let new = Manuscript { title: format!("题{title}"), ..text(&two) };
        prop_assert_eq!(detect(&old, &new, &[]).expect("they differ").0, Substance);
    }
}
