import type { MailKinds } from "../mail/kind.ts";
import { orderStep } from "./mails/order-step.ts";
import { orderCorrected } from "./mails/order-corrected.ts";
import { ordersLate } from "./mails/orders-late.ts";
import { staffApproved, staffChangeAsked } from "./mails/staff-answer.ts";

export const ordersMails = {
  "order-step": orderStep,
  "order-corrected": orderCorrected,
  "staff-orders-late": ordersLate,
  "staff-approved": staffApproved,
  "staff-change-asked": staffChangeAsked,
} satisfies MailKinds;
