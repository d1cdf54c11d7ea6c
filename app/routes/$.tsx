import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "../http/respond.ts";

/** No such page; or the page of what a route without one has thrown. */
export function loader({ context }: LoaderFunctionArgs) {
  throw context.memo.get("fault") ?? notFound();
}

export function action() {
  throw notFound();
}

export default function NoSuchPage() {
  return null;
}
