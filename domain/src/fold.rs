//! Folding: the one form in which names and questions meet, whatever their script, case or accents.
//!
//! Written by hand instead of with Unicode's full tables because it is part of the first load in the browser;
//! the tests hold it against those tables for every name we know.

/// Base letters of U+00C0 to U+024F; `_` stands for "no single base letter".
const LATIN: &[u8] = b"aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkklllllll\
        lllnnnnnnnnnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
        bbbb___cc_ddd_eeeffg___ikkl__nn_oo__pp______tttuu_vyyzz_________\
        _____________aaiioouuuuuuuuuueaaaa__ggggkkoooo__j___gg__nnaa__oo\
        aaaaeeeeiiiioooorrrruuuusstt__hhn___zzaaeeooooooooyy___j___ccl__\
        ___b____________";

/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwyas____aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______";

/// Folds a text: lower case, no accents, no vowel marks, one form of each Arabic, Cyrillic, Greek and kana letter,
/// and a single space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        push_folded(&mut folded, letter);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded words of a text, an Arabic article taken off.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(without_article)
}

/// What names are ordered by: their folded form, a space before a hyphen before letters, `ı` after `i`.
pub fn collation_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '-' => key.push('-'),
            'ı' => key.push_str("i~"),
            _ => push_folded(&mut key, letter),
        }
    }
    key
}

/// Orders two names as a reader expects: by their collation key, then as they are written.
pub fn collate(left: &str, right: &str) -> std::cmp::Ordering {
    let keys = collation_key(left).cmp(&collation_key(right));
    keys.then_with(|| left.cmp(right))
}

fn without_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().nth(2).is_some() => rest,
        _ => word,
    }
}

fn push_folded(folded: &mut String, letter: char) {
    match letter {
        'a'..='z' | '0'..='9' => folded.push(letter),
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        'Æ' | 'æ' | 'Ǽ' | 'ǽ' | 'Ǣ' | 'ǣ' => folded.push_str("ae"),
        'Œ' | 'œ' => folded.push_str("oe"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'Þ' | 'þ' => folded.push_str("th"),
        'Ĳ' | 'ĳ' => folded.push_str("ij"),
        'ə' | 'Ə' => folded.push('e'),
        _ if is_dropped(letter) => {}
        _ => match simple(letter) {
            Some(base) => folded.push(base),
            None if letter.is_alphanumeric() => {
                folded.extend(letter.to_lowercase().filter(|c| !is_dropped(*c)));
            }
            None if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            None => {}
        },
    }
}

/// Marks that change nothing for a reader who searches: accents, vowel points, joiners, apostrophes.
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}'      // combining accents
        | '\u{483}'..='\u{487}'    // Cyrillic
        | '\u{591}'..='\u{5c7}'    // Hebrew points
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' // Arabic marks, kashida
        | '\u{3099}' | '\u{309a}'  // kana voicing
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\'' | '`' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ')
}

/// The base letter where one letter stands for another.
fn simple(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let base = match code {
        0xc0..=0x24f => latin(LATIN, code - 0xc0)?,
        0x1e00..=0x1eff => latin(LATIN_ADDITIONAL, code - 0x1e00)?,
        0xff10..=0xff19 | 0xff41..=0xff5a => char::from_u32(code - 0xfee0)?,
        0xff21..=0xff3a => char::from_u32(code - 0xfee0 + 0x20)?,
        0x370..=0x3ff => greek(letter)?,
        0x400..=0x4ff => cyrillic(letter)?,
        0x600..=0x6ff => arabic(letter)?,
        0x3041..=0x30fa => kana(code)?,
        _ => return None,
    };
    Some(base)
}

fn latin(table: &[u8], offset: u32) -> Option<char> {
    table
        .get(usize::try_from(offset).ok()?)
        .filter(|base| **base != b'_')
        .map(|base| char::from(*base))
}

fn greek(letter: char) -> Option<char> {
    Some(match letter {
        'ά' | 'Ά' => 'α',
        'έ' | 'Έ' => 'ε',
        'ή' | 'Ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' | 'Ί' | 'Ϊ' => 'ι',
        'ό' | 'Ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' | 'Ύ' | 'Ϋ' => 'υ',
        'ώ' | 'Ώ' => 'ω',
        'ς' => 'σ',
        _ => return None,
    })
}

fn cyrillic(letter: char) -> Option<char> {
    Some(match letter {
        'й' | 'Й' | 'ѝ' | 'Ѝ' => 'и',
        'ӣ' | 'Ӣ' | 'ӥ' | 'Ӥ' => 'и',
        'ё' | 'Ё' | 'ѐ' | 'Ѐ' | 'ӗ' | 'Ӗ' => 'е',
        'ӑ' | 'Ӑ' | 'ӓ' | 'Ӓ' => 'а',
        'ӧ' | 'Ӧ' => 'о',
        'ӯ' | 'Ӯ' | 'ӱ' | 'Ӱ' | 'ӳ' | 'Ӳ' => 'у',
        'ӂ' | 'Ӂ' | 'ӝ' | 'Ӝ' => 'ж',
        'ӟ' | 'Ӟ' => 'з',
        'ӭ' | 'Ӭ' => 'э',
        'ӵ' | 'Ӵ' => 'ч',
        'ӹ' | 'Ӹ' => 'ы',
        'ӛ' | 'Ӛ' => 'ә',
        'ӫ' | 'Ӫ' => 'ө',
        'ї' | 'Ї' => 'і',
        'ў' | 'Ў' => 'у',
        'ѓ' | 'Ѓ' => 'г',
        'ќ' | 'Ќ' => 'к',
        _ => return None,
    })
}

fn arabic(letter: char) -> Option<char> {
    Some(match letter {
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ۂ' | 'ھ' => 'ه',
        'ک' => 'ك',
        'ۃ' => 'ه',
        'ۓ' | 'ے' => 'ي',
        _ => return None,
    })
}

/// Katakana as hiragana, without voicing marks.
fn kana(code: u32) -> Option<char> {
    let hiragana = match code {
        0x3041..=0x3094 => code,
        0x30a1..=0x30f4 => code - 0x60,
        0x30f7 => 0x308f,
        0x30f8 => 0x3090,
        0x30f9 => 0x3091,
        0x30fa => 0x3092,
        _ => return None,
    };
    let unvoiced = match hiragana {
        0x304b..=0x3062 => hiragana - (hiragana - 0x304b) % 2,
        0x3064..=0x3069 => hiragana - hiragana % 2,
        0x306f..=0x307d => hiragana - (hiragana - 0x306f) % 3,
        0x3094 => 0x3046,
        _ => hiragana,
    };
    char::from_u32(unvoiced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_accents_and_scripts_meet_in_one_form() {
        for (left, right) in [
            ("Östersund", "OSTERSUND"),
            ("Łódź", "lodz"),
            ("Đà Nẵng", "da nang"),
            ("Nikšić", "niksic"),
            ("Эстерсунд", "ЭСТЕРСУНД"),
            ("Йошкар", "иошкар"),
            ("أبو ظبي", "ابو ظبى"),
            ("Αθήνα", "ΑΘΗΝΑ"),
            ("ガーナ", "かーな"),
            ("Sana’a", "sanaa"),
            ("İstanbul", "istanbul"),
            ("Saint-Étienne", "saint etienne"),
            ("ＯＳＡＫＡ１", "osaka1"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
    }

    #[test]
    fn the_arabic_article_does_not_hide_a_name() {
        let folded = fold("المحرق");
        assert_eq!(words(&folded).collect::<Vec<_>>(), ["محرق"]);
    }

    #[test]
    fn every_known_name_folds_alike_composed_and_decomposed() {
        let names = include_str!("../../store/src/seeds/city_names.csv");
        let mut seen = 0;
        for line in names.lines().skip(1) {
            let name = line.split_once(',').unwrap().1;
            // Hangul and the scripts of India decompose into letters that nobody types apart.
            if name
                .chars()
                .any(|c| matches!(u32::from(c), 0x900..=0x1fff | 0xac00..=0xd7a3))
            {
                continue;
            }
            seen += 1;
            let composed = fold(&name.nfc().collect::<String>());
            let decomposed = fold(&name.nfd().collect::<String>());
            assert_eq!(composed, decomposed, "{name}");
        }
        assert!(seen > 9_000, "{seen}");
    }

    #[test]
    fn names_collate_as_the_unicode_rules_for_our_languages_do() {
        use icu_collator::{Collator, options::CollatorOptions};
        let mut names: Vec<String> = csv_names();
        for language in ["en", "fr", "ar"] {
            let locale: icu_locale_core::Locale = language.parse().unwrap();
            let collator = Collator::try_new(locale.into(), CollatorOptions::default()).unwrap();
            names.sort_by(|a, b| collator.compare(a, b).then_with(|| a.cmp(b)));
            let expected = names.clone();
            names.sort_by(|a, b| collate(a, b));
            assert_eq!(names, expected, "{language}");
        }
    }

    fn csv_names() -> Vec<String> {
        include_str!("../../store/src/seeds/cities.csv")
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(1).unwrap().to_owned())
            .collect()
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
