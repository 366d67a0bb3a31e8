//! What is open over a screen: questions, forms, lists to choose from, help. One stack.

use super::bulk::BulkOverlay;
use super::confirm::ConfirmOverlay;
use super::filter::FilterOverlay;
use super::form::FormOverlay;
use super::gates::GatesOverlay;
use super::help::HelpOverlay;
use super::item_overlay::ItemOverlay;
use super::note::NoteOverlay;
use super::number::NumberOverlay;
use super::palette::PaletteOverlay;
use super::part::Part;
use super::pick::PickOverlay;

macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident($kind:ty),)+) => {
        /// An overlay.
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "a stack of a few overlays")]
        pub enum Overlay {
            $($(#[$doc])* $name($kind),)+
        }

        impl Overlay {
            /// As the model sees it.
            pub fn part(&mut self) -> &mut dyn Part {
                match self { $(Overlay::$name(overlay) => overlay,)+ }
            }

            /// The same, only to be asked.
            pub fn as_part(&self) -> &dyn Part {
                match self { $(Overlay::$name(overlay) => overlay,)+ }
            }
        }

        $(impl From<$kind> for Overlay {
            fn from(overlay: $kind) -> Self {
                Overlay::$name(overlay)
            }
        })+
    };
}

overlays! {
    /// All keys of the screen.
    Help(HelpOverlay),
    /// All actions by name.
    Palette(PaletteOverlay),
    /// A question before an act.
    Confirm(ConfirmOverlay),
    /// Fields to fill before an act.
    Form(FormOverlay),
    /// One of several.
    Pick(PickOverlay),
    /// Something to read.
    Note(NoteOverlay),
    /// Why an item cannot go on, and who can help.
    Gates(GatesOverlay),
    /// An item by its number.
    Number(NumberOverlay),
    /// The query of a list.
    Filter(FilterOverlay),
    /// An act on several items, row by row, before it is done.
    Bulk(BulkOverlay),
    /// What belongs to one item only.
    Item(ItemOverlay),
}
