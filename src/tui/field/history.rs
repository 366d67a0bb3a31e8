//! What can be undone in a text field.

/// The most that is remembered, in steps and in bytes of text.
const STEPS: usize = 2000;
const BYTES: usize = 16 * 1024 * 1024;

/// One change: at byte `at`, `removed` gave way to `inserted`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub at: usize,
    pub removed: String,
    pub inserted: String,
    /// Where the caret stood before.
    pub caret: usize,
}

impl Step {
    fn bytes(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

/// The steps taken and those taken back.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the last step may still grow.
    open: bool,
    bytes: usize,
}

impl History {
    /// Remember a step. One that `joins` becomes part of the step before it where both are one act: typing on up to
    /// the end of a clause, or erasing on in one direction.
    pub fn record(&mut self, step: Step, joins: bool) {
        self.undone.clear();
        self.bytes += step.bytes();
        let joins_last = self.open && joins;
        let grown = joins_last && self.done.last_mut().is_some_and(|last| grow(last, &step));
        if !grown {
            self.done.push(step);
        }
        self.open = joins;
        let mut surplus = 0;
        while self.bytes > BYTES || self.done.len() - surplus > STEPS {
            match self.done.get(surplus) {
                // The last step stays, however big: what was just done can be undone.
                Some(oldest) if surplus + 1 < self.done.len() => {
                    self.bytes -= oldest.bytes();
                    surplus += 1;
                }
                _ => break,
            }
        }
        self.done.drain(..surplus);
    }

    /// The last step is complete: nothing more joins it.
    pub fn seal(&mut self) {
        self.open = false;
    }

    pub fn undo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.done.pop()?;
        self.bytes -= step.bytes();
        self.undone.push(step);
        self.undone.last()
    }

    pub fn redo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.undone.pop()?;
        self.bytes += step.bytes();
        self.done.push(step);
        self.done.last()
    }
}

/// Let `last` take in `step` if they are one act.
fn grow(last: &mut Step, step: &Step) -> bool {
    let typing = last.removed.is_empty() && step.removed.is_empty();
    if typing && step.at == last.at + last.inserted.len() {
        let ended = last.inserted.ends_with(|c: char| {
            c.is_ascii_punctuation()
                || matches!(
                    c,
                    '\n' | '，' | '。' | '；' | '：' | '、' | '？' | '！' | '”' | '）'
                )
        });
        let word_ended = last.inserted.ends_with(char::is_whitespace)
            && !step.inserted.starts_with(char::is_whitespace);
        if ended || word_ended {
            return false;
        }
        last.inserted.push_str(&step.inserted);
        return true;
    }
    let erasing = last.inserted.is_empty() && step.inserted.is_empty();
    if erasing && step.at + step.removed.len() == last.at {
        last.at = step.at;
        last.removed.insert_str(0, &step.removed);
        return true;
    }
    if erasing && step.at == last.at {
        last.removed.push_str(&step.removed);
        return true;
    }
    false
}
