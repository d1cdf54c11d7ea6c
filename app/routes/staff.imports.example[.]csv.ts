import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { requireFeature } from "../http/features.ts";
import { csvResponse, safeCell } from "../http/csv.ts";
import { csvDialectOf } from "../http/csv-dialect.ts";
import { columns } from "../imports/import-columns.ts";
import { exampleLine } from "../imports/import-example.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const line = exampleLine(staff, args.context.portal.now());
  const { delimiter } = csvDialectOf(args.request);
  const head = { name: "orders-example", header: columns, delimiter };
  return csvResponse(head, [[line]].values() as Iterator<string[][], void>, (cells) => cells.map(safeCell));
}
