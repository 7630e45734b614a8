//! Encrypts and authenticates data with XChaCha20-Poly1305, with the record's identity as associated
//! data: it can be decrypted only for its own record.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::keys::Key;
use crate::{Account, Error, random};

/// The first byte of encrypted data: the format version.
const FORMAT_VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Encrypts and decrypts with one key.
pub(crate) struct Cipher {
    aead: XChaCha20Poly1305,
    /// The key's name in the store.
    pub(crate) key_id: String,
}

/// The purpose of encrypted data, which can't be decrypted for another purpose.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Tokens,
    Application,
    /// A value that was encrypted once, to recognize the key.
    KeyCheck,
}

/// The data was encrypted with another key or for another record, or was changed since.
#[derive(Debug)]
pub(crate) struct DecryptError;

impl Cipher {
    pub(crate) fn new(key: &Key, key_id: String) -> Self {
        Self {
            aead: XChaCha20Poly1305::new(key.bytes().into()),
            key_id,
        }
    }

    pub(crate) fn encrypt(
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
        let encrypted = self.aead.encrypt(&XNonce::from(nonce), payload);
        // Fails only for texts of 256 GiB.
        let encrypted =
            encrypted.map_err(|_| Error::Key("can't encrypt more than 256 GiB".to_owned()))?;
        Ok([&[FORMAT_VERSION], nonce.as_slice(), &encrypted].concat())
    }

    pub(crate) fn decrypt(
        &self,
        purpose: Purpose,
        account: &Account,
        encrypted: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        let (version, rest) = encrypted.split_first().ok_or(DecryptError)?;
        let (nonce, text) = rest
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(DecryptError)?;
        if *version != FORMAT_VERSION {
            return Err(DecryptError);
        }
        let identity = self.identity(purpose, account);
        let payload = Payload {
            msg: text,
            aad: &identity,
        };
        let decrypted = self.aead.decrypt(&XNonce::from(*nonce), payload);
        decrypted.map(Zeroizing::new).map_err(|_| DecryptError)
    }

    /// Returns the associated data of a record. Each part is prefixed by its length, so that no two
    /// records have the same.
    fn identity(&self, purpose: Purpose, account: &Account) -> Vec<u8> {
        let purpose = match purpose {
            Purpose::Tokens => "tokens",
            Purpose::Application => "application",
            Purpose::KeyCheck => "proof",
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
impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cipher")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(digit: &str) -> Cipher {
        Cipher::new(&Key::parse(&digit.repeat(64)).unwrap(), "one".to_owned())
    }

    fn account() -> Account {
        Account::sandbox("demo")
    }

    fn encrypt(cipher: &Cipher) -> Vec<u8> {
        let encrypted = cipher.encrypt(Purpose::Tokens, &account(), b"secret");
        encrypted.unwrap()
    }

    #[test]
    fn data_is_decrypted_for_its_own_record_only() {
        let (cipher, other) = (cipher("a"), Account::sandbox("writer"));
        let encrypted = encrypt(&cipher);
        let decrypt = |purpose, account| cipher.decrypt(purpose, &account, &encrypted);
        let decrypted = decrypt(Purpose::Tokens, account()).unwrap();
        assert_eq!(decrypted.as_slice(), b"secret");
        assert!(decrypt(Purpose::Tokens, other).is_err());
        assert!(decrypt(Purpose::Application, account()).is_err());
    }

    #[test]
    fn rejects_another_key_and_any_changed_byte() {
        let mut encrypted = encrypt(&cipher("a"));
        let is_rejected = |digit: &str, encrypted: &[u8]| {
            let decrypted = cipher(digit).decrypt(Purpose::Tokens, &account(), encrypted);
            decrypted.is_err()
        };
        assert!(is_rejected("b", &encrypted));
        for index in 0..encrypted.len() {
            encrypted[index] ^= 1;
            assert!(is_rejected("a", &encrypted), "{index}");
            encrypted[index] ^= 1;
        }
        assert!(is_rejected("a", &encrypted[..10]));
        assert!(!is_rejected("a", &encrypted));
    }

    #[test]
    fn encrypting_twice_gives_different_data() {
        assert_ne!(encrypt(&cipher("a")), encrypt(&cipher("a")));
    }
}
