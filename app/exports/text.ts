import type { Words } from "../text/words.ts";

const ownData = {
  title: "Your data",
  lead: "Download a copy of what we store about you.",
  holds: "The ZIP file contains:",
  parts: [
    "your profile, roles and devices",
    "which emails we sent you, and when",
    "conversations you’re part of, with the files you sent",
    "approvals and billing changes you made, and what the activity log says about you",
    "which invoices, orders and billing pages you opened in the last 35 days",
  ],
  not: "Invoices and orders belong to your organization. An owner can download those.",
  verb: "Download your data",
  file: (company: string) => `${company} - your data`,
  ask: "Looking for something else?",
  tooMany: "You can download your data three times a day. Try again tomorrow.",
};

const organizationData = {
  title: "Download everything",
  lead: (organization: string) => `A copy of what we store for ${organization}.`,
  holds: "The ZIP file contains:",
  parts: [
    "invoices and payments, and the PDFs we have",
    "orders with their history and files",
    "requests with their messages and files",
    "people, roles, billing details and the activity log",
    "a list of all files, with checksums",
  ],
  told: "We email all owners, and our staff see that it was downloaded. Large accounts can take several minutes.",
  verb: "Download everything",
  file: (company: string) => `${company} - everything`,
  ask: "Need it in another form?",
  tooMany: "You can download everything twice a day. Try again tomorrow.",
};

const en = { ownData, organizationData };

/** Every sentence of what is taken along, by language. */
export const exportsText = { en } satisfies Words;
export type ExportsText = typeof en;
