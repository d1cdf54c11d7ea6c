import { eq } from "drizzle-orm";
import { roles, staff } from "#db/schema/organizations.ts";
import { pick, type Here, type Writes } from "./here.ts";

const organizations = ["acme", "zebra"];
const steps = ["placed", "packed", "shipped", "delivered", "Polished", "waiting"];
const days = [null, "2026-11-21", "2026-12-01"];

/** What the company's own systems tell by the feed. */
const feed: Writes = {
  "feed: an order": ({ ops }, n) =>
    ops.put("orders/PO-ACME", {
      organization: pick(organizations, n % 3),
      title: `${n} chairs`,
      promisedDate: pick(days, n),
      items: [{ name: "Chair", quantity: 1 + n }],
      cancelled: n % 5 === 4,
    }),
  "feed: a new order": ({ ops }, n) =>
    ops.put(`orders/PO-${n}`, { organization: pick(organizations, n), title: "Bed" }),
  "feed: an event": ({ ops, town }, n) =>
    ops.post("orders/PO-ACME/events", {
      eventId: `feed-${n}`,
      step: pick(steps, n),
      occurredAt: new Date(town.now() - n * 60_000).toISOString(),
      needs: pick(steps, n) === "waiting" ? "your word" : null,
    }),
  "feed: a person": ({ ops, people }, n) => {
    const { email } = pick(people, n);
    return ops.put(`people/${email}`, {
      email,
      name: `Person ${n}`,
      memberships: organizations.map((organization, at) => ({ organization, role: pick(roles, n + at) })),
    });
  },
  "feed: a person who belongs nowhere": ({ ops, people }, n) => {
    const { email } = pick(people, n);
    return ops.put(`people/${email}`, { email, memberships: [] });
  },
  "feed: an organization": ({ ops }, n) => ops.put(`organizations/${pick(organizations, n)}`, { name: `Acme ${n}` }),
};

/** A file of orders, imported. Gives the path of the import. */
async function bringFile({ town, post, place }: Here, n: number) {
  const form = new FormData();
  const lines = `reference,customer,title\nPO-ACME,${place.acme},Stool ${n}\nPO-FILE-${n},${place.zebra},Bench`;
  form.set("file", new File([lines], "orders.csv", { type: "text/csv" }));
  const path = (await post("staff", "/staff/imports", form)).headers.get("Location")!;
  await town.drain();
  await post("staff", `${path}/confirmation`);
  await town.drain();
  return path;
}

const files: Writes = {
  "import: a file": bringFile,
  async "import: a file, taken back"(here, n) {
    await here.post("staff", `${await bringFile(here, n)}/undo`);
    await here.town.drain();
  },
};

/** As `foyer staff` writes it. */
const colleagues: Writes = {
  "staff: one more": ({ town, people }, n) => {
    const row = { email: pick(people, n).email, addedBy: "cli", createdAt: town.now() };
    town.system.db.insert(staff).values(row).onConflictDoNothing().run();
  },
  "staff: one fewer": ({ town, people }, n) => {
    town.system.db
      .delete(staff)
      .where(eq(staff.email, pick(people, n).email))
      .run();
  },
};

/** What staff give to another than the forms of the tenancy tests do. */
const given: Writes = {
  "staff: a question is somebody's": ({ post, place }, n) =>
    post("staff", `/staff/requests/${place.unclaimed}/customer`, { customer: pick([place.zebra, place.acme], n) }),
};

export const company: Writes = { ...feed, ...files, ...colleagues, ...given };
