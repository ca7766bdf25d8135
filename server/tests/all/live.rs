//! What happens, as those who follow it hear of it.

use axum::http::{Request, StatusCode};
use chrono::Utc;
use server::feed;

use crate::{accounts::person, support::Client};

/// Waits until the follower has read all that was written.
async fn caught_up(client: &Client) {
    let mut listening = client.site.feed.listen();
    client.site.feed.call();
    let _ = tokio::time::timeout(std::time::Duration::from_secs(10), listening.recv()).await;
}

/// A change that waits for approval.
async fn propose(client: &Client) {
    let email = domain::account::Email::parse("ana@a.example").unwrap();
    let ana = store::account::by_email(&client.site.db, &email)
        .await
        .unwrap()
        .unwrap();
    let edit = store::profile::Edit {
        city: "dakar".to_owned(),
        seen: Default::default(),
        edited: domain::profile::CityProfile {
            hub: "Music".to_owned(),
            ..Default::default()
        },
        author: ana.id,
        is_approved: false,
    };
    store::profile::save(&client.site.db, edit, Utc::now())
        .await
        .unwrap();
}

async fn somebody_listens(client: &Client) {
    while client.site.feed.listeners() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stream_names_what_changed_and_ends_with_the_process() {
    let client = Client::populated().await;
    let following = tokio::spawn(feed::follow(client.site.clone(), 0));
    let stream = client.send(Request::get("/events"));
    let happen = async {
        somebody_listens(&client).await;
        person(&client, "ana@a.example", None).await;
        propose(&client).await;
        store::freshness::confirm(&client.site.db, "bologna", None, Utc::now())
            .await
            .unwrap();
        caught_up(&client).await;
        client.site.feed.end();
    };
    let (answer, ()) = tokio::join!(stream, happen);
    following.abort();
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "text/event-stream")
    );
    assert!(
        answer
            .body
            .contains(r#"data: {"entity":"city","id":"bologna""#),
        "{}",
        answer.body
    );
    assert_eq!(
        answer.body.matches("data:").count(),
        1,
        "neither the account nor the proposal: {}",
        answer.body
    );
}

#[tokio::test]
async fn who_comes_back_hears_what_was_missed() {
    let client = Client::populated().await;
    let db = &client.site.db;
    for city in ["bologna", "dakar", "lyon"] {
        store::freshness::confirm(db, city, None, Utc::now())
            .await
            .unwrap();
    }
    let request = Request::get("/events").header("last-event-id", "1");
    let happen = async {
        somebody_listens(&client).await;
        client.site.feed.end();
    };
    let (answer, ()) = tokio::join!(client.send(request), happen);
    let ids: Vec<&str> = answer
        .body
        .lines()
        .filter_map(|line| line.strip_prefix("id: "))
        .collect();
    assert_eq!(ids, ["2", "3"], "{}", answer.body);
}
