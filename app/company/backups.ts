import { and, eq, isNotNull, sql } from "drizzle-orm";
import { listCopies } from "#db/copy.ts";
import { jobs } from "#db/schema/mail.ts";
import type { Staff } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";

const maxAgeMs = 2 * 24 * 60 * 60_000;

/** The copies of the past, newest first: what is from before the clock was set back is no news. */
export const copiesUntil = ({ dataDir }: Pick<Config, "dataDir">, now: number) =>
  listCopies(dataDir).filter(({ at }) => at <= now);

/**
 * When the newest whole backup was made, in epoch milliseconds, by the portal or by hand; null where there is none. Copies
 * from before an upgrade do not count.
 */
export const newestBackup = (config: Config, now: number): number | null =>
  copiesUntil(config, now).find(({ kind }) => kind !== "before-upgrade")?.at ?? null;

/**
 * When the newest backup was made (epoch milliseconds), whether that is too long ago, and why the last try to make one or to
 * copy it elsewhere failed, null where none has since it last worked.
 */
export function backupHealth({ db }: Staff, config: Config, now: number) {
  const newest = newestBackup(config, now);
  const began = db.get<{ at: number }>(sql`select min(applied_at) as at from migrations`).at;
  const failure = (kind: string) =>
    db
      .select({ error: jobs.error })
      .from(jobs)
      .where(and(eq(jobs.kind, kind), isNotNull(jobs.error)))
      .get()
      ?.error?.replace(/^\w*Error: /, "") ?? null;
  return {
    newest,
    isOld: config.backups.hour !== null && now - (newest ?? began) > maxAgeMs,
    failed: failure("backup"),
    notSent: failure("backup.send"),
  };
}
