//! `Leptos.toml` and `Cargo.toml` say the same where both speak.

use std::{collections::BTreeMap, fs};

use crate::support::workspace;

const HEADER: &str = "[[workspace.metadata.leptos]]";

/// The keys of a file's section with their values as written.
fn section(file: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(workspace().join(file)).unwrap();
    let lines = text
        .lines()
        .skip_while(|line| line.trim() != HEADER)
        .skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs
        .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

#[test]
fn the_build_and_the_server_agree() {
    let (build, run) = (section("Cargo.toml"), section("Leptos.toml"));
    for key in [
        "output-name",
        "site-root",
        "site-pkg-dir",
        "site-addr",
        "reload-port",
        "hash-files",
    ] {
        assert!(run.contains_key(key), "Leptos.toml has no {key}");
    }
    for (key, value) in &run {
        if let Some(built) = build.get(key) {
            assert_eq!(built, value, "{key}");
        }
    }
    // The one key with two names.
    assert_eq!(build["hash-file-name"], run["hash-file"]);
}

#[test]
fn the_server_can_read_its_file() {
    let file = workspace().join("Leptos.toml");
    let read = leptos::config::get_configuration(file.to_str())
        .unwrap()
        .leptos_options;
    assert_eq!(
        (&*read.output_name, &*read.site_root, read.hash_files),
        ("ensemble", "target/site", true)
    );
}
