import Database from "better-sqlite3";
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { listCopies } from "./copy.ts";
import { arrivalIn, databaseIn, flush, openFolder, settle, UnusableFolder } from "./data-dir.ts";
import { waitedInBackup } from "./outbox.ts";
import { migrations, pendingMigrations } from "./migrate.ts";

/** A file that is no whole database of the portal's, with a message for the person who runs it. */
class DamagedDatabase extends Error {}

/**
 * Checks the database at `path`, whether it is in use or not; upgrades nothing. Throws `DamagedDatabase` with what is wrong,
 * `ForeignDatabase` where a newer version has changed it, and where there is no file.
 */
export function checkDatabase(path: string) {
  const sqlite = new Database(path, { fileMustExist: true });
  try {
    const found = sqlite.pragma("integrity_check(1)", { simple: true }) as string;
    if (found !== "ok") throw new DamagedDatabase(`The file is damaged: ${found}`);
    const orphans = sqlite.pragma("foreign_key_check") as unknown[];
    if (orphans.length)
      throw new DamagedDatabase(`The file is damaged: ${orphans.length} rows refer to rows that don't exist`);
    if (pendingMigrations({ sqlite }).length === migrations.length)
      throw new DamagedDatabase("The file is not a portal database");
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new DamagedDatabase(`The file is damaged: ${error.message}`);
  } finally {
    sqlite.close();
  }
}

/**
 * Throws `UnusableFolder` where the database is gone or empty and backups of it are there. A new one would be served as if all
 * were well, and its backups would in time take the place of those.
 */
export function refuseNewBesideBackups(dataDir: string) {
  const path = resolve(databaseIn(dataDir));
  const found = statSync(path, { throwIfNoEntry: false });
  const [newest] = found?.size ? [] : listCopies(dataDir);
  if (!newest) return;
  throw new UnusableFolder(
    `${path} is ${found ? "empty" : "missing"}, and there are backups of it. Restore one, such as the newest: ` +
      `foyer restore ${resolve(newest.path)}. To start with a new database, move ${resolve(dataDir, "backups")} away first`,
  );
}

/** Ends every session, for some were ended since the copy was made, and marks what waited in it. Gives how many mails that are. */
function leavePast(path: string, now: number): number {
  const sqlite = new Database(path);
  try {
    return sqlite.transaction(() => {
      sqlite.prepare("update sessions set ended_at = ? where ended_at is null").run(now);
      const has = sqlite.prepare("select 1 from sqlite_master where name = ?");
      if (has.get("leaving_answers"))
        sqlite.prepare("update leaving_answers set stopped = 'overtaken' where stopped is null").run();
      const doubt = "state = 'new', doubtful = 1, error = ?, lease_owner = null, lease_until = null";
      const mark = sqlite.prepare(`update outbox set ${doubt} where state in ('new', 'sending')`);
      const waiting = mark.run(waitedInBackup).changes;
      return has.get("outbox_bundle") ? waiting + loseBundles(sqlite, now) : waiting;
    })();
  } finally {
    sqlite.close();
  }
}

/** Ends what waited for a digest that is due by now and not in the copy: nobody can ask whether that went. Gives how many. */
function loseBundles(sqlite: Database.Database, now: number): number {
  const isQueued = "exists (select 1 from outbox digest where digest.dedupe_key = 'digest:' || outbox.bundle)";
  const isLost = `state = 'bundled' and not_before <= :now and not ${isQueued}`;
  return sqlite
    .prepare(`update outbox set state = 'failed', ended_at = :now, error = :error where ${isLost}`)
    .run({ now, error: waitedInBackup }).changes;
}

const suffixes = ["", "-wal", "-shm", "-journal"];
const remove = (path: string) => suffixes.forEach((suffix) => rmSync(path + suffix, { force: true }));

/**
 * Puts a copy in the database's place, once it is checked. What was there is not opened, for it may be damaged or a newer
 * version's. Gives its new name, null where there was none, and how many mails waited in the copy. `now` is epoch
 * milliseconds. Throws as `checkDatabase` does, and `FolderInUse`: then nothing has changed.
 */
export function restore(from: string, dataDir: string, now: number): { kept: string | null; waiting: number } {
  const folder = openFolder(dataDir, "alone");
  const draft = `${databaseIn(dataDir)}.incoming`;
  try {
    remove(draft);
    // One that was set aside may have its newest changes in its log; the check closes it, and that puts them in.
    for (const suffix of ["", "-wal"]) if (existsSync(from + suffix)) copyFileSync(from + suffix, draft + suffix);
    checkDatabase(draft);
    const waiting = leavePast(draft, now);
    flush(draft);
    renameSync(draft, arrivalIn(dataDir));
    flush(dataDir);
    return { kept: settle(dataDir), waiting };
  } finally {
    remove(draft);
    folder.release();
  }
}
