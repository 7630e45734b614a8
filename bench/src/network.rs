//! A loopback of the run's own.
//!
//! Some systems send by BBR, which paces what it sends by a timer, over loopback
//! too: long bodies wait for it, now more and now less. Linux's default, cubic,
//! doesn't. A process can choose for itself only in a network of its own, which
//! has the further merit that nobody else is there.

use std::path::Path;
use std::process::{Command, Stdio};

/// What is in such a network has to be started by somebody.
const START: &str = "ip link set lo up && echo cubic > /proc/sys/net/ipv4/tcp_congestion_control && exec \"$0\" \"$@\"";

/// `program`, to be run in a network of its own; where the system has no such
/// thing (Linux has) or does not allow it, in the one that is there.
#[must_use]
pub fn apart(program: &Path) -> Command {
    let mut allowed = inside(Path::new("true"));
    allowed.stdout(Stdio::null()).stderr(Stdio::null());
    if allowed.status().is_ok_and(|status| status.success()) {
        inside(program)
    } else {
        Command::new(program)
    }
}

fn inside(program: &Path) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--net", "sh", "-c", START])
        .arg(program);
    command
}

/// How this process' network decides when to send, if it says so.
pub(crate) fn congestion_control() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/net/ipv4/tcp_congestion_control").ok()?;
    Some(text.trim().to_owned())
}
