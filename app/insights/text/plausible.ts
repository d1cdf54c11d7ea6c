import type { Words } from "../../text/words.ts";
import type { Tally } from "../plausible-tally.ts";

const of = (n: number, { all }: Tally) => `${n} of the last ${all} visits`;

const plausible = {
  title: "Plausible",
  counted: "Counted there",
  none: "No visits yet",
  countedOf: (tally: Tally) => of(tally.accepted, tally),
  dropped: (tally: Tally, domain: string) =>
    `Plausible dropped ${of(tally.dropped, tally)}: it takes us for a bot, or doesn’t know ${domain}`,
  refused: (tally: Tally) => `Plausible refused ${of(tally.refused, tally)}, with status ${tally.status}`,
  unanswered: (tally: Tally) => `Plausible didn’t answer ${of(tally.unanswered, tally)} within two seconds`,
  lost: (tally: Tally) => `${of(tally.lost, tally)} weren’t sent to Plausible: too many were waiting`,
};

const en = { plausible };

/** What staff read of how Plausible is told of visits. */
export const plausibleText = { en } satisfies Words;
export type PlausibleWords = typeof plausible;
