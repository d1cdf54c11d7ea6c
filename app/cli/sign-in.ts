import { defineCommand, type CommandDef } from "citty";
import { systemOf } from "#db/tenant.ts";
import { commandLine, note } from "../company/audit-log.ts";
import { connectionOf } from "../portal.server.ts";
import { admitted } from "../sign-in/admission.ts";
import { makeSignInLink } from "../sign-in/challenge-links.ts";
import { isStaff } from "../sign-in/handles.ts";
import { withPortal, type Surroundings } from "./file.ts";
import { addressIn } from "./staff.ts";
import { CommandFailed, printLine } from "./strict.ts";

const minutes = 15;

export function signInCommand(around: Surroundings): CommandDef {
  return defineCommand({
    meta: { name: "sign-in", description: "Print a sign-in link for a member of staff, without an email" },
    args: { email: { type: "positional", description: "the address", required: true } },
    run: async ({ args }) => {
      const email = addressIn(args.email);
      const missing = ["APP_URL", "APP_SECRET"].filter((name) => !around.env[name]?.trim());
      if (missing.length) throw new CommandFailed(`Set ${missing.join(" and ")} to the same value as the portal`);
      await withPortal(around, async (portal) => {
        if (!isStaff(portal, email))
          throw new CommandFailed(`${email} is not staff. Run "foyer staff list" to see who is`);
        if (!admitted(portal, email)) throw new CommandFailed(`${email} is not allowed to sign in any more`);
        const link = await makeSignInLink(portal, email, minutes);
        const system = systemOf(connectionOf(portal));
        note(system, commandLine, { action: "sign-in.link-made", subject: email }, portal.now());
        printLine(`This link signs in ${email}. It works once, for ${minutes} minutes:`);
        printLine(link);
      });
    },
  }) as CommandDef;
}
