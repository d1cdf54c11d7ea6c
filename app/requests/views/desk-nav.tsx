import type { DeskFilter, Queue } from "../request-desk.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { filter: DeskFilter; counts: Partial<Record<Queue, number>> };

/** The queues with how much is in each, and whose requests are shown. */
export function DeskNav({ filter, counts }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <>
      <nav className="parts" aria-label={words.queuesLabel}>
        {(Object.keys(words.queues) as Queue[]).map((queue) => (
          <a
            key={queue}
            href={paths.staffRequests({ queue })}
            aria-current={queue === filter.queue ? "page" : undefined}
          >
            {words.queues[queue]}
            {counts[queue] ? <b className="count">{counts[queue]}</b> : null}
          </a>
        ))}
      </nav>
      {filter.queue === "held" ? null : (
        <nav className="row" aria-label={words.whoseLabel}>
          {([null, "mine", "nobody"] as const).map((whose) => (
            <a
              key={whose ?? "all"}
              className="more start"
              href={paths.staffRequests({ queue: filter.queue, whose })}
              aria-current={whose === filter.whose ? "true" : undefined}
            >
              {whose ? words.whose[whose] : words.everybodys}
            </a>
          ))}
        </nav>
      )}
    </>
  );
}
