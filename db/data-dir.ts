import Database from "better-sqlite3";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Others work in the folder, or one has it to itself: with a message for the person who runs it. */
export class FolderInUse extends Error {}

/** The data folder is not one that can be worked in, with a message for the person who runs it. */
export class UnusableFolder extends Error {}

type Tried = { path: string; code: string; owner: number; us: number; toMake?: string };

/** What to type where the data folder, or a file in it, cannot be written; `owner` and `us` are user ids. */
function folderFault({ path, code, owner, us, toMake }: Tried): string {
  if (code === "EROFS") return `${path} is on a read-only file system: mount it read-write`;
  if (code !== "EACCES" && code !== "EPERM") return `${path} can't be written to (${code})`;
  if (toMake && owner !== us)
    return (
      `${toMake} can't be created: ${path} belongs to user ${owner}, and Foyer runs as user ${us}. ` +
      `Run: mkdir -p ${toMake} && chown ${us}:${us} ${toMake}`
    );
  if (owner === us) return `${path} can't be written to. Run: chmod -R u+rwX ${path}`;
  return (
    `${path} can't be written to: it belongs to user ${owner}, and Foyer runs as user ${us}. ` +
    `On the host, for the folder that is mounted there, run: chown -R ${us}:${us} ${path} ` +
    `(or let the container run as its owner: docker run --user ${owner})`
  );
}

const refusals = {
  beside: "A command is restoring or changing the data folder: start again when it has finished",
  alone: "The portal or another command is running: stop it first",
};

// A connection that nobody refers to is closed, and its lock gone.
const held = new Set<Database.Database>();

/** Where the database is. */
export const databaseIn = (dataDir: string) => join(dataDir, "foyer.db");

/** A checked copy that is to take the database's place: whoever opens the folder next finishes what was begun. */
export const arrivalIn = (dataDir: string) => `${databaseIn(dataDir)}.restored`;

export const hasDatabase = (dataDir: string) =>
  [databaseIn(dataDir), arrivalIn(dataDir)].some((path) => existsSync(path));

/**
 * Makes the folder where there is none, closes what is ours in it to other users, and holds a lock on it until `release`: `beside` other
 * processes, or `alone`. The lock is the kernel's on `foyer.lock`, so it ends with its process, however that ends, and holds
 * between containers of one machine (https://sqlite.org/lockingv3.html). Throws `UnusableFolder` or `FolderInUse`.
 */
export function openFolder(dataDir: string, how: "beside" | "alone" = "beside"): { release: () => void } {
  closeToOthers(dataDir);
  if (how === "beside" && existsSync(arrivalIn(dataDir))) openFolder(dataDir, "alone").release();
  const lock = new Database(join(dataDir, "foyer.lock"), { timeout: how === "alone" ? 0 : 5_000 });
  try {
    lock.exec(how === "alone" ? "begin exclusive" : "begin; select * from sqlite_schema");
  } catch (error) {
    lock.close();
    const { code, message } = error as { code?: string; message: string };
    throw new FolderInUse(code === "SQLITE_BUSY" ? refusals[how] : `${lock.name} can't be locked: ${message}`);
  }
  held.add(lock);
  if (how === "alone") settle(dataDir);
  return {
    release() {
      held.delete(lock);
      lock.close();
    },
  };
}

function makeWritable(folder: string) {
  const files = ["", "foyer.db", "foyer.db-wal", "foyer.db-shm", "foyer.lock"].map((name) => join(folder, name));
  try {
    mkdirSync(folder, { recursive: true });
    for (const path of files.filter(existsSync)) accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code = "", path: tried = folder } = error as NodeJS.ErrnoException;
    let path = tried;
    while (!existsSync(path)) path = dirname(path);
    const toMake = path === tried ? undefined : folder;
    throw new UnusableFolder(
      folderFault({ path, code, owner: statSync(path).uid, us: process.getuid?.() ?? -1, toMake }),
    );
  }
}

/** Nobody but the portal's user may read what it keeps, in folders from before it saw to that neither. */
function closeToOthers(dataDir: string) {
  process.umask(0o077);
  makeWritable(resolve(dataDir));
  const ours = /^(foyer\..*|files|pdf|backups|mailbox)$/;
  for (const name of readdirSync(dataDir)) if (ours.test(name)) close(join(dataDir, name));
}

function close(path: string) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || !(found.mode & 0o077)) return;
  if (found.isDirectory()) for (const name of readdirSync(path)) close(join(path, name));
  // Only its owner may, and on some disks nobody.
  try {
    chmodSync(path, found.mode & 0o700);
  } catch {
    return;
  }
}

/**
 * Lets a checked copy take the database's place. What is there is renamed with its log, unopened, to a name that nothing
 * has; gives that, or null where there is none. Cut off at any point, it goes on the next time.
 */
export function settle(dataDir: string): string | null {
  const [database, arrival] = [databaseIn(dataDir), arrivalIn(dataDir)];
  const arrived = statSync(arrival, { throwIfNoEntry: false });
  if (!arrived) return null;
  const wanted = `${database}.before-restore-${stamp(arrived.mtimeMs)}`;
  let kept = wanted;
  for (let n = 2; existsSync(kept); n++) kept = `${wanted}-${n}`;
  // The log first: without the database its name says where it belongs.
  for (const suffix of ["-wal", "-journal", ""])
    if (existsSync(database + suffix)) renameSync(database + suffix, kept + suffix);
  rmSync(`${database}-shm`, { force: true });
  renameSync(arrival, database);
  flush(dataDir);
  return existsSync(kept) ? kept : null;
}

/** Waits until a file, or a folder's names, are on the disk. */
export function flush(path: string) {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A moment (epoch milliseconds) as part of a file's name: "2026-11-23T10-00-00-000Z". */
export const stamp = (ms: number) => new Date(ms).toISOString().replace(/[:.]/g, "-");

/** The moment that a stamp names; NaN where it is none. */
export const readStamp = (text: string) => Date.parse(text.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/, "T$1:$2:$3.$4"));
