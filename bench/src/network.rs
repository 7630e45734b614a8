//! A separate network namespace for a run.
//!
//! With BBR as congestion control, Linux paces long bodies by a timer, even on loopback, which
//! disturbs the measurements. Its default, cubic, doesn't. A process may only choose in its own
//! network namespace, where no other traffic disturbs it either.

use std::path::Path;
use std::process::{Command, Stdio};

/// Enables loopback and selects cubic before the program starts.
const START: &str = "ip link set lo up && echo cubic > /proc/sys/net/ipv4/tcp_congestion_control && exec \"$0\" \"$@\"";

/// Returns a command that runs `program` in a separate network namespace, or in the current one
/// if the system has none (only Linux does) or doesn't permit it.
#[must_use]
pub fn in_own_network(program: &Path) -> Command {
    let mut allowed = unshare(Path::new("true"));
    allowed.stdout(Stdio::null()).stderr(Stdio::null());
    if allowed.status().is_ok_and(|status| status.success()) {
        unshare(program)
    } else {
        Command::new(program)
    }
}

fn unshare(program: &Path) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--net", "sh", "-c", START])
        .arg(program);
    command
}

/// The congestion control of this process's network, if known.
pub(crate) fn congestion_control() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/net/ipv4/tcp_congestion_control").ok()?;
    Some(text.trim().to_owned())
}
