//! News from its cause to the inbox and the letter, handing over, and ways in: whole requests, as browsers send them.

use axum::http::{Request, StatusCode};
use chrono::{TimeDelta, Utc};
use domain::rights::Role;
use lettre::message::Mailbox;
use server::{mail::Post, news::write_due, worker};

use crate::{
    accounts::{person, signed_in},
    support::{Client, link_in},
};

const PASSWORD: &str = "three words together";

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

async fn suggest(client: &Client) {
    let form = [("topic", "name"), ("note", "It is written otherwise")];
    let sent = client.post("/cities/bologna/suggest", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn news_stands_in_the_inbox_until_it_is_opened() {
    let (client, cookie) = client().await;
    assert!(
        client
            .get_as("/inbox", &cookie)
            .await
            .body
            .contains("Nothing yet")
    );
    suggest(&client).await;
    let page = client.get_as("/cities", &cookie).await.body;
    assert!(page.contains("1 unread"), "the head of every page tells");
    let inbox = client.get_as("/inbox", &cookie).await.body;
    assert!(
        inbox.contains("Bologna: a reader suggests a correction"),
        "{inbox}"
    );
    let french = client.get_as("/fr/inbox", &cookie).await.body;
    assert!(
        french.contains("Bologna\u{a0}: un lecteur propose")
            || french.contains("un lecteur propose")
    );
    let opened = client.get_as("/inbox/1", &cookie).await;
    assert_eq!(opened.header("location"), "/desk/city/bologna/suggestions");
    assert!(
        !client
            .get_as("/cities", &cookie)
            .await
            .body
            .contains("1 unread")
    );
    suggest(&client).await;
    let read = client.post_as("/inbox/read", &[], &cookie).await;
    assert_eq!(read.header("location"), "/inbox?done=all-read");
    assert!(
        !client
            .get_as("/inbox", &cookie)
            .await
            .body
            .contains("1 unread")
    );
}

#[tokio::test]
async fn letters_come_as_chosen_and_end_with_one_request() {
    let (client, cookie) = client().await;
    let wrong = [("correction-suggested", "hourly")];
    let refused = client.post_as("/account/letters", &wrong, &cookie).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    suggest(&client).await;
    assert_eq!(
        write_due(&client.site, Utc::now()).await.unwrap(),
        0,
        "not before the morning"
    );
    let tomorrow = Utc::now() + TimeDelta::days(1);
    assert_eq!(write_due(&client.site, tomorrow).await.unwrap(), 1);
    let letter = client.letter_to("ana@a.example").await;
    assert!(
        letter.contains("- Bologna: a reader suggests a correction"),
        "{letter}"
    );
    assert!(
        letter.contains("https://cities.example/account#letters"),
        "{letter}"
    );

    let chosen = [("correction-suggested", "instant")];
    let saved = client.post_as("/account/letters", &chosen, &cookie).await;
    assert_eq!(saved.header("location"), "/account?done=letters-settled");
    suggest(&client).await;
    assert_eq!(
        write_due(&client.site, Utc::now()).await.unwrap(),
        1,
        "at once"
    );

    // A mail program ends them on its own: no cookie, no page of ours, one post.
    let stop = letter
        .split_whitespace()
        .find_map(|word| word.split_once("/letters/stop/"))
        .map(|(_, key)| format!("/letters/stop/{key}"))
        .unwrap();
    assert!(client.get(&stop).await.body.contains("End these letters"));
    let request = Request::post(&stop).header("content-type", "application/x-www-form-urlencoded");
    let ended = client
        .send_bytes(request, b"List-Unsubscribe=One-Click".to_vec())
        .await;
    assert_eq!(ended.status, StatusCode::OK);
    suggest(&client).await;
    assert_eq!(
        write_due(&client.site, tomorrow + TimeDelta::days(9))
            .await
            .unwrap(),
        0
    );
    let unknown = client.post("/letters/stop/guessed", &[]).await;
    assert_eq!(
        unknown.header("location"),
        "/letters/stop/guessed?done=unknown"
    );
}

#[tokio::test]
async fn letters_that_can_be_ended_say_so_to_mail_programs() {
    let (client, _) = client().await;
    suggest(&client).await;
    write_due(&client.site, Utc::now() + TimeDelta::days(1))
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let post = Post::open(&format!("file:{}", folder.path().display())).unwrap();
    let from: Mailbox = "Ensemble <ensemble@cities.example>".parse().unwrap();
    assert!(
        worker::send_next(&client.site.db, &post, &from, Utc::now())
            .await
            .unwrap()
            || worker::send_next(
                &client.site.db,
                &post,
                &from,
                Utc::now() + TimeDelta::days(2)
            )
            .await
            .unwrap()
    );
    let file = std::fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let letter = std::fs::read_to_string(file.path()).unwrap();
    assert!(
        letter.contains("List-Unsubscribe: <https://cities.example/letters/stop/"),
        "{letter}"
    );
    assert!(
        letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{letter}"
    );
}

#[tokio::test]
async fn a_focal_point_hands_over_in_three_steps() {
    let (client, cookie) = client().await;
    let page = "/desk/city/bologna/hand-over";
    let first = client.get_as(page, &cookie).await.body;
    assert!(
        first.contains("Name the successor") && first.contains("has not been confirmed"),
        "{first}"
    );
    let account = first.split("<option value=\"").nth(1).unwrap();
    let account = account.split('"').next().unwrap().to_owned();
    let form = |step: &'static str, designated: &'static str| {
        vec![
            ("name", "Bo Diallo"),
            ("email", "bo@b.example"),
            ("predecessor", ""),
            ("stays", "yes"),
            ("designated", designated),
            ("step", step),
        ]
    };
    let with_account = |mut form: Vec<(&'static str, &'static str)>, account: &'static str| {
        form[2].1 = account;
        form
    };
    let account: &'static str = Box::leak(account.into_boxed_str());
    let undesignated = with_account(form("check", ""), account);
    let refused = client.post_as(page, &undesignated, &cookie).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Confirm this first") && refused.body.contains("bo@b.example"));
    let stranger = with_account(form("check", "yes"), "4711");
    let refused = client.post_as(page, &stranger, &cookie).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no focal point of the city"
    );

    let check = client
        .post_as(page, &with_account(form("check", "yes"), account), &cookie)
        .await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(
        check
            .body
            .contains("Bo Diallo gets a letter to bo@b.example"),
        "{}",
        check.body
    );
    assert!(check.body.contains("stays on as the alternate"));
    let back = client
        .post_as(page, &with_account(form("back", "yes"), account), &cookie)
        .await;
    assert!(
        back.body.contains("value=\"Bo Diallo\""),
        "nothing typed is lost"
    );
    let send = with_account(form("send", "yes"), account);
    let sent = client.post_as(page, &send, &cookie).await;
    assert_eq!(
        sent.header("location"),
        "/desk/city/bologna/hand-over?done=sent"
    );
    client.post_as(page, &send, &cookie).await;
    let offers = store::link::offers(&client.site.db, Some("bologna"), Utc::now(), 9)
        .await
        .unwrap();
    assert_eq!(offers.len(), 1, "sent twice, invited once");
    let waiting = client.get_as(page, &cookie).await.body;
    assert!(waiting.contains("is invited to take over"), "{waiting}");

    let link = link_in(&client.letter_to("bo@b.example").await);
    let taken = client.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(taken.header("location"), "/desk");
    let desk = client.get_as("/desk", &taken.cookie()).await.body;
    assert!(desk.contains("Focal point, Bologna"), "{desk}");
    let desk = client.get_as("/desk", &cookie).await.body;
    assert!(
        desk.contains("Alternate of the focal point, Bologna")
            && !desk.contains(">Focal point, Bologna")
    );
    assert_eq!(
        client.get_as(page, &cookie).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        client
            .letter_to("ana@a.example")
            .await
            .contains("Your role has ended")
    );
}

#[tokio::test]
async fn an_invitation_is_withdrawn_by_whoever_may_give_the_role() {
    let (client, cookie) = client().await;
    let form = [
        ("name", "Bo"),
        ("email", "bo@b.example"),
        ("role", "alternate"),
    ];
    client
        .post_as("/desk/roles/city/bologna", &form, &cookie)
        .await;
    let page = client
        .get_as("/desk/roles/city/bologna", &cookie)
        .await
        .body;
    assert!(page.contains("Invitations not yet accepted") && page.contains("bo@b.example"));
    let withdraw = "/desk/roles/city/bologna/withdraw";
    person(&client, "alt@a.example", Some((Role::Alternate, "bologna"))).await;
    let alternate = signed_in(&client, "alt@a.example").await;
    let refused = client
        .post_as(withdraw, &[("offer", "1")], &alternate)
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = client.post_as(withdraw, &[("offer", "1")], &cookie).await;
    assert_eq!(
        done.header("location"),
        "/desk/roles/city/bologna?done=withdrawn"
    );
    let link = link_in(&client.letter_to("bo@b.example").await);
    assert!(client.get(&link).await.body.contains("no longer works"));
}

#[tokio::test]
async fn the_secretariat_reads_letters_without_their_secrets() {
    let (client, cookie) = client().await;
    person(&client, "s@s.example", Some((Role::Secretariat, ""))).await;
    let secretariat = signed_in(&client, "s@s.example").await;
    client.post("/reset", &[("email", "ana@a.example")]).await;
    let letter = client.letter_to("ana@a.example").await;
    let secret = link_in(&letter).split("/link/").nth(1).unwrap().to_owned();
    let page = client.get_as("/desk/letters/1", &secretariat).await.body;
    assert!(
        page.contains("Hello Ana Pérez") && page.contains("/link/…") && !page.contains(&secret),
        "{page}"
    );
    let trail = client.get_as("/desk/trail", &secretariat).await.body;
    assert!(trail.contains("A letter read"), "{trail}");
    assert_eq!(
        client.get_as("/desk/letters/1", &cookie).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        client.get_as("/desk/letters/99", &secretariat).await.status,
        StatusCode::NOT_FOUND
    );
    let examples = client
        .get_as("/ar/desk/letters/examples", &secretariat)
        .await
        .body;
    assert!(examples.contains("lang=\"ar\"") && examples.contains("Amina Diallo"));
}

#[tokio::test]
async fn ways_in_are_changed_only_shortly_after_signing_in() {
    let (client, cookie) = client().await;
    let json = |address: &str, cookie: &str| {
        Request::post(address)
            .header("content-type", "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie)
    };
    let start = "/account/passkeys/start";
    let fresh = client
        .send_bytes(json(start, &cookie), b"{}".to_vec())
        .await;
    assert_eq!(fresh.status, StatusCode::OK, "{}", fresh.body);
    let options = &fresh.json()["options"];
    assert_eq!(options["rp"]["id"], "cities.example");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(
        options["authenticatorSelection"]["userVerification"],
        "required"
    );

    use sea_orm::ConnectionTrait;
    let earlier = "UPDATE session SET created_at = datetime('now', '-11 minutes')";
    client.site.db.execute_unprepared(earlier).await.unwrap();
    let stale = client
        .send_bytes(json(start, &cookie), b"{}".to_vec())
        .await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    for action in ["/account/passkeys/remove", "/account/password/remove"] {
        let refused = client.post_as(action, &[("passkey", "1")], &cookie).await;
        assert!(
            refused.body.contains("Confirm with your passkey first"),
            "{}",
            refused.body
        );
    }
    let wrong = client
        .post_as("/account/passkeys", &[("current_password", "x")], &cookie)
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let proven = client
        .post_as(
            "/account/passkeys",
            &[("current_password", PASSWORD)],
            &cookie,
        )
        .await;
    assert_eq!(proven.header("location"), "/account/passkeys?done=proven");
    assert_eq!(
        client.get_as("/account", &cookie).await.status,
        StatusCode::SEE_OTHER,
        "the old session is gone"
    );
    let again = client
        .send_bytes(json(start, &proven.cookie()), b"{}".to_vec())
        .await;
    assert_eq!(again.status, StatusCode::OK);
    // Without a passkey the password stays.
    let kept = client
        .post_as("/account/password/remove", &[], &proven.cookie())
        .await;
    assert!(
        kept.body.contains("the only way into your account"),
        "{}",
        kept.body
    );
}

#[tokio::test]
async fn signing_in_by_passkey_tells_nothing_about_accounts() {
    let (client, _) = client().await;
    let json = |address: &str| {
        Request::post(address)
            .header("content-type", "application/json")
            .header("sec-fetch-site", "same-origin")
    };
    let start = client
        .send_bytes(json("/sign-in/passkey/start"), b"{}".to_vec())
        .await;
    assert_eq!(start.status, StatusCode::OK, "{}", start.body);
    assert_eq!(
        start.json()["options"]["allowCredentials"],
        serde_json::json!([])
    );
    let ceremony = start.json()["ceremony"].as_str().unwrap().to_owned();
    let shown = serde_json::json!({
        "ceremony": ceremony,
        "credential": {
            "id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
            "response": { "authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA",
                "userHandle": "AAAAAAAAAAAAAAAAAAAAAQ" },
        },
    });
    let refused = client
        .send_bytes(
            json("/sign-in/passkey/finish"),
            shown.to_string().into_bytes(),
        )
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.body
    );
    assert!(refused.body.contains("PasskeyRefused") && refused.header("set-cookie").is_empty());
    let elsewhere = Request::post("/sign-in/passkey/start")
        .header("content-type", "application/json")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(
        client.send_bytes(elsewhere, b"{}".to_vec()).await.status,
        StatusCode::FORBIDDEN
    );
}
