//! What was read within a choice, so that it is not read again for each shape that
//! is tried above it. Without this, choices within choices take time that doubles
//! with each level, and a response of a few kilobytes takes all memory.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::{UNLISTED, weight};

/// What is kept while the outermost choice is read.
#[derive(Default)]
struct Memory {
    /// How many choices are being read, each within the one before.
    depth: usize,
    known: HashMap<TypeId, HashMap<Value, Known>>,
    /// The weight of all objects that stand beside others of the same value, and
    /// how much that may be.
    taken: usize,
    most: usize,
}

/// What a value was read as.
struct Known {
    read: Box<dyn Any>,
    /// How many values in it the document does not list.
    unlisted: usize,
    taken: usize,
}

/// One value may be several objects (`anyOf`), and so may each value in those: all
/// of them together may be as many times as large as what was sent, and this.
const MOST_TIMES: usize = 16;
const MOST_BESIDE: usize = 10_000;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// A choice that is being read, until this is dropped. With the outermost one goes
/// what was kept for it.
struct Level {
    is_outermost: bool,
}

impl Level {
    fn enter(value: &Value) -> Self {
        MEMORY.with_borrow_mut(|memory| {
            memory.depth += 1;
            let is_outermost = memory.depth == 1;
            if is_outermost {
                memory.most = MOST_BESIDE + MOST_TIMES * weight(value);
            }
            Self { is_outermost }
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        MEMORY.with_borrow_mut(|memory| {
            memory.depth -= 1;
            if memory.depth == 0 {
                *memory = Memory::default();
            }
        });
    }
}

/// Reads `value` as a choice. Within another choice, the same value is read once.
#[doc(hidden)]
pub fn once<T: Clone + 'static>(value: Value, read: impl FnOnce(Value) -> T) -> T {
    let level = Level::enter(&value);
    if level.is_outermost {
        return read(value);
    }
    if let Some(known) = known(&value) {
        return known;
    }
    let (unlisted, taken) = (UNLISTED.get(), taken());
    let key = value.clone();
    let read = read(value);
    let known = Known {
        read: Box::new(read.clone()),
        unlisted: UNLISTED.get().saturating_sub(unlisted),
        taken: self::taken().saturating_sub(taken),
    };
    MEMORY.with_borrow_mut(|memory| {
        let of_type = memory.known.entry(TypeId::of::<T>()).or_default();
        of_type.insert(key, known);
    });
    read
}

/// What `value` was read as before, which counts as if it were read now.
fn known<T: Clone + 'static>(value: &Value) -> Option<T> {
    MEMORY.with_borrow_mut(|memory| {
        let known = memory.known.get(&TypeId::of::<T>())?.get(value)?;
        UNLISTED.set(UNLISTED.get().saturating_add(known.unlisted));
        memory.taken = memory.taken.saturating_add(known.taken);
        known.read.downcast_ref::<T>().cloned()
    })
}

fn taken() -> usize {
    MEMORY.with_borrow(|memory| memory.taken)
}

/// Whether no more objects may be kept beside others.
pub(super) fn is_full() -> bool {
    MEMORY.with_borrow(|memory| memory.taken > memory.most)
}

/// Keeps an object of this weight; `false` where that is too much.
pub(super) fn take(weight: usize) -> bool {
    MEMORY.with_borrow_mut(|memory| {
        memory.taken = memory.taken.saturating_add(weight);
    });
    !is_full()
}
