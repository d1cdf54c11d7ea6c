import { Empty } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import type { Spread } from "../spread.ts";
import { insightsText } from "../text.ts";
import type { TripFigures } from "../trip-figures.ts";
import { FiguresTable } from "./figures-table.tsx";
import { RangeBars } from "./range-bars.tsx";

/** Whether an email takes people to the thing: three figures, each with how it is measured, and who looked at all. */
export function FasterThanEmail(figures: TripFigures) {
  const { trips: words } = useText(insightsText);
  const { links, seconds, firstLook, taps, looked, ways } = figures;
  const said = (spread: Spread, say: (median: number, p90: number) => string) =>
    spread.median === null ? words.tooFew(spread.n) : say(spread.median, spread.p90);
  return (
    <section className="head" aria-labelledby="faster">
      <h2 id="faster">{words.title}</h2>
      <p className="quiet">{words.lead}</p>
      {looked.delivered ? (
        <>
          <div className="sheet">
            <Figure title={words.links} how={words.linksHow}>
              {links.all ? words.linksShare(links.shown, links.all) : words.tooFew(0)}
            </Figure>
            <Figure title={words.seconds} how={words.secondsHow} beside={said(firstLook, words.firstLook)}>
              {said(seconds, words.secondsSpread)}
            </Figure>
            <Figure title={words.taps} how={words.tapsHow}>
              {said(taps, words.tapsSpread)}
            </Figure>
            {ways.length ? <Ways ways={ways} /> : null}
          </div>
          <LookedAt {...figures} />
        </>
      ) : (
        <Empty icon="log" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Empty>
      )}
    </section>
  );
}

type FigureProps = { title: string; how: string; beside?: string; children: string };

function Figure({ title, how, beside, children }: FigureProps) {
  const { trips: words } = useText(insightsText);
  return (
    <>
      <h3>{title}</h3>
      <p>{children}</p>
      {beside ? <p className="quiet">{beside}</p> : null}
      <details className="fold">
        <summary>{words.how}</summary>
        <p>{how}</p>
      </details>
    </>
  );
}

/** What people ended with, and how many taps and seconds that took. */
function Ways({ ways }: Pick<TripFigures, "ways">) {
  const { trips: words } = useText(insightsText);
  return (
    <details className="fold">
      <summary>{words.waysTitle}</summary>
      <ul className="plain">
        {ways.map(({ done, n, taps, seconds }) => (
          <li key={done}>
            {words.way(done, n)}
            {taps.median === null || seconds.median === null ? null : words.wayTook(taps.median, seconds.median)}.
          </li>
        ))}
      </ul>
    </details>
  );
}

/** From how many to how many of the delivered emails were looked at, by kind. */
function LookedAt({ kinds, looked, scans }: Pick<TripFigures, "kinds" | "looked" | "scans">) {
  const { trips: words } = useText(insightsText);
  const caption = words.looked(looked.proven, looked.most, looked.delivered);
  const named = kinds.map(({ kind, ...one }) => ({ name: words.kinds[kind] ?? kind, ...one }));
  return (
    <figure className="sheet chart">
      <h3>{words.lookedTitle}</h3>
      <RangeBars
        caption={caption}
        rows={named.map(({ name, delivered, proven, most }) => ({ name, whole: delivered, least: proven, most }))}
      />
      <figcaption>
        <p>{caption}</p>
        <p className="quiet">
          {words.lookedBars} {scans ? words.scans(scans) : null}
        </p>
      </figcaption>
      <details className="fold">
        <summary>{words.how}</summary>
        <p>{words.lookedHow}</p>
      </details>
      <details className="fold">
        <summary>{words.numbers}</summary>
        <FiguresTable
          caption={words.lookedTitle}
          heads={[words.kind, words.delivered, words.least, words.most]}
          rows={named.map(({ name, delivered, proven, most }) => [name, delivered, proven, most])}
        />
      </details>
    </figure>
  );
}
