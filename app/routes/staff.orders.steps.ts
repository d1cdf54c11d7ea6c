import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { readBoardFilter } from "../orders/board-filter.ts";
import { markedParam, takeMarkedBack } from "../orders/marked.ts";
import { areThere, markAs } from "../orders/steps-of-many.ts";
import { ordersText } from "../orders/text.ts";
import { paths } from "../paths.ts";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

const maxOrders = 100;
const text = z.string().max(500).optional();
const schema = z.object({
  order: z.array(z.string().max(100)).max(maxOrders).default([]),
  step: text,
  next: text,
  once: text,
  undo: z.string().max(8_000).optional(),
  state: text,
  kind: text,
  q: text,
  after: text,
});

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  requireStaff(args);
  throw seeOther(paths.staffOrders());
}

/** Takes back what was just marked. Else marks those that were ticked as one step, or one order as its next; says of each that it was not possible for why. Throws 422 where none of the orders is there, or the step is none. */
export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const { portal } = args.context;
  const { staffBoard: words } = textFor(localeOf(args.request), ordersText);
  const form = await readForm(args.request, schema);
  if (form.status !== "success") throw misfit();
  const { order, step = "", next, undo, once: key = randomUUID(), after = null, ...asked } = form.value;
  const board = { ...readBoardFilter(new Map(Object.entries(asked))), after };
  if (undo) {
    const count = takeMarkedBack(staff, undo, portal.now());
    setFlash(systemFor(portal), staff.session, count ? words.unmarked(count) : words.nothingToUndo);
    return seeOther(paths.staffOrders(board));
  }
  const [id = "", ...nextStep] = next?.split(" ") ?? [];
  const wanted = next ? [{ id, step: nextStep.join(" "), key }] : order.map((one) => ({ id: one, step, key }));
  if (!areThere(staff, wanted)) throw misfit();
  const outcomes = wanted.map((one) => markAs(staff, one, portal.now()));
  const said = !wanted.length ? words.nothingTicked : !next && !step ? words.noStepChosen : words.marked(outcomes);
  setFlash(systemFor(portal), staff.session, said);
  const left = outcomes.flatMap((one) => ("why" in one && one.why === "waiting" ? [one.id] : [])).join(" ") || null;
  const ids = outcomes.flatMap((one) => ("step" in one ? [one.id] : []));
  const marked = ids.length ? markedParam({ key, step: wanted[0]!.step, ids }) : null;
  const ticked = next || step ? null : order.join(" ");
  return seeOther(paths.staffOrders({ ...board, left, marked, ticked }));
}
