//! A city's page.

use domain::{
    directory::{PeriodRow, Profile, Row},
    map,
    mark::Short,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{not_found::Missing, voice::Voice};
use crate::{
    api::directory,
    components::{CityList, CityMark, FieldChip, Icon, PageMeta, SiteOrigin, WorldMap},
    i18n::{Locale, about, code, href, locale, text},
};

/// Everything the directory knows of one city.
#[component]
pub fn City() -> impl IntoView {
    let l = locale();
    let params = use_params_map();
    let slug = move || params.read().get("slug").unwrap_or_default();
    let profile = Resource::new_blocking(slug, move |slug| {
        directory::city_profile(slug, code(l).to_owned())
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match profile.await.ok().flatten() {
                    Some(profile) => view! { <Portrait profile /> }.into_any(),
                    None => view! { <NoSuchCity /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn NoSuchCity() -> impl IntoView {
    let l = locale();
    #[cfg(feature = "ssr")]
    crate::ssr::answer_with(http::StatusCode::NOT_FOUND);
    view! {
        <PageMeta title=text!(l, error.no_city) description=text!(l, error.not_found_hint) />
        <main id="main" tabindex="-1">
            <Missing title=text!(l, error.no_city) />
        </main>
    }
}

#[component]
fn Portrait(profile: Profile) -> impl IntoView {
    let l = locale();
    let row = profile.row.clone();
    let description = text!(
        l,
        city.description,
        city = row.name.clone(),
        country = row.country_name.clone(),
        field = row.field_name.clone(),
        year = row.designated
    );
    let slug = row.slug.clone();
    view! {
        <PageMeta title=[row.name.as_str(), row.country_name.as_str()].join(text!(l, site.comma)) description />
        <script type="application/ld+json" inner_html=linked_facts(&profile)></script>
        <main id="main" class="city-page" tabindex="-1" data-field=row.field.clone()>
            <Band row=row.clone() />
            <div class="city-body">
                <div class="city-main">
                    <Voice slug=row.slug.clone() />
                    <History history=profile.history.clone() unconfirmed=profile.unconfirmed />
                    <Recognitions recognitions=profile.recognitions.clone() />
                    <Locator row=row.clone() />
                    <section class="section neighbours" aria-label=text!(l, city.neighbours)>
                        <Neighbours
                            title=text!(l, city.in_field, field = row.field_name.clone())
                            rows=profile.in_field.clone()
                        />
                        <Neighbours
                            title=text!(l, city.in_region, region = profile.region_name.clone())
                            rows=profile.in_region.clone()
                        />
                    </section>
                </div>
                <aside class="city-aside" aria-labelledby="h-facts">
                    <h2 id="h-facts">{text!(l, city.facts)}</h2>
                    <Facts profile />
                    <p class="exports">
                        <span>
                            <Icon name="download" />
                            {text!(l, cities.download)}
                        </span>
                        " "
                        <a href=format!("/cities/{slug}.json") rel="external">
                            "JSON"
                        </a>
                    </p>
                    <p class="credit">{text!(l, site.credit)}</p>
                </aside>
            </div>
        </main>
    }
}

#[component]
fn Band(row: Row) -> impl IntoView {
    let l = locale();
    view! {
        <header class="city-band">
            <nav class="breadcrumb" aria-label=text!(l, city.breadcrumb)>
                <ol>
                    <li>
                        <a href=href(l, "/cities")>{text!(l, site.cities)}</a>
                    </li>
                    <li>
                        <a href=href(
                            l,
                            &format!("/cities?field={}", row.field),
                        )>{row.field_name.clone()}</a>
                    </li>
                </ol>
            </nav>
            <CityMark field=row.field.clone() lat=row.lat lon=row.lon designated=row.designated />
            <div class="city-title">
                <h1>
                    <bdi>{row.name}</bdi>
                </h1>
                <p class="city-place">{row.country_name}</p>
                <p class="city-designation">
                    <Icon name=format!("field-{}", row.field) />
                    {text!(l, city.designation, field = row.field_name, year = row.designated)}
                </p>
            </div>
        </header>
    }
}

#[component]
fn History(history: Vec<PeriodRow>, unconfirmed: bool) -> impl IntoView {
    let l = locale();
    let periods = history.into_iter().map(|period| {
        let until = period.until.map(|until| view! { "–" <time>{until}</time> });
        view! {
            <li data-field=period.field.clone()>
                <span class="when">
                    <time>{period.from}</time>
                    {until}
                </span>
                <span class="what">
                    <FieldChip field=period.field.clone() name=period.field_name />
                </span>
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="h-history">
            <header class="section-head">
                <h2 id="h-history">{text!(l, city.history)}</h2>
            </header>
            <ol class="history">{periods.collect_view()}</ol>
            {unconfirmed
                .then(|| view! { <p class="notice">{text!(l, city.unconfirmed)}</p> })}
        </section>
    }
}

#[component]
fn Recognitions(recognitions: Vec<String>) -> impl IntoView {
    let l = locale();
    let names = recognitions.into_iter().map(|key| {
        let name = match key.as_str() {
            "creative-hub" => text!(l, facet.creative_hub).to_owned(),
            "socio-cultural-cluster" => text!(l, facet.socio_cultural_cluster).to_owned(),
            _ => key,
        };
        view! { <li>{name}</li> }
    });
    let names = names.collect_view();
    (!names.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="h-recognition">
                <header class="section-head">
                    <h2 id="h-recognition">{text!(l, facet.recognition)}</h2>
                </header>
                <ul>{names}</ul>
            </section>
        }
    })
}

#[component]
fn Locator(row: Row) -> impl IntoView {
    let l = locale();
    let place = map::project(row.lat, row.lon);
    view! {
        <section class="section" aria-labelledby="h-where">
            <header class="section-head">
                <h2 id="h-where">{text!(l, city.place)}</h2>
            </header>
            <WorldMap class="map locator">
                <g class="dot" data-field=row.field>
                    <circle cx=Short(place.x).to_string() cy=Short(place.y).to_string() r="7" />
                </g>
            </WorldMap>
        </section>
    }
}

#[component]
fn Neighbours(title: String, rows: Vec<Row>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h3 class="neighbours-title">{title}</h3>
                <CityList rows class="city-list compact" />
            </section>
        }
    })
}

#[component]
fn Facts(profile: Profile) -> impl IntoView {
    let l = locale();
    let Profile {
        row,
        region_name,
        timezone,
        geonames_id,
        ..
    } = profile;
    let population = match row.population {
        Some(people) => text!(l, city.about, number = about(l, people)).to_string(),
        None => text!(l, city.unknown).to_owned(),
    };
    let geonames = geonames_id.map(|id| {
        view! {
            <div>
                <dt>"GeoNames"</dt>
                <dd>
                    <a href=format!("https://www.geonames.org/{id}") rel="external">
                        {id}
                    </a>
                </dd>
            </div>
        }
    });
    view! {
        <dl class="city-facts">
            <div>
                <dt>{text!(l, city.designated)}</dt>
                <dd>{row.designated}</dd>
            </div>
            <div>
                <dt>{text!(l, facet.field)}</dt>
                <dd>
                    <FieldChip field=row.field name=row.field_name />
                </dd>
            </div>
            <div>
                <dt>{text!(l, facet.country)}</dt>
                <dd>
                    <a href=href(l, &format!("/cities?country={}", row.country))>{row.country_name}</a>
                </dd>
            </div>
            <div>
                <dt>{text!(l, facet.region)}</dt>
                <dd>
                    <a href=href(l, &format!("/cities?region={}", row.region))>{region_name}</a>
                </dd>
            </div>
            <div>
                <dt>{text!(l, cities.population)}</dt>
                <dd>{population}</dd>
            </div>
            <div>
                <dt>{text!(l, city.position)}</dt>
                <dd>
                    <bdi class="coordinates">{position(l, row.lat, row.lon)}</bdi>
                </dd>
            </div>
            <div>
                <dt>{text!(l, city.timezone)}</dt>
                <dd>
                    <bdi>{timezone}</bdi>
                </dd>
            </div>
            {geonames}
        </dl>
    }
}

/// Degrees as on a chart: `44.49° N, 11.34° E`.
fn position(l: Locale, lat: f64, lon: f64) -> String {
    let written = |degrees: f64| format!("{:.2}", degrees.abs());
    let north = match lat < 0.0 {
        true => text!(l, city.south, degrees = written(lat)),
        false => text!(l, city.north, degrees = written(lat)),
    };
    let east = match lon < 0.0 {
        true => text!(l, city.west, degrees = written(lon)),
        false => text!(l, city.east, degrees = written(lon)),
    };
    [north, east].join(text!(l, site.comma))
}

/// The city as schema.org JSON-LD, with the same place in GeoNames.
fn linked_facts(profile: &Profile) -> String {
    let origin = use_context::<SiteOrigin>().map_or_else(String::new, |origin| origin.0);
    let row = &profile.row;
    let same = profile
        .geonames_id
        .map(|id| format!(r#","sameAs":"https://sws.geonames.org/{id}/""#))
        .unwrap_or_default();
    format!(
        concat!(
            r#"{{"@context":"https://schema.org","@type":"City","@id":"{origin}/cities/{slug}","#,
            r#""name":{name},"containedInPlace":{{"@type":"Country","name":{country},"identifier":"{code}"}},"#,
            r#""geo":{{"@type":"GeoCoordinates","latitude":{lat},"longitude":{lon}}}{same}}}"#
        ),
        origin = origin,
        slug = row.slug,
        name = json_text(&row.name),
        country = json_text(&row.country_name),
        code = row.country,
        lat = row.lat,
        lon = row.lon,
        same = same,
    )
}

/// A JSON string that may stand inside a script element.
fn json_text(text: &str) -> String {
    let mut json = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                json.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => json.push(letter),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_the_script_it_stands_in() {
        assert_eq!(json_text("A\"</script>"), r#""A\u0022\u003c/script\u003e""#);
    }

    #[test]
    fn a_position_reads_as_on_a_chart() {
        assert_eq!(position(Locale::en, -34.613, -58.377), "34.61° S, 58.38° W");
    }
}
