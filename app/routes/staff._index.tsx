import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { Decisions } from "../staff/views/decisions.tsx";
import { FailedPayments, LateOrders, NewlyLostMails, ToDo, WaitingOrders, WentWell } from "../staff/views/today.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { WaitingRequests } from "../staff/views/waiting-requests.tsx";
import { titled } from "../ui/title.ts";
import { troubleLines } from "../staff/views/troubles.ts";
import { useFormat, useText } from "../ui/use.ts";
import { findTroubles } from "../company/health.ts";
import { mailKinds } from "../mails.ts";
import { countWaitingRequests } from "../requests/desk-counts.ts";
import { readDeskFilter } from "../requests/desk-filter.ts";
import { listQueue } from "../requests/request-desk.ts";
import { DeskList } from "../requests/views/desk-list.tsx";
import { countOpen } from "../orders/orders-board.ts";
import { listStaffTasks } from "../company/staff-tasks.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { staffText } from "../staff/text.ts";
import { countYesterday, listFailedPayments, listNewlyLost, ordersToday } from "../staff/today.ts";

export const meta = titled(({ staff }) => staff.title, staffText);

const maxQuestions = 3;

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now: clock } = args.context.portal;
  const now = clock();
  const has = (feature: "requests" | "orders" | "billing") => config.features.has(feature);
  const filter = { ...readDeskFilter(new URLSearchParams()), queue: "needs-answer" as const };
  return {
    now,
    filter,
    counts: has("requests") ? countWaitingRequests(staff, now) : nothingWaits,
    questions: has("requests") ? listQueue(staff, filter, now, { limit: maxQuestions }).requests : [],
    tasks: listStaffTasks(staff, { of: "decisions" }),
    open: has("orders") ? countOpen(staff, isoDay(now)) : { late: 0, waiting: 0 },
    orders: has("orders") ? ordersToday(staff, now) : { late: [], waiting: [] },
    payments: has("billing") ? listFailedPayments(staff) : [],
    lost: listNewlyLost(staff, mailKinds, localeOf(args.request), now),
    yesterday: countYesterday(staff, now),
    troubles: findTroubles(staff, config, now),
    withStripe: config.stripe !== null,
  };
}

const nothingWaits = { answers: 0, late: 0, held: 0, automatic: 0 };

export default function StaffHome() {
  const page = useLoaderData<typeof loader>();
  const { counts, questions, tasks, open, orders, payments, lost, yesterday, troubles, withStripe, now, filter } = page;
  const text = useText(staffText);
  const { staff, staffToday } = text;
  const wrong = troubleLines(troubles, text, useFormat()).length;
  const isClear = ![counts.answers, counts.held, tasks.length, open.late, open.waiting, payments.length].some(Boolean);
  return (
    <Page title={staff.title}>
      <div className="balanced">
        {isClear ? <AllClear /> : null}
        {questions.length ? (
          <ToDo
            id="questions"
            title={staffToday.questions}
            all={{ to: paths.staffRequests(), name: staffToday.all(counts.answers) }}
          >
            <DeskList requests={questions} filter={filter} now={now} />
          </ToDo>
        ) : null}
        <LateOrders orders={orders.late} count={open.late} />
        {tasks.length ? <Decisions tasks={tasks} /> : null}
        <FailedPayments payments={payments} />
        <WaitingOrders orders={orders.waiting} count={open.waiting} />
        <NewlyLostMails mails={lost} />
        <aside className="form" aria-label={staffToday.yesterday}>
          <WaitingRequests counts={counts} />
          <WentWell yesterday={yesterday} />
          <a className="more start" href={paths.insights()}>
            {staff.insights}
          </a>
          <a className="more start" href={paths.staffHealth()}>
            {wrong ? staff.notWell(wrong) : staff.well(withStripe)}
          </a>
        </aside>
      </div>
    </Page>
  );
}

function AllClear() {
  const { staffToday } = useText(staffText);
  return (
    <section className="sheet calm">
      <span className="badge">
        <Icon name="check" />
      </span>
      <div className="head tight">
        <h2>{staffToday.allClear}</h2>
        <p className="quiet">{staffToday.allClearWhy}</p>
      </div>
    </section>
  );
}
