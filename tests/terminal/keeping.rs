//! What a person typed or decided outlives the program, the line and the server.

use super::path::tick_all_and_save;
use super::sitting::{ENTER, Seat, Sitting, home, kept_on_disk};
use crate::harness::{Engine, TestDesk};
use serde_json::json;

const TITLE: &str = "象山海塘加固完成过半";

/// Invariants 79 and 82.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_being_written_is_there_again_after_the_program_was_killed() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let item = desk.submit("wang", TITLE, "海塘加固完成过半。").await;
    desk.done("wang", &item, "actions/promote", json!({})).await;
    let home = home();
    let seat = Seat::new("chen", "zh", (80, 24));
    let open_text = |chen: &mut Sitting| {
        chen.sees("2 起草 1");
        chen.press_for("2", TITLE);
        chen.press_for(ENTER, "正文 v1");
        chen.press_for("e", "改自 v1");
    };
    let typed = "截至今日午后，十二公里";
    let mut chen = Sitting::open(&desk, home.path(), seat);
    open_text(&mut chen);
    let screen = chen.press_for(typed, typed);
    // The terminal's own caret stands behind what was typed, two cells to a character.
    let row = screen.lines().position(|line| line.contains(typed));
    let (at_row, at_column) = chen.cursor().expect("a caret");
    assert_eq!(Some(usize::from(at_row)), row, "{screen}");
    assert!(
        usize::from(at_column) > 2 * typed.chars().count(),
        "{screen}"
    );
    kept_on_disk(home.path(), typed);
    chen.kill();

    let mut chen = Sitting::open(&desk, home.path(), seat);
    open_text(&mut chen);
    chen.sees(typed);
    // Nobody else has seen any of it.
    let view = desk.view("chen", &item).await;
    assert_eq!(view["item"]["versions"].as_array().map(Vec::len), Some(1));
    desk.stop().await;
}

/// Invariants 82 and 83.
#[tokio::test(flavor = "multi_thread")]
async fn a_verdict_given_while_the_server_is_down_is_shown_unsent_and_applied_once() {
    let mut desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let item = desk.submit("wang", TITLE, "海塘加固完成过半。").await;
    desk.bring_to(&item, 2).await;
    let home = home();
    let mut li = Sitting::open(&desk, home.path(), Seat::new("li", "zh", (80, 24)));
    li.sees("4 复核 1");
    li.press_for("4", TITLE);
    li.press_for(ENTER, "正文 v1");
    li.sees("已连接");

    desk.go_down().await;
    li.loses("已连接");
    li.press("p");
    tick_all_and_save(&mut li);
    li.sees("1 件未发出");

    desk.come_up().await;
    li.sees("已连接");
    li.loses("未发出");
    let view = desk.view("zhao", &item).await;
    assert_eq!(view["stage"], "l3");
    let votes = view["item"]["votes"].as_array().expect("votes");
    assert_eq!(votes.len(), 2, "{votes:?}");
    li.leave();
    desk.stop().await;
}
