//! The tests, in another zone and language than the usual ones, and a second time in the same tree.

use std::process::Command;

use anyhow::Result;

use super::succeed;
use crate::workspace;

/// Where the date is another one than in UTC for most of the day, and the language writes `I` and `i`
/// in other ways than English.
const PLACES: [(&str, &str); 2] = [
    ("Pacific/Kiritimati", "tr_TR.UTF-8"),
    ("America/St_Johns", "de_DE.UTF-8"),
];

pub(super) fn check() -> Result<()> {
    for (zone, language) in PLACES {
        println!("TZ={zone} LANG={language}");
        let mut tests = Command::new(".ci/with-postgres");
        tests.args(["cargo", "test", "--quiet", "--workspace"]);
        tests.envs([
            ("CI", "true"),
            ("TZ", zone),
            ("LANG", language),
            ("LC_ALL", language),
        ]);
        succeed(tests.current_dir(workspace::root()))?;
    }
    Ok(())
}
