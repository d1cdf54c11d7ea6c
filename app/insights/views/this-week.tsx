import { useText } from "../../ui/use.ts";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";

/** The week that is not over, in three sentences. */
export function ThisWeek({ helped, asked, outcomes }: Pick<Insights, "helped" | "asked" | "outcomes">) {
  const { insights: words } = useText(insightsText);
  const [wanted] = outcomes;
  const weeks = { thisWeek: helped.at(-1)!, lastWeek: helped.at(-2)! };
  return (
    <section className="sheet" aria-labelledby="week">
      <h2 id="week">{words.week}</h2>
      <p>{words.helped(weeks)}</p>
      <p>{words.asked({ here: asked.here.at(-1)!, byMail: asked.byMail.at(-1)! })}</p>
      {wanted ? <p>{words.wanted(words.outcomes[wanted.what], wanted.most)}</p> : null}
    </section>
  );
}
