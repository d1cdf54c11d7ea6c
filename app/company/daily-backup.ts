import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { copyDatabase, copyPath, removeUnfinished } from "#db/copy.ts";
import { databaseIn } from "#db/data-dir.ts";
import { enqueue } from "#db/jobs.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { freeBytes, reserved } from "../files/file-store.ts";
import type { Portal } from "../portal.server.ts";
import { isoDay } from "../text/format.ts";
import { copiesUntil } from "./backups.ts";
import { runShell } from "./shell-command.ts";

const dayMs = 24 * 60 * 60_000;
const maxUpgradeCopies = 3;
const maxCommandMs = 30 * 60_000;
const holdEveryMs = 20_000;

const dailyCopies = (config: Config, now: number) => copiesUntil(config, now).filter(({ kind }) => kind === "daily");

/** The last moment (epoch milliseconds) at which it was that hour of the company's day. */
function lastAt(hour: number, now: number): number {
  const today = new Date(now);
  const at = (daysAgo: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - daysAgo, hour).getTime();
  return at(0) <= now ? at(0) : at(1);
}

function isMade(config: Config, now: number): boolean {
  const { hour } = config.backups;
  const [newest] = dailyCopies(config, now);
  return hour === null || (newest !== undefined && newest.at >= lastAt(hour, now));
}

/** Leaves the day's backup for the job loop: one, also where several processes ask, or the machine was off at its hour. */
export function orderBackup({ config, now, nudge }: Portal, system: System) {
  if (isMade(config, now())) return;
  enqueue(system, "backup", {}, { now: now(), dedupeKey: "backup" });
  nudge();
}

/** Makes the day's backup, and removes those that it outdates. A job: `hold` keeps that ours. */
export async function makeBackup({ config, now }: Portal, system: System, hold: () => void) {
  if (isMade(config, now())) return;
  requireRoom(config);
  await holding(hold, copyDatabase(databaseIn(config.dataDir), copyPath(config.dataDir, "daily", now())));
  removeOutdated(config, now());
  if (config.backups.command) enqueue(system, "backup.send", {}, { now: now(), dedupeKey: "backup.send" });
}

/** A copy that fills the disk would stop the portal itself from writing. */
function requireRoom(config: Config) {
  const database = databaseIn(config.dataDir);
  const bytes = [database, `${database}-wal`].filter(existsSync).reduce((sum, path) => sum + statSync(path).size, 0);
  const free = freeBytes(config);
  if (free < bytes + reserved)
    throw new Error(
      `The disk has no room for a backup: ${megabytes(free)} MB are free, ${megabytes(bytes)} MB are needed and 100 more for the portal`,
    );
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** Has the newest daily backup copied to another machine, by the command that is set for it. A job, likewise. */
export async function sendBackup({ config, now }: Portal, hold: () => void) {
  const { dataDir, backups } = config;
  const [newest] = dailyCopies(config, now());
  if (!newest || !backups.command) return;
  // Commands name it, and it is made with the first file.
  mkdirSync(join(dataDir, "files"), { recursive: true });
  const env = { BACKUP_FILE: resolve(newest.path), DATA_DIR: resolve(dataDir) };
  await holding(hold, runShell(backups.command, env, maxCommandMs));
}

/** Keeps the job ours while something outside this thread works on it. */
async function holding(hold: () => void, work: Promise<unknown>) {
  const timer = setInterval(() => {
    try {
      hold();
    } catch {
      // Another process does the same: either's copy will do.
      clearInterval(timer);
    }
  }, holdEveryMs);
  await work.finally(() => clearInterval(timer));
}

function removeOutdated(config: Config, now: number) {
  const copies = copiesUntil(config, now);
  const daily = copies.filter(({ kind }) => kind === "daily");
  const kept = toKeep(daily, config.backups.keep);
  const outdated = daily.filter((copy) => !kept.has(copy));
  const upgrades = copies.filter(({ kind }) => kind === "before-upgrade").slice(maxUpgradeCopies);
  for (const { path } of [...outdated, ...upgrades]) rmSync(path, { force: true });
  removeUnfinished(config.dataDir, now - dayMs);
}

/** Of what was made at `at` (epoch milliseconds), newest first, the last of each of the newest days and weeks in the company's time zone. */
export function toKeep<T extends { at: number }>(copies: readonly T[], keep: Config["backups"]["keep"]): Set<T> {
  const lastOfEach = (period: (ms: number) => string, max: number) => {
    const last = new Map<string, T>();
    for (const copy of copies) if (!last.has(period(copy.at))) last.set(period(copy.at), copy);
    return [...last.values()].slice(0, max);
  };
  return new Set([...lastOfEach(isoDay, keep.daily), ...lastOfEach(mondayOf, keep.weekly)]);
}

function mondayOf(ms: number): string {
  const day = new Date(ms);
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  return isoDay(day.getTime());
}
