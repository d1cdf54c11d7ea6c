import type { HeldMail } from "../held-mails.ts";
import { paths } from "../../paths.ts";
import { EmailAddress } from "../../ui/email-address.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

/** Who a held mail says it is from, what it is for, and why it is held. */
export function HeldFacts({ mail }: { mail: HeldMail }) {
  const { heldMails: words } = useText(requestsText);
  const { fromEmail, fromName, copies, receivedAt, request, reason, kind } = mail;
  const why = kind === "held" ? words.why : words.whyWas;
  return (
    <section className="sheet needs" aria-label={why}>
      <dl className="facts">
        <dt>{why}</dt>
        <dd>{words.reason(reason, request !== null)}</dd>
        <dt>{words.from}</dt>
        <dd>
          <bdi>
            {fromName ? `${fromName} (` : null}
            <EmailAddress>{fromEmail}</EmailAddress>
            {fromName ? ")" : null}
          </bdi>
        </dd>
        {copies.length ? (
          <>
            <dt>{words.copies}</dt>
            <dd>
              <bdi>{copies.join(", ")}</bdi>
            </dd>
          </>
        ) : null}
        <dt>{words.received}</dt>
        <dd>
          <Time at={receivedAt} as="dateTime" />
        </dd>
        <dt>{words.thread}</dt>
        <dd>
          {request ? (
            <a href={paths.staffRequest(request.id)}>
              <bdi>{request.subject}</bdi>
              {request.orgName ? <bdi>, {request.orgName}</bdi> : null}
            </a>
          ) : (
            words.noThread
          )}
        </dd>
      </dl>
    </section>
  );
}
