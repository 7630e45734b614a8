//! Which cores the work runs on.

/// What is started meanwhile runs on one core, and so does this thread. On Linux
/// only; elsewhere it changes nothing.
#[derive(Debug)]
pub(crate) struct OneCore {
    #[cfg(target_os = "linux")]
    before: rustix::thread::CpuSet,
}

#[cfg(target_os = "linux")]
impl OneCore {
    /// From now on, until it is dropped.
    pub(crate) fn narrow() -> std::io::Result<Self> {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
        let before = sched_getaffinity(None)?;
        let mut one = CpuSet::new();
        let first = (0..CpuSet::MAX_CPU).find(|&core| before.is_set(core));
        one.set(first.unwrap_or(0));
        sched_setaffinity(None, &one)?;
        Ok(Self { before })
    }
}

#[cfg(target_os = "linux")]
impl Drop for OneCore {
    fn drop(&mut self) {
        // They were allowed before.
        let _ = rustix::thread::sched_setaffinity(None, &self.before);
    }
}

#[cfg(not(target_os = "linux"))]
impl OneCore {
    pub(crate) fn narrow() -> std::io::Result<Self> {
        Ok(Self {})
    }
}
