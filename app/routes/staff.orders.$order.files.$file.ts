import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireAnyOrder } from "../orders/access.ts";
import { stepFileAnswer } from "../orders/step-file-answer.ts";

export function loader(args: LoaderFunctionArgs) {
  const { staff, order } = requireAnyOrder(args);
  return stepFileAnswer(args, staff.reading(order.orgId), order.id, args.params.file!);
}
