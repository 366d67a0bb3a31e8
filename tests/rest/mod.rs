//! The interface as a program sees it, over real HTTP and both databases.

mod path;
