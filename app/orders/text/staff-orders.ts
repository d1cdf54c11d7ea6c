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

const fieldNames: Record<string, string> = {
  needs: "text of what you need",
  occurredAt: "time",
  trackingNumber: "tracking number",
  trackingUrl: "tracking link",
};

export const staffOrdersWords = {
  title: "Orders",
  statuses,
  tags: { ...statuses, "waiting-for-us": "Waiting on us", new: "New" } satisfies Record<TaggedStatus, string>,
  kinds,
  counted: {
    late: (n: number) => `${n} running late`,
    waiting: (n: number) => `${n} waiting on the customer`,
  },
  make: "New order",
  import: "Import a CSV file",
  filter: "Filter and search",
  state: "Status",
  everyState: "Any status",
  kind: "Kind",
  everyKind: "Orders and projects",
  search: "Reference, title, item, tracking number or customer",
  show: "Show",
  clear: "Show all",
  promised: "Promised {date}",
  noPromise: "No promised date",
  noStep: "No step yet",
  needs: (what: string) => `Needs ${what}`,
  changeAsked: "The customer asked for a change: see the steps below. Once you’ve made it, ask them again.",
  emptyTitle: "No orders yet",
  empty:
    "Orders you create here or send through the feed are listed here: late ones first, then those waiting on a customer.",
  noneTitle: "No matching orders",
  none: "Remove a filter or shorten your search. The first letters of a word are enough.",
  lookedAt: (n: number) =>
    `This list covers the newest ${n.toLocaleString("en-GB")} matches. Add a word to find older ones.`,
  ask: "Is an order missing?",
  back: "Orders",

  // One order
  mark: (step: string) => `Mark as ${step.charAt(0).toLowerCase()}${step.slice(1)}`,
  otherStep: "Another step",
  askCustomer: "Ask customer",
  teller: {
    feed: (key: string) => `Added by API key ${key}`,
    staff: (email: string) => `Added by ${email}`,
    import: (email: string) => `Imported by ${email}`,
  },
  edit: "Change",
  move: "Move to another customer",
  cancel: "Cancel order",
  reopen: "Reopen order",

  takeBack: "Undo",
  takeBackNamed: (step: string | null) => `Undo: ${step ?? "what we asked for"}`,
  takeBackTitle: (step: string | null, reference: string) =>
    step ? `Undo “${step}” for ${reference}` : `Undo what we asked for on ${reference}`,
  takeBackText: "It’s dated {date}. Without it, the order goes back to the step before.",
  takeBackUntold: "The customer wasn’t emailed about it, and won’t be now.",
  takeBackTold: "The customer was emailed about it on {date}. If that’s no longer true, they’ll get a correction.",
  takeBackRepeated: "If your systems send this step again, or a file does, it stays undone.",
  takeBackAnswered: "The customer has already answered this, so it can’t be undone.",
  insteadText: "Was it another step? Choose the right one: this step is undone, and that one gets its date.",
  insteadNamed: (step: string) => `Mark as ${step} instead`,
  corrected: (reference: string, step: string) => `Corrected: ${reference} is marked as ${step}.`,
  takenBack: (reference: string) => `Undone: the latest step of ${reference}.`,

  // A step
  eventTitle: (reference: string) => `New step for ${reference}`,
  askTitle: (reference: string) => `Ask the customer about ${reference}`,
  stepField: "Step",
  needsField: "What do you need from them?",
  needsHint: "They’ll see “Waiting for …”, for example: your approval of the drawing",
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
    needsMissing: "Enter what you need from the customer",
    whenWrong: "Enter when it happened, like 2026-11-30T14:00",
    whenLater: "A step can’t be in the future. Enter when it happened",
    urlWrong: "Enter a tracking link that starts with https://",
    tooLong: (maxLength: number, field: string) =>
      `Shorten the ${fieldNames[field] ?? field} to ${maxLength.toLocaleString("en-GB")} characters`,
  },
  moreOfStep: (withParcel: boolean) => `Change the time${withParcel ? ", parcel" : ""} or tracking link`,
  anotherTime: "Change the time",
  endsWait: (what: string) =>
    `The customer was asked for “${what}” and hasn’t answered yet. Once you save a step, we stop waiting.`,
  mailed: "We email the customer when an order ships or is delivered. Other steps only appear on the order’s page.",
  askMailed: "We’ll email the customer in 10 seconds, with a link to answer.",
  saveStep: "Save",
  sendAsk: "Ask",
  stepSaved: (step: string, reference: string) => `${reference}: ${step}. The customer can see it now.`,
  asked: (reference: string) => `${reference} is now waiting on the customer.`,
};
