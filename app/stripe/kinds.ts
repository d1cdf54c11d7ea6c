import type { Kind } from "./kind.ts";
import { charge } from "./objects/charge.ts";
import { customer } from "./objects/customer.ts";
import { invoicePayment } from "./objects/invoice-payment.ts";
import { invoice } from "./objects/invoice.ts";
import { paymentMethod } from "./objects/payment-method.ts";

// Each answer goes only to the kind that made it.
const all = [customer, invoice, invoicePayment, charge, paymentMethod] as unknown as Kind[];

/** Every type of object that is fetched, by Stripe's name for it: a new one is one file and one line. */
export const kinds: ReadonlyMap<string, Kind> = new Map(all.map((kind) => [kind.object, kind]));
