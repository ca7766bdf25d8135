//! The tracker: whole requests, as browsers, scripts and programs send them.

use axum::http::{Request, StatusCode};
use chrono::{NaiveDate, Utc};
use domain::{
    partnership::{
        Amount, Area, CityPart, Group, Health, Hyperlink, Measure, Milestone, PartnerRole, Record,
        Source, Status,
    },
    rights::Role,
};
use store::partnership::NewPartnership;

use crate::{
    accounts::{person, signed_in},
    support::Client,
};

fn part(city: &str, role: PartnerRole) -> CityPart {
    CityPart {
        city: city.to_owned(),
        role,
    }
}

fn record() -> Record {
    Record {
        title: "Sound maps".to_owned(),
        summary: "Two cities listen to each other".to_owned(),
        cities: vec![
            part("bologna", PartnerRole::Lead),
            part("dakar", PartnerRole::Partner),
        ],
        ..Record::default()
    }
}

/// Enters a partnership whose cities have all accepted.
async fn enter(client: &Client, record: Record, status: Status) -> String {
    let own = record.city_slugs().into_iter().map(str::to_owned).collect();
    let new = NewPartnership {
        record,
        status,
        author: None,
        own,
        demo: false,
    };
    let slug = store::partnership::enter(&client.site.db, new, Utc::now())
        .await
        .unwrap();
    client.site.load_partnerships(None).await.unwrap();
    slug
}

async fn client() -> (Client, String) {
    let client = Client::populated().await;
    person(
        &client,
        "ana@a.example",
        Some((Role::FocalPoint, "bologna")),
    )
    .await;
    let cookie = signed_in(&client, "ana@a.example").await;
    (client, cookie)
}

#[tokio::test]
async fn a_focal_point_enters_changes_and_moves_without_javascript() {
    let (client, cookie) = client().await;
    let form = client.get_as("/desk/partnerships/new", &cookie).await.body;
    assert!(
        form.contains("name=\"lead\"") && form.contains("value=\"Bologna\""),
        "{form}"
    );
    let new = [
        ("title", "Sound maps"),
        ("area", "meeting"),
        ("lead", "bologna"),
        ("cities", "Dakar\nlyon, host"),
        ("starts-at", "2026-12-01T09:30"),
        ("zone", ""),
        ("aim-1", "yes"),
        ("milestone-0-title", "Opening"),
        ("milestone-0-due", "2026-12-01"),
    ];
    let refused = client
        .post_as("/desk/partnerships/new", &new, &cookie)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#zone\"") && refused.body.contains("Dakar\nlyon, host"),
        "nothing typed is lost"
    );
    let mut good = new.to_vec();
    good[5].1 = "Europe/Rome";
    let entered = client
        .post_as("/desk/partnerships/new", &good, &cookie)
        .await;
    assert_eq!(
        entered.header("location"),
        "/partnerships/sound-maps?done=entered",
        "{}",
        entered.body
    );
    client.site.load_partnerships(None).await.unwrap();

    let page = client
        .get_as("/partnerships/sound-maps", &cookie)
        .await
        .body;
    for shown in [
        "Sound maps",
        "Not confirmed yet",
        "Meeting",
        "Europe/Rome",
        "Opening",
        "International cooperation",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let status = "/partnerships/sound-maps/status";
    let step = |from: &'static str, to: &'static str, reason: &'static str| {
        [("from", from), ("to", to), ("reason", reason)]
    };
    let moved = client
        .post_as(status, &step("idea", "agreed", ""), &cookie)
        .await;
    assert_eq!(
        moved.header("location"),
        "/partnerships/sound-maps?done=moved"
    );
    let refused = client
        .post_as(status, &step("agreed", "completed", ""), &cookie)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("cannot follow the one in force"),
        "{}",
        refused.body
    );
    let unsaid = client
        .post_as(status, &step("agreed", "cancelled", " "), &cookie)
        .await;
    assert!(unsaid.body.contains("Say why"), "{}", unsaid.body);
    let undone = client
        .post_as(
            "/partnerships/sound-maps/undo",
            &[("version", "2")],
            &cookie,
        )
        .await;
    assert_eq!(
        undone.header("location"),
        "/partnerships/sound-maps?done=undone"
    );

    let comment = [
        ("body", "See you @dakar"),
        ("kind", "comment"),
        ("audience", "members"),
    ];
    let written = client
        .post_as("/partnerships/sound-maps/entries", &comment, &cookie)
        .await;
    assert_eq!(
        written.header("location"),
        "/partnerships/sound-maps?done=written"
    );
    let page = client
        .get_as("/partnerships/sound-maps", &cookie)
        .await
        .body;
    assert!(
        page.contains("See you @dakar") && page.contains("The network"),
        "the audience stands beside it"
    );
    assert!(
        !client
            .get("/partnerships/sound-maps")
            .await
            .body
            .contains("See you")
    );
}

#[tokio::test]
async fn a_change_of_the_same_field_is_told_and_nothing_typed_is_lost() {
    let (client, cookie) = client().await;
    let slug = enter(&client, record(), Status::Running).await;
    let address = format!("/desk/partnerships/{slug}");
    let seen = serde_json::to_string(&record()).unwrap();
    let form = |title: &'static str, seen: &str| {
        vec![
            ("title".to_owned(), title.to_owned()),
            ("summary".to_owned(), record().summary),
            ("area".to_owned(), "pilot-project".to_owned()),
            ("lead".to_owned(), "Bologna".to_owned()),
            ("cities".to_owned(), "Dakar".to_owned()),
            ("seen".to_owned(), seen.to_owned()),
        ]
    };
    let send = async |form: Vec<(String, String)>| {
        let pairs: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        client.post_as(&address, &pairs, &cookie).await
    };
    let first = send(form("Sound atlas", &seen)).await;
    assert_eq!(
        first.header("location"),
        "/partnerships/sound-maps?done=saved",
        "{}",
        first.body
    );
    let second = send(form("Maps of sound", &seen)).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        second.body.contains("Someone else changed this meanwhile")
            && second.body.contains("Maps of sound")
    );
    // Sent again, it replaces what the other wrote, for that was shown.
    let now = second
        .body
        .split("name=\"seen\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let now = now.replace("&quot;", "\"");
    let third = send(form("Maps of sound", &now)).await;
    assert_eq!(
        third.header("location"),
        "/partnerships/sound-maps?done=saved",
        "{}",
        third.body
    );
    let stranger = {
        person(&client, "lyon@l.example", Some((Role::FocalPoint, "lyon"))).await;
        signed_in(&client, "lyon@l.example").await
    };
    assert_eq!(
        client.get_as(&address, &stranger).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        client
            .post_as(&address, &[("title", "Mine")], &stranger)
            .await
            .status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_script_of_the_board_is_told_what_stands() {
    let (client, cookie) = client().await;
    let slug = enter(&client, record(), Status::Agreed).await;
    let send = async |form: &str| {
        let request = Request::post(format!("/partnerships/{slug}/status"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &cookie);
        client.send_bytes(request, form.as_bytes().to_vec()).await
    };
    let moved = send("from=agreed&to=running&reason=").await;
    assert_eq!(
        (moved.status, moved.json()["version"].as_i64()),
        (StatusCode::OK, Some(2))
    );
    let again = send("from=agreed&to=running&reason=").await;
    assert_eq!(
        (again.status, again.json()["status"].as_str().unwrap()),
        (StatusCode::CONFLICT, "running")
    );
    let illegal = send("from=running&to=closed&reason=").await;
    assert_eq!(illegal.status, StatusCode::CONFLICT);
    assert!(
        illegal.json()["problem"]
            .as_str()
            .unwrap()
            .contains("cannot follow")
    );
    assert_eq!(
        send("from=running&to=nonsense").await.status,
        StatusCode::CONFLICT
    );
    client.site.load_partnerships(None).await.unwrap();
    let board = client.get_as("/partnerships", &cookie).await.body;
    assert!(
        board.contains("data-version=\"2\"") && board.contains("value=\"completed\""),
        "{board}"
    );
    assert!(
        !client
            .get("/partnerships")
            .await
            .body
            .contains("class=\"moves\""),
        "nobody else moves it"
    );
}

/// Words that stand in one field each, and the group that the field is read or hidden with.
fn secrets() -> (Record, Vec<(&'static str, Group)>) {
    let day = NaiveDate::from_ymd_opt(2031, 3, 14).unwrap();
    let record = Record {
        area: Area::Meeting,
        particulars: [
            ("venue".to_owned(), "Xvenue".to_owned()),
            ("starts-at".to_owned(), "2031-03-15T09:30".to_owned()),
            ("zone".to_owned(), "Europe/Xzone".to_owned()),
        ]
        .into(),
        health: Some(Health::OffTrack),
        milestones: vec![Milestone {
            title: "Xmilestone".to_owned(),
            due: day,
            owner: String::new(),
            done: None,
        }],
        measures: vec![Measure {
            indicator: "Xmeasure".to_owned(),
            ..Measure::default()
        }],
        money: vec![Amount {
            source: Source::City,
            currency: "XTS".to_owned(),
            committed: Some(987_654_321),
            spent: None,
        }],
        links: vec![Hyperlink {
            title: "Xlink".to_owned(),
            address: "https://xaddress.example".to_owned(),
        }],
        ..record()
    };
    let words = vec![
        ("Xvenue", Group::Particulars),
        ("Xzone", Group::Particulars),
        ("20310315T093000", Group::Particulars),
        ("data-signal=\"off-track\"", Group::Progress),
        ("Xmilestone", Group::Progress),
        ("Xmeasure", Group::Progress),
        ("XTS", Group::Money),
        ("987654321", Group::Money),
        ("Xlink", Group::Links),
        ("xaddress", Group::Links),
    ];
    (record, words)
}

const EVERYWHERE: [&str; 9] = [
    "/partnerships",
    "/partnerships?view=table",
    "/partnerships?view=timeline",
    "/partnerships?view=calendar&month=2031-03",
    "/partnerships.json",
    "/partnerships.csv",
    "/partnerships.ics",
    "/partnerships/sound-maps",
    "/cities/bologna",
];

#[tokio::test]
async fn nobody_reads_a_field_that_is_not_for_them_anywhere() {
    use domain::partnership::Audience;
    let (client, party) = client().await;
    person(&client, "member@m.example", Some((Role::Reviewer, ""))).await;
    let member = signed_in(&client, "member@m.example").await;
    let (mut record, words) = secrets();
    for group in Group::ALL.iter().copied() {
        record.audiences.insert(group, Audience::Public);
    }
    let slug = enter(&client, record.clone(), Status::Running).await;
    let readers = [
        ("", Audience::Public),
        (member.as_str(), Audience::Members),
        (party.as_str(), Audience::Parties),
    ];
    let mut looked = 0;
    for group in [
        Group::Particulars,
        Group::Progress,
        Group::Money,
        Group::Links,
    ] {
        for audience in Audience::ALL.iter().copied() {
            let held = store::partnership::by_slug(&client.site.db, &slug)
                .await
                .unwrap()
                .unwrap();
            let mut edited = held.record.clone();
            for other in Group::ALL.iter().copied() {
                edited.audiences.insert(other, Audience::Public);
            }
            edited.audiences.insert(group, audience);
            write_record(&client, held.id, &edited).await;
            for (cookie, reader) in readers {
                let mut whole = String::new();
                for address in EVERYWHERE {
                    whole.push_str(&client.get_as(address, cookie).await.body);
                    looked += 1;
                }
                for (word, of) in words.iter().filter(|(word, _)| *word != "Xmeasure") {
                    let hidden = *of == group && audience > reader;
                    assert_eq!(
                        whole.contains(word),
                        !hidden,
                        "{word} of {group:?} for {audience:?}, read by {reader:?}"
                    );
                }
            }
        }
    }
    println!("{looked} pages and files looked through");
}

/// Puts a record where the rules of editing would ask more.
async fn write_record(client: &Client, id: i32, record: &Record) {
    use sea_orm::ConnectionTrait;
    let json = serde_json::to_string(record).unwrap().replace('\'', "''");
    let sql = format!("UPDATE partnership SET record = '{json}' WHERE id = {id}");
    client.site.db.execute_unprepared(&sql).await.unwrap();
    client.site.load_partnerships(None).await.unwrap();
    client.site.pages.renew();
}

#[tokio::test]
async fn a_hidden_partnership_is_nowhere() {
    use domain::partnership::Audience;
    let (client, cookie) = client().await;
    let mut hidden = record();
    hidden.title = "Qsecret".to_owned();
    hidden.audiences.insert(Group::Core, Audience::Parties);
    enter(&client, hidden, Status::Running).await;
    for address in EVERYWHERE.iter().chain(&["/partnerships?q=qsecret"]) {
        let answer = client.get(address).await;
        assert!(!answer.body.contains("Qsecret"), "{address}");
    }
    assert_eq!(client.get("/partnerships.json").await.json()["total"], 0);
    assert_eq!(
        client.get("/partnerships/qsecret").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        client.get_as("/partnerships/qsecret", &cookie).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_city_says_no_and_the_others_see_why() {
    let (client, cookie) = client().await;
    person(
        &client,
        "dakar@d.example",
        Some((Role::FocalPoint, "dakar")),
    )
    .await;
    let dakar = signed_in(&client, "dakar@d.example").await;
    let new = [
        ("title", "Sound maps"),
        ("lead", "bologna"),
        ("cities", "dakar"),
    ];
    client
        .post_as("/desk/partnerships/new", &new, &cookie)
        .await;
    client.site.load_partnerships(None).await.unwrap();
    assert!(
        !client
            .get("/partnerships/sound-maps")
            .await
            .body
            .contains("Dakar")
    );
    let inbox = client.get_as("/inbox", &dakar).await.body;
    assert!(
        inbox.contains("Sound maps: is your city part of this partnership?"),
        "{inbox}"
    );
    let consent = "/partnerships/sound-maps/consent";
    let without = client
        .post_as(
            consent,
            &[("city", "dakar"), ("answer", "declined")],
            &dakar,
        )
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let forged = client
        .post_as(
            consent,
            &[("city", "dakar"), ("answer", "accepted")],
            &cookie,
        )
        .await;
    assert_eq!(
        forged.status,
        StatusCode::FORBIDDEN,
        "nobody speaks for another city"
    );
    let no = [
        ("city", "dakar"),
        ("answer", "declined"),
        ("reason-dakar", "Nobody asked us"),
    ];
    let said = client.post_as(consent, &no, &dakar).await;
    assert_eq!(
        said.header("location"),
        "/partnerships/sound-maps?done=declined"
    );
    let page = client
        .get_as("/partnerships/sound-maps", &cookie)
        .await
        .body;
    assert!(page.contains("Declined: Nobody asked us"), "{page}");
    client
        .post_as(
            consent,
            &[("city", "dakar"), ("answer", "accepted")],
            &dakar,
        )
        .await;
    client.site.pages.renew();
    assert!(
        client
            .get("/partnerships/sound-maps")
            .await
            .body
            .contains("Dakar")
    );
}

#[tokio::test]
async fn programs_read_what_the_page_shows() {
    let (client, _) = client().await;
    let mut meeting = secrets().0;
    meeting
        .particulars
        .insert("zone".to_owned(), "Europe/Rome".to_owned());
    enter(&client, meeting, Status::Running).await;
    let other = Record {
        title: "=Clay".to_owned(),
        ..record()
    };
    enter(&client, other, Status::Paused).await;
    let json = client.get("/partnerships.json?status=running").await.json();
    assert_eq!(
        (json["total"].as_i64(), json["pages"].as_i64()),
        (Some(1), Some(1))
    );
    let item = &json["items"][0];
    assert_eq!(item["direction"], "north-south");
    assert_eq!(
        item["cities"][1],
        serde_json::json!({ "slug": "dakar", "role": "partner", "confirmed": true })
    );
    assert_eq!(item["iati_status"], 2);
    let paused = json["facets"]["status"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["value"] == "paused");
    assert_eq!(
        paused.unwrap()["count"],
        1,
        "as ticking it would bring it in"
    );
    let table = client.get("/partnerships.csv").await;
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(
        table.body.lines().count() == 3 && table.body.contains("'=Clay"),
        "{}",
        table.body
    );
    let calendar = client.get("/partnerships.ics").await.body;
    assert!(
        calendar.contains("DTSTART;TZID=Europe/Rome:20310315T093000\r\n"),
        "{calendar}"
    );
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    let french = client
        .get("/fr/partnerships?view=table&area=meeting")
        .await
        .body;
    assert!(
        french.contains("1 partenariat") && french.contains("En cours"),
        "{french}"
    );
    assert_eq!(
        client.get("/partnerships?view=table&page=9").await.status,
        StatusCode::NOT_FOUND
    );
    let odd = client
        .get("/partnerships?status=nonsense&sort=size")
        .await
        .body;
    assert!(odd.contains("status=nonsense") && odd.contains("sort=size"));
}
