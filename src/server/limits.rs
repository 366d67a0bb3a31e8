//! Limits: log-in attempts by name and by address, writes by caller.

use crate::domain::id::PersonId;
use crate::domain::refusal::Why;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

/// Log-in attempts for one name: 5 at once, then one in 30 seconds.
const NAME_BURST: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// Log-in attempts from one address: 30 at once, then one in 2 seconds. A whole office may share an address.
const ADDRESS_BURST: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Writes of one caller: 600 at once, then 100 a second. An import sends in bulk and stays under it.
const WRITE_BURST: NonZeroU32 = NonZeroU32::new(600).unwrap();
const WRITE_RATE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// The counters.
pub struct Limits {
    names: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    writes: DefaultKeyedRateLimiter<PersonId>,
}

fn every(seconds: u64, burst: NonZeroU32) -> Quota {
    Quota::with_period(std::time::Duration::from_secs(seconds))
        .unwrap_or_else(|| Quota::per_minute(burst))
        .allow_burst(burst)
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            names: RateLimiter::keyed(every(30, NAME_BURST)),
            addresses: RateLimiter::keyed(every(2, ADDRESS_BURST)),
            writes: RateLimiter::keyed(Quota::per_second(WRITE_RATE).allow_burst(WRITE_BURST)),
        }
    }
}

fn check<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Why> {
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Why::TooManyAttempts {
            seconds: wait.as_secs().max(1),
        }
    })
}

impl Limits {
    /// One more attempt to log in as `login` from `address`.
    pub fn log_in(&self, login: &str, address: Option<IpAddr>) -> Result<(), Why> {
        if let Some(address) = address {
            check(&self.addresses, &address)?;
        }
        let result = check(&self.names, &crate::text::fold(login));
        // Names are the caller's choice: without this they could fill the memory.
        if self.names.len() > 10_000 {
            self.names.retain_recent();
        }
        result
    }

    /// One more write by this person.
    pub fn write(&self, person: PersonId) -> Result<(), Why> {
        check(&self.writes, &person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_wrong_password_in_a_row_has_to_wait() {
        let limits = Limits::default();
        for _ in 0..5 {
            assert_eq!(limits.log_in("zhao", None), Ok(()));
        }
        assert!(matches!(
            limits.log_in("ZHAO", None),
            Err(Why::TooManyAttempts { seconds: 1.. })
        ));
        assert_eq!(limits.log_in("chen", None), Ok(()));
    }
}
