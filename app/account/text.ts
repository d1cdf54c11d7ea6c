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
  sessions: "Your devices",
  sessionsWhy: "Every browser that is signed in with your address",
  notifications: "Notifications",
  data: "Your data",
  dataWhy: "Download what we store about you",
  notificationsWhy: "What we email you about, and what we sent",
};

const en = { own, address: addressWords, departure: departureWords };

/** Every sentence about a person's own address and data, by language. */
export const accountText = { en } satisfies Words;
export type AccountText = typeof en;
