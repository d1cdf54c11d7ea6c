import type { NotMarked } from "../steps-of-many.ts";

const why: Record<NotMarked, string> = {
  gone: "no longer here",
  cancelled: "cancelled",
  notPlanned: "doesn’t have this step",
  already: "already there",
  waiting: "waiting on the customer",
  parcels: "goes in several parcels, mark each on its page",
};

const maxNamed = 30;
type Outcome = { reference: string } & ({ step: string } | { why: NotMarked });

export const staffBoardWords = {
  order: "Order",
  customer: "Customer",
  step: "Step",
  promised: "Promised",
  late: "Late by",
  days: (n: number) => `${n} ${n === 1 ? "day" : "days"}`,
  next: "Next",
  tick: (reference: string) => `Select ${reference}`,
  markOne: (reference: string, step: string) => `Mark ${reference} as ${step}`,
  undo: "Undo",
  justMarked: "Just marked",
  markedHint:
    "Any email to the customer goes out after 10 seconds. If you undo this later, everyone who got it is told.",
  unmarked: (n: number) =>
    n === 1 ? "Undone: the order is where it was." : `Undone: ${n} orders are where they were.`,
  nothingToUndo: "There’s nothing to undo here. Open the order to take its step back.",
  undoNamed: (reference: string) => `Undo the latest step of ${reference}`,
  bulk: "Mark the selected orders",
  as: "Mark selected as",
  chooseStep: "Choose a step",
  mark: "Mark",
  bulkHint: "Customers are emailed when their order ships or is delivered.",
  leftWaiting: "These are still waiting for the customer, so nothing has changed for them:",
  goOnWithout: "To carry on without an answer, open the order.",
  asked: (reference: string, what: string) => `${reference}: ${what}`,
  nothingTicked: "No orders were selected. Tick some first.",
  noStepChosen: "No step was chosen. Nothing has changed.",
  /** How many were marked, and of each of the others why not. */
  marked(outcomes: readonly Outcome[]): string {
    const done = outcomes.filter((one) => "step" in one);
    const not = outcomes.filter((one) => "why" in one);
    const [first] = done;
    const what = !first
      ? "Nothing has changed."
      : done.length === 1
        ? `${first.reference} marked as ${first.step}.`
        : `${done.length} orders marked as ${first.step}.`;
    if (!not.length) return what;
    return `${what} Not marked: ${not
      .slice(0, maxNamed)
      .map((one) => `${one.reference} (${why[one.why]})`)
      .join(", ")}.`;
  },
};
