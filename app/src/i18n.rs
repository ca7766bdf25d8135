//! Every text of the product, and how each language writes numbers.

#[allow(
    clippy::indexing_slicing,
    unused_qualifications,
    reason = "generated from locales/*.json"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/texts/i18n/mod.rs"));
}

pub use generated::i18n::*;

use leptos::prelude::*;

/// The text of a key in a language; with arguments where the text has places for them.
macro_rules! text {
    ($locale:expr, $($key:tt)*) => {
        leptos_i18n::td_string!($locale, $($key)*)
    };
}
pub(crate) use text;

/// The text for a number of things, in the plural form that the language has for it; `{n}` is the number.
macro_rules! plural {
    ($locale:expr, $count:expr, $($key:ident).+) => {{
        let (locale, count): ($crate::i18n::Locale, u32) = ($locale, $count);
        let text = match $crate::i18n::form(locale, count) {
            $crate::i18n::Form::Zero => $crate::i18n::text!(locale, $($key).+.zero),
            $crate::i18n::Form::One => $crate::i18n::text!(locale, $($key).+.one),
            $crate::i18n::Form::Two => $crate::i18n::text!(locale, $($key).+.two),
            $crate::i18n::Form::Few => $crate::i18n::text!(locale, $($key).+.few),
            $crate::i18n::Form::Many => $crate::i18n::text!(locale, $($key).+.many),
            $crate::i18n::Form::Other => $crate::i18n::text!(locale, $($key).+.other),
        };
        text.replace("{n}", &$crate::i18n::number(locale, count))
    }};
}
pub(crate) use plural;

/// A plural form, as Unicode CLDR names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are CLDR's own")]
pub enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The plural form of a whole number (CLDR's cardinal rules; a test holds them against ICU's).
pub fn form(locale: Locale, count: u32) -> Form {
    match (locale, count) {
        (Locale::en, 1) | (Locale::fr, 0 | 1) => Form::One,
        (Locale::fr, count) if count % 1_000_000 == 0 => Form::Many,
        (Locale::en | Locale::fr, _) => Form::Other,
        (Locale::ar, 0) => Form::Zero,
        (Locale::ar, 1) => Form::One,
        (Locale::ar, 2) => Form::Two,
        (Locale::ar, count) => match count % 100 {
            3..=10 => Form::Few,
            11..=99 => Form::Many,
            _ => Form::Other,
        },
    }
}

/// Every language that the product speaks, in the order of the language switch.
pub const LOCALES: [Locale; 3] = [Locale::en, Locale::fr, Locale::ar];

/// The language of the page that is being drawn.
pub fn locale() -> Locale {
    use_context::<Locale>().unwrap_or(Locale::en)
}

/// The reader's language where no page around says it: an island asks the document that it wakes in.
pub fn reader_locale() -> Locale {
    use_context::<Locale>().unwrap_or_else(|| {
        let language = document()
            .document_element()
            .and_then(|root| root.get_attribute("lang"));
        locale_of(&language.unwrap_or_default())
    })
}

/// The language that a path speaks: its first part, English where it has none.
pub fn locale_of(path: &str) -> Locale {
    let first = path.trim_start_matches('/').split('/').next();
    LOCALES
        .into_iter()
        .skip(1)
        .find(|locale| Some(code(*locale)) == first)
        .unwrap_or(Locale::en)
}

/// The language code for `lang`, addresses and data.
pub fn code(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "en",
        Locale::fr => "fr",
        Locale::ar => "ar",
    }
}

/// The direction of the script for `dir`.
pub fn direction(locale: Locale) -> &'static str {
    match locale {
        Locale::en | Locale::fr => "ltr",
        Locale::ar => "rtl",
    }
}

/// The name of a language in itself.
pub fn own_name(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "English",
        Locale::fr => "Français",
        Locale::ar => "العربية",
    }
}

/// The address of a page (`/cities?…`) in a language.
pub fn href(locale: Locale, page: &str) -> String {
    match (locale, page) {
        (Locale::en, _) => page.to_owned(),
        (_, "/") => format!("/{}", code(locale)),
        _ => format!("/{}{page}", code(locale)),
    }
}

/// The page of an address without its language.
pub fn page_of(path: &str) -> &str {
    let locale = locale_of(path);
    let prefix = match locale {
        Locale::en => return path,
        _ => code(locale),
    };
    match path.trim_start_matches('/').strip_prefix(prefix) {
        Some("") | None => "/",
        Some(rest) => rest,
    }
}

/// A whole number in groups of three, as the language writes it.
pub fn number(locale: Locale, number: u32) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push_str(text!(locale, number.group));
        }
        written.push(digit);
    }
    written
}

/// A population as one says it: to two leading digits above ten thousand.
pub fn about(locale: Locale, people: u32) -> String {
    let mut step = 100;
    while people / step >= 100 && step < 10_000_000 {
        step *= 10;
    }
    let rounded = (people + step / 2) / step * step;
    number(
        locale,
        if people < 10_000 {
            (people + 50) / 100 * 100
        } else {
            rounded
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_place_in_every_language() {
        for page in ["/", "/cities", "/cities/bologna"] {
            for locale in LOCALES {
                let address = href(locale, page);
                assert_eq!(page_of(&address), page);
                assert_eq!(locale_of(&address), locale);
            }
        }
        assert_eq!(locale_of("/french-cities"), Locale::en);
    }

    #[test]
    fn plural_forms_are_those_of_icu() {
        use icu_plurals::{PluralCategory, PluralRules};
        for locale in LOCALES {
            let language: icu_locale_core::Locale = code(locale).parse().unwrap();
            let rules = PluralRules::try_new_cardinal(language.into()).unwrap();
            for count in (0..1_200).chain([100_000, 1_000_000, 1_000_001, 2_000_000]) {
                let expected = match rules.category_for(count) {
                    PluralCategory::Zero => Form::Zero,
                    PluralCategory::One => Form::One,
                    PluralCategory::Two => Form::Two,
                    PluralCategory::Few => Form::Few,
                    PluralCategory::Many => Form::Many,
                    PluralCategory::Other => Form::Other,
                };
                assert_eq!(form(locale, count), expected, "{} {count}", code(locale));
            }
        }
    }

    #[test]
    fn numbers_stand_in_groups() {
        assert_eq!(number(Locale::en, 1_234_567), "1,234,567");
        assert_eq!(number(Locale::fr, 1_234), "1\u{202f}234");
        assert_eq!(number(Locale::en, 404), "404");
    }

    #[test]
    fn populations_are_rounded_as_one_says_them() {
        assert_eq!(about(Locale::en, 394_843), "390,000");
        assert_eq!(about(Locale::en, 3_426_354), "3,400,000");
        assert_eq!(about(Locale::en, 2_625), "2,600");
    }
}
