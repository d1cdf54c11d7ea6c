import { useText } from "../../ui/use.ts";
import type { AskedWeeks } from "../asked.ts";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";

type Props = Pick<Insights, "helped" | "outcomes"> & { asked: AskedWeeks | null };

/** The week that is not over, in three sentences. */
export function ThisWeek({ helped, asked, outcomes }: Props) {
  const { insights: words } = useText(insightsText);
  const [wanted] = outcomes;
  const weeks = { thisWeek: helped.at(-1)!, lastWeek: helped.at(-2)! };
  return (
    <section className="sheet" aria-labelledby="week">
      <h2 id="week">{words.week}</h2>
      <p>{words.helped(weeks)}</p>
      {asked ? <p>{words.asked({ here: asked.here.at(-1)!, byMail: asked.byMail.at(-1)! })}</p> : null}
      {wanted ? <p>{words.wanted(words.outcomes[wanted.what], wanted.most)}</p> : null}
    </section>
  );
}
