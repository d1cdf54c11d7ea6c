import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { asc, eq } from "drizzle-orm";
import { defineCommand, renderUsage, runCommand as runDefined, type CommandDef } from "citty";
import { openFile, type Connection } from "#db/connection.ts";
import { migrate, pendingMigrations } from "#db/migrate.ts";
import { auditLog, staff } from "#db/schema/organizations.ts";
import { systemOf } from "#db/tenant.ts";
import { canonicalAddress } from "./auth/address.ts";
import { readConfig } from "./config.server.ts";

type Environment = Record<string, string | undefined>;

/** A fault the person at the terminal can mend: one line, exit code 1. */
class CommandFailed extends Error {}

/** Called wrongly: exit code 2. */
class WrongUsage extends Error {
  override name = "CLIError";
}

/** Refuses words and options that the command does not take. */
function strictly<T extends CommandDef>(command: T): T {
  const { run, args, subCommands } = command as CommandDef;
  if (!run) {
    const strict = Object.entries((subCommands ?? {}) as Record<string, CommandDef>).map(([name, sub]) => [
      name,
      strictly(sub),
    ]);
    return { ...command, subCommands: Object.fromEntries(strict) as never };
  }
  const most = Object.keys(args ?? {}).length;
  return {
    ...command,
    run(context: Parameters<typeof run>[0]) {
      const option = context.rawArgs.find((word) => word.startsWith("-"));
      if (option) throw new WrongUsage(`There is no option ${option}`);
      if (context.rawArgs.length > most)
        throw new WrongUsage(`Too many words: ${context.rawArgs.slice(most).join(" ")}`);
      return run(context);
    },
  };
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function withFile<T>(env: Environment, run: (connection: Connection) => T): T {
  const { dataDir, secrets } = readConfig(env, { forServer: false });
  mkdirSync(dataDir, { recursive: true });
  const connection = openFile(join(dataDir, "foyer.db"), secrets);
  try {
    migrate(connection, Date.now());
    return run(connection);
  } finally {
    connection.sqlite.close();
  }
}

function staffCommands(env: Environment) {
  const email = { type: "positional", description: "the address", required: true } as const;
  const address = (text: string) => {
    const canonical = canonicalAddress(text);
    if (!canonical) throw new CommandFailed(`"${text}" is not an email address`);
    return canonical;
  };
  const record = (connection: Connection, action: string, subject: string) =>
    systemOf(connection).db.insert(auditLog).values({ actor: "cli", action, subject, at: Date.now() }).run();

  return defineCommand({
    meta: { name: "staff", description: "Who of the company may sign in" },
    subCommands: {
      add: defineCommand({
        meta: { name: "add", description: "Let an address sign in as staff" },
        args: { email },
        run: ({ args }) =>
          withFile(env, (connection) => {
            const row = { email: address(args.email), addedBy: "cli", createdAt: Date.now() };
            systemOf(connection).db.insert(staff).values(row).onConflictDoNothing().run();
            record(connection, "staff.added", row.email);
            say(`${row.email} may sign in as staff`);
          }),
      }),
      remove: defineCommand({
        meta: { name: "remove", description: "Take that right away" },
        args: { email },
        run: ({ args }) =>
          withFile(env, (connection) => {
            const wanted = address(args.email);
            const { changes } = systemOf(connection).db.delete(staff).where(eq(staff.email, wanted)).run();
            if (!changes)
              throw new CommandFailed(`${wanted} was not added here; addresses in STAFF_EMAILS are removed there`);
            record(connection, "staff.removed", wanted);
            say(`${wanted} is no longer staff`);
          }),
      }),
      list: defineCommand({
        meta: { name: "list", description: "Everybody who may" },
        run: () =>
          withFile(env, (connection) => {
            for (const one of readConfig(env, { forServer: false }).staffEmails) say(`${one}\tSTAFF_EMAILS`);
            for (const row of systemOf(connection).db.select().from(staff).orderBy(asc(staff.email)).all()) {
              say(`${row.email}\tadded by ${row.addedBy}`);
            }
          }),
      }),
    },
  });
}

function check(connection: Connection) {
  const findings = connection.sqlite.pragma("integrity_check") as { integrity_check: string }[];
  const broken = connection.sqlite.pragma("foreign_key_check") as unknown[];
  const [first] = findings;
  if (first?.integrity_check !== "ok") throw new CommandFailed(`The file is damaged: ${first?.integrity_check}`);
  if (broken.length) throw new CommandFailed(`${broken.length} rows point at rows that are not there`);
}

function fileCommands(env: Environment): Record<string, CommandDef> {
  const dataDir = () => readConfig(env, { forServer: false }).dataDir;
  return {
    backup: defineCommand({
      meta: { name: "backup", description: "Copy the database while the portal runs" },
      args: {
        to: { type: "positional", description: "the copy's path (default: backups/ in DATA_DIR)", required: false },
      },
      run: ({ args }) =>
        withFile(env, (connection) => {
          const stamp = new Date().toISOString().replace(/[:.]/g, "-");
          const target = resolve((args.to as string | undefined) ?? join(dataDir(), "backups", `foyer-${stamp}.db`));
          if (existsSync(target)) throw new CommandFailed(`${target} exists already`);
          mkdirSync(dirname(target), { recursive: true });
          connection.sqlite.prepare("vacuum into ?").run(target);
          say(target);
        }) as never,
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
        if (existsSync(target)) withFile(env, ({ sqlite }) => sqlite.pragma("wal_checkpoint(TRUNCATE)"));
        for (const suffix of ["-wal", "-shm"]) rmSync(target + suffix, { force: true });
        if (existsSync(target)) renameSync(target, kept);
        renameSync(incoming, target);
        say(`Restored ${from}; what was there before is ${kept}`);
      },
    }) as CommandDef,
    verify: defineCommand({
      meta: { name: "verify", description: "Check the database's integrity" },
      run: () =>
        withFile(env, (connection) => {
          check(connection);
          say("The database is sound");
        }),
    }) as CommandDef,
  };
}

/** Runs `foyer <command>` and gives the exit code: 0 done, 1 with one line on stderr where not, 2 on wrong usage. */
export async function runCommand(argv: string[], env: Environment): Promise<number> {
  const main = strictly(
    defineCommand({
      meta: { name: "foyer", description: "The customer portal's commands" },
      subCommands: { staff: staffCommands(env) as CommandDef, ...fileCommands(env) },
    }) as CommandDef,
  );
  if (argv.includes("--help") || argv.includes("-h")) {
    say(await renderUsage(main as CommandDef));
    return 0;
  }
  try {
    await runDefined(main as CommandDef, { rawArgs: argv });
    return 0;
  } catch (error) {
    const { name, message } = error as Error;
    process.stderr.write(`${stripVTControlCharacters(message)}\n`);
    return name === "CLIError" ? 2 : 1;
  }
}
