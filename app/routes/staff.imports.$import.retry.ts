import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { moveImport, toImport } from "../imports/access.ts";
import { retryImport } from "../imports/import-hitches.ts";

export function loader(args: LoaderFunctionArgs) {
  throw toImport(args);
}

export function action(args: ActionFunctionArgs) {
  return moveImport(args, retryImport, "retried");
}
