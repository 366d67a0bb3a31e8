//! Acts on one item, for scripts and screen readers: the same commands as the terminal's, answered in a line.

use super::args::{HoldArgs, ItemArgs, PassArgs, ReleaseArgs, ReturnArgs, Where};
use super::ask::Asker;
use super::failure::{FINE, Outcome, told, wrong};
use super::link::{Link, Otherwise};
use super::{Context, print, show};
use crate::client::api::How;
use crate::client::{Api, Key};
use crate::domain::calendar::office_zone;
use crate::domain::item::Stage;
use crate::domain::item::triage::{HoldDraft, PromoteDraft, ReturnDraft};
use crate::domain::moment::Moment;
use crate::domain::procedure::{Procedure, Question};
use crate::domain::review::vote::VoteDraft;
use crate::domain::review::{Answer, Verdict, Via};
use crate::messages::{Lang, cli as say, query::list_gap, words};
use crate::wire::{ItemCommand, ItemView};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// `promote`.
pub async fn promote(ctx: &Context, args: ItemArgs) -> Outcome {
    let draft = PromoteDraft {
        desk_post: None,
        kind: Default::default(),
    };
    let command = ItemCommand::Promote(draft);
    on_item(ctx, &args.at, &args.item, args.json, async |_, _| {
        Ok(command)
    })
    .await
}

/// `ready`.
pub async fn ready(ctx: &Context, args: ItemArgs) -> Outcome {
    on_item(ctx, &args.at, &args.item, args.json, async |_, _| {
        Ok(ItemCommand::Ready)
    })
    .await
}

/// `release`.
pub async fn release(ctx: &Context, args: ReleaseArgs) -> Outcome {
    let lang = ctx.lang;
    on_item(ctx, &args.at, &args.item, args.json, async |view, _| {
        if args.confirm {
            Ok(ItemCommand::Release)
        } else {
            let title = &view.manuscript.title;
            Err(wrong(say::confirm_release(lang, view.item.no, title)))
        }
    })
    .await
}

/// `hold`.
pub async fn hold(ctx: &Context, args: HoldArgs) -> Outcome {
    let lang = ctx.lang;
    on_item(ctx, &args.at, &args.item, args.json, async |_, api| {
        let zone = office_zone(&api.procedure().await?.zone);
        let until = time(&args.until, show::server_now(api), &zone)
            .ok_or_else(|| wrong(say::time_form(lang, &args.until)))?;
        let reason = args.reason.clone();
        Ok(ItemCommand::Hold(HoldDraft { until, reason }))
    })
    .await
}

/// `return`: to the unit at triage, to an earlier step under review.
pub async fn send_back(ctx: &Context, args: ReturnArgs) -> Outcome {
    let lang = ctx.lang;
    on_item(ctx, &args.at, &args.item, args.json, async |view, _| {
        let sentence = args.sentence.clone().unwrap_or_default();
        let code = args.code.clone();
        if matches!(Stage::from_word(&view.stage), Some(Stage::Triage)) {
            if args.to.is_some() {
                return Err(wrong(say::TO_IS_FOR_REVIEW.get(lang)));
            }
            return Ok(ItemCommand::ReturnToUnit(ReturnDraft { code, sentence }));
        }
        let back_to = args.to.as_deref().map(|to| step(to, lang)).transpose()?;
        Ok(ItemCommand::Vote(Box::new(VoteDraft {
            verdict: Verdict::Return,
            code: Some(code),
            back_to,
            remark: sentence,
            ..vote(view)
        })))
    })
    .await
}

/// The level a word names: 0 for drafting.
fn step(word: &str, lang: Lang) -> anyhow::Result<u8> {
    match Stage::from_word(word) {
        Some(Stage::Drafting) => Ok(0),
        Some(Stage::Level(level)) => Ok(level),
        _ => Err(wrong(say::stage_form(lang, word))),
    }
}

/// A vote on the version that was read, to be filled in.
fn vote(view: &ItemView) -> VoteDraft {
    VoteDraft {
        verdict: Verdict::Pass,
        version: view.item.version(),
        answers: Vec::new(),
        claims_read: Vec::new(),
        remark: String::new(),
        code: None,
        back_to: None,
        via: Via::Screen,
        out_of_band: None,
    }
}

/// `pass`: the checklist from the command line, or asked question by question.
pub async fn pass(ctx: &Context, args: PassArgs) -> Outcome {
    let lang = ctx.lang;
    on_item(ctx, &args.at, &args.item, args.json, async |view, api| {
        let procedure = api.procedure().await?;
        let Some(Stage::Level(no)) = Stage::from_word(&view.stage) else {
            let stage = show::stage(lang, &view.stage, &procedure);
            return Err(told(say::not_under_review(lang, stage)));
        };
        // Nothing borrowed from the terminal may live over a wait.
        let mut asker = Asker::aside(lang);
        let (answers, read) = checklist(&args, view, &procedure, no, &mut asker)?;
        let claims = view.item.claims.iter().filter(|it| read && !it.withdrawn);
        Ok(ItemCommand::Vote(Box::new(VoteDraft {
            answers,
            claims_read: claims.map(|it| it.id).collect(),
            remark: args.remark.clone().unwrap_or_default(),
            ..vote(view)
        })))
    })
    .await
}

/// The answers to the level's questions, and whether the claims have been read.
fn checklist(
    args: &PassArgs,
    view: &ItemView,
    procedure: &Procedure,
    no: u8,
    asker: &mut Asker<'_>,
) -> anyhow::Result<(Vec<Answer>, bool)> {
    let lang = asker.lang;
    let level = procedure.level(no);
    let questions: &[Question] = level.map_or(&[], |level| &level.checklist);
    let answers = if args.answers.is_empty() {
        if !questions.is_empty() {
            asker.say(say::QUESTIONS_HEADING.get(lang))?;
        }
        let ask = |question: &Question| {
            let text = words::bilingual(lang, &question.text);
            let yes = asker.yes(
                say::question(lang, text.trim_end_matches(['?', '？'])),
                None,
            )?;
            Ok(answer(&question.id, yes))
        };
        questions.iter().map(ask).collect::<anyhow::Result<_>>()?
    } else {
        given(&args.answers, questions, lang)?
    };
    let claims = view.item.claims.iter().filter(|it| !it.withdrawn).count();
    let wanted = level.is_some_and(|level| level.claims_read) && claims > 0;
    let read = if args.read_all || !wanted {
        args.read_all
    } else if args.answers.is_empty() {
        asker.yes(say::claims_to_read(lang, claims), None)?
    } else {
        false
    };
    Ok((answers, read))
}

fn answer(question: &str, yes: bool) -> Answer {
    Answer {
        question: question.to_owned(),
        yes,
        note: String::new(),
    }
}

/// `all-yes`, and `question=yes` or `question=no`, the later ones over the earlier.
fn given(words: &[String], questions: &[Question], lang: Lang) -> anyhow::Result<Vec<Answer>> {
    let mut answers: Vec<Answer> = Vec::new();
    let mut put = |id: &str, yes: bool| match answers.iter_mut().find(|it| it.question == id) {
        Some(known) => known.yes = yes,
        None => answers.push(answer(id, yes)),
    };
    for word in words {
        if word == "all-yes" {
            questions
                .iter()
                .for_each(|question| put(&question.id, true));
            continue;
        }
        let form = || wrong(say::answer_form(lang, word));
        let (id, yes) = word.split_once('=').ok_or_else(form)?;
        let yes = match yes {
            "yes" | "y" => true,
            "no" | "n" => false,
            _ => return Err(form()),
        };
        if !questions.iter().any(|question| question.id == id) {
            let known: Vec<&str> = questions.iter().map(|it| it.id.as_str()).collect();
            let known = known.join(list_gap(lang));
            return Err(wrong(say::unknown_question(lang, id, known)));
        }
        put(id, yes);
    }
    Ok(answers)
}

/// Reads the item, makes the command from what was read, gives it for that revision, and says what became of it.
async fn on_item(
    ctx: &Context,
    at: &Where,
    called: &str,
    json: bool,
    make: impl AsyncFnOnce(&ItemView, &Api) -> anyhow::Result<ItemCommand>,
) -> Outcome {
    let link = Link::open(ctx, at, Otherwise::Ask).await?;
    let result = act(ctx, &link.api, called, json, make).await;
    link.close().await;
    result
}

async fn act(
    ctx: &Context,
    api: &Api,
    called: &str,
    json: bool,
    make: impl AsyncFnOnce(&ItemView, &Api) -> anyhow::Result<ItemCommand>,
) -> Outcome {
    let lang = ctx.lang;
    let view = show::find(api, called, lang).await?;
    let command = make(&view, api).await?;
    let item = &view.item;
    let reply = api
        .act(item.id, item.rev, &command, &Key::fresh(), How::default())
        .await?;
    if json {
        print::json(&reply)?;
    } else {
        let procedure = api.procedure().await?;
        let stage = show::stage(lang, &reply.stage, &procedure);
        print::line(say::done(lang, item.no, &view.manuscript.title, stage))?;
    }
    Ok(FINE)
}

/// A time ahead: `2h`, `30m`, `3d`, a date (its midnight in the office zone), a date and a time, or RFC 3339.
fn time(text: &str, now: Moment, zone: &TimeZone) -> Option<Moment> {
    let text = text.trim();
    if let Some(number) = text.strip_suffix(['m', 'h', 'd']) {
        let number: i64 = number.parse().ok().filter(|it| *it > 0)?;
        let minutes = match text.chars().next_back() {
            Some('m') => 1,
            Some('h') => 60,
            _ => 24 * 60,
        };
        return Some(now.plus_minutes(number.saturating_mul(minutes)));
    }
    if let Ok(at) = text.parse::<Moment>() {
        return Some(at);
    }
    let civil = DateTime::strptime("%Y-%m-%d %H:%M", text)
        .or_else(|_| DateTime::strptime("%Y-%m-%dT%H:%M", text))
        .or_else(|_| text.parse::<Date>().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    let at = zone.to_timestamp(civil).ok()?;
    Some(Moment::from(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::shown;

    fn questions() -> Vec<Question> {
        let level = Procedure::three_levels();
        level.levels[0].checklist.clone()
    }

    #[test]
    fn answers_are_given_all_at_once_and_single_ones_over_them() {
        let words = ["all-yes".to_owned(), "figures=no".to_owned()];
        let answers = given(&words, &questions(), Lang::En).expect("answers");
        assert_eq!(answers.len(), questions().len());
        let no: Vec<&str> = answers
            .iter()
            .filter(|it| !it.yes)
            .map(|it| it.question.as_str())
            .collect();
        assert_eq!(no, ["figures"]);
    }

    #[test]
    fn an_answer_to_no_question_is_refused_with_the_questions_there_are() {
        let refused =
            given(&["moon=yes".to_owned()], &questions(), Lang::En).expect_err("no question");
        assert!(refused.to_string().contains("figures"), "{refused}");
        assert!(given(&["figures".to_owned()], &questions(), Lang::En).is_err());
        assert!(given(&["figures=maybe".to_owned()], &questions(), Lang::En).is_err());
    }

    #[test]
    fn a_time_is_a_span_a_date_or_a_clock_in_the_office_zone() {
        let zone = office_zone("Asia/Shanghai");
        let now: Moment = "2026-11-23T14:00:00+08:00".parse().expect("a time");
        let read = |text: &str| time(text, now, &zone).map(|at| shown(at, &zone));
        assert_eq!(read("2h").as_deref(), Some("2026-11-23 16:00"));
        assert_eq!(read("3d").as_deref(), Some("2026-11-26 14:00"));
        assert_eq!(read("2026-11-30").as_deref(), Some("2026-11-30 00:00"));
        assert_eq!(
            read("2026-11-30 09:05").as_deref(),
            Some("2026-11-30 09:05")
        );
        assert_eq!(
            read("2026-11-30T01:05:00Z").as_deref(),
            Some("2026-11-30 09:05")
        );
        for wrong in ["", "soon", "-2h", "0d", "h", "2026-13-01", "é"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn back_to_drafting_or_to_a_level() {
        assert_eq!(step("drafting", Lang::En).expect("a step"), 0);
        assert_eq!(step("L2", Lang::En).expect("a step"), 2);
        assert!(step("triage", Lang::En).is_err());
    }
}
