import type { CsvDialectName } from "../../http/csv-dialect.ts";
import type { Column } from "../import-columns.ts";
import type { Effect, LineChoice } from "../imports.ts";
import { lineFaultWords, fileFaultWords } from "./import-faults.ts";

const n = (count: number) => count.toLocaleString("en");
const orders = (count: number) => (count === 1 ? "1 order" : `${n(count)} orders`);
const lines = (count: number) => (count === 1 ? "1 line" : `${n(count)} lines`);

const effects: Record<Effect, string> = {
  make: "New order",
  change: "Changes the order",
  same: "As it is",
  join: "More items of its order",
  refuse: "Refused",
};

const choices: Record<LineChoice, string> = { ...effects, noticed: "To look at" };

const meanings: Record<Column, string> = {
  reference: "Your number of the order. One that is known is changed, any other is made.",
  customer:
    "Your number of the customer, their Stripe id, the mail address of one of their people, or their name where no other has it. Needed for new orders.",
  title: "What it is, in a few words. Needed for new orders.",
  kind: "order or project",
  placed: "Day it was ordered, with or without a time: 2026-12-01, 1.12.2026, 12/1/2026 or as your systems write it",
  promised: "Day you promise, written in the same way",
  items: "2 x Oak chair; 1 x Table. Several lines of one reference are one order with the items of all.",
  invoice: "Stripe's id of its invoice: in_…",
  link: "A page about it: https://…",
  cancelled: "yes or no",
  step: "Where it is now, such as shipped",
  "step date": "Day it got there; today where it is empty",
  note: "A sentence to go with the step",
  carrier: "Who carries it",
  "tracking number": "The carrier's number",
  "tracking link": "Where to follow it: https://…",
  "address 1": "Where it goes: street and number",
  "address 2": "Floor, entrance",
  "postal code": "Postal code",
  city: "City",
  region: "State or region",
  country: "Two letters: DE",
};

export const staffImportsWords = {
  title: "Import orders",
  lead: "Bring many orders at once from a CSV file. It is looked through first; nothing is imported until you say so.",
  back: "Imports",
  file: "CSV file",
  fileHint:
    "As your spreadsheet saves it, up to 20 MB: one line an order or an item, the first line names the columns.",
  check: "Look through the file",
  examples: {
    comma: "Download an example (CSV: commas, 1 kB)",
    semicolon: "Download an example (CSV for Excel in German or French: semicolons, 1 kB)",
  } satisfies Record<CsvDialectName, string>,
  columns: "The columns",
  columnsLead: "Only “reference” must be there. A column that the file has not leaves an order's own as it is.",
  column: "Column",
  meaning: "What it contains",
  meanings,
  missing: "Choose a CSV file.",
  tooLarge: "The file is larger than 20 MB: bring it in parts.",
  notWhole: "The file did not arrive whole. Send it again.",
  earlier: "Earlier imports",
  none: "No file was imported yet",
  noneWhy: "Files that you bring stand here with what came of them, and can be taken back whole.",
  by: (who: string) => `by ${who}`,
  states: {
    reading: "Being looked through",
    asking: "Needs an answer",
    checked: "Waits for you",
    importing: "Being imported",
    done: "Imported",
    undoing: "Being taken back",
    undone: "Taken back",
    failed: "Not readable",
  },
  looked: (count: number) => `${lines(count)} looked through so far.`,
  progress: (done: number, of: number) => `${n(done)} of ${n(of)}`,
  again: "This page looks again by itself every few seconds.",
  lookAgain: "Look again now",
  making: "New orders",
  changing: "Orders that change",
  unchanged: "As they are",
  refused: "Refused lines",
  noticed: (count: number) => `Check ${lines(count)} that may be mistakes`,
  refusedFile: (file: string) => `${file}-refused`,
  downloadRefused: "Download the refused lines (CSV)",
  mendRefused: "Each with what is wrong. Mend them there and bring that file.",
  stopped: "Stopped",
  hitches: {
    diskFull: "The portal's disk was full.",
    broken: "Something went wrong in the portal. Its log says what.",
  },
  hitchGivenUp: "It was tried again and again, and given up. Nothing of it is lost.",
  hitchNext: "It is tried again by itself at",
  retry: "Try again",
  retried: "Being tried again. You may leave this page.",
  seeRefused: (count: number) => `See ${count === 1 ? "the refused line" : `the ${n(count)} refused lines`}`,
  confirm: (count: number) => `Import ${orders(count)}`,
  confirmLead: (refused: number) =>
    refused ? `${lines(refused)} will be left out. Customers get no mail.` : "Customers get no mail.",
  nothing: "There is nothing to import in this file.",
  allSame: (count: number) =>
    count === 1 ? "The order is as the file says already." : `All ${orders(count)} are as the file says already.`,
  toOrders: "See the orders",
  anew: "Bring another file",
  imported: (count: number) => `${orders(count)} imported.`,
  undo: "Take the import back",
  undoTitle: "Take the import back?",
  undoLead: (count: number) =>
    `What the import made is removed, and what it changed is put back: ${orders(count)} in all. Whatever was changed since stays as it is.`,
  keptLine: "It was changed since.",
  kept: (count: number) => `${orders(count)} stayed, as they were changed since the import.`,
  begun: "Being imported. You may leave this page.",
  datesTold: "Thanks. The file is being checked.",
  undoBegun: "Being taken back. You may leave this page.",
  notNow: "That cannot be done now: the import has moved on meanwhile.",
  linesTitle: "Line by line",
  pager: { pages: "Pages", newest: "From the first line", older: "More lines" },
  filterWords: { filter: "Filter", show: "Show", clear: "Show all" },
  all: "All lines",
  show: "Which lines",
  line: "Line",
  reference: "Reference",
  effect: "What it does",
  moves: "Moves it to another customer",
  effects,
  choices,
  faults: lineFaultWords,
  fileFaults: fileFaultWords,
  said: (said: string, fault: string) => `“${said}” ${fault}`,
  fault: (column: string, fault: string) => `${column}: ${fault}`,
  noLines: "No such line",
  noLinesWhy: "Choose other lines above.",
  ask: "Is a column missing that you need?",
};
