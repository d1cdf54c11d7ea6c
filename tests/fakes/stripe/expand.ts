import { invalid } from "./failure";
import { list, type Params } from "./params";
import { newestFirst } from "./paging";
import { presented } from "./presented";
import { find, type World } from "./world";

type Node = Record<string, unknown>;
type Hidden = (world: World, owner: Node) => unknown;

/** Fields that are absent until they are asked for, by `object.field`. */
const HIDDEN: Record<string, Hidden> = {
  "invoice.payments": (world, invoice) =>
    whole(of(world.state.invoicePayments, "invoice", invoice.id), `/v1/invoices/${invoice.id}/payments`),
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
  const payment = [...world.state.invoicePayments.values()].find((one) => one.invoice === invoiceId && one.is_default);
  const intent = world.state.paymentIntents.get(payment?.payment.payment_intent ?? "");
  return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}

/** Replaces ids by objects along each `expand[]` path, in place. */
export function expand(world: World, answer: unknown, params: Params) {
  for (const path of list(params.expand).map(String)) {
    const steps = path.split(".");
    if (steps.length > 4 + (steps[0] === "data" ? 1 : 0)) {
      throw invalid("You cannot expand more than 4 levels of a property.", { param: "expand" });
    }
    walk(world, answer, steps, path);
  }
}

function walk(world: World, node: unknown, steps: string[], path: string) {
  if (node === null || node === undefined || steps.length === 0) return;
  if (Array.isArray(node)) {
    for (const item of node) walk(world, item, steps, path);
    return;
  }
  const owner = node as Node;
  const [step, ...rest] = steps;
  const hidden = HIDDEN[`${String(owner.object)}.${step!}`];
  if (hidden && owner[step!] === undefined) owner[step!] = hidden(world, owner);
  if (typeof owner[step!] === "string") owner[step!] = object(world, owner[step!] as string) ?? unexpandable(path);
  if (owner[step!] === undefined && step !== "data") {
    if (owner.object === "list" || !("object" in owner)) return;
    unexpandable(path);
  }
  walk(world, owner[step!], rest, path);
}

function object(world: World, id: string): unknown {
  if (world.state.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
  const found = find(world, id);
  return found && presented(world, found);
}

function unexpandable(path: string): never {
  throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
}
