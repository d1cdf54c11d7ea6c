import type { HeldRow } from "../held-lists.ts";
import { paths } from "../../paths.ts";
import { Time, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

/** Mails that were not posted as they came in, a line or two each. */
export function HeldList({ mails }: { mails: HeldRow[] }) {
  const { heldMails: words } = useText(requestsText);
  return (
    <ul className="sheet flush list">
      {mails.map(({ id, fromEmail, fromName, subject, reason, requestId, receivedAt, decidedBy, decidedAt }) => (
        <li key={id}>
          <a className="main" href={paths.heldMail(id)}>
            <b dir="auto">{words.title(subject)}</b>
            <small>
              <bdi>{fromName ? `${fromName} (${fromEmail})` : fromEmail}</bdi> · <Time at={receivedAt} as="dateTime" />
            </small>
            <small>{words.reason(reason, requestId !== null)}</small>
            {decidedAt === null ? null : (
              <small>
                <TimeIn sentence={words.dismissedBy(decidedBy ?? "")} at={decidedAt} as="dateTime" />
              </small>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
