//! Why something was refused, in a sentence that says what is wrong and what to do about it.
//!
//! [`sentence`] has no wildcard arm: a new reason does not build until it has words in both languages. Names
//! and quotes in a reason are foreign text; they go into the sentence as they are, and whoever draws it cleans it.

mod sentences;

#[cfg(test)]
mod samples;
#[cfg(test)]
pub use samples::samples;
#[cfg(test)]
mod tests;

use super::query::list_gap;
use super::{Lang, query, words};
use crate::domain::item::Stage;
use crate::domain::procedure::{Fault, Procedure};
use crate::domain::refusal::{Fixer, Why};
use sentences as say;

/// The sentence for a reason, where the desk's own names of its levels are not at hand.
pub fn sentence(lang: Lang, why: &Why) -> String {
    sentence_at(lang, why, None)
}

/// The sentence for a reason, with levels and stages called as this desk calls them.
pub fn sentence_at(lang: Lang, why: &Why, procedure: Option<&Procedure>) -> String {
    let level = |n: u8| words::level(lang, n, procedure);
    let stages = |names: &str| stages(lang, names, procedure);
    let plain = |phrase: super::Phrase| phrase.get(lang).to_owned();
    let all = |names: &[String]| names.join(list_gap(lang));
    let numbers = |numbers: &[u32]| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(list_gap(lang))
    };
    match why {
        // ── authority
        Why::NotYourDuty { duty } => say::not_your_duty(lang, words::duty(lang, *duty)),
        Why::NotYourTurn { post, acting } => say::not_your_turn(lang, post, acting),
        Why::ReadOnlyRole => plain(say::READ_ONLY_ROLE),
        Why::ShadowOnly { post } => say::shadow_only(lang, post),
        Why::OtherUnit => plain(say::OTHER_UNIT),
        Why::NotFound { what } => say::not_found(lang, words::object(lang, what)),
        Why::Inactive { name } => say::inactive(lang, name),

        // ── review
        Why::WroteThis { version } => say::wrote_this(lang, version),
        Why::SignedFirstReview => plain(say::SIGNED_FIRST_REVIEW),
        Why::VotedAtOtherLevel { level: n } => say::voted_at_other_level(lang, level(*n)),
        Why::HomeUnit { unit } => say::home_unit(lang, unit),
        Why::DeclaredInterest => plain(say::DECLARED_INTEREST),
        Why::NoReviewer { level: n } => say::no_reviewer(lang, level(*n)),
        Why::VersionMoved { yours, now } => say::version_moved(lang, yours, now),
        Why::ChecklistIncomplete { missing } => say::checklist_incomplete(lang, all(missing)),
        Why::ClaimsUnread { claims } => say::claims_unread(lang, numbers(claims)),
        Why::ObjectionStands { by, text } => say::objection_stands(lang, by, text),
        Why::ThreadsOpen { count } => say::threads_open(lang, count),
        Why::LevelMissing { level: n } => say::level_missing(lang, level(*n)),
        Why::SignOffUnconfirmed { signer } => say::sign_off_unconfirmed(lang, signer),
        Why::WrongStage { stage, wanted } => say::wrong_stage(lang, stages(stage), stages(wanted)),
        Why::RetractTooLate { by } => say::retract_too_late(lang, by),
        Why::NothingToUndo => plain(say::NOTHING_TO_UNDO),
        Why::ReasonMissing => plain(say::REASON_MISSING),
        Why::SentenceMissing => plain(say::SENTENCE_MISSING),
        Why::UnknownReturnCode { given, known } => {
            say::unknown_return_code(lang, given, all(known))
        }
        Why::NotYourObjection { by, level: n } => say::not_your_objection(lang, by, level(*n)),
        Why::RecorderIsSigner => plain(say::RECORDER_IS_SIGNER),
        Why::CallBackMissing => plain(say::CALL_BACK_MISSING),
        Why::SuggestionOutdated => plain(say::SUGGESTION_OUTDATED),
        Why::ChangeKindWeaker { machine, yours } => say::change_kind_weaker(
            lang,
            words::change(lang, *machine),
            words::change(lang, *yours),
        ),
        Why::NothingChanged => plain(say::NOTHING_CHANGED),
        Why::AlreadySo => plain(say::ALREADY_SO),
        Why::NotYours { by } => say::not_yours(lang, by),
        Why::RecommendIsForShadows { post } => say::recommend_is_for_shadows(lang, post),
        Why::SuggestInstead => plain(say::SUGGEST_INSTEAD),
        Why::NothingToConfirm => plain(say::NOTHING_TO_CONFIRM),
        Why::ReviewerNotNeeded { level: n } => say::reviewer_not_needed(lang, level(*n)),

        // ── verification
        Why::ClaimsOpen { claims } => say::claims_open(lang, numbers(claims)),
        Why::ClaimContradicted { claim } => say::claim_contradicted(lang, claim),
        Why::AdjudicatorTookEvidence { claim } => say::adjudicator_took_evidence(lang, claim),
        Why::AdjudicatedThis { claim } => say::adjudicated_this(lang, claim),
        Why::NothingToAdjudicate => plain(say::NOTHING_TO_ADJUDICATE),
        Why::WaiverNotUrgent => plain(say::WAIVER_NOT_URGENT),
        Why::WaiverLevel { level: n } => say::waiver_level(lang, level(*n)),
        Why::NotInText { quote } => say::not_in_text(lang, quote),
        Why::FigureUnreadable { text } => say::figure_unreadable(lang, text),
        Why::ExplanationMissing { claim } => say::explanation_missing(lang, claim),
        Why::ExpressionUnreadable { expression, near } => {
            say::expression_unreadable(lang, expression, near)
        }

        // ── intake
        Why::Missing => plain(say::MISSING),
        Why::TooLong { limit, is, unit } => {
            say::too_long(lang, limit, is, words::length_unit(lang, *unit))
        }
        Why::PersonalData { shape, found } => {
            say::personal_data(lang, words::shape(lang, *shape), found)
        }
        Why::Classified => plain(say::CLASSIFIED),
        Why::ReleasedByMissing => plain(say::RELEASED_BY_MISSING),
        Why::UnknownUnit { unit } => say::unknown_unit(lang, unit),
        Why::TimeInFuture => plain(say::TIME_IN_FUTURE),
        Why::TimeInPast => plain(say::TIME_IN_PAST),
        Why::MergeIntoItself => plain(say::MERGE_INTO_ITSELF),
        Why::SharedWithOthers { units } => say::shared_with_others(lang, all(units)),
        Why::WithdrawnByUnit => plain(say::WITHDRAWN_BY_UNIT),
        Why::NotHotline { channel } => say::not_hotline(lang, words::channel(lang, *channel)),
        Why::AlreadyClosed { stage } => say::already_closed(lang, stages(stage)),
        Why::NotAside => plain(say::NOT_ASIDE),

        // ── roster
        Why::SameHolder { person } => say::same_holder(lang, person),
        Why::TooManyPosts { person, limit } => say::too_many_posts(lang, person, limit),
        Why::PostLeftEmpty { post, from, to } => say::post_left_empty(lang, post, from, to),
        Why::LeavesNoLeader { person } => say::leaves_no_leader(lang, person),
        Why::FallbackCycle { post } => say::fallback_cycle(lang, post),
        Why::TeamTooSmall { people, wanted } => say::team_too_small(lang, people, wanted),
        Why::LoginTaken { login } => say::login_taken(lang, login),
        Why::NameTaken { name } => say::name_taken(lang, name),
        Why::PostUnheld { post, from } => say::post_unheld(lang, post, from),
        Why::PostNotEmpty { post, items } => say::post_not_empty(lang, post, items),
        Why::PostLeantOn { post, by } => say::post_leant_on(lang, post, by),
        Why::CorrespondentHoldsNoPost { person } => say::correspondent_holds_no_post(lang, person),
        Why::EndBeforeBegin => plain(say::END_BEFORE_BEGIN),
        Why::TooFarAhead { days } => say::too_far_ahead(lang, days),
        Why::ParentCycle { unit } => say::parent_cycle(lang, unit),
        Why::DutyWithoutPost { duty } => say::duty_without_post(lang, words::duty(lang, *duty)),
        Why::Procedure { fault } => say::procedure(lang, procedure_fault(lang, fault)),

        // ── the request itself
        Why::BodyTooLarge { limit } => say::body_too_large(lang, limit),
        Why::NotJson => plain(say::NOT_JSON),
        Why::MethodNotAllowed => plain(say::METHOD_NOT_ALLOWED),
        Why::Malformed { wanted, found } => say::malformed(lang, wanted, found),
        Why::UnknownField { name, known } if known.is_empty() => {
            say::unknown_field_of_none(lang, name)
        }
        Why::UnknownField { name, known } => say::unknown_field(lang, name, all(known)),
        Why::Unreadable {
            line,
            column,
            detail,
        } => say::unreadable(lang, line, column, detail),
        Why::PreconditionMissing => plain(say::PRECONDITION_MISSING),
        Why::Stale { yours, now } => say::stale(lang, yours, now),
        Why::KeyReused => plain(say::KEY_REUSED),
        Why::BadCursor => plain(say::BAD_CURSOR),
        Why::QueryUnreadable { at, found, wanted } => query::sentence(lang, *at, found, wanted),
        Why::NotSignedIn => plain(say::NOT_SIGNED_IN),
        Why::WrongPassword => plain(say::WRONG_PASSWORD),
        Why::TooManyAttempts { seconds } => say::too_many_attempts(lang, waiting(lang, *seconds)),
        Why::Busy { seconds } => say::busy(lang, waiting(lang, *seconds)),
        Why::Internal { incident } => say::internal(lang, incident),
    }
}

/// Who can help: `可由 赵立（审核岗）、李强 处理。`; empty when nobody is known.
pub fn fixers(lang: Lang, fixers: &[Fixer]) -> String {
    let names: Vec<String> = fixers
        .iter()
        .filter_map(|fixer| match fixer {
            Fixer::Person { name, .. } => Some(name.clone()),
            Fixer::Post {
                name,
                acting: Some(acting),
                ..
            } => Some(say::acting_for(lang, acting, name)),
            Fixer::Post { name, .. } => Some(name.clone()),
            Fixer::You => None,
        })
        .collect();
    let you = fixers.iter().any(|fixer| matches!(fixer, Fixer::You));
    let names = names.join(list_gap(lang));
    match (names.is_empty(), you) {
        (true, true) => say::YOU_CAN_FIX.get(lang).to_owned(),
        (true, false) => String::new(),
        (false, true) => say::you_and_others_can_fix(lang, names),
        (false, false) => say::can_fix(lang, names),
    }
}

/// What is wrong with a setting of a procedure, and what it has to be.
pub fn procedure_fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::LevelCount { is } => say::level_count(lang, is),
        Fault::LevelNumber { is, wanted } => say::level_number(lang, is, wanted),
        Fault::Blank => say::BLANK_NAME.get(lang).to_owned(),
        Fault::Repeated { word } => say::repeated(lang, word),
        Fault::NotAWord { found } => say::not_a_word(lang, found),
        Fault::NoneGiven => say::NONE_GIVEN.get(lang).to_owned(),
        Fault::Zero => say::ZERO.get(lang).to_owned(),
        Fault::UnknownZone { found } => say::unknown_zone(lang, found),
        Fault::TooBig { limit } => say::too_big(lang, limit),
    }
}

/// Stages as rules name them: words of the wire with commas between, or names that are ready to be shown.
fn stages(lang: Lang, names: &str, procedure: Option<&Procedure>) -> String {
    let names: Vec<String> = names
        .split([',', '、'])
        .map(str::trim)
        .map(|name| match Stage::from_word(name) {
            Some(stage) => words::stage_of(lang, stage, procedure),
            None => name.to_owned(),
        })
        .collect();
    names.join(match lang {
        Lang::Zh => "或",
        Lang::En => " or ",
    })
}

/// A time to wait, rounded up to what a person would wait.
fn waiting(lang: Lang, seconds: u64) -> String {
    match seconds {
        0..=1 => say::A_MOMENT.get(lang).to_owned(),
        2..=90 => say::seconds(lang, seconds),
        _ => say::minutes(lang, seconds.div_ceil(60)),
    }
}

/// Declares the codes of the reasons, for [`code`] and [`CODES`] alike.
macro_rules! codes {
    ($($why:ident $code:literal)+) => {
        /// The stable code of a reason on the wire: its serde tag.
        pub fn code(why: &Why) -> &'static str {
            match why {
                $(Why::$why { .. } => $code,)+
            }
        }

        /// All codes, for the API's description.
        pub const CODES: &[&str] = &[$($code),+];
    };
}

codes! {
    NotYourDuty "not_your_duty"
    NotYourTurn "not_your_turn"
    ReadOnlyRole "read_only_role"
    ShadowOnly "shadow_only"
    OtherUnit "other_unit"
    NotFound "not_found"
    Inactive "inactive"
    WroteThis "wrote_this"
    SignedFirstReview "signed_first_review"
    VotedAtOtherLevel "voted_at_other_level"
    HomeUnit "home_unit"
    DeclaredInterest "declared_interest"
    NoReviewer "no_reviewer"
    VersionMoved "version_moved"
    ChecklistIncomplete "checklist_incomplete"
    ClaimsUnread "claims_unread"
    ObjectionStands "objection_stands"
    ThreadsOpen "threads_open"
    LevelMissing "level_missing"
    SignOffUnconfirmed "sign_off_unconfirmed"
    WrongStage "wrong_stage"
    RetractTooLate "retract_too_late"
    NothingToUndo "nothing_to_undo"
    ReasonMissing "reason_missing"
    SentenceMissing "sentence_missing"
    UnknownReturnCode "unknown_return_code"
    NotYourObjection "not_your_objection"
    RecorderIsSigner "recorder_is_signer"
    CallBackMissing "call_back_missing"
    SuggestionOutdated "suggestion_outdated"
    ChangeKindWeaker "change_kind_weaker"
    NothingChanged "nothing_changed"
    AlreadySo "already_so"
    NotYours "not_yours"
    RecommendIsForShadows "recommend_is_for_shadows"
    SuggestInstead "suggest_instead"
    NothingToConfirm "nothing_to_confirm"
    ReviewerNotNeeded "reviewer_not_needed"
    ClaimsOpen "claims_open"
    ClaimContradicted "claim_contradicted"
    AdjudicatorTookEvidence "adjudicator_took_evidence"
    AdjudicatedThis "adjudicated_this"
    NothingToAdjudicate "nothing_to_adjudicate"
    WaiverNotUrgent "waiver_not_urgent"
    WaiverLevel "waiver_level"
    NotInText "not_in_text"
    FigureUnreadable "figure_unreadable"
    ExplanationMissing "explanation_missing"
    ExpressionUnreadable "expression_unreadable"
    Missing "missing"
    TooLong "too_long"
    PersonalData "personal_data"
    Classified "classified"
    ReleasedByMissing "released_by_missing"
    UnknownUnit "unknown_unit"
    TimeInFuture "time_in_future"
    TimeInPast "time_in_past"
    MergeIntoItself "merge_into_itself"
    SharedWithOthers "shared_with_others"
    WithdrawnByUnit "withdrawn_by_unit"
    NotHotline "not_hotline"
    AlreadyClosed "already_closed"
    NotAside "not_aside"
    SameHolder "same_holder"
    TooManyPosts "too_many_posts"
    PostLeftEmpty "post_left_empty"
    LeavesNoLeader "leaves_no_leader"
    FallbackCycle "fallback_cycle"
    TeamTooSmall "team_too_small"
    LoginTaken "login_taken"
    NameTaken "name_taken"
    PostUnheld "post_unheld"
    PostNotEmpty "post_not_empty"
    PostLeantOn "post_leant_on"
    CorrespondentHoldsNoPost "correspondent_holds_no_post"
    EndBeforeBegin "end_before_begin"
    TooFarAhead "too_far_ahead"
    ParentCycle "parent_cycle"
    DutyWithoutPost "duty_without_post"
    Procedure "procedure"
    BodyTooLarge "body_too_large"
    NotJson "not_json"
    MethodNotAllowed "method_not_allowed"
    Malformed "malformed"
    UnknownField "unknown_field"
    Unreadable "unreadable"
    PreconditionMissing "precondition_missing"
    Stale "stale"
    KeyReused "key_reused"
    BadCursor "bad_cursor"
    QueryUnreadable "query_unreadable"
    NotSignedIn "not_signed_in"
    WrongPassword "wrong_password"
    TooManyAttempts "too_many_attempts"
    Busy "busy"
    Internal "internal"
}
