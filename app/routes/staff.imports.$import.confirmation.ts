import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { moveImport, toImport } from "../auth/staff-import.ts";
import { confirmImport } from "../models/imports.ts";

export function loader(args: LoaderFunctionArgs) {
  throw toImport(args);
}

export function action(args: ActionFunctionArgs) {
  return moveImport(args, confirmImport, "begun");
}
