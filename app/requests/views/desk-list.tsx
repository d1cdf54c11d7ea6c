import type { DeskFilter } from "../desk-filter.ts";
import type { DeskRow } from "../request-desk.ts";
import { paths } from "../../paths.ts";
import { requestReference } from "../../text/request-reference.ts";
import { Time, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { requests: DeskRow[]; filter: DeskFilter; now: number; here?: string };

/** The newest words of a thread and the box for an answer: where a tap on a request leads. */
export const answerPlace = "#answer";

/** Requests of a queue, a line or two each; the one that is open beside is marked. */
export function DeskList({ requests, filter, now, here }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <ul className="sheet flush list">
      {requests.map((request) => (
        <li key={request.id}>
          <a
            className="main"
            href={paths.staffRequest(request.id, filter) + answerPlace}
            aria-current={request.id === here ? "page" : undefined}
          >
            <span>
              <b dir="auto">{request.subject}</b>
              <RequestState request={request} />
            </span>
            {request.words ? (
              <small className="line" dir="auto">
                {request.words}
              </small>
            ) : null}
            <small>
              {requestReference(request.number)} · <bdi>{request.name ?? request.email}</bdi>
              {request.orgName ? <bdi>, {request.orgName}</bdi> : null}
              {request.verified && request.orgName !== null ? null : ` · ${words.unverified}`}
            </small>
            <small>
              <Time at={request.open ? request.waitingSince : request.newestAt} as="dateTime" />
              {request.open ? ` · ${words.waited(now - request.waitingSince)}` : null}
              {request.assignedTo ? ` · ${words.assignedTo(request.assignedTo)}` : null}
            </small>
            <Sorted request={request} />
            {request.readers.length ? <small>{words.looking(request.readers)}</small> : null}
            {request.id === here ? null : <LateSince promised={request.promised} />}
            {request.unreached ? (
              <b className="tag" data-status="failed">
                {words.cameBack}
              </b>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

type Standing = Pick<DeskRow, "open" | "turn" | "answered" | "promised" | "leaving">;

export const stateOf = ({ open, turn, answered }: Standing) =>
  !open ? "closed" : turn === "customer" ? "answered" : answered ? "waiting" : "new";

/** Where a request stands; that its answer is late is said beside it. */
export function RequestState({ request }: { request: Standing }) {
  const { staffRequests: words } = useText(requestsText);
  const { open, promised, leaving } = request;
  return (
    <span className="tag" data-status={leaving ? "on-track" : !open ? undefined : promised ? "due" : "done"}>
      {words.states[leaving ? "leaving" : stateOf(request)]}
    </span>
  );
}

/** Until when it is put away, and its tags. */
function Sorted({ request: { snoozedUntil, tags } }: { request: Pick<DeskRow, "snoozedUntil" | "tags"> }) {
  const { staffSort: words } = useText(requestsText);
  if (snoozedUntil === null && !tags.length) return null;
  return (
    <small className="row">
      {snoozedUntil === null ? null : <TimeIn sentence={words.snoozedUntil} at={snoozedUntil} as="date" />}
      {tags.map(({ id, name }) => (
        <bdi className="label" key={id}>
          {name}
        </bdi>
      ))}
    </small>
  );
}

function LateSince({ promised }: Pick<DeskRow, "promised">) {
  const { staffRequests: words } = useText(requestsText);
  if (!promised?.isLate) return null;
  return (
    <b className="late">
      <TimeIn sentence={words.lateSince} at={promised.by} as="dayAndTime" />
    </b>
  );
}
