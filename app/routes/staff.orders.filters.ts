import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireFeature } from "../http/features.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { readBoardFilter } from "../orders/board-filter.ts";
import { dropFilter, keepFilter } from "../orders/kept-filters.ts";
import { ordersText } from "../orders/text.ts";
import { paths } from "../paths.ts";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  requireStaff(args);
  throw seeOther(paths.staffOrders());
}

/** Keeps the board's filter under a name, or removes one that was kept. */
export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const { portal } = args.context;
  const { keptFilters: words } = textFor(localeOf(args.request), ordersText);
  const form = await readForm(args.request, texts(["name", "state", "kind", "q", "drop"]));
  if (form.status !== "success") throw misfit();
  const { name = "", drop, ...asked } = form.value;
  const filter = readBoardFilter(new Map(Object.entries(asked)));
  if ((asked.state && !filter.state) || (asked.kind && !filter.kind)) throw misfit();
  const say = (said: string) => setFlash(systemFor(portal), staff.session, said);
  if (drop) {
    dropFilter(staff, drop);
    say(words.dropped);
  } else say(words.said[keepFilter(staff, name, filter, portal.now())]);
  return seeOther(paths.staffOrders(filter));
}
