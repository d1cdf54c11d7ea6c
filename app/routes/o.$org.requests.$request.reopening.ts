import type { ActionFunctionArgs } from "@remix-run/node";
import { backToRequest, turnRequest } from "../requests/access.ts";
import { reopenRequest } from "../requests/requests-write.ts";

export const loader = backToRequest;

export const action = (args: ActionFunctionArgs) =>
  turnRequest(args, ({ member, request, author, now }, words) => {
    reopenRequest(member, request, author, args.context.portal.config, now);
    return words.isReopened;
  });
