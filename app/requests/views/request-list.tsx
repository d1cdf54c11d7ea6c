import type { RequestSummary } from "../requests.ts";
import { paths } from "../../paths.ts";
import { aboutName } from "../about-name.ts";
import { Reference } from "../../ui/reference.tsx";
import { requestReference } from "../../text/request-reference.ts";
import { RequestTag } from "./request-tag.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { Heads } from "../../ui/heads.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../../billing/text.ts";
import { ordersText } from "../../orders/text.ts";
import { requestsText } from "../text.ts";

/** Requests as rows a thumb can hit: what, who asked, about what, whose turn it is and since when. */
export function RequestList({ org, requests }: { org: string; requests: RequestSummary[] }) {
  const text = useText(billingText, ordersText, requestsText);
  const { requests: words } = text;
  return (
    <ul className="sheet flush list ruled">
      <Heads names={words.heads} />
      {requests.map(({ id, number, subject, about, asker, status, waitingSince, newestAt }) => (
        <li key={id}>
          <a className="main" href={paths.newestMessage(org, id)}>
            <span>
              <b dir="auto">{subject}</b>
              <RequestTag status={status} />
            </span>
            <span>
              <small>
                {requestReference(number)} · <bdi>{asker ?? words.you}</bdi>
                {about ? (
                  <>
                    {" · "}
                    <Reference>{aboutName(text, about)}</Reference>
                  </>
                ) : null}
              </small>
              <small>
                <TimeIn sentence={words.since[status]} at={status === "closed" ? newestAt : waitingSince} as="near" />
              </small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
