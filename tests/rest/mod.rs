//! The interface as a program sees it, over real HTTP and both databases.

mod bad_input;
mod path;
mod review;
