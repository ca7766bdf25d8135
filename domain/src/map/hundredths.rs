use std::{fmt, str::FromStr};

/// A number with at most two decimals. Reading and writing it needs no float code, which is large in Wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(i32);

pub(super) const fn whole(units: i32) -> Hundredths {
    Hundredths(units * 100)
}

impl Hundredths {
    /// The nearest one; not-a-number becomes zero.
    pub fn nearest(value: f64) -> Self {
        Self((value * 100.0).round() as i32)
    }

    /// The number it stands for.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (units, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{units}"),
            (_, 0) => write!(f, "{sign}{units}.{}", rest / 10),
            _ => write!(f, "{sign}{units}.{rest:02}"),
        }
    }
}

impl FromStr for Hundredths {
    type Err = ();

    /// Reads `-12`, `0.5` or `48.8566`; decimals after the second are rounded, exponents are refused.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (units, decimals) = match digits.split_once('.') {
            Some((_, "")) => return Err(()),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=6).contains(&units.len()) || !are_digits(units) || !are_digits(decimals) {
            return Err(());
        }
        let thousandths = units
            .bytes()
            .chain(decimals.bytes().chain(*b"000").take(3))
            .fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        Ok(Self(sign * ((thousandths + 5) / 10)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        for number in (-1234..1234).map(Hundredths) {
            assert_eq!(number.to_string().parse(), Ok(number));
        }
    }

    #[test]
    fn needless_zeros_are_not_written() {
        let written = |number: i32| Hundredths(number).to_string();
        assert_eq!(written(400), "4");
        assert_eq!(written(450), "4.5");
        assert_eq!(written(-5), "-0.05");
        assert_eq!(written(0), "0");
    }

    #[test]
    fn a_third_decimal_is_rounded() {
        assert_eq!("48.8566".parse(), Ok(Hundredths(4886)));
        assert_eq!("-0.125".parse(), Ok(Hundredths(-13)));
        assert_eq!("-0.001".parse(), Ok(Hundredths(0)));
    }

    #[test]
    fn anything_but_a_plain_decimal_is_refused() {
        for text in [
            "", "-", ".", "1.", ".5", "+1", "1e1", "NaN", "inf", " 1", "1.2.3", "1,5", "--1",
            "1234567", "١",
        ] {
            assert_eq!(text.parse::<Hundredths>(), Err(()), "{text:?}");
        }
    }
}
