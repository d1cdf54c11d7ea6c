import type { Ask } from "../auth/handles.ts";
import { notFound } from "../http/respond.ts";
import { receiveWebhook } from "../stripe/intake.ts";

export function loader() {
  throw notFound();
}

export function action({ request, context }: Ask) {
  return receiveWebhook(context.portal, request);
}
