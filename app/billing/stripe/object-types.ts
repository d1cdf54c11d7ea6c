import type { ObjectType } from "./object-type.ts";
import { balanceLedger } from "./objects/balance-ledger.ts";
import { charge } from "./objects/charge.ts";
import { creditNote } from "./objects/credit-note.ts";
import { customer } from "./objects/customer.ts";
import { dispute } from "./objects/dispute.ts";
import { invoicePayment } from "./objects/invoice-payment.ts";
import { invoice } from "./objects/invoice.ts";
import { paymentMethod } from "./objects/payment-method.ts";
import { price } from "./objects/price.ts";
import { product } from "./objects/product.ts";
import { refund } from "./objects/refund.ts";
import { subscription } from "./objects/subscription.ts";
import { taxId } from "./objects/tax-id.ts";

// Each answer goes only to the kind that made it. Customers first: what is theirs finds its owner at once.
const all = [
  customer,
  product,
  price,
  subscription,
  invoice,
  invoicePayment,
  charge,
  refund,
  dispute,
  creditNote,
  paymentMethod,
  taxId,
  balanceLedger,
] as unknown as ObjectType[];

/** Every type of object that is fetched, by Stripe's name for it: a new one is one file and one line. */
export const objectTypes: ReadonlyMap<string, ObjectType> = new Map(all.map((kind) => [kind.object, kind]));
