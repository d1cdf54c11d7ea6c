import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { compareWith } from "../baselines.ts";
import { askedText } from "../text/asked.ts";

type Props = {
  /** What was said of before, and when in epoch milliseconds; null where nothing was. */
  baseline: { perWeek: number; saidAt: number } | null;
  /** Null while there is too little to compare. */
  compared: ReturnType<typeof compareWith>;
};

/** What is asked now beside what was said of before, as measured; or the way to say it. */
export function Compared({ baseline, compared }: Props) {
  const { asked: words } = useText(askedText);
  if (!baseline)
    return (
      <a className="more start" href={paths.staffBaseline()}>
        {words.sayBefore}
      </a>
    );
  const { perWeek, saidAt } = baseline;
  if (!compared)
    return (
      <p className="quiet">
        <TimeIn sentence={words.tooSoon(perWeek)} at={saidAt} as="date" />
      </p>
    );
  return (
    <section className="sheet" aria-labelledby="compared">
      <h2 id="compared">{words.beforeTitle}</h2>
      <p>
        <TimeIn sentence={words.before(perWeek)} at={saidAt} as="date" />{" "}
        <b>{words.now(compared.now, compared.fewer)}</b>
      </p>
      <p className="quiet">{words.measured(compared.weeks)}</p>
    </section>
  );
}
