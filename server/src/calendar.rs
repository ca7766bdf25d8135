//! Partnerships as a calendar that other programs read (iCalendar, RFC 5545).

use app::i18n::Locale;
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::partnership::{Area, Partnership};

use crate::site::Site;

/// Bytes of a line before it is folded.
const LINE: usize = 73;

/// The calendar: whole days for a partnership's time and its milestones, meetings by the clock of their zone.
pub fn write(site: &Site, partnerships: &[Partnership]) -> String {
    let mut out = Calendar(String::new());
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Ensemble//Partnerships//EN");
    for held in partnerships {
        let record = &held.record;
        let link = site.absolute(Locale::en, &format!("/partnerships/{}", held.slug));
        let stamp = held.updated_at.format("%Y%m%dT%H%M%SZ").to_string();
        let mut event = |name: &str, when: &[String], title: &str| {
            out.line("BEGIN:VEVENT");
            out.line(&format!("UID:{}-{name}@ensemble", held.slug));
            out.line(&format!("DTSTAMP:{stamp}"));
            when.iter().for_each(|line| out.line(line));
            out.line(&format!("SUMMARY:{}", escaped(title)));
            out.line(&format!("URL:{link}"));
            out.line("END:VEVENT");
        };
        let begins = record.started_on.or(record.starts_on);
        let ends = record.ended_on.or(record.ends_on);
        if let Some(begins) = begins.or(ends) {
            event("time", &days(begins, ends.unwrap_or(begins)), &record.title);
        }
        for (at, milestone) in record.milestones.iter().enumerate() {
            let title = format!("{}: {}", record.title, milestone.title);
            let when = days(milestone.due, milestone.due);
            event(&format!("milestone-{at}"), &when, &title);
        }
        if let Some(when) = meeting(held) {
            event("meeting", &when, &record.title);
        }
    }
    out.line("END:VCALENDAR");
    out.0
}

/// Whole days; the end of a calendar's event is the day after.
fn days(first: NaiveDate, last: NaiveDate) -> Vec<String> {
    let after = last
        .max(first)
        .checked_add_days(Days::new(1))
        .unwrap_or(last);
    vec![
        format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")),
    ]
}

fn meeting(held: &Partnership) -> Option<Vec<String>> {
    let record = &held.record;
    let answer = |key: &str| record.particulars.get(key).map(String::as_str);
    let moment = |key| NaiveDateTime::parse_from_str(answer(key)?, "%Y-%m-%dT%H:%M").ok();
    let begins = moment("starts-at").filter(|_| record.area == Area::Meeting)?;
    // The whole name of the zone: calendars know its rules, and an offset would be wrong half of the year.
    let zone = match answer("zone")? {
        "UTC" => (String::new(), "Z"),
        zone => (format!(";TZID={zone}"), ""),
    };
    let line = |name: &str, at: NaiveDateTime| {
        format!("{name}{}:{}{}", zone.0, at.format("%Y%m%dT%H%M%S"), zone.1)
    };
    let ends = moment("ends-at").map(|ends| line("DTEND", ends));
    let place = answer("venue").map(|venue| format!("LOCATION:{}", escaped(venue)));
    let lines = [Some(line("DTSTART", begins)), ends, place];
    Some(lines.into_iter().flatten().collect())
}

fn escaped(text: &str) -> String {
    let text = text
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

struct Calendar(String);

impl Calendar {
    /// Adds a line, folded where it is long, never within a letter.
    fn line(&mut self, text: &str) {
        let mut length = 0;
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            if length + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_and_hold_what_they_held() {
        let mut calendar = Calendar(String::new());
        let text = format!("SUMMARY:{}", "Città é ".repeat(40));
        calendar.line(&text);
        assert!(calendar.0.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(
            calendar.0.replace("\r\n ", "").trim_end_matches("\r\n"),
            text
        );
    }

    #[test]
    fn text_cannot_end_a_line_or_begin_a_property() {
        assert_eq!(escaped("a,b;c\r\nATTENDEE:x"), "a\\,b\\;c\\nATTENDEE:x");
    }
}
