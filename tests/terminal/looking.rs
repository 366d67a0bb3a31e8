//! What is on the screen when a person sits down, and that it stays right whatever the window does.

use super::sitting::{CTRL_L, ESC, F3, Seat, Sitting, Size, home};
use crate::harness::{Engine, TestDesk};
use rstest::rstest;

const TITLE: &str = "海塘安澜工程进展";

/// Words of the frame that only one language has: the tab of triage, what opens an item, the title of the keys.
struct Words {
    tab: &'static str,
    open: &'static str,
    keys: &'static str,
    leave: &'static str,
    palette: &'static str,
}

const ZH: Words = Words {
    tab: "1 来稿 1",
    open: "enter 打开",
    keys: "随处可用",
    leave: "ctrl-q  ctrl-c     退出",
    palette: "全部命令",
};

const EN: Words = Words {
    tab: "1 Triage 1",
    open: "enter open",
    keys: "ctrl-q  ctrl-c",
    leave: "ctrl-q  ctrl-c",
    palette: "All commands",
};

#[rstest]
#[case("zh", (80, 24), ZH)]
#[case("zh", (120, 40), ZH)]
#[case("en", (80, 24), EN)]
#[case("en", (120, 40), EN)]
#[tokio::test(flavor = "multi_thread")]
async fn a_person_sits_down_and_sees_the_queue_its_keys_and_all_commands(
    #[case] lang: &str,
    #[case] size: Size,
    #[case] words: Words,
) {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    desk.submit("wang", TITLE, "海塘安澜工程已完成年度投资的九成。")
        .await;
    let home = home();
    let mut wang = Sitting::open(&desk, home.path(), Seat::new("wang", lang, size));
    let queue = wang.until("the queue", |it| {
        it.contains(words.tab) && it.contains(words.open) && it.contains("海塘安澜")
    });
    assert!(queue.contains("王芳"), "{queue}");
    assert!(queue.lines().count() <= size.1.into(), "{queue}");

    let keys = wang.press_for("?", words.keys);
    assert!(keys.contains(words.leave), "{keys}");
    wang.press(ESC);
    wang.until("the queue again", |it| {
        it.contains(words.tab) && !it.contains(words.keys)
    });

    // By pinyin initials in either language.
    wang.press_for(":", words.palette);
    wang.press("lrlg");
    let name = if lang == "zh" {
        "录入来稿"
    } else {
        "new submission"
    };
    let found = wang.until("one command", |it| {
        it.contains(name) && !it.contains("ctrl-q")
    });
    assert!(found.contains("lrlg"), "{found}");
    wang.press(ESC);
    wang.loses(words.palette);
    wang.leave();
    desk.stop().await;
}

/// Commands are found by their names in the other language, too.
#[tokio::test(flavor = "multi_thread")]
async fn the_language_changes_while_the_program_runs() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    desk.submit("wang", TITLE, "海塘安澜工程已完成年度投资的九成。")
        .await;
    let home = home();
    let mut wang = Sitting::open(&desk, home.path(), Seat::new("wang", "zh", (80, 24)));
    wang.sees(ZH.tab);
    let english = wang.press_for(F3, EN.tab);
    assert!(!english.contains("来稿"), "{english}");
    wang.press_for(":", EN.palette);
    wang.press_for("录入", "new submission");
    wang.press(ESC);
    wang.loses(EN.palette);
    wang.press_for(F3, ZH.tab);
    wang.leave();
    desk.stop().await;
}

/// Invariant 80.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_made_tiny_says_so_and_made_large_again_shows_everything() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    desk.submit("wang", TITLE, "海塘安澜工程已完成年度投资的九成。")
        .await;
    let home = home();
    let mut wang = Sitting::open(&desk, home.path(), Seat::new("wang", "zh", (80, 24)));
    let before = wang.until("the queue at rest", |it| {
        it.contains(ZH.tab) && it.contains("已连接") && it.contains("九成")
    });
    for tiny in [(20, 5), (1, 1), (79, 23), (3, 40), (200, 2)] {
        wang.resize(tiny);
        if tiny.0 >= 20 {
            wang.until("the notice", |it| it.contains("80×24"));
        }
        // What is pressed meanwhile is not for a screen that cannot be seen, and does no harm.
        wang.press("j");
    }
    wang.resize((120, 40));
    wang.until("the wide screen", |it| {
        it.contains(ZH.tab) && it.contains("九成") && it.lines().count() > 24
    });
    wang.resize((80, 24));
    wang.press(CTRL_L);
    let rows = |screen: &str| {
        screen
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    wang.until("the screen as it was", |it| rows(it) == rows(&before));
    wang.leave();
    desk.stop().await;
}

#[rstest]
#[case(&["--ascii"])]
#[case(&["--no-color"])]
#[tokio::test(flavor = "multi_thread")]
async fn lines_without_boxes_and_screens_without_colour(#[case] flags: &[&str]) {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    desk.submit("wang", "Sea wall", "The sea wall is done.")
        .await;
    let home = home();
    let seat = Seat {
        flags,
        ..Seat::new("wang", "en", (80, 24))
    };
    let wang = Sitting::open(&desk, home.path(), seat);
    let screen = wang.sees("Sea wall");
    if flags.contains(&"--ascii") {
        let drawn = |c: char| ('\u{2500}'..='\u{27bf}').contains(&c);
        assert!(!screen.contains(drawn), "{screen}");
    } else {
        let raw = String::from_utf8_lossy(&wang.raw()).into_owned();
        let coloured = raw.split("\x1b[").skip(1).any(|rest| {
            rest.split_once('m').is_some_and(|(codes, _)| {
                codes
                    .split(';')
                    .filter_map(|it| it.parse::<u8>().ok())
                    .any(|code| matches!(code, 30..=37 | 40..=47 | 90..=107))
            })
        });
        assert!(!coloured, "{raw:?}");
    }
    wang.leave();
    desk.stop().await;
}
