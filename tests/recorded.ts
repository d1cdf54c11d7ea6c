import { existsSync } from "node:fs";
import { resolve } from "node:path";

/**
 * A folder of what others recorded or published, read besides our own fixtures where RECORDED_EXAMPLES names the
 * folder that holds it; null where nothing is named.
 */
export function recordedFolder(name: string): string | null {
  const all = process.env.RECORDED_EXAMPLES;
  if (!all) {
    console.info(`${name}: RECORDED_EXAMPLES names no recorded ones; our own fixtures are read.`);
    return null;
  }
  const folder = resolve(all, name);
  if (!existsSync(folder)) throw new Error(`RECORDED_EXAMPLES has no folder ${name}`);
  return folder;
}
