import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { requireFeature } from "../http/features.ts";
import { csvResponse, safeCell } from "../http/csv.ts";
import { csvDialectOf } from "../http/csv-dialect.ts";
import { columns, customerColumns } from "../imports/import-columns.ts";
import { exampleCustomer, exampleLine } from "../imports/import-example.ts";

export function loader(args: LoaderFunctionArgs) {
  const isOfCustomers = new URL(args.request.url).searchParams.get("kind") === "customers";
  if (!isOfCustomers) requireFeature(args, "orders");
  const staff = requireStaff(args);
  const line = isOfCustomers ? exampleCustomer : exampleLine(staff, args.context.portal.now());
  const { delimiter } = csvDialectOf(args.request);
  const [name, header] = isOfCustomers ? ["customers-example", customerColumns] : ["orders-example", columns];
  const head = { name, header, delimiter };
  return csvResponse(head, [[line]].values() as Iterator<string[][], void>, (cells) => cells.map(safeCell));
}
