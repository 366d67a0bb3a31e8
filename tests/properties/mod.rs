//! Properties that hold whatever happens, tried with seeded random play. `SANSHEN_TEST_ROUNDS=50` plays longer.

mod adversary;
mod log;
pub mod play;
