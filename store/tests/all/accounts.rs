//! Accounts, roles and links, on both databases.

use chrono::{NaiveDate, TimeDelta, Utc};
use domain::{
    account::{Email, Purpose},
    letter::{Letter, LetterKind},
    rights::{Actor, Grant, Role},
};
use store::{
    Secret,
    account::{NewAccount, by_email, open_once},
    link::{Followed, LinkState, NewLink, follow, hand_over, look},
    role::HeldQuery,
    session::Arrival,
    testing::TestDatabase,
};

use crate::support::{migrate, number};

store::on_both_databases! {
    a_mailbox_has_one_account,
    a_link_works_once_even_for_two_at_a_time,
    a_role_offered_by_a_link_is_taken,
    a_role_counts_from_its_first_day_to_its_last,
    an_address_of_another_account_is_not_taken,
    one_worker_takes_a_letter,
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn new(text: &str) -> NewAccount {
    NewAccount {
        email: email(text),
        name: "Ana".to_owned(),
        language: "en".to_owned(),
        password_hash: None,
        demo: false,
    }
}

pub async fn account(database: &TestDatabase, text: &str, grant: Option<Grant>) -> i32 {
    open_once(&database.db, new(text), grant, Utc::now())
        .await
        .unwrap();
    by_email(&database.db, &email(text))
        .await
        .unwrap()
        .unwrap()
        .id
}

pub async fn link(database: &TestDatabase, to: &str, purpose: Purpose) -> Secret {
    let secret = Secret::new().unwrap();
    let new = NewLink {
        secret: secret.clone(),
        email: email(to),
        purpose,
    };
    hand_over(&database.db, new, "en", Utc::now())
        .await
        .unwrap();
    secret
}

async fn a_mailbox_has_one_account(database: TestDatabase) {
    migrate(&database).await;
    let first = account(&database, "ana@a.example", None).await;
    assert_eq!(account(&database, "ANA@a.example", None).await, first);
    assert_eq!(
        number(&database.db, "SELECT count(*) FROM account").await,
        1
    );
}

async fn a_link_works_once_even_for_two_at_a_time(database: TestDatabase) {
    migrate(&database).await;
    let secret = link(
        &database,
        "ana@a.example",
        Purpose::Register {
            name: "Ana".to_owned(),
        },
    )
    .await;
    let tries = (0..4).map(|_| {
        let (db, secret) = (database.db.clone(), secret.clone());
        tokio::spawn(async move {
            follow(&db, &secret, Some("hash".to_owned()), None, Utc::now())
                .await
                .unwrap()
        })
    });
    let mut done = 0;
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.unwrap() {
            Followed::Done(_) => done += 1,
            other => assert_eq!(other, Followed::Stale),
        }
    }
    assert_eq!(done, 1);
    let state = look(&database.db, &secret, Utc::now())
        .await
        .unwrap()
        .unwrap()
        .state;
    assert_eq!(state, LinkState::Used);
    assert!(
        look(&database.db, &Secret::presented("x"), Utc::now())
            .await
            .unwrap()
            .is_none()
    );
}

async fn a_role_offered_by_a_link_is_taken(database: TestDatabase) {
    migrate(&database).await;
    let giver = account(&database, "giver@a.example", None).await;
    let holder = account(&database, "ana@a.example", None).await;
    let purpose = Purpose::TakeRole {
        name: "Ana".to_owned(),
        role: Role::Alternate,
        scope: "bologna".to_owned(),
        until: None,
        given_by: Some(giver),
        replaces: None,
    };
    let secret = link(&database, "ana@a.example", purpose).await;
    let followed = follow(&database.db, &secret, None, None, Utc::now())
        .await
        .unwrap();
    assert_eq!(followed, Followed::Done(holder));
    let session = store::session::open(&database.db, holder, Arrival::default(), Utc::now())
        .await
        .unwrap();
    let found = store::session::find(&database.db, &session, Utc::now())
        .await
        .unwrap()
        .unwrap();
    let roles = vec![(Role::Alternate, "bologna".to_owned())];
    assert_eq!(
        found.actor,
        Actor::Person {
            account: holder,
            roles
        }
    );
    let query = HeldQuery {
        scope: Some("bologna".to_owned()),
        limit: 9,
        ..HeldQuery::default()
    };
    let held = store::role::held(&database.db, &query).await.unwrap();
    assert_eq!((held.len(), held[0].email.as_str()), (1, "ana@a.example"));
}

async fn a_role_counts_from_its_first_day_to_its_last(database: TestDatabase) {
    migrate(&database).await;
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let grant = Grant {
        role: Role::Reviewer,
        scope: String::new(),
        from: day(10),
        until: Some(day(20)),
    };
    let holder = account(&database, "ana@a.example", Some(grant)).await;
    let noon = |at| day(at).and_hms_opt(12, 0, 0).unwrap().and_utc();
    let session = store::session::open(&database.db, holder, Arrival::default(), noon(9))
        .await
        .unwrap();
    for (at, roles) in [(9, 0), (10, 1), (20, 1), (21, 0)] {
        let found = store::session::find(&database.db, &session, noon(at))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.actor.roles().len(), roles, "day {at}");
    }
    let held = store::role::held(
        &database.db,
        &HeldQuery {
            limit: 9,
            ..HeldQuery::default()
        },
    )
    .await
    .unwrap();
    store::role::end(&database.db, held[0].id, holder, noon(15))
        .await
        .unwrap();
    let found = store::session::find(&database.db, &session, noon(15))
        .await
        .unwrap()
        .unwrap();
    assert!(found.actor.roles().is_empty());
}

async fn an_address_of_another_account_is_not_taken(database: TestDatabase) {
    migrate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    account(&database, "bo@b.example", None).await;
    let secret = link(
        &database,
        "bo@b.example",
        Purpose::ChangeEmail { account: ana },
    )
    .await;
    let followed = follow(&database.db, &secret, None, None, Utc::now())
        .await
        .unwrap();
    assert_eq!(followed, Followed::Taken);
    assert!(
        by_email(&database.db, &email("ana@a.example"))
            .await
            .unwrap()
            .is_some()
    );
}

async fn one_worker_takes_a_letter(database: TestDatabase) {
    migrate(&database).await;
    let now = Utc::now();
    for subject in ["one", "two", "three"] {
        let letter = Letter {
            kind: LetterKind::Register,
            language: "en".to_owned(),
            subject: subject.to_owned(),
            plain: String::new(),
            html: String::new(),
            unsubscribe: None,
        };
        store::letter::post(&database.db, &email("ana@a.example"), letter, now)
            .await
            .unwrap();
    }
    let takers = (0..6).map(|_| {
        let db = database.db.clone();
        tokio::spawn(async move { store::letter::take(&db, now).await.unwrap() })
    });
    let mut taken = Vec::new();
    for taker in takers.collect::<Vec<_>>() {
        taken.extend(taker.await.unwrap().map(|letter| letter.subject));
    }
    taken.sort();
    taken.dedup();
    assert!(!taken.is_empty());
    while let Some(letter) = store::letter::take(&database.db, now).await.unwrap() {
        assert!(
            !taken.contains(&letter.subject),
            "{} was taken twice",
            letter.subject
        );
        taken.push(letter.subject);
    }
    assert_eq!(taken.len(), 3);
    // What was not noted as sent is due again.
    let later = now + TimeDelta::minutes(5);
    assert!(
        store::letter::take(&database.db, later)
            .await
            .unwrap()
            .is_some()
    );
}
