import type { StripeStandIn } from "../fakes/stripe/server.ts";
import { startPostmarkInbound, type PostmarkInbound } from "../fakes/postmark/inbound.ts";
import { startCompany, type Company } from "./company.ts";
import { furnishAcme } from "./demo-acme.ts";
import { furnishAskedOf } from "./demo-asked.ts";
import { day, lines, number } from "./demo-goods.ts";
import { furnishOrchard } from "./demo-orchard.ts";
import { demoOrders } from "./demo-orders.ts";
import { furnishRequestsOf } from "./demo-requests.ts";
import { furnishTeamOf } from "./demo-team.ts";
import { furnishUsageOf } from "./demo-usage.ts";
import { sendToFeed } from "./feed-client.ts";

export const people = [
  {
    email: "ada@acme.example",
    who: "Ada owns Acme GmbH: invoices due, overdue, refunded and in parts, a credit, subscriptions, cards; orders in every state; an answer that waits; a team with seats, invitations and somebody who asks to join",
  },
  { email: "ben@acme.example", who: "Ben, a member of Acme: sees its orders and requests and no invoices" },
  { email: "eve@acme.example", who: "Eve, invited into Acme and not there yet" },
  { email: "kim@ledger.example", who: "Kim, Acme’s accountant: reads its invoices, changes nothing, sees no orders" },
  {
    email: "olav@orchard.example",
    who: "Olav of Orchard Hotels: two thousand invoices of six years, one of 251 lines; sixty orders",
  },
  { email: "finn@cafe.example", who: "Finn of Finn’s Café: a payment that failed" },
  { email: "zoe@lind.example", who: "Zoe, a customer of today: nothing there yet" },
  { email: "sam@norrland.example", who: "Sam, of the company’s own people" },
];

const seconds = () => Math.floor(Date.now() / 1000);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const mailIn = { POSTMARK_INBOUND_ADDRESS: "in@norrland.example", POSTMARK_WEBHOOK_AUTH: "postmark:demo" };

/** The company as it meets the portal: years of history that its first backfill reads, and then a day of news. */
export async function startDemo(
  options: Parameters<typeof startCompany>[0] = {},
): Promise<Company & { key: string; inbound: PostmarkInbound }> {
  const { port } = options;
  const inbound = await startPostmarkInbound({ smtpPort: port && port + 25 });
  let customers = { acme: "", finn: "", orchard: "" };
  const company = await startCompany({
    ...options,
    env: { FOYER_MODE: "development", ...mailIn, ...options.env },
    before: (stripe) => void (customers = stripe.quietly(() => furnishHistory(stripe, seconds()))),
  });
  const { stripe, postmark, url } = company;
  inbound.postTo({ url: `${url}/webhooks/postmark/inbound`, auth: mailIn.POSTMARK_WEBHOOK_AUTH });
  stripe.addWebhook({ url: company.webhookUrl, secret: company.webhookSecret });
  await backfilled(stripe);
  const invoice = furnishToday(stripe, customers, seconds());
  await stripe.delivered();
  const key = await company.makeKey("The company's own system");
  await sendToFeed(url, key, demoOrders(Date.now(), { ...customers, invoice }));
  furnishRequestsOf(company, Date.now());
  furnishTeamOf(company, Date.now());
  furnishUsageOf(company, Date.now());
  furnishAskedOf(company, Date.now());
  await inbound.receive(fromStranger, { from: "mira@canteen.example", to: [mailIn.POSTMARK_INBOUND_ADDRESS] });
  for (const kind of ["invoice-ready", "payment-failed"])
    await postmark.waitFor((mail) => mail.Tag === kind, { timeoutMs: 30_000 });
  const close = () => Promise.all([company.close(), inbound.close()]).then(() => undefined);
  return { ...company, key, inbound, close };
}

/** Nobody the portal knows: her mail waits for the staff. */
const fromStranger = `From: Mira Sand <mira@canteen.example>
To: ${mailIn.POSTMARK_INBOUND_ADDRESS}
Subject: Forty chairs for a canteen

Hello,

do you make chairs that stack? We need forty for a school's canteen, by March.

Mira Sand
`;

/** Until the portal has asked for something and then for nothing more. */
async function backfilled({ requests }: StripeStandIn) {
  for (let before = -1; before < 1 || before < requests.length;) {
    before = requests.length;
    await pause(2_000);
  }
}

function furnishHistory(stripe: StripeStandIn, now: number) {
  const orchard = furnishOrchard(stripe, now);
  const acme = furnishAcme(stripe, now);
  stripe.createCustomer({ name: "Zoe Lind", email: "zoe@lind.example" });
  const { id: finn } = stripe.createCustomer({
    name: "Finn’s Café",
    email: "finn@cafe.example",
    invoice_prefix: "FINN",
  });
  stripe.createPaymentMethod({ customer: finn, card: { number: "4000000000000341", exp_month: 1, exp_year: 2028 } });
  return { acme, finn, orchard };
}

/** A day of news; gives the invoice for the chairs. */
function furnishToday(stripe: StripeStandIn, { acme, finn }: { acme: string; finn: string }, now: number): string {
  const { id } = stripe.openInvoice({
    customer: acme,
    number: number(105),
    collection_method: "send_invoice",
    due_date: now + 14 * day,
    description: "Thank you. Chairs are oiled once more before they leave us.",
    lines: lines.chairs,
  });
  stripe.failPayment(stripe.openInvoice({ customer: finn, lines: lines.care }).id);
  return id;
}
