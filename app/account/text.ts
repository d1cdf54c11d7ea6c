import type { Words } from "../text/words.ts";
import { addressWords } from "./text/address.ts";
import { departureWords } from "./text/departure.ts";

const own = {
  change: "Change",
  changeNamed: "Change your email address",
  organizations: "Your organizations",
  leave: "Leave",
  leaveNamed: (organization: string) => `Leave ${organization}`,
  more: "More",
  mails: "Emails we’ve sent you",
  allMails: "Choose what we email you about",
  noMails: "Nothing yet.",
  data: "Your data",
  dataWhy: "Download what we store about you",
};

const en = { own, address: addressWords, departure: departureWords };

/** Every sentence about a person's own address and data, by language. */
export const accountText = { en } satisfies Words;
export type AccountText = typeof en;
