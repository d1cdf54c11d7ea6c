import type { CommandDef } from "citty";

/** A fault the person at the terminal can mend: one line, exit code 1. */
export class CommandFailed extends Error {}

/** Called wrongly: exit code 2. */
export class WrongUsage extends Error {
  override name = "CLIError";
}

/** Refuses words and options that the command does not take. */
export function strictly<T extends CommandDef>(command: T): T {
  const { run, args, subCommands } = command as CommandDef;
  if (!run) {
    const strict = Object.entries((subCommands ?? {}) as Record<string, CommandDef>).map(([name, sub]) => [
      name,
      strictly(sub),
    ]);
    return { ...command, subCommands: Object.fromEntries(strict) as never };
  }
  const taken = Object.entries((args ?? {}) as Record<string, { type?: string }>);
  const named = (kind: string) => taken.filter(([, { type }]) => type === kind).map(([name]) => `--${name}`);
  const [flags, options] = [named("boolean"), named("string")];
  const maxWords = taken.length - flags.length - options.length;
  const takesNext = (word: string | undefined) => word !== undefined && options.includes(word);
  const isOption = (word: string) => flags.includes(word) || options.includes(word.replace(/=.*$/s, ""));
  return {
    ...command,
    run(context: Parameters<typeof run>[0]) {
      const given = context.rawArgs.filter((_, i, all) => !takesNext(all[i - 1]));
      const option = given.find((word) => word.startsWith("-") && !isOption(word));
      if (option) throw new WrongUsage(`There is no option ${option}`);
      const words = given.filter((word) => !word.startsWith("-"));
      if (words.length > maxWords) throw new WrongUsage(`Too many arguments: ${words.slice(maxWords).join(" ")}`);
      return run(context);
    },
  };
}

export const printLine = (line: string) => void process.stdout.write(`${line}\n`);
