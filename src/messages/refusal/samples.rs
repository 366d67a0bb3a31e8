//! One example of each reason at least, for tests. [`super::tests`] holds the list complete.

use crate::domain::procedure::Fault;
use crate::domain::query::Wanted;
use crate::domain::refusal::{LengthUnit, Shape, Why};
use crate::domain::report::Channel;
use crate::domain::review::ChangeKind;
use crate::domain::roster::Duty;

/// Every reason, filled in as a desk would.
pub fn samples() -> Vec<Why> {
    let text = |text: &str| text.to_owned();
    let wanted = |wanted: Wanted| Why::QueryUnreadable {
        at: 3,
        found: "stgae:l2".into(),
        wanted: wanted.into(),
    };
    let procedure = |fault: Fault| Why::Procedure { fault };
    vec![
        Why::NotYourDuty {
            duty: Duty::Release,
        },
        Why::NotYourTurn {
            post: text("复核岗"),
            acting: text("周敏"),
        },
        Why::ReadOnlyRole,
        Why::ShadowOnly {
            post: text("审核岗"),
        },
        Why::OtherUnit,
        Why::NotFound { what: text("item") },
        Why::NotFound { what: text("#123") },
        Why::Inactive {
            name: text("李强")
        },
        Why::WroteThis { version: 3 },
        Why::SignedFirstReview,
        Why::VotedAtOtherLevel { level: 2 },
        Why::HomeUnit {
            unit: text("慈溪市委办"),
        },
        Why::DeclaredInterest,
        Why::NoReviewer { level: 3 },
        Why::VersionMoved { yours: 2, now: 3 },
        Why::ChecklistIncomplete {
            missing: vec![text("数字已复算"), text("来源已列明")],
        },
        Why::ClaimsUnread { claims: vec![1, 3] },
        Why::ObjectionStands {
            by: text("赵立"),
            text: text("数字与海事处不符"),
        },
        Why::ThreadsOpen { count: 2 },
        Why::LevelMissing { level: 2 },
        Why::SignOffUnconfirmed {
            signer: text("赵立"),
        },
        Why::WrongStage {
            stage: text("triage"),
            wanted: text("l2, l3"),
        },
        Why::RetractTooLate { by: text("周敏") },
        Why::NothingToUndo,
        Why::ReasonMissing,
        Why::SentenceMissing,
        Why::UnknownReturnCode {
            given: text("late"),
            known: vec![text("stale"), text("format")],
        },
        Why::NotYourObjection {
            by: text("赵立"),
            level: 2,
        },
        Why::RecorderIsSigner,
        Why::CallBackMissing,
        Why::SuggestionOutdated,
        Why::ChangeKindWeaker {
            machine: ChangeKind::Substance,
            yours: ChangeKind::Typo,
        },
        Why::NothingChanged,
        Why::NotYours { by: text("赵立") },
        Why::RecommendIsForShadows {
            post: text("复核岗"),
        },
        Why::SuggestInstead,
        Why::NothingToConfirm,
        Why::ReviewerNotNeeded { level: 2 },
        Why::ClaimsOpen { claims: vec![2] },
        Why::ClaimContradicted { claim: 2 },
        Why::AdjudicatorTookEvidence { claim: 2 },
        Why::AlreadySo,
        Why::AdjudicatedThis { claim: 2 },
        Why::NothingToAdjudicate,
        Why::WaiverNotUrgent,
        Why::WaiverLevel { level: 3 },
        Why::NotInText {
            quote: text("2,413艘"),
        },
        Why::FigureUnreadable {
            text: text("若干")
        },
        Why::ExplanationMissing { claim: 1 },
        Why::ExpressionUnreadable {
            expression: text("318 + = 2"),
            near: text("="),
        },
        Why::Missing,
        Why::TooLong {
            limit: 200,
            is: 231,
            unit: LengthUnit::Characters,
        },
        Why::PersonalData {
            shape: Shape::PhoneNumber,
            found: text("138****0000"),
        },
        Why::PersonalData {
            shape: Shape::IdentityNumber,
            found: text("3302**********0000"),
        },
        Why::Classified,
        Why::ReleasedByMissing,
        Why::UnknownUnit {
            unit: text("慈溪办"),
        },
        Why::TimeInFuture,
        Why::TimeInPast,
        Why::MergeIntoItself,
        Why::SharedWithOthers {
            units: vec![text("鄞州区委办")],
        },
        Why::WithdrawnByUnit,
        Why::NotHotline {
            channel: Channel::Field,
        },
        Why::AlreadyClosed {
            stage: text("released"),
        },
        Why::NotAside,
        Why::SameHolder {
            person: text("陈洁"),
        },
        Why::TooManyPosts {
            person: text("陈洁"),
            limit: 3,
        },
        Why::PostLeftEmpty {
            post: text("复核岗"),
            from: text("11-25"),
            to: text("11-27"),
        },
        Why::LeavesNoLeader {
            person: text("赵立"),
        },
        Why::FallbackCycle {
            post: text("复核岗"),
        },
        Why::TeamTooSmall {
            people: 2,
            wanted: 3,
        },
        Why::LoginTaken {
            login: text("chen"),
        },
        Why::NameTaken {
            name: text("慈溪市委办"),
        },
        Why::PostUnheld {
            post: text("复核岗"),
            from: text("11-25"),
        },
        Why::PostNotEmpty {
            post: text("复核岗"),
            items: 9,
        },
        Why::PostLeantOn {
            post: text("审核岗"),
            by: text("复核岗"),
        },
        Why::CorrespondentHoldsNoPost {
            person: text("王芳"),
        },
        Why::EndBeforeBegin,
        Why::TooFarAhead { days: 366 },
        Why::ParentCycle {
            unit: text("慈溪市委办"),
        },
        Why::DutyWithoutPost {
            duty: Duty::Release,
        },
        procedure(Fault::LevelCount { is: 1 }),
        procedure(Fault::LevelNumber { is: 3, wanted: 2 }),
        procedure(Fault::Blank),
        procedure(Fault::Repeated {
            word: text("facts"),
        }),
        procedure(Fault::NotAWord {
            found: text("Facts!"),
        }),
        procedure(Fault::NoneGiven),
        procedure(Fault::Zero),
        procedure(Fault::UnknownZone {
            found: text("Asia/Ningbo"),
        }),
        procedure(Fault::TooBig {
            limit: 4_294_967_295,
        }),
        Why::BodyTooLarge { limit: 1 << 20 },
        Why::NotJson,
        Why::MethodNotAllowed,
        Why::Malformed {
            wanted: text("2026-11-23T14:32:00+08:00"),
            found: text("昨天"),
        },
        Why::UnknownField {
            name: text("titel"),
            known: vec![text("title"), text("body")],
        },
        Why::UnknownField {
            name: text("titel"),
            known: Vec::new(),
        },
        Why::Unreadable {
            line: 1,
            column: 9,
            detail: text("expected `,`"),
        },
        Why::PreconditionMissing,
        Why::Stale { yours: 7, now: 9 },
        Why::KeyReused,
        Why::BadCursor,
        wanted(Wanted::Key {
            known: vec![text("stage"), text("turn")],
            near: Some(text("stage")),
        }),
        wanted(Wanted::Key {
            known: vec![text("stage"), text("turn")],
            near: None,
        }),
        wanted(Wanted::Value {
            key: text("stage"),
            known: vec![text("l1")],
            near: Some(text("l1")),
        }),
        wanted(Wanted::Value {
            key: text("stage"),
            known: vec![text("l1")],
            near: None,
        }),
        wanted(Wanted::SomeValue { key: text("stage") }),
        wanted(Wanted::Time { key: text("due") }),
        wanted(Wanted::Number { key: text("no") }),
        wanted(Wanted::Colon { key: text("unit") }),
        wanted(Wanted::Words),
        wanted(Wanted::ClosingQuote),
        wanted(Wanted::Space),
        wanted(Wanted::NoControl),
        wanted(Wanted::Shorter { limit: 1_000 }),
        wanted(Wanted::FewerTerms { limit: 50 }),
        wanted(Wanted::MinusInside { key: text("sort") }),
        Why::QueryUnreadable {
            at: 6,
            found: String::new(),
            wanted: Wanted::Words.into(),
        },
        Why::NotSignedIn,
        Why::WrongPassword,
        Why::TooManyAttempts { seconds: 120 },
        Why::Busy { seconds: 1 },
        Why::Busy { seconds: 30 },
        Why::Internal {
            incident: text("01KAQ2V1Z8W0000000000000AA"),
        },
    ]
}
