//! What a person typed or decided outlives the program, the line and the server.

use super::sitting::{CTRL_S, DOWN, ENTER, Seat, Sitting, home};
use crate::harness::{Engine, TestDesk};

const TITLE: &str = "象山海塘加固完成过半";

/// Ticks every box of the checklist that is open, and hands it in.
fn tick_all_and_save(sitting: &mut Sitting) {
    let open = |screen: &str| screen.matches("[ ]").count();
    let mut left = open(&sitting.until("a checklist", |it| it.contains("[ ]")));
    while left > 0 {
        sitting.press(" ");
        left = open(&sitting.until("a tick", |it| open(it) < left));
        sitting.press(DOWN);
    }
    sitting.press(CTRL_S);
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
