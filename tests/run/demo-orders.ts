import { rooms } from "./demo-goods.ts";
import type { Item } from "./feed-client.ts";

const hour = 3_600_000;
const day = 24 * hour;

type Step = [step: string, ago: number, more?: object];
type Order = { reference: string; title: string; steps: Step[] } & Record<string, unknown>;

const hafen = { line1: "Acme GmbH", line2: "Hafenstr. 4", postalCode: "20359", city: "Hamburg", country: "DE" };
const parcel = (number: string) => ({
  carrier: "DHL",
  trackingNumber: number,
  trackingUrl: `https://www.dhl.com/de-en/home/tracking.html?tracking-id=${number}`,
});

/** Stools in two parcels and a bench in a third, which is still on its way. */
const threeParcels: Step[] = [
  ...(["stools-1", "stools-2", "bench"] as const).map((id, n): Step => {
    const { carrier, trackingNumber, trackingUrl } = parcel(`0034043416109400010${n}`);
    const [name, quantity] = id === "bench" ? ["Bench, ash, 160 cm", 1] : ["Stool, ash", 6];
    const of = { id, carrier, number: trackingNumber, items: [{ name, quantity }] };
    return ["shipped", (50 - n) * hour, { trackingUrl, parcel: of }];
  }),
  ["delivered", 5 * hour, { parcel: { id: "stools-1" } }],
  ["delivered", 4 * hour, { parcel: { id: "stools-2" } }],
];

/** A day of the company's, so many days from now. */
function inDays(now: number, days: number): string {
  const date = new Date(now + days * day);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** What the company's system tells of its customers: everything that an order can be. */
export function demoOrders(now: number, stripe: { acme: string; invoice: string; orchard: string }): Item[] {
  const chairs = { items: [{ name: "Oak chair, natural oil", quantity: 6 }], deliverTo: hafen };
  const acme: Order[] = [
    {
      reference: "PO-7731",
      title: "Six oak chairs",
      promisedDate: inDays(now, 7),
      invoice: stripe.invoice,
      url: "https://shop.norrland.example/orders/PO-7731",
      files: [{ name: "Care of oiled oak", url: "https://files.norrland.example/care-of-oak.pdf" }],
      ...chairs,
      steps: [
        ["placed", 9 * day],
        ["confirmed", 8 * day],
        ["packed", 26 * hour, { note: "Oak frames glued, sanded and oiled twice" }],
        ["shipped", 3 * hour, { note: "Left our hall", ...parcel("00340434161094000001") }],
      ],
    },
    {
      reference: "PO-7752",
      title: "Twelve stools and a bench",
      promisedDate: inDays(now, 4),
      items: [
        { name: "Stool, ash", quantity: 12 },
        { name: "Bench, ash, 160 cm", quantity: 1 },
      ],
      deliverTo: hafen,
      steps: [["placed", 12 * day], ["packed", 3 * day], ...threeParcels],
    },
    {
      reference: "PO-7740",
      title: "Reading table of ash",
      promisedDate: inDays(now, 21),
      items: [{ name: "Reading table, ash, 180 cm", quantity: 1 }],
      deliverTo: hafen,
      steps: [
        ["placed", 2 * day],
        ["confirmed", 20 * hour],
      ],
    },
    {
      reference: "PO-7715",
      title: "Two lamps for the hall",
      promisedDate: inDays(now, -2),
      items: [{ name: "Pendant lamp, brass", quantity: 2 }],
      deliverTo: hafen,
      steps: [
        ["placed", 30 * day],
        ["confirmed", 29 * day, { note: "The glass comes from Bohemia" }],
      ],
    },
    {
      reference: "PO-7698",
      title: "Bench for the entrance",
      promisedDate: inDays(now, -18),
      items: [{ name: "Bench, oak, 140 cm", quantity: 1 }],
      deliverTo: hafen,
      steps: [
        ["placed", 40 * day],
        ["confirmed", 39 * day],
        ["packed", 24 * day],
        ["shipped", 22 * day, parcel("00340434161094000002")],
        ["delivered", 20 * day, { note: "Signed for by the reception" }],
      ],
    },
    {
      reference: "PO-7702",
      title: "Four stools",
      cancelled: true,
      promisedDate: inDays(now, -10),
      steps: [["placed", 35 * day]],
    },
    {
      reference: "PR-32",
      kind: "project",
      title: "Shelves for the library",
      promisedDate: inDays(now, 45),
      files: [{ name: "Drawing 3", url: "https://files.norrland.example/library-3.pdf" }],
      steps: [
        ["planned", 12 * day],
        ["started", 5 * day],
        [
          "waiting",
          90 * 60_000,
          { needs: "your approval of drawing 3", note: "Drawing 3 has the wider steps you asked for" },
        ],
      ],
    },
    {
      reference: "PR-31",
      kind: "project",
      title: "The new canteen",
      promisedDate: inDays(now, 60),
      steps: [["planned", 190 * day], ["started", 180 * day], ...visits()],
    },
  ];
  const orchard = Array.from({ length: 60 }, (_, n): Order => {
    const age = 5 + n * 6;
    const item = { name: rooms[n % rooms.length]!, quantity: 1 + (n % 9) };
    const isDone = n > 3;
    const steps: Step[] = [
      ["placed", age * day],
      ["confirmed", (age - 1) * day],
    ];
    if (isDone) steps.push(["shipped", (age - 2) * day], ["delivered", (age - 4) * day]);
    return {
      reference: `OH-${1060 - n}`,
      title: `${item.quantity} × ${item.name}`,
      promisedDate: inDays(now, 20 - age),
      items: [item],
      steps,
    };
  });

  return [
    { put: "organizations/acme", body: { name: "Acme GmbH", stripeCustomerIds: [stripe.acme] } },
    { put: "organizations/orchard", body: { name: "Orchard Hotels", stripeCustomerIds: [stripe.orchard] } },
    {
      put: "people/p-17",
      body: { email: "ben@acme.example", name: "Ben", memberships: [{ organization: "acme", role: "member" }] },
    },
    {
      put: "people/p-18",
      body: { email: "kim@ledger.example", name: "Kim", memberships: [{ organization: "acme", role: "accountant" }] },
    },
    // Promised earlier at first: the order's page says so.
    ...told("acme", [{ ...acme[0]!, promisedDate: inDays(now, 3), steps: [] }], now - 9 * day),
    ...told("acme", acme, now),
    ...told("orchard", orchard, now),
  ];
}

/** Every weekday somebody writes what was done: a project of a great many events. */
function visits(): Step[] {
  const deeds = ["Floor laid", "Counter fitted", "Chairs set up", "Walls oiled", "Lights hung"];
  return Array.from({ length: 120 }, (_, n) => [
    "on site",
    (178 - n) * day,
    { note: `${deeds[n % deeds.length]}, part ${1 + Math.floor(n / 5)}` },
  ]);
}

function told(organization: string, orders: readonly Order[], now: number): Item[] {
  return orders.flatMap(({ reference, steps, ...rest }) => {
    const placedAt = steps[0] && new Date(now - steps[0][1]).toISOString();
    const body = { organization, placedAt, updatedAt: new Date(now).toISOString(), ...rest };
    const events = steps.map(([step, ago, more], n) => ({
      post: `orders/${encodeURIComponent(reference)}/events`,
      body: { eventId: `${reference}-${n}`, step, occurredAt: new Date(now - ago).toISOString(), ...more },
    }));
    return [{ put: `orders/${encodeURIComponent(reference)}`, body }, ...events];
  });
}
