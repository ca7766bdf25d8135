//! How often someone may try, by where they come from and by whom they try to be.
//!
//! Never by account alone: then anyone could lock its owner out.

use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

use domain::{account::Email, problem::Problem};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

/// How often the memory of those who tried long ago is freed.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// The limits in force.
#[derive(Clone)]
pub struct Limits(Arc<Kept>);

struct Kept {
    /// Tries to sign in, from one network.
    sign_in_from: DefaultKeyedRateLimiter<String>,
    /// Tries to sign in as one account, from one network.
    sign_in_as: DefaultKeyedRateLimiter<String>,
    /// Corrections suggested, from one network.
    corrections_from: DefaultKeyedRateLimiter<String>,
    /// Letters asked for, from one network.
    letters_from: DefaultKeyedRateLimiter<String>,
    /// Letters asked for, to one mailbox.
    letters_to: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits(Arc::new(Kept {
            sign_in_from: at_once_then(100, Duration::from_secs(5)),
            sign_in_as: at_once_then(20, Duration::from_secs(30)),
            corrections_from: at_once_then(10, Duration::from_secs(120)),
            letters_from: at_once_then(10, Duration::from_secs(60)),
            letters_to: at_once_then(5, Duration::from_secs(600)),
        }))
    }
}

impl Limits {
    /// A try to sign in; what to tell who tries too often.
    pub fn sign_in(&self, from: IpAddr, email: &Email) -> Result<(), Problem> {
        let network = network(from);
        check(&self.0.sign_in_as, format!("{network} {email}"))?;
        check(&self.0.sign_in_from, network)
    }

    /// A challenge for a passkey; nobody guesses one, but each is kept for a while.
    pub fn passkey(&self, from: IpAddr) -> Result<(), Problem> {
        check(&self.0.sign_in_from, network(from))
    }

    /// A letter asked for by someone who is not signed in.
    pub fn letter(&self, from: IpAddr, to: &Email) -> Result<(), Problem> {
        check(&self.0.letters_from, network(from))?;
        check(&self.0.letters_to, to.to_string())
    }

    /// A correction suggested by a reader.
    pub fn correction(&self, from: IpAddr) -> Result<(), Problem> {
        check(&self.0.corrections_from, network(from))
    }

    /// Frees the memory of those who tried long ago, again and again.
    pub async fn keep_up(self) {
        let mut ticks = tokio::time::interval(FORGET_EVERY);
        loop {
            ticks.tick().await;
            let all = [
                &self.0.sign_in_from,
                &self.0.sign_in_as,
                &self.0.corrections_from,
                &self.0.letters_from,
                &self.0.letters_to,
            ];
            for limit in all {
                limit.retain_recent();
            }
        }
    }
}

fn at_once_then(burst: u32, pause: Duration) -> DefaultKeyedRateLimiter<String> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(pause).unwrap_or(Quota::per_second(NonZeroU32::MIN));
    RateLimiter::keyed(quota.allow_burst(burst))
}

fn check(limit: &DefaultKeyedRateLimiter<String>, key: String) -> Result<(), Problem> {
    limit.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        let seconds = u32::try_from(wait.as_secs())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        Problem::TooManyTries { seconds }
    })
}

/// Where someone comes from: an address, or with version 6 the 64 bits that one customer has.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_is_slowed_and_the_owner_elsewhere_is_not() {
        let limits = Limits::default();
        let email = Email::parse("ana@a.example").unwrap();
        let (guesser, owner) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let refused = (0..100)
            .filter(|_| limits.sign_in(guesser, &email).is_err())
            .count();
        assert!((78..=80).contains(&refused), "{refused}");
        assert_eq!(limits.sign_in(owner, &email), Ok(()));
        let Err(Problem::TooManyTries { seconds }) = limits.sign_in(guesser, &email) else {
            panic!("not limited");
        };
        assert!((1..=31).contains(&seconds), "{seconds}");
    }

    #[test]
    fn neighbours_in_one_network_are_one() {
        assert_eq!(
            network("2001:db8:1:2:3::4".parse().unwrap()),
            "2001:db8:1:2::/64"
        );
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1");
    }
}
