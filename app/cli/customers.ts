import { defineCommand } from "citty";
import { systemOf } from "#db/tenant.ts";
import { readConfig } from "../config.server.ts";
import { paths } from "../paths.ts";
import { makeCustomer, maxCustomerNameLength } from "../people/new-customer.ts";
import { withFile, type Surroundings } from "./file.ts";
import { addressIn, nameIn } from "./staff.ts";
import { CommandFailed, printLine } from "./strict.ts";

export function customerCommands(around: Surroundings) {
  return defineCommand({
    meta: { name: "customers", description: "Add customers by hand" },
    subCommands: {
      add: defineCommand({
        meta: { name: "add", description: "Add a customer and let its owner sign in" },
        args: {
          name: { type: "string", description: "the customer's name", required: true },
          email: { type: "string", description: "the owner's address", required: true },
        },
        run({ args }) {
          // Somebody in a terminal of their own: it would go into a new database, and nobody would find it there.
          if (!around.env.APP_URL?.trim() && around.env.FOYER_MODE !== "development")
            throw new CommandFailed(
              "Set APP_URL to the same value as the portal, and DATA_DIR if the portal sets it. Nothing was added",
            );
          withFile(around, (connection) => {
            const name = nameIn(args.name, maxCustomerNameLength);
            const email = addressIn(args.email);
            const done = makeCustomer(systemOf(connection), { name, email, by: "cli" }, around.now());
            const { appUrl } = readConfig(around.env, { forServer: false });
            if ("made" in done) {
              printLine(`${name} was added. ${email} can sign in at ${appUrl}${paths.signIn()}`);
              return printLine(`${appUrl}${paths.staffCustomer(done.made)}`);
            }
            if ("reserved" in done)
              throw new CommandFailed(
                `Someone changed from ${email} recently and can still undo that. Nothing was added`,
              );
            const { already } = done;
            if (!already) throw new CommandFailed(`${email} is not allowed to sign in any more. Nothing was added`);
            const where = `${already.name}, ${appUrl}${paths.staffCustomer(already.id)}`;
            throw new CommandFailed(`${email} already belongs to ${where}. Nothing was added`);
          });
        },
      }),
    },
  });
}
