//! People who come by command: `ensemble user add`, and the accounts of the demo.

use app::i18n::Locale;
use chrono::Utc;
use domain::{
    account::{Email, Purpose, check_name},
    directory::Index,
    rights::{Grant, Role, ScopeKind},
};
use store::{DatabaseConnection, Secret, account::NewAccount, link::NewLink};

use crate::{
    cli::NewUser, config::Config, error::StartError, passwords, routes::desk::known_scope, serve,
    site::Site,
};

/// The password of every demo account.
const DEMO_PASSWORD: &str = "demo";
/// A role and what it is held for.
type Held = (Role, &'static str);
/// The accounts of the demo: name, what stands before @demo.test, role.
const DEMO: [(&str, &str, Option<Held>); 9] = [
    (
        "Demo Secretariat",
        "secretariat",
        Some((Role::Secretariat, "")),
    ),
    (
        "Demo Coordinator",
        "coordinator",
        Some((Role::FieldCoordinator, "music")),
    ),
    (
        "Demo Bologna",
        "bologna",
        Some((Role::FocalPoint, "bologna")),
    ),
    ("Demo Dakar", "dakar", Some((Role::FocalPoint, "dakar"))),
    (
        "Demo Medellín",
        "medellin",
        Some((Role::FocalPoint, "medellin")),
    ),
    (
        "Demo Kanazawa",
        "kanazawa",
        Some((Role::FocalPoint, "kanazawa")),
    ),
    (
        "Demo National Commission",
        "natcom",
        Some((Role::NationalCommission, "IT")),
    ),
    ("Demo Applicant", "applicant", None),
    ("Demo Reviewer", "reviewer", Some((Role::Reviewer, ""))),
];

/// Opens the demo accounts that are missing.
pub async fn add_demo_accounts(site: &Site) -> Result<(), StartError> {
    let hash = passwords::hash(DEMO_PASSWORD.to_owned()).await;
    let hash = hash.map_err(|error| StartError::User(error.to_string()))?;
    let now = Utc::now();
    for (name, local, role) in DEMO {
        let email = email(&format!("{local}@demo.test"))?;
        let new = NewAccount {
            email,
            name: name.to_owned(),
            language: "en".to_owned(),
            password_hash: Some(hash.clone()),
            demo: true,
        };
        let grant = role.map(|(role, scope)| Grant {
            role,
            scope: scope.to_owned(),
            from: now.date_naive(),
            until: None,
        });
        store::account::open_once(&site.db, new, grant, now).await?;
    }
    Ok(())
}

/// Offers a role to a person and prints the link to take it.
pub async fn add_user(
    config: &Config,
    db: &DatabaseConnection,
    user: NewUser,
) -> Result<(), StartError> {
    let index = serve::load(db).await?.current();
    let email = email(&user.email)?;
    let (role, scope) = role_of(&index, &user)?;
    let name = user.name.as_deref().or(user.email.split('@').next());
    let name = check_name(name.unwrap_or_default());
    let name =
        name.map_err(|problem| StartError::User(format!("the name will not do: {problem:?}")))?;
    let purpose = Purpose::TakeRole {
        name,
        role,
        scope,
        until: None,
        given_by: None,
        replaces: None,
    };
    let days = purpose.lifetime().num_days();
    let secret = Secret::new()?;
    let origin = config.origin(config.leptos_options()?.site_addr)?;
    let link = app::i18n::href(Locale::en, &format!("/link/{}", secret.as_str()));
    let new = NewLink {
        secret,
        email,
        purpose,
    };
    store::link::hand_over(db, new, "en", Utc::now()).await?;
    println!("Good once, for {days} days: {origin}{link}");
    Ok(())
}

fn email(typed: &str) -> Result<Email, StartError> {
    Email::parse(typed).map_err(|_| StartError::User(format!("{typed} is no e-mail address")))
}

/// The role with what it is held for, where both exist and go together.
fn role_of(index: &Index, user: &NewUser) -> Result<(Role, String), StartError> {
    let role = Role::of_key(&user.role).ok_or_else(|| {
        let keys = Role::ALL.map(Role::key).join(", ");
        StartError::User(format!("there is no role {}; there are: {keys}", user.role))
    })?;
    let (scope, wanted) = match role.scope() {
        ScopeKind::City => (&user.city, "a known city: --city, and that alone"),
        ScopeKind::Field => (&user.field, "a known field: --field, and that alone"),
        ScopeKind::Country => (&user.country, "a known country: --country, and that alone"),
        ScopeKind::Network => (&None, "the whole network: no --city, --field or --country"),
    };
    let given = [&user.city, &user.field, &user.country];
    let is_alone = given.into_iter().flatten().count() == usize::from(scope.is_some());
    let known = known_scope(index, role, scope.as_deref().unwrap_or_default());
    let scope = known
        .ok()
        .filter(|_| is_alone)
        .ok_or_else(|| StartError::User(format!("the role {} is held for {wanted}", role.key())))?;
    Ok((role, scope))
}
