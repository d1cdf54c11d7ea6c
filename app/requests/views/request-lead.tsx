import type { RequestThread } from "../request-thread.ts";
import { paths } from "../../paths.ts";
import { requestReference } from "../../text/request-reference.ts";
import { aboutName } from "../about-name.ts";
import { RequestTag } from "./request-tag.tsx";
import { useShell, useText } from "../../ui/use.ts";
import { billingText } from "../../billing/text.ts";
import { ordersText } from "../../orders/text.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; thread: RequestThread; seesAbout: boolean; hasMissed: boolean };

/** Whose turn it is, what it is about, who can see it, and whether a mail of it did not reach the reader: a card beside the thread at a desk, above it on a phone. */
export function RequestLead({ org, thread: { number, status, about, readers }, seesAbout, hasMissed }: Props) {
  const text = useText(billingText, ordersText, requestsText);
  const { requests } = text;
  const company = useShell()?.company.name ?? "";
  const name = about && aboutName(text, about.name);
  return (
    <div className="sheet plainly quiet">
      <p>
        <RequestTag status={status} /> {requestReference(number)}
      </p>
      {about ? (
        <p>
          {requests.about} {seesAbout ? <a href={pathOf(org, about)}>{name}</a> : name}
        </p>
      ) : null}
      <p>{requests.canSee(readers, company)}</p>
      {hasMissed ? (
        <p>
          {requests.mailLost} <a href={paths.notifications()}>{requests.seeWhy}</a>
        </p>
      ) : null}
    </div>
  );
}

const pathOf = (org: string, { kind, id }: NonNullable<RequestThread["about"]>) =>
  kind === "invoice" ? paths.invoice(org, id) : paths.order(org, id);
