use super::*;
use proptest::prelude::*;

fn figures(text: &str) -> Vec<String> {
    extract(text)
        .into_iter()
        .map(|it| format!("{} {}", it.figure.value, it.figure.unit))
        .collect()
}

#[test]
fn figures_are_read_in_every_form_they_are_written() {
    for (text, wanted) in [
        ("全市2,413艘渔船", "2413 艘"),
        ("增长１２．３０％", "12.30 %"),
        ("投资1.2亿元", "1.2 亿元"),
        ("投入3千万元", "3 千万元"),
        ("长5千米", "5 千米"),
        ("惠及一百二十三万人", "1230000 人"),
        ("两千三百零五户", "2305 户"),
        ("两万五千人", "25000 人"),
        ("一亿二千万元", "120000000 元"),
        ("占比三成", "3 成"),
        ("占比三成五", "3.5 成"),
        ("同比增长百分之十二点三", "12.3 %"),
        ("增长百分之12.3", "12.3 %"),
        ("提高2.1个百分点", "2.1 个百分点"),
        ("气温-3.5度", "-3.5 度"),
        ("2000余艘", "2000 艘"),
        ("十多万人", "10 万人"),
        ("千分之三", "3 ‰"),
        ("翻了两倍", "2 倍"),
        ("worth 3.5 million yuan", "3.5 million yuan"),
        ("2,413 vessels returned", "2413 vessels"),
        ("up 12.3 per cent on last year", "12.3 per cent"),
        ("共318", "318 "),
    ] {
        assert_eq!(figures(text), [wanted], "{text}");
    }
}

#[test]
fn dates_times_ordinals_and_names_are_no_figures() {
    for text in [
        "2026年11月23日13时30分",
        "2026-11-23 08:30",
        "第三届",
        "十一届三中全会",
        "三级审核",
        "六政办秘〔2013〕36号",
        "5G网络",
        "PM2.5",
        "一个",
        "统一部署",
        "进一步",
        "十分重要",
        "万一",
        "三分之一",
        "3rd of them",
        "千万注意",
        "上午十二点三十分",
    ] {
        let found = figures(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_clause_mark_between_figures_does_not_join_them() {
    assert_eq!(figures("慈溪318，209艘在港"), ["318 ", "209 艘"]);
    assert_eq!(figures("1,234,567人"), ["1234567 人"]);
    assert_eq!(figures("12,34"), ["12 ", "34 "]);
}

#[test]
fn the_place_is_given_in_characters() {
    let found = extract("渔船２,４１３艘。");
    assert_eq!((found[0].start, found[0].end), (2, 8));
}

fn chinese_of(n: u64) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let section = |mut n: u64| {
        let (mut out, mut gap) = (String::new(), false);
        for (size, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let many = n / size;
            n %= size;
            if many == 0 {
                gap = !out.is_empty();
            } else {
                if std::mem::take(&mut gap) {
                    out.push('零');
                }
                out.push(digits[usize::try_from(many).expect("a digit")]);
                out.push_str(name);
            }
        }
        out
    };
    let mut out = String::new();
    let mut rest = n;
    for (size, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let many = rest / size;
        rest %= size;
        if many > 0 {
            if !out.is_empty() && many < 1_000 {
                out.push('零');
            }
            out.push_str(&section(many));
            out.push_str(name);
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 42.
    #[test]
    fn a_number_written_in_chinese_reads_back(n in prop_oneof![1..100_000_u64, 1..999_999_999_999_u64]) {
        let written: Vec<char> = chinese_of(n).chars().collect();
        prop_assert_eq!(number(&written), Some((Decimal::from(n), written.len())), "{:?}", written);
    }

    #[test]
    fn any_text_is_read_without_harm(text in ".{0,60}") {
        let chars = text.chars().count();
        for found in extract(&text) {
            prop_assert!(found.start < found.end && usize::try_from(found.end).is_ok_and(|it| it <= chars));
        }
    }
}
