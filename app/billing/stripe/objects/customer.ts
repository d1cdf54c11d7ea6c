import { eq } from "drizzle-orm";
import { z } from "zod";
import { stripeCustomers } from "#db/schema/billing.ts";
import { canonicalAddress } from "../../../people/address.ts";
import { isChangingEmail } from "../../detail-changes.ts";
import { provision } from "../../provisioning.ts";
import { addStaffTask } from "../../../company/staff-tasks.ts";
import type { StripeObject } from "../stripe-api.ts";
import type { ObjectType, Observation } from "../object-type.ts";
import { takeLocale } from "../organization-locale.ts";
import { storeObject } from "../store-object.ts";
import { askForLedger } from "./balance-ledger.ts";
import { idOrNull, integerOrZero, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/customers/object; `default_source` is the method of accounts from before 2019. */
const shape = z.object({
  id: text,
  email: textOrNull,
  name: textOrNull,
  business_name: textOrNull,
  individual_name: textOrNull,
  phone: textOrNull,
  address: z
    .object({
      line1: textOrNull,
      line2: textOrNull,
      city: textOrNull,
      state: textOrNull,
      postal_code: textOrNull,
      country: textOrNull,
    })
    .nullish(),
  currency: textOrNull,
  balance: integerOrZero,
  default_source: idOrNull,
  invoice_settings: z
    .object({
      default_payment_method: idOrNull,
      custom_fields: z.array(z.object({ name: text, value: text })).nullish(),
    })
    .nullish(),
});

type Answer = { raw: StripeObject; customer: z.infer<typeof shape> };

/** Who pays: seen for the first time, they are provisioned; whatever changes later is told to staff. */
export const customer: ObjectType<Answer> = {
  object: "customer",
  table: stripeCustomers,
  path: "/v1/customers",
  listed: { by: "created" },
  blank: {},

  complete: (_ask, raw) => ({ raw, customer: shape.parse(raw) }),

  save(observation, { raw, customer: fields }) {
    const { system, now } = observation;
    const email = fields.email && (canonicalAddress(fields.email) ?? fields.email.trim());
    const columns = {
      id: fields.id,
      email: email || null,
      name: fields.business_name ?? fields.name,
      phone: fields.phone,
      address: fields.address ?? null,
      customFields: fields.invoice_settings?.custom_fields ?? null,
      currency: fields.currency,
      balance: fields.balance,
      defaultPaymentMethodId: fields.invoice_settings?.default_payment_method ?? fields.default_source,
    };
    const { outcome, before } = storeObject(observation, stripeCustomers, columns, raw);
    askForLedger(observation, fields.id, outcome, (entries) => {
      const last = entries.findLast(({ currency }) => currency === fields.currency);
      return (last?.endingBalance ?? 0) === fields.balance;
    });
    if (outcome === "same" || outcome === "stale") return;
    if (before?.raw == null) return welcome(observation, fields);
    if (before.orgId !== null) takeLocale(system, before.orgId);
    if (before.email !== columns.email) {
      system.db.update(stripeCustomers).set({ emailChangedAt: now }).where(eq(stripeCustomers.id, fields.id)).run();
      if (isChangingEmail(system, fields.id, columns.email)) return;
      const detail = `Stripe customer ${fields.id} (${columns.name ?? "no name"}) changed its email address from ${before.email ?? "none"} to ${columns.email ?? "none"}. Nobody was added or moved here.`;
      addStaffTask(system, "customer-email-changed", fields.id, detail, now);
    }
  },
};

function welcome({ system, now, link }: Observation, fields: Answer["customer"]) {
  const firstEmail = canonicalAddress(fields.email ?? "");
  system.db.update(stripeCustomers).set({ firstEmail }).where(eq(stripeCustomers.id, fields.id)).run();
  const orgId = provision(
    system,
    {
      id: fields.id,
      email: fields.email,
      name: fields.business_name ?? fields.name,
      personName: fields.individual_name,
    },
    now,
  );
  if (orgId) link(fields.id, orgId);
}
