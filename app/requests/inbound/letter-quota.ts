import type { System } from "#db/tenant.ts";
import { isUsedUp, take, type Limit } from "../../sign-in/limits.ts";
import type { Letter } from "./letter.ts";

/** So many of one sender's mails go into threads by themselves. */
const mailsPerSender: Limit = { limit: 20, windowMs: 60 * 60_000 };
const quotaOf = ({ proven, from }: Letter) => `${proven ? "mail" : "unproven mail"} from ${from.email}`;

/** Counts a mail of its sender's; false where it is one too many. */
export const takeMail = (system: System, letter: Letter, now: number): boolean =>
  take(system, quotaOf(letter), mailsPerSender, now).ok;

/** Whether its sender's mails go into no thread by themselves any more. */
export const isSenderUsedUp = (system: System, letter: Letter, now: number): boolean =>
  isUsedUp(system, quotaOf(letter), mailsPerSender, now);
