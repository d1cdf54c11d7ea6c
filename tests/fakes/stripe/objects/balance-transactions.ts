import { fetchFrom, type World } from "../world.ts";
import { missing } from "../failure.ts";
import { int, need, text } from "../params.ts";
import { pageOf } from "../paging.ts";
import { changeAndRecord } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { BalanceTransaction, Customer } from "../wire.ts";

type Move = Pick<BalanceTransaction, "amount" | "type"> &
  Partial<Pick<BalanceTransaction, "created" | "currency" | "invoice" | "credit_note" | "description">>;

/** Moves a customer's balance, with the line in its ledger that says why. A negative amount is credit. */
export function moveBalance(world: World, customer: Customer, move: Move): BalanceTransaction {
  const transaction: BalanceTransaction = {
    id: world.id("cbtxn"),
    object: "customer_balance_transaction",
    checkout_session: null,
    created: world.now(),
    credit_note: null,
    currency: customer.currency ?? "eur",
    customer: customer.id,
    customer_account: null,
    description: null,
    ending_balance: customer.balance + move.amount,
    invoice: null,
    livemode: world.livemode,
    metadata: {},
    ...move,
  };
  world.state.balanceTransactions.set(transaction.id, transaction);
  changeAndRecord(world, "customer.updated", customer, { balance: transaction.ending_balance });
  return transaction;
}

/** Credit, or debt, that somebody enters by hand. */
export function adjustBalance(world: World, customerId: string, amount: number): BalanceTransaction {
  return moveBalance(world, fetchFrom(world.state.customers, "customer", customerId), { amount, type: "adjustment" });
}

export const balanceTransactions: Route[] = [
  lists("/v1/customers/:id/balance_transactions", ["created", "invoice"], ({ world, params, id }) => {
    fetchFrom(world.state.customers, "customer", id);
    const url = `/v1/customers/${id}/balance_transactions`;
    return pageOf(world.state.balanceTransactions, { ...params, customer: id }, url);
  }),
  post("/v1/customers/:id/balance_transactions", ["amount", "currency", "description"], ({ world, params, id }) =>
    moveBalance(world, fetchFrom(world.state.customers, "customer", id), {
      amount: int(need(params.amount, "amount"), "amount")!,
      currency: need(params.currency, "currency"),
      description: text(params.description) ?? null,
      type: "adjustment",
    }),
  ),
  get("/v1/customers/:id/balance_transactions/:childId", ({ world, id, childId }) => {
    const transaction = world.state.balanceTransactions.get(childId);
    if (transaction?.customer !== id) throw missing("customer_balance_transaction", childId);
    return transaction;
  }),
];
