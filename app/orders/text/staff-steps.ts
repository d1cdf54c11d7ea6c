import type { OrderKind } from "#db/schema/orders.ts";

export const staffStepsWords = {
  title: "Steps",
  lead: "What your orders and projects go through. Customers read these words, and the last step means that it is done. They are mailed of the steps shipped and delivered, whatever you call these, and when an order waits for them, is running late or is cancelled; all else they read on its page.",
  mails: "The customer is mailed",
  kinds: { order: "Orders", project: "Projects" } satisfies Record<OrderKind, string>,
  up: "Up",
  down: "Down",
  upNamed: (name: string) => `Move ${name} up`,
  downNamed: (name: string) => `Move ${name} down`,
  name: "Another step",
  add: "Add it",
  added: (name: string) => `${name} is added.`,
  faults: {
    missing: "Write what the step is called",
    tooLong: "A step has at most 60 characters",
    there: "This step is on the list already",
    waiting: "Waiting is no planned step: ask the customer on the order’s page instead",
    full: "A list has at most 50 steps",
  },
  ask: "Unsure which steps you need?",

  changeTitle: (name: string) => `Change the step ${name}`,
  newName: "What customers read",
  save: "Save",
  renamed: (name: string) => `The step is called ${name} now.`,
  removeLink: "Remove this step",
  removeTitle: (name: string) => `Remove the step ${name}`,
  removeText: "New orders go without it. Those that have had it, and those that are done, keep it.",
  remove: "Remove it",
  removed: (name: string) => `${name} is removed.`,
  isLast: "A list needs one step at least: add another first.",
};
