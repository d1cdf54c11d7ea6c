import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { Decisions } from "../staff/views/decisions.tsx";
import { Icon } from "../ui/icon.tsx";
import { OpenOrders } from "../orders/views/open-orders.tsx";
import { Page } from "../ui/page.tsx";
import { WaitingRequests } from "../staff/views/waiting-requests.tsx";
import { titled } from "../ui/title.ts";
import { troubleLines } from "../staff/views/troubles.ts";
import { useFormat, useText } from "../ui/use.ts";
import { findTroubles } from "../company/health.ts";
import { countWaitingRequests } from "../requests/request-desk.ts";
import { countOpen } from "../orders/orders-board.ts";
import { listStaffTasks } from "../company/staff-tasks.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staff }) => staff.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now } = args.context.portal;
  return {
    counts: config.features.has("requests") ? countWaitingRequests(staff, now()) : nothingWaits,
    tasks: listStaffTasks(staff, { of: "decisions" }),
    open: config.features.has("orders") ? countOpen(staff, isoDay(now())) : { late: 0, waiting: 0 },
    troubles: findTroubles(staff, config, now()),
    withStripe: config.stripe !== null,
  };
}

const nothingWaits = { answers: 0, late: 0, held: 0, automatic: 0 };

export default function StaffHome() {
  const { counts, tasks, open, troubles, withStripe } = useLoaderData<typeof loader>();
  const text = useText(staffText);
  const { staff } = text;
  const wrong = troubleLines(troubles, text, useFormat()).length;
  return (
    <Page title={staff.title} ask={{ lead: staff.askLead, name: staff.ask }}>
      {counts.answers || counts.held || tasks.length || open.late || open.waiting ? null : <NothingToDo />}
      <WaitingRequests counts={counts} />
      {tasks.length ? <Decisions tasks={tasks} /> : null}
      <OpenOrders counts={open} />
      <p>
        <a className="more start" href={paths.staffHealth()}>
          {wrong ? staff.notWell(wrong) : staff.well(withStripe)}
        </a>
      </p>
    </Page>
  );
}

function NothingToDo() {
  const { staff } = useText(staffText);
  return (
    <section className="sheet calm">
      <span className="badge">
        <Icon name="check" />
      </span>
      <div className="head tight">
        <h2>{staff.nothingToDo}</h2>
        <p className="quiet">{staff.nothingToDoWhy}</p>
      </div>
    </section>
  );
}
