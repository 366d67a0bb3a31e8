//! The line in which commands wait for a connection: bounded, so that a desk that falls behind says so.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Job;
use crate::store::StoreError;

/// First in, first out; many ends on both sides.
pub(in crate::store) struct Queue {
    line: Mutex<Line>,
    arrival: Condvar,
    room: usize,
}

struct Line {
    jobs: VecDeque<Box<dyn Job>>,
    open: bool,
}

impl Queue {
    /// A line in which at most `room` commands wait.
    pub(in crate::store) fn new(room: usize) -> Self {
        Self {
            line: Mutex::new(Line {
                jobs: VecDeque::new(),
                open: true,
            }),
            arrival: Condvar::new(),
            room,
        }
    }

    /// Puts a command at the end, or answers it at once: [`StoreError::Closed`], [`StoreError::Busy`].
    pub(in crate::store) fn push(&self, job: Box<dyn Job>) {
        let mut line = self.line();
        if !line.open {
            drop(line);
            job.answer(Err(StoreError::Closed));
        } else if line.jobs.len() >= self.room {
            drop(line);
            job.answer(Err(StoreError::Busy));
        } else {
            line.jobs.push_back(job);
            drop(line);
            self.arrival.notify_one();
        }
    }

    /// Waits for the first command; none when the line is closed and empty.
    pub(in crate::store) fn pop(&self) -> Option<Box<dyn Job>> {
        let mut line = self.line();
        loop {
            if let Some(job) = line.jobs.pop_front() {
                return Some(job);
            }
            if !line.open {
                return None;
            }
            line = self
                .arrival
                .wait(line)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The first command if one waits.
    pub(in crate::store) fn try_pop(&self) -> Option<Box<dyn Job>> {
        self.line().jobs.pop_front()
    }

    /// Lets nothing more in. What waits is still handed out.
    pub(in crate::store) fn close(&self) {
        self.line().open = false;
        self.arrival.notify_all();
    }

    /// No code that can panic runs under the lock, so a poisoned one is as good as any.
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, sync_channel};

    use super::*;
    use crate::store::Tx;
    use crate::store::engine::Command;

    type Answer = Receiver<Result<(), StoreError>>;

    fn job() -> (Box<dyn Job>, Answer) {
        let (reply, answer) = sync_channel(1);
        (
            Box::new(Command::new(|_: &mut dyn Tx| Ok(()), reply)),
            answer,
        )
    }

    #[test]
    fn a_full_line_answers_busy_and_keeps_what_it_has() {
        let queue = Queue::new(2);
        let mut answers = Vec::new();
        for _ in 0..3 {
            let (job, answer) = job();
            queue.push(job);
            answers.push(answer);
        }
        assert_eq!(answers[2].try_recv(), Ok(Err(StoreError::Busy)));
        assert!(answers[0].try_recv().is_err());
        assert!(queue.try_pop().is_some());
        assert!(queue.try_pop().is_some());
        assert!(queue.try_pop().is_none());
    }

    #[test]
    fn a_closed_line_hands_out_what_waits_and_lets_nothing_in() {
        let queue = Queue::new(2);
        let (early, _) = job();
        queue.push(early);
        queue.close();
        let (late, answer) = job();
        queue.push(late);
        assert_eq!(answer.try_recv(), Ok(Err(StoreError::Closed)));
        assert!(queue.pop().is_some());
        assert!(queue.pop().is_none());
    }
}
