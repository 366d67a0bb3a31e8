//! Units: what they are of and how many of the base unit they are, and the comparison of two figures.
//!
//! Multipliers stay in the unit as written (`1.2` `亿元`), so that a figure keeps the digits it was stated with.
//! Things that are counted (艘, 户, 家, vessels, …) compare with each other: two parties may use different words for
//! one thing. Measured things compare only with their own kind, and a percentage point is not a per cent.

use super::super::anchor::normal;
use super::super::{Difference, Figure};
use super::ratio::Ratio;
use crate::text::fold;
use std::cmp::Ordering;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Things, counted by any measure word.
    Count,
    /// A part of something: per cent, per mille, tenths (成), times (倍).
    Part,
    /// Percentage points.
    Points,
    Yuan,
    Dollar,
    Length,
    Mass,
    Area,
    Volume,
    Power,
    Energy,
    Time,
}

/// A unit read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    pub kind: Kind,
    /// How many of the base unit of its kind.
    pub factor: Ratio,
}

/// Measures with a size: word (folded), kind, numerator and denominator of the size in base units (metre, gram,
/// square metre, cubic metre, watt, watt hour, hour). 1 公顷 = 15 亩, so 1 亩 = 2000/3 square metres.
#[rustfmt::skip]
const MEASURES: &[(&str, Kind, i128, i128)] = &[
    ("%", Kind::Part, 1, 100), ("percent", Kind::Part, 1, 100), ("per cent", Kind::Part, 1, 100),
    ("‰", Kind::Part, 1, 1_000), ("成", Kind::Part, 1, 10), ("倍", Kind::Part, 1, 1), ("times", Kind::Part, 1, 1),
    ("个百分点", Kind::Points, 1, 1), ("百分点", Kind::Points, 1, 1), ("percentage points", Kind::Points, 1, 1),
    ("percentage point", Kind::Points, 1, 1),
    ("元", Kind::Yuan, 1, 1), ("元人民币", Kind::Yuan, 1, 1), ("yuan", Kind::Yuan, 1, 1), ("rmb", Kind::Yuan, 1, 1), ("cny", Kind::Yuan, 1, 1),
    ("美元", Kind::Dollar, 1, 1), ("usd", Kind::Dollar, 1, 1), ("dollars", Kind::Dollar, 1, 1),
    ("米", Kind::Length, 1, 1), ("m", Kind::Length, 1, 1), ("公里", Kind::Length, 1_000, 1), ("km", Kind::Length, 1_000, 1), ("海里", Kind::Length, 1_852, 1),
    ("克", Kind::Mass, 1, 1), ("g", Kind::Mass, 1, 1), ("斤", Kind::Mass, 500, 1), ("公斤", Kind::Mass, 1_000, 1), ("kg", Kind::Mass, 1_000, 1),
    ("吨", Kind::Mass, 1_000_000, 1), ("t", Kind::Mass, 1_000_000, 1), ("tonnes", Kind::Mass, 1_000_000, 1), ("tons", Kind::Mass, 1_000_000, 1),
    ("平方米", Kind::Area, 1, 1), ("亩", Kind::Area, 2_000, 3), ("公顷", Kind::Area, 10_000, 1), ("ha", Kind::Area, 10_000, 1), ("平方公里", Kind::Area, 1_000_000, 1),
    ("立方米", Kind::Volume, 1, 1), ("方", Kind::Volume, 1, 1), ("升", Kind::Volume, 1, 1_000),
    ("瓦", Kind::Power, 1, 1), ("kw", Kind::Power, 1_000, 1), ("兆瓦", Kind::Power, 1_000_000, 1), ("mw", Kind::Power, 1_000_000, 1),
    ("瓦时", Kind::Energy, 1, 1), ("度", Kind::Energy, 1_000, 1), ("kwh", Kind::Energy, 1_000, 1),
    ("小时", Kind::Time, 1, 1), ("hours", Kind::Time, 1, 1), ("天", Kind::Time, 24, 1), ("日", Kind::Time, 24, 1), ("days", Kind::Time, 24, 1), ("分钟", Kind::Time, 1, 60), ("minutes", Kind::Time, 1, 60),
];

/// What a unit as written means. A measure word nobody listed counts things.
pub fn read(unit: &str) -> Unit {
    let mut word = normal(unit);
    let mut factor = Ratio::ONE;
    loop {
        if let Some((_, kind, over, under)) = MEASURES.iter().find(|it| normal(it.0) == word) {
            let size = Ratio::new(*over, *under).unwrap_or(Ratio::ONE);
            let factor = factor.times(size).unwrap_or(factor);
            return Unit {
                kind: *kind,
                factor,
            };
        }
        let Some((times, rest)) = multiplier(&word) else {
            return Unit {
                kind: Kind::Count,
                factor,
            };
        };
        let Some(more) = Ratio::new(times, 1).and_then(|it| factor.times(it)) else {
            return Unit {
                kind: Kind::Count,
                factor,
            };
        };
        (factor, word) = (more, rest);
    }
}

/// A multiplier at the start of a folded unit, and what follows it.
fn multiplier(word: &str) -> Option<(i128, String)> {
    const WORDS: [(&str, i128); 8] = [
        ("thousand", 1_000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("十", 10),
        ("百", 100),
        ("千", 1_000),
        ("万", 10_000),
        ("亿", 100_000_000),
    ];
    WORDS.iter().find_map(|(name, times)| {
        let rest = word.strip_prefix(name)?;
        Some((*times, rest.trim_start().to_owned()))
    })
}

/// The figure in base units; `None` beyond what can be reckoned exactly.
fn amount(figure: &Figure) -> Option<Ratio> {
    Ratio::of(figure.value)?.times(read(&figure.unit).factor)
}

/// The two can be compared: the same kind, or one of them has no unit.
fn comparable(a: &Figure, b: &Figure) -> bool {
    a.unit.is_empty() || b.unit.is_empty() || read(&a.unit).kind == read(&b.unit).kind
}

/// The two say the same number of the same kind.
pub fn same_amount(a: &Figure, b: &Figure) -> bool {
    comparable(a, b) && amount(a).is_some_and(|it| amount(b) == Some(it))
}

/// Two figures differ by more than so many per mille of the greater, and by more than the rounding of either:
/// `12.3%` and `12.28%` do not. Of different kinds, or beyond reckoning, they differ.
pub fn differs_over(a: &Figure, b: &Figure, per_mille: u32) -> bool {
    !comparable(a, b)
        || !(rounds_to(a, b) || rounds_to(b, a) || within(a, b, per_mille).unwrap_or(false))
}

fn within(a: &Figure, b: &Figure, per_mille: u32) -> Option<bool> {
    let (a, b) = (amount(a)?, amount(b)?);
    let greater = match a.abs().compare(b.abs())? {
        Ordering::Less => b.abs(),
        _ => a.abs(),
    };
    let allowed = greater.times(Ratio::new(per_mille.into(), 1_000)?)?;
    Some(a.minus(b)?.abs().compare(allowed)? != Ordering::Greater)
}

/// The finer figure, put into the unit and the decimals of the coarser, is the coarser.
fn rounds_to(fine: &Figure, coarse: &Figure) -> bool {
    let rounded = amount(fine)
        .and_then(|it| it.by(read(&coarse.unit).factor))
        .and_then(|it| it.rounded(coarse.value.scale()));
    rounded == Some(coarse.value)
}

/// How a party's figure differs from the one claimed; empty when it does not. The period, the base and the
/// scope are compared when both state them.
pub fn differences(claimed: &Figure, said: &Figure, per_mille: u32) -> Vec<Difference> {
    let stated = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && fold(a) != fold(b);
    let mut found = Vec::new();
    if !comparable(claimed, said) {
        found.push(Difference::Unit);
    } else if differs_over(claimed, said, per_mille) {
        found.push(Difference::Value);
    }
    for (differs, how) in [
        (stated(&claimed.period, &said.period), Difference::Period),
        (stated(&claimed.base, &said.base), Difference::Base),
        (stated(&claimed.scope, &said.scope), Difference::Scope),
    ] {
        if differs {
            found.push(how);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn figure(value: &str, unit: &str) -> Figure {
        Figure {
            value: value.parse().expect("a decimal"),
            unit: unit.into(),
            period: String::new(),
            base: String::new(),
            scope: String::new(),
        }
    }

    #[test]
    fn one_amount_in_two_units_is_the_same() {
        for (a, b) in [
            (("1.2", "亿元"), ("12000", "万元")),
            (("1.2", "亿元"), ("120", "million yuan")),
            (("3", "成"), ("30", "％")),
            (("12.3", "%"), ("123", "‰")),
            (("2", "倍"), ("200", "%")),
            (("5", "千米"), ("5", "公里")),
            (("15", "亩"), ("1", "公顷")),
            (("3", "万吨"), ("30000000", "公斤")),
            (("2413", "艘"), ("2413", "条")),
            (("2413", ""), ("2413", "艘")),
        ] {
            assert!(
                same_amount(&figure(a.0, a.1), &figure(b.0, b.1)),
                "{a:?} {b:?}"
            );
        }
    }

    #[test]
    fn unlike_kinds_are_never_the_same() {
        for (a, b) in [
            ("%", "个百分点"),
            ("元", "美元"),
            ("万元", "万吨"),
            ("亩", "公里"),
        ] {
            let (a, b) = (figure("3", a), figure("3", b));
            assert!(!same_amount(&a, &b));
            assert!(differs_over(&a, &b, 1_000));
        }
    }

    #[test]
    fn rounding_is_no_difference_but_two_per_cent_is() {
        assert!(!differs_over(
            &figure("12.3", "%"),
            &figure("12.2848", "%"),
            0
        ));
        assert!(!differs_over(
            &figure("0.1", "%"),
            &figure("0.149", "%"),
            10
        ));
        assert!(!differs_over(
            &figure("2413", "艘"),
            &figure("2400", "艘"),
            10
        ));
        assert!(differs_over(
            &figure("2413", "艘"),
            &figure("2360", "艘"),
            10
        ));
        assert!(differs_over(&figure("0", ""), &figure("1", ""), 10));
        assert!(!differs_over(&figure("0", ""), &figure("0", "艘"), 0));
    }

    #[test]
    fn another_period_is_told_even_when_the_number_agrees() {
        let mut said = figure("2413", "艘");
        let mut claimed = said.clone();
        claimed.period = "截至23日13时".into();
        assert_eq!(differences(&claimed, &said, 10), []);
        said.period = "截至22日".into();
        assert_eq!(differences(&claimed, &said, 10), [Difference::Period]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        /// Invariant 42.
        #[test]
        fn the_comparison_is_symmetric_and_total(
            a in any::<i64>(), b in any::<i64>(), scales in (0..28_u32, 0..28_u32), units in (0..8_usize, 0..8_usize), per_mille in 0..50_u32,
        ) {
            let of = |value: i64, scale: u32, unit: usize| Figure {
                value: Decimal::new(value, scale),
                ..figure("0", ["", "艘", "万元", "%", "亿", "亩", "‰", "千米"][unit])
            };
            let (a, b) = (of(a, scales.0, units.0), of(b, scales.1, units.1));
            prop_assert_eq!(differs_over(&a, &b, per_mille), differs_over(&b, &a, per_mille));
            prop_assert!(!differs_over(&a, &a, 0));
        }
    }
}
