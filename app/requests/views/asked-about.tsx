import type { RequestsAbout } from "../asked-about.ts";
import { requestReference } from "../../text/request-reference.ts";
import { RequestTag } from "./request-tag.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = {
  asked: RequestsAbout | null;
  to: (request: string) => string;
  all: string;
  /** The company's own words for whose turn it is. */
  statuses?: Parameters<typeof RequestTag>[0]["words"];
};

/** What is asked about the page's thing and still open, each a line that leads there; nothing where nothing is. */
export function AskedAbout({ asked, to, all, statuses }: Props) {
  const { requests: words } = useText(requestsText);
  if (!asked?.count) return null;
  const { count, requests } = asked;
  return (
    <ul className="asked" aria-label={words.askedAbout}>
      {requests.map(({ id, number, asker, status, createdAt }) => (
        <li key={id} className="row">
          <a className="more start" href={to(id)}>
            <span>
              <TimeIn sentence={words.asked(asker)} at={createdAt} as="dayAndMonth" />, {requestReference(number)}
            </span>
          </a>
          <RequestTag status={status} words={statuses} />
        </li>
      ))}
      {count > requests.length ? (
        <li>
          <a className="more start" href={all}>
            {words.allAsked(count)}
          </a>
        </li>
      ) : null}
    </ul>
  );
}
