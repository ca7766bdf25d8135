//! Turns `locales/*.json` into code. A text that one language lacks, or has too many of, fails the build.

use std::{env, error::Error, fs, path::Path};

use leptos_i18n_build::{options::CodegenOptions, Config, ParseOptions, TranslationsInfos};

const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let [first, others @ ..] = LANGUAGES;
    same_texts(first, &others)?;
    let config = Config::new(first)?
        .add_locales(others)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let texts = TranslationsInfos::parse(config)?;
    texts.emit_errors();
    let options = CodegenOptions::new()
        .gen_docs(false)
        .top_level_attributes(Some("#![allow(missing_docs, clippy::all)]".parse()?));
    let folder = Path::new(&env::var("OUT_DIR")?).join("i18n");
    texts.generate_i18n_module_with_options(folder, options)?;
    Ok(())
}

/// Holds every language against the first: the same keys, whatever plural forms each needs.
fn same_texts(first: &str, others: &[&str]) -> Result<(), Box<dyn Error>> {
    let expected = keys(first)?;
    for language in others {
        let found = keys(language)?;
        for key in expected.iter().filter(|key| !found.contains(key)) {
            println!("cargo::error=locales/{language}.json lacks `{key}`");
        }
        for key in found.iter().filter(|key| !expected.contains(key)) {
            println!("cargo::error=locales/{language}.json has `{key}`, which {first}.json lacks");
        }
    }
    Ok(())
}

fn keys(language: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let file = fs::read_to_string(format!("locales/{language}.json"))?;
    let mut found = Vec::new();
    collect("", &serde_json::from_str(&file)?, &mut found);
    found.sort();
    found.dedup();
    Ok(found)
}

fn collect(path: &str, value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                collect(&format!("{path}.{key}"), value, found);
            }
        }
        _ => found.push(without_plural(path).trim_start_matches('.').to_owned()),
    }
}

fn without_plural(key: &str) -> &str {
    const FORMS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];
    FORMS.iter().find_map(|form| key.strip_suffix(form)).unwrap_or(key)
}
