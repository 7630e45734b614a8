//! Which cores the work runs on.

/// What is started meanwhile runs on one core, and so does this thread. Where the
/// system has no such thing (Linux has) or does not allow it, nothing changes.
#[derive(Debug)]
pub(crate) struct OneCore {
    #[cfg(target_os = "linux")]
    before: Option<rustix::thread::CpuSet>,
}

#[cfg(target_os = "linux")]
impl OneCore {
    /// From now on, until it is dropped.
    pub(crate) fn narrow() -> Self {
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
            // They were allowed before.
            let _ = rustix::thread::sched_setaffinity(None, before);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl OneCore {
    pub(crate) fn narrow() -> Self {
        Self {}
    }
}
