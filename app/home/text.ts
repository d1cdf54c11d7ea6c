import type { Words } from "../text/words.ts";

const home = {
  title: "Home",
  hello: (name: string | null, org: string) => (name ? `Hello, ${name}` : org),
  waiting: "Waiting for you",
  allOnTrack: "No orders need you, and none are running late.",
  noReply: "No replies are waiting for you.",
  allGood: "You’re all caught up",
  allPaid: "Nothing to pay. We’ll email you when there’s a new invoice.",
  latest: "Latest invoice",
  all: (n: number) => `See all ${n}`,
  welcome: "Welcome",
  emptyTitle: "No invoices yet",
  empty: "Your first invoice will appear here when we send it, and we’ll email you a link to it.",
  emptyBothTitle: "No invoices or orders yet",
  memberLead: "Your role doesn’t include billing.",
  memberTitle: "Nothing here for you yet",
  member: "An owner of your organization can give you more access. If you need an invoice or an answer now, ask us.",
  askLead: "We read every message.",
  askEmpty: "Expecting something that isn’t here?",
};

const en = { home };

/** Every sentence of the home page, by language. */
export const homeText = { en } satisfies Words;
export type HomeText = typeof en;
