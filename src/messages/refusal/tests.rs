use super::*;
use crate::domain::id::{PersonId, PostId};
use std::collections::BTreeSet;

#[test]
fn the_code_of_a_reason_is_its_tag_on_the_wire() {
    for why in samples() {
        let json = serde_json::to_value(&why).expect("json");
        assert_eq!(json["code"], code(&why), "{why:?}");
        let back = serde_json::from_value(json).map_err(|error| error.to_string());
        assert_eq!(back, Ok(why));
    }
}

#[test]
fn every_reason_has_a_sample() {
    let sampled: BTreeSet<&str> = samples().iter().map(code).collect();
    let all: BTreeSet<&str> = CODES.iter().copied().collect();
    assert_eq!(sampled, all);
    assert_eq!(all.len(), CODES.len(), "no code twice");
}

#[test]
fn every_reason_says_what_is_wrong_and_what_to_do_in_both_languages() {
    for why in samples() {
        let zh = sentence(Lang::Zh, &why);
        let en = sentence(Lang::En, &why);
        assert!(zh.ends_with('。'), "{zh}");
        assert!(en.ends_with('.'), "{en}");
        assert!(zh.chars().filter(|c| !c.is_ascii()).count() >= 8, "{zh}");
        assert_ne!(zh, en);
        for said in [&zh, &en] {
            assert!(!said.contains(['{', '}']), "{said}");
            assert!(!said.contains("  ") && !said.contains("“”"), "{said}");
            // What is wrong, and then what to do.
            let parts = said.split(['。', '.', '；', ';', '：', ':', '，']);
            assert!(
                parts.filter(|part| !part.trim().is_empty()).count() >= 2,
                "{said}"
            );
        }
    }
}

#[test]
fn the_names_in_a_reason_are_in_its_sentence() {
    for lang in [Lang::Zh, Lang::En] {
        let why = Why::NotYourTurn {
            post: "复核岗".into(),
            acting: "周敏".into(),
        };
        let said = sentence(lang, &why);
        assert!(said.contains("复核岗") && said.contains("周敏"), "{said}");
        let why = Why::QueryUnreadable {
            at: 3,
            found: "stgae:l2".into(),
            wanted: Box::new(crate::domain::query::Wanted::Key {
                known: vec!["stage".into()],
                near: Some("stage".into()),
            }),
        };
        let said = sentence(lang, &why);
        assert!(
            said.contains('4') && said.contains("stgae:l2"),
            "counted from one: {said}"
        );
    }
}

#[test]
fn stages_and_levels_are_called_as_the_desk_calls_them() {
    let why = Why::WrongStage {
        stage: "triage".into(),
        wanted: "l2,release".into(),
    };
    assert!(sentence(Lang::Zh, &why).contains("“第2级审核或签发”"));
    assert!(sentence(Lang::En, &why).contains("review level 2 or Release"));
    let procedure = crate::messages::words::tests::procedure();
    let said = sentence_at(Lang::Zh, &why, Some(&procedure));
    assert!(
        said.contains("在“来稿”") && said.contains("“复核或签发”"),
        "{said}"
    );
    let ready = Why::WrongStage {
        stage: "甲".into(),
        wanted: "乙".into(),
    };
    assert!(
        sentence(Lang::Zh, &ready).contains("“甲”"),
        "names ready to be shown stay"
    );
}

#[test]
fn those_who_can_help_are_named() {
    let zhao = Fixer::Post {
        id: PostId::from(1),
        name: "审核岗".into(),
        acting: Some("赵立".into()),
    };
    let li = Fixer::Person {
        id: PersonId::from(2),
        name: "李强".into(),
    };
    let vacant = Fixer::Post {
        id: PostId::from(3),
        name: "复核岗".into(),
        acting: None,
    };
    assert_eq!(fixers(Lang::Zh, &[]), "");
    assert_eq!(
        fixers(Lang::Zh, std::slice::from_ref(&zhao)),
        "可由 赵立（审核岗） 处理。"
    );
    assert_eq!(
        fixers(Lang::En, &[zhao, li.clone(), vacant]),
        "Can be settled by 赵立 (审核岗), 李强, 复核岗."
    );
    assert_eq!(
        fixers(Lang::En, &[Fixer::You]),
        "You can settle this yourself."
    );
    assert_eq!(
        fixers(Lang::Zh, &[Fixer::You, li]),
        "可由 李强 处理，你也可以自己处理。"
    );
}
