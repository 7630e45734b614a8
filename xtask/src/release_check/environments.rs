//! Runs all tests twice, each time with another time zone and language.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{folder, succeed};
use xtask::workspace;

/// A zone whose date differs from UTC most of the day, and a language with other upper and lower
/// case of `i`.
const ZONES_AND_LANGUAGES: [(&str, &str); 2] = [
    ("Pacific/Kiritimati", "tr_TR.UTF-8"),
    ("America/St_Johns", "de_DE.UTF-8"),
];

pub(super) fn check() -> Result<()> {
    let locales = folder("locales")?;
    for (zone, language) in ZONES_AND_LANGUAGES {
        compile_locale(language, &locales)?;
        println!("TZ={zone} LANG={language}");
        let mut tests = Command::new(".ci/with-postgres");
        tests.args(["cargo", "test", "--quiet", "--workspace"]);
        tests.envs([
            ("CI", "true"),
            ("TZ", zone),
            ("LANG", language),
            ("LC_ALL", language),
        ]);
        tests.env("LOCPATH", &locales);
        succeed(tests.current_dir(workspace::root()))?;
    }
    Ok(())
}

/// Compiles a language of glibc into a folder. Few systems have every language, and programs such as
/// bash warn about a missing one.
fn compile_locale(language: &str, locales: &Path) -> Result<()> {
    let (source, encoding) = language.split_once('.').unwrap_or((language, "UTF-8"));
    let mut compile = Command::new("localedef");
    compile.args(["-i", source, "-f", encoding]);
    succeed(compile.arg(locales.join(language)))
}
