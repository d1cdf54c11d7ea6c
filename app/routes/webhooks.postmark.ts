import type { ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "../http/respond.ts";
import { hearFromPostmark, isFromPostmark } from "../mail/webhook.ts";
import { mailKinds } from "../mails.ts";

export function loader() {
  throw notFound();
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  if (!isFromPostmark(portal, request.headers.get("Authorization"))) return new Response(null, { status: 403 });
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return new Response(null, { status: 400 });
  }
  hearFromPostmark(portal, mailKinds, body);
  return new Response(null, { status: 200 });
}
