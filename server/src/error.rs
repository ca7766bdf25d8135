//! Why a command could not be done, one line each, with the cure where there is one.

use std::{io, net::SocketAddr};

use store::StoreError;

/// What ends the process with exit code 1.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database does not open, or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The schema could not be changed or read.
    #[error("the database schema cannot be brought up to date: {0}")]
    Migrate(String),
    /// The schema is older than the program.
    #[error("{0} changes of the database schema are pending; run: ensemble migrate")]
    Pending(usize),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}; choose another address with LEPTOS_SITE_ADDR")]
    Listen {
        /// Where it should listen.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// Serving ended by itself.
    #[error("serving ended: {0}")]
    Serve(#[from] io::Error),
    /// Demo accounts must not be reachable by strangers.
    #[error("--demo is refused on {0}, which others can reach; add --demo-public if that is meant")]
    DemoExposed(SocketAddr),
    /// `Leptos.toml` cannot be read.
    #[error("Leptos.toml cannot be read: {0}")]
    Options(String),
    /// The site's own address is no address.
    #[error("ENSEMBLE_BASE_URL must be like https://example.org, unlike \"{0}\"")]
    BaseUrl(String),
    /// Letters have no way out.
    #[error("ENSEMBLE_MAIL must be file:FOLDER, smtp://HOST or smtps://HOST, and usable: {0}")]
    Mail(String),
    /// The sender of letters is no mailbox.
    #[error("ENSEMBLE_MAIL_FROM must be like Ensemble <network@example.org>, unlike \"{0}\"")]
    MailFrom(String),
    /// `ensemble user add` was told something that cannot be.
    #[error("{0}")]
    User(String),
    /// Files have no place.
    #[error("ENSEMBLE_STORAGE must be file:FOLDER, and usable: {0}")]
    Storage(String),
    /// The log filter is not understood.
    #[error("ENSEMBLE_LOG is not understood: {0}")]
    Log(String),
    /// `ensemble check` found something.
    #[error("{0}")]
    Check(String),
}
