//! Every setting, as a flag and as an environment variable.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use leptos::config::{LeptosOptions, get_configuration};
use lettre::message::Mailbox;

use crate::error::StartError;

/// What the running server reads beside its settings: where the site folder is and how its files are named.
const LEPTOS_TOML: &str = "Leptos.toml";

/// The settings of the process.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Settings")]
pub struct Config {
    /// Database: sqlite://FILE?mode=rwc or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    #[arg(default_value = "sqlite://data/ensemble.db?mode=rwc")]
    pub database_url: String,
    /// Address to listen on [default: site-addr of Leptos.toml, else 127.0.0.1:3000]
    #[arg(long, env = "LEPTOS_SITE_ADDR", global = true, value_name = "IP:PORT")]
    pub site_addr: Option<SocketAddr>,
    /// Scheme and host under which readers know the site [default: http:// and the address]
    #[arg(long, env = "ENSEMBLE_BASE_URL", global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Where letters go: file:FOLDER, smtp://USER:PASSWORD@HOST:PORT or smtps://…
    #[arg(
        long,
        env = "ENSEMBLE_MAIL",
        hide_env_values = true,
        global = true,
        value_name = "URL"
    )]
    #[arg(default_value = "file:data/mail")]
    pub mail: String,
    /// Where files are kept that people send: file:FOLDER
    #[arg(long, env = "ENSEMBLE_STORAGE", global = true, value_name = "URL")]
    #[arg(default_value = "file:data/files")]
    pub storage: String,
    /// Who letters come from
    #[arg(
        long,
        env = "ENSEMBLE_MAIL_FROM",
        global = true,
        value_name = "MAILBOX"
    )]
    #[arg(default_value = "Ensemble <ensemble@localhost.localdomain>")]
    pub mail_from: String,
    /// Take readers' addresses from the last entry of X-Forwarded-For, where a proxy of ours writes it
    #[arg(long, env = "ENSEMBLE_BEHIND_PROXY", global = true)]
    pub behind_proxy: bool,
    /// What is logged: a level, or levels by module
    #[arg(long, env = "ENSEMBLE_LOG", global = true, value_name = "FILTER")]
    #[arg(default_value = "info,sqlx=warn,sea_orm_migration=warn")]
    pub log: String,
    /// How it is logged
    #[arg(
        long,
        env = "ENSEMBLE_LOG_FORMAT",
        global = true,
        value_enum,
        default_value_t
    )]
    pub log_format: LogFormat,
    /// Who may read /metrics
    #[arg(
        long,
        env = "ENSEMBLE_METRICS",
        global = true,
        value_enum,
        default_value_t
    )]
    pub metrics: Audience,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Who may read the metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// Programs on this machine that come without a proxy.
    #[default]
    Loopback,
    /// Everyone.
    Public,
}

impl Config {
    /// Where the site's files are and how they are named; the address in force is in `site_addr`.
    pub fn leptos_options(&self) -> Result<LeptosOptions, StartError> {
        let mut options = match Path::new(LEPTOS_TOML).exists() {
            true => {
                get_configuration(Some(LEPTOS_TOML))
                    .map_err(|error| StartError::Options(error.to_string()))?
                    .leptos_options
            }
            false => beside_executable(),
        };
        if let Some(address) = self.site_addr {
            options.site_addr = address;
        }
        Ok(options)
    }

    /// Who letters come from.
    pub fn mailbox(&self) -> Result<Mailbox, StartError> {
        let mailbox = self.mail_from.parse();
        mailbox.map_err(|_| StartError::MailFrom(self.mail_from.clone()))
    }

    /// Scheme and host of the site, without a slash at the end.
    pub fn origin(&self, listening: SocketAddr) -> Result<String, StartError> {
        let Some(url) = &self.base_url else {
            return Ok(format!("http://{listening}"));
        };
        let uri = url.trim_end_matches('/').parse::<http::Uri>().ok();
        let is_origin = |uri: &http::Uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.path() == "/"
                && uri.query().is_none()
        };
        match uri.filter(is_origin) {
            Some(_) => Ok(url.trim_end_matches('/').to_owned()),
            None => Err(StartError::BaseUrl(url.clone())),
        }
    }
}

/// Options for a binary that was copied somewhere with its site folder.
fn beside_executable() -> LeptosOptions {
    let folder = executable_folder();
    let candidates = [folder.join("site"), folder.join("../site")];
    let found = candidates.into_iter().find(|candidate| candidate.is_dir());
    let site_root = found.unwrap_or_else(|| PathBuf::from("target/site"));
    LeptosOptions::builder()
        .output_name("ensemble")
        .site_root(site_root.to_string_lossy().into_owned())
        .env(leptos::config::Env::PROD)
        .hash_files(true)
        .build()
}

fn executable_folder() -> PathBuf {
    let executable = std::env::current_exe().unwrap_or_default();
    executable.parent().map(Path::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    fn origin_of(arguments: &[&str]) -> Result<String, StartError> {
        let all = std::iter::once("ensemble").chain(arguments.iter().copied());
        let address = SocketAddr::from(([127, 0, 0, 1], 3000));
        Cli::try_parse_from(all).unwrap().config.origin(address)
    }

    #[test]
    fn the_origin_has_no_slash_at_its_end() {
        assert_eq!(
            origin_of(&["--base-url", "https://a.example/"]).unwrap(),
            "https://a.example"
        );
        assert_eq!(origin_of(&[]).unwrap(), "http://127.0.0.1:3000");
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for wrong in [
            "ftp://a.example",
            "a.example",
            "https://a.example/x",
            "https://a.example?x",
        ] {
            assert!(origin_of(&["--base-url", wrong]).is_err(), "{wrong}");
        }
    }
}
