//! A key in the operating system's keyring.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::Key;
use crate::Error;

const SERVICE: &str = "medium-store";
/// A keyring can wait for a person who is not there, or for a bus that is not
/// answered.
const LIMIT: Duration = Duration::from_secs(3);

/// The key that is called `id`.
pub(super) async fn read(id: &str) -> Result<Key, Error> {
    let id = id.to_owned();
    let text = within(LIMIT, move || {
        keyring::v1::Entry::new(SERVICE, &id)?.get_password()
    })
    .await?;
    Key::parse(&Zeroizing::new(text))
}

/// Keeps `key`, and makes sure that it can be read.
pub(super) async fn write(id: &str, key: &Key) -> Result<(), Error> {
    let (name, text) = (id.to_owned(), key.to_hex());
    within(LIMIT, move || {
        keyring::v1::Entry::new(SERVICE, &name)?.set_password(text.expose())
    })
    .await?;
    let kept = read(id).await?;
    if kept.bytes() == key.bytes() {
        return Ok(());
    }
    Err(refused("did not keep what it was given"))
}

/// Takes away a key that the store does not use any more.
pub(super) async fn remove(id: &str) {
    let id = id.to_owned();
    // One that stays harms nobody.
    let _ = within(LIMIT, move || {
        keyring::v1::Entry::new(SERVICE, &id)?.delete_credential()
    })
    .await;
}

/// A call of the keyring, on a thread of its own: one that hangs is left
/// behind.
async fn within<T: Send + 'static>(
    limit: Duration,
    call: impl FnOnce() -> keyring::v1::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let waited = tokio::task::spawn_blocking(move || {
        let (sender, receiver) = sync_channel(1);
        thread::spawn(move || sender.send(call()));
        receiver.recv_timeout(limit)
    });
    match waited.await {
        Ok(Ok(result)) => result.map_err(|error| refused(&error.to_string())),
        Ok(Err(RecvTimeoutError::Timeout)) => {
            Err(refused(&format!("did not answer within {limit:?}")))
        }
        Ok(Err(RecvTimeoutError::Disconnected)) | Err(_) => Err(refused("broke off")),
    }
}

fn refused(problem: &str) -> Error {
    Error::Key(format!(
        "can't be had from the operating system's keyring: it {problem}; unlock it, or give the key in MEDIUM_STORE_KEY"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_keyring_that_hangs_is_left_behind() {
        let (release, hold) = sync_channel::<()>(0);
        let hangs = within(Duration::from_millis(50), move || {
            // Until the test is over.
            let _ = hold.recv();
            Ok(())
        });
        let error = hangs.await.expect_err("it hangs").to_string();
        assert!(error.contains("did not answer within 50ms"), "{error}");
        drop(release);
    }

    #[tokio::test]
    async fn what_a_keyring_says_is_passed_on() {
        let none = within(LIMIT, || Err::<(), _>(keyring::v1::Error::NoEntry)).await;
        let error = none.expect_err("nothing is there").to_string();
        assert!(error.contains("MEDIUM_STORE_KEY"), "{error}");
    }
}
