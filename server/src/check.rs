//! `ensemble check`: would the server start, and serve what it should?

use std::path::Path;

use leptos::config::LeptosOptions;
use store::{DatabaseConnection, event::TrailCheck};

use crate::{
    cli::{ensure_current, with_database},
    config::Config,
    error::StartError,
    mail::Post,
};

/// Prints a line for each thing checked; fails with all that is wrong, in one line.
pub async fn check(config: &Config) -> Result<(), StartError> {
    let mut findings = vec![("configuration", configuration(config))];
    findings.extend(database(config).await);
    findings.push(("mail", mail(config)));
    if let Ok(options) = config.leptos_options() {
        findings.push(("site folder", site_folder(&options)));
    }
    for (name, found) in &findings {
        match found {
            Ok(said) => println!("ok      {name}: {said}"),
            Err(why) => println!("not ok  {name}: {why}"),
        }
    }
    let wrong: Vec<String> = findings
        .into_iter()
        .filter_map(|(_, found)| found.err())
        .collect();
    match wrong.as_slice() {
        [] => Ok(()),
        _ => Err(StartError::Check(wrong.join("; "))),
    }
}

/// What was found, or what is wrong.
type Found = Result<String, String>;

fn configuration(config: &Config) -> Found {
    let address = config.leptos_options().map_err(text)?.site_addr;
    let origin = config.origin(address).map_err(text)?;
    Ok(format!("listens on {address}, known as {origin}"))
}

fn mail(config: &Config) -> Found {
    Post::open(&config.mail).map_err(text)?;
    let from = config.mailbox().map_err(text)?;
    Ok(format!("letters come from {from}"))
}

/// The database, its schema, and what is in it, as far as one builds on the other.
async fn database(config: &Config) -> Vec<(&'static str, Found)> {
    let checked = with_database(config, async |db| Ok(contents(db).await)).await;
    checked.unwrap_or_else(|error| vec![("database", Err(text(error)))])
}

async fn contents(db: &DatabaseConnection) -> Vec<(&'static str, Found)> {
    let opened = ("database", Ok("opens".to_owned()));
    if let Err(error) = ensure_current(db).await {
        return vec![opened, ("schema", Err(text(error)))];
    }
    let seeds = match store::load_roster(db).await {
        Ok(roster) if roster.cities.is_empty() => {
            Err("no city is in the database; run: ensemble seed".to_owned())
        }
        Ok(roster) => Ok(format!("{} cities", roster.cities.len())),
        Err(error) => Err(text(error)),
    };
    vec![
        opened,
        ("schema", Ok("up to date".to_owned())),
        ("seeds", seeds),
        ("trail", trail(db).await),
    ]
}

/// Whether every event is as it was written. The last seal, noted elsewhere, proves later that none was cut off.
async fn trail(db: &DatabaseConnection) -> Found {
    match store::event::check_trail(db).await.map_err(text)? {
        TrailCheck::Whole { events: 0, .. } => Ok("no event yet".to_owned()),
        TrailCheck::Whole { events, seal } => {
            Ok(format!("{events} events, the last sealed {seal}"))
        }
        TrailCheck::Broken { seq } => Err(format!(
            "the trail of events is broken: event {seq} is not as it was written, or the one before it is missing"
        )),
    }
}

fn site_folder(options: &LeptosOptions) -> Found {
    let folder = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    if !folder.is_dir() {
        return Err(format!(
            "there is no site folder {}; run: make build",
            folder.display()
        ));
    }
    let hashes = app::hash_file(options);
    if options.hash_files && !hashes.is_file() {
        return Err(format!("{} is missing; run: make build", hashes.display()));
    }
    Ok(folder.display().to_string())
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string().replace('\n', " ")
}
