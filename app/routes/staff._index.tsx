import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../auth/handles.ts";
import { BillingHealth } from "../components/billing-health.tsx";
import { Icon } from "../components/icon.tsx";
import { OpenOrders } from "../components/open-orders.tsx";
import { Page } from "../components/page.tsx";
import { Time } from "../components/time.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { missingParts } from "../config.server.ts";
import { billingHealth } from "../models/billing-health.ts";
import { countOpen } from "../models/orders-board.ts";
import { isoDay } from "../text/format.ts";
import { countStuck, listStaffTasks, syncLag } from "../models/health.ts";

export const meta = titled(({ staff }) => staff.title);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now } = args.context.portal;
  return {
    missing: missingParts(config),
    lag: syncLag(staff, now()),
    stuck: countStuck(staff),
    tasks: listStaffTasks(staff),
    open: config.features.has("orders") ? countOpen(staff, isoDay(now())) : {},
    health: config.stripe ? billingHealth(staff, now()) : null,
  };
}

export default function StaffHome() {
  const { missing, lag, stuck, tasks, open, health } = useLoaderData<typeof loader>();
  const { staff } = useText();
  const still = [
    stuck.stripe ? staff.stuckStripe(stuck.stripe) : null,
    stuck.jobs ? staff.stuckJobs(stuck.jobs) : null,
    stuck.mails ? staff.stuckMails(stuck.mails) : null,
    lag > 60 ? staff.lag(lag) : null,
  ].filter((line) => line !== null);
  return (
    <Page title={staff.title} ask={{ lead: staff.askLead, name: staff.ask }}>
      {still.length + tasks.length + missing.length + (open.late ?? 0) === 0 ? <AllWell /> : null}
      <OpenOrders counts={open} />
      <Lines title={staff.stuck} lines={still} />
      {tasks.length ? (
        <section className="sheet" aria-labelledby="decide">
          <h2 id="decide">{staff.toDecide}</h2>
          <ul className="plain">
            {tasks.map((task) => (
              <li key={task.id}>
                {task.detail}
                <small className="under">
                  <Time at={task.createdAt} as="dateTime" />
                </small>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {health ? <BillingHealth health={health} /> : null}
      <Lines title={staff.notSetUp} lines={missing} />
    </Page>
  );
}

function AllWell() {
  const { staff } = useText();
  return (
    <section className="sheet calm">
      <span className="badge">
        <Icon name="check" />
      </span>
      <div className="head tight">
        <h2>{staff.allWell}</h2>
        <p className="quiet">{staff.allWellWhy}</p>
      </div>
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return lines.length ? (
    <section className="sheet">
      <h2>{title}</h2>
      <ul className="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  ) : null;
}
