import type { Scope } from "#db/schema/feed.ts";

export const staffKeysWords = {
  title: "API keys",
  lead: "Your own systems use a key to send customers, people and orders to the portal.",
  make: "New key",
  emptyTitle: "No keys yet",
  empty:
    "Create one for each system that sends data here. You can revoke a key at any time without affecting the others.",
  scopes: { orders: "Orders", organizations: "Customers", people: "People" } satisfies Record<Scope, string>,
  scopeHints: {
    orders: "Create and change orders, add steps",
    organizations: "Create and change customers",
    people: "Create people, and set which customer they belong to",
  } satisfies Record<Scope, string>,
  used: "Last used {date}",
  unused: "Never used",
  until: "valid until {date}",
  ended: "Revoked {date}",
  expired: "Expired {date}",
  revoke: "Revoke",
  revokeNamed: (name: string) => `Revoke ${name}`,
  by: (email: string) => `created by ${email === "cli" ? "the command line" : email}`,
  working: "Active",
  over: "Revoked",
  ranOut: "Expired",
  ask: "Is a key doing something it shouldn’t?",

  newTitle: "New API key",
  newLead: "We’ll show you the key once, on the next page.",
  name: "Name",
  nameHint: "The system that will use it, for example: Warehouse",
  scopesTitle: "What it can do",
  expiresOn: "Last day (optional)",
  create: "Create key",
  faults: {
    nameMissing: "Enter the key’s name",
    tooLong: "Shorten the key’s name to 100 characters",
    noScope: "Tick at least one thing the key can do",
    dayWrong: "Enter the last day like 2027-12-31, or leave it empty",
    dayOver: "The last day is in the past. Enter a later one, or none",
  },

  madeTitle: "Your new key",
  madeLead: "Copy it now. We won’t show it again. If you lose it, create another.",
  madeName: "Key",
  madeHow: "Send it with every call, in the header Authorization: Bearer.",
  madeDone: "I’ve copied it",
  madeBefore: "That key has already been created and shown. If you’ve lost it, revoke it and create another.",

  revokeTitle: (name: string) => `Revoke ${name}`,
  revokeText: (start: string) =>
    `Any system using the key ${start}… will be refused. You can’t undo this. Data it has sent stays.`,
  revoked: (name: string) => `${name} was revoked.`,
  revokedBefore: "That key was already revoked or expired.",
};
