import type { ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "../http/respond.ts";
import { judge } from "../mail/in/judge.ts";
import { receiveMail } from "../mail/in/receive.ts";
import { takeIn } from "../mail/in/take-in.ts";

export function loader() {
  throw notFound();
}

export const action = ({ request, context: { portal } }: ActionFunctionArgs) =>
  receiveMail(portal, request, async (mail) => takeIn(portal, mail, await judge(portal, mail)));
