import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { orderItems } from "#db/schema/orders.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const repeated = (name: string, times: number) => `${name}=&`.repeat(times);
const named = (count: number) => Array.from({ length: count }, (_, i) => `a${i}=`).join("&");
const inParts = (name: string, times: number) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`.repeat(times) + "--x--\r\n";

function send(path: string, body: string, type = "application/x-www-form-urlencoded", cookie?: string) {
  const headers = { "Content-Type": type, Origin: town.config.appUrl };
  return browserIn(town, { cookie }).request(path, { method: "POST", headers, body });
}

describe("a form of far more fields than any of ours is refused, by a page that says so", () => {
  const multipart = "multipart/form-data; boundary=x";
  it.each([
    ["one name again and again", repeated("a", 349_000)],
    ["one name that a form has", repeated("email", 101)],
    ["one name that no form can have", repeated("a[9].__proto__", 30_000)],
    ["names, each once", named(2_501)],
    ["nothing but what parts fields", "&".repeat(1_000_000)],
    ["one name in parts", inParts("a", 900), multipart],
    ["one name in parts, for ever", inParts("a", 15_000), multipart],
  ])(
    "%s",
    async (_what, body, type?: string) => {
      for (const path of ["/sign-in", "/contact"]) {
        const { status, html } = await send(path, body, type);
        expect([path, status, pageOf(html).title]).toEqual([path, 413, "That’s too large – Norrland Chairs"]);
      }
    },
    30_000,
  );

  it("also to somebody who was signed out: nothing of it is kept", async () => {
    const { status } = await send(`/o/${town.acme}/requests/new`, repeated("message", 300_000));
    expect(status).toBe(413);
  });
});

it("an order of a thousand things is taken", async () => {
  const fields: Record<string, string> = { reference: "PO-1000", title: "A hall of chairs", rows: "1003" };
  for (let row = 0; row < 1_003; row++) {
    fields[`itemName${row}`] = row < 1_000 ? `Chair ${row}` : "";
    fields[`itemQuantity${row}`] = row < 1_000 ? "2" : "";
  }
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const { status } = await sam.post(`/staff/orders/new?customer=${town.acme}`, fields, {}, false);
  expect(status).toBe(303);
  expect(town.system.db.select().from(orderItems).all()).toHaveLength(1_000);
});

it("nobody's network may send the contact form for ever: it is told to wait before anything is read", async () => {
  for (let i = 0; i < 60; i++) expect((await send("/contact", "message=")).status).toBe(422);
  const { status, headers } = await send("/contact", repeated("a", 100_000));
  expect([status, headers.get("Retry-After")]).toEqual([429, "900"]);
});
