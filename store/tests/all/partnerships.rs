//! Partnerships: entered, changed, moved and confirmed by several at a time, on both databases.

use chrono::{TimeDelta, Utc};
use domain::{
    notice::News,
    partnership::{Audience, CityPart, Consent, Health, PartnerRole, Record, Status},
    problem::Problem,
    rights::{Grant, Role},
};
use store::{
    partnership::{
        Answer, Edit, Move, Moved, NewEntry, NewPartnership, Saved, answer, by_slug, enter,
        entries, history, save, step, undo, write,
    },
    testing::TestDatabase,
};

use crate::{
    accounts::account,
    support::{number, populate},
};

store::on_both_databases! {
    a_partnership_asks_its_other_cities,
    edits_of_different_fields_come_together,
    steps_are_those_of_the_table,
    ones_own_step_is_taken_back_for_a_while,
    a_city_says_whether_it_is_so,
    an_update_says_how_it_goes_and_makes_it_fresh,
    two_writers_never_lose_a_word,
    addresses_differ,
}

fn record(title: &str) -> Record {
    let part = |city: &str, role| CityPart {
        city: city.to_owned(),
        role,
    };
    Record {
        title: title.to_owned(),
        cities: vec![
            part("bologna", PartnerRole::Lead),
            part("dakar", PartnerRole::Partner),
        ],
        ..Record::default()
    }
}

fn new(title: &str) -> NewPartnership {
    NewPartnership {
        record: record(title),
        status: Status::Idea,
        author: None,
        own: vec!["bologna".to_owned()],
        demo: false,
    }
}

async fn entered(database: &TestDatabase) -> String {
    enter(&database.db, new("Sound maps"), Utc::now())
        .await
        .unwrap()
}

fn edit(slug: &str, seen: &Record, edited: Record, author: i32) -> Edit {
    Edit {
        slug: slug.to_owned(),
        seen: seen.clone(),
        edited,
        reason: String::new(),
        author,
        own: Vec::new(),
    }
}

fn step_to(slug: &str, from: Status, to: Status, reason: &str, author: i32) -> Move {
    Move {
        slug: slug.to_owned(),
        from,
        to,
        reason: reason.to_owned(),
        author,
    }
}

async fn a_partnership_asks_its_other_cities(database: TestDatabase) {
    populate(&database).await;
    let grant = |city: &str| {
        Some(Grant {
            role: Role::FocalPoint,
            scope: city.to_owned(),
            from: Utc::now().date_naive(),
            until: None,
        })
    };
    let dakar = account(&database, "dakar@a.example", grant("dakar")).await;
    let bologna = account(&database, "bologna@a.example", grant("bologna")).await;
    let slug = entered(&database).await;
    assert_eq!(slug, "sound-maps");
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!((held.version, held.status), (1, Status::Idea));
    assert_eq!(held.consent("bologna"), Consent::Accepted);
    assert_eq!(held.consent("dakar"), Consent::Asked);
    let told = store::notice::inbox(&database.db, dakar, None, 9)
        .await
        .unwrap();
    assert!(
        matches!(&told[0].news, News::ConsentAsked { partnership, .. } if *partnership == slug)
    );
    assert_eq!(
        store::notice::unread(&database.db, bologna).await.unwrap(),
        0
    );
    // One that comes later is asked as well; one that goes is no longer in it.
    let mut edited = held.record.clone();
    edited.cities[1].city = "lyon".to_owned();
    let saved = save(
        &database.db,
        edit(&slug, &held.record, edited, bologna),
        Utc::now(),
    )
    .await;
    assert_eq!(saved.unwrap(), Saved::Done(2));
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    let cities: Vec<&str> = held.standings.iter().map(|one| one.city.as_str()).collect();
    assert_eq!(cities, ["bologna", "lyon"]);
}

async fn edits_of_different_fields_come_together(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    let slug = entered(&database).await;
    let seen = by_slug(&database.db, &slug).await.unwrap().unwrap().record;
    let with = |title: &str, summary: &str| Record {
        title: title.to_owned(),
        summary: summary.to_owned(),
        ..seen.clone()
    };
    let save_it = async |edited: Record| {
        save(&database.db, edit(&slug, &seen, edited, ana), Utc::now())
            .await
            .unwrap()
    };
    assert_eq!(save_it(with("Sound atlas", "")).await, Saved::Done(2));
    assert_eq!(
        save_it(with("Sound maps", "Two cities listen")).await,
        Saved::Done(3)
    );
    assert_eq!(save_it(seen.clone()).await, Saved::Unchanged);
    let Saved::Conflict(conflicts, now) = save_it(with("Maps of sound", "")).await else {
        panic!("the same field was saved over");
    };
    assert_eq!(
        (conflicts[0].now.as_str(), now.version),
        (Some("Sound atlas"), 3)
    );
    let Saved::Wrong(problems) = save_it(Record {
        cities: Vec::new(),
        ..seen.clone()
    })
    .await
    else {
        panic!("a partnership without a city was saved");
    };
    assert_eq!(problems[0].1, Problem::Required);
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!(held.record.title, "Sound atlas");
    assert_eq!(held.record.summary, "Two cities listen");
    let changes = history(&database.db, held.id, None, 9).await.unwrap();
    let fields: Vec<(i32, &str)> = changes
        .iter()
        .map(|one| (one.version, one.field.as_str()))
        .collect();
    assert_eq!(fields, [(3, "summary"), (2, "title")]);
}

async fn steps_are_those_of_the_table(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    for from in Status::ALL {
        for to in Status::ALL {
            let status = NewPartnership {
                status: from,
                ..new("Steps")
            };
            let slug = enter(&database.db, status, Utc::now()).await.unwrap();
            let moved = step(
                &database.db,
                step_to(&slug, from, to, "because", ana),
                Utc::now(),
            )
            .await;
            let is_known = from.step_to(to, "because").is_ok();
            match moved.unwrap() {
                Moved::Done(2) => assert!(is_known, "{from:?} to {to:?}"),
                Moved::Refused(Problem::NoSuchStep) => assert!(!is_known, "{from:?} to {to:?}"),
                other => panic!("{from:?} to {to:?}: {other:?}"),
            }
        }
    }
    let slug = entered(&database).await;
    let go = async |from, to, reason: &str| {
        step(
            &database.db,
            step_to(&slug, from, to, reason, ana),
            Utc::now(),
        )
        .await
        .unwrap()
    };
    assert_eq!(
        go(Status::Idea, Status::Cancelled, " ").await,
        Moved::Refused(Problem::ReasonNeeded)
    );
    assert_eq!(
        go(Status::Running, Status::Completed, "").await,
        Moved::Meanwhile(Status::Idea)
    );
    // One city alone agrees with nobody.
    let alone = NewPartnership {
        record: Record {
            cities: record("Alone").cities[..1].to_vec(),
            ..record("Alone")
        },
        ..new("Alone")
    };
    let alone = enter(&database.db, alone, Utc::now()).await.unwrap();
    let tried = step(
        &database.db,
        step_to(&alone, Status::Idea, Status::Agreed, "", ana),
        Utc::now(),
    )
    .await;
    assert_eq!(tried.unwrap(), Moved::Refused(Problem::PartnerNeeded));
}

async fn ones_own_step_is_taken_back_for_a_while(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    let bo = account(&database, "bo@b.example", None).await;
    let slug = entered(&database).await;
    let now = Utc::now();
    let moved = step(
        &database.db,
        step_to(&slug, Status::Idea, Status::Agreed, "", ana),
        now,
    )
    .await;
    assert_eq!(moved.unwrap(), Moved::Done(2));
    let back = async |version, who, at| undo(&database.db, &slug, version, who, at).await.unwrap();
    assert_eq!(
        back(2, bo, now).await,
        Moved::Meanwhile(Status::Agreed),
        "another's"
    );
    assert_eq!(
        back(1, ana, now).await,
        Moved::Meanwhile(Status::Agreed),
        "not the last"
    );
    let late = now + TimeDelta::minutes(11);
    assert_eq!(
        back(2, ana, late).await,
        Moved::Meanwhile(Status::Agreed),
        "too late"
    );
    // The table has no step from agreed to idea: taking back is none.
    assert_eq!(back(2, ana, now).await, Moved::Done(3));
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!((held.status, held.version), (Status::Idea, 3));
    assert_eq!(
        number(&database.db, "SELECT COUNT(*) FROM partnership_change").await,
        2
    );
}

async fn a_city_says_whether_it_is_so(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    let slug = entered(&database).await;
    let say = async |city: &str, consent, reason: &str| {
        let said = Answer {
            slug: slug.clone(),
            city: city.to_owned(),
            consent,
            reason: reason.to_owned(),
            by: ana,
        };
        answer(&database.db, said, Utc::now()).await.unwrap()
    };
    assert!(!say("lyon", Consent::Accepted, "").await, "not in it");
    assert!(say("dakar", Consent::Declined, "Nobody asked us").await);
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!(held.standings[1].reason, "Nobody asked us");
    let public = held.for_audience(Audience::Public).unwrap();
    assert_eq!(public.record.city_slugs(), ["bologna"]);
    assert!(say("dakar", Consent::Accepted, "").await);
    assert!(!say("dakar", Consent::Accepted, "").await, "said already");
    assert!(
        by_slug(&database.db, &slug)
            .await
            .unwrap()
            .unwrap()
            .is_confirmed()
    );
}

async fn an_update_says_how_it_goes_and_makes_it_fresh(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    let bo = account(&database, "bo@b.example", None).await;
    let long_ago = Utc::now() - TimeDelta::days(200);
    let slug = enter(&database.db, new("Sound maps"), long_ago)
        .await
        .unwrap();
    let entry = |is_update, audience, health| NewEntry {
        slug: slug.clone(),
        is_update,
        audience,
        body: "The second workshop is full".to_owned(),
        health,
        mentioned: [bo].into(),
        author: ana,
    };
    assert!(
        write(
            &database.db,
            entry(false, Audience::Parties, None),
            Utc::now()
        )
        .await
        .unwrap()
    );
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!(
        (held.version, held.record.health),
        (1, None),
        "a comment changes nothing"
    );
    let update = entry(true, Audience::Public, Some(Health::AtRisk));
    assert!(write(&database.db, update, Utc::now()).await.unwrap());
    let held = by_slug(&database.db, &slug).await.unwrap().unwrap();
    assert_eq!(
        (held.version, held.record.health),
        (2, Some(Health::AtRisk))
    );
    assert!(Utc::now() - held.said_at < TimeDelta::minutes(1));
    for (reader, seen) in [
        (Audience::Public, 1),
        (Audience::Members, 1),
        (Audience::Parties, 2),
    ] {
        assert_eq!(
            entries(&database.db, held.id, reader, 9)
                .await
                .unwrap()
                .len(),
            seen
        );
    }
    assert_eq!(
        store::notice::unread(&database.db, bo).await.unwrap(),
        2,
        "mentioned twice"
    );
}

/// A small generator of numbers: the same ones each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A thousand times two people look, change one of three fields, and save in any order. Whoever changed something finds
/// it in the record, or was told of the conflict; versions rise by one with each change.
async fn two_writers_never_lose_a_word(database: TestDatabase) {
    populate(&database).await;
    let ana = account(&database, "ana@a.example", None).await;
    let slug = entered(&database).await;
    let mut numbers = Numbers(7);
    let held = async || by_slug(&database.db, &slug).await.unwrap().unwrap();
    let (mut conflicts, mut merged, mut version) = (0, 0, 1);
    for round in 0..1_000 {
        let before = held().await;
        let mut wanted = Vec::new();
        for writer in 0..2 {
            let mut edited = before.record.clone();
            let field = numbers.below(3);
            let word = format!("{round} {}", numbers.below(2) * (writer + 1));
            match field {
                0 => edited.title = word.clone(),
                1 => edited.summary = word.clone(),
                _ => edited.language = word.clone(),
            }
            wanted.push((field, word, edited));
        }
        if numbers.below(2) == 1 {
            wanted.reverse();
        }
        let mut told = Vec::new();
        for (_, _, edited) in &wanted {
            let change = edit(&slug, &before.record, edited.clone(), ana);
            match save(&database.db, change, Utc::now()).await.unwrap() {
                Saved::Done(now) => {
                    assert_eq!(now, version + 1, "versions rise by one");
                    version = now;
                    told.push(false);
                }
                Saved::Conflict(of, _) => {
                    assert_eq!(of.len(), 1);
                    told.push(true);
                    conflicts += 1;
                }
                Saved::Unchanged => told.push(false),
                other => panic!("{other:?}"),
            }
        }
        assert!(!told[0], "the first of two is never in conflict");
        let after = held().await.record;
        for ((field, word, _), was_told) in wanted.iter().zip(&told) {
            let now = [&after.title, &after.summary, &after.language][*field as usize];
            assert!(
                *was_told != (now == word),
                "round {round}: {wanted:?}, {told:?}"
            );
        }
        merged += usize::from(wanted[0].0 != wanted[1].0);
    }
    println!(
        "1,000 rounds of two writers: {merged} merged, {conflicts} conflicts told, version {version}"
    );
    assert!(conflicts > 100 && merged > 500);
    let changes = number(&database.db, "SELECT COUNT(*) FROM partnership_change").await;
    assert_eq!(
        changes,
        i64::from(version) - 1,
        "each change is in the history once"
    );
}

async fn addresses_differ(database: TestDatabase) {
    populate(&database).await;
    let slug = async |title: &str| enter(&database.db, new(title), Utc::now()).await.unwrap();
    assert_eq!(slug("Città & Ciné!").await, "citta-cine");
    assert_eq!(slug("Città, ciné").await, "citta-cine-2");
    assert_eq!(slug("音").await, "partnership");
    assert!(slug(&"long title ".repeat(30)).await.len() < 64);
}
