//! Programs that run next to the benchmark, and exit when their stdin is closed.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A running program, stopped on drop.
#[derive(Debug)]
pub(crate) struct Subprocess {
    process: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Subprocess {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("can't start {command:?}"))?;
        let stdout = process.stdout.take().context("no stdout")?;
        Ok(Self {
            stdin: process.stdin.take(),
            stdout: BufReader::new(stdout),
            process,
        })
    }

    pub(crate) fn write_line(&mut self, line: &str) -> Result<()> {
        let stdin = self.stdin.as_mut().context("no stdin")?;
        Ok(writeln!(stdin, "{line}")?)
    }

    pub(crate) fn read_line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        ensure!(!line.is_empty(), "the program has exited");
        Ok(line.trim().to_owned())
    }
}

impl Drop for Subprocess {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // An error means that it has exited already.
        let _ = self.process.wait();
    }
}
