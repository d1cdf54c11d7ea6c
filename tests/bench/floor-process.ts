import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Starts a bare server, `floor.ts` or another, with its arguments. */
export async function startFloor(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await Promise.race([once(child.stdout, "data"), once(child, "exit")])) as [Buffer];
  if (child.exitCode !== null) throw new Error(`${script} ended before it listened`);
  return { at: `http://127.0.0.1:${Number(String(line))}`, pid: child.pid!, stop: () => child.kill() };
}
