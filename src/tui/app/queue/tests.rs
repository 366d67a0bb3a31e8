use crate::messages::Lang;
use crate::text::hostile::HOSTILE;
use crate::tui::app::message::{Failure, Message, Reply};
use crate::tui::app::shared::{Line, OutboxEntry, OutboxState};
use crate::tui::app::{Effect, Request, Slot};
use crate::tui::trial::Trial;
use crate::wire::item::{ActReply, BulkReply, BulkRow};
use crate::wire::{ItemCommand, Notice, Problem};

fn queue(rows: u64) -> Trial {
    Trial::with_rows(Lang::Zh, 120, 40, rows)
}

#[test]
fn the_queue_names_its_stage_its_order_and_what_each_row_is() {
    let trial = queue(5);
    trial
        .shows("来稿 5 !1")
        .shows("按紧急、截止、编号")
        .shows("轮到我 2");
    let (rows, _) = trial.picture();
    let row = rows
        .iter()
        .find(|row| row.contains(">     1"))
        .expect("the row");
    assert!(
        row.contains("特急")
            && row.contains("逾期12分")
            && row.contains("慈溪市")
            && row.contains("停工项目农民工"),
        "{row}"
    );
    assert!(
        rows[0].contains("周敏 · 复核岗 代 李强") && rows[0].contains("已连接"),
        "{}",
        rows[0]
    );
    assert!(
        trial.last_line().contains("p 选用"),
        "{}",
        trial.last_line()
    );
}

#[test]
fn english_says_the_same() {
    let trial = Trial::with_rows(Lang::En, 100, 30, 5);
    trial
        .shows("critical")
        .shows("by urgency, deadline, number")
        .shows("for 李强")
        .shows("live");
}

/// Invariant 80.
#[test]
fn every_size_keeps_the_fields_of_a_row() {
    for (width, height) in [(80, 24), (100, 30), (200, 60)] {
        for lang in [Lang::Zh, Lang::En] {
            let trial = Trial::with_rows(lang, width, height, 9);
            let (rows, _) = trial.picture();
            let row = rows
                .iter()
                .find(|row| row.contains('>') && row.contains("慈溪"))
                .expect("the row");
            for part in ["1", "停工"] {
                assert!(row.contains(part), "{width}×{height}: {row}");
            }
        }
    }
    let mut trial = queue(3);
    for (width, height) in [(1, 1), (79, 24), (80, 23), (0, 0), (120, 40)] {
        trial.tell(Message::Resize { width, height });
        trial.picture();
    }
}

#[test]
fn nothing_a_unit_sends_gets_onto_the_screen_as_it_is() {
    for text in HOSTILE {
        let mut trial = Trial::new(Lang::Zh, 80, 24);
        let mut page = trial.page(0, 3, 3);
        page.rows[0].title = (*text).to_owned();
        page.rows[1].unit = (*text).to_owned();
        trial.answer(Slot::Page, Reply::Page(page));
        // Taking the picture checks every cell.
        trial.picture();
        trial.keys("i").picture();
    }
}

#[test]
fn moving_asks_for_nothing_until_the_cursor_rests() {
    let mut trial = queue(30);
    trial.effects.clear();
    trial.keys("j j j");
    assert_eq!(trial.asked(Slot::Preview), None);
    trial.wait(60).keys("j").wait(100);
    assert_eq!(
        trial.asked(Slot::Preview),
        None,
        "a key that is held down fetches nothing"
    );
    trial.wait(30);
    let wanted = trial.row(5).id;
    assert_eq!(
        trial
            .asked(Slot::Preview)
            .map(|(_, request)| request.clone()),
        Some(Request::Item(wanted))
    );
}

#[test]
fn a_long_list_is_fetched_around_the_cursor_only() {
    let mut trial = Trial::new(Lang::Zh, 120, 40);
    let page = trial.page(0, 100, 100_000);
    trial.answer(Slot::Page, Reply::Page(page));
    assert_eq!(trial.asked(Slot::Page), None);
    trial.keys("end");
    match trial.asked(Slot::Page) {
        Some((_, Request::Items(query))) => assert!(query.from_end),
        other => panic!("{other:?}"),
    }
    let page = trial.page(99_900, 100, 100_000);
    trial
        .answer(Slot::Page, Reply::Page(page))
        .shows("100000/100000");
    trial.keys("pageup pageup pageup");
    match trial.asked(Slot::Page) {
        Some((_, Request::Items(query))) => {
            assert_eq!(query.cursor.as_deref(), Some("before 99900"))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_cursor_stays_with_its_item_when_the_list_moves() {
    let mut trial = queue(9);
    trial.keys("j j j");
    let notice = Notice {
        seq: 1,
        at: trial.now,
        verb: "submission.received".into(),
        object_kind: "item".into(),
        object: "x".into(),
        actor: "陈洁".into(),
        actor_id: None,
        own: false,
    };
    trial.tell(Message::Notice(notice)).wait(300);
    let mut page = trial.page(0, 9, 11);
    page.rows.insert(0, trial.row(50));
    page.rows.insert(0, trial.row(51));
    trial.answer(Slot::Page, Reply::Page(page)).shows("6/11");
    let (rows, _) = trial.picture();
    assert!(
        rows.iter().any(|row| row.contains(">     4")),
        "{}",
        rows.join("\n")
    );
}

#[test]
fn nobody_acts_on_what_slid_under_the_cursor() {
    let mut trial = queue(5);
    trial.keys("j").keys("f5");
    let mut page = trial.page(0, 5, 4);
    page.rows.remove(1);
    trial.answer(Slot::Page, Reply::Page(page));
    assert!(
        trial.last_line().contains("离开了这个列表"),
        "{}",
        trial.last_line()
    );
    trial.keys("x");
    assert!(
        trial.last_line().contains("移动一下光标"),
        "{}",
        trial.last_line()
    );
    trial.keys("j k x").shows("不用 · #3");
}

#[test]
fn a_submission_is_promoted_with_three_keys() {
    let mut trial = queue(5);
    trial
        .keys("p")
        .shows("选用 · #1")
        .shows("起草岗")
        .shows("单条");
    trial.keys("enter enter");
    assert_eq!(trial.acts(), [(3, "promote")]);
    assert!(
        trial.last_line().contains("正在发出：选用"),
        "{}",
        trial.last_line()
    );
}

#[test]
fn a_return_that_wants_a_sentence_asks_for_it_and_keeps_what_was_typed() {
    let mut trial = queue(5);
    trial.keys("r").shows("退回单位 · #1");
    // The codes in the order of the procedure; "needs more" wants a sentence.
    let place = trial
        .model
        .shared
        .procedure()
        .expect("known")
        .return_codes
        .iter()
        .position(|it| it.needs_sentence);
    for _ in 0..=place.expect("one does") {
        trial.keys("down");
    }
    trial.keys("ctrl-s").shows("这个原因要写一句");
    assert!(trial.acts().is_empty());
    trial.text("补充来源").keys("esc").hides("退回单位 · #1");
    assert!(trial.last_line().contains("草稿"), "{}", trial.last_line());
    trial.keys("r").shows("补充来源");
    trial.keys("ctrl-s");
    assert_eq!(trial.acts(), [(3, "return_to_unit")]);
    let dropped = trial
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::DropDraft { .. }));
    assert!(dropped, "what is in the outbox is no draft any more");
}

#[test]
fn a_hold_shows_the_moment_it_understood() {
    let mut trial = queue(5);
    trial.keys("z").text("明天 9:30").shows("明日 09:30");
    trial.keys("enter").text("等数据").keys("ctrl-s");
    assert_eq!(trial.acts(), [(3, "hold")]);
}

#[test]
fn several_at_once_are_tried_before_they_are_done() {
    let mut trial = queue(5);
    trial
        .keys("space space space x down ctrl-s")
        .shows("3 件：逐件看结果")
        .shows("试算中");
    assert!(trial.acts().is_empty());
    trial.keys("y");
    assert!(
        trial.acts().is_empty(),
        "nothing is done before the answer is here"
    );
    let done = |no| ActReply {
        item: trial.row(no).id,
        rev: 4,
        stage: "closed".into(),
        verbs: vec!["item.spiked".into()],
        made: None,
        dry_run: true,
    };
    let problem = Problem {
        kind: "about:blank".into(),
        status: 409,
        code: "not_your_duty".into(),
        title: "你没有来稿处理职责。".into(),
        field: None,
        who_can_fix: Vec::new(),
        why: None,
        current: None,
    };
    let rows = vec![
        BulkRow {
            item: trial.row(1).id,
            done: Some(done(1)),
            problem: None,
        },
        BulkRow {
            item: trial.row(2).id,
            done: None,
            problem: Some(problem),
        },
        BulkRow {
            item: trial.row(3).id,
            done: Some(done(3)),
            problem: None,
        },
    ];
    trial.answer(
        Slot::Trial,
        Reply::Trial(BulkReply {
            rows,
            dry_run: true,
        }),
    );
    trial
        .shows("可办 2 件，不可办 1 件")
        .shows("你没有来稿处理职责")
        .shows("将到 已了结");
    trial.keys("y");
    assert_eq!(trial.acts(), [(3, "spike"), (3, "spike")]);
    trial.hides("已标记");
}

#[test]
fn the_last_act_can_be_given_to_another_row() {
    let mut trial = queue(5);
    trial.keys("! enter").keys("j .");
    assert_eq!(trial.acts(), [(3, "set_urgency"), (3, "set_urgency")]);
    let items: Vec<_> = trial
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Act { item, .. } => Some(*item),
            _ => None,
        })
        .collect();
    assert_eq!(items, [trial.row(1).id, trial.row(2).id]);
}

#[test]
fn merging_asks_which_one_leads() {
    let mut trial = queue(5);
    trial.keys("space space m").shows("2 件并成一件");
    trial.keys("down enter");
    let merged: Vec<_> = trial
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Act {
                item,
                command: ItemCommand::Merge(draft),
                ..
            } => Some((*item, draft.into)),
            _ => None,
        })
        .collect();
    assert_eq!(merged, [(trial.row(1).id, trial.row(2).id)]);
}

#[test]
fn a_query_that_cannot_be_read_is_shown_at_its_place() {
    let mut trial = queue(5);
    trial
        .keys("/")
        .text("stage:nowhere ")
        .shows("^")
        .shows("第 7 字");
    trial.keys("enter").shows("第 7 字");
    trial
        .keys("ctrl-u")
        .text("turn:me")
        .keys("enter")
        .shows("筛选 turn:me");
    match trial.asked(Slot::Page) {
        Some((_, Request::Items(query))) => assert_eq!(query.q, "stage:triage turn:me"),
        other => panic!("{other:?}"),
    }
    trial.keys("esc").hides("筛选 turn:me");
}

#[test]
fn the_filter_completes_keys_and_values() {
    let mut trial = queue(5);
    trial.keys("/").text("sta").shows("stage:");
    trial.keys("tab").text("l2").keys("enter");
    match trial.asked(Slot::Page) {
        Some((_, Request::Items(query))) => assert_eq!(query.q, "stage:triage stage:l2"),
        other => panic!("{other:?}"),
    }
}

/// Invariant 79.
#[test]
fn the_caret_stands_behind_what_is_typed() {
    let mut trial = queue(5);
    trial.keys("/").text("渔船a");
    let (rows, caret) = trial.picture();
    let caret = caret.expect("a caret");
    let line = &rows[usize::from(caret.y)];
    let before = line.split("渔船a").next().expect("typed");
    assert_eq!(
        usize::from(caret.x),
        crate::text::cells(before) + 5,
        "{line}"
    );
}

/// Invariant 83.
#[test]
fn what_is_unsent_looks_unsent() {
    let mut trial = queue(5);
    let entry = OutboxEntry {
        key: "k".into(),
        item: trial.row(2).id,
        title: "#2 海塘".into(),
        word: "spike".into(),
        version: 1,
        state: OutboxState::Unsent,
        written_at: trial.now,
    };
    trial
        .tell(Message::Outbox(vec![entry.clone()]))
        .tell(Message::Line(Line::Offline));
    trial.shows("离线").shows("1 件未发出").shows("~");
    let held = OutboxEntry {
        state: OutboxState::Held {
            why: "稿件已有新版本".into(),
            now: None,
        },
        ..entry
    };
    trial.tell(Message::Outbox(vec![held]));
    assert!(
        trial.last_line().contains("稿件已有新版本"),
        "{}",
        trial.last_line()
    );
    trial.keys("g o").shows("暂扣").shows("稿件已有新版本");
}

#[test]
fn a_lost_line_is_a_state_and_the_list_stays() {
    let mut trial = queue(5);
    trial
        .keys("f5")
        .answer_with(Slot::Page, Err(Failure::Offline("refused".into())));
    trial
        .tell(Message::Line(Line::Reconnecting))
        .shows("重连中")
        .shows("农民工");
    let mut empty = Trial::new(Lang::Zh, 80, 24);
    empty
        .answer_with(Slot::Page, Err(Failure::Offline("refused".into())))
        .shows("没有连上服务器");
}

#[test]
fn an_empty_list_says_what_would_fill_it_and_which_key_does_that() {
    let mut trial = Trial::new(Lang::Zh, 80, 24);
    let page = trial.page(0, 0, 0);
    trial
        .answer(Slot::Page, Reply::Page(page))
        .shows("新来稿会自动出现在这里")
        .shows("a 录入来稿");
}

#[test]
fn a_stale_answer_is_not_shown() {
    let mut trial = queue(5);
    trial.keys("2");
    let old = trial
        .asked(Slot::Page)
        .map(|(generation, _)| generation - 1)
        .expect("asked");
    let page = trial.page(0, 5, 5);
    trial.tell(Message::Reply {
        slot: Slot::Page,
        generation: old,
        reply: Ok(Reply::Page(page)),
    });
    trial.hides("农民工");
}

#[test]
fn a_row_says_why_it_stands_there() {
    let mut trial = queue(5);
    trial
        .keys("i")
        .shows("第 1 位，共 5 件")
        .shows("特急")
        .shows("已逾期 12 分钟")
        .shows("轮到：周敏（复核岗）");
}

/// Invariant 81.
#[test]
fn undo_says_what_it_takes_back_and_asks() {
    let mut trial = queue(5);
    trial.keys("u");
    assert!(
        trial.last_line().contains("没有可撤销"),
        "{}",
        trial.last_line()
    );
    trial.keys("j k");
    let entry = OutboxEntry {
        key: "k".into(),
        item: trial.row(1).id,
        title: "#1 停工项目".into(),
        word: "promote".into(),
        version: 1,
        state: OutboxState::Sending,
        written_at: trial.now,
    };
    trial.tell(Message::Outbox(vec![entry]));
    let reply = ActReply {
        item: trial.row(1).id,
        rev: 4,
        stage: "drafting".into(),
        verbs: Vec::new(),
        made: None,
        dry_run: false,
    };
    trial.tell(Message::Applied {
        key: "k".into(),
        title: "#1 停工项目".into(),
        word: "promote".into(),
        reply,
    });
    assert!(
        trial
            .last_line()
            .contains("已生效：选用 · #1 停工项目 → 起草"),
        "{}",
        trial.last_line()
    );
    trial.keys("u").shows("撤销“选用”：#1 停工项目");
    assert!(trial.acts().is_empty());
    trial.keys("y");
    assert_eq!(trial.acts(), [(4, "undo")]);
}
