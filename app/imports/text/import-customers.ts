import type { CustomerColumn } from "../import-columns.ts";
import type { Effect, LineChoice } from "../imports.ts";

const n = (count: number) => count.toLocaleString("en");
const people = (count: number) => (count === 1 ? "1 line" : `${n(count)} lines`);

const effects: Record<Effect, string> = {
  make: "New customer",
  change: "Adds to the customer",
  same: "Unchanged",
  // Lines of one customer are one person each, so none joins another.
  join: "Adds to the customer",
  refuse: "Refused",
};

const meanings: Record<CustomerColumn, string> = {
  number:
    "Your customer number. If it exists, people are added to that customer. Otherwise a new one is created, or a customer of that name gets the number if the address is already theirs.",
  name: "The customer’s name. Required for new ones, unless an earlier line has the same number.",
  email: "The email address of one of their people, who can then sign in with it",
  person: "Their name",
  role: "owner, admin, billing, member or accountant. A new customer’s first is an owner unless you say otherwise, anyone else a member.",
};

/** What a file of customers says otherwise than one of orders. */
export const importCustomersWords = {
  title: "Import customers",
  lead: "Import many customers at once from a CSV file. We check it first, nothing is imported until you confirm, and nobody is emailed.",
  back: "Import customers",
  seen: "Customers",
  columnsLead:
    "“email” is required, and “name” or “number”. One line is one person, and lines with the same number or name are one customer. People who are already here don’t change.",
  meanings,
  effects,
  choices: {
    make: effects.make,
    change: effects.change,
    same: effects.same,
    refuse: effects.refuse,
    noticed: "To check",
  } satisfies Partial<Record<LineChoice, string>>,
  fileHint: "Save it from your spreadsheet, up to 20 MB. One line per person. The first line names the columns.",
  making: "New customers",
  changing: "People added",
  unchanged: "Unchanged people",
  confirm: (count: number) => `Import ${people(count)}`,
  confirmLead: (refused: number) =>
    refused ? `${people(refused)} will be left out. Nobody is emailed.` : "Nobody is emailed.",
  allSame: (count: number) =>
    count === 1 ? "That person is already here." : `All ${n(count)} people are already here.`,
  toOrders: "See the customers",
  imported: (count: number) => `${people(count)} imported.`,
  undoLead: (count: number) =>
    `The customers and people it added will be removed: ${people(count)} in all. People who have signed in or got another role since then stay, and so do new customers of theirs and those with orders, invoices or requests.`,
  kept: (count: number) => `${people(count)} stayed, because they’ve changed since the import.`,
};
