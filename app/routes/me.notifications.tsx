import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePerson } from "../sign-in/handles.ts";
import { mailReader } from "../notifications/mail-reader.ts";
import { MailList } from "../notifications/views/own-mails.tsx";
import { AskLink, Empty, Page } from "../ui/page.tsx";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { mailKinds } from "../mails.ts";
import { findStop } from "../mail/mail-returns.ts";
import { listChoices } from "../notifications/choices.ts";
import { Choices } from "../notifications/views/choices.tsx";
import { summarizeTimes } from "../notifications/times-shown.ts";
import { findTimes } from "../notifications/times.ts";
import { TimesLine } from "../notifications/views/times.tsx";
import { listOrganizations } from "../sign-in/organizations.ts";
import { listMuted } from "../notifications/muted.ts";
import { MutedThings } from "../notifications/views/muted.tsx";
import { listOwnMails } from "../notifications/own-mails.ts";
import { notificationsText } from "../notifications/text.ts";

export const meta = titled(({ notifications }) => notifications.title, notificationsText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const { portal } = args.context;
  const reader = mailReader(args, self);
  const mails = listOwnMails(self, mailKinds, reader);
  const isMissed = ({ outcome }: { outcome: string }) => outcome === "returned" || outcome === "unsent";
  const theirs = listOrganizations(self, self.session, portal.now());
  const nameOf = (name: string) => (theirs.length > 1 ? name : null);
  const organizations = theirs
    .map(({ id, name, role }) => ({ id, name, topics: listChoices(self, { id, role }, portal.config) }))
    .filter(({ topics }) => topics.length);
  return {
    organizations,
    muted: theirs.flatMap(({ id, name }) =>
      listMuted(reader, id).map((one) => ({ ...one, organization: nameOf(name) })),
    ),
    times: summarizeTimes(findTimes(self), portal.now(), localeOf(args.request)),
    email: self.session.person.email,
    stop: findStop(self),
    missed: mails.filter(isMissed),
    others: mails.filter((mail) => !isMissed(mail)),
  };
}

type Shown = ReturnType<typeof loader>;

export default function Notifications() {
  const shown = useLoaderData<typeof loader>();
  const { notifications: words } = useText(notificationsText);
  const { organizations, muted, times, email, stop, missed, others } = shown;
  const about = words.about(email);
  return (
    <Page title={words.title} lead={words.lead(email)} ask={{ lead: words.ask, about }}>
      <Trouble {...shown} about={about} />
      {missed.length ? (
        <section className="head" aria-label={words.missedAre}>
          {stop ? <h2>{words.missedAre}</h2> : null}
          <MailList mails={missed} label={words.missedAre} email={email} />
        </section>
      ) : null}
      {organizations.length ? (
        <section className="head" aria-labelledby="choices">
          <h2 id="choices">{words.choices}</h2>
          <p className="quiet">{words.choicesLead}</p>
          <TimesLine times={times} />
          {organizations.map((one) => (
            <Choices key={one.id} organization={one} isOnly={organizations.length === 1} />
          ))}
        </section>
      ) : null}
      <MutedThings muted={muted} />
      {others.length ? (
        <section className="head" aria-labelledby="lately">
          <h2 id="lately">{words.list}</h2>
          <p className="quiet">{words.leftOut}</p>
          <MailList mails={others} label={words.list} email={email} />
        </section>
      ) : missed.length ? null : (
        <Empty icon="requests" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Empty>
      )}
    </Page>
  );
}

/** What keeps mails from arriving, since when, and what to do. */
function Trouble({ email, stop, missed, about }: Pick<Shown, "email" | "stop" | "missed"> & { about: string }) {
  const { notifications: words } = useText(notificationsText);
  const [newest] = missed;
  if (!stop && !newest) return null;
  return (
    <section className="sheet needs" aria-labelledby="trouble">
      <div className="head tight">
        <h2 id="trouble">{stop ? words.stopped[stop.reason] : words.missed(missed.length)}</h2>
        {stop ? (
          <>
            <p>
              <TimeIn sentence={words.stoppedWhy[stop.reason](email)} at={stop.since} as="date" /> {words.stoppedSo}
            </p>
            <p>{words.next[stop.reason]}</p>
          </>
        ) : (
          <p>{words.goesOn}</p>
        )}
      </div>
      {stop ? (
        <div className="row">
          <a className="btn" href={paths.delivery()}>
            {words.fix}
          </a>
          <AskLink className="btn second" about={about}>
            {words.tell}
          </AskLink>
        </div>
      ) : null}
    </section>
  );
}
