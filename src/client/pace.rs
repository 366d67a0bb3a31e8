//! How long to wait before trying again: doubling, bounded, and a little different for everybody, so that a whole
//! office does not come back in the same instant.

use backon::{BackoffBuilder, ExponentialBuilder};
use std::time::Duration;

/// Bounds of the pauses between attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// After the first failure.
    pub first: Duration,
    /// Never longer than this and the jitter.
    pub most: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            first: Duration::from_millis(500),
            most: Duration::from_secs(30),
        }
    }
}

impl Pace {
    /// The pause after `failures` failures in a row.
    pub fn pause(self, failures: u32) -> Duration {
        let mut pauses = self.pauses().without_max_times().build();
        let n = failures.saturating_sub(1).min(63) as usize;
        pauses.nth(n).unwrap_or(self.most)
    }

    /// So many pauses and no more.
    pub fn times(self, times: usize) -> ExponentialBuilder {
        self.pauses().with_max_times(times)
    }

    fn pauses(self) -> ExponentialBuilder {
        ExponentialBuilder::default()
            .with_min_delay(self.first)
            .with_max_delay(self.most)
            .with_jitter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        let pace = Pace {
            first: Duration::from_secs(1),
            most: Duration::from_secs(30),
        };
        let bounds = [
            (1, 1, 2),
            (2, 2, 4),
            (4, 8, 16),
            (20, 30, 60),
            (u32::MAX, 30, 60),
        ];
        for (failures, least, most) in bounds {
            let pause = pace.pause(failures);
            assert!(
                pause >= Duration::from_secs(least) && pause <= Duration::from_secs(most),
                "{failures}: {pause:?}"
            );
        }
    }
}
