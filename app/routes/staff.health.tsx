import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { BillingHealth } from "../billing/views/billing-health.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { Time } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { troubleLines } from "../staff/views/troubles.ts";
import { useFormat, useText } from "../ui/use.ts";
import { missingParts } from "../config.server.ts";
import { billingHealth } from "../billing/billing-health.ts";
import { listFailedMails } from "../company/failed-mails.ts";
import { findMailHealth, findTroubles } from "../company/health.ts";
import { mailKinds } from "../mails.ts";
import { MailHealthFacts } from "../staff/views/mail-health.tsx";
import { FailedMails } from "../staff/views/failed-mails.tsx";
import { plausibleOf } from "../insights/plausible.ts";
import { plausibleText } from "../insights/text/plausible.ts";
import { PlausibleHealth, plausibleLines } from "../insights/views/plausible-health.tsx";
import { localeOf } from "../text/locale.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staff }) => staff.healthTitle, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { portal } = args.context;
  const { config, now } = portal;
  return {
    missing: missingParts(config),
    troubles: findTroubles(staff, config, now()),
    email: findMailHealth(staff, config, now()),
    mails: listFailedMails(staff, mailKinds, localeOf(args.request), now()),
    plausible: config.plausible && { tally: plausibleOf(portal)!.tally(), domain: config.plausible.domain },
    billing: config.stripe ? billingHealth(staff, now()) : null,
  };
}

export default function StaffHealth() {
  const { missing, troubles, email, mails, plausible, billing } = useLoaderData<typeof loader>();
  const text = useText(staffText, plausibleText);
  const { staff } = text;
  const wrong = [
    ...troubleLines(troubles, text, useFormat()),
    ...(plausible ? plausibleLines(plausible, text.plausible) : []),
  ];
  return (
    <Page
      title={staff.healthTitle}
      lead={wrong.length ? staff.healthLead : staff.allWell(billing !== null)}
      ask={{ lead: staff.askLead, name: staff.ask }}
    >
      <SettingsNav />
      <Lines title={staff.stuck} lines={wrong} />
      <MailHealthFacts health={email} />
      <FailedMails mails={mails} />
      <Backups newest={troubles.backups.newest} />
      {plausible ? <PlausibleHealth tally={plausible.tally} /> : null}
      {billing ? <BillingHealth health={billing} /> : null}
      <Lines title={staff.notSetUp} lines={missing} />
    </Page>
  );
}

function Backups({ newest }: { newest: number | null }) {
  const { staff } = useText(staffText);
  return (
    <section className="sheet" aria-labelledby="backups">
      <h2 id="backups">{staff.backups}</h2>
      <dl className="facts">
        <dt>{staff.newestBackup}</dt>
        <dd>{newest === null ? staff.noBackup : <Time at={newest} as="dateTime" />}</dd>
      </dl>
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return lines.length ? (
    <section className="sheet">
      <h2>{title}</h2>
      <ul className="form">
        {lines.map((line) => (
          <li key={line} className="whole">
            {line}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}
