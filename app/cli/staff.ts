import { asc, eq } from "drizzle-orm";
import { defineCommand } from "citty";
import type { Connection } from "#db/connection.ts";
import { staff } from "#db/schema/organizations.ts";
import { systemOf } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { readConfig } from "../config.server.ts";
import { maxPersonNameLength, namePerson } from "../people/people.ts";
import { visibleLine } from "../text/clean.ts";
import { isVisible } from "../text/visible.ts";
import { commandLine, note } from "../company/audit-log.ts";
import { withFile, type Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

/** The address that somebody typed, in its canonical way. Throws `CommandFailed` where it is none. */
export function addressIn(text: string): string {
  const canonical = canonicalAddress(text);
  if (!canonical) throw new CommandFailed(`"${text}" is not an email address`);
  return canonical;
}

/** The name that somebody typed. Throws `CommandFailed` where nothing of it is seen or it is too long. */
export function nameIn(text: string, maxLength: number): string {
  const name = visibleLine(text);
  if (isVisible(name) && name.length <= maxLength) return name;
  throw new CommandFailed(`A name must have 1 to ${maxLength} characters`);
}

export function staffCommands(around: Surroundings) {
  const email = { type: "positional", description: "the address", required: true } as const;
  const record = (connection: Connection, action: string, subject: string) =>
    note(systemOf(connection), commandLine, { action, subject }, around.now());

  return defineCommand({
    meta: { name: "staff", description: "Who can sign in as staff" },
    subCommands: {
      add: defineCommand({
        meta: { name: "add", description: "Let an address sign in as staff" },
        args: { email, name: { type: "string", description: "the name that customers see" } },
        run: ({ args }) =>
          withFile(around, (connection) => {
            const row = { email: addressIn(args.email), addedBy: "cli", createdAt: around.now() };
            const system = systemOf(connection);
            system.db.insert(staff).values(row).onConflictDoNothing().run();
            if (args.name) namePerson(system, row.email, nameIn(args.name, maxPersonNameLength), row.createdAt);
            record(connection, "staff.added", row.email);
            printLine(`${row.email} can sign in as staff`);
          }),
      }),
      remove: defineCommand({
        meta: { name: "remove", description: "Stop an address signing in as staff" },
        args: { email },
        run: ({ args }) =>
          withFile(around, (connection) => {
            const wanted = addressIn(args.email);
            const { changes } = systemOf(connection).db.delete(staff).where(eq(staff.email, wanted)).run();
            if (!changes)
              throw new CommandFailed(
                `${wanted} was not added with “foyer staff add”. If it is in STAFF_EMAILS, remove it there`,
              );
            record(connection, "staff.removed", wanted);
            printLine(`${wanted} is no longer staff`);
          }),
      }),
      list: defineCommand({
        meta: { name: "list", description: "List everyone who can" },
        run: () =>
          withFile(around, (connection) => {
            for (const one of readConfig(around.env, { forServer: false }).staffEmails)
              printLine(`${one}\tSTAFF_EMAILS`);
            for (const row of systemOf(connection).db.select().from(staff).orderBy(asc(staff.email)).all()) {
              printLine(`${row.email}\tadded by ${row.addedBy}`);
            }
          }),
      }),
    },
  });
}
