import { invalid } from "./failure.ts";
import { paymentsOf } from "./invoice-payments.ts";
import { list, type Params } from "./params.ts";
import { newestFirst } from "./paging.ts";
import { presented } from "./presented.ts";
import { find, type World } from "./world.ts";

const MOST_LEVELS = 4;

type Node = Record<string, unknown>;
type Hidden = (world: World, owner: Node) => unknown;

/** Fields that are absent until they are asked for, by `object.field`. */
const HIDDEN: Record<string, Hidden> = {
  "invoice.payments": (world, { id }) =>
    whole(newestFirst(paymentsOf(world, String(id))), `/v1/invoices/${String(id)}/payments`),
  "invoice.confirmation_secret": (world, invoice) => secretOf(world, String(invoice.id)),
  "charge.refunds": (world, charge) =>
    whole(of(world.state.refunds, "charge", charge.id), `/v1/charges/${charge.id}/refunds`),
  "customer.subscriptions": (world, customer) =>
    whole(of(world.state.subscriptions, "customer", customer.id), `/v1/customers/${customer.id}/subscriptions`),
  "customer.tax_ids": (world, customer) =>
    whole(of(world.state.taxIds, "customer", customer.id), `/v1/customers/${customer.id}/tax_ids`),
  "customer.sources": (_world, customer) => whole([], `/v1/customers/${customer.id}/sources`),
};

function of<T extends { id: string }>(collection: Map<string, T>, key: keyof T, id: unknown): T[] {
  return newestFirst([...collection.values()].filter((item) => item[key] === id));
}

function whole(data: unknown[], url: string) {
  return { object: "list", data: structuredClone(data), has_more: false, url };
}

function secretOf(world: World, invoiceId: string) {
  const payment = paymentsOf(world, invoiceId).find((one) => one.is_default);
  const intent = world.state.paymentIntents.get(payment?.payment.payment_intent ?? "");
  return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}

/** Replaces ids by objects along each `expand[]` path, in place. */
export function expand(world: World, answer: unknown, params: Params) {
  for (const path of list(params.expand).map(String)) {
    const steps = path.split(".");
    if (steps.length > MOST_LEVELS) {
      throw invalid(`You cannot expand more than ${MOST_LEVELS} levels of a property. Property: ${path}`, {
        param: "expand",
      });
    }
    walk(world, answer, steps, path);
  }
}

function walk(world: World, node: unknown, steps: string[], path: string) {
  const [step, ...rest] = steps;
  if (node === null || step === undefined) return;
  if (Array.isArray(node)) {
    for (const item of node) walk(world, item, steps, path);
    return;
  }
  if (typeof node !== "object") unexpandable(path);
  const owner = node as Node;
  const hidden = HIDDEN[`${String(owner.object)}.${step}`];
  if (hidden && owner[step] === undefined) owner[step] = hidden(world, owner);
  const value = owner[step];
  if (typeof value === "string") owner[step] = object(world, value) ?? unexpandable(path);
  else if (typeof value !== "object" && !isOptional(owner, step)) unexpandable(path);
  if (owner[step] !== undefined) walk(world, owner[step], rest, path);
}

/** An invoice payment has either an intent, a charge or a record. */
function isOptional(owner: Node, step: string): boolean {
  return !("object" in owner) && ["charge", "payment_intent", "payment_record"].includes(step);
}

function object(world: World, id: string): unknown {
  if (world.state.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
  const found = find(world, id);
  return found && presented(world, found);
}

function unexpandable(path: string): never {
  throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
}
