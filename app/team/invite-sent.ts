import type { Tenant } from "#db/tenant.ts";
import { listStopped } from "../mail/mail-returns.ts";
import type { TeamText } from "./text.ts";

/** What is said after an invitation was sent: of an address that emails didn't reach before, that this one won't either. */
export const inviteSent = (tenant: Tenant, email: string, { invite }: TeamText): string =>
  listStopped(tenant, [email]).length ? invite.stopped(email) : invite.sent(email);
