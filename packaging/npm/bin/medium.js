#!/usr/bin/env node
// Starts the program of the package for this platform, which npm installs next to this one.
"use strict";

const { spawn } = require("node:child_process");

const system = `${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "medium.exe" : "medium";

function find() {
  try {
    return require.resolve(`@medium-cli/${system}/bin/${program}`);
  } catch {
    console.error(
      `error: the package @medium-cli/${system} is not installed. Either this platform is not supported, or ` +
        "npm skipped optional packages: install medium-cli again without --omit=optional.",
    );
    process.exit(1);
  }
}

const child = spawn(find(), process.argv.slice(2), { stdio: "inherit" });

// A terminal sends Ctrl-C to the program as well. Wait for its exit.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}

child.on("error", (error) => {
  console.error(`error: ${child.spawnfile} can't be run: ${error.message}`);
  process.exit(1);
});

child.on("exit", (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exit(code);
  }
});
