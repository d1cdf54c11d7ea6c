import { eq } from "drizzle-orm";
import { z } from "zod";
import { stripeCustomers } from "#db/schema/billing.ts";
import { canonicalAddress } from "../../../people/address.ts";
import { isChangingEmail } from "../../detail-changes.ts";
import { provision } from "../../provisioning.ts";
import { addStaffTask } from "../../../company/staff-tasks.ts";
import type { Found } from "../stripe-api.ts";
import type { Kind, Sighting } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, wholeOrNone, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/customers/object; `default_source` is the method of accounts from before 2019. */
const shape = z.object({
  id: words,
  email: wordsOrNull,
  name: wordsOrNull,
  business_name: wordsOrNull,
  individual_name: wordsOrNull,
  phone: wordsOrNull,
  address: z
    .object({
      line1: wordsOrNull,
      line2: wordsOrNull,
      city: wordsOrNull,
      state: wordsOrNull,
      postal_code: wordsOrNull,
      country: wordsOrNull,
    })
    .nullish(),
  currency: wordsOrNull,
  balance: wholeOrNone,
  default_source: idOrNull,
  invoice_settings: z
    .object({
      default_payment_method: idOrNull,
      custom_fields: z.array(z.object({ name: words, value: words })).nullish(),
    })
    .nullish(),
});

type Answer = { raw: Found; customer: z.infer<typeof shape> };

/** Who pays: seen for the first time, they are provisioned; whatever changes later is told to staff. */
export const customer: Kind<Answer> = {
  object: "customer",
  table: stripeCustomers,
  path: "/v1/customers",
  listed: { by: "created" },
  blank: {},

  complete: (_ask, raw) => ({ raw, customer: shape.parse(raw) }),

  save(sighting, { raw, customer: said }) {
    const { system, now } = sighting;
    const email = said.email && (canonicalAddress(said.email) ?? said.email.trim());
    const columns = {
      id: said.id,
      email: email || null,
      name: said.business_name ?? said.name,
      phone: said.phone,
      address: said.address ?? null,
      customFields: said.invoice_settings?.custom_fields ?? null,
      currency: said.currency,
      balance: said.balance,
      defaultPaymentMethodId: said.invoice_settings?.default_payment_method ?? said.default_source,
    };
    const { outcome, before } = put(sighting, stripeCustomers, columns, raw);
    if (outcome === "same" || outcome === "stale") return;
    if (before?.raw == null) return welcome(sighting, said);
    if (before.email !== columns.email) {
      system.db.update(stripeCustomers).set({ emailChangedAt: now }).where(eq(stripeCustomers.id, said.id)).run();
      if (isChangingEmail(system, said.id, columns.email)) return;
      const detail = `Stripe customer ${said.id} (${columns.name ?? "no name"}) was ${before.email ?? "without an address"}, now ${columns.email ?? "without one"}. Nobody was added or moved.`;
      addStaffTask(system, "customer-email-changed", said.id, detail, now);
    }
  },
};

function welcome({ system, now, link }: Sighting, said: Answer["customer"]) {
  const firstEmail = canonicalAddress(said.email ?? "");
  system.db.update(stripeCustomers).set({ firstEmail }).where(eq(stripeCustomers.id, said.id)).run();
  const orgId = provision(
    system,
    { id: said.id, email: said.email, name: said.business_name ?? said.name, personName: said.individual_name },
    now,
  );
  if (orgId) link(said.id, orgId);
}
