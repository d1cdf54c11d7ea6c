import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyOrder } from "../orders/access.ts";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { stepNamer, waitingStep } from "../orders/order-steps.ts";
import { findRemovable, newestRemovable, takeStepBack } from "../orders/orders-by-staff.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrders }, data: Loaded<typeof loader>) =>
    staffOrders.takeBackTitle(data?.name ?? null, data?.reference ?? ""),
  ordersText,
);

function eventOf(args: RouteArgs) {
  const { staff, order, now } = requireAnyOrder(args);
  const isAsked = args.request.method !== "POST";
  const named = new URL(args.request.url).searchParams.get("event");
  const eventId = named ?? (isAsked ? newestRemovable(order)?.eventId : null) ?? "";
  const event = findRemovable(order, eventId);
  const stays = !event && order.events.some((one) => one.eventId === eventId);
  return { staff, order, event, stays, now };
}

export function loader(args: LoaderFunctionArgs) {
  const { staff, order, event } = eventOf(args);
  if (!event) throw notFound();
  const { eventId, step, occurredAt, toldAt, source } = event;
  const name = step === waitingStep ? null : stepNamer(staff)(order.kind, step);
  return { id: order.id, reference: order.reference, eventId, name, occurredAt, toldAt, source };
}

/** Taken back by two at once it is taken back once; it stays where the customer answered it meanwhile. */
export function action(args: ActionFunctionArgs) {
  const { staff, order, event, stays, now } = eventOf(args);
  if (event) takeStepBack(staff, order.id, event.eventId, now);
  const { staffOrders } = textFor(localeOf(args.request), ordersText);
  const said = stays ? staffOrders.takeBackAnswered : staffOrders.takenBack(order.reference);
  setFlash(systemFor(args.context.portal), staff.session, said);
  return seeOther(paths.staffOrder(order.id));
}

export default function TakeStepBack() {
  const { id, reference, eventId, name, occurredAt, toldAt, source } = useLoaderData<typeof loader>();
  const { staffOrders: words } = useText(ordersText);
  return (
    <Page
      title={words.takeBackTitle(name, reference)}
      back={{ to: paths.staffOrder(id), name: reference }}
      ask={{ about: reference }}
    >
      <RemovalSheet to={paths.removeOrderEvent(id, eventId)} keepTo={paths.staffOrder(id)} verb={words.takeBack}>
        <TimeIn sentence={words.takeBackText} at={occurredAt} as="dateTime" />{" "}
        {toldAt === null ? words.takeBackUntold : <TimeIn sentence={words.takeBackTold} at={toldAt} as="dateTime" />}
        {source === "staff" ? null : ` ${words.takeBackRepeated}`}
      </RemovalSheet>
    </Page>
  );
}
