import { Fragment } from "react";
import type { MailPlace } from "../mail-places.ts";
import type { MailOutcome, OwnMail } from "../own-mails.ts";
import { paths } from "../../paths.ts";
import { aboutName } from "../../requests/about-name.ts";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { billingText, type BillingText } from "../../billing/text.ts";
import { notificationsText, type NotificationsText } from "../text.ts";
import { ordersText, type OrdersText } from "../../orders/text.ts";
import { requestsText, type RequestsText } from "../../requests/text.ts";

const looks: Partial<Record<MailOutcome, string>> = {
  delivered: "done",
  spam: "failed",
  returned: "failed",
  unsent: "failed",
};

/** Mails, each with how it went, leading to what it was about. */
export function MailList({ mails, label, email }: { mails: OwnMail[]; label: string; email: string }) {
  return (
    <ul className="sheet flush list" aria-label={label}>
      {mails.map((mail) => (
        <li key={mail.id}>
          {mail.place ? (
            <a className="main" href={pathOf(mail.place)}>
              <Row mail={mail} email={email} />
            </a>
          ) : (
            <div className="main">
              <Row mail={mail} email={email} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Row({ mail, email }: { mail: OwnMail; email: string }) {
  const text = useText(billingText, notificationsText, ordersText, requestsText);
  const { notifications: words } = text;
  const { kind, place, orgName, outcome, reason, to, at } = mail;
  const facts = [place && nameOf(text, place), orgName, to === email ? null : words.to(to)].filter(Boolean);
  return (
    <>
      <span>
        <b>{words.kind(kind)}</b>
        <span className="tag" data-status={looks[outcome]}>
          {words.outcome[outcome]}
        </span>
      </span>
      <small>
        {facts.map((fact) => (
          <Fragment key={fact}>
            <bdi>{fact}</bdi> ·{" "}
          </Fragment>
        ))}
        <Time at={at} as="dateTime" />
      </small>
      {reason ? <small>{words.why[reason]}</small> : null}
    </>
  );
}

function nameOf(text: BillingText & NotificationsText & OrdersText & RequestsText, place: MailPlace): string | null {
  if (place.kind === "invoice" || place.kind === "order") return aboutName(text, place.name);
  if (place.kind === "request") return text.requests.named(place.reference);
  return place.kind === "card" ? text.notifications.card : null;
}

function pathOf(place: MailPlace): string {
  switch (place.kind) {
    case "invoice":
      return paths.invoice(place.org, place.id);
    case "order":
      return paths.order(place.org, place.id);
    case "request":
      return paths.request(place.org, place.id);
    case "card":
      return paths.paymentMethods(place.org);
    case "staff-request":
      return paths.staffRequest(place.id);
    case "held-mail":
      return paths.heldMail(place.id);
    case "staff-order":
      return paths.staffOrder(place.id);
    case "late-orders":
      return paths.staffOrders({ state: "late" });
    case "health":
      return paths.staffHealth();
    case "sessions":
      return paths.sessions();
  }
}
