import { Fragment } from "react";
import type { MailOutcome, OwnMail } from "../own-mails.ts";
import { Reference } from "../../ui/reference.tsx";
import { DayIn, Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";

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
            <a className="main" href={mail.place.path}>
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
  const { notifications: words } = useText(notificationsText);
  const { title, place, orgName, outcome, reason, leftOut, to, digestOn, at } = mail;
  const facts = [place?.name, orgName, to === email ? null : words.to(to)].filter((fact) => fact != null);
  return (
    <>
      <span>
        <b>
          <bdi>{title ?? words.untitled}</bdi>
        </b>
        <span className="tag" data-status={looks[outcome]}>
          {words.outcome[outcome]}
        </span>
      </span>
      <small>
        <Time at={at} as="dateTime" />
        {facts.map((fact) => (
          <Fragment key={fact}>
            {" · "}
            <Reference>{fact}</Reference>
          </Fragment>
        ))}
      </small>
      {digestOn ? (
        <small>
          <DayIn sentence={words.inDigest} day={digestOn} as="date" />
        </small>
      ) : null}
      {reason ? <small>{words.why[reason]}</small> : null}
      {leftOut ? <small>{words.leftOutFor[leftOut]}</small> : null}
    </>
  );
}
