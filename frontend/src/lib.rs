//! The browser's entry: the islands of the pages export themselves.
#![recursion_limit = "512"]

// Links the islands in: nothing here calls them, the page's script does, by name.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page ready for its islands to wake.
#[wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
