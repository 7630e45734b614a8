//! Sealing encrypts and authenticates data by XChaCha20-Poly1305, with the record's identity as
//! associated data: sealed data opens only for its own record.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::keys::Key;
use crate::{Account, Error, random};

/// The first byte of sealed data: the format version.
const FORMAT_VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals and opens with one key.
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    /// The key's name in the store.
    pub(crate) key_id: String,
}

/// The purpose of sealed data. Data opens only for the purpose that it was sealed for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Tokens,
    Application,
    Proof,
}

/// The data was sealed with another key or for another record, or was changed since.
#[derive(Debug)]
pub(crate) struct OpenError;

impl Sealer {
    pub(crate) fn new(key: &Key, key_id: String) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.bytes().into()),
            key_id,
        }
    }

    pub(crate) fn seal(
        &self,
        purpose: Purpose,
        account: &Account,
        text: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let nonce: [u8; NONCE_BYTES] = random::bytes()?;
        let identity = self.identity(purpose, account);
        let payload = Payload {
            msg: text,
            aad: &identity,
        };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        // Fails only for texts of 256 GiB.
        let sealed = sealed.map_err(|_| Error::Key("can't seal as much".to_owned()))?;
        Ok([&[FORMAT_VERSION], nonce.as_slice(), &sealed].concat())
    }

    pub(crate) fn open(
        &self,
        purpose: Purpose,
        account: &Account,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let (version, rest) = sealed.split_first().ok_or(OpenError)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(OpenError)?;
        if *version != FORMAT_VERSION {
            return Err(OpenError);
        }
        let identity = self.identity(purpose, account);
        let payload = Payload {
            msg: text,
            aad: &identity,
        };
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| OpenError)
    }

    /// Each part is prefixed by its length, so that no two records have the same identity.
    fn identity(&self, purpose: Purpose, account: &Account) -> Vec<u8> {
        let purpose = match purpose {
            Purpose::Tokens => "tokens",
            Purpose::Application => "application",
            Purpose::Proof => "proof",
        };
        let parts = [purpose, &self.key_id, account.origin(), account.name()];
        let mut identity = b"medium-store".to_vec();
        for part in parts {
            identity.extend((part.len() as u64).to_be_bytes());
            identity.extend(part.as_bytes());
        }
        identity
    }
}

/// Doesn't show the key.
impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sealer")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(digit: &str) -> Sealer {
        Sealer::new(
            &Key::parse(&digit.repeat(64)).expect("a key"),
            "one".to_owned(),
        )
    }

    #[test]
    fn sealed_data_opens_for_its_own_record_only() {
        let (own, other) = (Account::sandbox("demo"), Account::sandbox("writer"));
        let sealer = sealer("a");
        let sealed = sealer
            .seal(Purpose::Tokens, &own, b"secret")
            .expect("sealed");
        let opened = sealer.open(Purpose::Tokens, &own, &sealed).expect("opened");
        assert_eq!(opened.as_slice(), b"secret");
        assert!(sealer.open(Purpose::Tokens, &other, &sealed).is_err());
        assert!(sealer.open(Purpose::Application, &own, &sealed).is_err());
    }

    #[test]
    fn rejects_another_key_and_any_changed_byte() {
        let own = Account::sandbox("demo");
        let mut sealed = sealer("a")
            .seal(Purpose::Tokens, &own, b"secret")
            .expect("sealed");
        assert!(sealer("b").open(Purpose::Tokens, &own, &sealed).is_err());
        for place in 0..sealed.len() {
            sealed[place] ^= 1;
            assert!(sealer("a").open(Purpose::Tokens, &own, &sealed).is_err());
            sealed[place] ^= 1;
        }
        assert!(
            sealer("a")
                .open(Purpose::Tokens, &own, &sealed[..10])
                .is_err()
        );
    }

    #[test]
    fn sealing_twice_gives_different_data() {
        let own = Account::sandbox("demo");
        let seal = || {
            sealer("a")
                .seal(Purpose::Tokens, &own, b"secret")
                .expect("sealed")
        };
        assert_ne!(seal(), seal());
    }
}
