import { spawn } from "node:child_process";
import { processEnv } from "../config.server.ts";

const maxWords = 500;

/**
 * Runs a line of a shell's with the portal's own environment and `env` over it. Rejects with the end of what it said where it
 * fails, or takes longer than `ms` milliseconds: then it is killed with all that it started.
 */
export function runShell(line: string, env: Record<string, string>, ms: number): Promise<void> {
  const child = spawn(line, {
    shell: true,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...processEnv(), ...env },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said = (said + text).slice(-maxWords)));
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    process.kill(-child.pid!, "SIGKILL");
  }, ms);
  return new Promise((done, fail) => {
    child.once("error", (error) => {
      clearTimeout(late);
      fail(error);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(late);
      const why = isLate ? `it was stopped after ${ms / 60_000} minutes` : `it ended with ${signal ?? code}`;
      if (code === 0) done();
      else fail(new Error([why, said.trim()].filter(Boolean).join(": ")));
    });
  });
}
