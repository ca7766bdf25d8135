//! Accounts from first letter to last session, without JavaScript: whole requests, as browsers send them.

use axum::http::{Request, StatusCode};
use chrono::{TimeDelta, Utc};
use domain::{
    account::{Email, Purpose},
    rights::{Grant, Role},
};
use store::{Secret, account::NewAccount, link::NewLink, session::Arrival};

use crate::support::{Client, link_in};

const PASSWORD: &str = "three words together";

/// Opens an account with a role, as a link would.
pub async fn person(client: &Client, email: &str, role: Option<(Role, &str)>) {
    let now = Utc::now();
    let new = NewAccount {
        email: Email::parse(email).unwrap(),
        name: "Ana Pérez".to_owned(),
        language: "en".to_owned(),
        password_hash: Some(server::passwords::hash(PASSWORD.to_owned()).await.unwrap()),
        demo: false,
    };
    let grant = role.map(|(role, scope)| Grant {
        role,
        scope: scope.to_owned(),
        from: now.date_naive(),
        until: None,
    });
    store::account::open_once(&client.site.db, new, grant, now)
        .await
        .unwrap();
}

/// Signs a person in without the form; the cookie.
pub async fn signed_in(client: &Client, email: &str) -> String {
    let db = &client.site.db;
    let account = store::account::by_email(db, &Email::parse(email).unwrap())
        .await
        .unwrap()
        .unwrap();
    let secret = store::session::open(db, account.id, Arrival::default(), Utc::now())
        .await
        .unwrap();
    server::visit::cookie(&client.site, &secret)
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn an_account_is_opened_by_a_letter_and_signs_in() {
    let client = Client::new().await;
    let asked = client
        .post(
            "/register",
            &[("name", "Ana  Pérez"), ("email", " Ana@A.example")],
        )
        .await;
    assert_eq!(
        (asked.status, asked.header("location")),
        (StatusCode::SEE_OTHER, "/register?done=sent")
    );

    let letter = client.letter_to("ana@a.example").await;
    assert!(letter.contains("Ana Pérez"), "{letter}");
    let link = link_in(&letter);
    let page = client.get(&link).await;
    assert!(
        page.body.contains("ana@a.example") && page.body.contains("new-password"),
        "{}",
        page.body
    );

    let short = client.post(&link, &[("password", "short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.body.contains("at least 15 characters") && short.body.contains("aria-invalid"));

    let opened = client.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(
        (opened.status, opened.header("location")),
        (StatusCode::SEE_OTHER, "/desk")
    );
    let account = client.get_as("/account", &opened.cookie()).await;
    assert!(
        account.body.contains("Signed in as ana@a.example"),
        "{}",
        account.body
    );
    assert!(account.body.contains("Firefox · Linux") && account.body.contains("This session"));

    let again = client.get(&link).await;
    assert!(again.body.contains("used before"), "{}", again.body);
    let again = client
        .post(&link, &[("password", "another password entirely")])
        .await;
    assert_eq!(again.header("location"), link);

    let wrong = client
        .post(
            "/sign-in",
            &[("email", "ana@a.example"), ("password", "no")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"ana@a.example\"") && !wrong.body.contains("value=\"no\""));
    let right = [
        ("email", "ANA@a.example"),
        ("password", PASSWORD),
        ("next", "/fr/account"),
    ];
    let right = client.post("/sign-in", &right).await;
    assert_eq!(
        (right.status, right.header("location")),
        (StatusCode::SEE_OTHER, "/fr/account")
    );
}

#[tokio::test]
async fn nobody_learns_from_us_who_has_an_account() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let mut answers = Vec::new();
    for email in ["ana@a.example", "bo@b.example"] {
        let register = client
            .post("/register", &[("name", "X"), ("email", email)])
            .await;
        let reset = client.post("/reset", &[("email", email)]).await;
        let sign_in = client
            .post("/sign-in", &[("email", email), ("password", "x")])
            .await;
        let shown = sign_in
            .body
            .replace(email, "")
            .replace(&sign_in.nonce(), "");
        answers.push([
            format!("{} {}", register.status, register.header("location")),
            format!("{} {}", reset.status, reset.header("location")),
            format!("{} {shown}", sign_in.status),
        ]);
    }
    assert_eq!(answers[0], answers[1]);
    let letter = client.letter_to("ana@a.example").await;
    assert!(letter.contains("password"), "{letter}");
}

#[tokio::test]
async fn a_reset_password_ends_what_was_signed_in_with_the_old_one() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let thief = signed_in(&client, "ana@a.example").await;
    assert_eq!(
        client.get_as("/account", &thief).await.status,
        StatusCode::OK
    );
    client.post("/reset", &[("email", "ana@a.example")]).await;
    let link = link_in(&client.letter_to("ana@a.example").await);
    let done = client
        .post(&link, &[("password", "quite another secret")])
        .await;
    assert_eq!(done.header("location"), "/desk");
    let stolen = client.get_as("/account", &thief).await;
    assert_eq!(
        stolen.header("location"),
        "/sign-in?done=needed&next=%2Faccount"
    );
    let old = client
        .post(
            "/sign-in",
            &[("email", "ana@a.example"), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn signing_out_everywhere_ends_a_stolen_session_at_once() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let (own, stolen) = (
        signed_in(&client, "ana@a.example").await,
        signed_in(&client, "ana@a.example").await,
    );
    let out = client.post_as("/account/sessions/end-all", &[], &own).await;
    assert_eq!(out.header("location"), "/sign-in?done=ended");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    for cookie in [own, stolen] {
        assert_eq!(
            client.get_as("/desk", &cookie).await.status,
            StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn one_session_is_ended_by_its_owner_alone() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    person(&client, "bo@b.example", None).await;
    let ana = signed_in(&client, "ana@a.example").await;
    let bo = signed_in(&client, "bo@b.example").await;
    let page = client.get_as("/account", &ana).await.body;
    let session = page
        .split("name=\"session\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    client
        .post_as("/account/sessions/end", &[("session", session)], &bo)
        .await;
    assert_eq!(client.get_as("/account", &ana).await.status, StatusCode::OK);
    client
        .post_as("/account/sessions/end", &[("session", session)], &ana)
        .await;
    assert_eq!(
        client.get_as("/account", &ana).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_password_is_changed_with_the_one_in_force() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let (own, other) = (
        signed_in(&client, "ana@a.example").await,
        signed_in(&client, "ana@a.example").await,
    );
    let form = |current, new| [("current_password", current), ("password", new)];
    let wrong = client
        .post_as(
            "/account/password",
            &form("no", "a new one, long enough"),
            &own,
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("not your current password"));
    let done = client
        .post_as(
            "/account/password",
            &form(PASSWORD, "a new one, long enough"),
            &own,
        )
        .await;
    assert_eq!(done.header("location"), "/account?done=password-changed");
    assert_eq!(client.get_as("/account", &own).await.status, StatusCode::OK);
    assert_eq!(
        client.get_as("/account", &other).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        client
            .letter_to("ana@a.example")
            .await
            .contains("https://cities.example/reset")
    );
}

#[tokio::test]
async fn a_new_address_counts_once_it_is_proven_and_the_old_one_is_told() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let own = signed_in(&client, "ana@a.example").await;
    client
        .post_as("/account/email", &[("new_email", "ana@new.example")], &own)
        .await;
    assert!(
        client
            .get_as("/account", &own)
            .await
            .body
            .contains("Signed in as ana@a.example")
    );
    let link = link_in(&client.letter_to("ana@new.example").await);
    assert!(client.get(&link).await.body.contains("ana@new.example"));
    let done = client.post_as(&link, &[], &own).await;
    assert_eq!(done.header("location"), "/account?done=email-changed");
    assert!(
        client
            .get_as("/account", &own)
            .await
            .body
            .contains("Signed in as ana@new.example")
    );
    assert!(
        client
            .letter_to("ana@a.example")
            .await
            .contains("another address")
    );
}

#[tokio::test]
async fn a_link_that_is_too_old_explains_itself_and_offers_a_new_one() {
    let client = Client::new().await;
    let secret = Secret::new().unwrap();
    let link = format!("/link/{}", secret.as_str());
    let new = NewLink {
        secret,
        email: Email::parse("ana@a.example").unwrap(),
        purpose: Purpose::Register {
            name: "Ana".to_owned(),
        },
    };
    let long_ago = Utc::now() - TimeDelta::days(4);
    store::link::hand_over(&client.site.db, new, "fr", long_ago)
        .await
        .unwrap();
    let page = client.get(&link).await;
    assert!(
        page.body.contains("too old") && page.body.contains("Send a new link"),
        "{}",
        page.body
    );
    let stale = client.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(stale.header("location"), link);
    let renewed = client.post(&format!("{link}/renew"), &[]).await;
    assert_eq!(renewed.header("location"), format!("{link}?done=renewed"));
    let letter = client.letter_to("ana@a.example").await;
    assert!(letter.contains("Bonjour Ana"), "{letter}");
    assert_ne!(link_in(&letter), link);
    assert!(
        client
            .get("/link/nonsense")
            .await
            .body
            .contains("incomplete")
    );
}

#[tokio::test]
async fn a_hundred_wrong_passwords_are_limited_and_the_owner_elsewhere_gets_in() {
    let mut client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let form = |password| [("email", "ana@a.example"), ("password", password)];
    let mut limited = 0;
    for _ in 0..100 {
        let answer = client.post("/sign-in", &form("guess")).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            limited += 1;
            assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
            assert!(answer.body.contains("Too many tries"));
        }
    }
    assert!(limited >= 75, "{limited}");
    assert_eq!(
        client.post("/sign-in", &form(PASSWORD)).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    client.peer.set_ip([10, 9, 8, 7].into());
    assert_eq!(
        client.post("/sign-in", &form(PASSWORD)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn another_site_cannot_post_for_a_person() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let own = signed_in(&client, "ana@a.example").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = Request::post("/account/sessions/end-all")
            .header("host", "cities.example")
            .header("cookie", &own)
            .header(name, value);
        assert_eq!(
            client.send(request).await.status,
            StatusCode::FORBIDDEN,
            "{name}"
        );
    }
    assert_eq!(client.get_as("/account", &own).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_cookie_is_for_our_server_alone() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let answer = client
        .post(
            "/sign-in",
            &[("email", "ana@a.example"), ("password", PASSWORD)],
        )
        .await;
    let set = answer.header("set-cookie");
    assert!(
        set.starts_with("__Host-session=") && set.ends_with("; Secure"),
        "{set}"
    );
    assert!(set.contains("; Path=/; HttpOnly; SameSite=Lax;"), "{set}");
    let planted = "__Host-session=planted";
    let form = [("email", "ana@a.example"), ("password", PASSWORD)];
    let answer = client.post_as("/sign-in", &form, planted).await;
    assert_ne!(answer.cookie(), planted);
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let db = &client.site.db;
    let ana = store::account::by_email(db, &Email::parse("ana@a.example").unwrap())
        .await
        .unwrap()
        .unwrap();
    let opened = |days| Utc::now() - TimeDelta::days(days);
    let fresh = store::session::open(db, ana.id, Arrival::default(), opened(13))
        .await
        .unwrap();
    let idle = store::session::open(db, ana.id, Arrival::default(), opened(15))
        .await
        .unwrap();
    assert!(
        store::session::find(db, &fresh, Utc::now())
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store::session::find(db, &idle, Utc::now())
            .await
            .unwrap()
            .is_none()
    );
    let removed = store::personal::tidy(db, Utc::now()).await.unwrap();
    assert_eq!(removed.sessions, 1);
    assert!(
        store::session::find(db, &fresh, Utc::now() + TimeDelta::days(48))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_person_takes_their_data_along_and_goes() {
    let client = Client::populated().await;
    person(
        &client,
        "ana@a.example",
        Some((Role::FocalPoint, "bologna")),
    )
    .await;
    person(
        &client,
        "secretariat@a.example",
        Some((Role::Secretariat, "")),
    )
    .await;
    let own = signed_in(&client, "ana@a.example").await;
    let form = [("seen", "{}"), ("website", "https://bologna.example")];
    client.post_as("/desk/city/bologna", &form, &own).await;
    let file = client.get_as("/account/export", &own).await;
    assert_eq!(file.header("content-type"), "application/zip");
    for part in [
        "account.json",
        "roles.json",
        "sessions.json",
        "events.json",
        "letters.json",
        "revisions.json",
    ] {
        assert!(file.body.contains(part), "{part}");
    }
    let db = &client.site.db;
    let id = store::account::by_email(db, &Email::parse("ana@a.example").unwrap())
        .await
        .unwrap()
        .unwrap()
        .id;
    let parts = store::personal::export(db, id).await.unwrap();
    let text = serde_json::to_string(&parts).unwrap();
    assert!(
        text.contains("https://bologna.example") && text.contains("focal-point"),
        "{text}"
    );
    assert!(!text.contains("$argon2id$"), "{text}");

    let wrong = client
        .post_as("/account/delete", &[("delete_password", "no")], &own)
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = client
        .post_as("/account/delete", &[("delete_password", PASSWORD)], &own)
        .await;
    assert_eq!(gone.header("location"), "/sign-in?done=deleted");
    assert_eq!(
        client.get_as("/account", &own).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        store::account::by_email(db, &Email::parse("ana@a.example").unwrap())
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        client
            .get("/cities/bologna")
            .await
            .body
            .contains("bologna.example"),
        "what others rely on stays"
    );
    let secretariat = signed_in(&client, "secretariat@a.example").await;
    let history = client
        .get_as("/desk/city/bologna/history", &secretariat)
        .await
        .body;
    assert!(
        history.contains("someone who has left") && !history.contains("Ana P"),
        "{history}"
    );
    let checked = store::event::check_trail(db).await.unwrap();
    assert!(
        matches!(checked, store::event::TrailCheck::Whole { .. }),
        "{checked:?}"
    );
}

#[tokio::test]
async fn what_is_kept_for_a_time_goes_when_it_is_over_and_the_trail_says_so() {
    let client = Client::new().await;
    let db = &client.site.db;
    let to = Email::parse("ana@a.example").unwrap();
    let written = Utc::now() - TimeDelta::days(100);
    let new = NewLink {
        secret: Secret::new().unwrap(),
        email: to.clone(),
        purpose: Purpose::Register {
            name: "Ana".to_owned(),
        },
    };
    store::link::hand_over(db, new, "en", written)
        .await
        .unwrap();
    let recipient = app::letters::Recipient {
        locale: app::i18n::Locale::en,
        name: "Ana",
    };
    for _ in 0..2 {
        let letter = app::letters::write(&recipient, app::letters::Message::EmailChanged);
        store::letter::post(db, &to, letter, written).await.unwrap();
    }
    store::letter::sent(db, 1, written).await.unwrap();
    let removed = store::personal::tidy(db, Utc::now()).await.unwrap();
    assert_eq!((removed.links, removed.letters), (1, 1));
    let kept = store::letter::list(db, 9).await.unwrap();
    assert_eq!(
        kept.iter()
            .filter(|letter| letter.recipient == "ana@a.example")
            .count(),
        1,
        "the one that still waits"
    );
    assert_eq!(
        store::personal::tidy(db, Utc::now()).await.unwrap(),
        Default::default()
    );
    let query = store::event::TrailQuery {
        kind: Some(domain::event::Kind::Tidied),
        limit: 9,
        ..Default::default()
    };
    let events = store::event::trail(db, &query).await.unwrap();
    assert_eq!(events[0].detail, "sessions 0, links 1, letters 1, news 0");
}
