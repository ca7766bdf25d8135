//! What happens, for those who follow it: read from the trail, so that what another process does is there as well.

use std::{sync::Arc, time::Duration};

use domain::event::{Event, Kind};
use tokio::sync::{Notify, broadcast};
use tracing::error;

use crate::site::Site;

/// How long the follower rests when nobody in this process calls.
const REST: Duration = Duration::from_secs(1);
/// Events that a slow reader may lie behind; who lies further behind asks anew.
const BACKLOG: usize = 256;
/// Events that are read at a time.
pub const CHUNK: u64 = 500;

/// A moment in the feed.
#[derive(Clone, Debug)]
pub enum Moment {
    /// Something happened that everyone may know of.
    Event(Arc<Event>),
    /// The process is stopping.
    End,
}

/// Where those who follow listen.
#[derive(Clone)]
pub struct Feed {
    sender: broadcast::Sender<Moment>,
    call: Arc<Notify>,
}

impl Default for Feed {
    fn default() -> Self {
        Feed {
            sender: broadcast::Sender::new(BACKLOG),
            call: Arc::default(),
        }
    }
}

impl Feed {
    /// Says that something was written just now.
    pub fn call(&self) {
        self.call.notify_one();
    }

    /// Begins to listen.
    pub fn listen(&self) -> broadcast::Receiver<Moment> {
        self.sender.subscribe()
    }

    /// How many listen now.
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    /// Ends every stream.
    pub fn end(&self) {
        let _ = self.sender.send(Moment::End);
    }
}

/// Whether everyone may know that something happened. What it was is asked for elsewhere, by right.
pub fn is_public(event: &Event) -> bool {
    let kinds = [Kind::ProfilePublished, Kind::ProfileConfirmed];
    kinds.iter().any(|kind| kind.key() == event.kind)
}

/// Reads the trail after an event as it grows, for ever: lets pages be drawn anew, and tells those who listen.
pub async fn follow(site: Site, since: i64) {
    let mut last = since;
    loop {
        match step(&site, last).await {
            Ok(read) => last = read,
            Err(error) => error!("the trail could not be followed: {error}"),
        }
        let _ = tokio::time::timeout(REST, site.feed.call.notified()).await;
    }
}

/// One look at the trail after an event; the place of the last one read.
async fn step(site: &Site, last: i64) -> Result<i64, Box<dyn std::error::Error>> {
    let events = store::event::after(&site.db, last, CHUNK).await?;
    let read = events.last().map_or(last, |event| event.seq);
    let public: Vec<Event> = events.into_iter().filter(is_public).collect();
    if !public.is_empty() {
        site.pages.renew();
    }
    for event in public {
        let _ = site.feed.sender.send(Moment::Event(Arc::new(event)));
    }
    Ok(read)
}
