import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findKey, listKeys } from "#app/company/api-keys.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(async () => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  await sam.get("/staff/keys/new");
});
afterEach(() => town.close());

const secretIn = (html: string) => /fy_live_[\w-]{43}/.exec(html)?.[0] ?? "";
const call = (key: string) =>
  town.fetch("/api/v1/orders/PO-1", { headers: { Authorization: `Bearer ${key}`, "X-Forwarded-For": "::1" } });

const onceIn = ({ html, url }: { html: string; url: string }) =>
  formsOf(html, url).find(({ fields }) => "once" in fields)!.fields.once!;

describe("a key", () => {
  it("is shown once, where it was made, on a page that is kept nowhere; and works", async () => {
    const { html, status, headers } = await sam.submit({ name: "Warehouse", expiresOn: "" });
    const key = secretIn(html);
    expect(status).toBe(200);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.has("ETag")).toBe(false);
    expect((await call(key)).status).toBe(404);
    const list = await sam.get("/staff/keys");
    expect(secretIn(list.html)).toBe("");
    expect(list.html).toContain(key.slice(0, 13));
    expect(list.html).toContain("Orders, Customers, People");
    expect(pageOf(list.html).main.text).toContain("Last used today at 10:00 UTC");
    expect(list.html).not.toContain(findKey(town.system, key)!.hash);
    expect(pageOf((await sam.get("/staff/log")).html).text).toContain("API key created Warehouse");
  });

  it("may only what was ticked, until the end of its day", async () => {
    const once = onceIn(sam.page);
    const { html } = await sam.post("/staff/keys/new", { name: "Till", people: "on", expiresOn: "2026-11-24", once });
    const key = secretIn(html);
    expect((await call(key)).status).toBe(403);
    expect(findKey(town.system, key)).toMatchObject({ scopes: ["people"] });
    town.pass(36 * 3_600_000);
    expect((await call(key)).status).toBe(403);
    town.pass(12 * 3_600_000);
    expect((await call(key)).status).toBe(401);
    expect(pageOf((await sam.get("/staff/keys")).html).main.text).toMatch(/Expired .*Expired/);
  });

  it("is not made twice by a form that is sent twice", async () => {
    const fields = { name: "Warehouse", orders: "on", once: onceIn(sam.page) };
    expect(secretIn((await sam.post("/staff/keys/new", fields)).html)).not.toBe("");
    const second = await sam.post("/staff/keys/new", fields);
    expect(second.url).toBe("/staff/keys");
    expect(second.html).toContain("That key has already been created");
    expect(listKeys(town.system)).toHaveLength(1);
  });

  it("is not made of nothing: what was typed stays, and it is said what is missing", async () => {
    const wrong = { name: " ", expiresOn: "2026-11-22" };
    const { html, status } = await sam.post("/staff/keys/new", wrong);
    expect(status).toBe(422);
    for (const said of ["Enter the key’s name", "Tick at least one thing", "The last day is in the past"])
      expect(html).toContain(said);
    const { alert, main } = pageOf(html);
    const fields = main.all("field");
    expect(fields.map(({ value }) => value)).toContain("2026-11-22");
    expect(fields.filter(({ isChecked }) => isChecked)).toEqual([]);
    expect(alert!.hrefs).toContain("#key-orders");
    expect(main.all("region").map(({ id }) => id)).toContain("key-orders");
    expect((await sam.post("/staff/keys/new", { ...wrong, expiresOn: "soon" })).html).toContain(
      "Enter the last day like",
    );
    expect(listKeys(town.system)).toEqual([]);
  });

  it("is revoked on a page that asks, and refused from then on", async () => {
    const key = secretIn((await sam.submit({ name: "Warehouse" })).html);
    const { hrefs } = pageOf((await sam.get("/staff/keys")).html);
    const link = hrefs.find((href) => href.endsWith("/revocation"))!;
    expect((await sam.get(link)).html).toContain("Revoke Warehouse");
    expect((await call(key)).status).toBe(404);
    await sam.submit();
    expect(sam.page.html).toContain("Warehouse was revoked.");
    expect((await call(key)).status).toBe(401);
    expect((await sam.get(link)).url).toBe("/staff/keys");
    expect((await sam.post(link, {})).html).toContain("That key was already revoked");
  });

  it("asks for a fresh proof of the mailbox", async () => {
    town.pass(16 * 60_000);
    expect((await sam.get("/staff/keys/new")).url).toMatch(/^\/me\/confirm/);
    expect((await sam.post("/staff/keys/new", { name: "X", orders: "on" })).url).toMatch(/^\/me\/confirm/);
    expect(listKeys(town.system)).toEqual([]);
    expect((await sam.get("/staff/keys")).status).toBe(200);
  });
});

it("says what keys are for while there is none", async () => {
  expect((await sam.get("/staff/keys")).html).toContain("No keys yet");
});
