import type { ActionFunctionArgs } from "@remix-run/node";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { receiveMail } from "../requests/inbound/receive.ts";
import { takeIn } from "../requests/inbound/take-in.ts";

export function loader() {
  throw notFound();
}

/** 404 where requests are switched off: Postmark keeps the mail for its owner to look at. */
export function action(args: ActionFunctionArgs) {
  requireFeature(args, "requests");
  const { portal } = args.context;
  return receiveMail(portal, args.request, ({ mail, judged }) => takeIn(portal, mail, judged));
}
