//! What the site build made, as pages name it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use leptos::config::LeptosOptions;

/// A function of the addresses of script and Wasm. Leptos has one of its own
/// (`HydrationScripts`), which fetches the Wasm even where nothing sleeps, and by links that a browser without
/// JavaScript complains of.
const WAKE: &str = include_str!("wake.js");

/// Styles and the script that wakes islands.
pub struct Built {
    /// Address of the style sheet.
    pub stylesheet: String,
    /// Its content; none while it changes under our hands, and where it was not built.
    pub styles: Option<String>,
    /// The script that wakes the islands of the page.
    pub wake: String,
}

impl Built {
    /// What this process serves; read once.
    pub fn of(options: &LeptosOptions) -> &'static Built {
        static BUILT: OnceLock<Built> = OnceLock::new();
        BUILT.get_or_init(|| Built::read(options))
    }

    fn read(options: &LeptosOptions) -> Built {
        let hashes = match options.hash_files {
            true => fs::read_to_string(hash_file(options)).unwrap_or_default(),
            false => String::new(),
        };
        let [styles, script, wasm] = ["css", "js", "wasm"].map(|kind| {
            let name = &options.output_name;
            let file = match hash_of(kind, &hashes) {
                Some(hash) => format!("{name}.{hash}.{kind}"),
                None => format!("{name}.{kind}"),
            };
            format!("{}/{file}", options.site_pkg_dir)
        });
        let is_watched = env::var_os("LEPTOS_WATCH").is_some();
        let read = |path| fs::read_to_string(Path::new(&*options.site_root).join(path)).ok();
        Built {
            styles: (!is_watched).then(|| read(&styles)).flatten(),
            stylesheet: format!("/{styles}"),
            wake: format!("{}('/{script}', '/{wasm}')", WAKE.trim_end()),
        }
    }
}

/// What cargo-leptos wrote beside the executable: a line `kind: hash` for each file whose name carries one.
pub fn hash_file(options: &LeptosOptions) -> PathBuf {
    let executable = env::current_exe().unwrap_or_default();
    executable.with_file_name(&*options.hash_file)
}

fn hash_of<'a>(kind: &str, hashes: &'a str) -> Option<&'a str> {
    let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
    lines
        .find(|(name, _)| *name == kind)
        .map(|(_, hash)| hash.trim())
}
