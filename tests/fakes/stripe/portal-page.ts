import { Hono } from "hono";
import { page } from "../http/html.ts";
import type { Bindings } from "../http/serve.ts";
import { updateCustomer } from "./objects/customers.ts";
import { invalid, isFailure } from "./failure.ts";
import { createPaymentMethod, detachPaymentMethod, setDefaultPaymentMethod } from "./objects/payment-methods.ts";
import { shown } from "./portal-forms.ts";
import { updateSubscription } from "./objects/subscriptions.ts";
import type { PortalSession } from "./wire.ts";
import type { World } from "./world.ts";

const LIFETIME = 5 * 60;
const DECLINED_AT_ONCE = /(0002|9995)$/;

type Form = Record<string, string>;
type Act = (world: World, customer: string, form: Form) => void;

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
    const body = Object.entries(await c.req.parseBody()).map(([key, value]) => [key, String(value)]);
    const form = Object.fromEntries(body) as Form;
    try {
      ACTS[form.action ?? ""]?.(world, session.customer, form);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return c.html(shown(world, session, error.body.message), 400);
    }
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

const ACTS: Record<string, Act> = {
  card(world, customer, form) {
    const number = form.number?.replaceAll(" ", "") ?? "";
    if (!/^\d{13,19}$/.test(number)) throw invalid("Your card number is incomplete.");
    if (DECLINED_AT_ONCE.test(number)) throw invalid("Your card was declined.");
    const card = { number, exp_month: Number(form.exp_month), exp_year: Number(form.exp_year) };
    const method = createPaymentMethod(world, { type: "card", card, customer });
    setDefaultPaymentMethod(world, customer, method.id);
  },
  default: (world, customer, form) => void setDefaultPaymentMethod(world, customer, ownMethod(world, customer, form)),
  remove: (world, customer, form) => void detachPaymentMethod(world, ownMethod(world, customer, form)),
  details: (world, customer, { name, email }) => void updateCustomer(world, customer, { name, email }),
  cancel(world, customer, form) {
    updateSubscription(world, ownSubscription(world, customer, form), { cancel_at_period_end: true });
  },
  renew(world, customer, form) {
    updateSubscription(world, ownSubscription(world, customer, form), { cancel_at_period_end: false });
  },
  quantity(world, customer, form) {
    const quantity = Number(form.quantity);
    if (!Number.isInteger(quantity) || quantity < 1) throw invalid("Enter a whole number of 1 or more.");
    updateSubscription(world, ownSubscription(world, customer, form), { items: [{ id: form.item, quantity }] });
  },
};

function ownMethod(world: World, customer: string, { method = "" }: Form): string {
  if (world.state.paymentMethods.get(method)?.customer !== customer) throw invalid("This payment method is not yours.");
  return method;
}

function ownSubscription(world: World, customer: string, { subscription = "" }: Form): string {
  if (world.state.subscriptions.get(subscription)?.customer !== customer) {
    throw invalid("This subscription is not yours.");
  }
  return subscription;
}

const over = page("Session over", "<h1>This session is over</h1><p>Please go back and start again.</p>");
