//! A key in the operating system's keyring.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::Key;
use crate::Error;

const SERVICE: &str = "medium-store";
/// The time limit of a call: a keyring may wait for an absent user, or for a bus that doesn't
/// respond.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Reads the key `id`.
pub(super) async fn read(id: &str) -> Result<Key, Error> {
    let id = id.to_owned();
    let text = within(TIMEOUT, move || {
        keyring::v1::Entry::new(SERVICE, &id)?.get_password()
    })
    .await?;
    Key::parse(&Zeroizing::new(text))
}

/// Stores `key`, and checks that it can be read.
pub(super) async fn write(id: &str, key: &Key) -> Result<(), Error> {
    let (name, text) = (id.to_owned(), key.to_hex());
    within(TIMEOUT, move || {
        keyring::v1::Entry::new(SERVICE, &name)?.set_password(text.expose())
    })
    .await?;
    let stored = read(id).await?;
    if stored.bytes() == key.bytes() {
        return Ok(());
    }
    Err(unavailable("did not store the key"))
}

/// Removes a key that the store no longer uses.
pub(super) async fn remove(id: &str) {
    let id = id.to_owned();
    // A remaining key does no harm.
    let _ = within(TIMEOUT, move || {
        keyring::v1::Entry::new(SERVICE, &id)?.delete_credential()
    })
    .await;
}

/// Calls the keyring on a separate thread, which is abandoned if it hangs.
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
        Ok(Ok(result)) => result.map_err(|error| unavailable(&error.to_string())),
        Ok(Err(RecvTimeoutError::Timeout)) => {
            Err(unavailable(&format!("did not respond within {limit:?}")))
        }
        Ok(Err(RecvTimeoutError::Disconnected)) | Err(_) => Err(unavailable("failed")),
    }
}

fn unavailable(problem: &str) -> Error {
    Error::Key(format!(
        "is not available in the operating system's keyring: it {problem}; unlock it, or provide the key in MEDIUM_STORE_KEY"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_keyring_that_hangs_is_abandoned() {
        let (release, hold) = sync_channel::<()>(0);
        let hangs = within(Duration::from_millis(50), move || {
            // Blocks until the test ends.
            let _ = hold.recv();
            Ok(())
        });
        let error = hangs.await.unwrap_err().to_string();
        assert!(error.contains("did not respond within 50ms"), "{error}");
        drop(release);
    }

    #[tokio::test]
    async fn passes_on_the_error_of_a_keyring() {
        let none = within(TIMEOUT, || Err::<(), _>(keyring::v1::Error::NoEntry)).await;
        let error = none.unwrap_err().to_string();
        assert!(error.contains("MEDIUM_STORE_KEY"), "{error}");
    }
}
