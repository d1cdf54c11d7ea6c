import type { Words } from "../text/words.ts";

const home = {
  title: "Home",
  hello: (name: string | null, org: string) => (name ? `Hello, ${name}` : org),
  needsYou: (n: number) => (n === 1 ? "One invoice needs you" : `${n} invoices need you`),
  thingsNeedYou: (n: number) => `${n} things need you`,
  subscriptionNeedsYou: (n: number) => (n === 1 ? "A subscription needs you" : `${n} subscriptions need you`),
  cardNeedsYou: "A card needs you",
  cardExpires: (card: string, date: string) => `${card} expires ${date}.`,
  cardExpired: (card: string, date: string) => `${card} expired ${date}.`,
  replaceCard: "Replace it so that payments go on.",
  orderWaitsForYou: (n: number) => (n === 1 ? "An order waits for you" : `${n} orders wait for you`),
  orderIsLate: (n: number) => (n === 1 ? "An order is later than planned" : `${n} orders are later than planned`),
  replyWaits: (n: number) => (n === 1 ? "A reply waits for you" : `${n} replies wait for you`),
  allOnTrack: "No order waits for you, and none is later than planned.",
  noReply: "No answer waits for your reply.",
  allGood: "Nothing needs you",
  allPaid: "You have nothing to pay. We email you when there is a new one.",
  latest: "Latest invoices",
  all: (n: number) => `See all ${n}`,
  welcome: "Welcome",
  emptyTitle: "No invoices yet",
  empty: "Your first invoice appears here the moment we send it, and we email you a link straight to it.",
  emptyBothTitle: "No invoices or orders yet",
  memberLead: "Your role does not include billing.",
  memberTitle: "Nothing here for you yet",
  member:
    "Whoever owns your organization’s account can give you more. If you need an invoice or an answer now, ask us.",
  askLead: "We read every message.",
  askEmpty: "Expecting something that is not here?",
};

const en = { home };

/** Every sentence of the home page, by language. */
export const homeText = { en } satisfies Words;
export type HomeText = typeof en;
