import { escape, page } from "../http/html.ts";
import { day } from "./money.ts";
import type { PaymentMethod, PortalSession, Subscription } from "./wire.ts";
import type { World } from "./world.ts";

/** The page of a session: everything, or only what its flow is for. */
export function shown(world: World, session: PortalSession, problem?: string): string {
  const flow = session.flow?.type;
  const back = session.return_url ? `<p><a href="${escape(session.return_url)}">Back</a></p>` : "";
  const parts = [
    ...(problem ? [`<p role="alert"><strong>${escape(problem)}</strong> Nothing was changed.</p>`] : []),
    ...(!flow || flow === "payment_method_update" ? [cardForm()] : []),
    ...(!flow ? methodForms(world, session) : []),
    ...(!flow || flow === "customer_update" ? [detailsForm(world, session)] : []),
    ...subscriptionsOf(world, session).map((one) => subscriptionForms(world, one, flow)),
  ];
  return page("Billing", `<h1>Billing at ${escape(world.accountName)}</h1>${parts.join("\n")}${back}`);
}

const hidden = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join("");

function cardForm(): string {
  return `<h2>Card</h2><form method="post">${hidden({ action: "card" })}
<p><label>Card number <input name="number" inputmode="numeric" value="4242 4242 4242 4242" required></label></p>
<p><label>Month <input name="exp_month" value="12" size="2" required></label>
<label>Year <input name="exp_year" value="2034" size="4" required></label></p>
<button class="main">Save card</button></form>`;
}

function methodForms(world: World, session: PortalSession): string[] {
  const preferred = world.state.customers.get(session.customer)?.invoice_settings.default_payment_method;
  return world.state.paymentMethods.part("customer", session.customer).map((method) => {
    const makeDefault = method.id === preferred ? "" : '<button name="action" value="default">Make default</button>';
    return `<p>${escape(nameOf(method))}${method.id === preferred ? " (default)" : ""}</p>
<form method="post">${hidden({ method: method.id })}${makeDefault}<button name="action" value="remove">Remove</button></form>`;
  });
}

function nameOf({ type, card, sepa_debit, us_bank_account, link }: PaymentMethod): string {
  const last4 = (card ?? sepa_debit ?? us_bank_account)?.last4;
  return last4 ? `${card?.brand ?? type} ending in ${last4}` : `${type} ${link?.email ?? ""}`;
}

function detailsForm(world: World, session: PortalSession): string {
  const customer = world.state.customers.get(session.customer);
  return `<h2>Details</h2><form method="post">${hidden({ action: "details" })}
<p><label>Name <input name="name" value="${escape(customer?.name ?? "")}"></label></p>
<p><label>Email <input name="email" type="email" value="${escape(customer?.email ?? "")}"></label></p>
<button class="main">Save details</button></form>`;
}

function subscriptionsOf(world: World, { customer, flow }: PortalSession): Subscription[] {
  if (flow && !flow.type.startsWith("subscription_")) return [];
  const asked = (flow?.subscription_cancel ?? flow?.subscription_update)?.subscription;
  return world.state.subscriptions
    .part("customer", customer)
    .filter((one) => one.status !== "canceled" && (!asked || one.id === asked));
}

function subscriptionForms(world: World, one: Subscription, flow: string | undefined): string {
  const items = one.items.data.map((item) => {
    const name = world.state.products.get(item.price.product)?.name ?? item.id;
    if (flow === "subscription_cancel" || item.quantity === undefined) return `<p>${escape(name)}</p>`;
    return `<form method="post">${hidden({ action: "quantity", subscription: one.id, item: item.id })}
<label>${escape(name)} <input name="quantity" inputmode="numeric" value="${item.quantity}" size="4" required></label>
<button class="main">Update quantity</button></form>`;
  });
  const [action, word] = one.cancel_at ? ["renew", "Keep subscription"] : ["cancel", "Cancel subscription"];
  const end = one.cancel_at ? `<p>Ends on ${day(one.cancel_at)}</p>` : "";
  const ending = `<form method="post">${hidden({ subscription: one.id })}<button name="action" value="${action}">${word}</button></form>`;
  return `<h2>Subscription</h2>${items.join("")}${end}${flow === "subscription_update" ? "" : ending}`;
}
