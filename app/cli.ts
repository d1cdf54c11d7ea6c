import { stripVTControlCharacters } from "node:util";
import { defineCommand, renderUsage, runCommand as runDefined, type CommandDef, type CommandMeta } from "citty";
import { buildInfo } from "./build-info.ts";
import { fileCommands } from "./cli/database.ts";
import type { Surroundings } from "./cli/file.ts";
import { customerCommands } from "./cli/customers.ts";
import { keyCommands } from "./cli/keys.ts";
import { mailCommands } from "./cli/mail.ts";
import { peopleCommands } from "./cli/people.ts";
import { signInCommand } from "./cli/sign-in.ts";
import { staffCommands } from "./cli/staff.ts";
import { printLine, strictly } from "./cli/strict.ts";
import { stripeCommands } from "./cli/stripe.ts";
import { ConfigError } from "./config.server.ts";

/** Runs `foyer <command>` and gives the exit code: 0 done, 1 with one line on stderr where not, 2 on wrong usage. */
export async function runCommand(argv: string[], around: Surroundings): Promise<number> {
  const main = strictly(
    defineCommand({
      meta: { name: "foyer", description: "The customer portal's commands" },
      subCommands: {
        stripe: stripeCommands(around) as CommandDef,
        staff: staffCommands(around) as CommandDef,
        "sign-in": signInCommand(around),
        customers: customerCommands(around) as CommandDef,
        people: peopleCommands(around) as CommandDef,
        keys: keyCommands(around) as CommandDef,
        mail: mailCommands(around) as CommandDef,
        ...fileCommands(around),
      },
    }) as CommandDef,
  );
  if (argv.includes("--help") || argv.includes("-h")) {
    printLine(await usageOf(main as CommandDef, argv));
    return 0;
  }
  if (argv.length === 1 && argv[0] === "--version") {
    printLine(`foyer ${buildInfo.version} (${buildInfo.commit})`);
    return 0;
  }
  try {
    await runDefined(main as CommandDef, { rawArgs: argv });
    return 0;
  } catch (error) {
    const { name, message } = error as Error;
    const lines = error instanceof ConfigError ? error.faults : [message];
    for (const line of lines) process.stderr.write(`${stripVTControlCharacters(line)}\n`);
    return name === "CLIError" ? 2 : 1;
  }
}

/** How the command that the words name is used: `stripe backfill --help`; without one, which commands there are. */
async function usageOf(main: CommandDef, words: string[]): Promise<string> {
  let command = main;
  const before: string[] = [];
  for (const word of words) {
    const below = ((await command.subCommands) ?? {}) as Record<string, CommandDef>;
    if (!Object.hasOwn(below, word)) break;
    before.push(((await command.meta) as CommandMeta).name!);
    command = below[word]!;
  }
  return renderUsage(command, before.length ? { meta: { name: before.join(" ") } } : undefined);
}
