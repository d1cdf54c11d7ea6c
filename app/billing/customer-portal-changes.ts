type Method = {
  id: string;
  type: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
};

type Subscription = {
  id: string;
  name: string | null;
  isOver: boolean;
  /** Epoch milliseconds; null where it goes on. */
  endsAt: number | null;
  methodId: string | null;
  isPaused: boolean;
  items: { priceId: string; quantity: number | null; unitLabel: string | null }[];
};

/** What Stripe's portal can change of a customer. */
export type CustomerPortalSnapshot = {
  defaultMethodId: string | null;
  methods: Method[];
  subscriptions: Subscription[];
};

export type CustomerPortalChange =
  | { what: "default" | "added" | "removed" | "renewed"; method: Method }
  | { what: "ends"; name: string | null; at: number }
  | { what: "ended" | "kept" | "paused" | "resumed" | "replanned"; name: string | null }
  | { what: "pays"; name: string | null; method: Method }
  | { what: "quantity"; name: string | null; from: number; to: number; unitLabel: string | null };

/** What became different, what matters most first. `name` is null where there is only one subscription to speak of. */
export function customerPortalChanges(
  before: CustomerPortalSnapshot,
  after: CustomerPortalSnapshot,
): CustomerPortalChange[] {
  return [...methodChanges(before, after), ...subscriptionChanges(before, after)];
}

function methodChanges(before: CustomerPortalSnapshot, after: CustomerPortalSnapshot): CustomerPortalChange[] {
  const was = new Map(before.methods.map((method) => [method.id, method]));
  const is = new Map(after.methods.map((method) => [method.id, method]));
  const changes: CustomerPortalChange[] = [];
  const chosen = after.defaultMethodId === before.defaultMethodId ? undefined : is.get(after.defaultMethodId ?? "");
  if (chosen) changes.push({ what: "default", method: chosen });
  for (const method of after.methods) {
    const old = was.get(method.id);
    if (!old && method !== chosen) changes.push({ what: "added", method });
    if (old && (old.expMonth !== method.expMonth || old.expYear !== method.expYear))
      changes.push({ what: "renewed", method });
  }
  for (const method of before.methods) if (!is.has(method.id)) changes.push({ what: "removed", method });
  return changes;
}

function subscriptionChanges(before: CustomerPortalSnapshot, after: CustomerPortalSnapshot): CustomerPortalChange[] {
  const isOne =
    after.subscriptions.filter(({ id }) => before.subscriptions.some((old) => old.id === id && !old.isOver)).length < 2;
  return after.subscriptions.flatMap((now) => {
    const old = before.subscriptions.find(({ id }) => id === now.id);
    if (!old || old.isOver) return [];
    return changesOf(old, now, isOne ? null : now.name, after.methods);
  });
}

function changesOf(
  old: Subscription,
  now: Subscription,
  name: string | null,
  methods: Method[],
): CustomerPortalChange[] {
  if (now.isOver) return [{ what: "ended", name }];
  const changes: CustomerPortalChange[] = [];
  if (now.endsAt !== old.endsAt)
    changes.push(now.endsAt === null ? { what: "kept", name } : { what: "ends", name, at: now.endsAt });
  if (now.isPaused !== old.isPaused) changes.push({ what: now.isPaused ? "paused" : "resumed", name });
  const [first] = now.items;
  const [from, to] = [quantityOf(old), quantityOf(now)];
  if (from !== null && to !== null && from !== to)
    changes.push({ what: "quantity", name, from, to, unitLabel: first?.unitLabel ?? null });
  if (pricesOf(old) !== pricesOf(now)) changes.push({ what: "replanned", name: now.name });
  const method = methods.find(({ id }) => id === now.methodId);
  if (now.methodId !== old.methodId && method) changes.push({ what: "pays", name, method });
  return changes;
}

/** How many, where there is one thing to count. */
function quantityOf({ items }: Subscription): number | null {
  return items.length === 1 ? items[0]!.quantity : null;
}

const pricesOf = ({ items }: Subscription) =>
  items
    .map(({ priceId }) => priceId)
    .sort()
    .join();
