import type { Role } from "#db/schema/organizations.ts";
import type { Words } from "../text/words.ts";
import { joinWords as join } from "./text/join-requests.ts";
import { closingWords } from "./text/closing.ts";
import { teamLogWords } from "./text/log.ts";
import { membersWords } from "./text/members.ts";
import { seatsWords as seats, staffSeatsWords as staffSeats } from "./text/seats.ts";
import { inviteManyWords as inviteMany } from "./text/invite-many.ts";
import { ownerClaimWords as ownerClaim } from "./text/owner-claim.ts";
import { invitationWords as invitation, inviteWords as invite } from "./text/invites.ts";

const team = {
  title: "Your team",
  lead: "Who can see what in this account.",
  ask: "Is someone missing?",
  /** What each role opens. */
  opens: {
    owner: "Everything, including other owners",
    admin: "Everything, including the team",
    billing: "Invoices, payments and subscriptions",
    member: "Orders and requests",
    accountant: "Invoices, to read and download",
  } satisfies Record<Role, string>,
};

const en = {
  team,
  invite,
  inviteMany,
  invitation,
  join,
  ownerClaim,
  members: membersWords,
  seats,
  staffSeats,
  log: teamLogWords,
  closing: closingWords,
};

/** Every sentence of the team's pages, by language. */
export const teamText = { en } satisfies Words;
export type TeamText = typeof en;
