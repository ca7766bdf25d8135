//! News: whom it reaches, when a letter tells of it, and how that is ended. On both databases.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{Predecessor, Purpose},
    letter::{Letter, LetterKind},
    notice::{News, Pace, Topic},
    profile::Correction,
    rights::{Grant, Role},
};
use store::{
    link::{offer_by_id, offers, withdraw},
    notice::{Due, due, inbox, mark_read, open, paces, post, settle, unread, unsubscribe},
    testing::TestDatabase,
};

use crate::{
    accounts::{account, link},
    support::populate,
};

store::on_both_databases! {
    a_correction_reaches_those_who_speak_for_the_city,
    letters_come_as_often_as_their_reader_wants,
    a_letter_of_news_is_written_once,
    news_that_was_read_is_not_told_by_letter,
    letters_are_ended_by_their_key,
    a_successor_takes_the_place_of_the_focal_point,
    an_offer_that_is_withdrawn_no_longer_works,
}

const BOLOGNA: &str = "bologna";

fn granted(role: Role, scope: &str) -> Option<Grant> {
    Some(Grant {
        role,
        scope: scope.to_owned(),
        from: Utc::now().date_naive() - TimeDelta::days(1),
        until: None,
    })
}

async fn focal_point(database: &TestDatabase) -> i32 {
    let grant = granted(Role::FocalPoint, BOLOGNA);
    account(database, "ana@a.example", grant).await
}

async fn suggest(database: &TestDatabase, now: DateTime<Utc>) {
    let correction = Correction {
        topic: "name".to_owned(),
        note: "It is written otherwise".to_owned(),
        email: None,
    };
    assert!(
        store::suggestion::make(&database.db, BOLOGNA, correction, now)
            .await
            .unwrap()
    );
}

fn letter() -> Letter {
    Letter {
        kind: LetterKind::News,
        language: "en".to_owned(),
        subject: "News".to_owned(),
        plain: "news".to_owned(),
        html: String::new(),
        unsubscribe: None,
    }
}

async fn due_at(database: &TestDatabase, now: DateTime<Utc>) -> Vec<Due> {
    due(&database.db, now, 100).await.unwrap()
}

async fn a_correction_reaches_those_who_speak_for_the_city(database: TestDatabase) {
    populate(&database).await;
    let speaker = focal_point(&database).await;
    let elsewhere = account(
        &database,
        "bo@b.example",
        granted(Role::FocalPoint, "dakar"),
    )
    .await;
    let network = account(&database, "s@s.example", granted(Role::Secretariat, "")).await;
    suggest(&database, Utc::now()).await;
    let news = inbox(&database.db, speaker, None, 9).await.unwrap();
    let city = BOLOGNA.to_owned();
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].news, News::CorrectionSuggested { city });
    for other in [elsewhere, network] {
        assert_eq!(unread(&database.db, other).await.unwrap(), 0);
    }
    // Another's news is not opened.
    assert_eq!(
        open(&database.db, elsewhere, news[0].id, Utc::now())
            .await
            .unwrap(),
        None
    );
    assert_eq!(unread(&database.db, speaker).await.unwrap(), 1);
}

async fn letters_come_as_often_as_their_reader_wants(database: TestDatabase) {
    populate(&database).await;
    let speaker = focal_point(&database).await;
    let usual = paces(&database.db, speaker).await.unwrap();
    assert!(usual.values().all(|pace| *pace == Pace::Daily), "{usual:?}");
    assert!(
        !usual.contains_key(&Topic::OwnRoles),
        "not theirs to settle"
    );
    let now: DateTime<Utc> = "2026-11-25T09:00:00Z".parse().unwrap();
    suggest(&database, now).await;
    suggest(&database, now).await;
    assert!(
        due_at(&database, now + TimeDelta::hours(19))
            .await
            .is_empty()
    );
    let daily = due_at(&database, now + TimeDelta::hours(20)).await;
    assert_eq!(
        (daily.len(), daily[0].notices.len()),
        (1, 2),
        "all in one letter"
    );
    // What waits follows another choice.
    let choose =
        |pace| BTreeMap::from([(Topic::CorrectionSuggested, pace), (Topic::OwnRoles, pace)]);
    for (pace, hours, letters) in [
        (Pace::Weekly, 100, 0),
        (Pace::Weekly, 116, 1),
        (Pace::Instant, 0, 1),
        (Pace::Off, 10_000, 0),
    ] {
        settle(&database.db, speaker, &choose(pace), now)
            .await
            .unwrap();
        let due = due_at(&database, now + TimeDelta::hours(hours)).await;
        assert_eq!(due.len(), letters, "{pace:?} after {hours} hours");
    }
    assert_eq!(
        paces(&database.db, speaker).await.unwrap()[&Topic::CorrectionSuggested],
        Pace::Off
    );
    suggest(&database, now).await;
    assert!(
        due_at(&database, now + TimeDelta::days(400))
            .await
            .is_empty()
    );
    assert_eq!(
        unread(&database.db, speaker).await.unwrap(),
        3,
        "the inbox has all"
    );
}

async fn a_letter_of_news_is_written_once(database: TestDatabase) {
    populate(&database).await;
    focal_point(&database).await;
    let now = Utc::now() + TimeDelta::days(2);
    suggest(&database, Utc::now()).await;
    let due = due_at(&database, now).await.remove(0);
    let writers = (0..4).map(|_| {
        let (db, due) = (database.db.clone(), due.clone());
        tokio::spawn(async move { post(&db, &due, letter(), now).await.unwrap() })
    });
    let mut written = 0;
    for writer in writers.collect::<Vec<_>>() {
        written += usize::from(writer.await.unwrap());
    }
    assert_eq!(written, 1);
    assert_eq!(store::letter::backlog(&database.db).await.unwrap(), (1, 0));
    assert!(due_at(&database, now).await.is_empty());
}

async fn news_that_was_read_is_not_told_by_letter(database: TestDatabase) {
    populate(&database).await;
    let speaker = focal_point(&database).await;
    let now = Utc::now();
    suggest(&database, now).await;
    suggest(&database, now).await;
    let news = inbox(&database.db, speaker, None, 9).await.unwrap();
    assert!(
        open(&database.db, speaker, news[0].id, now)
            .await
            .unwrap()
            .is_some()
    );
    let later = due_at(&database, now + TimeDelta::days(2)).await;
    assert_eq!(later[0].notices.len(), 1);
    // Read between the look and the letter.
    mark_read(&database.db, speaker, None, now).await.unwrap();
    assert!(!post(&database.db, &later[0], letter(), now).await.unwrap());
    assert_eq!(store::letter::backlog(&database.db).await.unwrap(), (0, 0));
    assert_eq!(unread(&database.db, speaker).await.unwrap(), 0);
}

async fn letters_are_ended_by_their_key(database: TestDatabase) {
    populate(&database).await;
    let speaker = focal_point(&database).await;
    let now = Utc::now();
    suggest(&database, now).await;
    let told = due_at(&database, now + TimeDelta::days(2)).await.remove(0);
    post(&database.db, &told, letter(), now).await.unwrap();
    suggest(&database, now).await;
    let again = due_at(&database, now + TimeDelta::days(2)).await;
    assert_eq!(again[0].mail_key, told.mail_key, "old letters keep working");
    assert!(!unsubscribe(&database.db, "guessed", now).await.unwrap());
    assert!(
        unsubscribe(&database.db, &told.mail_key, now)
            .await
            .unwrap()
    );
    assert!(due_at(&database, now + TimeDelta::days(2)).await.is_empty());
    let paces = paces(&database.db, speaker).await.unwrap();
    assert!(paces.values().all(|pace| *pace == Pace::Off));
}

async fn a_successor_takes_the_place_of_the_focal_point(database: TestDatabase) {
    populate(&database).await;
    let now = Utc::now();
    let network = account(&database, "s@s.example", granted(Role::Secretariat, "")).await;
    for (stays, address) in [(true, "ana@a.example"), (false, "cy@c.example")] {
        let before = account(&database, address, granted(Role::FocalPoint, BOLOGNA)).await;
        let purpose = Purpose::TakeRole {
            name: "Bo".to_owned(),
            role: Role::FocalPoint,
            scope: BOLOGNA.to_owned(),
            until: None,
            given_by: Some(before),
            replaces: Some(Predecessor {
                account: before,
                stays,
            }),
        };
        let mailbox = format!("after-{address}");
        let after = account(&database, &mailbox, None).await;
        let secret = link(&database, &mailbox, purpose).await;
        let waiting = offers(&database.db, Some(BOLOGNA), now, 9).await.unwrap();
        assert_eq!(
            (waiting.len(), waiting[0].email.as_str()),
            (1, mailbox.as_str())
        );
        assert_eq!(unread(&database.db, before).await.unwrap(), 0);
        store::link::follow(&database.db, &secret, None, None, now)
            .await
            .unwrap();
        assert!(
            offers(&database.db, Some(BOLOGNA), now, 9)
                .await
                .unwrap()
                .is_empty()
        );

        let points = store::role::focal_points(&database.db, BOLOGNA, now)
            .await
            .unwrap();
        let points: Vec<i32> = points.into_iter().map(|point| point.id).collect();
        assert!(
            points.contains(&after) && !points.contains(&before),
            "{points:?}"
        );
        let held = store::role::HeldQuery {
            account: Some(before),
            not_over_on: Some(now.date_naive()),
            limit: 9,
            ..Default::default()
        };
        let held = store::role::held(&database.db, &held).await.unwrap();
        let roles: Vec<Role> = held.iter().map(|held| held.grant.role).collect();
        assert_eq!(roles, if stays { vec![Role::Alternate] } else { vec![] });
        let told = inbox(&database.db, before, None, 9).await.unwrap();
        assert!(matches!(
            told[0].news,
            News::RoleEnded {
                role: Role::FocalPoint,
                ..
            }
        ));
        // What touches one's own access is told at once.
        assert!(
            due_at(&database, now)
                .await
                .iter()
                .any(|due| due.account.id == before)
        );
    }
    let told = inbox(&database.db, network, None, 9).await.unwrap();
    let city = BOLOGNA.to_owned();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].news, News::FocalPointChanged { city });
}

async fn an_offer_that_is_withdrawn_no_longer_works(database: TestDatabase) {
    populate(&database).await;
    let now = Utc::now();
    let giver = focal_point(&database).await;
    let purpose = Purpose::TakeRole {
        name: "Bo".to_owned(),
        role: Role::Alternate,
        scope: BOLOGNA.to_owned(),
        until: None,
        given_by: Some(giver),
        replaces: None,
    };
    let secret = link(&database, "bo@b.example", purpose).await;
    let offer = offers(&database.db, None, now, 9).await.unwrap().remove(0);
    withdraw(&database.db, &offer, giver, now).await.unwrap();
    assert!(offer_by_id(&database.db, offer.id).await.unwrap().is_none());
    let followed = store::link::follow(&database.db, &secret, None, None, now)
        .await
        .unwrap();
    assert_eq!(followed, store::link::Followed::Stale);
}
