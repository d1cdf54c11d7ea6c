import { join } from "node:path";
import { and, desc, eq, notInArray } from "drizzle-orm";
import { saveBaselines } from "#app/insights/baselines.ts";
import { noteRead } from "#app/people/reads.ts";
import { voteOnClosing } from "#app/requests/closing-votes.ts";
import { addMessage, closeRequest, openRequest, type NewRequest } from "#app/requests/requests-write.ts";
import { isoDay, startOf } from "#app/text/format.ts";
import { openFile } from "#db/connection.ts";
import { invoices } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { orders } from "#db/schema/orders.ts";
import type { RequestJob } from "#db/schema/requests.ts";
import { staffOf, systemOf, transact, type Staff, type System } from "#db/tenant.ts";
import { customer, desk, sam } from "./demo-requests.ts";
import { seeded } from "./demo-usage.ts";

const [hour, weekDays, weeks] = [3_600_000, 5, 13];

type Topic = { job: RequestJob; subject: (thing: string) => string; text: string; answer: string };
/** What customers ask of each job, how often a week at first, and how often now. */
const topics: (Topic & { first: number; now: number })[] = [
  {
    job: "invoice",
    first: 3,
    now: 0.6,
    subject: (number) => `The PDF of invoice ${number}`,
    text: "Could you send us the PDF once more? We can’t find the email.",
    answer: "Here it is. You can also open it under Billing at any time.",
  },
  {
    job: "invoice",
    first: 0.8,
    now: 0.5,
    subject: (number) => `Delivery on ${number}`,
    text: "What is the line about delivery for?",
    answer: "Two people carried the chairs up to the second floor.",
  },
  {
    job: "order",
    first: 4,
    now: 1.2,
    subject: (reference) => `Where is ${reference}?`,
    text: "When do the chairs arrive? Somebody has to open the yard.",
    answer: "On Thursday, before noon. The order’s page has the day, and changes with it.",
  },
  {
    job: "order",
    first: 0.6,
    now: 0.8,
    subject: (reference) => `Another colour for ${reference}`,
    text: "Can the seats still be green?",
    answer: "They can: they aren’t upholstered yet.",
  },
  {
    job: "details",
    first: 1.5,
    now: 0.4,
    subject: () => "We’ve moved",
    text: "Please put our new address on the next invoice.",
    answer: "Done. Under Billing, Details you can change it yourselves.",
  },
  {
    job: "payment",
    first: 1.2,
    now: 0.5,
    subject: () => "A new card",
    text: "How do we pay with another card from now on?",
    answer: "Under Billing, Payment methods: add the new one there.",
  },
  {
    job: "other",
    first: 1.2,
    now: 1,
    subject: () => "How to care for oak",
    text: "Which oil is right for the tables?",
    answer: "Osmo 3101, two thin coats a year.",
  },
];
const saidBefore: Record<RequestJob, number> = { invoice: 6, order: 8, details: 2, payment: 2, other: 2 };

/** A quarter of one big customer's questions with their answers, and what was said of the time before, written by the portal's own code. `now` is epoch milliseconds. */
export function furnishAskedOf({ dataDir, secret }: { dataDir: string; secret: string }, now: number) {
  const connection = openFile(join(dataDir, "foyer.db"), [secret]);
  const [system, staff] = [systemOf(connection), staffOf(connection, sam.email)];
  try {
    transact(system, () => withoutMails(system, () => playQuestions(system, staff, now)));
  } finally {
    connection.sqlite.close();
  }
}

/** What is played was mailed about long ago. */
function withoutMails({ db }: System, play: () => void) {
  const before = db.select({ id: outbox.id }).from(outbox).all();
  play();
  const isNew = notInArray(
    outbox.id,
    before.map(({ id }) => id),
  );
  db.delete(outbox).where(isNew).run();
}

function playQuestions(system: System, staff: Staff, now: number) {
  const random = seeded(48);
  const { tenant, author } = customer(system, "olav@orchard.example");
  const ofOrchard = { invoice: eq(invoices.orgId, tenant.orgId), order: eq(orders.orgId, tenant.orgId) };
  const things = {
    invoice: system.db
      .select({ id: invoices.id, name: invoices.number })
      .from(invoices)
      .where(ofOrchard.invoice)
      .orderBy(desc(invoices.issuedAt))
      .limit(60)
      .all(),
    order: system.db
      .select({ id: orders.id, name: orders.reference })
      .from(orders)
      .where(and(ofOrchard.order))
      .limit(60)
      .all(),
  };
  const thisMonday = startOf(isoDay(now), -((new Date(now).getDay() + 6) % 7));
  saveBaselines(staff, saidBefore, startOf(isoDay(thisMonday), -7 * weeks));

  const ask = ({ job, subject, text, answer }: Topic, at: number) => {
    const kind = job === "invoice" || job === "order" ? job : null;
    const thing = kind && things[kind][Math.floor(random() * things[kind].length)];
    const isByMail = random() < 0.4;
    const looked = job !== "other" && random() < 0.25 ? job : null;
    if (looked) noteRead(tenant, author.personId!, { kind: looked, itemId: thing?.id ?? "" }, at - hour);
    const asking: NewRequest = {
      subject: subject(thing?.name ?? ""),
      text,
      about: kind && thing ? { kind, id: thing.id } : null,
      job,
      verified: true,
      via: isByMail ? "mail" : "portal",
      counted: { day: isoDay(at), via: "portal", how: "person" },
    };
    const request = openRequest(tenant, author, asking, desk, at);
    const answeredAt = at + (0.3 + 5 * random() ** 2) * hour;
    const closedAt = answeredAt + 0.5 * hour;
    if (closedAt > now) return;
    addMessage(tenant, request, sam, { text: answer, via: "portal" }, desk, answeredAt);
    closeRequest(tenant, { ...request, turn: "customer" }, sam, closedAt);
    if (random() < 0.6)
      voteOnClosing(
        tenant,
        { ...request, open: false, turn: "customer" },
        random() < 0.8 ? "yes" : "no",
        closedAt + hour,
      );
  };

  for (let ago = weeks - 1; ago >= 0; ago--)
    for (let day = 0; day < weekDays; day++)
      for (const topic of topics) {
        const at = startOf(isoDay(thisMonday), day - 7 * ago) + (9 + 4 * random()) * hour;
        const perDay = (topic.now + ((topic.first - topic.now) * ago) / weeks) / weekDays;
        if (random() < perDay && at < now - 8 * hour) ask(topic, at);
      }
}
