import { z } from "zod";
import { orderKinds } from "#db/schema/orders.ts";
import { roles } from "#db/schema/organizations.ts";
import { canonicalAddress } from "../people/address.ts";
import { maxItems, maxOrderLengths, maxQuantity, maxStepLengths, maxSteps } from "../orders/order-limits.ts";
import { stepKey, waitingStep } from "../orders/order-steps.ts";

const { reference: maxReferenceLength } = maxOrderLengths;
// Overrides of the direction of writing (LRO, RLO) count as control characters: a page would show its own words turned around.
const oneLine = /^(?=.*\S)[^\p{Cc}\u202d\u202e]+$/u;

/** A text of one line with something in it. */
const line = (maxLength: number) =>
  z.string().max(maxLength).regex(oneLine, "must be one line of text, without control characters and not blank");
const lines = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^(?:[^\p{Cc}\u202d\u202e]|[\t\n\r])+$/u, "must not be empty or contain control characters");
const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => isOfOurTime(Date.parse(text)), "must be between 1900 and 2200")
  .meta({ description: "RFC 3339, with a time zone: 2026-11-23T10:00:00Z" });
const isOfOurTime = (ms: number) => ms > Date.UTC(1900, 0) && ms < Date.UTC(2200, 0);
const day = z.iso.date().meta({ description: "A date in the company's time zone: 2026-12-01" });
const https = z
  .url({ protocol: /^https$/, error: "must be a URL that starts with https://" })
  .max(maxOrderLengths.url)
  .regex(/^https:\/\//, "must be a URL that starts with https://");
const email = z
  .string()
  .min(3)
  .max(254)
  .refine((text) => canonicalAddress(text) !== null, "is not one email address")
  .meta({ format: "email" });
const stepWord = line(maxStepLengths.step);

/** What a company calls a thing: any text of 1 to 200 characters, kept and compared exactly as given. */
export const orderReference = z
  .string()
  .refine((text) => [...text].length <= maxReferenceLength, `must be at most ${maxReferenceLength} characters long`)
  .regex(oneLine, "must be one line of text, without control characters and not blank")
  .refine((text) => text !== "." && text !== "..", "must not be . or .., because a URL can’t contain them")
  .meta({ maxLength: maxReferenceLength });

const updatedAt = moment
  .optional()
  .meta({ description: "When it changed in your system; older changes are ignored. If omitted, the time of the call" });

const address = z
  .strictObject({
    line1: line(maxOrderLengths.line1).nullish(),
    line2: line(maxOrderLengths.line2).nullish(),
    postalCode: line(maxOrderLengths.postalCode).nullish(),
    city: line(maxOrderLengths.city).nullish(),
    region: line(maxOrderLengths.region).nullish(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "must be two capital letters, like DE")
      .nullish(),
  })
  .meta({ description: "As it’s written on a letter; country is ISO 3166-1 alpha-2" });

export const organization = z.strictObject({
  name: line(200),
  email: email.nullish(),
  phone: line(50).nullish(),
  address: address.nullish(),
  stripeCustomerIds: z
    .array(z.string().regex(/^cus_\w{1,250}$/, "must be a Stripe customer ID, like cus_123"))
    .max(100)
    .optional()
    .meta({ description: "If omitted, unchanged. If given, these replace all others" }),
  updatedAt,
});

export const person = z.strictObject({
  email,
  name: line(200).nullish(),
  memberships: z
    .array(z.strictObject({ organization: orderReference, role: z.enum(roles) }))
    .max(1_000)
    .refine((all) => new Set(all.map((one) => one.organization)).size === all.length, "names an organization twice")
    .optional()
    .meta({
      description:
        "If omitted, unchanged. If given, these replace the memberships the feed created, but never others or the last owner",
    }),
  updatedAt,
});

const item = z.strictObject({ name: line(maxOrderLengths.item), quantity: z.number().positive().max(maxQuantity) });
const items = z.array(item).max(maxItems);

export const order = z.strictObject({
  organization: orderReference,
  kind: z.enum(orderKinds).default("order"),
  title: line(maxOrderLengths.title),
  placedAt: moment.nullish(),
  promisedDate: day.nullish(),
  items: items.default([]),
  deliverTo: address.nullish(),
  invoice: z
    .string()
    .regex(/^in_\w{1,250}$/, "must be a Stripe invoice ID, like in_123")
    .nullish(),
  url: https.nullish(),
  files: z
    .array(z.strictObject({ name: line(200), url: https }))
    .max(100)
    .default([]),
  steps: z
    .array(stepWord)
    .min(1)
    .max(maxSteps)
    .refine((all) => new Set(all.map(stepKey)).size === all.length, "names a step twice")
    .refine((all) => !all.some((step) => stepKey(step) === waitingStep), `"${waitingStep}" can’t be a planned step`)
    .nullish()
    .meta({ description: "The planned steps. If omitted, the usual list for its kind" }),
  cancelled: z.boolean().default(false),
  updatedAt,
});

const parcel = z
  .strictObject({
    id: line(maxStepLengths.parcel),
    carrier: line(maxStepLengths.carrier).nullish(),
    number: line(maxStepLengths.trackingNumber).nullish(),
    items: items.nullish(),
  })
  .meta({ description: "Which parcel it happened to, if the order ships in several. If omitted, the whole order" });

const isOneOf = (told: string | null | undefined, ofParcel: string | null | undefined) =>
  told == null || ofParcel == null || told === ofParcel;

const told = {
  step: stepWord,
  occurredAt: moment,
  note: lines(maxStepLengths.note).nullish(),
  carrier: line(maxStepLengths.carrier).nullish(),
  trackingNumber: line(maxStepLengths.trackingNumber).nullish(),
  trackingUrl: https.nullish(),
  parcel: parcel.nullish(),
  needs: line(maxStepLengths.needs)
    .nullish()
    .meta({ description: "What you need from the customer; required with the step waiting" }),
};

const wellTold = <T extends z.ZodType<z.infer<z.ZodObject<typeof told>>>>(schema: T) =>
  schema
    .refine(({ step, needs }) => stepKey(step) !== waitingStep || needs != null, {
      path: ["needs"],
      error: "is required with the step waiting: what you need from the customer",
    })
    .refine(({ carrier, parcel: of }) => isOneOf(carrier, of?.carrier), {
      path: ["carrier"],
      error: "differs from the parcel’s; send it only once",
    })
    .refine(({ trackingNumber, parcel: of }) => isOneOf(trackingNumber, of?.number), {
      path: ["trackingNumber"],
      error: "differs from the parcel’s; send it only once",
    });

export const event = wellTold(z.strictObject({ eventId: orderReference, ...told }));
/** An event anew; its id is in the path. */
export const eventAnew = wellTold(z.strictObject({ eventId: orderReference.optional(), ...told }));

const path = z.string().min(1).max(4_000);
export const batchItem = z.union([
  z.strictObject({
    put: path.meta({ description: "orders/PO-7, orders/PO-7/events/e-1, organizations/acme or people/p-17" }),
    body: z.unknown(),
  }),
  z.strictObject({ post: path.meta({ description: "orders/PO-7/events" }), body: z.unknown() }),
]);
/** Items are looked at one by one: a bad one does not spoil the rest. */
export const batch = z.strictObject({ items: z.array(z.unknown()).min(1).max(1_000) });

export type OrganizationBody = z.infer<typeof organization>;
export type PersonBody = z.infer<typeof person>;
export type OrderBody = z.infer<typeof order>;
export type EventAnewBody = z.infer<typeof eventAnew>;
export type EventBody = z.infer<typeof event>;
