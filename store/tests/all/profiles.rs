//! What cities say of themselves, on both databases.

use chrono::Utc;
use domain::{
    account::Email,
    profile::{CityProfile, Field},
};
use store::{
    account::{NewAccount, by_email, open_once},
    profile::{
        Decision, Edit, Saved, State, by_id, decide, history, proposed, published, restore, save,
        waiting,
    },
    testing::TestDatabase,
};

use crate::support::populate;

store::on_both_databases! {
    what_is_trusted_counts_at_once_and_the_rest_once_approved,
    a_proposal_takes_the_place_of_the_one_before,
    a_refused_change_leaves_the_profile_alone,
    editors_of_different_fields_both_win_and_of_the_same_are_told,
    an_approved_change_keeps_what_was_published_meanwhile,
    an_old_revision_is_restored_as_a_new_one,
}

async fn author(database: &TestDatabase) -> i32 {
    populate(database).await;
    let email = Email::parse("ana@a.example").unwrap();
    let new = NewAccount {
        email: email.clone(),
        name: "Ana".to_owned(),
        language: "en".to_owned(),
        password_hash: None,
        demo: false,
    };
    open_once(&database.db, new, None, Utc::now())
        .await
        .unwrap();
    by_email(&database.db, &email).await.unwrap().unwrap().id
}

fn profile(website: &str, hub: &str) -> CityProfile {
    CityProfile {
        website: website.to_owned(),
        hub: hub.to_owned(),
        ..CityProfile::default()
    }
}

async fn edit(
    database: &TestDatabase,
    author: i32,
    seen: CityProfile,
    edited: CityProfile,
) -> Saved {
    let edit = Edit {
        city: "bologna".to_owned(),
        seen,
        edited,
        author,
        is_approved: false,
    };
    save(&database.db, edit, Utc::now()).await.unwrap()
}

async fn in_force(database: &TestDatabase) -> CityProfile {
    let held = published(&database.db, "bologna").await.unwrap();
    held.map(|revision| revision.content).unwrap_or_default()
}

async fn approve_all(database: &TestDatabase, by: i32) {
    for revision in waiting(&database.db, 9).await.unwrap() {
        assert!(
            decide(&database.db, revision.id, Decision::Approve, by, Utc::now())
                .await
                .unwrap()
        );
        assert!(
            !decide(&database.db, revision.id, Decision::Approve, by, Utc::now())
                .await
                .unwrap()
        );
    }
}

async fn what_is_trusted_counts_at_once_and_the_rest_once_approved(database: TestDatabase) {
    let ana = author(&database).await;
    let wanted = profile("https://a.example", "music");
    let saved = edit(&database, ana, CityProfile::default(), wanted.clone()).await;
    assert_eq!(
        saved,
        Saved::Done {
            published: vec![Field::Website],
            proposed: vec![Field::Hub]
        }
    );
    assert_eq!(in_force(&database).await, profile("https://a.example", ""));
    approve_all(&database, ana).await;
    assert_eq!(in_force(&database).await, wanted);
    assert_eq!(
        edit(&database, ana, wanted.clone(), wanted).await,
        Saved::Unchanged
    );
}

async fn a_proposal_takes_the_place_of_the_one_before(database: TestDatabase) {
    let ana = author(&database).await;
    edit(&database, ana, CityProfile::default(), profile("", "one")).await;
    let standing = proposed(&database.db, "bologna").await.unwrap().unwrap();
    edit(&database, ana, standing.content, profile("", "two")).await;
    let waiting = waiting(&database.db, 9).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].content.hub, "two");
    let before = by_id(&database.db, standing.id).await.unwrap().unwrap();
    assert_eq!(before.state, State::Replaced);
}

async fn a_refused_change_leaves_the_profile_alone(database: TestDatabase) {
    let ana = author(&database).await;
    edit(&database, ana, CityProfile::default(), profile("", "one")).await;
    let id = waiting(&database.db, 9).await.unwrap()[0].id;
    let refuse = Decision::Refuse("too short".to_owned());
    assert!(
        decide(&database.db, id, refuse, ana, Utc::now())
            .await
            .unwrap()
    );
    assert_eq!(in_force(&database).await, CityProfile::default());
    let refused = by_id(&database.db, id).await.unwrap().unwrap();
    assert_eq!(
        (refused.state, refused.reason.as_str()),
        (State::Refused, "too short")
    );
    assert_eq!(refused.content.hub, "one");
}

async fn editors_of_different_fields_both_win_and_of_the_same_are_told(database: TestDatabase) {
    let ana = author(&database).await;
    let seen = CityProfile::default();
    edit(
        &database,
        ana,
        seen.clone(),
        profile("https://a.example", ""),
    )
    .await;
    let saved = edit(&database, ana, seen.clone(), profile("", "music")).await;
    assert_eq!(
        saved,
        Saved::Done {
            published: vec![],
            proposed: vec![Field::Hub]
        }
    );
    let standing = proposed(&database.db, "bologna")
        .await
        .unwrap()
        .unwrap()
        .content;
    assert_eq!(standing, profile("https://a.example", "music"));
    let saved = edit(&database, ana, seen, profile("", "film")).await;
    assert_eq!(
        saved,
        Saved::Conflict {
            fields: vec![Field::Hub],
            now: Box::new(standing)
        }
    );
}

async fn an_approved_change_keeps_what_was_published_meanwhile(database: TestDatabase) {
    let ana = author(&database).await;
    edit(&database, ana, CityProfile::default(), profile("", "music")).await;
    let approved = Edit {
        city: "bologna".to_owned(),
        seen: CityProfile::default(),
        edited: CityProfile {
            cluster: "squares".to_owned(),
            ..CityProfile::default()
        },
        author: ana,
        is_approved: true,
    };
    let first = waiting(&database.db, 9).await.unwrap()[0].id;
    save(&database.db, approved, Utc::now()).await.unwrap();
    approve_all(&database, ana).await;
    let now = in_force(&database).await;
    assert_eq!(
        (now.hub.as_str(), now.cluster.as_str()),
        ("music", "squares"),
        "after revision {first}"
    );
}

async fn an_old_revision_is_restored_as_a_new_one(database: TestDatabase) {
    let ana = author(&database).await;
    edit(
        &database,
        ana,
        CityProfile::default(),
        profile("https://one.example", ""),
    )
    .await;
    edit(
        &database,
        ana,
        profile("https://one.example", ""),
        profile("https://two.example", ""),
    )
    .await;
    let revisions = history(&database.db, "bologna", 9).await.unwrap();
    assert_eq!(revisions.len(), 2);
    assert!(
        restore(&database.db, revisions[1].id, ana, Utc::now())
            .await
            .unwrap()
    );
    assert_eq!(in_force(&database).await.website, "https://one.example");
    assert_eq!(history(&database.db, "bologna", 9).await.unwrap().len(), 3);
    assert!(
        !restore(&database.db, revisions[1].id, ana, Utc::now())
            .await
            .unwrap()
    );
}
