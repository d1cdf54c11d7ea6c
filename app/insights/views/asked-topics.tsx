import type { RequestJob } from "#db/schema/requests.ts";
import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { AskedTopic } from "../asked-topics.ts";
import { askedText } from "../text/asked.ts";

type Props = { job: RequestJob; topics: AskedTopic[] };

/** What was asked most, each leading to the requests that it counts. */
export function AskedTopics({ job, topics }: Props) {
  const { asked: words } = useText(askedText);
  return (
    <section className="head" aria-labelledby="topics">
      <h2 id="topics">{words.topicsTitle}</h2>
      <p className="quiet">{words.topicsLead}</p>
      <ul className="sheet flush list">
        {topics.map(({ count, looked, newest }) => (
          <li key={newest.id}>
            <a className="main" href={paths.askedRequests({ job, like: newest.id })}>
              <b>
                <bdi>{newest.subject}</bdi>
              </b>
              <small>
                {words.asked(count)}
                {looked ? `, ${words.afterLook(looked)}` : null} · <TimeIn sentence={words.newest} at={newest.at} />
              </small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
