import { join } from "node:path";
import { eq } from "drizzle-orm";
import { openFile } from "#db/connection.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { orders } from "#db/schema/orders.ts";
import { newId } from "#db/ids.ts";
import { requestTags, tags } from "#db/schema/desk.ts";
import { requests, type RequestRow } from "#db/schema/requests.ts";
import { isoDay, startOf } from "#app/text/format.ts";
import { staffOf, systemOf, type Staff, type System } from "#db/tenant.ts";
import { keepFilter } from "#app/orders/kept-filters.ts";
import { answerRequest } from "#app/requests/requests-by-staff.ts";
import { addCustomerNote } from "#app/staff/customer-notes.ts";
import { closeRequest, openRequest, addMessage, type NewRequest, type Author } from "#app/requests/requests-write.ts";

const hour = 3_600_000;
export const desk = { staffEmails: ["sam@norrland.example"], supportEmail: "help@norrland.example" };
export const sam: Author = { side: "staff", personId: null, email: "sam@norrland.example", name: "Sam" };

/** Somebody of a customer's, and the right to their organization. */
export function customer({ db, within }: System, address: string) {
  const { id: personId, name, email } = people;
  const row = db
    .select({ personId, name, email, orgId: memberships.orgId })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(people.email, address))
    .get();
  if (!row) throw new Error(`The demo knows no ${address}`);
  const { orgId, ...person } = row;
  return { tenant: within(orgId), author: { side: "customer", ...person } satisfies Author };
}

/** Requests of every state: answered, waiting for the company, late, put away, closed. `now` is epoch milliseconds. */
function furnishRequests(system: System, staff: Staff, now: number) {
  const [ada, ben] = ["ada@acme.example", "ben@acme.example"].map((email) => customer(system, email));
  const { tenant } = ada!;
  const order = system.db.select({ id: orders.id }).from(orders).where(eq(orders.reference, "PO-7715")).get()!;
  const ask = (author: Author, asking: Pick<NewRequest, "subject" | "text" | "about">, ago: number): RequestRow =>
    openRequest(tenant, author, { ...asking, verified: true, via: "portal" }, desk, now - ago * hour);
  const tell = (request: RequestRow, author: Author, text: string, ago: number) =>
    addMessage(tenant, request, author, { text, via: "portal" }, desk, now - ago * hour);

  const oil = ask(ben!.author, { subject: "", text: "Which oil do you use for the oak chairs?", about: null }, 240);
  tell(oil, sam, "Osmo 3101, two thin coats. A tin is on its way to you, on us.", 236);
  closeRequest(tenant, { ...oil, turn: "customer" }, ben!.author, now - 200 * hour);

  const number = ask(
    ada!.author,
    {
      subject: "Wrong VAT number",
      text: "Our VAT number changed in October. Do the next invoices carry the new one?",
      about: null,
    },
    (now - startOf(isoDay(now), -1)) / hour - 9,
  );
  const answer = {
    text: "They do, if you change it under Billing, Details.\n\nShall we issue the last one again?",
    closing: false,
    seen: 1,
    orgId: tenant.orgId,
  };
  answerRequest({ staff, name: sam.name }, number.id, answer, desk, startOf(isoDay(now), -1) + 15 * hour);

  const late = { kind: "order", id: order.id } as const;
  const lamps = ask(
    ben!.author,
    { subject: "", text: "When do the lamps come? The hall opens on Monday.", about: late },
    2,
  );
  const scratch = ask(
    ada!.author,
    { subject: "A scratch on the table", text: "The oak table has a scratch.", about: null },
    90,
  );
  const sample = ask(
    ben!.author,
    { subject: "", text: "Could we have a sample of the new oil, once it is there?", about: null },
    50,
  );
  sortRequests(system, { lamps, scratch, sample }, now);
}

/** Tags, one request that Sam has taken, a late one, and one that is put away for a week. */
function sortRequests(
  { db }: System,
  { lamps, scratch, sample }: Record<"lamps" | "scratch" | "sample", RequestRow>,
  now: number,
) {
  const named = (name: string) => ({ id: newId("tag"), name, createdBy: sam.email, createdAt: now });
  const [damage, samples] = [named("Damage"), named("Samples")];
  db.insert(tags)
    .values([damage, samples, named("Guarantee")])
    .run();
  const given = [
    { requestId: scratch.id, tagId: damage.id },
    { requestId: sample.id, tagId: samples.id },
  ];
  db.insert(requestTags).values(given).run();
  const change = (request: RequestRow, values: Partial<RequestRow>) =>
    db.update(requests).set(values).where(eq(requests.id, request.id)).run();
  change(lamps, { assignedTo: sam.email });
  change(sample, { snoozedUntil: startOf(isoDay(now), 7) });
}

/** These, what the staff keep of a customer, and filters of their board, into the portal's file while it runs. */
export function furnishRequestsOf({ dataDir, secret }: { dataDir: string; secret: string }, now: number) {
  const connection = openFile(join(dataDir, "foyer.db"), [secret]);
  const system = systemOf(connection);
  const staff = staffOf(connection, sam.email);
  furnishRequests(system, staff, now);
  const { tenant } = customer(system, "ada@acme.example");
  addCustomerNote(
    staff,
    tenant,
    "Deliveries through the yard, before noon: the front door has steps.",
    now - 90 * hour,
  );
  addCustomerNote(staff, tenant, "Ada decides, Bo pays. They fit out a second hall in spring.", now - 30 * hour);
  keepFilter(staff, "Projects", { state: null, kind: "project", q: null }, now);
  keepFilter(staff, "Late", { state: "late", kind: null, q: null }, now);
  connection.sqlite.close();
}
