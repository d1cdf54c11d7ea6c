import { useText } from "../../ui/use.ts";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";
import { FiguresTable } from "./figures-table.tsx";

/** What customers did most, then what they opened most, each from how often to how often. */
export function Opened({ outcomes, pages }: Pick<Insights, "outcomes" | "pages">) {
  const { insights: words } = useText(insightsText);
  const of = <What extends string>(
    names: Readonly<Record<What, string>>,
    all: { what: What; least: number; most: number }[],
  ) => all.map(({ what, least, most }) => [names[what], least, most] as const);
  return (
    <section className="head" aria-labelledby="opened">
      <h2 id="opened">{words.openedTitle}</h2>
      <p className="quiet">{words.openedLead}</p>
      {outcomes.length ? (
        <>
          <h3>{words.outcome}</h3>
          <FiguresTable
            caption={words.outcome}
            heads={[words.outcome, words.least, words.most]}
            rows={of(words.outcomes, outcomes)}
          />
        </>
      ) : null}
      <h3>{words.page}</h3>
      <FiguresTable caption={words.page} heads={[words.page, words.least, words.most]} rows={of(words.pages, pages)} />
    </section>
  );
}
