//! What the page was drawn from: it travels with the page, and the island wakes with it.
//!
//! Not as properties of the island: those come as JSON, whose reader would be in the first-load Wasm for this alone.

use leptos::prelude::*;

/// A question and its answer.
#[derive(Clone, Default)]
pub struct Drawn {
    /// The question, as in the address.
    pub asked: String,
    /// The answer, a `Screen` as text.
    pub answer: String,
}

const ID: &str = "drawn-from";

impl Drawn {
    /// The element that carries it in the page, shown to nobody.
    pub fn into_page(self) -> impl IntoView {
        view! {
            <template id=ID data-asked=self.asked>
                {self.answer}
            </template>
        }
    }

    /// What this page was drawn from.
    #[cfg(feature = "ssr")]
    pub fn find() -> Drawn {
        use_context().unwrap_or_default()
    }

    /// What this page was drawn from.
    #[cfg(not(feature = "ssr"))]
    pub fn find() -> Drawn {
        use wasm_bindgen::JsCast;
        let found = document().get_element_by_id(ID);
        let Some(template) =
            found.and_then(|found| found.dyn_into::<web_sys::HtmlTemplateElement>().ok())
        else {
            return Drawn::default();
        };
        Drawn {
            asked: template.get_attribute("data-asked").unwrap_or_default(),
            answer: template.content().text_content().unwrap_or_default(),
        }
    }
}
