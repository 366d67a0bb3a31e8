//! Foreign text never steers the terminal: whatever is in it, only sequences of the program's own are written.

use super::sitting::{DOWN, ENTER, ESC, Seat, Sitting, home};
use crate::harness::{Engine, TestDesk, key};
use reqwest::Method;
use sanshen::text::hostile::HOSTILE;
use serde_json::json;

/// What the program may write besides visible characters: the first thing in `raw` that is not of that kind.
fn foreign(raw: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text,
        // A read may have ended within a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&raw[..error.valid_up_to()]).expect("valid up to there")
        }
        Err(error) => return Some(format!("not UTF-8: {error}")),
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\x1b' => match own_sequence(rest) {
                Some(length) => length,
                None => return Some(format!("{:?}", rest.chars().take(40).collect::<String>())),
            },
            '\r' | '\n' | '\x08' => 1,
            // Controls of either set, and what reorders or hides.
            c if c.is_control()
                || matches!(
                    c,
                    '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}'
                )
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || ('\u{2060}'..='\u{2069}').contains(&c)
                || ('\u{e0000}'..='\u{e007f}').contains(&c) =>
            {
                return Some(format!(
                    "{c:?} in {:?}",
                    rest.chars().take(40).collect::<String>()
                ));
            }
            c => c.len_utf8(),
        };
        rest = &rest[taken..];
    }
    None
}

/// The bytes of the program's own sequence that begins here.
fn own_sequence(text: &str) -> Option<usize> {
    const WHOLE: [&str; 11] = [
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[?2004h",
        "\x1b[?2004l",
        "\x1b[?2026h",
        "\x1b[?2026l",
        "\x1b[?25h",
        "\x1b[?25l",
        "\x1b[2J",
        "\x1b[K",
        "\x1b[H",
    ];
    if let Some(whole) = WHOLE.iter().find(|it| text.starts_with(**it)) {
        return Some(whole.len());
    }
    // Places, steps and styles: numbers, then one letter.
    let numbers = text.strip_prefix("\x1b[")?;
    let at = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    let end = numbers[at..].chars().next()?;
    matches!(end, 'H' | 'C' | 'D' | 'm').then_some(2 + at + 1)
}

#[test]
fn the_scan_finds_what_is_not_our_own() {
    for text in [
        "\x1b]0;t\x07",
        "\x1b[31;1q",
        "\u{9b}31m",
        "\x07",
        "a\u{202e}b",
        "\x1b[6n",
    ] {
        assert!(foreign(text.as_bytes()).is_some(), "{text:?}");
    }
    assert_eq!(
        foreign("\x1b[?2026h\x1b[3;4H\x1b[0;31m渔船\r\n".as_bytes()),
        None
    );
}

/// Invariant 75.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_in_titles_bodies_and_pastes_writes_no_foreign_sequence() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let mut taken = 0_usize;
    for (n, text) in HOSTILE.iter().enumerate() {
        let answer = desk
            .request("wang", Method::POST, "/submissions")
            .header("idempotency-key", key())
            .json(&json!({
                "unit": "慈溪市委办",
                "title": format!("第{n}篇 {text}"),
                "body": format!("正文{n} {text} 完"),
                "released_by": "办公室主任",
            }))
            .send()
            .await
            .expect("an answer");
        taken += usize::from(answer.status().is_success());
    }
    assert!(taken > HOSTILE.len() / 2, "{taken} of {}", HOSTILE.len());
    let home = home();
    let mut wang = Sitting::open(&desk, home.path(), Seat::new("wang", "zh", (120, 60)));
    wang.sees(&format!("1 来稿 {taken}"));
    wang.sees(&format!(" 1/{taken} "));
    for n in 2..=taken {
        wang.press_for(DOWN, &format!(" {n}/{taken} "));
    }
    // The last rows as whole items, with the preview of each before that.
    for _ in 0..4 {
        wang.press_for(ENTER, "正文 v1");
        wang.press_for("6", "来稿原文");
        wang.press(ESC);
        wang.sees("enter 打开");
        wang.press("\x1b[A");
    }
    // Everything at once into a field of one line and one of several.
    let end = "开头的标点";
    wang.press_for("a", "录入来稿");
    wang.paste(&HOSTILE.concat());
    wang.sees(end);
    wang.press("\t\t\t\t");
    wang.paste(&HOSTILE.concat());
    wang.until("both pastes", |it| it.matches(end).count() > 1);
    assert_eq!(foreign(&wang.raw()), None);
    desk.stop().await;
}
