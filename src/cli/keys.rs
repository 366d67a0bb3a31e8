//! Keys, completions and manual pages: what is made from the tables of actions and commands, without any desk.

use super::args::KeysArgs;
use super::failure::{FAILED, FINE, Outcome, told};
use super::print::{self, Table};
use super::{Context, help};
use crate::messages::{Lang, cli as say, keymap};
use crate::tui::input::problem::Problem;
use crate::tui::input::{Builtin, Keymap, card, card_markdown};
use std::io::Write;
use std::path::{Path, PathBuf};

/// `keys`.
pub fn run(ctx: &Context, args: &KeysArgs) -> Outcome {
    let lang = ctx.lang;
    if let Some(file) = &args.check {
        return check(ctx, file);
    }
    let chosen = chosen(ctx, args.keymap.as_deref())?;
    if args.source {
        let text = match &chosen.file {
            Some(file) => super::read_text(lang, file)?,
            None => chosen.base.source().to_owned(),
        };
        print::line(text.trim_end())?;
        return Ok(FINE);
    }
    let keymap = chosen.load(lang)?;
    if args.markdown {
        print::line(card_markdown(lang, &keymap, 3).trim_end())?;
        return Ok(FINE);
    }
    for section in card(lang, &keymap) {
        print::line(section.title)?;
        let head = [keymap::CARD_KEYS, keymap::CARD_TITLE, keymap::CARD_HELP];
        let mut table = Table::new(head.map(|it| it.get(lang)));
        for row in section.rows {
            table.row([
                row.keys.join("  "),
                row.title.to_owned(),
                row.help.to_owned(),
            ]);
        }
        table.print()?;
        print::line("")?;
    }
    Ok(FINE)
}

/// A keymap as chosen: one that comes with the program, and a person's own file over it.
#[derive(Debug)]
pub struct Chosen {
    pub base: Builtin,
    pub file: Option<PathBuf>,
}

/// The keymap named on the command line or in the settings.
pub fn chosen(ctx: &Context, named: Option<&str>) -> anyhow::Result<Chosen> {
    let configured = Builtin::from_name(ctx.settings.keymap).unwrap_or_default();
    match named {
        None => Ok(Chosen {
            base: configured,
            file: ctx.settings.keymap_file.clone(),
        }),
        Some(name) => match Builtin::from_name(name) {
            Some(base) => Ok(Chosen { base, file: None }),
            None if Path::new(name).is_file() => Ok(Chosen {
                base: configured,
                file: Some(PathBuf::from(name)),
            }),
            None => Err(told(say::unknown_keymap(ctx.lang, name))),
        },
    }
}

impl Chosen {
    /// The keymap itself; a file with problems is refused.
    pub fn load(&self, lang: Lang) -> anyhow::Result<Keymap> {
        let Some(file) = &self.file else {
            return Ok(self.base.keymap());
        };
        match Keymap::load(
            &file.display().to_string(),
            &super::read_text(lang, file)?,
            self.base,
        ) {
            Ok(loaded) => Ok(loaded.keymap),
            Err(_) => Err(told(say::keymap_refused(lang, file.display()))),
        }
    }
}

/// `keys --check`: every finding of a file, those that stop it and those worth knowing.
fn check(ctx: &Context, file: &Path) -> Outcome {
    let lang = ctx.lang;
    let text = super::read_text(lang, file)?;
    let base = Builtin::from_name(ctx.settings.keymap).unwrap_or_default();
    let name = file.display().to_string();
    let line = |problem: &Problem| {
        let sentence = problem.sentence(lang);
        keymap::problem(lang, &problem.file, problem.line, sentence)
    };
    match Keymap::load(&name, &text, base) {
        Ok(loaded) if loaded.notes.is_empty() => {
            print::line(say::keymap_fine(lang, name))?;
            Ok(FINE)
        }
        Ok(loaded) => {
            print::line(say::keymap_notes(lang, name, loaded.notes.len()))?;
            for note in &loaded.notes {
                print::line(line(note))?;
            }
            Ok(FINE)
        }
        Err(problems) => {
            print::line(say::keymap_faults(lang, name, problems.len()))?;
            for problem in &problems {
                print::line(line(problem))?;
            }
            Ok(FAILED)
        }
    }
}

/// `completions`.
pub fn completions(ctx: &Context, shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    let mut command = help::command(ctx.lang);
    clap_complete::generate(shell, &mut command, "sanshen", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(FINE)
}

/// `man`: a page for the program and one for each command.
pub fn manuals(ctx: &Context, folder: &Path) -> Outcome {
    let failed = |why: std::io::Error| told(say::file_unwritable(ctx.lang, folder.display(), why));
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(help::command(ctx.lang), folder).map_err(failed)?;
    let written = std::fs::read_dir(folder).map_err(failed)?.flatten();
    let pages = written.filter(|it| it.path().extension().is_some_and(|end| end == "1"));
    print::line(say::manuals_written(
        ctx.lang,
        pages.count(),
        folder.display(),
    ))?;
    Ok(FINE)
}
