import type { ListedOrderStatus } from "../order-filter.ts";
import type { OrderStatus, TaggedStatus } from "../order-status.ts";

type Kind = "order" | "project";

const count = (n: number) => (n === 1 ? "1 order" : `${n} orders`);
const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");
/** What we need, within a sentence: "your approval of drawing 3". */
const needed = (needs: string) => end(needs).replace(/^Your\b/, "your");
const comes: Record<Kind, string> = { order: "Arriving {date}.", project: "Ready on {date}." };
const wasPromised = "We promised it for {date}.";
const status: Record<OrderStatus, string> = {
  "on-track": "On track",
  waiting: "Waiting for you",
  late: "Running late",
  done: "Done",
  cancelled: "Cancelled",
};

/** Orders and projects. `{date}` is where a date is put. */
export const ordersWords = {
  title: "Orders",
  name: (kind: Kind, reference: string) => `${kind === "project" ? "Project" : "Order"} ${reference}`,
  heads: ["Order", "Reference and step", "Date", "Status"],
  tags: { ...status, "waiting-for-us": "Waiting for us", new: "New" } satisfies Record<TaggedStatus, string>,
  statuses: { open: "Open", ...status } satisfies Record<ListedOrderStatus, string>,

  counted: (open: number, all: number) => (open ? `${open} open · ${count(all)}` : `Nothing open · ${count(all)}`),
  found: (found: number, all: number) => `${found} of ${count(all)}`,
  filter: "Filter and search",
  state: "Status",
  everyState: "All",
  search: "Reference or title",
  show: "Show",
  clear: "Clear",
  everything: "Show all orders",
  addToCalendar: "Add to calendar",
  calendarPromised: (kind: Kind, reference: string, title: string, company: string) =>
    `${kind === "project" ? "Ready" : "Arriving"}: ${title}, ${reference} (${company})`,
  promised: "Promised {date}",
  hadPromised: "We had promised it for {date}",
  wasPromised: "Was promised for {date}",
  cancelledOn: "Cancelled {date}",
  doneOn: "Done {date}",
  emptyTitle: "No orders yet",
  empty: "Your orders will appear here, with their status and delivery date.",
  noneTitle: "No matching orders",
  none: "Try another status or a shorter search.",
  noMoreTitle: "No more orders",
  noMore: "You’ve seen them all.",
  askList: "Something wrong with an order?",
  askEmpty: "Expecting one already?",

  sentence: {
    "on-track": (kind: Kind, step: string | null, hasDate: boolean) => {
      const where = step ? `${end(step)}.` : "";
      if (hasDate) return [where, comes[kind]].filter(Boolean).join(" ");
      return where || (kind === "project" ? "We’ve received your project." : "We’ve received your order.");
    },
    waiting: (needs: string) => `Waiting for ${needed(needs)}.`,
    changeAsked: "Waiting for us: a change was requested.",
    late: (step: string | null) => [step && `${end(step)}.`, "Running late.", wasPromised].filter(Boolean).join(" "),
    done: (step: string | null) => `${end(step ?? "Done")} on {date}.`,
    cancelled: (kind: Kind, hasDate: boolean) => `This ${kind} was cancelled${hasDate ? " on {date}" : ""}.`,
  },
  parcels: (n: number) => `${n} parcels`,
  parcelsDelivered: (delivered: number, all: number) => `${delivered} of ${all} parcels delivered`,
  parcel: (number: number) => `Parcel ${number}`,
  parcelStep: (step: string) => `${end(step)}, {date}`,
  noDate: "No delivery date yet.",

  steps: "Steps",
  earlier: (n: number) => (n === 1 ? "Show the earlier step" : `Show ${n} earlier steps`),
  asked: (needs: string | null) => (needs ? `We asked for ${end(needs)}` : "We were waiting for you"),
  answered: {
    approved: (email: string | null) => (email ? `Approved by ${email} on {date}` : "Approved on {date}"),
    change: (email: string | null) =>
      email ? `${email} asked for a change on {date}` : "A change was requested on {date}",
  },
  expected: "expected {date}",
  between: (n: number) => (n === 1 ? "1 more step" : `${n} more steps`),
  follow: (carrier: string | null) => (carrier ? `Track with ${carrier}` : "Track your parcel"),

  details: "Details",
  items: "Items",
  item: (quantity: string, name: string) => `${quantity} × ${name}`,
  moreItems: (n: number) => (n === 1 ? "1 more item" : `${n} more items`),
  deliverTo: "Delivery address",
  promisedFor: "Promised",
  moved: { was: "Was {date}.", wasNone: "Had no date.", on: "Changed on {date}." },
  earlierMoves: (n: number) => (n === 1 ? "1 earlier change" : `${n} earlier changes`),
  carrier: "Carrier",
  invoice: "Invoice",
  theInvoice: (number: string | null) => number ?? "Invoice",
  files: "Files",
  reference: "Reference",
  placed: "Placed",
  more: "More",
  itsPage: (kind: Kind) => `More about this ${kind}`,
  ask: (kind: Kind) => `Something wrong with this ${kind}?`,
  report: "Report a problem",
};

/** Orders on the home page. */
export const homeOrdersWords = {
  orderWaits: (reference: string, needs: string) => `${reference} needs ${needed(needs)}`,
  when: (kind: Kind, step: string | null, isLate: boolean) =>
    [step && `${end(step)}.`, isLate ? wasPromised : comes[kind]].filter(Boolean).join(" "),
  step: (reached: number, of: number, name: string | null) =>
    [`Step ${reached} of ${of}`, name && end(name)].filter(Boolean).join(": "),
  moreOrders: (n: number) => (n === 1 ? "And 1 more order" : `And ${n} more orders`),
  all: (n: number) => `See all ${n}`,
};
