import { useText } from "../../ui/use.ts";
import type { Tally } from "../plausible-tally.ts";
import { plausibleText, type PlausibleWords } from "../text/plausible.ts";

export type PlausibleStanding = { tally: Tally; domain: string };

/** What is wrong with what Plausible is told, a line each; a tenth of the newest is enough. */
export function plausibleLines({ tally, domain }: PlausibleStanding, words: PlausibleWords): string[] {
  const isMuch = (n: number) => n > 0 && n * 10 >= tally.all;
  return [
    isMuch(tally.dropped) ? words.dropped(tally, domain) : null,
    isMuch(tally.refused) ? words.refused(tally) : null,
    isMuch(tally.unanswered) ? words.unanswered(tally) : null,
    isMuch(tally.lost) ? words.lost(tally) : null,
  ].filter((line) => line !== null);
}

/** How many of the newest visits Plausible counted, since the portal was started. */
export function PlausibleHealth({ tally }: { tally: Tally }) {
  const { plausible } = useText(plausibleText);
  return (
    <section className="sheet" aria-labelledby="plausible">
      <h2 id="plausible">{plausible.title}</h2>
      <dl className="facts">
        <dt>{plausible.counted}</dt>
        <dd>{tally.all ? plausible.countedOf(tally) : plausible.none}</dd>
      </dl>
    </section>
  );
}
