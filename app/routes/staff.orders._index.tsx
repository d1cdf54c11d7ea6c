import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { BoardFilterForm } from "../orders/views/board-filter.tsx";
import { BoardList } from "../orders/views/board-list.tsx";
import { OrderCounts } from "../orders/views/open-orders.tsx";
import { KeepOrDrop, KeptFilters } from "../orders/views/kept-filters.tsx";
import { MarkedJustNow } from "../orders/views/marked.tsx";
import { LeftWaiting } from "../orders/views/left-waiting.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { readBoardFilter } from "../orders/board-filter.ts";
import { keptFilterOf, listKeptFilters } from "../orders/kept-filters.ts";
import { listAllSteps } from "../orders/order-steps.ts";
import { countMarked } from "../orders/marked.ts";
import { countOpen, listBoard, listLeftWaiting } from "../orders/orders-board.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ staffOrders }) => staffOrders.title, ordersText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const query = new URL(args.request.url).searchParams;
  const today = isoDay(args.context.portal.now());
  const filter = readBoardFilter(query);
  const after = query.get("after");
  const marked = query.get("marked");
  const kept = listKeptFilters(staff);
  return {
    filter,
    after,
    once: randomUUID(),
    steps: listAllSteps(staff),
    counts: countOpen(staff, today),
    kept,
    here: keptFilterOf(kept, filter)?.id ?? null,
    marked,
    markedCount: countMarked(staff, marked, args.context.portal.now()),
    ticked: query.get("ticked")?.split(" ") ?? [],
    left: listLeftWaiting(staff, query.get("left")),
    ...listBoard(staff, today, filter, after),
  };
}

export default function StaffOrders() {
  const {
    filter,
    after,
    once,
    steps,
    counts,
    kept,
    here,
    marked,
    markedCount,
    left,
    ticked,
    orders,
    lookedAt,
    next,
    isFirst,
  } = useLoaderData<typeof loader>();
  const { staffOrders } = useText(ordersText);
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <Page title={staffOrders.title}>
      <div className="between wide">
        {counts.late || counts.waiting ? (
          <div className="row">
            <OrderCounts counts={counts} />
          </div>
        ) : (
          <span />
        )}
        <div className="row">
          <a className="btn" href={paths.newOrder()}>
            {staffOrders.make}
          </a>
          <a className="btn second" href={paths.staffImports()}>
            {staffOrders.import}
          </a>
        </div>
      </div>
      <MarkedJustNow count={markedCount} marked={marked} place={{ ...filter, after }} />
      <LeftWaiting left={left} />
      <KeptFilters kept={kept} here={here} isFiltered={isFiltered} />
      {orders.length || isFiltered ? <BoardFilterForm filter={filter} isFiltered={isFiltered} /> : null}
      {isFiltered ? <KeepOrDrop kept={kept} here={here} filter={filter} /> : null}
      {lookedAt === null ? null : <p className="quiet">{staffOrders.lookedAt(lookedAt)}</p>}
      {orders.length ? (
        <BoardList ticked={ticked} orders={orders} steps={steps} place={{ ...filter, after }} once={once} />
      ) : (
        <NoOrders isFiltered={isFiltered || !isFirst} />
      )}
      <Pager
        older={next && paths.staffOrders({ ...filter, after: next })}
        newest={isFirst ? null : paths.staffOrders(filter)}
      />
    </Page>
  );
}

function NoOrders({ isFiltered }: { isFiltered: boolean }) {
  const { staffOrders } = useText(ordersText);
  return (
    <Empty icon="orders" title={isFiltered ? staffOrders.noneTitle : staffOrders.emptyTitle}>
      <p>{isFiltered ? staffOrders.none : staffOrders.empty}</p>
    </Empty>
  );
}
