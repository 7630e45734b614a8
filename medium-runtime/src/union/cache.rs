//! Caches what was read within a union. Without this, nested unions take time that doubles with
//! each level, and a response of a few kilobytes exhausts memory.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::{UNLISTED, size};

/// The cache of the outermost union that is being read.
#[derive(Default)]
struct Cache {
    /// The depth of nested unions.
    depth: usize,
    entries: HashMap<TypeId, HashMap<Value, Entry>>,
    /// The size of all objects that were read for `anyOf`, and its limit.
    total_size: usize,
    max_size: usize,
}

/// A cached value.
struct Entry {
    read: Box<dyn Any>,
    /// How many values in it are not listed in the document.
    unlisted: usize,
    total_size: usize,
}

/// For `anyOf`, one value becomes several objects, and so may each value in those. All
/// together may have this many times the size of the received value, plus a constant.
const LIMIT_FACTOR: usize = 16;
const LIMIT_BASE: usize = 10_000;

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// A union that is being read, until this is dropped. The outermost one clears the cache.
struct Scope {
    is_outermost: bool,
}

impl Scope {
    fn enter(value: &Value) -> Self {
        CACHE.with_borrow_mut(|cache| {
            cache.depth += 1;
            let is_outermost = cache.depth == 1;
            if is_outermost {
                cache.max_size = LIMIT_BASE + LIMIT_FACTOR * size(value);
            }
            Self { is_outermost }
        })
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        CACHE.with_borrow_mut(|cache| {
            cache.depth -= 1;
            if cache.depth == 0 {
                *cache = Cache::default();
            }
        });
    }
}

/// Reads `value` as a union. Within an outer union, equal values are read once.
#[doc(hidden)]
pub fn cached<T: Clone + 'static>(value: Value, read: impl FnOnce(Value) -> T) -> T {
    let scope = Scope::enter(&value);
    if scope.is_outermost {
        return read(value);
    }
    if let Some(value) = lookup(&value) {
        return value;
    }
    let (unlisted, total_size) = (UNLISTED.get(), total_size());
    let key = value.clone();
    let read = read(value);
    let entry = Entry {
        read: Box::new(read.clone()),
        unlisted: UNLISTED.get().saturating_sub(unlisted),
        total_size: self::total_size().saturating_sub(total_size),
    };
    CACHE.with_borrow_mut(|cache| {
        let values_by_key = cache.entries.entry(TypeId::of::<T>()).or_default();
        values_by_key.insert(key, entry);
    });
    read
}

/// Returns the cached value, and adds its counts as if it were read now.
fn lookup<T: Clone + 'static>(value: &Value) -> Option<T> {
    CACHE.with_borrow_mut(|cache| {
        let entry = cache.entries.get(&TypeId::of::<T>())?.get(value)?;
        UNLISTED.set(UNLISTED.get().saturating_add(entry.unlisted));
        cache.total_size = cache.total_size.saturating_add(entry.total_size);
        entry.read.downcast_ref::<T>().cloned()
    })
}

fn total_size() -> usize {
    CACHE.with_borrow(|cache| cache.total_size)
}

/// Returns whether the limit is reached.
pub(super) fn is_full() -> bool {
    CACHE.with_borrow(|cache| cache.total_size > cache.max_size)
}

/// Adds the size of an object; `false` if the limit is exceeded.
pub(super) fn add_size(size: usize) -> bool {
    CACHE.with_borrow_mut(|cache| {
        cache.total_size = cache.total_size.saturating_add(size);
    });
    !is_full()
}
