import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvDialectOf } from "../http/csv-dialect.ts";
import { csvResponse, safeCell } from "../http/csv.ts";
import { usagePages } from "../insights/figures.ts";
import { requireStaff } from "../sign-in/handles.ts";
import { isoDay, readDay } from "../text/format.ts";

/** The days that are asked for, both included; all of them where nothing is said. */
export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const asked = new URL(args.request.url).searchParams;
  const from = readDay(asked.get("from") ?? "") ?? "0000-01-01";
  const to = readDay(asked.get("to") ?? "") ?? isoDay(args.context.portal.now());
  const { delimiter } = csvDialectOf(args.request);
  const head = { name: `usage-${to}`, header: ["day", "what", "via", "how", "n"], delimiter };
  return csvResponse(head, usagePages(staff, from, to), ({ day, what, via, how, n }) => [
    day,
    safeCell(what),
    via,
    how,
    String(n),
  ]);
}
