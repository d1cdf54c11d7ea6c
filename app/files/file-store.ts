import { createHash } from "node:crypto";
import { mkdirSync, statfsSync } from "node:fs";
import { open, opendir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "#db/ids.ts";
import type { Config } from "../config.server.ts";
import { cleanName } from "./file-name.ts";
import { headBytes, typeOf } from "./file-type.ts";

type Place = Pick<Config, "dataDir">;

/** What a file may have, in bytes. */
export const maxFileBytes = 10 * 1024 * 1024;

export type Stored = { id: string; name: string; type: string; bytes: number; sha256: string };
export type FileFault = "empty" | "tooLarge" | "typeRefused";

export type FileSource = AsyncIterable<Uint8Array> | Uint8Array;
const isBytes = (source: FileSource): source is Uint8Array => source instanceof Uint8Array;

/** What files and backups leave free for the database, in bytes. */
export const reserved = 100 * 1024 * 1024;

/** How much the data folder's disk still takes, in bytes. */
export function freeBytes({ dataDir }: Place): number {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
}

/** Whether there is room for another file beside the database. */
export const hasRoom = (place: Place) => freeBytes(place) > reserved + maxFileBytes;

const folderOf = ({ dataDir }: Place) => join(dataDir, "files");
const pathOf = (place: Place, id: string) => join(folderOf(place), id);
const isOurs = (name: string) => /^\.?fil_[0-9a-z]{26}$/.test(name);

/**
 * Puts a file's bytes on the disk as they come: written beside, flushed, renamed to an id of our own. Gives its facts
 * with its clean name, or why it is not taken: then nothing stays. No row knows it yet. Throws what the disk throws, and
 * what the source does.
 */
export async function storeFile(place: Place, given: string, source: FileSource): Promise<Stored | FileFault> {
  const folder = folderOf(place);
  mkdirSync(folder, { recursive: true });
  const id = newId("fil");
  const draft = join(folder, `.${id}`);
  const name = cleanName(given);
  try {
    const written = await write(draft, isBytes(source) ? [source] : source);
    if (typeof written === "string") return written;
    const { head, ...facts } = written;
    const type = await typeOf(name, head);
    if (!type) return "typeRefused";
    await rename(draft, pathOf(place, id));
    await flush(folder);
    return { id, name, type, ...facts };
  } finally {
    await rm(draft, { force: true });
  }
}

async function write(path: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const hash = createHash("sha256");
  const head = Buffer.alloc(headBytes);
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const part of source) {
      if (bytes < headBytes) head.set(part.subarray(0, headBytes - bytes), bytes);
      bytes += part.byteLength;
      if (bytes > maxFileBytes) return "tooLarge";
      hash.update(part);
      await file.writeFile(part);
    }
    if (!bytes) return "empty";
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex"), head: head.subarray(0, bytes) };
}

/** So that the new name is there after a power cut too. */
async function flush(folder: string) {
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Where a stored file is; null where it is not on the disk or not whole. */
export async function findStored(place: Place, { id, bytes }: Pick<Stored, "id" | "bytes">): Promise<string | null> {
  const path = pathOf(place, id);
  const found = await stat(path).catch(nullIfGone);
  return found?.size === bytes ? path : null;
}

export async function removeStored(place: Place, ids: readonly string[]) {
  for (const id of ids) await rm(pathOf(place, id), { force: true });
}

/**
 * Names of files of ours on the disk that were last written before `before` (epoch milliseconds), half-written ones
 * too, a batch at a time.
 */
export async function* storedBefore(place: Place, before: number, batch = 500): AsyncGenerator<string[]> {
  let names: string[] = [];
  for await (const entry of await opendir(folderOf(place)).catch(() => [])) {
    if (!entry.isFile() || !isOurs(entry.name)) continue;
    const found = await stat(pathOf(place, entry.name)).catch(nullIfGone);
    if (found && found.mtimeMs < before) names.push(entry.name);
    if (names.length < batch) continue;
    yield names;
    names = [];
  }
  if (names.length) yield names;
}

function nullIfGone(error: NodeJS.ErrnoException) {
  if (error.code === "ENOENT") return null;
  throw error;
}
