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
    meta: { name: "customers", description: "Customers who come from nowhere else" },
    subCommands: {
      add: defineCommand({
        meta: { name: "add", description: "Make a customer, and let its owner sign in" },
        args: {
          name: { type: "string", description: "what the customer is called", required: true },
          email: { type: "string", description: "the owner's address", required: true },
        },
        run({ args }) {
          // Somebody in a terminal of their own: it would go into a new database, and nobody would find it there.
          if (!around.env.APP_URL?.trim() && around.env.FOYER_MODE !== "development")
            throw new CommandFailed(
              "Set APP_URL, and DATA_DIR where the portal has it, as for the portal; nothing was made",
            );
          withFile(around, (connection) => {
            const name = nameIn(args.name, maxCustomerNameLength);
            const email = addressIn(args.email);
            const done = makeCustomer(systemOf(connection), { name, email, by: "cli" }, around.now());
            const { appUrl } = readConfig(around.env, { forServer: false });
            if ("made" in done) {
              printLine(`${name} is a customer now, and ${email} may sign in at ${appUrl}${paths.signIn()}`);
              return printLine(`${appUrl}${paths.staffCustomer(done.made)}`);
            }
            if ("reserved" in done)
              throw new CommandFailed(`Somebody gave ${email} up lately and can have it back; nothing was made`);
            const { already } = done;
            if (!already) throw new CommandFailed(`${email} may not sign in any more; nothing was made`);
            const where = `${already.name}, ${appUrl}${paths.staffCustomer(already.id)}`;
            throw new CommandFailed(`${email} is here already, at ${where}; nothing was made`);
          });
        },
      }),
    },
  });
}
