import { defineCommand } from "citty";
import { systemOf } from "#db/tenant.ts";
import { scopes, type Scope } from "#db/schema/feed.ts";
import { createKey, isOver, listKeys, revokeKey } from "../company/api-keys.ts";
import { withFile, type Surroundings } from "./file.ts";
import { CommandFailed, WrongUsage, printLine } from "./strict.ts";

const maxNameLength = 60;

function scopesOf(text: string): Scope[] {
  const words = text.split(",").map((word) => word.trim());
  const wrong = words.find((word) => word !== "feed" && !scopes.includes(word as Scope));
  if (wrong !== undefined)
    throw new WrongUsage(`There is no scope "${wrong}". Use feed, or some of ${scopes.join(", ")}`);
  return scopes.filter((scope) => words.includes("feed") || words.includes(scope));
}

/** The end of a day like 2027-01-31, in the company's time zone. */
function endOf(day: string, now: number): number {
  const [year = 0, month = 0, date = 0] = /^\d{4}-\d\d-\d\d$/.test(day) ? day.split("-").map(Number) : [];
  const end = new Date(year, month - 1, date + 1);
  const last = new Date(year, month - 1, date);
  if (last.getMonth() !== month - 1) throw new WrongUsage(`"${day}" is not a date. Write it like 2027-01-31`);
  if (end.getTime() <= now) throw new WrongUsage(`${day} is in the past`);
  return end.getTime();
}

const day = (ms: number | null) => (ms === null ? "never" : new Date(ms).toISOString().slice(0, 10));

export function keyCommands(around: Surroundings) {
  return defineCommand({
    meta: { name: "keys", description: "API keys for the feed, for the company's own systems" },
    subCommands: {
      create: defineCommand({
        meta: { name: "create", description: "Create a key; it is shown once, on the last line" },
        args: {
          name: { type: "string", description: "the system that uses it", required: true },
          scopes: { type: "string", description: `feed, or some of ${scopes.join(",")}`, required: true },
          expires: { type: "string", description: "its last day, like 2027-01-31 (default: none)" },
        },
        run: ({ args }) => {
          const name = args.name.trim();
          if (!name || name.length > maxNameLength)
            throw new WrongUsage(`A name must have 1 to ${maxNameLength} characters`);
          const asked = { name, scopes: scopesOf(args.scopes), by: "cli" };
          const expiresAt = args.expires ? endOf(args.expires, around.now()) : null;
          withFile(around, (connection) => {
            const { id, key } = createKey(systemOf(connection), { ...asked, expiresAt }, around.now());
            printLine(`${id} can use ${asked.scopes.join(", ")}. Save the key now, it can’t be shown again:`);
            printLine(key);
          });
        },
      }),
      list: defineCommand({
        meta: { name: "list", description: "List all keys" },
        run: () =>
          withFile(around, (connection) => {
            for (const key of listKeys(systemOf(connection))) {
              const state = key.revokedAt !== null ? "revoked" : isOver(key, around.now()) ? "expired" : "works";
              const used = `last used ${day(key.lastUsedAt)}`;
              printLine(
                [
                  key.id,
                  `${key.start}…`,
                  state,
                  key.scopes.join(","),
                  used,
                  `expires ${day(key.expiresAt)}`,
                  key.name,
                ].join("\t"),
              );
            }
          }),
      }),
      revoke: defineCommand({
        meta: { name: "revoke", description: "Revoke a key immediately" },
        args: { key: { type: "positional", description: "its id, or its first characters", required: true } },
        run: ({ args }) =>
          withFile(around, (connection) => {
            if (!revokeKey(systemOf(connection), args.key, "cli", around.now()))
              throw new CommandFailed(`There is no active key "${args.key}". Run "foyer keys list" to see them all`);
            printLine("Revoked. The key no longer works");
          }),
      }),
    },
  });
}
