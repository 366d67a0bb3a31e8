//! Questions on plain lines: they work over any line, with any screen reader, and from a script.

use crate::cli::failure::told;
use crate::messages::{Lang, cli as say};
use std::io::{self, BufRead, IsTerminal, Write};

/// Asks on one stream and reads answers from another.
pub struct Asker<'a> {
    input: Box<dyn BufRead + 'a>,
    output: Box<dyn Write + 'a>,
    /// Secrets are read from the terminal, unseen.
    unseen: bool,
    pub lang: Lang,
}

impl<'a> Asker<'a> {
    /// On standard input and output; secrets unseen where a person types.
    pub fn person(lang: Lang) -> Self {
        Asker {
            input: Box::new(io::stdin().lock()),
            output: Box::new(io::stdout()),
            unseen: io::stdin().is_terminal(),
            lang,
        }
    }

    /// As [`Asker::person`], but asking on the error stream, for commands whose output is read by others.
    pub fn aside(lang: Lang) -> Self {
        Asker {
            output: Box::new(io::stderr()),
            ..Self::person(lang)
        }
    }

    /// On any streams.
    pub fn over(input: impl BufRead + 'a, output: impl Write + 'a, lang: Lang) -> Self {
        Asker {
            input: Box::new(input),
            output: Box::new(output),
            unseen: false,
            lang,
        }
    }

    /// Says something.
    pub fn say(&mut self, words: impl AsRef<str>) -> anyhow::Result<()> {
        let words = crate::text::clean_block(words.as_ref());
        writeln!(self.output, "{words}")?;
        Ok(())
    }

    /// Asks for a line; outer blanks are removed.
    ///
    /// # Errors
    /// When there are no more lines: the person stopped.
    pub fn line(&mut self, question: impl AsRef<str>) -> anyhow::Result<String> {
        write!(self.output, "{}", question.as_ref())?;
        self.output.flush()?;
        self.answer().map(|line| line.trim().to_owned())
    }

    /// Asks for a line, where an empty one means `otherwise`.
    pub fn line_or(
        &mut self,
        question: impl AsRef<str>,
        otherwise: &str,
    ) -> anyhow::Result<String> {
        let line = self.line(question)?;
        Ok(if line.is_empty() {
            otherwise.to_owned()
        } else {
            line
        })
    }

    /// Asks for a secret. Blanks belong to it.
    pub fn secret(&mut self, question: impl AsRef<str>) -> anyhow::Result<String> {
        if self.unseen {
            self.output.flush()?;
            return rpassword::prompt_password(question.as_ref()).map_err(|why| match why.kind() {
                io::ErrorKind::UnexpectedEof | io::ErrorKind::Interrupted => self.stopped(),
                _ => why.into(),
            });
        }
        write!(self.output, "{}", question.as_ref())?;
        self.output.flush()?;
        let line = self.answer()?;
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }

    /// Asks for a secret twice, until both are the same.
    pub fn new_secret(&mut self, question: impl AsRef<str>) -> anyhow::Result<String> {
        loop {
            let first = self.secret(question.as_ref())?;
            if first.is_empty() || self.secret(say::ASK_PASSWORD_AGAIN.get(self.lang))? == first {
                return Ok(first);
            }
            let differ = say::PASSWORDS_DIFFER.get(self.lang);
            self.say(differ)?;
        }
    }

    /// Asks until yes or no is answered; an empty line means `otherwise`, where there is one.
    pub fn yes(
        &mut self,
        question: impl AsRef<str>,
        otherwise: Option<bool>,
    ) -> anyhow::Result<bool> {
        loop {
            let answer = self.line(question.as_ref())?;
            match crate::text::fold(&answer).as_str() {
                "y" | "yes" | "是" => return Ok(true),
                "n" | "no" | "否" | "不" => return Ok(false),
                "" if let Some(otherwise) = otherwise => return Ok(otherwise),
                _ => {
                    let again = say::ANSWER_YES_OR_NO.get(self.lang);
                    self.say(again)?;
                }
            }
        }
    }

    fn answer(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        match self.input.read_line(&mut line)? {
            0 => Err(self.stopped()),
            _ => Ok(line),
        }
    }

    fn stopped(&self) -> anyhow::Error {
        told(say::STOPPED.get(self.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked<T>(
        typed: &str,
        ask: impl FnOnce(&mut Asker<'_>) -> anyhow::Result<T>,
    ) -> (anyhow::Result<T>, String) {
        let mut output = Vec::new();
        let result = {
            let mut asker = Asker::over(typed.as_bytes(), &mut output, Lang::En);
            ask(&mut asker)
        };
        (result, String::from_utf8(output).expect("text"))
    }

    #[test]
    fn a_question_is_asked_again_until_it_is_answered() {
        let (answer, said) = asked("maybe\n\n是\n", |it| it.yes("Good? ", None));
        assert!(answer.expect("an answer"));
        assert_eq!(said.matches("Good?").count(), 3);
        let (answer, _) = asked("\n", |it| it.yes("Good? ", Some(true)));
        assert!(answer.expect("an answer"));
    }

    #[test]
    fn a_new_secret_is_typed_twice_and_keeps_its_blanks() {
        let (secret, _) = asked("one\ntwo\n a b \n a b \n", |it| it.new_secret("Secret: "));
        assert_eq!(secret.expect("a secret"), " a b ");
    }

    #[test]
    fn someone_who_stops_answering_has_stopped() {
        let (answer, _) = asked("", |it| it.line("Name: "));
        assert!(
            answer
                .expect_err("stopped")
                .to_string()
                .contains("nothing was written")
        );
    }
}
