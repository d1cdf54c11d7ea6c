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
import { note } from "../company/audit-log.ts";
import { withFile, type Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

export function staffCommands(around: Surroundings) {
  const email = { type: "positional", description: "the address", required: true } as const;
  const address = (text: string) => {
    const canonical = canonicalAddress(text);
    if (!canonical) throw new CommandFailed(`"${text}" is not an email address`);
    return canonical;
  };
  const nameIn = (text: string) => {
    const name = visibleLine(text);
    if (isVisible(name) && name.length <= maxPersonNameLength) return name;
    throw new CommandFailed(`"${text}" is not a name of at most ${maxPersonNameLength} characters`);
  };
  const record = (connection: Connection, action: string, subject: string) =>
    note(systemOf(connection), { actor: "cli", action, subject }, around.now());

  return defineCommand({
    meta: { name: "staff", description: "Who of the company may sign in" },
    subCommands: {
      add: defineCommand({
        meta: { name: "add", description: "Let an address sign in as staff" },
        args: { email, name: { type: "string", description: "the name that customers read" } },
        run: ({ args }) =>
          withFile(around, (connection) => {
            const row = { email: address(args.email), addedBy: "cli", createdAt: around.now() };
            const system = systemOf(connection);
            system.db.insert(staff).values(row).onConflictDoNothing().run();
            if (args.name) namePerson(system, row.email, nameIn(args.name), row.createdAt);
            record(connection, "staff.added", row.email);
            printLine(`${row.email} may sign in as staff`);
          }),
      }),
      remove: defineCommand({
        meta: { name: "remove", description: "Take that right away" },
        args: { email },
        run: ({ args }) =>
          withFile(around, (connection) => {
            const wanted = address(args.email);
            const { changes } = systemOf(connection).db.delete(staff).where(eq(staff.email, wanted)).run();
            if (!changes)
              throw new CommandFailed(`${wanted} was not added here; addresses in STAFF_EMAILS are removed there`);
            record(connection, "staff.removed", wanted);
            printLine(`${wanted} is no longer staff`);
          }),
      }),
      list: defineCommand({
        meta: { name: "list", description: "Everybody who may" },
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
