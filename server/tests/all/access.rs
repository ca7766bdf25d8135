//! Who gets where: every route with every kind of person.

use axum::http::{Method, Request, StatusCode};
use domain::rights::{Action, Actor, Object, Role, ScopeKind, may};
use server::access::rule;

use crate::{
    accounts::{person, signed_in},
    support::Client,
};

/// Addresses of every guarded route, each with its pattern. Those for one thing are of Bologna, music, Italy.
const ROUTES: [(Method, &str, &str); 42] = [
    (Method::GET, "/account", "/account"),
    (Method::POST, "/account", "/account"),
    (Method::POST, "/account/email", "/account/email"),
    (Method::POST, "/account/password", "/account/password"),
    (
        Method::POST,
        "/account/sessions/end",
        "/account/sessions/end",
    ),
    (Method::GET, "/desk", "/desk"),
    (Method::GET, "/desk/roles", "/desk/roles"),
    (
        Method::GET,
        "/desk/roles/city/bologna",
        "/desk/roles/{kind}/{scope}",
    ),
    (
        Method::GET,
        "/desk/roles/city/dakar",
        "/desk/roles/{kind}/{scope}",
    ),
    (
        Method::GET,
        "/desk/roles/field/music",
        "/desk/roles/{kind}/{scope}",
    ),
    (
        Method::GET,
        "/desk/roles/field/film",
        "/desk/roles/{kind}/{scope}",
    ),
    (Method::POST, "/desk/roles", "/desk/roles"),
    (Method::POST, "/desk/roles/end", "/desk/roles/end"),
    (
        Method::POST,
        "/desk/roles/city/bologna",
        "/desk/roles/{kind}/{scope}",
    ),
    (
        Method::POST,
        "/desk/roles/field/music",
        "/desk/roles/{kind}/{scope}",
    ),
    (Method::GET, "/desk/city/bologna", "/desk/city/{slug}"),
    (Method::GET, "/desk/city/dakar", "/desk/city/{slug}"),
    (
        Method::GET,
        "/desk/city/bologna/history",
        "/desk/city/{slug}/history",
    ),
    (
        Method::GET,
        "/desk/city/bologna/suggestions",
        "/desk/city/{slug}/suggestions",
    ),
    (
        Method::POST,
        "/desk/city/bologna/confirm",
        "/desk/city/{slug}/confirm",
    ),
    (Method::GET, "/desk/revisions", "/desk/revisions"),
    (
        Method::POST,
        "/desk/revisions/1/approve",
        "/desk/revisions/{id}/approve",
    ),
    (Method::GET, "/desk/trail", "/desk/trail"),
    (Method::GET, "/desk/letters", "/desk/letters"),
    (Method::POST, "/desk/letters/retry", "/desk/letters/retry"),
    (
        Method::POST,
        "/account/password/remove",
        "/account/password/remove",
    ),
    (Method::GET, "/account/passkeys", "/account/passkeys"),
    (Method::POST, "/account/passkeys", "/account/passkeys"),
    (
        Method::POST,
        "/account/passkeys/start",
        "/account/passkeys/start",
    ),
    (
        Method::POST,
        "/account/passkeys/remove",
        "/account/passkeys/remove",
    ),
    (Method::POST, "/account/letters", "/account/letters"),
    (Method::GET, "/inbox", "/inbox"),
    (Method::GET, "/inbox/1", "/inbox/{id}"),
    (Method::POST, "/inbox/read", "/inbox/read"),
    (Method::POST, "/desk/roles/withdraw", "/desk/roles/withdraw"),
    (
        Method::POST,
        "/desk/roles/city/bologna/withdraw",
        "/desk/roles/{kind}/{scope}/withdraw",
    ),
    (
        Method::GET,
        "/desk/city/bologna/hand-over",
        "/desk/city/{slug}/hand-over",
    ),
    (
        Method::GET,
        "/desk/city/dakar/hand-over",
        "/desk/city/{slug}/hand-over",
    ),
    (
        Method::POST,
        "/desk/city/bologna/hand-over",
        "/desk/city/{slug}/hand-over",
    ),
    (Method::GET, "/desk/letters/1", "/desk/letters/{id}"),
    (
        Method::GET,
        "/desk/letters/examples",
        "/desk/letters/examples",
    ),
    (Method::POST, "/sign-out", "/sign-out"),
];

fn scope(role: Role) -> &'static str {
    match role.scope() {
        ScopeKind::City => "bologna",
        ScopeKind::Field => "music",
        ScopeKind::Country => "IT",
        ScopeKind::Network => "",
    }
}

/// Whether the page of an address may be seen; for posts, whether the handler may be reached.
fn is_allowed(actor: &Actor, address: &str) -> bool {
    let (action, object) = match address {
        "/account"
        | "/account/email"
        | "/account/password"
        | "/account/password/remove"
        | "/account/passkeys"
        | "/account/passkeys/start"
        | "/account/passkeys/remove"
        | "/account/letters"
        | "/inbox"
        | "/inbox/1"
        | "/inbox/read"
        | "/account/sessions/end"
        | "/sign-out" => {
            return actor.account().is_some();
        }
        "/desk" => (Action::OpenDesk, Object::Network),
        "/desk/city/bologna"
        | "/desk/city/bologna/history"
        | "/desk/city/bologna/suggestions"
        | "/desk/city/bologna/confirm" => (Action::EditProfile, Object::City("bologna")),
        "/desk/city/dakar" => (Action::EditProfile, Object::City("dakar")),
        "/desk/revisions" | "/desk/revisions/1/approve" => {
            (Action::ApproveProfile, Object::Network)
        }
        "/desk/trail" => (Action::ReadTrail, Object::Network),
        "/desk/letters" | "/desk/letters/1" | "/desk/letters/examples" | "/desk/letters/retry" => {
            (Action::ReadMail, Object::Network)
        }
        "/desk/city/bologna/hand-over" => {
            (Action::GiveRole(Role::FocalPoint), Object::City("bologna"))
        }
        "/desk/city/dakar/hand-over" => (Action::GiveRole(Role::FocalPoint), Object::City("dakar")),
        "/desk/roles" | "/desk/roles/end" | "/desk/roles/withdraw" => {
            (Action::SeeRoles, Object::Network)
        }
        "/desk/roles/city/bologna" | "/desk/roles/city/bologna/withdraw" => {
            (Action::SeeRoles, Object::City("bologna"))
        }
        "/desk/roles/city/dakar" => (Action::SeeRoles, Object::City("dakar")),
        "/desk/roles/field/music" => (Action::SeeRoles, Object::Field("music")),
        "/desk/roles/field/film" => (Action::SeeRoles, Object::Field("film")),
        other => panic!("{other}"),
    };
    may(actor, action, object)
}

#[tokio::test]
async fn every_route_opens_for_those_who_may_and_for_nobody_else() {
    let client = Client::new().await;
    let mut people = vec![("plain@a.example".to_owned(), None)];
    people.extend(Role::ALL.map(|role| {
        (
            format!("{}@a.example", role.key()),
            Some((role, scope(role))),
        )
    }));
    let mut walked = 0;
    for (email, role) in &people {
        person(&client, email, *role).await;
        for (method, address, _) in ROUTES {
            // Anew each time: some of the routes end it.
            let cookie = signed_in(&client, email).await;
            let actor = Actor::Person {
                account: 1,
                roles: role
                    .map(|(role, scope)| (role, scope.to_owned()))
                    .into_iter()
                    .collect(),
            };
            let status = match method {
                Method::GET => client.get_as(address, &cookie).await.status,
                _ => client.post_as(address, &[], &cookie).await.status,
            };
            let expected = is_allowed(&actor, address);
            assert_eq!(
                status != StatusCode::FORBIDDEN,
                expected,
                "{email} {method} {address}: {status}"
            );
            assert!(
                !status.is_server_error(),
                "{email} {method} {address}: {status}"
            );
            walked += 1;
        }
    }
    for (method, address, _) in ROUTES {
        let answer = match method {
            Method::GET => client.get(address).await,
            _ => client.post(address, &[]).await,
        };
        assert!(
            answer
                .header("location")
                .starts_with("/sign-in?done=needed"),
            "{method} {address}"
        );
        walked += 1;
    }
    println!("{walked} walks through routes");
    assert_eq!(walked, ROUTES.len() * (people.len() + 1));
}

#[tokio::test]
async fn the_list_of_routes_is_what_the_router_has() {
    let client = Client::new().await;
    for (method, address, pattern) in ROUTES {
        assert!(rule(pattern).is_some(), "{method} {pattern}");
        let answer = client
            .send(Request::builder().method(method.clone()).uri(address))
            .await;
        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{method} {address}");
        assert_ne!(
            answer.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {address}"
        );
    }
    assert!(rule("/nowhere").is_none());
}

#[tokio::test]
async fn server_functions_refuse_whoever_may_not() {
    let client = Client::new().await;
    person(&client, "ana@a.example", None).await;
    let ana = signed_in(&client, "ana@a.example").await;
    let questions = [
        "/api/app/api/desk/trail?kind=&language=en",
        "/api/app/api/desk/letters?language=en",
        "/api/app/api/desk/roles_for?kind=network&scope=&language=en",
        "/api/app/api/desk/roles_for?kind=city&scope=bologna&language=en",
    ];
    for question in questions {
        for cookie in ["", &ana] {
            let answer = client.get_as(question, cookie).await;
            assert!(
                answer.status.is_client_error() || answer.status.is_server_error(),
                "{question}: {}",
                answer.status
            );
            assert!(!answer.body.contains('@'), "{question}: {}", answer.body);
        }
    }
    assert_ne!(
        client
            .get("/api/app/api/account/own_account?language=en")
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(
        client
            .get_as("/api/app/api/account/own_account?language=en", &ana)
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_role_is_given_and_ended_by_those_who_may() {
    let client = Client::new().await;
    person(
        &client,
        "bologna@a.example",
        Some((Role::FocalPoint, "bologna")),
    )
    .await;
    let focal_point = signed_in(&client, "bologna@a.example").await;
    let form = |role, email| {
        [
            ("name", "Bo"),
            ("email", email),
            ("role", role),
            ("until", ""),
        ]
    };
    let own = "/desk/roles/city/bologna";
    for (address, role) in [
        (own, "secretariat"),
        (own, "field-coordinator"),
        ("/desk/roles/city/dakar", "alternate"),
    ] {
        let answer = client
            .post_as(address, &form(role, "bo@b.example"), &focal_point)
            .await;
        assert!(
            answer.status.is_client_error(),
            "{address} {role}: {}",
            answer.status
        );
    }
    let invited = client
        .post_as(own, &form("alternate", "bo@b.example"), &focal_point)
        .await;
    assert_eq!(
        invited.header("location"),
        "/desk/roles/city/bologna?done=invited"
    );
    let letter = client.letter_to("bo@b.example").await;
    assert!(
        letter.contains("Ana Pérez invites you")
            && letter.contains("Alternate of the focal point, Bologna"),
        "{letter}"
    );

    let link = crate::support::link_in(&letter);
    assert!(
        client
            .get(&link)
            .await
            .body
            .contains("Alternate of the focal point, Bologna")
    );
    let taken = client
        .post(&link, &[("password", "three words together")])
        .await;
    let bo = taken.cookie();
    assert!(
        client
            .get_as("/desk", &bo)
            .await
            .body
            .contains("Alternate of the focal point, Bologna")
    );

    let list = client.get_as(own, &focal_point).await.body;
    let grant = list
        .split("name=\"grant\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let ended = client
        .post_as("/desk/roles/city/bologna/end", &[("grant", &grant)], &bo)
        .await;
    assert_eq!(ended.status, StatusCode::FORBIDDEN);
    let ended = client
        .post_as(
            "/desk/roles/city/bologna/end",
            &[("grant", &grant)],
            &focal_point,
        )
        .await;
    assert_eq!(
        ended.header("location"),
        "/desk/roles/city/bologna?done=ended"
    );
    assert!(!client.get_as("/desk", &bo).await.body.contains("Alternate"));
}
