//! A site of the real directory, and a client to it.

use std::{fs, net::SocketAddr, path::Path};

use app::ssr::IndexHandle;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode},
};
use domain::{city::Roster, directory::Index};
use leptos::config::LeptosOptions;
use migrations::{Migrator, MigratorTrait};
use server::{router, site::Site};
use store::testing::{Engine, TestDatabase};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// Where the site of the tests says it is.
pub const ORIGIN: &str = "https://cities.example";

/// The site as a client sees it.
pub struct Client {
    router: Router,
    /// What the router was built from.
    pub site: Site,
    /// Where requests seem to come from.
    pub peer: SocketAddr,
    // The site folder goes with the client.
    folder: TempDir,
}

/// An answer with its body.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The cookie that it sets, as the browser sends it back.
    pub fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        set.split(';').next().unwrap().to_owned()
    }

    /// The nonce in its policy.
    pub fn nonce(&self) -> String {
        let policy = self.header("content-security-policy");
        policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap()
            .to_owned()
    }
}

impl Client {
    /// A client to a site of the real directory.
    pub async fn new() -> Client {
        Client::to(real_roster().await.clone(), ORIGIN).await
    }

    /// A client to a site of other cities.
    pub async fn to(roster: Roster, origin: &str) -> Client {
        Client::with(roster, origin, true).await
    }

    /// A client to a site whose database holds the real directory as well.
    pub async fn populated() -> Client {
        let client = Client::new().await;
        store::seed::seed(&client.site.db).await.unwrap();
        client
    }

    /// A client to a site whose database has no schema yet, where that is wanted.
    pub async fn with(roster: Roster, origin: &str, migrated: bool) -> Client {
        let db = store::connect("sqlite::memory:").await.unwrap();
        if migrated {
            Migrator::up(&db, None).await.unwrap();
        }
        let folder = site_folder();
        let options = LeptosOptions::builder()
            .output_name("ensemble")
            .site_root(folder.path().to_str().unwrap())
            .hash_files(false)
            .build();
        let site = Site::new(
            options,
            IndexHandle::new(Index::new(roster)),
            db,
            origin.to_owned(),
        );
        Client::of(site, folder)
    }

    /// The same site after a change to what it was built from.
    pub fn changed(self, change: impl FnOnce(&mut Site)) -> Client {
        let mut site = self.site;
        change(&mut site);
        Client::of(site, self.folder)
    }

    fn of(site: Site, folder: TempDir) -> Client {
        let peer = SocketAddr::from(([127, 0, 0, 1], 5000));
        Client {
            router: router::build(site.clone()),
            site,
            peer,
            folder,
        }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address)).await
    }

    pub async fn get_with(&self, address: &str, name: &str, value: &str) -> Answer {
        self.send(Request::get(address).header(name, value)).await
    }

    pub async fn send(&self, request: axum::http::request::Builder) -> Answer {
        self.send_body(request, Body::empty()).await
    }

    /// Posts a form as a browser on one of our own pages does.
    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        self.post_as(address, form, "").await
    }

    /// Posts a form with a session's cookie.
    pub async fn post_as(&self, address: &str, form: &[(&str, &str)], cookie: &str) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
            )
            .header("cookie", cookie);
        self.send_body(request, Body::from(body.finish())).await
    }

    /// Sends a body as it is.
    pub async fn send_bytes(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Answer {
        self.send_body(request, Body::from(body)).await
    }

    /// Asks for a page with a session's cookie.
    pub async fn get_as(&self, address: &str, cookie: &str) -> Answer {
        self.get_with(address, "cookie", cookie).await
    }

    /// The plain text of the newest letter to a mailbox, once it is written.
    pub async fn letter_to(&self, mailbox: &str) -> String {
        for _ in 0..500 {
            server::news::write_due(&self.site, chrono::Utc::now())
                .await
                .unwrap();
            let letters = store::letter::list(&self.site.db, 100).await.unwrap();
            if let Some(letter) = letters
                .into_iter()
                .find(|letter| letter.recipient == mailbox)
            {
                return letter.plain;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("no letter came to {mailbox}");
    }

    async fn send_body(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// The directory as it is seeded, read once for all tests.
pub async fn real_roster() -> &'static Roster {
    static ROSTER: OnceCell<Roster> = OnceCell::const_new();
    ROSTER
        .get_or_init(|| async {
            let database = TestDatabase::new(Engine::Sqlite).await;
            Migrator::up(&database.db, None).await.unwrap();
            store::seed::seed(&database.db).await.unwrap();
            store::load_roster(&database.db).await.unwrap()
        })
        .await
}

fn site_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("pkg/ensemble.css", "body{color:black}");
    write("pkg/ensemble.css.br", "compressed ahead");
    write("fonts/ensemble-sans.woff2", "font");
    write("icons.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Slugs of the cities that a page of the directory lists, in order.
pub fn listed(html: &str) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for part in html.split("href=\"/cities/").skip(1) {
        let slug = part.split(['"', '?', '#']).next().unwrap().to_owned();
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

/// The path of the link in a letter.
pub fn link_in(letter: &str) -> String {
    let at = letter.find("/link/").unwrap();
    let link = letter[at..].split_whitespace().next().unwrap();
    link.to_owned()
}
