import type { OrderKind } from "#db/schema/orders.ts";
import type { OrderStatus, TaggedStatus } from "../order-status.ts";

const statuses: Record<OrderStatus, string> = {
  late: "Running late",
  waiting: "Waiting on customer",
  "on-track": "On track",
  done: "Done",
  cancelled: "Cancelled",
};

const kinds: Record<OrderKind, string> = { order: "Order", project: "Project" };

export const staffOrdersWords = {
  title: "Orders",
  statuses,
  tags: { ...statuses, "waiting-for-us": "Waiting on us" } satisfies Record<TaggedStatus, string>,
  kinds,
  counted: {
    late: (n: number) => `${n} running late`,
    waiting: (n: number) => `${n} waiting on the customer`,
  },
  make: "New order",
  import: "Import a CSV",
  filter: "Filter and search",
  state: "State",
  everyState: "Every state",
  kind: "Kind",
  everyKind: "Orders and projects",
  search: "Reference, title, item, tracking number or customer",
  show: "Show",
  clear: "Show all",
  promised: "Promised {date}",
  noPromise: "No promised date",
  noStep: "No step yet",
  needs: (what: string) => `Needs ${what}`,
  changeAsked: "The customer asked for a change, which is among the steps below. Once it’s made, ask them again.",
  emptyTitle: "No orders yet",
  empty:
    "Orders that you make here, or that come in through the feed, stand here: what is late first, then what waits on a customer.",
  noneTitle: "Nothing fits",
  none: "No order is like that. Take a filter away, or search for less: words may be cut short, from their beginning.",
  ask: "Is an order missing?",
  back: "Orders",

  // One order
  mark: (step: string) => `Mark as ${step.charAt(0).toLowerCase()}${step.slice(1)}`,
  otherStep: "Another step",
  askCustomer: "Ask customer",
  teller: {
    feed: (key: string) => `Reported through the feed, ${key}`,
    staff: (email: string) => `Told by ${email}`,
    import: (email: string) => `From a file of ${email}`,
  },
  edit: "Change",
  move: "Move to another customer",
  cancel: "Cancel the order",
  reopen: "Take it up again",

  takeBack: "Take it back",
  takeBackNamed: (step: string | null) => `Take it back: ${step ?? "what was asked"}`,
  takeBackTitle: (step: string | null, reference: string) =>
    step ? `Take back “${step}” of ${reference}` : `Take back what was asked for ${reference}`,
  takeBackText: "It is told for {date}. Without it the order stands where it stood before.",
  takeBackUntold: "The customer was not mailed of it, and is not mailed now.",
  takeBackTold: "The customer was mailed of it on {date}. If that’s no longer true, they’ll get a correction.",
  takeBackRepeated: "If your systems or a file send it again, it won’t come back.",
  takeBackAnswered: "The customer has answered this meanwhile, so it stays.",
  takenBack: (reference: string) => `The step of ${reference} is taken back.`,

  // A step
  eventTitle: (reference: string) => `New step for ${reference}`,
  askTitle: (reference: string) => `Ask the customer of ${reference}`,
  stepField: "Step",
  needsField: "What do you need from them?",
  needsHint: "They read “Waiting for …”, for example: your approval of the drawing",
  when: "When",
  note: "Note for the customer",
  parcel: "Parcel",
  parcelHint: (known: readonly string[]) =>
    `${known.length ? `So far: ${known.join(", ")}. ` : ""}Your parcel number, if the order ships in several. Leave empty for the whole order.`,
  carrier: "Carrier",
  trackingNumber: "Tracking number",
  trackingUrl: "Tracking link",
  faults: {
    stepMissing: "Choose a step",
    needsMissing: "Write what you need from the customer",
    whenWrong: "Write when it happened, like 2026-11-30T14:00",
    whenLater: "A step cannot lie in the future: write when it happened",
    urlWrong: "Write a link that begins with https://",
    tooLong: (maxLength: number) => `Shorten this to ${maxLength.toLocaleString("en-GB")} characters`,
  },
  moreOfStep: (withParcel: boolean) => `Another time, ${withParcel ? "parcel, " : ""}tracking link`,
  anotherTime: "Another time",
  endsWait: (what: string) =>
    `The customer was asked for “${what}” and hasn’t answered yet. Once you save a step, we stop waiting.`,
  mailed: "The customer is mailed of the steps shipped and delivered; any other is shown on the order’s page only.",
  askMailed: "The customer is mailed at once, with a link to where they give it.",
  saveStep: "Save",
  sendAsk: "Ask",
  stepSaved: (step: string, reference: string) => `${reference}: ${step}. The customer sees it now.`,
  asked: (reference: string) => `${reference} waits on the customer now.`,
};
