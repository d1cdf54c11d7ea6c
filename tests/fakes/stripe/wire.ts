import type Stripe from "stripe";

type Plain = string | number | boolean | bigint | null | undefined | void;
type Unexpanded<Field> = string extends Field ? Exclude<Field, { object: string }> : Field;

/** A Stripe type as it travels: decimals are strings, and what may be expanded is an id. */
export type Wire<T> = T extends Plain
  ? T
  : T extends Stripe.Decimal
    ? string
    : T extends (infer Item)[]
      ? Wire<Unexpanded<Item>>[]
      : { [Key in keyof T]: Wire<Unexpanded<T[Key]>> };

export type Address = Wire<Stripe.Address>;
export type BalanceTransaction = Wire<Stripe.CustomerBalanceTransaction>;
export type Charge = Wire<Stripe.Charge>;
export type CreditNote = Wire<Stripe.CreditNote>;
export type CreditNoteLine = Wire<Stripe.CreditNoteLineItem>;
export type Customer = Wire<Stripe.Customer>;
export type Discount = Wire<Stripe.Discount>;
export type Dispute = Wire<Stripe.Dispute>;
export type Invoice = Wire<Stripe.Invoice>;
export type InvoiceLine = Wire<Stripe.InvoiceLineItem>;
export type InvoicePayment = Wire<Stripe.InvoicePayment>;
export type PaymentIntent = Wire<Stripe.PaymentIntent>;
export type PaymentMethod = Wire<Stripe.PaymentMethod>;
export type PortalSession = Wire<Stripe.BillingPortal.Session>;
export type Price = Wire<Stripe.Price>;
export type Product = Wire<Stripe.Product>;
export type Refund = Wire<Stripe.Refund>;
export type Subscription = Wire<Stripe.Subscription>;
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>;
export type TaxId = Wire<Stripe.TaxId>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint>;

export type EventType = Stripe.Event["type"];
export type Metadata = Record<string, string>;
export type Listed<Item> = { object: "list"; data: Item[]; has_more: boolean; url: string };
export type StripeObject = { id: string; object: string };

/** `Stripe.Event` without its union of some 250 members. */
export type Event = Wire<Pick<Stripe.Event, "id" | "object" | "api_version" | "created" | "livemode" | "request">> & {
  pending_webhooks: number;
  type: EventType;
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> };
};

export const API_VERSION = "2026-10-28.endive";
