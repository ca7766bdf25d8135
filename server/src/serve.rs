//! From configuration to a listening site.

use std::net::SocketAddr;

use app::ssr::IndexHandle;
use axum::serve::ListenerExt;
use domain::directory::Index;
use leptos::config::LeptosOptions;
use lettre::message::Mailbox;
use store::DatabaseConnection;
use tokio::net::TcpListener;
use tracing::{info, warn};

use crate::{
    cli::{Demo, migrate, with_database},
    config::Config,
    error::StartError,
    feed,
    mail::Post,
    people, router, shutdown,
    site::Site,
    storage::Storage,
    worker,
};

/// Serves the site until the process is told to stop.
pub async fn serve(config: &Config, demo: Demo) -> Result<(), StartError> {
    let options = usable(config.leptos_options()?);
    refuse_exposed_demo(options.site_addr, demo)?;
    let post = Post::open(&config.mail)?;
    let from = config.mailbox()?;
    let storage = Storage::open(&config.storage)?;
    let listener = listen(options.site_addr).await?;
    let address = listener.local_addr()?;
    let serve = async |db: &DatabaseConnection| {
        migrate(db).await?;
        // Before the directory is read, so that nothing is missed between.
        let since = store::event::last(db).await?;
        let mut site = start(config, db, options, address).await?;
        site.storage = storage;
        if demo.demo {
            people::add_demo_accounts(&site).await?;
        }
        go_along(&site, post, from, since);
        let feed = site.feed.clone();
        let router = router::build(site).into_make_service_with_connect_info::<SocketAddr>();
        info!("listening on http://{address}");
        // Without it the second packet of an answer waits 40 ms for the first one's receipt.
        let listener = listener.tap_io(|socket| drop(socket.set_nodelay(true)));
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            shutdown::asked().await;
            feed.end();
        });
        Ok(shutdown::before_the_deadline(serving.into_future()).await?)
    };
    with_database(config, serve).await?;
    info!("stopped");
    Ok(())
}

/// Starts what goes along with serving, until the process ends.
fn go_along(site: &Site, post: Post, from: Mailbox, since: i64) {
    tokio::spawn(worker::send_letters(site.clone(), post, from));
    tokio::spawn(worker::look_after(site.clone()));
    tokio::spawn(feed::follow(site.clone(), since));
    tokio::spawn(site.metrics.clone().keep_up());
    tokio::spawn(site.limits.clone().keep_up());
}

/// Brings the seeds up to date and prepares the directory.
async fn start(
    config: &Config,
    db: &DatabaseConnection,
    options: LeptosOptions,
    address: SocketAddr,
) -> Result<Site, StartError> {
    let origin = config.origin(address)?;
    store::seed::seed(db).await?;
    let index = load(db).await?;
    info!(cities = index.current().len(), "the directory is ready");
    let mut site = Site::new(options, index, db.clone(), origin);
    site.metrics_for = config.metrics;
    site.is_behind_proxy = config.behind_proxy;
    Ok(site)
}

/// The directory of a database.
pub async fn load(db: &DatabaseConnection) -> Result<IndexHandle, StartError> {
    Ok(IndexHandle::new(Index::new(store::load_roster(db).await?)))
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|source| StartError::Listen { address, source })
}

fn refuse_exposed_demo(address: SocketAddr, demo: Demo) -> Result<(), StartError> {
    match demo.demo && !demo.demo_public && !address.ip().is_loopback() {
        true => Err(StartError::DemoExposed(address)),
        false => Ok(()),
    }
}

/// Without the hashes of a site build, pages link to plain names.
fn usable(mut options: LeptosOptions) -> LeptosOptions {
    let hashes = app::hash_file(&options);
    if options.hash_files && !hashes.is_file() {
        warn!(
            "{} is missing, so pages come without styles and scripts; run: make build",
            hashes.display()
        );
        options.hash_files = false;
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demo_content_stays_on_this_machine_unless_meant() {
        let (here, anywhere) = (
            SocketAddr::from(([127, 0, 0, 1], 1)),
            SocketAddr::from(([0, 0, 0, 0], 1)),
        );
        let demo = Demo {
            demo: true,
            demo_public: false,
        };
        assert!(refuse_exposed_demo(here, demo).is_ok());
        assert!(refuse_exposed_demo(anywhere, demo).is_err());
        assert!(
            refuse_exposed_demo(
                anywhere,
                Demo {
                    demo_public: true,
                    ..demo
                }
            )
            .is_ok()
        );
        assert!(refuse_exposed_demo(anywhere, Demo::default()).is_ok());
    }
}
