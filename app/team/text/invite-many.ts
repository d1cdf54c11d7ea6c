import type { Role } from "#db/schema/organizations.ts";
import type { InviteLineFault, ListWords } from "../invite-list.ts";
import { maxListLines } from "../list-limits.ts";

/** The form by which several people are invited at once. */
export const inviteManyWords = {
  title: "Invite several people",
  lead: "One person per line. We’ll show you what happens with each line before anything is sent.",
  people: "People",
  peopleHint: "Email address, name, role: “ben@example.com, Ben, Member”. Only the address is required.",
  mayGive: (roles: string) => `Roles you can give: ${roles}. Without one, they’ll be a member.`,
  file: "CSV file",
  fileHint: `With the same columns. Up to ${maxListLines} lines and 64 kB in all.`,
  check: "Check the list",
  checkAgain: "Check again",
  typedKept: "We kept your list. Check it again to continue.",
  ask: "Need help with the list?",

  missing: "Enter at least one email address, or choose a file",
  tooMany: (lines: number) => `The list has ${lines} lines. Send up to ${maxListLines} at a time`,
  tooLarge: "The list is larger than 64 kB. Split it into smaller ones",
  notWhole: "The list didn’t arrive completely. Send it again",
  spreadsheet: "This file is a spreadsheet. Save it as CSV first",
  none: "No invitation can be sent from this list. The reason is beside each line",

  judged: "What will happen",
  notYet: "Nothing has been sent yet.",
  line: (n: number) => `Line ${n}`,
  invited: "will be invited",
  again: "will get a new email",
  leftOut: "left out",
  change: "Change the list",
  send: (n: number) => (n === 1 ? "Send 1 invitation" : `Send ${n} invitations`),
  sent: (n: number) => (n === 1 ? "1 invitation is on its way." : `${n} invitations are on their way.`),
  missed: (lines: number[]) => `Left out: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}.`,
  faults: {
    quotes: "A quotation mark is missing",
    signs: "This line has characters that can’t be read",
    address: "This is not an email address",
    several: "Put each address on its own line",
    name: "The name is too long",
    roleWord: "This role doesn’t exist",
    twice: "This address is already in the list",
    own: "This is your own address",
  } satisfies Record<InviteLineFault | "twice" | "own", string>,

  /** How people call roles and columns in a list, in small letters. */
  roles: {
    owner: "owner",
    admin: "admin",
    administrator: "admin",
    billing: "billing",
    member: "member",
    accountant: "accountant",
  } satisfies Record<string, Role> as Readonly<Record<string, Role>>,
  heads: {
    email: "email",
    "e-mail": "email",
    mail: "email",
    address: "email",
    "email address": "email",
    name: "name",
    role: "role",
  } satisfies ListWords["heads"] as ListWords["heads"],
};
