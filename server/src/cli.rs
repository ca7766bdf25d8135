//! The commands of the binary.

use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use migrations::{Migrator, MigratorTrait};
use store::DatabaseConnection;

use crate::{check, config::Config, error::StartError, people, serve};

/// How long work that still holds a connection may take while the database is closed.
const CLOSING: Duration = Duration::from_secs(1);

/// The city network, served.
#[derive(Debug, Parser)]
#[command(name = "ensemble", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do; without it, serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings.
    #[command(flatten)]
    pub config: Config,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the database up to date and serve the site (also without a command)
    Serve(Demo),
    /// Bring the database schema up to date
    Migrate,
    /// Bring the known network into the database; what people edited stays
    Seed,
    /// Accounts
    #[command(subcommand)]
    User(UserCommand),
    /// Check configuration, database, schema, seeds and site folder; exit 1 and say why
    Check,
}

/// What can be done about accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Give a role to a person; prints a link, good once, with which they take it and choose a password
    Add(NewUser),
}

/// A person and their role.
#[derive(Args, Clone, Debug)]
pub struct NewUser {
    /// E-mail address
    pub email: String,
    /// The role: focal-point, alternate, field-coordinator, field-deputy, national-commission, reviewer, decider,
    /// secretariat, administrator
    #[arg(long)]
    pub role: String,
    /// The city of a focal point or alternate, as in its address
    #[arg(long, value_name = "SLUG")]
    pub city: Option<String>,
    /// The field of a coordinator or deputy
    #[arg(long, value_name = "KEY")]
    pub field: Option<String>,
    /// The country of a National Commission, as two letters
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// How they want to be called [default: what stands before the @]
    #[arg(long)]
    pub name: Option<String>,
}

/// Whether there is demo content.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Demo {
    /// Add demo content once, clearly marked: accounts with the password "demo"
    #[arg(long)]
    pub demo: bool,
    /// Allow demo content on an address that others can reach
    #[arg(long, requires = "demo")]
    pub demo_public: bool,
}

impl Cli {
    /// Does what the command line says.
    pub async fn run(self) -> Result<(), StartError> {
        let config = &self.config;
        match self.command.unwrap_or(Command::Serve(Demo::default())) {
            Command::Serve(demo) => serve::serve(config, demo).await,
            Command::Migrate => with_database(config, async |db| migrate(db).await).await,
            Command::Seed => {
                let seed = async |db: &DatabaseConnection| {
                    ensure_current(db).await?;
                    Ok(store::seed::seed(db).await.map(drop)?)
                };
                with_database(config, seed).await
            }
            Command::User(UserCommand::Add(user)) => {
                let add = async |db: &DatabaseConnection| {
                    ensure_current(db).await?;
                    people::add_user(config, db, user).await
                };
                with_database(config, add).await
            }
            Command::Check => check::check(config).await,
        }
    }
}

/// Opens the database for some work and closes it after, however the work ends: SQLite then puts what its log holds
/// into the one file that people copy.
pub async fn with_database<T>(
    config: &Config,
    work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, StartError>,
) -> Result<T, StartError> {
    let db = store::connect(&config.database_url).await?;
    let done = work(&db).await;
    let _ = tokio::time::timeout(CLOSING, db.close_by_ref()).await;
    done
}

/// Brings the schema up to date.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), StartError> {
    let done = Migrator::up(db, None).await;
    done.map_err(|error| StartError::Migrate(error.to_string()))
}

/// Fails where the schema is older than the program; changes nothing.
pub async fn ensure_current(db: &DatabaseConnection) -> Result<(), StartError> {
    let pending = Migrator::get_pending_migrations_read_only(db).await;
    match pending
        .map_err(|error| StartError::Migrate(error.to_string()))?
        .len()
    {
        0 => Ok(()),
        count => Err(StartError::Pending(count)),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_names_every_setting() {
        let mut command = Cli::command();
        command.clone().debug_assert();
        let help = command.render_long_help().to_string();
        let settings = [
            "DATABASE_URL",
            "LEPTOS_SITE_ADDR",
            "ENSEMBLE_BASE_URL",
            "ENSEMBLE_LOG",
            "ENSEMBLE_METRICS",
            "ENSEMBLE_MAIL",
            "ENSEMBLE_STORAGE",
            "ENSEMBLE_MAIL_FROM",
            "ENSEMBLE_BEHIND_PROXY",
        ];
        for setting in settings {
            assert!(help.contains(setting), "{setting}");
        }
    }
}
