//! The program as a person sees it: the real binary in a real terminal, over a desk that is served.

mod hostile;
mod keeping;
mod looking;
mod path;
mod sitting;
