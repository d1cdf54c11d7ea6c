import type { DeskRow } from "../models/request-desk.ts";
import { paths } from "../paths.ts";
import { Time } from "./time.tsx";
import { useText } from "./use.ts";

type Props = { requests: DeskRow[]; now: number; here?: string };

const day = 86_400_000;

/** Requests of a queue, a line or two each; the one that is open beside is marked. */
export function DeskList({ requests, now, here }: Props) {
  const { staffRequests: words } = useText();
  return (
    <ul className="sheet flush list">
      {requests.map((request) => (
        <li key={request.id}>
          <a
            className="main"
            href={paths.staffRequest(request.id)}
            aria-current={request.id === here ? "page" : undefined}
          >
            <span>
              <b dir="auto">{request.subject}</b>
              <RequestTag request={request} now={now} />
            </span>
            <small>
              <bdi>{request.orgName ?? request.name ?? request.email}</bdi>
              {request.verified ? null : ` · ${words.unverified}`}
            </small>
            <small>
              <Time at={request.open ? request.waitingSince : request.newestAt} as="dateTime" />
              {request.open ? ` · ${words.waited(now - request.waitingSince)}` : null}
              {request.assignedTo ? ` · ${words.assignedTo(request.assignedTo)}` : null}
            </small>
          </a>
        </li>
      ))}
    </ul>
  );
}

type Tagged = Pick<DeskRow, "open" | "turn" | "answered" | "waitingSince">;

/** Where a request stands; redder where somebody has waited for a day. */
function RequestTag({ request: { open, turn, answered, waitingSince }, now }: { request: Tagged; now: number }) {
  const { staffRequests: words } = useText();
  const state = !open ? "closed" : turn === "customer" ? "answered" : answered ? "waiting" : "new";
  const tone = turn === "customer" || !open ? "done" : now - waitingSince > day ? "overdue" : "due";
  return (
    <span className="tag" data-status={open ? tone : undefined}>
      {words.states[state]}
    </span>
  );
}
