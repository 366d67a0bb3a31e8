//! The READMEs hold what the program says of itself: the key cards are made from the action table and the keymap.

use sanshen::messages::Lang;
use sanshen::tui::input::{Keymap, card_markdown};

fn card_in(readme: &str) -> &str {
    let (_, rest) = readme
        .split_once("<!-- keys -->\n")
        .expect("where the key card begins");
    let (card, _) = rest
        .split_once("<!-- /keys -->")
        .expect("where the key card ends");
    card
}

#[test]
fn the_key_card_of_each_readme_is_the_one_the_program_prints() {
    let keymap = Keymap::default();
    let readmes = [
        (Lang::En, include_str!("../README.md")),
        (Lang::Zh, include_str!("../README.zh-CN.md")),
    ];
    for (lang, readme) in readmes {
        let made = card_markdown(lang, &keymap, 3);
        assert_eq!(
            card_in(readme).trim(),
            made.trim(),
            "put the output of `sanshen keys --markdown --lang {}` between the marks",
            lang.tag()
        );
    }
}
