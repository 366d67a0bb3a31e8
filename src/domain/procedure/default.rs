//! The procedure a desk starts with: the three levels of `spec.md` B7, the return codes of B3 and the
//! verification rules of B8. Figures marked [own] there are ours, which is why they are data.

use super::*;
use crate::domain::verify::Relation;

/// Minutes of levels 2 and up (`spec.md` B7): 15 when critical, 2 h when expedited, one working day of 8 h.
const REVIEW_MINUTES: Minutes = Minutes {
    critical: 15,
    expedited: 120,
    plain: 480,
};

/// Minutes of the first review, which includes drafting and verifying [own]: half an hour, four hours, two working days.
const DRAFT_MINUTES: Minutes = Minutes {
    critical: 30,
    expedited: 240,
    plain: 960,
};

impl Procedure {
    /// First review, recheck, audit (初审、复核、审核), as the source describes them.
    pub fn three_levels() -> Self {
        Procedure {
            desk: Bilingual::new("信息处", "Information Desk"),
            zone: default_zone(),
            levels: vec![first_review(), recheck(), audit()],
            return_codes: return_codes(),
            verification: verification(),
            aging_days: default_aging(),
            confirm_minutes: default_confirm(),
            body_limit: default_body_limit(),
        }
    }
}

fn questions(asked: &[(&str, &str, &str)]) -> Vec<Question> {
    asked
        .iter()
        .map(|(id, zh, en)| Question {
            id: (*id).into(),
            text: Bilingual::new(zh, en),
        })
        .collect()
}

/// Level 1: what the drafter attests by signing.
fn first_review() -> Level {
    Level {
        no: 1,
        name: Bilingual::new("初审", "First review"),
        checklist_version: 1,
        checklist: questions(&[
            ("facts", "事实已逐条核对", "Every fact has been checked"),
            ("sources", "来源已列明", "All sources are listed"),
            (
                "figures",
                "数字已重新核算",
                "The figures have been added up again",
            ),
            (
                "names",
                "人名、地名、单位、职务无误",
                "Names, places, bodies and titles are right",
            ),
            (
                "law",
                "表述符合法律法规和政策",
                "The wording agrees with law and policy",
            ),
            (
                "secrecy",
                "不含涉密和不宜公开的内容",
                "Nothing classified or unfit to be passed on is in it",
            ),
            (
                "format",
                "体例、字数、标题符合要求",
                "Form, length and title are as required",
            ),
        ]),
        minutes: DRAFT_MINUTES,
        claims_read: false,
    }
}

/// Level 2: the division leader, with the drafter's answers beside.
fn recheck() -> Level {
    Level {
        no: 2,
        name: Bilingual::new("复核", "Recheck"),
        checklist_version: 1,
        checklist: questions(&[
            (
                "answers",
                "已对照初审意见逐项复核",
                "I went through the first review's answers one by one",
            ),
            (
                "verified",
                "核实结果与正文一致",
                "What was verified agrees with the text",
            ),
            (
                "figures",
                "数字前后一致、口径清楚",
                "The figures agree with each other and say what they count",
            ),
            (
                "judgement",
                "判断有依据，事实与评价分开",
                "Judgements have grounds and are kept apart from facts",
            ),
            (
                "worth",
                "有报送价值，没有重复报送",
                "It is worth sending and has not been sent before",
            ),
        ]),
        minutes: REVIEW_MINUTES,
        claims_read: true,
    }
}

/// Level 3: the department leader. The last two questions are those of the source and stay as they are.
fn audit() -> Level {
    Level {
        no: 3,
        name: Bilingual::new("审核", "Audit"),
        checklist_version: 1,
        checklist: questions(&[
            ("direction", "导向正确", "The direction is right"),
            ("legality", "内容合法合规", "The content is lawful"),
            (
                "facts",
                "事实清楚、核实充分",
                "The facts are clear and well verified",
            ),
            (
                "consequences",
                "已考虑报送后的影响",
                "What sending it may lead to has been considered",
            ),
            (
                "policy_lines",
                "是否符合路线方针政策",
                "Does it accord with policy lines?",
            ),
            (
                "no_breach",
                "有无违反法律法规的观点事例（答“是”表示没有）",
                "Is it free of views or cases against law and regulation?",
            ),
        ]),
        minutes: REVIEW_MINUTES,
        claims_read: false,
    }
}

/// `spec.md` B3, return codes.
fn return_codes() -> Vec<ReturnCode> {
    [
        ("duplicate", "重复", "Duplicate", false),
        ("stale", "时效已过", "Out of date", false),
        ("unverified", "未经核实", "Unverified", false),
        ("no_substance", "内容空泛", "No substance", false),
        ("policy_risk", "政策风险", "Policy risk", false),
        ("outside_scope", "不属报送范围", "Outside scope", false),
        ("format", "格式不符", "Format", false),
        ("needs_more", "需要补充", "Needs more", true),
        (
            "better_elsewhere",
            "另有渠道更合适",
            "Better elsewhere",
            false,
        ),
    ]
    .into_iter()
    .map(|(code, zh, en, needs_sentence)| ReturnCode {
        code: code.into(),
        name: Bilingual::new(zh, en),
        needs_sentence,
    })
    .collect()
}

/// `spec.md` B8, defaults. "One outside the reporting unit" needs no word: the unit itself never counts.
fn verification() -> VerificationRules {
    let rule = |groups, one_of: &[Relation]| ClaimRule {
        groups,
        one_of: one_of.to_vec(),
        prior_practice: false,
        arithmetic: false,
        blocks: true,
    };
    VerificationRules {
        innovation: ClaimRule {
            prior_practice: true,
            ..rule(2, &[])
        },
        effect: rule(2, &[Relation::Beneficiary, Relation::Peer]),
        data: ClaimRule {
            arithmetic: true,
            ..rule(2, &[Relation::Statistics])
        },
        fact: rule(1, &[]),
        stale_days: 30,
        tolerance_per_mille: 10,
        debt_hours: 24,
    }
}
