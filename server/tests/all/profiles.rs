//! What cities say of themselves, as browsers without scripts change and read it.

use axum::http::{Request, StatusCode};
use domain::rights::Role;
use image::{ImageFormat, Rgb, RgbImage};

use crate::{
    accounts::{person, signed_in},
    support::{Answer, Client},
};

async fn client() -> (Client, String, String) {
    let client = Client::populated().await;
    person(
        &client,
        "bologna@a.example",
        Some((Role::FocalPoint, "bologna")),
    )
    .await;
    person(
        &client,
        "secretariat@a.example",
        Some((Role::Secretariat, "")),
    )
    .await;
    let focal_point = signed_in(&client, "bologna@a.example").await;
    let secretariat = signed_in(&client, "secretariat@a.example").await;
    (client, focal_point, secretariat)
}

/// What the hidden field of the form holds.
fn seen(page: &Answer) -> String {
    let value = page.body.split("name=\"seen\" value=\"").nth(1).unwrap();
    let value = value
        .split("\">")
        .next()
        .unwrap()
        .split("\"/>")
        .next()
        .unwrap();
    value
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .trim_end_matches('"')
        .to_owned()
}

const EDIT: &str = "/desk/city/bologna";

#[tokio::test]
async fn a_city_describes_itself_and_the_secretariat_publishes_it() {
    let (client, focal_point, secretariat) = client().await;
    let form = client.get_as(EDIT, &focal_point).await;
    let seen_first = seen(&form);
    let fields = [
        ("seen", seen_first.as_str()),
        (
            "description-en",
            "City of music.\r\n\r\nAnd of </textarea><script>porticoes</script>.",
        ),
        ("description-fr", "Ville de musique."),
        ("website", "https://bologna.example"),
        ("offer-training", "Studios for a month"),
    ];
    let saved = client.post_as(EDIT, &fields, &focal_point).await;
    assert_eq!(
        saved.header("location"),
        "/desk/city/bologna?done=proposed",
        "{}",
        saved.body
    );

    let page = client.get("/cities/bologna").await.body;
    assert!(
        page.contains("bologna.example") && !page.contains("City of music"),
        "website only"
    );
    let form = client.get_as(EDIT, &focal_point).await.body;
    assert!(
        form.contains("City of music.\n\nAnd of &lt;/textarea>&lt;script>porticoes"),
        "kept in the form, harmless"
    );

    let review = client.get_as("/desk/revisions", &secretariat).await.body;
    assert!(
        review.contains("Description, French") && review.contains("Ville de musique."),
        "{review}"
    );
    let id = review
        .split("/desk/revisions/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let refused = client
        .post_as(&format!("/desk/revisions/{id}/approve"), &[], &focal_point)
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let approved = client
        .post_as(&format!("/desk/revisions/{id}/approve"), &[], &secretariat)
        .await;
    assert_eq!(approved.header("location"), "/desk/revisions?done=approved");
    assert!(
        client
            .letter_to("bologna@a.example")
            .await
            .contains("your change of the profile is published")
    );

    let page = client.get("/fr/cities/bologna").await.body;
    assert!(page.contains("Ville de musique."));
    let page = client.get("/ar/cities/bologna").await.body;
    assert!(
        page.contains("lang=\"en\"") && page.contains("City of music."),
        "another language, said to be so"
    );
    assert!(
        page.contains("<p>And of &lt;/textarea&gt;&lt;script&gt;porticoes"),
        "{page}"
    );
    let history = client
        .get_as("/desk/city/bologna/history", &secretariat)
        .await
        .body;
    assert!(
        history.contains("Studios for a month") && history.contains("Restore this revision"),
        "{history}"
    );
}

#[tokio::test]
async fn two_editors_of_one_field_are_told_and_lose_nothing() {
    let (client, focal_point, secretariat) = client().await;
    let before = seen(&client.get_as(EDIT, &focal_point).await);
    fn form<'a>(seen: &'a str, hub: &'a str) -> [(&'static str, &'a str); 2] {
        [("seen", seen), ("hub", hub)]
    }
    client
        .post_as(EDIT, &form(&before, "from the secretariat"), &secretariat)
        .await;
    let told = client
        .post_as(EDIT, &form(&before, "from the city"), &focal_point)
        .await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        told.body.contains("from the city") && told.body.contains("Now: from the secretariat"),
        "{}",
        told.body
    );
    let again = client
        .post_as(EDIT, &form(&seen(&told), "from the city"), &focal_point)
        .await;
    assert_eq!(again.header("location"), "/desk/city/bologna?done=proposed");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let (client, focal_point, _) = client().await;
    let seen = seen(&client.get_as(EDIT, &focal_point).await);
    let fields = [
        ("seen", seen.as_str()),
        ("website", "bologna"),
        ("contact-0-email", "x"),
        ("hub", "kept text"),
    ];
    let answer = client.post_as(EDIT, &fields, &focal_point).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "beginning with https://",
        "not an e-mail address",
        "kept text",
        "value=\"bologna\"",
    ] {
        assert!(answer.body.contains(part), "{part}");
    }
}

fn picture(width: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(width, 8, Rgb([9, 9, 9]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn send(client: &Client, cookie: &str, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("alt-en", "The towers"), ("credit", "Ana Pérez")] {
        body.extend(
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n";
    body.extend(head.bytes());
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post("/desk/city/bologna/picture")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie);
    client.send_bytes(request, body).await
}

#[tokio::test]
async fn a_picture_is_written_anew_and_shown_with_its_words() {
    let (client, _, secretariat) = client().await;
    let sent = send(&client, &secretariat, &picture(2_000)).await;
    assert_eq!(
        sent.header("location"),
        "/desk/city/bologna?done=published",
        "{}",
        sent.body
    );
    let page = client.get("/cities/bologna").await.body;
    assert!(
        page.contains("alt=\"The towers\"") && page.contains("Picture: Ana Pérez"),
        "{page}"
    );
    let address = page
        .split("src=\"/pictures/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let shown = client.get(&format!("/pictures/{address}")).await;
    assert_eq!(
        (shown.status, shown.header("content-type")),
        (StatusCode::OK, "image/jpeg")
    );
    assert_eq!(
        client.get("/pictures/..%2f..%2fCargo.jpg").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_is_refused_with_the_reason() {
    let (client, focal_point, _) = client().await;
    let refused = send(&client, &focal_point, b"<html><script>alert(1)</script>").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("not a picture that we can read")
            && refused.body.contains("The towers")
    );
    let refused = send(&client, &focal_point, &vec![0; 50_000_000]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("At most 12 MB"));
    assert!(
        !client
            .get("/cities/bologna")
            .await
            .body
            .contains("/pictures/")
    );
}

#[tokio::test]
async fn a_city_confirms_its_profile_by_a_link_without_signing_in() {
    let client = Client::populated().await;
    let db = &client.site.db;
    let long_ago = chrono::Utc::now() - chrono::TimeDelta::days(400);
    let grant = domain::rights::Grant {
        role: Role::FocalPoint,
        scope: "bologna".to_owned(),
        from: long_ago.date_naive(),
        until: None,
    };
    let new = store::account::NewAccount {
        email: domain::account::Email::parse("ana@a.example").unwrap(),
        name: "Ana".to_owned(),
        language: "en".to_owned(),
        password_hash: None,
        demo: false,
    };
    store::account::open_once(db, new, Some(grant), long_ago)
        .await
        .unwrap();
    person(
        &client,
        "dakar@a.example",
        Some((Role::FocalPoint, "dakar")),
    )
    .await;
    store::freshness::confirm(db, "bologna", None, long_ago)
        .await
        .unwrap();
    let page = client.get("/cities/bologna").await.body;
    assert!(
        page.contains("Not confirmed for more than a year"),
        "{page}"
    );

    assert_eq!(
        server::links::ask_for_confirmation(&client.site)
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        server::links::ask_for_confirmation(&client.site)
            .await
            .unwrap(),
        0,
        "asked once a month"
    );
    let link = crate::support::link_in(&client.letter_to("ana@a.example").await);
    assert!(
        client
            .get(&link)
            .await
            .body
            .contains("Is the profile of Bologna still correct?")
    );
    let done = client.post(&link, &[]).await;
    assert_eq!(done.header("location"), "/cities/bologna");
    let today = chrono::Utc::now().format("%Y").to_string();
    let page = client
        .get_with("/cities/bologna", "cookie", "a=1")
        .await
        .body;
    assert!(
        page.contains("Confirmed by the city on")
            && page.contains(&today)
            && !page.contains("Not confirmed")
    );
    assert!(client.get(&link).await.body.contains("used before"));
}

#[tokio::test]
async fn a_reader_suggests_a_correction_and_the_city_settles_it() {
    let (client, focal_point, _) = client().await;
    let form = "/cities/bologna/suggest";
    assert!(
        client
            .get(form)
            .await
            .body
            .contains("Suggest a correction: Bologna")
    );
    assert_eq!(
        client.get("/cities/atlantis/suggest").await.status,
        StatusCode::NOT_FOUND
    );
    let wrong = client
        .post(
            form,
            &[("topic", "nonsense"), ("note", " "), ("email", "x")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let note = "Designated in <b>2006</b>, in May.";
    let sent = client
        .post(form, &[("topic", "year"), ("note", note), ("email", "")])
        .await;
    assert_eq!(sent.header("location"), "/cities/bologna/suggest?done=sent");
    let list = client
        .get_as("/desk/city/bologna/suggestions", &focal_point)
        .await
        .body;
    assert!(
        list.contains("Designated in &lt;b&gt;2006") && list.contains("Year of designation"),
        "{list}"
    );
    let id = list
        .split("name=\"suggestion\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let settled = client
        .post_as(
            "/desk/city/bologna/suggestions",
            &[("suggestion", &id)],
            &focal_point,
        )
        .await;
    assert_eq!(
        settled.header("location"),
        "/desk/city/bologna/suggestions?done=settled"
    );
    let list = client
        .get_as("/desk/city/bologna/suggestions", &focal_point)
        .await
        .body;
    assert!(list.contains("No reader has suggested anything"));
    let mut limited = false;
    for _ in 0..20 {
        let answer = client
            .post(form, &[("topic", "year"), ("note", note), ("email", "")])
            .await;
        limited |= answer.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(limited);
}

#[tokio::test]
async fn a_refusal_needs_a_reason_which_its_author_gets() {
    let (client, focal_point, secretariat) = client().await;
    let seen = seen(&client.get_as(EDIT, &focal_point).await);
    client
        .post_as(
            EDIT,
            &[("seen", &seen), ("hub", "Music everywhere")],
            &focal_point,
        )
        .await;
    let refuse = "/desk/revisions/1/refuse";
    let without = client
        .post_as(refuse, &[("reason-1", " ")], &secretariat)
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        without.body.contains("href=\"#reason-1\"") && without.body.contains("id=\"reason-1\""),
        "{}",
        without.body
    );
    let refused = client
        .post_as(refuse, &[("reason-1", "Name a source")], &secretariat)
        .await;
    assert_eq!(refused.header("location"), "/desk/revisions?done=refused");
    assert!(
        client
            .letter_to("bologna@a.example")
            .await
            .contains("The reason: Name a source")
    );
    assert!(
        !client
            .get("/cities/bologna")
            .await
            .body
            .contains("Music everywhere")
    );
    let history = client
        .get_as("/desk/city/bologna/history", &focal_point)
        .await
        .body;
    assert!(
        history.contains("refused") && history.contains("Name a source"),
        "{history}"
    );
}
