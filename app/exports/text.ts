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
  ],
  not: "Invoices and orders belong to your organization. An owner can download those.",
  verb: "Download your data",
  file: (company: string) => `${company} - your data`,
  ask: "Looking for something else?",
  tooMany: "You can download your data three times a day. Try again tomorrow.",
};

const en = { ownData };

/** Every sentence of what is taken along, by language. */
export const exportsText = { en } satisfies Words;
export type ExportsText = typeof en;
