//! Opening news, and ending the letters that tell of it.

use app::forms::Posted;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::Utc;
use http::StatusCode;

use super::forms::{Sent, in_every_language};
use crate::{
    pages::{answer, see},
    site::Site,
    visit::Visit,
};

/// `/inbox/…`, `/letters/stop/…`.
pub fn routes() -> Router<Site> {
    in_every_language(&[
        ("/inbox/{id}", || get(open)),
        ("/inbox/read", || post(read_all)),
        ("/letters/stop/{key}", || post(stop)),
    ])
}

/// Marks news as read and goes on to where it is seen to. Asking twice does nothing more.
async fn open(State(site): State<Site>, visit: Visit, Path(id): Path<i32>) -> Response {
    let done = async {
        let me = visit.person()?;
        let news = store::notice::open(&site.db, me.account, id, Utc::now()).await?;
        let page = news.map_or_else(|| "/inbox".to_owned(), |news| news.page());
        Ok(see(visit.locale, &page))
    };
    let done = done.await;
    answer(&site, &visit, "/inbox", Posted::default(), done).await
}

async fn read_all(State(site): State<Site>, visit: Visit) -> Response {
    let done = async {
        let me = visit.person()?;
        store::notice::mark_read(&site.db, me.account, None, Utc::now()).await?;
        Ok(see(visit.locale, "/inbox?done=all-read"))
    };
    let done = done.await;
    answer(&site, &visit, "/inbox", Posted::default(), done).await
}

/// Ends letters of news: by the button of the page, or by a mail program on its own (RFC 8058), which wants no page.
async fn stop(
    State(site): State<Site>,
    visit: Visit,
    Path(key): Path<String>,
    Sent(posted): Sent,
) -> Response {
    let page = format!("/letters/stop/{key}");
    let is_program = posted.value("List-Unsubscribe") == "One-Click";
    let done = async {
        let is_known = store::notice::unsubscribe(&site.db, &key, Utc::now()).await?;
        Ok(match (is_program, is_known) {
            (true, true) => StatusCode::OK.into_response(),
            (true, false) => StatusCode::NOT_FOUND.into_response(),
            (false, true) => see(visit.locale, &format!("{page}?done=stopped")),
            (false, false) => see(visit.locale, &format!("{page}?done=unknown")),
        })
    };
    let done = done.await;
    answer(&site, &visit, &page, posted, done).await
}
