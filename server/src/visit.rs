//! Who asks: the session behind the cookie, and the request as handlers of forms see it.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use app::{
    i18n::{Locale, locale_of},
    ssr::Visitor,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    middleware::Next,
    response::Response,
};
use chrono::Utc;
use domain::account::LONGEST_SESSION;
use http::{HeaderMap, HeaderValue, header, request::Parts};
use store::{
    Secret,
    session::{Arrival, SignedIn},
};
use tracing::error;

use crate::{pages::Stop, site::Site};

/// Puts who asks among the extensions of a request. Only a cookie costs a look into the database.
pub async fn recognise(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let visitor = match secret_of(request.headers(), &site) {
        Some(secret) => find(&site, &secret).await,
        None => Visitor::default(),
    };
    let is_person = visitor.0.is_some();
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    let kept = response.headers().get(header::CACHE_CONTROL);
    if is_person && kept.is_none_or(|kept| kept == "no-cache") {
        // Even a public page greets its reader. What says otherwise is no page, or for one alone.
        let private = HeaderValue::from_static("private, no-cache");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, private);
    }
    response
}

/// Where the database does not answer, nobody is signed in: public pages go on.
async fn find(site: &Site, secret: &Secret) -> Visitor {
    match store::session::find(&site.db, secret, Utc::now()).await {
        Ok(signed_in) => Visitor(signed_in.map(Arc::new)),
        Err(error) => {
            error!("a session could not be read: {error}");
            Visitor::default()
        }
    }
}

/// A request as handlers of forms see it.
pub struct Visit {
    /// The language that its address speaks.
    pub locale: Locale,
    /// Who asks.
    pub visitor: Visitor,
    /// Where they come from.
    pub address: IpAddr,
    /// The secret of their session.
    pub secret: Option<Secret>,
    /// The head of the request.
    pub parts: Parts,
}

impl Visit {
    /// Whoever asks, where they are signed in.
    pub fn person(&self) -> Result<&SignedIn, Stop> {
        self.visitor.0.as_deref().ok_or(Stop::Refused)
    }

    /// Where someone signs in from.
    pub fn arrival(&self) -> Arrival {
        let device = self.parts.headers.get(header::USER_AGENT);
        Arrival {
            device: device
                .and_then(|device| device.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            address: self.address.to_string(),
            before: self.secret.clone(),
        }
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Visit, Infallible> {
        Ok(Visit {
            locale: locale_of(parts.uri.path()),
            visitor: parts.extensions.get().cloned().unwrap_or_default(),
            address: address_of(parts, site),
            secret: secret_of(&parts.headers, site),
            parts: parts.clone(),
        })
    }
}

/// Where a request comes from: behind a proxy of ours, the last address in the header that it adds to; what stands
/// before that may be forged.
fn address_of(parts: &Parts, site: &Site) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let forwarded = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    match site.is_behind_proxy {
        true => forwarded.unwrap_or(peer),
        false => peer,
    }
}

/// The name of the cookie. Under https browsers take it with this prefix from the whole site over TLS alone.
fn cookie_name(site: &Site) -> &'static str {
    match site.is_secure() {
        true => "__Host-session",
        false => "session",
    }
}

fn secret_of(headers: &HeaderMap, site: &Site) -> Option<Secret> {
    let name = cookie_name(site);
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(given, _)| *given == name)
        .map(|(_, secret)| Secret::presented(secret))
}

/// The cookie that signs a browser in.
pub fn cookie(site: &Site, secret: &Secret) -> String {
    let age = LONGEST_SESSION.num_seconds();
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let (name, secret) = (cookie_name(site), secret.as_str());
    format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
}

/// The cookie that signs a browser out.
pub fn no_cookie(site: &Site) -> String {
    let secure = if site.is_secure() { "; Secure" } else { "" };
    format!(
        "{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}",
        cookie_name(site)
    )
}
