//! One component a file.

mod bars;
mod city_list;
mod city_mark;
mod field_chip;
pub mod form;
mod icon;
mod live;
mod map;
mod page_head;
mod passkey_form;
mod search_box;
mod section;
mod site_footer;
mod site_header;
mod wake;

pub use bars::Bars;
pub use city_list::{CityList, CityRow};
pub use city_mark::CityMark;
pub use field_chip::FieldChip;
pub use icon::Icon;
pub use live::Live;
pub use map::WorldMap;
pub use page_head::{PageHead, PageMeta, SiteOrigin};
pub use passkey_form::{PasskeyForm, Wish};
pub use search_box::SearchBox;
pub use section::Section;
pub use site_footer::SiteFooter;
pub use site_header::{Reader, SiteHeader};
pub use wake::Wake;
