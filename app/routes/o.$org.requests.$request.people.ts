import type { ActionFunctionArgs } from "@remix-run/node";
import { backToRequest, turnRequest } from "../requests/access.ts";
import { readForm, texts } from "../http/forms.ts";
import { letIn } from "../requests/request-copies.ts";

export const loader = backToRequest;

/** Lets a colleague who was in copy onto the thread. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["email"]));
  const email = form.status === "success" ? (form.value.email ?? "") : "";
  return turnRequest(args, ({ member, request, author, now }, words) => {
    const name = letIn(member, request, email, author.email, now);
    return name && words.isLetIn(name);
  });
}
