//! What was read within a choice, so that it is not read again for each shape that
//! is tried above it. Without this, choices within choices take time that doubles
//! with each level, and a response of a few kilobytes takes all memo.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::{UNLISTED, weight};

/// What is kept while the outermost choice is read.
#[derive(Default)]
struct Memo {
    /// How many choices are being read, each within the one before.
    depth: usize,
    known: HashMap<TypeId, HashMap<Value, Known>>,
    /// The weight of all objects that stand beside others of the same value, and
    /// how much that may be.
    weight_so_far: usize,
    most: usize,
}

/// What a value was read as.
struct Known {
    read: Box<dyn Any>,
    /// How many values in it the document does not list.
    unlisted: usize,
    weight_so_far: usize,
}

/// One value may be several objects (`anyOf`), and so may each value in those: all
/// of them together may be as many times as large as what was sent, and this.
const MOST_TIMES: usize = 16;
const MOST_BESIDE: usize = 10_000;

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// A choice that is being read, until this is dropped. With the outermost one goes
/// what was kept for it.
struct Level {
    is_outermost: bool,
}

impl Level {
    fn enter(value: &Value) -> Self {
        MEMO.with_borrow_mut(|memo| {
            memo.depth += 1;
            let is_outermost = memo.depth == 1;
            if is_outermost {
                memo.most = MOST_BESIDE + MOST_TIMES * weight(value);
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

/// Reads `value` as a choice. Within another choice, the same value is read once.
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

/// What `value` was read as before, which counts as if it were read now.
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

/// Whether no more objects may be kept beside others.
pub(super) fn is_full() -> bool {
    MEMO.with_borrow(|memo| memo.weight_so_far > memo.most)
}

/// Keeps an object of this weight; `false` where that is too much.
pub(super) fn add_weight(weight: usize) -> bool {
    MEMO.with_borrow_mut(|memo| {
        memo.weight_so_far = memo.weight_so_far.saturating_add(weight);
    });
    !is_full()
}
