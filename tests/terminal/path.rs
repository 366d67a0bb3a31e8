//! From submission to release by four people at four terminals, by keys only.

use super::sitting::{CTRL_S, DOWN, ENTER, Seat, Sitting, home};
use crate::harness::{Engine, TestDesk};

const TITLE: &str = "沿海渔船回港避风情况";

/// Ticks every box of the checklist that is open, and hands it in.
pub fn tick_all_and_save(sitting: &mut Sitting) {
    let open = |screen: &str| screen.matches("[ ]").count();
    let mut left = open(&sitting.until("a checklist", |it| it.contains("[ ]")));
    while left > 0 {
        sitting.press(" ");
        left = open(&sitting.until("a tick", |it| open(it) < left));
        sitting.press(DOWN);
    }
    sitting.press(CTRL_S);
}

/// Whether this is the screen of the item, which is at that stage by its first line.
fn at(screen: &str, stage: &str) -> bool {
    let head = screen.lines().nth(1).unwrap_or_default();
    head.contains("#1 ") && head.contains(stage)
}

#[tokio::test(flavor = "multi_thread")]
async fn four_people_take_a_submission_to_release_by_keys() {
    let desk = TestDesk::start(Engine::Sqlite).await.expect("a desk");
    let item = desk
        .submit("wang", TITLE, "截至23日13时，全市渔船已全部回港。")
        .await;
    let homes = [home(), home(), home(), home()];
    let seats = [
        Seat::new("wang", "zh", (80, 24)),
        Seat::new("chen", "zh", (80, 24)),
        Seat::new("li", "en", (120, 40)),
        Seat::new("zhao", "en", (120, 40)),
    ];
    let mut seated = homes.iter().zip(seats);
    let mut sit = || {
        let (home, seat) = seated.next().expect("a seat");
        Sitting::open(&desk, home.path(), seat)
    };
    let (mut wang, mut chen, mut li, mut zhao) = (sit(), sit(), sit(), sit());

    // The posts to choose from have come when the preview names the post whose turn it is.
    wang.sees("轮到 王芳（来稿岗）");
    wang.press_for("p", "起草一岗");
    wang.press_for(CTRL_S, "2 起草 1");

    // It comes to the others by itself.
    chen.sees("2 起草 1");
    chen.press("2");
    chen.until("the list of drafting", |it| {
        it.contains("─ 起草 ·") && it.contains(" 1/1 ") && it.contains(TITLE)
    });
    chen.press("S");
    chen.until("first review", |it| at(it, "初审"));
    chen.press("p");
    tick_all_and_save(&mut chen);
    chen.sees("✓ 陈洁");

    li.sees("No submissions are waiting");
    li.press("4");
    li.until("the item", |it| it.contains(" 1/1 ") && it.contains(TITLE));
    li.press_for(ENTER, "✓ 陈洁");
    li.press("p");
    tick_all_and_save(&mut li);
    li.sees("✓ 李强");

    zhao.sees("No submissions are waiting");
    zhao.press("5");
    zhao.until("the item", |it| it.contains(" 1/1 ") && it.contains(TITLE));
    zhao.press_for(ENTER, "✓ 李强");
    zhao.press("p");
    tick_all_and_save(&mut zhao);
    zhao.sees("✓ 赵立");
    let question = zhao.press_for("F", "not recalled");
    assert!(question.contains(TITLE), "{question}");
    zhao.press("y");
    zhao.until("the end", |it| at(it, "Released"));

    let view = desk.view("zhao", &item).await;
    assert_eq!(view["stage"], "released");
    let votes = view["item"]["votes"].as_array().expect("votes");
    assert_eq!(votes.len(), 3, "{votes:?}");
    for sitting in [wang, chen, li, zhao] {
        sitting.leave();
    }
    desk.stop().await;
}
