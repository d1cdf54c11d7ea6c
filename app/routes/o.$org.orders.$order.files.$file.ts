import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireFeature } from "../http/features.ts";
import { stepFileAnswer } from "../orders/step-file-answer.ts";
import { requireMember } from "../sign-in/handles.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  return stepFileAnswer(args, requireMember(args, "orders.read"), args.params.order!, args.params.file!);
}
