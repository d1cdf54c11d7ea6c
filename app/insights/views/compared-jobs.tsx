import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { askedText } from "../text/asked.ts";
import type { ComparedJob } from "../baselines.ts";

/** Job by job what is asked now beside what was said of before, as measured, and the way to say or change that. */
export function ComparedJobs({ compared }: { compared: ComparedJob[] }) {
  const { asked: words } = useText(askedText);
  return (
    <section className="sheet" aria-labelledby="compared">
      <h2 id="compared">{words.beforeTitle}</h2>
      {compared.length ? (
        <>
          <ul className="plain">
            {compared.map(({ job, perWeek, saidAt, now, helped }) => (
              <li key={job}>
                <b>{words.names[job]}</b>{" "}
                <TimeIn sentence={now ? words.before(perWeek) : words.tooSoon(perWeek)} at={saidAt} as="date" />{" "}
                {now ? <b>{words.now(now.now, now.fewer)}</b> : null}{" "}
                {now && helped !== null ? <small>{words.answersFound(helped)}</small> : null}
              </li>
            ))}
          </ul>
          {compared.some(({ now }) => now) ? <p className="quiet">{words.measuredAll}</p> : null}
        </>
      ) : (
        <p>{words.nothingSaid}</p>
      )}
      <a className="more start" href={paths.staffBaseline()}>
        {compared.length ? words.changeBefore : words.sayBefore}
      </a>
    </section>
  );
}
