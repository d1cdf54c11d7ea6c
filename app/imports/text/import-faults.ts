import type { FaultName, FileFaultName } from "../import-faults.ts";

const number = (n: number) => n.toLocaleString("en");

/** What is wrong with a line; the column and what stands there go before it. */
export const lineFaultWords: Record<FaultName, (n: number) => string> = {
  missingCustomer: () => "is missing: a new order needs one",
  missingTitle: () => "is missing: a new order needs one",
  noCustomer: () => "is no customer's number, Stripe id, mail address or name",
  severalOfAddress: () => "belongs to several customers: write the customer's number",
  severalOfName: () =>
    "is the name of several customers: write their number, their Stripe id or the mail address of one of their people",
  noDay: () => "is no date: write it like 2026-12-01",
  shortYear: () => "may be of several centuries: write the year in full",
  mixedDates: () =>
    "cannot be told for certain: some dates in this file have the day first, others the month. Write all of them like 2026-12-01",
  quantity: () => "has a number that can be read in two ways: write 1000 for a thousand, and 1.5 for one and a half",
  farAway: () => "must be between 1900 and 2200",
  yesOrNo: () => "must be yes or no",
  kind: () => "must be order or project",
  reference: () => "must be one line of text, and more than dots",
  oneLine: () => "must be one line of text, without control characters",
  controlSigns: () => "must be text without control characters",
  tooLong: (n) => `is longer than ${number(n)} characters`,
  tooMany: (n) => `has more than ${number(n)} of them`,
  items: () => "must be things of at most 300 characters, each with a number above 0: 2 x Oak chair; 1 x Table",
  url: () => "must be a URL that begins with https://",
  invoice: () => "must be a Stripe invoice's id, like in_123",
  country: () => "must be two capital letters, like DE",
  withoutStep: () => "belongs to a step, and this line names none",
  cannotAsk: () => "asks the customer for something, which a file cannot: tell it through the feed",
  twice: (n) => `is in line ${n} already, and this line adds no items`,
  differs: (n) => `is not what line ${n} says of the same order`,
  otherTitle: (n) => `is left out: the order has the title of line ${n}`,
  itemsAgain: (n) => `is already in this order (line ${n}). Both are counted`,
  brokenOrder: (n) => `is an order with a fault in line ${n}: it is imported whole or not at all`,
  extraCells: () =>
    "is in a line with more cells than there are columns: put what holds the separator in quotation marks",
  fewCells: (n) =>
    `this line ends after ${n === 1 ? "1 cell" : `${number(n)} cells`}: this and what follows stay as they are`,
  missingName: () => "is missing: a new customer needs one",
  missingAddress: () => "is missing: each line is somebody who may sign in",
  noAddress: () => "is not one email address, like name@example.com",
  role: () => "must be owner, admin, billing, member or accountant",
  closedCustomer: () => "is a customer that was closed: open them again first",
  disabledPerson: () => "may not sign in any more",
  reservedAddress: () => "was given up by somebody a few days ago, who can still take it back",
  alsoElsewhere: () => "is at another customer too: the same person will have both",
  hasLeft: () => "left this customer or was removed: invite them instead",
  onlyInvited: () => "can’t be given by a file to somebody at a customer who is here already: invite them instead",
  noSeat: () => "has no seat left at this customer",
  unknownStep: () => "is none of the order's planned steps: customers read it as it is written here",
};

/** Why a file cannot be read. */
export const fileFaultWords: Record<FileFaultName, (said: string, n: number, columns: string) => string> = {
  spreadsheet: () => "This is a spreadsheet or an archive, not a CSV file: save it as CSV first.",
  empty: () => "The file is empty.",
  gone: () => "The file is here no longer: bring it again.",
  tooManyLines: (_, n) => `The file has more than ${number(n)} lines: bring it in parts.`,
  longLine: (_, n) => `Line ${n} is longer than 64 kB. Is a quotation mark before it never closed?`,
  quotes: (_, n) =>
    `From line ${n} on the file cannot be read: a quotation mark is where none may be, or is never closed.`,
  strangeColumn: (said, _, columns) => `“${said}” is no column that can be imported. There are: ${columns}.`,
  columnTwice: (said) => `The column “${said}” is there twice.`,
  noEmail: () => "The first line must name the columns, “email” among them.",
  noReference: () => "The first line must name the columns, “reference” among them.",
};
