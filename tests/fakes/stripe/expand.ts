import { invalid } from "./failure.ts";
import { paymentsOf } from "./objects/invoice-payments.ts";
import { list, type Params } from "./params.ts";
import { presented } from "./presented.ts";
import type { Shelf } from "./shelf.ts";
import { find, type World } from "./world.ts";

const MAX_LEVELS = 4;

type Node = Record<string, unknown>;
type Hidden = (world: World, owner: Node) => unknown;

/** Fields that are absent until they are asked for, by `object.field`. */
const HIDDEN: Record<string, Hidden> = {
  "invoice.payments": (world, { id }) =>
    whole([...paymentsOf(world, String(id))].reverse(), `/v1/invoices/${String(id)}/payments`),
  "invoice.confirmation_secret": (world, invoice) => secretOf(world, String(invoice.id)),
  "charge.refunds": (world, { id }) => partOf(world.state.refunds, "charge", id, `/v1/charges/${String(id)}/refunds`),
  "customer.subscriptions": (world, { id }) =>
    partOf(world.state.subscriptions, "customer", id, `/v1/customers/${String(id)}/subscriptions`),
  "customer.tax_ids": (world, { id }) =>
    partOf(world.state.taxIds, "customer", id, `/v1/customers/${String(id)}/tax_ids`),
  "customer.sources": (_world, { id }) => whole([], `/v1/customers/${String(id)}/sources`),
};

function partOf<T extends { id: string; created: number }>(shelf: Shelf<T>, field: string, id: unknown, url: string) {
  return whole([...shelf.part(field, String(id))].reverse(), url);
}

function whole(data: unknown[], url: string) {
  return { object: "list", data, has_more: false, url };
}

function secretOf(world: World, invoiceId: string) {
  const payment = paymentsOf(world, invoiceId).find((one) => one.is_default);
  const intent = world.state.paymentIntents.get(payment?.payment.payment_intent ?? "");
  return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}

/** The answer with ids replaced by objects along each `expand[]` path; what it shares with the state stays as it is. */
export function expanded(world: World, answer: unknown, params: Params): unknown {
  return list(params.expand)
    .map(String)
    .reduce((node, path) => {
      const steps = path.split(".");
      if (steps.length > MAX_LEVELS) {
        throw invalid(`You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`, {
          param: "expand",
        });
      }
      return walk(world, node, steps, path);
    }, answer);
}

function walk(world: World, node: unknown, steps: string[], path: string): unknown {
  const [step, ...rest] = steps;
  if (node === null || step === undefined) return node;
  if (Array.isArray(node)) return node.map((item) => walk(world, item, steps, path));
  if (typeof node !== "object") return unexpandable(path);
  const value = there(world, node as Node, step, path);
  return value === undefined ? node : { ...node, [step]: walk(world, value, rest, path) };
}

/** The object that the field names or holds; undefined where it may be absent. */
function there(world: World, owner: Node, step: string, path: string): unknown {
  const hidden = HIDDEN[`${String(owner.object)}.${step}`];
  const value = owner[step] === undefined && hidden ? hidden(world, owner) : owner[step];
  if (typeof value === "string") return object(world, value) ?? unexpandable(path);
  if (typeof value === "object" || isOptional(owner, step)) return value;
  return unexpandable(path);
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
