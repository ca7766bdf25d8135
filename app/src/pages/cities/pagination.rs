//! The pages of an answer.

use leptos::{either::Either, prelude::*};

use super::explorer::Explorer;
use crate::{
    components::Icon,
    i18n::{locale, number, text},
};

/// Links to the pages; nothing where there is one.
#[component]
pub fn Pagination(explorer: Explorer) -> impl IntoView {
    let l = locale();
    let pages = move || explorer.screen.with(|screen| screen.pages);
    let page = move || explorer.asked.with(|query| query.page);
    let address = move |page: u32| {
        let mut query = explorer.asked.get();
        query.page = page;
        explorer.address(&query)
    };
    let link = move |shown: Option<u32>| match shown {
        Some(shown) => {
            let current = (shown == page()).then_some("page");
            Either::Left(view! {
                <li>
                    <a
                        href=address(shown)
                        aria-current=current
                        aria-label=text!(l, cities.page, number = number(l, shown))
                    >
                        {number(l, shown)}
                    </a>
                </li>
            })
        }
        None => Either::Right(view! { <li class="gap" aria-hidden="true">"…"</li> }),
    };
    move || {
        let (page, pages) = (page(), pages());
        (pages > 1).then(|| {
            view! {
                <nav class="pagination" aria-label=text!(l, cities.pages)>
                    <ul>
                        {(page > 1)
                            .then(|| {
                                view! {
                                    <li class="prev">
                                        <a rel="prev" href=address((page - 1).min(pages))>
                                            <Icon name="arrow" />
                                            {text!(l, cities.previous)}
                                        </a>
                                    </li>
                                }
                            })}
                        {shown_pages(page, pages).into_iter().map(link).collect_view()}
                        {(page < pages)
                            .then(|| {
                                view! {
                                    <li class="next">
                                        <a rel="next" href=address(page + 1)>
                                            {text!(l, cities.next)}
                                            <Icon name="arrow" />
                                        </a>
                                    </li>
                                }
                            })}
                    </ul>
                </nav>
            }
        })
    }
}

/// First, last and those around the page shown; `None` for a gap.
fn shown_pages(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut shown = Vec::new();
    let mut last = 0;
    let near = |other: u32| other == 1 || other == pages || other.abs_diff(page.min(pages)) <= 1;
    let candidates = [1, pages]
        .into_iter()
        .chain(page.saturating_sub(1)..=page.saturating_add(1));
    let mut candidates: Vec<u32> = candidates
        .filter(|p| (1..=pages).contains(p) && near(*p))
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    for candidate in candidates {
        match candidate - last {
            1 => {}
            2 => shown.push(Some(candidate - 1)),
            _ => shown.push(None),
        }
        shown.push(Some(candidate));
        last = candidate;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown_pages;

    #[test]
    fn gaps_stand_only_for_two_pages_or_more() {
        let some = |pages: &[u32]| {
            pages
                .iter()
                .map(|p| (*p > 0).then_some(*p))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown_pages(1, 3), some(&[1, 2, 3]));
        assert_eq!(shown_pages(5, 9), some(&[1, 0, 4, 5, 6, 0, 9]));
        assert_eq!(shown_pages(3, 9), some(&[1, 2, 3, 4, 0, 9]));
        assert_eq!(shown_pages(999_999, 9), some(&[1, 0, 9]));
    }
}
