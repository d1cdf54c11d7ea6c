import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKey } from "#app/company/api-keys.ts";
import { note, writeDown } from "#app/company/audit-log.ts";
import { paths } from "#app/paths.ts";
import { people } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { eq } from "drizzle-orm";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Person = typeof town.ada;
const as = ({ id }: Person) => browserIn(town, { cookie: town.signIn(id) });
const log = (person?: string) => paths.teamLog(town.acme, { person });
const rowsOf = async (person?: string, by = town.ada) =>
  pageOf((await as(by).get(log(person))).html)
    .main.rows()
    .map(({ text }) => text.replace(/ Today at 10:00 UTC$/, ""));
const bySam = (action: string, subject: string, orgId = town.acme) =>
  writeDown(staffOf(town.connection, town.sam.email), { orgId, action, subject }, town.now());
const byAda = (action: string, subject: string) =>
  note(
    town.system,
    { kind: "person", name: town.ada.email, personId: town.ada.id },
    { orgId: town.acme, action, subject },
    town.now(),
  );

describe("the log of an organization", () => {
  it("says in sentences what its people, the company's and their systems did", async () => {
    await as(town.ada).post(paths.invite(town.acme), { email: "eve@acme.example", role: "billing" });
    await as(town.ada).post(paths.teamPerson(town.acme, town.ben.id), { role: "admin" });
    await as(town.sam).post(paths.staffPerson(town.acme, town.bo.id), { role: "member" });
    const { key } = createKey(town.system, { name: "ERP", scopes: ["people", "organizations"], by: "cli" }, town.now());
    const put = (path: string, body: object) =>
      town.fetch(path, {
        method: "PUT",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    town.system.db.update(people).set({ externalId: "ben" }).where(eq(people.id, town.ben.id)).run();
    expect((await put("/api/v1/people/ben", { email: town.ben.email, name: "Benjamin" })).status).toBe(200);
    expect(await rowsOf()).toEqual([
      "Updated a team member’s name System of Norrland Chairs · automatic",
      "Changed the role of bo@acme.example to member (was billing) Sam, Norrland Chairs · our staff",
      "Changed the role of ben@acme.example to admin (was member) Ada (ada@acme.example) · your team",
      "Invited eve@acme.example as billing Ada (ada@acme.example) · your team",
    ]);
    await as(town.ada).get(paths.team(town.acme));
    expect(pageOf((await as(town.ada).get(paths.team(town.acme))).html).main.link("Activity log").href).toBe(log());
  });

  it("shows nothing of other organizations, of the staff's own notes, or that it has no words for", async () => {
    bySam("customer.linked", "cus_z", town.zebra);
    bySam("request.noted", "R-1: Hopeless");
    bySam("request.assigned", "R-1: Hopeless");
    bySam("something.new", "secret");
    note(
      town.system,
      { kind: "key", name: "ERP (fy_live_1…)" },
      { orgId: town.acme, action: "order.event" },
      town.now(),
    );
    expect(await rowsOf()).toEqual([]);
    expect((await as(town.ada).get(log())).html).toContain("Nothing has happened yet");
  });

  it("tells people and keys that are called like the staff apart, in words of its own", async () => {
    const name = "Sam, Norrland Chairs · our staff";
    town.system.db.update(people).set({ name }).where(eq(people.id, town.ada.id)).run();
    byAda("team.invited", name);
    note(
      town.system,
      { kind: "key", name: town.sam.email },
      { orgId: town.acme, action: "membership.removed", subject: town.ben.email },
      town.now(),
    );
    const [key, person] = await rowsOf();
    expect(key).toBe("Removed ben@acme.example System of Norrland Chairs · automatic");
    expect(person).toMatch(/\(ada@acme\.example\) · your team$/);
  });

  it("calls who left by their address of then, and who was erased by nothing", async () => {
    town.join(town.acme, town.zoe.id, "admin");
    note(
      town.system,
      { kind: "person", name: "old@acme.example", personId: town.sam.id },
      { orgId: town.acme, action: "team.invited", subject: "eve@acme.example" },
      town.now(),
    );
    expect((await rowsOf())[0]).toBe("Invited eve@acme.example old@acme.example · your team");
    town.connection.sqlite.exec("update audit_log set actor = 'per_1', subject = 'per_2'");
    expect((await rowsOf())[0]).toBe("Invited a former colleague A former colleague · your team");
  });

  it("is filtered by who did it or to whom, and by the staff", async () => {
    await as(town.ada).post(paths.teamPerson(town.acme, town.ben.id), { role: "admin" });
    await as(town.abe).post(paths.teamPerson(town.acme, town.bo.id), { role: "member" });
    bySam("customer.linked", "cus_1");
    expect(await rowsOf(town.ben.id)).toHaveLength(1);
    expect(await rowsOf(town.abe.id)).toEqual([expect.stringContaining("bo@acme.example")]);
    expect(await rowsOf("staff")).toEqual([expect.stringContaining("Added a billing account")]);
    for (const nonsense of ["per_nobody", "x'%00", town.zoe.id]) expect(await rowsOf(nonsense)).toHaveLength(3);
    expect(await rowsOf(town.ann.id)).toEqual([]);
  });

  it("goes on page by page, and none is left out", async () => {
    for (let n = 0; n < 120; n++) byAda("team.invited", `n${n}@acme.example`);
    const ada = as(town.ada);
    const seen: string[] = [];
    for (let path: string | null = log(); path; path = pageOf(ada.page.html).next)
      seen.push(...[...(await ada.get(path)).html.matchAll(/n\d+@/g)].map(([id]) => id));
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `n${119 - n}@`));
    const { html } = await ada.get(paths.teamLogCsv(town.acme));
    expect(html.trim().split("\r\n")).toHaveLength(121);
  });

  it("is a CSV file in which nothing is a formula", async () => {
    byAda("membership.left", "=HYPERLINK(1)@acme.example");
    const { html, headers } = await as(town.ada).get(paths.teamLogCsv(town.acme));
    expect(headers.get("Content-Disposition")).toContain("Norrland Chairs activity log.csv");
    expect(html.split("\r\n").slice(0, 2)).toEqual([
      "Time (UTC),Who,Kind,What",
      "2026-11-23T10:00:00.000Z,Ada (ada@acme.example),your team,'=HYPERLINK(1)@acme.example left the team",
    ]);
  });
});
