import type { OrderKind } from "#db/schema/orders.ts";

export const staffStepsWords = {
  title: "Steps",
  lead: "The steps your orders and projects go through. Customers see these names, and the last step means it’s done. We email customers when an order ships, is delivered, needs something from them, is running late or is cancelled. Everything else only appears on its page.",
  mails: "Customers get an email",
  kinds: { order: "Orders", project: "Projects" } satisfies Record<OrderKind, string>,
  up: "Up",
  down: "Down",
  upNamed: (name: string) => `Move ${name} up`,
  downNamed: (name: string) => `Move ${name} down`,
  name: "Another step",
  add: "Add step",
  added: (name: string) => `${name} was added.`,
  faults: {
    missing: "Enter a name for the step",
    tooLong: "Shorten the step’s name to 60 characters",
    there: "This step is already on the list",
    waiting: "“Waiting” can’t be a step. Ask the customer on the order’s page instead",
    full: "A list can have up to 50 steps",
  },
  ask: "Not sure which steps you need?",

  changeTitle: (name: string) => `Change the step ${name}`,
  newName: "Name customers see",
  save: "Save",
  renamed: (name: string) => `The step is now called ${name}.`,
  removeLink: "Remove this step",
  removeTitle: (name: string) => `Remove the step ${name}`,
  removeText: "New orders won’t have it. Orders that have already had this step, or are done, keep it.",
  remove: "Remove step",
  removed: (name: string) => `${name} was removed.`,
  isLast: "A list needs at least one step. Add another first.",
};
