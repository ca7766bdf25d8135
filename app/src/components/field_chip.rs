//! The name of a creative field with its hue and glyph.

use leptos::prelude::*;

use super::Icon;

/// Names a creative field; the glyph says what the hue says.
#[component]
pub fn FieldChip(
    /// Key of the field.
    field: String,
    /// Its name.
    name: String,
) -> impl IntoView {
    view! {
        <span class="field-chip" data-field=field.clone()>
            <Icon name=format!("field-{field}") />
            {name}
        </span>
    }
}
