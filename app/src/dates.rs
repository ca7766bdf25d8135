//! Days and moments as each language writes them. Moments name their zone.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::i18n::{Locale, text};

/// A day: 25 November 2026.
pub fn day(l: Locale, day: NaiveDate) -> String {
    let month = match day.month() {
        1 => text!(l, month.m1),
        2 => text!(l, month.m2),
        3 => text!(l, month.m3),
        4 => text!(l, month.m4),
        5 => text!(l, month.m5),
        6 => text!(l, month.m6),
        7 => text!(l, month.m7),
        8 => text!(l, month.m8),
        9 => text!(l, month.m9),
        10 => text!(l, month.m10),
        11 => text!(l, month.m11),
        _ => text!(l, month.m12),
    };
    let first = match (l, day.day()) {
        (Locale::fr, 1) => "1er".to_owned(),
        (_, number) => number.to_string(),
    };
    format!("{first} {month} {}", day.year())
}

/// A moment: 25 November 2026, 14:02 UTC.
pub fn moment(l: Locale, at: DateTime<Utc>) -> String {
    let comma = text!(l, site.comma);
    let day = day(l, at.date_naive());
    format!("{day}{comma}{:02}:{:02} UTC", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_as_the_language_does() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(day(Locale::en, first), "1 March 2026");
        assert_eq!(day(Locale::fr, first), "1er mars 2026");
        assert_eq!(day(Locale::ar, first), "1 مارس 2026");
        let at = first.and_hms_opt(4, 5, 59).unwrap().and_utc();
        assert_eq!(moment(Locale::en, at), "1 March 2026, 04:05 UTC");
    }
}
