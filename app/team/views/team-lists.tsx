import type { ReactNode } from "react";
import type { Role } from "#db/schema/organizations.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

export type Listed = {
  personId: string;
  name: string | null;
  email: string;
  role: Role;
  /** In epoch milliseconds; null where they never were; undefined where it is not the reader's to know. */
  seenAt?: number | null;
  /** Who invited them, where the reader is to know and that one is still of the team. */
  inviter?: string;
};
type PeopleProps = { org: string; you: string; people: Listed[]; mayManage: boolean };

/** People of the organization's, each with what their role opens, and the way to change that where the reader may. */
export function TeamPeople({ org, you, people, mayManage }: PeopleProps) {
  const { team, members, organizations } = useText(teamText, signInText);
  return (
    <ul className="sheet flush list">
      {people.map(({ personId, name, email, role, seenAt, inviter }) => (
        <li key={personId}>
          <div className="main">
            <div>
              <b>
                <bdi>{name ?? members.noName}</bdi>
              </b>
              {personId === you ? <small> ({members.you})</small> : null}
            </div>
            <small>{email}</small>
            {inviter ? (
              <small>
                <bdi>{members.invitedBy(inviter)}</bdi>
              </small>
            ) : null}
            <span>
              <small>
                {organizations.roles[role]}: {team.opens[role]}
              </small>{" "}
              {seenAt === undefined ? null : (
                <small>
                  {seenAt ? <TimeIn sentence={members.lastSeen} at={seenAt} as="near" /> : members.neverSeen}
                </small>
              )}
            </span>
          </div>
          {mayManage ? (
            <a className="file" href={paths.teamPerson(org, personId)} aria-label={members.changeNamed(name ?? email)}>
              {members.change}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

type OutsideProps = { org: string; payables: string[]; seesBilling: boolean; accountants: ReactNode };

/** Who reads invoices, or only gets them, and is not of the team. */
export function Outside({ org, payables, seesBilling, accountants }: OutsideProps) {
  const { members } = useText(teamText);
  return (
    <section className="head" aria-labelledby="outside">
      <h2 id="outside">{members.outside}</h2>
      <p className="quiet">{members.outsideText}</p>
      {accountants}
      {payables.length ? (
        <ul className="sheet flush list">
          {payables.map((email) => (
            <li key={email}>
              <div className="main">
                {email}
                <small>{members.payable}</small>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {payables.length && seesBilling ? (
        <p>
          <a className="more" href={paths.billingMails(org)}>
            {members.billingMails}
          </a>
        </p>
      ) : null}
    </section>
  );
}
