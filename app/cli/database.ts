import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand, type CommandDef } from "citty";
import { copyDatabase, copyPath } from "#db/copy.ts";
import { databaseIn, hasDatabase, openFolder } from "#db/data-dir.ts";
import { checkDatabase, restore } from "#db/restore.ts";
import { readConfig } from "../config.server.ts";
import type { Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

/** Copies the database while it is in use, into `backups/` unless told where; gives the path. Throws `CommandFailed` with the reason. */
export async function backUp(dataDir: string, now: number, to?: string): Promise<string> {
  const target = resolve(to ?? copyPath(dataDir, "foyer", now));
  if (isFolder(target)) throw new CommandFailed(`${target} is a folder: name a file in it`);
  if (existsSync(target)) throw new CommandFailed(`${target} already exists`);
  await copyDatabase(databaseIn(dataDir), target).catch((error: Error) => {
    throw new CommandFailed(`Couldn’t make a backup at ${target}: ${error.message}`);
  });
  return target;
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

/** The file that somebody names, as a whole path. */
function fileAt(path: string): string {
  const at = resolve(path);
  if (!existsSync(at)) throw new CommandFailed(`${at} does not exist`);
  if (isFolder(at)) throw new CommandFailed(`${at} is a folder: name the backup in it`);
  return at;
}

export function fileCommands(around: Surroundings): Record<string, CommandDef> {
  const dataDir = () => readConfig(around.env, { forServer: false }).dataDir;

  /** Beside the portal or without it, on a database that is there. */
  async function withDatabase(run: (dataDir: string) => unknown) {
    if (!hasDatabase(dataDir())) throw new CommandFailed(`There is no database at ${resolve(databaseIn(dataDir()))}`);
    const folder = openFolder(dataDir());
    try {
      await run(dataDir());
    } finally {
      folder.release();
    }
  }

  return {
    backup: defineCommand({
      meta: { name: "backup", description: "Copy the database while the portal runs" },
      args: {
        to: { type: "positional", description: "the copy's path (default: backups/ in DATA_DIR)", required: false },
      },
      run: ({ args }) =>
        withDatabase(async (folder) => printLine(await backUp(folder, around.now(), args.to as string | undefined))),
    }) as CommandDef,
    restore: defineCommand({
      meta: { name: "restore", description: "Replace the database with a backup; stop the portal first" },
      args: { from: { type: "positional", description: "the backup's path", required: true } },
      run: ({ args }) => {
        const from = fileAt(args.from);
        if (from === resolve(databaseIn(dataDir()))) throw new CommandFailed(`${from} is the database itself`);
        const { kept, waiting } = restore(from, dataDir(), around.now());
        printLine(`Restored ${from}${kept ? `; what was there before is ${kept}` : ""}`);
        printLine("Everyone has to sign in again");
        if (waiting)
          printLine(
            `${waiting} emails were waiting. With Postmark, the portal checks which were already sent; with SMTP, staff can send them on /staff/health`,
          );
      },
    }) as CommandDef,
    verify: defineCommand({
      meta: { name: "verify", description: "Check the database, or a backup" },
      args: {
        file: { type: "positional", description: "the backup's path (default: the database)", required: false },
      },
      run({ args }) {
        const file = args.file as string | undefined;
        if (file === undefined)
          return withDatabase((folder) => {
            checkDatabase(databaseIn(folder));
            printLine("The database is sound");
          });
        checkDatabase(fileAt(file));
        printLine("The backup is sound");
      },
    }) as CommandDef,
  };
}
