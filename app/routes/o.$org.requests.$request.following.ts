import type { ActionFunctionArgs } from "@remix-run/node";
import { followAsPosted } from "../notifications/following.ts";
import { paths } from "../paths.ts";
import { backToRequest, requireRequest } from "../requests/access.ts";

export const loader = backToRequest;

export function action(args: ActionFunctionArgs) {
  const { member, request } = requireRequest(args);
  const thing = { kind: "request", itemId: request.id } as const;
  return followAsPosted(args, member, thing, paths.request(member.orgId, request.id));
}
