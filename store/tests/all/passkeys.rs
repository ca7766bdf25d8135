//! Passkeys: never without a way in, challenges once and in time. On both databases.

use chrono::{TimeDelta, Utc};
use domain::{
    account::MOST_PASSKEYS,
    letter::{Letter, LetterKind},
};
use serde_json::json;
use store::{
    passkey::{NewPasskey, add, answer, begin, by_credential, list, remove, remove_password, used},
    testing::TestDatabase,
};

use crate::{
    accounts::{account, email},
    support::{migrate, number, run},
};

store::on_both_databases! {
    the_last_way_in_is_never_removed,
    a_challenge_is_answered_once_in_time_and_by_whom_it_was_given,
    there_are_not_endlessly_many,
}

fn letter() -> Letter {
    Letter {
        kind: LetterKind::WaysInChanged,
        language: "en".to_owned(),
        subject: "A way in".to_owned(),
        plain: "changed".to_owned(),
        html: String::new(),
        unsubscribe: None,
    }
}

async fn add_one(database: &TestDatabase, account: i32, credential: &str) -> bool {
    let new = NewPasskey {
        account,
        credential: credential.as_bytes().to_owned(),
        name: "Key".to_owned(),
        data: json!({}),
    };
    let to = email("ana@a.example");
    add(&database.db, new, (&to, letter()), Utc::now())
        .await
        .unwrap()
}

async fn the_last_way_in_is_never_removed(database: TestDatabase) {
    migrate(&database).await;
    let (db, now, to) = (&database.db, Utc::now(), email("ana@a.example"));
    let ana = account(&database, "ana@a.example", None).await;
    run(db, "UPDATE account SET password_hash = 'a hash'")
        .await
        .unwrap();
    assert!(
        !remove_password(db, ana, (&to, letter()), now)
            .await
            .unwrap(),
        "no passkey yet"
    );
    assert!(add_one(&database, ana, "one").await);
    assert!(!add_one(&database, ana, "one").await, "kept already");
    assert!(
        remove_password(db, ana, (&to, letter()), now)
            .await
            .unwrap()
    );
    let person = store::account::by_id(db, ana).await.unwrap().unwrap();
    assert_eq!(person.password_hash, None);

    let first = list(db, ana).await.unwrap()[0].id;
    assert!(
        !remove(db, ana, first, (&to, letter()), now).await.unwrap(),
        "the only way in"
    );
    assert!(add_one(&database, ana, "two").await);
    let bo = account(&database, "bo@b.example", None).await;
    assert!(
        !remove(db, bo, first, (&to, letter()), now).await.unwrap(),
        "another's"
    );
    assert!(remove(db, ana, first, (&to, letter()), now).await.unwrap());
    used(db, first + 1, json!({ "counter": 1 }), now)
        .await
        .unwrap();
    let left = by_credential(db, b"two").await.unwrap().unwrap();
    assert_eq!(
        (left.account_id, left.data["counter"].as_i64()),
        (ana, Some(1))
    );
    // The owner was told each time, and the trail has it.
    assert_eq!(number(db, "SELECT COUNT(*) FROM letter").await, 4);
    let kinds = "('passkey-added', 'passkey-removed', 'password-removed')";
    let events = format!("SELECT COUNT(*) FROM event WHERE kind IN {kinds}");
    assert_eq!(number(db, &events).await, 4);
}

async fn a_challenge_is_answered_once_in_time_and_by_whom_it_was_given(database: TestDatabase) {
    migrate(&database).await;
    let (db, now) = (&database.db, Utc::now());
    let begin_for = async |account| begin(db, account, json!("state"), now).await.unwrap();
    let good = begin_for(Some(1)).await;
    assert_eq!(
        answer(db, Some(1), &good, now).await.unwrap(),
        Some(json!("state"))
    );
    assert_eq!(
        answer(db, Some(1), &good, now).await.unwrap(),
        None,
        "twice"
    );
    let others = begin_for(Some(1)).await;
    assert_eq!(answer(db, Some(2), &others, now).await.unwrap(), None);
    let late = begin_for(None).await;
    let later = now + TimeDelta::minutes(6);
    assert_eq!(answer(db, None, &late, later).await.unwrap(), None);
    begin_for(None).await;
    store::personal::tidy(db, later).await.unwrap();
    assert_eq!(number(db, "SELECT COUNT(*) FROM ceremony").await, 0);
}

async fn there_are_not_endlessly_many(database: TestDatabase) {
    migrate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    for number in 0..MOST_PASSKEYS {
        assert!(add_one(&database, ana, &number.to_string()).await);
    }
    assert!(!add_one(&database, ana, "one too many").await);
}
