import type { CustomerColumn } from "../import-columns.ts";
import type { Effect, LineChoice } from "../imports.ts";

const n = (count: number) => count.toLocaleString("en");
const people = (count: number) => (count === 1 ? "1 line" : `${n(count)} lines`);

const effects: Record<Effect, string> = {
  make: "New customer",
  change: "Adds to the customer",
  same: "As it is",
  join: "",
  refuse: "Refused",
};

const meanings: Record<CustomerColumn, string> = {
  number: "Your number of the customer. One that is known is added to, any other is made.",
  name: "The customer’s name. Needed for new ones, unless an earlier line has the same number.",
  email: "The address of somebody of theirs, who may sign in with it",
  person: "Their name",
  role: "owner, admin, billing, member or accountant. A new customer’s first is an owner unless you say otherwise, anyone else a member.",
};

/** What a file of customers says otherwise than one of orders. */
export const importCustomersWords = {
  title: "Import customers",
  lead: "Bring many customers at once from a CSV file. It is looked through first; nothing is imported until you say so, and nobody is emailed.",
  back: "Import customers",
  seen: "Customers",
  columnsLead:
    "“email” must be there, and “name” or “number”: one line is one person, several lines of a number or name are one customer. Whoever is here already stays as they are.",
  meanings,
  effects,
  choices: {
    make: effects.make,
    change: effects.change,
    same: effects.same,
    refuse: effects.refuse,
    noticed: "To look at",
  } satisfies Partial<Record<LineChoice, string>>,
  fileHint: "As your spreadsheet saves it, up to 20 MB: one line a person, the first line names the columns.",
  making: "New customers",
  changing: "People added",
  confirm: (count: number) => `Import ${people(count)}`,
  confirmLead: (refused: number) =>
    refused ? `${people(refused)} will be left out. Nobody is emailed.` : "Nobody is emailed.",
  allSame: (count: number) =>
    count === 1 ? "That person is here already." : `All ${n(count)} people are here already.`,
  toOrders: "See the customers",
  imported: (count: number) => `${people(count)} imported.`,
  undoLead: (count: number) =>
    `The customers and people that came with it are removed: ${people(count)} in all. Whoever has signed in since, and customers with anything else by now, stay.`,
  kept: (count: number) => `${people(count)} stayed, as something came to them since.`,
};
