import type { Words } from "../text/words.ts";

/** A person's own page. */
const me = {
  title: "Your account",
  lead: "We show your name on your messages. Your colleagues see it too.",
  staffLead: (name: string, company: string) => `Customers see your name on your messages, as “${name}, ${company}”.`,
  example: "Sam",
  name: "Name",
  nameMissing: "Enter your name",
  nameOurs: (company: string) => `Enter your own name, without “${company}”`,
  nameTooLong: (maxLength: number) => `Shorten your name to ${maxLength} characters`,
  address: "Email address",
  addressWhy: "You use it to sign in, and we send our emails there.",
  others: "Your other addresses",
  othersWhy:
    "We treat emails from these addresses as yours. You can’t sign in with them, and we don’t send anything there.",
  end: "Remove",
  endNamed: (email: string) => `Remove ${email}`,
  endTitle: "Remove an address",
  endText: (email: string) =>
    `Emails from ${email} will no longer count as yours. We’ll check the next one before it’s added to a request.`,
  endIt: "Remove address",
  ended: (email: string) => `Emails from ${email} no longer count as yours.`,
  save: "Save name",
  saved: "Saved. New messages will show this name.",
  ask: "Something wrong with your account?",
};

const en = { me };

/** Every sentence of a person's own page, by language. */
export const peopleText = { en } satisfies Words;
export type PeopleText = typeof en;
