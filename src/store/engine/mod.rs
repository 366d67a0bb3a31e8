//! How commands get to a connection and their answers back.
//!
//! A caller's closure becomes a [`Command`], a [`Job`] whose types are forgotten, and waits in a
//! [`Queue`](queue::Queue) for a thread that owns a connection. The thread runs it, settles the
//! transaction, and only then lets it answer, so that no caller hears of a change that is not durable.

pub(super) mod postgres;
pub(super) mod queue;
pub(super) mod sqlite;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::{StoreError, Tx};
use queue::Queue;

/// How many commands may wait for the writer, and how many for the readers, before
/// [`StoreError::Busy`]: at 1,000 writes in a second, the last in the line waits a second.
const WAITING: usize = 1024;

/// Connections that read, of either engine.
const READERS: usize = 4;

/// A command that a connection can run.
pub(super) trait Job: Send {
    /// Runs it in a transaction that has begun, and says what should become of that transaction.
    fn run(&mut self, tx: &mut dyn Tx) -> Wish;
    /// Gives the caller the command's own result, or the reason why the transaction did not stand.
    fn answer(self: Box<Self>, end: Result<(), StoreError>);
    /// Whether the caller has stopped waiting.
    fn unwanted(&self) -> bool;
}

/// What a command wants to become of its transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Keep what it did.
    Commit,
    /// Undo it: the command refused.
    RollBack,
    /// Undo it and do not run the command again: it panicked, and may have left itself in any state.
    GiveUp,
}

/// The caller's end of a channel.
pub(super) trait Reply<R>: Send {
    fn give(self, result: R);
    fn unwanted(&self) -> bool;
}

impl<R: Send> Reply<R> for oneshot::Sender<R> {
    fn give(self, result: R) {
        // A caller that has gone does not need the answer.
        let _ = oneshot::Sender::send(self, result);
    }

    fn unwanted(&self) -> bool {
        self.is_closed()
    }
}

impl<R: Send> Reply<R> for mpsc::SyncSender<R> {
    fn give(self, result: R) {
        let _ = mpsc::SyncSender::send(&self, result);
    }

    fn unwanted(&self) -> bool {
        false
    }
}

/// A closure with the way back to its caller.
pub(super) struct Command<F, T, E, R> {
    work: F,
    outcome: Option<Result<T, E>>,
    reply: R,
}

impl<F, T, E, R> Command<F, T, E, R> {
    pub(super) fn new(work: F, reply: R) -> Self {
        Self {
            work,
            outcome: None,
            reply,
        }
    }
}

impl<F, T, E, R> Job for Command<F, T, E, R>
where
    F: FnMut(&mut dyn Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
    R: Reply<Result<T, E>>,
{
    fn run(&mut self, tx: &mut dyn Tx) -> Wish {
        // A command that panicked is not run again, so nobody sees the state it left itself in.
        let ran = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        let (outcome, wish) = match ran {
            Ok(Ok(done)) => (Ok(done), Wish::Commit),
            Ok(Err(refused)) => (Err(refused), Wish::RollBack),
            Err(panic) => {
                let said = said(panic.as_ref());
                tracing::error!(said, "a command panicked");
                (Err(StoreError::Panicked { said }.into()), Wish::GiveUp)
            }
        };
        self.outcome = Some(outcome);
        wish
    }

    fn answer(self: Box<Self>, end: Result<(), StoreError>) {
        let Self {
            work,
            outcome,
            reply,
        } = *self;
        // What the closure holds is let go before the caller goes on.
        drop(work);
        reply.give(match (end, outcome) {
            (Err(error), _) => Err(error.into()),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Closed.into()),
        });
    }

    fn unwanted(&self) -> bool {
        self.reply.unwanted()
    }
}

fn said(panic: &(dyn Any + Send)) -> String {
    if let Some(said) = panic.downcast_ref::<&str>() {
        (*said).into()
    } else if let Some(said) = panic.downcast_ref::<String>() {
        said.clone()
    } else {
        String::new()
    }
}

/// The threads of an open store and the queues they serve.
pub(super) struct Threads {
    /// None where the store was opened to be read only.
    pub(super) writes: Option<Arc<Queue>>,
    pub(super) reads: Arc<Queue>,
    writers: Mutex<Vec<JoinHandle<()>>>,
    readers: Mutex<Vec<JoinHandle<()>>>,
}

impl Threads {
    fn new(writing: bool) -> Self {
        Self {
            writes: writing.then(|| Arc::new(Queue::new(WAITING))),
            reads: Arc::new(Queue::new(WAITING)),
            writers: Mutex::default(),
            readers: Mutex::default(),
        }
    }

    /// Starts a thread that serves the queue of writes, if there is one.
    fn add_writer(&self, serve: impl FnOnce(&Queue) + Send + 'static) -> Result<(), StoreError> {
        match &self.writes {
            Some(queue) => start("sanshen-write", queue, &self.writers, serve),
            None => Ok(()),
        }
    }

    /// Starts a thread that serves the queue of reads.
    fn add_reader(&self, serve: impl FnOnce(&Queue) + Send + 'static) -> Result<(), StoreError> {
        start("sanshen-read", &self.reads, &self.readers, serve)
    }

    /// Closes the queues and waits until what they hold has been carried out. Readers end first, because
    /// SQLite's write-ahead log can be folded away only when nobody reads from it.
    pub(super) fn close(&self) {
        self.reads.close();
        join(&self.readers);
        if let Some(writes) = &self.writes {
            writes.close();
        }
        join(&self.writers);
    }
}

impl Drop for Threads {
    /// An engine that fails half-way through its start ends the threads it has started.
    fn drop(&mut self) {
        self.close();
    }
}

fn start(
    name: &str,
    queue: &Arc<Queue>,
    threads: &Mutex<Vec<JoinHandle<()>>>,
    serve: impl FnOnce(&Queue) + Send + 'static,
) -> Result<(), StoreError> {
    let queue = Arc::clone(queue);
    let body = move || {
        let guard = CloseOnPanic(&queue);
        serve(guard.0);
    };
    let thread = thread::Builder::new()
        .name(name.into())
        .spawn(body)
        .map_err(|why| StoreError::Open {
            path: name.into(),
            why: why.to_string(),
        })?;
    let mut threads = threads.lock().unwrap_or_else(PoisonError::into_inner);
    threads.push(thread);
    Ok(())
}

/// A thread that dies of a fault in the engine must not leave callers waiting for it for ever.
struct CloseOnPanic<'a>(&'a Queue);

impl Drop for CloseOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            tracing::error!("a thread of the store died; the store is closed");
            self.0.close();
            while let Some(job) = self.0.try_pop() {
                job.answer(Err(StoreError::Closed));
            }
        }
    }
}

fn join(threads: &Mutex<Vec<JoinHandle<()>>>) {
    let taken = std::mem::take(&mut *threads.lock().unwrap_or_else(PoisonError::into_inner));
    for thread in taken {
        // The last handle on a store can be dropped by a command on the store's own thread, which
        // cannot wait for itself; it ends by itself, its queue being closed.
        if thread.thread().id() != thread::current().id() && thread.join().is_err() {
            tracing::error!("a thread of the store had died");
        }
    }
}
