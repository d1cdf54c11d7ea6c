import type { DetailFault, DetailField } from "../detail-checks.ts";
import type { Refusal } from "../detail-changes.ts";

type Words = { label: string; hint?: string; optional?: boolean; faults: Partial<Record<DetailFault, string>> };

const people = (n: number) => `${n} ${n === 1 ? "person" : "people"}`;
const addresses = (n: number) => `${n} more ${n === 1 ? "address" : "addresses"}`;

export const billingDetailsWords = {
  title: "Billing details",
  lead: "These are on your invoices.",
  editTitle: "Change billing details",
  editLead: "For invoices from now on. Those you have stay as they are.",
  typedKept: "What you typed is here again. Nothing is saved yet.",
  change: "Change details",
  save: "Save details",
  saved: "Saved. It is on its way to billing: the next invoice has it.",
  nothingChanged: "Nothing was changed.",
  account: "Billing account",
  accounts: "Your billing accounts",
  accountsLead: "Each has invoices and details of its own.",
  shownNow: "Shown below",
  unnamed: "No name yet",
  notGiven: "Not given",
  saving: "Saving to billing",
  chooseCountry: "Choose a country",
  addressGroup: "Address",
  contactGroup: "For your accounts department",
  fields: {
    name: {
      label: "Company name",
      faults: { missing: "Enter the company name", long: "Enter a company name of at most 150 characters" },
    },
    line1: { label: "Street and number", optional: true, faults: { long: "Enter a street of at most 200 characters" } },
    line2: {
      label: "Building, floor, care of",
      optional: true,
      faults: { long: "Enter at most 200 characters for building, floor, care of" },
    },
    postcode: {
      label: "Postcode",
      optional: true,
      faults: {
        wrong: "Enter a postcode of the country you chose",
        long: "Enter a postcode of at most 20 characters",
      },
    },
    city: { label: "Town or city", optional: true, faults: { long: "Enter a town or city of at most 100 characters" } },
    state: {
      label: "State or region",
      optional: true,
      faults: { long: "Enter a state or region of at most 100 characters" },
    },
    country: {
      label: "Country",
      faults: { missing: "Choose a country", wrong: "Choose a country from the list" },
    },
    taxId: {
      label: "Tax number",
      hint: "Your VAT id, EIN, ABN and the like. Spaces and dashes do not matter.",
      optional: true,
      faults: {
        wrong: "Check the tax number: it is not one of the country you chose",
        digits: "One of the digits seems wrong. Check it against your tax certificate, or save again to keep it",
        elsewhere:
          "This tax number isn't from the country you chose. Enter the one you have there, or save again to keep it",
        unknown: "Leave the tax number empty and write to us: we cannot keep those of this country yet",
        long: "Enter a tax number of at most 40 characters",
      },
    },
    email: {
      label: "Email on your invoices",
      hint: "Printed there, as a contact. Nobody can sign in because of it.",
      faults: {
        missing: "Enter the email address for your invoices",
        wrong: "Enter one email address, like name@example.com",
        long: "Enter an email address of at most 254 characters",
      },
    },
    phone: {
      label: "Phone",
      optional: true,
      faults: {
        wrong: "Enter a phone number, like +49 40 123456",
        long: "Enter a phone number of at most 20 characters",
      },
    },
    poNumber: {
      label: "PO number",
      hint: "Your own order number, if your accounts department wants one on every invoice.",
      optional: true,
      faults: {
        long: "Enter a PO number of at most 140 characters",
        full: "Your invoices carry all the extra lines they can: leave the PO number empty and write to us",
      },
    },
  } satisfies Record<DetailField, Words> as Record<DetailField, Words>,
  address: "Address",
  conflictTitle: "This was changed elsewhere meanwhile",
  conflictLead: "Somebody else was faster. Nothing of yours was saved yet: choose what is right.",
  conflictRead: "Somebody with more rights can choose what is right.",
  yours: (name: string) => `${name}: yours`,
  theirs: (name: string) => `${name}: theirs`,
  empty: "Empty",
  useMine: "Use mine",
  keepTheirs: "Keep theirs",
  minePicked: "Yours is on its way to billing.",
  theirsKept: "Theirs stays.",
  refusedTitle: "Some of your changes could not be saved",
  refused: {
    wrong: (name: string | null) =>
      name
        ? `${name}: billing does not take this. Check it and save again.`
        : "Billing does not take what you entered. Check it and save again.",
    gone: () => "This billing account is no longer there. Write to us and we sort it out.",
    forbidden: () => "It is not you: our billing does not let us save it. We have been told.",
    unreachable: () => "Our billing did not answer for days. We have been told. You can save again.",
  } satisfies Record<Refusal["reason"], (name: string | null) => string>,
  typed: (name: string) => `${name}, as you entered it`,
  tryAgain: "Check and save again",
  letGo: "Forget my changes",
  forgotten: "Your changes are forgotten.",
  emptyTitle: "No billing details yet",
  emptyText: "They appear here with your first invoice, and you can change them without asking anybody.",
  readOnlyHere: "Details cannot be changed here at the moment. Write to us and we change them for you.",
  ask: "Something not right with your details?",
  about: "Billing details",
  mails: "Who gets billing emails",
  mailsTo: (n: number, more: number) =>
    more
      ? `${people(n)} and ${addresses(more)} get them.`
      : n
        ? `${people(n)} ${n === 1 ? "gets" : "get"} them.`
        : "Nobody gets them.",
  mailsChange: "See and change who",
  mailsSee: "See who",
};

export const billingMailsWords = {
  title: "Who gets billing emails",
  lead: "These people and addresses hear of new invoices, payments and failures.",
  typedKept: (email: string) => `${email} is not added yet. Press “Add address” to add it.`,
  people: "People",
  peopleWhy: "Owners, admins and billing get them by their role.",
  noPeople: "Nobody has such a role yet.",
  addresses: "Also sent to",
  addressesWhy: "For an accounts department or a scanner. These addresses need no account, and cannot sign in.",
  noAddresses: "No further address yet.",
  email: "Email address",
  add: "Add address",
  added: (email: string) => `${email} gets billing emails from now on.`,
  there: (email: string) => `${email} gets them already.`,
  byRole: (email: string) => `${email} gets them already, by their role: nothing was added.`,
  missing: "Enter an email address",
  wrong: "Enter one email address, like name@example.com",
  full: (max: number) => `There is room for ${max} addresses: remove one first`,
  fullHint: (max: number) => `There is room for ${max} addresses. Remove one to add another.`,
  stopped: "Mails come back",
  stoppedNext: "Nothing is sent there now. Remove it, or tell us that it works again.",
  remove: "Remove",
  removeNamed: (email: string) => `Remove ${email}`,
  removeTitle: "Remove this address?",
  removeText: (email: string) =>
    `${email} gets no more billing emails, and the links in those it has stop working. You can add it again.`,
  removed: (email: string) => `${email} gets no more billing emails.`,
  removeTold: (email: string) => `${email} leaves this list, and still gets billing emails by their role.`,
  removedTold: (email: string) => `${email} left this list, and still gets billing emails by their role.`,
  gone: "That address was removed already.",
  pdf: "PDF in the email",
  pdfOn: "Emails about a new invoice carry its PDF.",
  pdfOff: "Emails about a new invoice carry a link to it, and no file.",
  attach: "Attach the PDF",
  detach: "Stop attaching it",
  attached: "From now on the PDF comes along.",
  detached: "From now on the PDF stays here, one tap away.",
  ask: "Is somebody missing an invoice?",
};
