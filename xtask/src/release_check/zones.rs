//! The tests with another time zone and language, and a second time.

use std::process::Command;

use anyhow::Result;

use super::succeed;
use crate::workspace;

/// A zone whose date differs from UTC most of the day, and a language with other upper and lower
/// case of `i`.
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
