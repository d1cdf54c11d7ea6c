import { z } from "zod";
import { billingTopics } from "#db/schema/notifications.ts";
import type { BillingText } from "../text.ts";
import type { PayablesAddress, PayablesChoice } from "./payables.ts";

const pdf = ["", "attach", "none"] as const;
const box = z.string().optional();

/** What the form of an address says, as it is stored. */
export const payablesSchema = ({ billingMails }: BillingText) =>
  z
    .object({ email: z.string(), pdf: z.enum(pdf).default(""), invoices: box, reminders: box, failures: box })
    .transform(({ email, pdf, ...boxes }, context): PayablesChoice & { email: string } => {
      const topics = billingTopics.filter((topic) => boxes[topic]);
      if (!topics.length) context.addIssue({ code: "custom", path: ["invoices"], message: billingMails.choose });
      return { email, topics, attachPdf: pdf === "" ? null : pdf === "attach" };
    });

/** What is stored of an address, as its form shows it. */
export const payablesFields = ({ topics, attachPdf }: PayablesAddress) => ({
  ...Object.fromEntries(topics.map((topic) => [topic, "on"])),
  pdf: attachPdf === null ? "" : attachPdf ? "attach" : "none",
});
