import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { moveImport, toImport } from "../imports/access.ts";
import { confirmImport } from "../imports/imports.ts";

export function loader(args: LoaderFunctionArgs) {
  throw toImport(args);
}

export function action(args: ActionFunctionArgs) {
  return moveImport(args, confirmImport, "begun");
}
