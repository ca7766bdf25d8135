//! Asking the server from the browser. A plain fetch: the client that comes with server functions streams, retries
//! nothing and would be a tenth of the first-load Wasm; our answers are one text each.

use leptos::{prelude::window, server_fn::ServerFn};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The text that a server function answers to arguments; `None` where no answer came.
pub async fn ask<F: ServerFn>(arguments: &[(&str, &str)]) -> Option<String> {
    let mut question = form_urlencoded::Serializer::new(String::new());
    question.extend_pairs(arguments);
    let address = format!("{}?{}", F::PATH, question.finish());
    let answer = JsFuture::from(window().fetch_with_str(&address))
        .await
        .ok()?;
    let answer = answer.dyn_into::<web_sys::Response>().ok()?;
    if !answer.ok() && answer.status() != 404 {
        return None;
    }
    JsFuture::from(answer.json().ok()?).await.ok()?.as_string()
}
