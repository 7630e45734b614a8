//! Sealing: XChaCha20-Poly1305 with the record's identity as associated data,
//! so that no record opens in another's place.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::keys::Key;
use crate::{Account, Error, random};

/// The first byte of what is sealed: how it is.
const FORM: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals and opens with one key.
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    /// The key's name in the store.
    pub(crate) key_id: String,
}

/// What is sealed. Nothing sealed as one thing opens as another.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Tokens,
    Application,
    Proof,
}

/// It was not sealed with this key for this record, or was changed since.
#[derive(Debug)]
pub(crate) struct Broken;

impl Sealer {
    pub(crate) fn new(key: &Key, key_id: String) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.bytes().into()),
            key_id,
        }
    }

    pub(crate) fn seal(
        &self,
        kind: Kind,
        account: &Account,
        text: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let nonce: [u8; NONCE_BYTES] = random::bytes()?;
        let identity = self.identity(kind, account);
        let payload = Payload {
            msg: text,
            aad: &identity,
        };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        // Only for texts of 256 GiB.
        let sealed = sealed.map_err(|_| Error::Key("can't seal as much".to_owned()))?;
        Ok([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    pub(crate) fn open(
        &self,
        kind: Kind,
        account: &Account,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Broken> {
        let (form, rest) = sealed.split_first().ok_or(Broken)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Broken)?;
        if *form != FORM {
            return Err(Broken);
        }
        let identity = self.identity(kind, account);
        let payload = Payload {
            msg: text,
            aad: &identity,
        };
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| Broken)
    }

    /// Each part with its length: no two records have the same.
    fn identity(&self, kind: Kind, account: &Account) -> Vec<u8> {
        let kind = match kind {
            Kind::Tokens => "tokens",
            Kind::Application => "application",
            Kind::Proof => "proof",
        };
        let parts = [kind, &self.key_id, account.origin(), account.name()];
        let mut identity = b"medium-store".to_vec();
        for part in parts {
            identity.extend((part.len() as u64).to_be_bytes());
            identity.extend(part.as_bytes());
        }
        identity
    }
}

/// Without the key.
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
    fn what_is_sealed_opens_for_its_record_alone() {
        let (own, other) = (Account::sandbox("demo"), Account::sandbox("writer"));
        let sealer = sealer("a");
        let sealed = sealer.seal(Kind::Tokens, &own, b"secret").expect("sealed");
        let opened = sealer.open(Kind::Tokens, &own, &sealed).expect("opened");
        assert_eq!(opened.as_slice(), b"secret");
        assert!(sealer.open(Kind::Tokens, &other, &sealed).is_err());
        assert!(sealer.open(Kind::Application, &own, &sealed).is_err());
    }

    #[test]
    fn another_key_and_any_changed_byte_are_noticed() {
        let own = Account::sandbox("demo");
        let mut sealed = sealer("a")
            .seal(Kind::Tokens, &own, b"secret")
            .expect("sealed");
        assert!(sealer("b").open(Kind::Tokens, &own, &sealed).is_err());
        for place in 0..sealed.len() {
            sealed[place] ^= 1;
            assert!(sealer("a").open(Kind::Tokens, &own, &sealed).is_err());
            sealed[place] ^= 1;
        }
        assert!(sealer("a").open(Kind::Tokens, &own, &sealed[..10]).is_err());
    }

    #[test]
    fn nothing_is_sealed_twice_alike() {
        let own = Account::sandbox("demo");
        let seal = || {
            sealer("a")
                .seal(Kind::Tokens, &own, b"secret")
                .expect("sealed")
        };
        assert_ne!(seal(), seal());
    }
}
