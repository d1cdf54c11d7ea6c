import type Database from "better-sqlite3";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { flush, readStamp, stamp } from "./data-dir.ts";

const copiesIn = (dataDir: string) => join(dataDir, "backups");

/** Made by the clock, by a command, or before a newer version changed the database. */
type Kind = "daily" | "foyer" | "before-upgrade";

/** The path of a copy that is made at `now` (epoch milliseconds). */
export const copyPath = (dataDir: string, kind: Kind, now: number) =>
  join(copiesIn(dataDir), `${kind}-${stamp(now)}.db`);

/** What ends in this was not finished. */
const unfinished = ".part";

const { resolve } = createRequire(import.meta.url);

/** A thread knows no TypeScript, and no file of ours but the bundle. What SQLite throws loses its message on the way out of one. */
const copyAndCheck = `
  const { workerData: { sqlite, from, to } } = require("node:worker_threads");
  const Database = require(sqlite);
  try {
    const source = new Database(from, { fileMustExist: true });
    source.prepare("vacuum into ?").run(to);
    source.close();
    const copy = new Database(to);
    const found = copy.pragma("integrity_check(1)", { simple: true });
    copy.close();
    if (found !== "ok") throw new Error(found);
  } catch ({ message, code }) {
    throw Object.assign(new Error(message), { code });
  }
`;

/**
 * Copies the database at `from` as it is at this moment, while others read and write it, and checks the copy; in a thread of its
 * own, so that no page waits. `to` is there when it is whole and on the disk, or not at all. Rejects with the reason.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const draft = to + unfinished;
  await mkdir(dirname(to), { recursive: true });
  try {
    const workerData = { sqlite: resolve("better-sqlite3"), from, to: draft };
    const worker = new Worker(copyAndCheck, { eval: true, workerData });
    await new Promise((done, fail) => worker.once("error", fail).once("exit", done));
    await sync(draft);
    await rename(draft, to);
    await sync(dirname(to));
  } finally {
    await rm(draft, { force: true });
  }
}

async function sync(path: string) {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/** The same before an upgrade, when nobody is served yet. Gives the copy's path. */
export function copyBeforeUpgrade(sqlite: Database.Database, dataDir: string, now: number): string {
  const path = copyPath(dataDir, "before-upgrade", now);
  const draft = path + unfinished;
  mkdirSync(dirname(path), { recursive: true });
  try {
    sqlite.prepare("vacuum into ?").run(draft);
    flush(draft);
    renameSync(draft, path);
    flush(dirname(path));
  } finally {
    rmSync(draft, { force: true });
  }
  return path;
}

/** The copies in `backups/` that are whole, newest first; `at` is when each was made, in epoch milliseconds. */
export function listCopies(dataDir: string) {
  return namesIn(dataDir)
    .flatMap((name) => {
      const found = /^(daily|foyer|before-upgrade)-(.+)\.db$/.exec(name);
      const path = join(copiesIn(dataDir), name);
      return found && isWhole(path) ? [{ path, kind: found[1] as Kind, at: readStamp(found[2]!) }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

function namesIn(dataDir: string): string[] {
  try {
    return readdirSync(copiesIn(dataDir));
  } catch {
    // No folder, or one that cannot be read: no copy that could be used.
    return [];
  }
}

/** Whether it can be read, and is as long as its header says (https://sqlite.org/fileformat2.html, "The Database Header"). */
function isWhole(path: string): boolean {
  try {
    const header = readHeader(path);
    const pageSize = header.readUInt16BE(16);
    const bytes = (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28);
    return header.toString("latin1", 0, 16) === "SQLite format 3\0" && statSync(path).size === bytes;
  } catch {
    return false;
  }
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100);
  const file = openSync(path, "r");
  try {
    readSync(file, header);
    return header;
  } finally {
    closeSync(file);
  }
}

/** Removes what was begun and not finished before `before` (epoch milliseconds), as when a process was killed. */
export function removeUnfinished(dataDir: string, before: number) {
  for (const name of namesIn(dataDir)) {
    const path = join(copiesIn(dataDir), name);
    const found = /\.part(-journal)?$/.test(name) && statSync(path, { throwIfNoEntry: false });
    if (found && found.mtimeMs < before) rmSync(path, { force: true });
  }
}
