import { closeRequest } from "#app/requests/requests-write.ts";
import type { PageCase } from "#tests/pages.ts";
import { ask, clerk, customer, hold, tell } from "./request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import type { openTown } from "#tests/world.ts";

const hard = `<script>alert(1)</script> “🪑” \u202Eright to left ${"Unbrokentextwithoutanyplacetobreakit".repeat(4)}`;

/** Gives Acme requests in every state, and names every page of them. */
export function requestPages(town: ReturnType<typeof openTown>): PageCase[] {
  const { acme, zebra, ada, ben, sam, system, now } = town;
  const invoice = addInvoice(town, acme, { number: "INV-R", status: "paid", issuedAt: now() - 900 * 86_400_000 });
  for (let n = 0; n < 22; n++) ask(town, acme, customer(n % 2 ? ada : ben), { subject: `${n}. ${hard}`.slice(0, 120) });
  const long = ask(town, acme, customer(ada), { subject: hard.slice(0, 120), about: { kind: "invoice", id: invoice } });
  for (let n = 0; n < 40; n++) {
    const text = `${n}. ${hard}\r\nSee https://shop.example/chairs?oak=${n}, and tell us.\n\nمرحبا 🪑`;
    tell(town, long.id, n % 3 ? clerk(sam) : customer(ben), { text, quoted: n % 5 ? null : hard, via: "mail" });
  }
  const closed = ask(town, acme, customer(ada), { subject: "Which oil?", text: "For oak." });
  closeRequest(system.within(acme), closed, clerk(sam), now());
  const stranger = ask(town, null, customer(ada), { verified: false, via: "contact", subject: hard.slice(0, 120) });
  const words = { subject: hard.slice(0, 120), text: hard, reason: "which-customer", proven: true } as const;
  const which = hold(town, words);
  return [
    { name: "mail, for which customer", path: `/me/mails/${which}?customer=${acme}`, as: "ada" },
    { name: "request, was it you", path: `/me/requests/${stranger.id}`, as: "ada" },
    { name: "requests", path: `/o/${acme}/requests`, as: "ada" },
    { name: "requests, filtered", path: `/o/${acme}/requests?whose=mine&state=open`, as: "ada" },
    { name: "requests, nothing fits", path: `/o/${acme}/requests?whose=mine&state=closed`, as: "ben" },
    { name: "requests, no more", path: `/o/${acme}/requests?after=0_0_req_none`, as: "ada" },
    { name: "requests, empty", path: `/o/${zebra}/requests`, as: "zoe" },
    { name: "request, new", path: `/o/${acme}/requests/new?about=invoice:${invoice}`, as: "ada" },
    { name: "request", path: `/o/${acme}/requests/${long.id}`, as: "ada" },
    { name: "request, closed", path: `/o/${acme}/requests/${closed.id}`, as: "ada" },
  ];
}
