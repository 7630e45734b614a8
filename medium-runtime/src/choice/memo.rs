//! Caches what was read within a choice, so that it is not read again for each
//! candidate above it. Without this, nested choices take time that doubles with each
//! level, and a response of a few kilobytes exhausts memory.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::{UNLISTED, weight};

/// The cache of the outermost choice that is being read.
#[derive(Default)]
struct Memo {
    /// The depth of nested choices.
    depth: usize,
    known: HashMap<TypeId, HashMap<Value, Known>>,
    /// The weight of all objects that were read for `anyOf`, and its limit.
    weight_so_far: usize,
    most: usize,
}

/// A cached value.
struct Known {
    read: Box<dyn Any>,
    /// How many values in it are not listed in the document.
    unlisted: usize,
    weight_so_far: usize,
}

/// For `anyOf`, one value becomes several objects, and so may each value in those. All
/// together may weigh this many times the received value, plus a constant.
const LIMIT_FACTOR: usize = 16;
const LIMIT_BASE: usize = 10_000;

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// A choice that is being read, until this is dropped. The outermost one clears the
/// cache.
struct Level {
    is_outermost: bool,
}

impl Level {
    fn enter(value: &Value) -> Self {
        MEMO.with_borrow_mut(|memo| {
            memo.depth += 1;
            let is_outermost = memo.depth == 1;
            if is_outermost {
                memo.most = LIMIT_BASE + LIMIT_FACTOR * weight(value);
            }
            Self { is_outermost }
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        MEMO.with_borrow_mut(|memo| {
            memo.depth -= 1;
            if memo.depth == 0 {
                *memo = Memo::default();
            }
        });
    }
}

/// Reads `value` as a choice. Within an outer choice, equal values are read once.
#[doc(hidden)]
pub fn memoized<T: Clone + 'static>(value: Value, read: impl FnOnce(Value) -> T) -> T {
    let level = Level::enter(&value);
    if level.is_outermost {
        return read(value);
    }
    if let Some(known) = known(&value) {
        return known;
    }
    let (unlisted, weight_so_far) = (UNLISTED.get(), weight_so_far());
    let key = value.clone();
    let read = read(value);
    let known = Known {
        read: Box::new(read.clone()),
        unlisted: UNLISTED.get().saturating_sub(unlisted),
        weight_so_far: self::weight_so_far().saturating_sub(weight_so_far),
    };
    MEMO.with_borrow_mut(|memo| {
        let of_type = memo.known.entry(TypeId::of::<T>()).or_default();
        of_type.insert(key, known);
    });
    read
}

/// Returns the cached value, and adds its counts as if it were read now.
fn known<T: Clone + 'static>(value: &Value) -> Option<T> {
    MEMO.with_borrow_mut(|memo| {
        let known = memo.known.get(&TypeId::of::<T>())?.get(value)?;
        UNLISTED.set(UNLISTED.get().saturating_add(known.unlisted));
        memo.weight_so_far = memo.weight_so_far.saturating_add(known.weight_so_far);
        known.read.downcast_ref::<T>().cloned()
    })
}

fn weight_so_far() -> usize {
    MEMO.with_borrow(|memo| memo.weight_so_far)
}

/// Whether the limit is reached.
pub(super) fn is_full() -> bool {
    MEMO.with_borrow(|memo| memo.weight_so_far > memo.most)
}

/// Adds the weight of an object; `false` if the limit is exceeded.
pub(super) fn add_weight(weight: usize) -> bool {
    MEMO.with_borrow_mut(|memo| {
        memo.weight_so_far = memo.weight_so_far.saturating_add(weight);
    });
    !is_full()
}
