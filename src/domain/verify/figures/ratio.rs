//! Exact fractions: what sums, ratios and conversions of units are worked out in, so that nothing is rounded
//! before it is compared (invariant 42). Whole numbers of 128 bits; what does not fit is `None`, never wrong.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Most decimals a fraction is shown with.
const SHOWN: u32 = 10;

/// A fraction in lowest terms with a denominator above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    /// One.
    pub const ONE: Ratio = Ratio { over: 1, under: 1 };

    /// `over / under`; `None` for a zero denominator or beyond 128 bits.
    pub fn new(over: i128, under: i128) -> Option<Self> {
        if under == 0 {
            return None;
        }
        let shared = gcd(over.checked_abs()?, under.checked_abs()?);
        let sign = under.signum();
        Some(Ratio {
            over: over.checked_div(shared)?.checked_mul(sign)?,
            under: under.checked_div(shared)?.checked_mul(sign)?,
        })
    }

    /// The same number as a fraction.
    pub fn of(value: Decimal) -> Option<Self> {
        Self::new(value.mantissa(), 10_i128.checked_pow(value.scale())?)
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        Self::new(
            left.checked_add(right)?,
            self.under.checked_mul(other.under)?,
        )
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    pub fn times(self, other: Self) -> Option<Self> {
        // Reduced crosswise first, so that less overflows.
        let a = Self::new(self.over, other.under)?;
        let b = Self::new(other.over, self.under)?;
        Self::new(a.over.checked_mul(b.over)?, a.under.checked_mul(b.under)?)
    }

    /// `None` for a zero divisor as well.
    pub fn by(self, divisor: Self) -> Option<Self> {
        self.times(Self::new(divisor.under, divisor.over)?)
    }

    pub fn negated(self) -> Self {
        // The numerator came through `checked_abs`, so it has a negative.
        Ratio {
            over: -self.over,
            ..self
        }
    }

    pub fn abs(self) -> Self {
        if self.over < 0 { self.negated() } else { self }
    }

    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    /// Which is greater; `None` beyond 128 bits.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        Some(self.minus(other)?.over.cmp(&0))
    }

    /// To so many decimals, halves away from zero.
    pub fn rounded(self, decimals: u32) -> Option<Decimal> {
        let scaled = self.times(Self::new(10_i128.checked_pow(decimals)?, 1)?)?;
        let (whole, rest) = (scaled.over / scaled.under, scaled.over % scaled.under);
        let up = rest.checked_abs()?.checked_mul(2)? >= scaled.under;
        let digits = whole.checked_add(if up { scaled.over.signum() } else { 0 })?;
        Decimal::try_from_i128_with_scale(digits, decimals).ok()
    }

    /// As a decimal for people to read: exact where ten decimals are enough, else rounded to as many as fit.
    pub fn shown(self) -> Option<Decimal> {
        (0..=SHOWN)
            .rev()
            .find_map(|decimals| self.rounded(decimals))
            .map(|it| it.normalize())
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(over: i128, under: i128) -> Ratio {
        Ratio::new(over, under).expect("a ratio")
    }

    #[test]
    fn a_third_three_times_is_one() {
        let third = ratio(1, 3);
        let sum = third.plus(third).and_then(|it| it.plus(third));
        assert_eq!(sum, Some(Ratio::ONE));
    }

    #[test]
    fn halves_go_away_from_zero_and_a_hair_less_does_not() {
        let to_one = |over, under| ratio(over, under).rounded(1).map(|it| it.to_string());
        assert_eq!(to_one(1_225, 100), Some("12.3".into()));
        assert_eq!(to_one(-1_225, 100), Some("-12.3".into()));
        // 0.05 less 10^-30: a decimal of 28 digits would have rounded it to 0.05 first.
        let hair = 10_i128.pow(30);
        assert_eq!(to_one(hair / 20 - 1, hair), Some("0.0".into()));
    }

    #[test]
    fn what_does_not_fit_is_nothing_rather_than_wrong() {
        let huge = ratio(i128::MAX, 1);
        assert_eq!(huge.plus(huge), None);
        assert_eq!(huge.times(ratio(3, 1)), None);
        assert_eq!(Ratio::new(i128::MIN, 1), None);
        assert_eq!(Ratio::ONE.by(ratio(0, 1)), None);
    }
}
