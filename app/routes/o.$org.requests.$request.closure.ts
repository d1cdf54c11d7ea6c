import type { ActionFunctionArgs } from "@remix-run/node";
import { backToRequest, turnRequest } from "../requests/access.ts";
import { closeRequest } from "../requests/requests-write.ts";

export const loader = backToRequest;

export const action = (args: ActionFunctionArgs) =>
  turnRequest(args, ({ member, request, author, now }, words) => {
    closeRequest(member, request, author, now);
    return words.isClosed;
  });
