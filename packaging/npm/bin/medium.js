#!/usr/bin/env node
// Starts the program of the package for this system, which npm installs beside this one.
"use strict";

const { spawn } = require("node:child_process");

const system = `${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "medium.exe" : "medium";

function find() {
  try {
    return require.resolve(`@medium-cli/${system}/bin/${program}`);
  } catch {
    console.error(
      `error: the package @medium-cli/${system} is not installed. Either there is none for this system, or ` +
        "npm was told to leave optional packages out: install medium-cli again without --omit=optional.",
    );
    process.exit(1);
  }
}

const child = spawn(find(), process.argv.slice(2), { stdio: "inherit" });

// A terminal sends Ctrl-C to the program as well. We wait for what it makes of it.
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
