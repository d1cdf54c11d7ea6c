import type { DetailFault, DetailField } from "../detail-checks.ts";
import type { Refusal } from "../detail-changes.ts";

type Words = { label: string; hint?: string; faults: Partial<Record<DetailFault, string>> };

const people = (n: number) => `${n} ${n === 1 ? "person" : "people"}`;
const addresses = (n: number) => `${n} more ${n === 1 ? "address" : "addresses"}`;

export const billingDetailsWords = {
  title: "Billing details",
  lead: "These details appear on your invoices.",
  editTitle: "Change billing details",
  editLead: "Applies to new invoices. Existing ones don’t change.",
  needed: "Only the name, country and email are needed.",
  typedKept: "We kept what you typed. Nothing is saved yet.",
  change: "Change details",
  save: "Save details",
  saved: "Saved. Your next invoice will show it.",
  nothingChanged: "Nothing changed.",
  account: "Billing account",
  accounts: "Your billing accounts",
  accountsLead: "Each has its own invoices and details.",
  shownNow: "Shown below",
  unnamed: "No name yet",
  notGiven: "Not given",
  saving: "Saving…",
  chooseCountry: "Choose a country",
  addressGroup: "Address",
  contactGroup: "Contact and reference",
  fields: {
    name: {
      label: "Company name",
      faults: { missing: "Enter the company name", long: "Shorten the company name to 150 characters" },
    },
    line1: { label: "Street and number", faults: { long: "Shorten the street to 200 characters" } },
    line2: {
      label: "Building, floor, care of",

      faults: { long: "Shorten this to 200 characters" },
    },
    postcode: {
      label: "Postcode",

      faults: {
        wrong: "Enter a postcode for the country you chose",
        long: "Shorten the postcode to 20 characters",
      },
    },
    city: { label: "Town or city", faults: { long: "Shorten the town or city to 100 characters" } },
    state: {
      label: "State or region",

      faults: { long: "Shorten the state or region to 100 characters" },
    },
    country: {
      label: "Country",
      faults: { missing: "Choose a country", wrong: "Choose a country from the list" },
    },
    taxId: {
      label: "Tax number",
      hint: "For example a VAT number, EIN or ABN. Spaces and dashes are fine.",

      faults: {
        wrong: "Check the tax number. It doesn’t look like one from the country you chose",
        digits:
          "One of the digits seems wrong. Check it against your tax certificate, or save again to keep this number",
        elsewhere:
          "This tax number isn’t from the country you chose. Enter the one you have there, or save again to keep this one",
        unknown: "We can’t store tax numbers from this country yet. Leave it empty and write to us",
        long: "Shorten the tax number to 40 characters",
      },
    },
    email: {
      label: "Billing contact email",
      hint: "Shown on your invoices. It doesn’t give anyone access.",
      faults: {
        missing: "Enter the email address for your invoices",
        wrong: "Enter one email address, like name@example.com",
        long: "Shorten the email address to 254 characters",
      },
    },
    phone: {
      label: "Phone",

      faults: {
        wrong: "Enter a phone number, like +49 40 123456",
        long: "Shorten the phone number to 20 characters",
      },
    },
    poNumber: {
      label: "PO number",
      hint: "Your own order number, if you need one on every invoice.",

      faults: {
        long: "Shorten the PO number to 140 characters",
        full: "There’s no room for another line on your invoices. Leave the PO number empty and write to us",
      },
    },
  } satisfies Record<DetailField, Words> as Record<DetailField, Words>,
  address: "Address",
  conflictTitle: "Someone else changed this",
  conflictLead: "Nothing you entered has been saved yet: choose which version to keep.",
  conflictRead: "Someone who manages billing can choose which version to keep.",
  yours: (name: string) => `${name}: yours`,
  theirs: (name: string) => `${name}: theirs`,
  empty: "Empty",
  useMine: "Use mine",
  keepTheirs: "Keep theirs",
  minePicked: "Saved: we kept yours.",
  theirsKept: "We kept theirs.",
  refusedTitle: "Some of your changes couldn’t be saved",
  refused: {
    wrong: (name: string | null) =>
      name
        ? `${name}: this wasn’t accepted. Check it and save again.`
        : "What you entered wasn’t accepted. Check it and save again.",
    gone: () => "This billing account no longer exists. Write to us and we’ll sort it out.",
    forbidden: () => "This is a problem on our side: we couldn’t save it. We’ve been notified.",
    unreachable: () => "We couldn’t save this for several days. We’ve been notified, and you can try again.",
  } satisfies Record<Refusal["reason"], (name: string | null) => string>,
  typed: (name: string) => `${name}, as you entered it`,
  tryAgain: "Check and save again",
  letGo: "Discard my changes",
  forgotten: "Changes discarded.",
  emptyTitle: "No billing details yet",
  emptyText: "They appear here with your first invoice, and you can change them yourself.",
  readOnlyHere: "Details can’t be changed here at the moment. Write to us and we’ll change them for you.",
  ask: "Something wrong with your details?",
  about: "Billing details",
  mails: "Who gets billing emails",
  mailsTo: (n: number, more: number) =>
    more
      ? `${people(n)} and ${addresses(more)} get them.`
      : n
        ? `${people(n)} ${n === 1 ? "gets" : "get"} them.`
        : "Nobody gets them.",
  mailsChange: "See and change the list",
  mailsSee: "See the list",
};

export const billingMailsWords = {
  title: "Who gets billing emails",
  lead: "These people get emails about new invoices, payments and failed payments.",
  typedKept: (email: string) => `${email} isn’t added yet. Press “Add address” to add it.`,
  people: "People",
  peopleWhy: "Owners, admins and billing members get them unless they turn them off.",
  noPeople: "Nobody has one of these roles yet.",
  addresses: "Also sent to",
  addressesWhy: "For example your accounts department. These addresses don’t need an account and can’t sign in.",
  noAddresses: "No other addresses yet.",
  email: "Email address",
  add: "Add address",
  added: (email: string) => `${email} will now get billing emails.`,
  there: (email: string) => `${email} already gets them.`,
  byRole: (email: string) => `${email} already gets them because of their role. Nothing was added.`,
  missing: "Enter an email address",
  wrong: "Enter one email address, like name@example.com",
  full: (max: number) => `You can have up to ${max} addresses. Remove one first`,
  fullHint: (max: number) => `You can have up to ${max} addresses. Remove one to add another.`,
  stopped: "Emails bounce",
  stoppedNext: "We’ve stopped sending to it. Remove it, and add it again once it works. If that doesn’t help, tell us.",
  gets: (topics: readonly string[]) => `Gets ${new Intl.ListFormat("en-GB").format(topics)}`,
  getsNothing: "Gets nothing at the moment",
  topics: { invoices: "invoices and receipts", reminders: "reminders", failures: "failed payments" },
  topicNames: { invoices: "Invoices and receipts", reminders: "Reminders", failures: "Failed payments" },
  leftByLink: (topics: readonly string[]) =>
    `Stopped by a link in one of its emails: ${new Intl.ListFormat("en-GB").format(topics)}`,
  withPdf: { on: "with the PDF", off: "without the PDF" },
  change: "Change",
  changeNamed: (email: string) => `Change or remove ${email}`,
  changeTitle: "What this address gets",
  changeLead: (email: string) => `Emails to ${email}.`,
  emailsAbout: "Emails about",
  choose: "Choose at least one, or remove the address",
  pdfHere: "PDF of new invoices",
  pdfAs: { on: "As for everyone: attached", off: "As for everyone: not attached" },
  pdfOptions: { attach: "Always attached", none: "Never attached" },
  save: "Save",
  changed: (email: string) => `Saved. ${email} gets what you chose from now on.`,
  remove: "Remove",
  removeThis: "Remove this address",
  removeTitle: "Remove this address?",
  removeText: (email: string) =>
    `${email} will get no more billing emails, and links in emails already sent there will stop working. You can add it again.`,
  removed: (email: string) => `${email} no longer gets billing emails.`,
  removeTold: (email: string) =>
    `${email} will be removed from this list, but still gets billing emails because of their role.`,
  removedTold: (email: string) =>
    `${email} was removed from this list, but still gets billing emails because of their role.`,
  gone: "That address isn’t on the list.",
  pdf: "PDF in the email",
  pdfOn: "Emails about new invoices include the PDF.",
  pdfOff: "Emails about new invoices contain a link, not the PDF.",
  attach: "Attach the PDF",
  detach: "Stop attaching it",
  attached: "Done. Emails about new invoices will include the PDF.",
  detached: "Done. Emails about new invoices won’t include the PDF any more.",
  ask: "Is someone missing an invoice?",
};
