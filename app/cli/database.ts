import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { defineCommand, type CommandDef } from "citty";
import { openFile, type Connection } from "#db/connection.ts";
import { pendingMigrations } from "#db/migrate.ts";
import { readConfig } from "../config.server.ts";
import { withFile, type Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

function check(connection: Connection) {
  const findings = connection.sqlite.pragma("integrity_check") as { integrity_check: string }[];
  const broken = connection.sqlite.pragma("foreign_key_check") as unknown[];
  const [first] = findings;
  if (first?.integrity_check !== "ok") throw new CommandFailed(`The file is damaged: ${first?.integrity_check}`);
  if (broken.length) throw new CommandFailed(`${broken.length} rows point at rows that are not there`);
}

/** Renames a database with its log, unopened: it may be damaged, or a newer version's. */
function setAside(from: string, to: string) {
  for (const suffix of ["-wal", ""]) {
    rmSync(to + suffix, { force: true });
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  }
  rmSync(`${from}-shm`, { force: true });
}

/** Copies the database while it is in use, into `backups/` unless told where; gives the path. Throws `CommandFailed` where that is taken. */
export function backUp({ sqlite }: Connection, dataDir: string, now: number, to?: string): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const target = resolve(to ?? join(dataDir, "backups", `foyer-${stamp}.db`));
  if (existsSync(target)) throw new CommandFailed(`${target} exists already`);
  mkdirSync(dirname(target), { recursive: true });
  sqlite.prepare("vacuum into ?").run(target);
  return target;
}

export function fileCommands(around: Surroundings): Record<string, CommandDef> {
  const dataDir = () => readConfig(around.env, { forServer: false }).dataDir;
  return {
    backup: defineCommand({
      meta: { name: "backup", description: "Copy the database while the portal runs" },
      args: {
        to: { type: "positional", description: "the copy's path (default: backups/ in DATA_DIR)", required: false },
      },
      run: ({ args }) =>
        withFile(around, (connection) =>
          printLine(backUp(connection, dataDir(), around.now(), args.to as string | undefined)),
        ) as never,
    }) as CommandDef,
    restore: defineCommand({
      meta: { name: "restore", description: "Put a backup in place of the database; stop the portal first" },
      args: { from: { type: "positional", description: "the backup's path", required: true } },
      run: ({ args }) => {
        const from = resolve(args.from);
        if (!existsSync(from)) throw new CommandFailed(`${from} does not exist`);
        const target = join(dataDir(), "foyer.db");
        mkdirSync(dataDir(), { recursive: true });
        const incoming = `${target}.incoming`;
        copyFileSync(from, incoming);
        const connection = openFile(incoming, ["only to look at it and write nothing sealed"]);
        try {
          check(connection);
          pendingMigrations(connection);
          connection.sqlite.pragma("journal_mode = DELETE");
        } finally {
          connection.sqlite.close();
        }
        const kept = `${target}.before-restore`;
        setAside(target, kept);
        renameSync(incoming, target);
        printLine(`Restored ${from}; what was there before is ${kept}`);
      },
    }) as CommandDef,
    verify: defineCommand({
      meta: { name: "verify", description: "Check the database's integrity" },
      run: () =>
        withFile(around, (connection) => {
          check(connection);
          printLine("The database is sound");
        }),
    }) as CommandDef,
  };
}
