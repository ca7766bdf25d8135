//! Turns `locales/*.json` into code. A text that one language lacks, or has too many of, fails the build.
//!
//! Plural texts are objects with the forms that the language has (`one`, `other` …); the forms it has not are
//! filled in from `other`, so that the code can ask for any.

use std::{collections::BTreeSet, env, error::Error, fs, path::Path};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos, options::CodegenOptions};
use serde_json::Value;

const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let folder = Path::new(&env::var("OUT_DIR")?).join("texts");
    fs::create_dir_all(folder.join("locales"))?;
    let mut expected = None;
    for language in LANGUAGES {
        let mut texts: Value =
            serde_json::from_str(&fs::read_to_string(format!("locales/{language}.json"))?)?;
        fill_forms(&mut texts);
        let mut keys = BTreeSet::new();
        collect("", &texts, &mut keys);
        compare(
            language,
            expected.get_or_insert_with(|| keys.clone()),
            &keys,
        );
        fs::write(
            folder.join(format!("locales/{language}.json")),
            texts.to_string(),
        )?;
    }
    generate(&folder)
}

/// Gives every plural text all six forms.
fn fill_forms(texts: &mut Value) {
    let Value::Object(entries) = texts else {
        return;
    };
    if let Some(other) = entries.get("other").cloned() {
        for form in FORMS {
            entries.entry(form).or_insert_with(|| other.clone());
        }
    }
    entries.values_mut().for_each(fill_forms);
}

fn collect(path: &str, value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                collect(&format!("{path}.{key}"), value, keys);
            }
        }
        _ => drop(keys.insert(path.trim_start_matches('.').to_owned())),
    }
}

fn compare(language: &str, expected: &BTreeSet<String>, found: &BTreeSet<String>) {
    for key in expected.difference(found) {
        println!("cargo::error=locales/{language}.json lacks `{key}`");
    }
    for key in found.difference(expected) {
        println!(
            "cargo::error=locales/{language}.json has `{key}`, which the first language lacks"
        );
    }
}

fn generate(folder: &Path) -> Result<(), Box<dyn Error>> {
    let [first, others @ ..] = LANGUAGES;
    let config = Config::new(first)?
        .add_locales(others)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let texts = TranslationsInfos::parse_at_dir(folder, config)?;
    texts.emit_errors();
    let options = CodegenOptions::new()
        .gen_docs(false)
        .top_level_attributes(Some(
            "#![allow(missing_docs, clippy::all, clippy::restriction)]".parse()?,
        ));
    texts.generate_i18n_module_with_options(folder.join("i18n"), options)?;
    Ok(())
}
