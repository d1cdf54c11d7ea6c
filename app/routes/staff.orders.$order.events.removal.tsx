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
import { readForm, texts } from "../http/forms.ts";
import { misfit, notFound, seeOther } from "../http/respond.ts";
import { readBoardFilter } from "../orders/board-filter.ts";
import { stepNamer, waitingStep } from "../orders/order-steps.ts";
import { findRemovable, newestRemovable, takeStepBack } from "../orders/orders-by-staff.ts";
import { correctStep, stepsInstead } from "../orders/steps-of-many.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrders }, data: Loaded<typeof loader>) =>
    staffOrders.takeBackTitle(data?.name ?? null, data?.reference ?? ""),
  ordersText,
);

/** The staff's board as they came from it; null where they came from the order. */
function boardIn({ request }: RouteArgs): string | null {
  const board = new URL(request.url).searchParams.get("board");
  if (board === null) return null;
  const asked = new URLSearchParams(board.split("?")[1]);
  return paths.staffOrders({ ...readBoardFilter(asked), after: asked.get("after") });
}

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
  const { staff, order, event, now } = eventOf(args);
  if (!event) throw notFound();
  const { eventId, step, occurredAt, source } = event;
  const toldAt = event.toldAt !== null && event.toldAt <= now ? event.toldAt : null;
  const name = step === waitingStep ? null : stepNamer(staff)(order.kind, step);
  const { id, reference } = order;
  const instead = stepsInstead(order, event);
  return { id, reference, eventId, name, occurredAt, toldAt, source, instead, board: boardIn(args) };
}

/**
 * Taken back by two at once it is taken back once; it stays where the customer answered it meanwhile. Where the form names
 * a step, that is marked instead; throws 422 where it is none of them.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["step"]));
  const { staff, order, event, stays, now } = eventOf(args);
  const { step } = form.status === "success" ? form.value : {};
  const planned = order.plan.find(({ key }) => key === step);
  if (step && !planned) throw misfit();
  const isCorrected =
    !!planned &&
    (event
      ? correctStep(staff, order.id, { ...event, step: planned.key }, now)
      : order.events.some((one) => one.step === planned.key));
  if (event && planned && !isCorrected) throw misfit();
  if (event && !planned) takeStepBack(staff, order.id, event.eventId, now);
  const { staffOrders } = textFor(localeOf(args.request), ordersText);
  const said = stays
    ? staffOrders.takeBackAnswered
    : isCorrected
      ? staffOrders.corrected(order.reference, planned.name)
      : staffOrders.takenBack(order.reference);
  setFlash(systemFor(args.context.portal), staff.session, said);
  return seeOther(boardIn(args) ?? paths.staffOrder(order.id));
}

export default function TakeStepBack() {
  const { id, reference, eventId, name, occurredAt, toldAt, source, instead, board } = useLoaderData<typeof loader>();
  const { staffOrders: words } = useText(ordersText);
  const to = paths.removeOrderEvent(id, eventId, board ?? undefined);
  return (
    <Page
      title={words.takeBackTitle(name, reference)}
      back={board === null ? { to: paths.staffOrder(id), name: reference } : { to: board, name: words.title }}
      ask={{ about: reference }}
    >
      <RemovalSheet to={to} keepTo={board ?? paths.staffOrder(id)} verb={words.takeBack}>
        <TimeIn sentence={words.takeBackText} at={occurredAt} as="dateTime" />{" "}
        {toldAt === null ? words.takeBackUntold : <TimeIn sentence={words.takeBackTold} at={toldAt} as="dateTime" />}
        {source === "staff" ? null : ` ${words.takeBackRepeated}`}
      </RemovalSheet>
      {instead.length ? (
        <form className="sheet" method="post" action={to}>
          <p>{words.insteadText}</p>
          <div className="row">
            {instead.map(({ key, name: other }) => (
              <button
                key={key}
                className="btn second"
                type="submit"
                name="step"
                value={key}
                aria-label={words.insteadNamed(other)}
              >
                {other}
              </button>
            ))}
          </div>
        </form>
      ) : null}
    </Page>
  );
}
