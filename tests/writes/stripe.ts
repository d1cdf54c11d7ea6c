import { linkCustomer } from "#app/billing/stripe/link.ts";
import { beginReconcile } from "#app/billing/stripe/reconcile.ts";
import { pollEvents } from "#app/billing/stripe/poll.ts";
import { happen, things } from "#tests/billing/stripe/history.ts";
import { pick, type Write, type Writes } from "./here.ts";

const synced =
  (what: string): Write =>
  async ({ town }, on) => {
    happen(town, { do: what, on });
    await town.bring();
    await town.settle();
  };

/** What happens at Stripe, and is told and read. */
export const stripe: Writes = {
  ...Object.fromEntries([...things, "draft"].map((what) => [`stripe: ${what}`, synced(what)])),
  async "stripe: another name of what is paid for"({ town }, n) {
    const [product] = town.stripe.state.products.values();
    town.stripe.updateProduct(product!.id, { name: `Care plan ${n}` });
    await town.bring();
    await town.settle();
  },
  async "stripe: hints alone"({ town }, on) {
    happen(town, { do: pick(things, on), on });
    await town.bring();
  },
  async "stripe: no answer"({ town }, on) {
    const end = town.stripe.faults.status(500, Infinity);
    happen(town, { do: "rename", on });
    await town.bring();
    await town.settle();
    end();
  },
  async "stripe: no answer for long"({ town }, on) {
    const end = town.stripe.faults.status(500, Infinity);
    happen(town, { do: "rename", on });
    await town.bring();
    await town.settle(10 * 60_000);
    end();
  },
  "stripe: an account of nobody's linked": ({ town }, n) =>
    linkCustomer(town.system, "cus_loose", pick([town.acme, town.zebra], n), town.now()),
  "stripe: asked for events": ({ town }) => pollEvents(town.portal, { anyway: true }),
  async "stripe: read from the start"({ town }) {
    await beginReconcile(town.portal);
    await town.drain();
  },
};
