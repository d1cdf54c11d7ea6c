import type { FaultName, FileFaultName } from "../import-faults.ts";

const number = (n: number) => n.toLocaleString("en");

/** What is wrong with a line; the column and what stands there go before it. */
export const lineFaultWords: Record<FaultName, (n: number) => string> = {
  missingCustomer: () => "is missing: a new order needs one",
  missingTitle: () => "is missing: a new order needs one",
  noCustomer: () => "doesn’t match any customer’s number, Stripe ID, email address or name",
  severalOfAddress: () => "belongs to several customers. Use the customer’s number",
  severalOfName: () =>
    "is the name of several customers. Use their number, their Stripe ID or the email address of one of their people",
  noDay: () => "is not a date. Write it like 2026-12-01",
  shortYear: () => "could be in several centuries. Write the year in full",
  mixedDates: () =>
    "is unclear: some dates in this file have the day first, others the month. Write all of them like 2026-12-01",
  quantity: () => "has a number that can be read in two ways. Write 1000 for a thousand, and 1.5 for one and a half",
  farAway: () => "must be between 1900 and 2200",
  yesOrNo: () => "must be yes or no",
  kind: () => "must be order or project",
  reference: () => "must be one line of text, and more than dots",
  oneLine: () => "must be one line of text, without control characters",
  controlSigns: () => "must be text without control characters",
  tooLong: (n) => `is longer than ${number(n)} characters`,
  tooMany: (n) => `has more than ${number(n)} of them`,
  items: () => "must be a list like this, with numbers above 0 and up to 300 characters each: 2 x Oak chair; 1 x Table",
  url: () => "must be a link that starts with https://",
  invoice: () => "must be a Stripe invoice ID, like in_123",
  country: () => "must be two capital letters, like DE",
  withoutStep: () => "belongs to a step, but this line has none",
  cannotAsk: () => "asks the customer for something, which a file can’t do. Do it on the order’s page",
  twice: (n) => `is already in line ${n}, and this line adds no items`,
  differs: (n) => `differs from line ${n}, which is for the same order`,
  otherTitle: (n) => `is ignored: the order uses the title from line ${n}`,
  itemsAgain: (n) => `is already in this order (line ${n}). Both are counted`,
  brokenOrder: (n) => `is an order with a mistake in line ${n}. An order is imported in full or not at all`,
  extraCells: () => "is in a line with too many cells. If a value contains the separator, put it in quotation marks",
  fewCells: (n) =>
    `this line ends after ${n === 1 ? "1 cell" : `${number(n)} cells`}, so this column and those after it stay unchanged`,
  missingName: () => "is required for a new customer",
  missingAddress: () => "is missing: each line is a person who can sign in",
  noAddress: () => "is not one email address, like name@example.com",
  role: () => "must be owner, admin, billing, member or accountant",
  closedCustomer: () => "is a closed customer: reopen it first",
  disabledPerson: () => "isn’t allowed to sign in any more",
  reservedAddress: () => "belonged to someone who changed it a few days ago and can still undo that",
  alsoElsewhere: () => "is at another customer too: the same person will belong to both",
  namesake: () =>
    "is a customer without a number, and this address isn’t one of theirs. If it’s them, put a line with this number and an address of theirs first; if it’s another company, write the name differently",
  sameName: () => "was found by its name only: this person will see everything that customer has",
  hasLeft: () => "left this customer or was removed: invite them instead",
  onlyInvited: () => "can’t be set by a file for an existing customer: invite them instead",
  noSeat: () => "has no seat left at this customer",
  againHere: (n) => `is in line ${n} too, for the same customer. Both are one person`,
  otherRoleHere: (n) => `is ignored: line ${n} gives this person another role, which counts`,
  keepsRole: () => "is ignored: this person is already here with another role. Change it on their page",
  unknownStep: () => "is not one of the order’s steps. Customers will see it as written here",
};

/** Why a file cannot be read. */
export const fileFaultWords: Record<FileFaultName, (said: string, n: number, columns: string) => string> = {
  spreadsheet: () => "This is a spreadsheet or an archive, not a CSV file. Save it as CSV first.",
  notText: () => "This is a picture, a PDF or something like it, not a CSV file. Save the list as CSV and upload that.",
  empty: () => "The file is empty.",
  gone: () => "The file is no longer here. Upload it again.",
  tooManyLines: (_, n) => `The file has more than ${number(n)} lines. Split it and upload each part.`,
  longLine: (_, n) => `Line ${n} is longer than 64 kB. Is there a quotation mark before it that isn’t closed?`,
  quotes: (_, n) => `The file can’t be read from line ${n} on. A quotation mark is in the wrong place or isn’t closed.`,
  strangeColumn: (said, _, columns) => `“${said}” is not a column you can import. You can use: ${columns}.`,
  columnTwice: (said) => `The column “${said}” appears twice.`,
  noEmail: () => "The first line must name the columns, including “email”.",
  noReference: () => "The first line must name the columns, including “reference”.",
};
