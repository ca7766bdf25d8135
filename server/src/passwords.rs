//! Hashing passwords: argon2id, off the threads that serve, and never more at a time than there are processors.

use std::{sync::LazyLock, thread::available_parallelism};

use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

/// A hash takes 19 MB and a processor; a crowd waits its turn instead of taking the memory.
static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(2, Into::into)));
/// The hash of no one's password: a try for an account that does not exist takes as long as any other.
static NOBODYS: LazyLock<String> = LazyLock::new(|| password_auth::generate_hash("nobody's"));

/// A hash in PHC form.
pub async fn hash(password: String) -> Result<String, JoinError> {
    in_turn(move || password_auth::generate_hash(password)).await
}

/// What a try showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It is the password.
    Right,
    /// It is the password, and its hash is weaker than today's.
    RightButWeak,
    /// It is not, or there is none.
    Wrong,
}

/// Compares a password with a hash; without one it takes as long and is wrong.
pub async fn verify(password: String, hash: Option<String>) -> Result<Verified, JoinError> {
    in_turn(move || {
        let is_right =
            password_auth::verify_password(password, hash.as_deref().unwrap_or(&NOBODYS));
        match (is_right, &hash) {
            (Ok(()), Some(hash)) if password_auth::is_hash_obsolete(hash).unwrap_or(false) => {
                Verified::RightButWeak
            }
            (Ok(()), Some(_)) => Verified::Right,
            _ => Verified::Wrong,
        }
    })
    .await
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    let turn = TURNS.acquire().await;
    let done = spawn_blocking(work).await;
    drop(turn);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_alone() {
        let hash = hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        let verify = async |password: &str, hash: Option<&String>| {
            verify(password.to_owned(), hash.cloned()).await.unwrap()
        };
        assert_eq!(verify("correct horse", Some(&hash)).await, Verified::Right);
        assert_eq!(verify("Correct horse", Some(&hash)).await, Verified::Wrong);
        assert_eq!(verify("nobody's", None).await, Verified::Wrong);
        assert_eq!(
            verify("x", Some(&"no hash".to_owned())).await,
            Verified::Wrong
        );
    }
}
