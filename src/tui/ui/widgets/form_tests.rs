use super::super::proof::*;
use super::*;

fn entry<'a>(label: &'a str, value: Value<'a>) -> Entry<'a> {
    Entry {
        label,
        required: false,
        value,
        fault: None,
        hint: "",
    }
}

fn show(
    entries: &[Entry<'_>],
    focus: usize,
    width: u16,
    height: u16,
) -> (Buffer, Option<Position>) {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let form = Form {
        entries,
        focus,
        lang: Lang::Zh,
    };
    let caret = form.draw(area, &mut buffer, &unicode());
    assert_sound(&buffer);
    (buffer, caret)
}

#[test]
fn each_field_has_its_label_and_what_is_wrong_stands_under_it() {
    let title = Field::line("渔船回港");
    let body = Field::block("第一段\n第二段");
    let empty = Field::line("");
    let entries = [
        Entry {
            required: true,
            fault: Some("题目太长"),
            ..entry("题目", Value::Text(&title, 1))
        },
        entry("正文", Value::Text(&body, 6)),
        Entry {
            required: true,
            ..entry("单位", Value::Text(&empty, 1))
        },
        entry(
            "紧急程度",
            Value::Choice {
                options: &["平", "加急"],
                taken: Some(1),
            },
        ),
        entry(
            "清单",
            Value::Boxes {
                boxes: &[("要素齐全", true), ("数字核对", false)],
                cursor: 1,
            },
        ),
        entry("来源", Value::Fixed("慈溪市委办")),
    ];
    let (buffer, caret) = show(&entries, 0, 40, 12);
    assert_eq!(
        rows(&buffer),
        [
            ">题目 *    渔船回港",
            "           ✗ 题目太长",
            " 正文      第一段",
            "           第二段",
            " 单位 *    必填",
            " 紧急程度  ( ) 平",
            "           (o) 加急",
            " 清单      [x] 要素齐全",
            "           [ ] 数字核对",
            " 来源      慈溪市委办",
            "",
            "",
        ]
    );
    assert_eq!(caret, Some(Position::new(11 + 8, 0)));
    assert_eq!(show(&entries, 4, 40, 12).1, Some(Position::new(11, 8)));
    assert_eq!(show(&entries, 5, 40, 12).1, None);
}

#[test]
fn the_field_with_the_keys_is_in_view_and_has_its_caret_in_any_window() {
    let fields: Vec<Field> = (0..20)
        .map(|n| Field::block(format!("第{n}项\n续")))
        .collect();
    let entries: Vec<_> = fields
        .iter()
        .map(|field| entry("名称", Value::Text(field, 3)))
        .collect();
    for height in 1..12 {
        for focus in 0..entries.len() {
            let (_, caret) = show(&entries, focus, 30, height);
            assert!(
                caret.is_some_and(|caret| caret.y < height),
                "{focus} in {height}"
            );
        }
    }
}

#[test]
fn a_choice_of_many_opens_when_it_has_the_keys() {
    let options = ["电话", "函件", "文件", "实地"];
    let choice = || {
        entry(
            "方式",
            Value::Choice {
                options: &options,
                taken: Some(2),
            },
        )
    };
    let name = Field::line("甲");
    let entries = [entry("名称", Value::Text(&name, 1)), choice()];
    assert_eq!(rows(&show(&entries, 0, 30, 6).0)[1], " 方式  文件");
    assert_eq!(
        rows(&show(&entries, 1, 30, 6).0)[1..5],
        [
            ">方式  ( ) 电话",
            "       ( ) 函件",
            "       (o) 文件",
            "       ( ) 实地"
        ]
    );
}

#[test]
fn foreign_labels_values_and_faults_stay_in_their_places() {
    for (width, text) in sizes_and_texts() {
        let field = Field::block(text);
        let options = [text, text];
        let entries = [
            Entry {
                required: true,
                fault: Some(text),
                hint: text,
                ..entry(text, Value::Text(&field, 4))
            },
            entry(
                text,
                Value::Choice {
                    options: &options,
                    taken: Some(0),
                },
            ),
            entry(text, Value::Fixed(text)),
        ];
        show(&entries, 1, width, 9);
    }
}
