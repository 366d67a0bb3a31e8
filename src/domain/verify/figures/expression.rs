//! The arithmetic a person types to re-add a figure: `318 + 2095 = 2413 艘`, `264 / 2149 = 12.3 %`,
//! `(2413-2149)/2149 = 12.28%`, `1.2亿 = 12000万`, in any width, with `×` and `÷`.
//!
//! It agrees when the left side, worked out exactly and put into the unit on the right, rounds to the digits
//! stated there (halves away from zero). When no number on the left has a unit, all are taken to be in the
//! unit on the right; only a division whose result is stated in per cent, per mille or tenths is converted.

use super::number::number;
use super::ratio::Ratio;
use super::unit::{self, Kind};
use crate::domain::refusal::{Refusal, Why};
use crate::text::fold;
use rust_decimal::Decimal;

/// Deepest nesting of brackets.
const DEEPEST: u8 = 32;
/// Characters shown of the place where reading stopped.
const NEAR: usize = 12;

/// An expression worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the left side comes to, in the unit stated, to at most ten decimals.
    pub computed: Decimal,
    /// What the right side states.
    pub stated: Decimal,
    /// The one rounds to the other.
    pub agrees: bool,
}

/// Works an expression out.
///
/// # Errors
/// [`Why::ExpressionUnreadable`] with the place where it stopped making sense: not an expression, a division by
/// zero, unlike units added, more digits than can be reckoned exactly.
pub fn work_out(expression: &str) -> Result<Outcome, Refusal> {
    let chars: Vec<char> = fold(expression).chars().map(sign).collect();
    let mut reader = Reader {
        chars: &chars,
        at: 0,
        units: false,
        divides: false,
    };
    reader
        .check()
        .ok_or_else(|| unreadable(expression, &chars, reader.at))
}

fn unreadable(expression: &str, chars: &[char], at: usize) -> Refusal {
    let near = chars.iter().skip(at).take(NEAR).collect();
    Refusal::from(Why::ExpressionUnreadable {
        expression: expression.to_owned(),
        near,
    })
    .at("expression")
}

fn sign(c: char) -> char {
    match c {
        '×' | '✕' | '·' => '*',
        '÷' | '∕' => '/',
        '−' | '–' | '—' => '-',
        '≈' | '≒' => '=',
        '【' | '〔' => '(',
        '】' | '〕' => ')',
        _ => c,
    }
}

/// A worked-out part: an exact amount in base units, and of what kind it is, when that is known.
#[derive(Debug, Clone, Copy)]
struct Part {
    amount: Ratio,
    kind: Option<Kind>,
}

/// Reads from left to right. Every `None` means: not at `at`.
struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    /// A number on the left has a unit.
    units: bool,
    /// Something on the left is divided.
    divides: bool,
}

impl Reader<'_> {
    fn check(&mut self) -> Option<Outcome> {
        let left = self.sum(0)?;
        self.skip('=')?;
        let (units, divides) = (self.units, self.divides);
        let negative = self.skip('-').is_some();
        self.blanks();
        let start = self.at;
        let (stated, unit) = self.number()?;
        let stated = if negative { -stated } else { stated };
        self.skip('。');
        self.blanks();
        if self.at < self.chars.len() {
            return None;
        }
        let unit = unit::read(&unit);
        let converted = units || (divides && unit.kind == Kind::Part);
        let unlike = left
            .kind
            .is_some_and(|kind| kind != unit.kind && unit.kind != Kind::Count);
        let computed = if converted {
            left.amount.by(unit.factor)
        } else {
            Some(left.amount)
        };
        // What goes wrong from here on goes wrong with the stated side.
        self.at = start;
        if unlike {
            return None;
        }
        let computed = computed?;
        let rounded = computed.rounded(stated.scale())?;
        Some(Outcome {
            computed: computed.shown()?,
            stated,
            agrees: rounded == stated,
        })
    }

    fn sum(&mut self, depth: u8) -> Option<Part> {
        let mut total = self.product(depth)?;
        loop {
            self.blanks();
            let start = self.at;
            let plus = match self.peek() {
                Some('+') => true,
                Some('-') => false,
                _ => return Some(total),
            };
            self.at += 1;
            let next = self.product(depth)?;
            let kind = match (total.kind, next.kind) {
                (Some(a), Some(b)) if a != b => {
                    self.at = start;
                    return None;
                }
                (a, b) => a.or(b),
            };
            let amount = if plus {
                total.amount.plus(next.amount)
            } else {
                total.amount.minus(next.amount)
            };
            total = Part {
                amount: self.or_back(amount, start)?,
                kind,
            };
        }
    }

    fn product(&mut self, depth: u8) -> Option<Part> {
        let mut total = self.factor(depth)?;
        loop {
            self.blanks();
            let start = self.at;
            let times = match self.peek() {
                Some('*') => true,
                Some('/') => false,
                _ => return Some(total),
            };
            self.at += 1;
            let next = self.factor(depth)?;
            self.divides |= !times;
            let amount = if times {
                total.amount.times(next.amount)
            } else {
                total.amount.by(next.amount)
            };
            // A part of something is of its kind; anything else makes a kind of its own.
            let kind = match (total.kind, next.kind) {
                (kind, None | Some(Kind::Part)) => kind,
                (None | Some(Kind::Part), kind) if times => kind,
                _ => None,
            };
            total = Part {
                amount: self.or_back(amount, start)?,
                kind,
            };
        }
    }

    fn factor(&mut self, depth: u8) -> Option<Part> {
        let mut negative = false;
        loop {
            if self.skip('-').is_some() {
                negative = !negative;
            } else if self.skip('+').is_none() {
                break;
            }
        }
        let part = if depth < DEEPEST && self.skip('(').is_some() {
            let inner = self.sum(depth + 1)?;
            self.skip(')')?;
            inner
        } else {
            self.amount()?
        };
        Some(Part {
            amount: if negative {
                part.amount.negated()
            } else {
                part.amount
            },
            ..part
        })
    }

    fn amount(&mut self) -> Option<Part> {
        self.blanks();
        let start = self.at;
        let (value, unit) = self.number()?;
        let known = unit::read(&unit);
        self.units |= !unit.is_empty();
        let amount = Ratio::of(value).and_then(|it| it.times(known.factor));
        Some(Part {
            amount: self.or_back(amount, start)?,
            // A counted thing may be added to a bare number.
            kind: (!unit.is_empty() && known.kind != Kind::Count).then_some(known.kind),
        })
    }

    /// A number and the unit written after it, up to the next sign.
    fn number(&mut self) -> Option<(Decimal, String)> {
        self.blanks();
        let rest = self.chars.get(self.at..)?;
        for (words, unit) in [("百分之", "%"), ("千分之", "‰")] {
            if rest.iter().take(3).copied().eq(words.chars()) {
                let (value, len) = number(rest.get(3..)?)?;
                self.at += 3 + len;
                return Some((value, unit.into()));
            }
        }
        let (value, len) = number(rest)?;
        self.at += len;
        let is_unit = |c: &&char| c.is_alphabetic() || matches!(**c, '%' | '‰' | ' ');
        let tail = self.chars.get(self.at..).unwrap_or_default();
        let unit: String = tail.iter().take_while(is_unit).collect();
        self.at += unit.chars().count();
        Some((value, unit.trim().to_owned()))
    }

    /// The result, or back to where it went wrong.
    fn or_back<T>(&mut self, result: Option<T>, start: usize) -> Option<T> {
        if result.is_none() {
            self.at = start;
        }
        result
    }

    fn skip(&mut self, wanted: char) -> Option<()> {
        self.blanks();
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agrees(expression: &str) -> bool {
        work_out(expression)
            .unwrap_or_else(|it| panic!("{expression}: {it:?}"))
            .agrees
    }

    fn near(expression: &str) -> String {
        match work_out(expression).map_err(|it| it.why) {
            Err(Why::ExpressionUnreadable { near, .. }) => near,
            other => panic!("{expression}: {other:?}"),
        }
    }

    #[test]
    fn sums_ratios_and_units_agree_to_the_digits_stated() {
        for expression in [
            "318 + 2095 = 2413 艘",
            "318艘 + 2,095艘 = 2,413艘",
            "３１８＋２０９５＝２４１３艘。",
            "264 / 2149 = 12.3 %",
            "264÷2149＝百分之12.3",
            "(2413-2149)/2149 = 12.28%",
            "（2413−2149）÷2149＝12.28％",
            "1.2亿 = 12000万",
            "1.2亿元 ÷ 600 = 20万元",
            "三百一十八 + 两千零九十五 = 2413",
            "120 + 80 = 200 万元",
            "12.3 + 4.5 = 16.8%",
            "12.3% + 4.5% = 16.8%",
            "200亩 × 3 = 40公顷",
            "2 × (3 + 4) = 14",
            "-3 + 5 = 2",
            "5 - 8 = -3",
            "0.125 = 0.13",
            "30% × 2000户 = 600户",
            "600 / 2000 = 3成",
        ] {
            assert!(agrees(expression), "{expression}");
        }
    }

    #[test]
    fn a_wrong_total_is_found_and_what_the_machine_got_is_told() {
        let outcome = work_out("318 + 2095 = 2431 艘").expect("readable");
        assert_eq!(
            (outcome.computed, outcome.stated, outcome.agrees),
            (Decimal::from(2413), Decimal::from(2431), false)
        );
        assert!(!agrees("264 / 2149 = 12.2 %"));
        assert!(!agrees("1.2亿 = 1200万"));
        assert!(!agrees("100 + 20万 = 120万"));
    }

    #[test]
    fn what_makes_no_sense_is_refused_where_it_stops_making_sense() {
        assert_eq!(near(""), "");
        assert_eq!(near("318 + 2095"), "");
        assert_eq!(near("318 + = 2413"), "= 2413");
        assert_eq!(near("264 / (3 - 3) = 1"), "/ (3 - 3) = ");
        assert_eq!(near("1 = 1 = 1"), "= 1");
        assert_eq!(near("3亩 + 2元 = 5"), "+ 2元 = 5");
        assert_eq!(near("(1 + 2 = 3"), "= 3");
        let huge = "9".repeat(28);
        assert_eq!(
            near(&format!("{huge} * {huge} * {huge} = 1"))
                .chars()
                .next(),
            Some('*')
        );
        assert!(work_out(&format!("{}1{} = 1", "(".repeat(1_900), ")".repeat(50))).is_err());
        assert!(work_out(&format!("{}1 = 1", "-".repeat(1_900))).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        /// Invariant 42.
        #[test]
        fn a_sum_agrees_exactly_when_it_is_the_sum(a in 0..1_000_000_000_i64, b in 0..1_000_000_000_i64, scale in 0..9_u32, off in -1..2_i64) {
            let sum = Decimal::new(a, scale) + Decimal::new(b, scale);
            let stated = sum + Decimal::new(off, scale);
            let expression = format!("{} + {} = {stated}", Decimal::new(a, scale), Decimal::new(b, scale));
            let outcome = work_out(&expression).expect("readable");
            prop_assert_eq!(outcome.computed, sum.normalize());
            prop_assert_eq!(outcome.agrees, off == 0);
        }

        /// Invariant 42.
        #[test]
        fn a_ratio_is_rounded_as_long_division_rounds_it(a in 0..1_000_000_i128, b in 1..1_000_000_i128, places in 0..6_u32) {
            let shift = 10_i128.pow(places);
            let half_up = (2 * a * 100 * shift + b) / (2 * b);
            let stated = |digits: i128| Decimal::try_from_i128_with_scale(digits, places).expect("small");
            let agrees = |digits| work_out(&format!("{a} / {b} = {}%", stated(digits))).expect("readable").agrees;
            prop_assert!(agrees(half_up));
            prop_assert!(!agrees(half_up + 1));
        }

        #[test]
        fn any_text_is_worked_out_or_refused(text in "[0-9.,+*/=()×÷万亿%元百分之三 -]{0,80}|.{0,40}") {
            let _ = work_out(&text);
        }
    }
}
