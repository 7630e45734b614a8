//! CPU affinity.

/// Restricts this thread, and processes started by it, to one core until dropped. Does nothing
/// where the system has no CPU affinity (only Linux does) or doesn't permit it.
#[derive(Debug)]
pub(crate) struct OneCore {
    #[cfg(target_os = "linux")]
    before: Option<rustix::thread::CpuSet>,
}

#[cfg(target_os = "linux")]
impl OneCore {
    pub(crate) fn restrict() -> Self {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
        let before = sched_getaffinity(None).ok().filter(|before| {
            let mut one = CpuSet::new();
            let first = (0..CpuSet::MAX_CPU).find(|&core| before.is_set(core));
            one.set(first.unwrap_or(0));
            sched_setaffinity(None, &one).is_ok()
        });
        Self { before }
    }
}

#[cfg(target_os = "linux")]
impl Drop for OneCore {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            // The cores were permitted before, so this can't fail.
            let _ = rustix::thread::sched_setaffinity(None, before);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl OneCore {
    pub(crate) fn restrict() -> Self {
        Self {}
    }
}
