import { defineCommand } from "citty";
import { eq } from "drizzle-orm";
import { people, staff } from "#db/schema/organizations.ts";
import { systemOf } from "#db/tenant.ts";
import { depart, departureDays, findDeparture, listOnlyOwned } from "../account/departure.ts";
import { readConfig } from "../config.server.ts";
import { withFile, type Surroundings } from "./file.ts";
import { addressIn } from "./staff.ts";
import { CommandFailed, printLine } from "./strict.ts";

export function peopleCommands(around: Surroundings) {
  return defineCommand({
    meta: { name: "people", description: "Erase people who ask for it" },
    subCommands: {
      erase: defineCommand({
        meta: { name: "erase", description: "Close someone's account now and erase them after 14 days" },
        args: { email: { type: "positional", description: "the address", required: true } },
        run: ({ args }) =>
          withFile(around, (connection) => {
            const email = addressIn(args.email);
            const system = systemOf(connection);
            const person = system.db.select().from(people).where(eq(people.email, email)).get();
            if (!person) throw new CommandFailed(`Nobody has the address ${email}`);
            const isOfStaff =
              readConfig(around.env, { forServer: false }).staffEmails.includes(email) ||
              system.db.select().from(staff).where(eq(staff.email, email)).get();
            if (isOfStaff) throw new CommandFailed(`${email} is staff. Remove them from the staff first`);
            const owned = listOnlyOwned(system, person).map(({ name }) => name);
            if (owned.length)
              throw new CommandFailed(
                `${email} is the only owner of ${owned.join(", ")}. Make someone else an owner first`,
              );
            if (!depart(system, person, { doneBy: "cli", reason: null }, around.now()))
              throw new CommandFailed(
                `${email} is already due to be erased on ${dayOf(findDeparture(system, person.id)!.dueAt)}`,
              );
            printLine(
              `${email} has been signed out everywhere and will be erased in ${departureDays} days, unless they come back`,
            );
          }),
      }),
    },
  });
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
