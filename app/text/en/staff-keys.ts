import type { Scope } from "#db/schema/feed.ts";

export const staffKeys = {
  title: "API keys",
  lead: "With a key your own systems tell the portal about customers, people and orders.",
  make: "New key",
  emptyTitle: "No keys yet",
  empty: "Make one for each system that sends orders here. You can end a key at any time without touching the others.",
  scopes: { orders: "Orders", organizations: "Customers", people: "People" } satisfies Record<Scope, string>,
  scopeHints: {
    orders: "Make and change orders, add steps",
    organizations: "Make and change customers",
    people: "Make people and say who belongs to which customer",
  } satisfies Record<Scope, string>,
  used: "Last used {date}",
  unused: "Never used",
  until: "works until {date}",
  ended: "Revoked {date}",
  expired: "Ran out {date}",
  revoke: "Revoke",
  revokeNamed: (name: string) => `Revoke ${name}`,
  by: (email: string) => `made by ${email}`,
  working: "Works",
  over: "Over",
  ask: "Does a key do what it should not?",

  newTitle: "New API key",
  newLead: "You see the key once, on the next page.",
  name: "Name",
  nameHint: "What uses it, such as: Warehouse",
  scopesTitle: "It may",
  expiresOn: "Works until the end of",
  create: "Make the key",
  faults: {
    nameMissing: "Name what uses the key",
    tooLong: "This is too long: make it shorter",
    noScope: "Tick at least one",
    dayWrong: "Write a date, like 2027-12-31",
    dayOver: "This day is over: choose a later one, or none",
  },

  madeTitle: "Your new key",
  madeLead: "Copy it now. It is shown this once and kept nowhere; if it is lost, make another.",
  madeName: "Key",
  madeHow: "Send it with every call, in the header Authorization: Bearer.",
  madeDone: "I have copied it",
  madeBefore: "That key was made already and was shown then. Where it is lost, revoke it and make another.",

  revokeTitle: (name: string) => `Revoke ${name}`,
  revokeText: (start: string) =>
    `Whatever uses the key ${start}… is refused from now on. That cannot be taken back; what it told us stays.`,
  revoked: (name: string) => `${name} is revoked.`,
  revokedBefore: "That key was over already.",
};
