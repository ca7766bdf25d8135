//! Ending well: no new requests, the running ones finished, and out before whoever stops us loses patience.

use std::{future::pending, io, time::Duration};

use tokio::signal;
use tracing::{info, warn};

/// How long running requests may take once we were told to stop; contract: exit within 10 seconds.
const PATIENCE: Duration = Duration::from_secs(8);

/// Waits for SIGTERM or for Ctrl-C.
pub async fn asked() {
    tokio::select! {
        () = interrupted() => {}
        () = terminated() => {}
    }
    info!("stopping: finishing requests");
}

/// Waits for the server to end, though not for long once it was told to.
pub async fn before_the_deadline(serving: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    tokio::select! {
        ended = serving => ended,
        () = deadline() => {
            warn!("some requests did not finish in {} s", PATIENCE.as_secs());
            Ok(())
        }
    }
}

async fn deadline() {
    tokio::select! {
        () = interrupted() => {}
        () = terminated() => {}
    }
    tokio::time::sleep(PATIENCE).await;
}

async fn interrupted() {
    if signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => drop(terminate.recv().await),
        Err(_) => pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    pending().await
}
