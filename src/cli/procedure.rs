//! `procedure`: the desk's levels, checklists, deadlines and return codes as TOML: printed, checked, put into force.

use super::args::{ProcedureVerb, Where};
use super::failure::{FINE, Outcome, refusal_words, told};
use super::link::Link;
use super::people::PLANNER;
use super::{Context, print};
use crate::domain::procedure::{Procedure, validate};
use crate::domain::refusal::Refusal;
use crate::messages::cli as say;
use std::path::Path;

/// `procedure …`.
pub async fn run(ctx: &Context, verb: ProcedureVerb, outer: &Where) -> Outcome {
    match verb {
        ProcedureVerb::Print(args) => {
            let procedure = if args.default {
                Procedure::three_levels()
            } else {
                let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
                let procedure = link.api.procedure().await?;
                link.close().await;
                procedure
            };
            print::line(toml::to_string_pretty(&procedure)?.trim_end())?;
        }
        ProcedureVerb::Check(args) => {
            let procedure = read(ctx, &args.file)?;
            print::line(say::procedure_fine(ctx.lang, procedure.levels.len()))?;
        }
        ProcedureVerb::Set(args) => {
            let procedure = read(ctx, &args.file)?;
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            link.api.set_procedure(&procedure).await?;
            link.close().await;
            print::line(say::procedure_set(ctx.lang, procedure.levels.len()))?;
        }
    }
    Ok(FINE)
}

/// A procedure that can be worked by, or all its problems.
pub fn read(ctx: &Context, file: &Path) -> anyhow::Result<Procedure> {
    let procedure: Procedure = super::read_toml(ctx.lang, file)?;
    let problems = validate(&procedure);
    if problems.is_empty() {
        return Ok(procedure);
    }
    let mut lines = vec![say::file(
        ctx.lang,
        file.display(),
        say::problems(ctx.lang, problems.len()),
    )];
    lines.extend(
        problems
            .into_iter()
            .map(|it| refusal_words(&Refusal::from(it), ctx.lang)),
    );
    Err(told(lines.join("\n  ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_that_comes_with_the_program_reads_back_from_its_toml() {
        let procedure = Procedure::three_levels();
        let text = toml::to_string_pretty(&procedure).expect("toml");
        assert_eq!(
            toml::from_str::<Procedure>(&text).expect("a procedure"),
            procedure
        );
    }
}
