import { Hono } from "hono";
import { escape, page } from "../http/html.ts";
import type { Bindings } from "../http/serve.ts";
import { updateCustomer } from "./customers.ts";
import { attachPaymentMethod, createPaymentMethod, setDefaultPaymentMethod } from "./payment-methods.ts";
import { updateSubscription } from "./subscriptions.ts";
import type { PortalSession } from "./wire.ts";
import type { World } from "./world.ts";

const LIFETIME = 5 * 60;

/** The billing portal of the stand-in: plain forms that really change the customer, then the way back. */
export function portalPage(world: World): Hono<Bindings> {
  const app = new Hono<Bindings>();

  app.get("/p/session/:id", (c) => {
    const session = live(world, c.req.param("id"));
    return session ? c.html(shown(world, session)) : c.html(over, 410);
  });

  app.post("/p/session/:id", async (c) => {
    const session = live(world, c.req.param("id"));
    if (!session) return c.html(over, 410);
    const form = Object.fromEntries(
      Object.entries(await c.req.parseBody()).map(([key, value]) => [key, String(value)]),
    );
    act(world, session, form);
    return c.redirect(backTo(session) ?? session.url, 303);
  });

  return app;
}

function live(world: World, id: string): PortalSession | undefined {
  const session = world.state.portalSessions.get(id);
  return session && world.now() - session.created <= LIFETIME ? session : undefined;
}

function backTo(session: PortalSession): string | null {
  return session.flow?.after_completion.redirect?.return_url ?? session.return_url;
}

function act(world: World, session: PortalSession, form: Record<string, string>) {
  const { customer } = session;
  if (form.action === "card") {
    const card = {
      number: form.number?.replaceAll(" ", ""),
      exp_month: Number(form.exp_month),
      exp_year: Number(form.exp_year),
    };
    const method = createPaymentMethod(world, { type: "card", card });
    attachPaymentMethod(world, method.id, customer);
    setDefaultPaymentMethod(world, customer, method.id);
  }
  if (form.action === "details") updateCustomer(world, customer, { name: form.name, email: form.email });
  if (form.action === "cancel") updateSubscription(world, form.subscription!, { cancel_at_period_end: true });
  if (form.action === "renew") updateSubscription(world, form.subscription!, { cancel_at_period_end: false });
}

function shown(world: World, session: PortalSession): string {
  const flow = session.flow?.type;
  const back = session.return_url ? `<p><a href="${escape(session.return_url)}">Back</a></p>` : "";
  const parts = [
    ...(!flow || flow === "payment_method_update" ? [cardForm()] : []),
    ...(!flow || flow === "customer_update" ? [detailsForm(world, session)] : []),
    ...(!flow || flow === "subscription_cancel" ? subscriptionForms(world, session) : []),
  ];
  return page("Billing", `<h1>Billing at ${escape(world.accountName)}</h1>${parts.join("\n")}${back}`);
}

function cardForm(): string {
  return `<h2>Card</h2><form method="post"><input type="hidden" name="action" value="card">
<p><label>Card number <input name="number" inputmode="numeric" value="4242 4242 4242 4242" required></label></p>
<p><label>Month <input name="exp_month" value="12" size="2" required></label>
<label>Year <input name="exp_year" value="2034" size="4" required></label></p>
<button class="main">Save card</button></form>`;
}

function detailsForm(world: World, session: PortalSession): string {
  const customer = world.state.customers.get(session.customer);
  return `<h2>Details</h2><form method="post"><input type="hidden" name="action" value="details">
<p><label>Name <input name="name" value="${escape(customer?.name ?? "")}"></label></p>
<p><label>Email <input name="email" type="email" value="${escape(customer?.email ?? "")}"></label></p>
<button class="main">Save details</button></form>`;
}

function subscriptionForms(world: World, session: PortalSession): string[] {
  const asked = session.flow?.subscription_cancel?.subscription;
  const found = world.state.subscriptions
    .part("customer", session.customer)
    .filter((one) => one.status !== "canceled" && (!asked || one.id === asked));
  return found.map((one) => {
    const [action, word] = one.cancel_at_period_end
      ? ["renew", "Keep subscription"]
      : ["cancel", "Cancel subscription"];
    const product = world.state.products.get(one.items.data[0]!.price.product)?.name ?? one.id;
    return `<h2>${escape(product)}</h2><form method="post"><input type="hidden" name="subscription" value="${one.id}">
<button name="action" value="${action}">${word}</button></form>`;
  });
}

const over = page("Session over", "<h1>This session is over</h1><p>Please go back and start again.</p>");
