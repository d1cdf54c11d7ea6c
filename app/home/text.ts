import type { Words } from "../text/words.ts";

const home = {
  title: "Home",
  hello: (name: string | null, org: string) => (name ? `Hello, ${name}` : org),
  needsYou: (n: number) => (n === 1 ? "One invoice needs you" : `${n} invoices need you`),
  thingsNeedYou: (n: number) => `${n} things need you`,
  openInvoices: (n: number, sum: string) => `${n} open, ${sum}`,
  subscriptionNeedsYou: (n: number) => (n === 1 ? "A subscription needs you" : `${n} subscriptions need you`),
  cardNeedsYou: (n: number) => (n === 1 ? "A card needs you" : `${n} cards need you`),
  cardExpires: (card: string, date: string) => `${card} expires ${date}.`,
  cardExpired: (card: string, date: string) => `${card} expired ${date}.`,
  replaceCard: "Update it to avoid failed payments.",
  orderWaitsForYou: (n: number) => (n === 1 ? "An order needs you" : `${n} orders need you`),
  orderIsLate: (n: number) => (n === 1 ? "An order is running late" : `${n} orders are running late`),
  replyWaits: (n: number) => (n === 1 ? "You have a reply" : `You have ${n} replies`),
  allOnTrack: "No orders need you, and none are running late.",
  noReply: "No replies are waiting for you.",
  allGood: "You’re all caught up",
  allPaid: "Nothing to pay. We’ll email you when there’s a new invoice.",
  latest: "Latest invoices",
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
