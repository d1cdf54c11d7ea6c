import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../auth/handles.ts";
import { requireFeature } from "../http/features.ts";
import { csvResponse } from "../http/csv.ts";
import { columns, exampleLine } from "../models/import-columns.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  requireStaff(args);
  return csvResponse("orders-example", columns, [[exampleLine]].values() as Iterator<string[][], void>, (line) => line);
}
