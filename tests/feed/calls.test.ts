import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { revokeKey } from "#app/company/api-keys.ts";
import { feedCallsPerKey, take } from "#app/sign-in/limits.ts";
import { orderEvents, orders } from "#db/schema/orders.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { waitingEvents } from "#db/schema/feed.ts";
import { openTown } from "#tests/world.ts";
import { callerIn, type Caller } from "./caller.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
beforeEach(() => {
  town = openTown();
  ops = callerIn(town);
});
afterEach(() => town.close());

const order = { organization: "acme", title: "Two chairs" };
const step = { eventId: "e-1", step: "shipped", occurredAt: "2026-11-23T08:00:00Z" };
const rows = () => town.system.db.select().from(orders).all();
const events = () => town.system.db.select().from(orderEvents).all();

describe("a key", () => {
  const everyCall: [string, string, unknown][] = [
    ["PUT", "organizations/acme", { name: "Acme" }],
    ["GET", "organizations/acme", undefined],
    ["PUT", "people/p-1", { email: "ada@acme.example" }],
    ["GET", "people/p-1", undefined],
    ["PUT", "orders/PO-7", order],
    ["GET", "orders/PO-7", undefined],
    ["POST", "orders/PO-7/events", step],
    ["GET", "orders/PO-7/events", undefined],
    ["POST", "batch", { items: [{ put: "orders/PO-7", body: order }] }],
  ];
  const refused = async (reply: Promise<{ status: number; body: any; headers: Headers }>, status: number) => {
    const { headers, ...got } = await reply;
    expect(got).toMatchObject({ status, body: { status, title: expect.any(String), detail: expect.any(String) } });
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    if (status === 401) expect(headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  };

  it.each(everyCall)(
    "is needed for %s %s: none, a wrong, a revoked, an expired one, one in the address, a cookie",
    async (method, path, body) => {
      const without = (headers: Record<string, string>, at = path) =>
        ops.send(method, at, body, { Authorization: "", ...headers });
      await refused(without({}), 401);
      await refused(without({ Authorization: "Bearer fy_live_nonsense" }), 401);
      await refused(without({ Authorization: `Basic ${btoa(`${ops.key}:`)}` }), 401);
      await refused(without({ Cookie: town.signIn(town.sam.id) }), 401);
      await refused(without({}, `${path}?key=${ops.key}`), 403);
      await refused(without({ Authorization: `Bearer ${ops.key}` }, `${path}?${ops.key}`), 403);
      await refused(ops.send(method, `${path}?access_token=${ops.key}`, body), 403);
      const old = callerIn(town, { expiresAt: town.now() });
      await refused(old.send(method, path, body), 401);
      const revoked = callerIn(town);
      revokeKey(town.system, revoked.id, "sam@norrland.example", town.now());
      await refused(revoked.send(method, path, body), 401);
      expect([rows(), events()]).toEqual([[], []]);
    },
  );

  it.each(everyCall.slice(0, -1))("does %s %s only with its scope", async (method, path, body) => {
    const scope = path.split("/")[0] as "orders";
    const others = (["orders", "organizations", "people"] as const).filter((one) => one !== scope);
    await refused(callerIn(town, { has: others }).send(method, path, body), 403);
    expect((await callerIn(town, { has: [scope] }).send(method, path, body)).status).not.toBe(403);
  });

  it("does in a batch only what it may", async () => {
    const items = [
      { put: "organizations/acme", body: { name: "Acme" } },
      { put: "orders/PO-7", body: order },
    ];
    const { body } = await callerIn(town, { has: ["organizations"] }).post("batch", { items });
    expect(body.results).toMatchObject([
      { status: 201 },
      { status: 403, problem: { detail: expect.stringContaining("orders") } },
    ]);
  });

  it("may call so often in a minute, and is told when again", async () => {
    take(town.system, `feed calls of ${ops.id}`, feedCallsPerKey, town.now(), 2_999);
    expect((await ops.get("orders/PO-7")).status).toBe(404);
    const { status, headers } = await ops.get("orders/PO-7");
    expect([status, headers.get("Retry-After")]).toEqual([429, "60"]);
    town.pass(60_000);
    expect((await ops.get("orders/PO-7")).status).toBe(404);
  });
});

describe("an order", () => {
  beforeEach(() => ops.put("organizations/acme", { name: "Acme" }));

  it("is made, changed, known already, and ignored where it is older", async () => {
    const put = async (body: object) => {
      const reply = await ops.put("orders/PO-7", { ...order, ...body });
      return [reply.status, reply.body.result];
    };
    expect(await put({ updatedAt: "2026-11-23T09:00:00Z" })).toEqual([201, "created"]);
    expect(await put({ updatedAt: "2026-11-23T09:00:00Z" })).toEqual([200, "unchanged"]);
    expect(await put({ title: "Three chairs", updatedAt: "2026-11-23T10:00:00+01:00" })).toEqual([200, "updated"]);
    expect(await put({ title: "Four chairs", updatedAt: "2026-11-23T08:59:59Z" })).toEqual([200, "ignored"]);
    expect(rows()).toMatchObject([{ title: "Three chairs" }]);
    expect(await put({ title: "Five chairs" })).toEqual([200, "updated"]);
  });

  it("is answered as it may be put, and putting that changes nothing", async () => {
    const whole = {
      ...order,
      kind: "project",
      placedAt: "2026-11-20T10:00:00.000Z",
      promisedDate: "2026-12-01",
      items: [{ name: "Chair", quantity: 2.5 }],
      deliverTo: {
        line1: "Hafenstr. 4",
        line2: null,
        postalCode: "20359",
        city: "Hamburg",
        region: null,
        country: "DE",
      },
      invoice: "in_123",
      url: "https://shop.example/po-7",
      files: [{ name: "Drawing", url: "https://files.example/7.pdf" }],
      steps: ["cut", "sent"],
      cancelled: false,
      updatedAt: "2026-11-22T10:00:00.000Z",
    };
    expect((await ops.put("orders/PO-7", whole)).status).toBe(201);
    const { status, body } = await ops.get("orders/PO-7");
    expect([status, body]).toEqual([200, whole]);
    expect((await ops.put("orders/PO-7", body)).body).toEqual({ result: "unchanged" });
    const told = {
      ...step,
      note: "Left our hall\nat noon",
      carrier: "DHL",
      trackingNumber: "0034",
      trackingUrl: "https://dhl.example/0034",
      needs: null,
    };
    await ops.post("orders/PO-7/events", told);
    expect((await ops.get("orders/PO-7/events")).body).toEqual({
      events: [{ ...told, occurredAt: "2026-11-23T08:00:00.000Z" }],
    });
  });

  it.each([
    "a/b",
    " two  words ",
    "🪑 Stühle/№7?#&%25",
    "x".repeat(200),
    "🪑".repeat(200),
    "po-7",
    "PO-7",
    "..%2f",
    "__proto__",
    "constructor",
  ])("may be called %s", async (reference) => {
    const path = `orders/${encodeURIComponent(reference)}`;
    expect((await ops.put(path, order)).status).toBe(201);
    expect((await ops.post(`${path}/events`, step)).status).toBe(201);
    expect((await ops.get(`${path}/events`)).body.events).toHaveLength(1);
    const { body } = await ops.post("batch", { items: [{ put: path, body: order }] });
    expect(body.results).toEqual([{ status: 200, result: "unchanged" }]);
    expect(rows()).toMatchObject([{ reference }]);
  });

  it.each([
    [encodeURIComponent("x".repeat(201)), 422],
    [encodeURIComponent("a\u0000b"), 422],
    ["%20", 422],
    ["%E0%A4%A", 404],
    ["a/b", 404],
    ["", 404],
  ])("may not be called %s", async (path, status) => {
    expect((await ops.put(`orders/${path}`, order)).status).toBe(status);
    expect(rows()).toEqual([]);
  });

  it("moves with everything to another organization; the first is told nothing more", async () => {
    await ops.put("organizations/zebra", { name: "Zebra" });
    await ops.put("orders/PO-7", order);
    await ops.post("orders/PO-7/events", step);
    town.pass(1);
    expect((await ops.put("orders/PO-7", { ...order, organization: "zebra" })).body.result).toBe("updated");
    expect((await ops.get("orders/PO-7")).body.organization).toBe("zebra");
    expect(events()).toMatchObject([{ orgId: rows()[0]!.orgId }]);
    const moves = town.system.db
      .select()
      .from(auditLog)
      .all()
      .filter(({ action }) => action.startsWith("order.moved"));
    expect(moves.map(({ action, actor }) => [action, actor])).toEqual([
      ["order.moved-away", `Ops (${ops.key.slice(0, 13)}…)`],
      ["order.moved-here", `Ops (${ops.key.slice(0, 13)}…)`],
    ]);
  });
});

describe("events", () => {
  it("of an unknown order are kept, and join it when it comes", async () => {
    expect(await ops.post("orders/PO-7/events", step)).toMatchObject({ status: 202, body: { result: "waiting" } });
    expect(await ops.post("orders/PO-7/events", step)).toMatchObject({ status: 202 });
    await ops.put("organizations/acme", { name: "Acme" });
    await ops.put("orders/PO-7", order);
    expect(rows()).toMatchObject([{ step: "shipped", stepAt: Date.parse(step.occurredAt) }]);
    expect(town.system.db.select().from(waitingEvents).all()).toEqual([]);
    expect((await ops.post("orders/PO-7/events", step)).body).toEqual({ result: "unchanged" });
  });

  it("sent twice at once are one, whatever the connection", async () => {
    await ops.put("organizations/acme", { name: "Acme" });
    await ops.put("orders/PO-7", order);
    const replies = await Promise.all(Array.from({ length: 8 }, () => ops.post("orders/PO-7/events", step)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(events()).toHaveLength(1);
  });

  it("that arrive backwards are told by when they happened", async () => {
    await ops.put("organizations/acme", { name: "Acme" });
    await ops.put("orders/PO-7", order);
    const at = (hour: number) => `2026-11-22T0${hour}:00:00Z`;
    for (const [i, name] of ["delivered", "shipped", "placed"].entries())
      await ops.post("orders/PO-7/events", { eventId: `e-${i}`, step: name, occurredAt: at(9 - i) });
    expect(rows()).toMatchObject([{ step: "delivered", doneAt: Date.parse(at(9)), open: false }]);
    expect((await ops.get("orders/PO-7/events")).body.events.map((one: any) => one.step)).toEqual([
      "placed",
      "shipped",
      "delivered",
    ]);
  });
});

describe("what does not fit", () => {
  beforeEach(() => ops.put("organizations/acme", { name: "Acme" }));
  const errorsOf = async (body: unknown, path = "orders/PO-7", method = "PUT") => {
    const reply = await ops.send(method, path, body);
    expect([reply.status, reply.headers.get("Content-Type")]).toEqual([422, "application/problem+json"]);
    return Object.fromEntries(reply.body.errors.map((one: any) => [one.pointer, one.detail]));
  };

  it("is named by its place", async () => {
    const errors = await errorsOf({
      organisation: "acme",
      title: "",
      promisedDate: "2026-02-30",
      placedAt: "yesterday",
      items: [
        { name: "Chair", quantity: "2" },
        { name: "Chair", quantity: -1, colour: "red" },
      ],
      url: "http://shop.example",
      files: [{ name: "x", url: "javascript:alert(1)" }],
      deliverTo: { country: "Germany", "a/b~c": 1 },
      steps: ["cut", "Cut"],
    });
    expect(Object.keys(errors).sort()).toEqual([
      "/deliverTo/a~1b~0c",
      "/deliverTo/country",
      "/files/0/url",
      "/items/0/quantity",
      "/items/1/colour",
      "/items/1/quantity",
      "/organisation",
      "/organization",
      "/placedAt",
      "/promisedDate",
      "/steps",
      "/title",
      "/url",
    ]);
    expect(errors).toMatchObject({ "/organization": "is required", "/organisation": "Unknown field" });
    expect(rows()).toEqual([]);
  });

  it("is an organization nobody sent yet, waiting for nothing, a body that is no object", async () => {
    expect(await errorsOf({ ...order, organization: "never" })).toHaveProperty("/organization");
    expect(await errorsOf({ ...step, step: "Waiting" }, "orders/PO-7/events", "POST")).toHaveProperty("/needs");
    expect(await errorsOf([order])).toHaveProperty([""]);
    expect(await errorsOf({ email: "nobody" }, "people/p-1")).toHaveProperty("/email");
    expect(
      await errorsOf({ email: "a@b.example", memberships: [{ organization: "acme", role: "king" }] }, "people/p-1"),
    ).toHaveProperty("/memberships/0/role");
  });

  it.each([
    ["no JSON", "{", {}, 400],
    ["a bad escape", '{"title": "\\u12"}', {}, 400],
    ["a form", "a=b", { "Content-Type": "application/x-www-form-urlencoded" }, 415],
    ["compressed", "{}", { "Content-Encoding": "gzip" }, 415],
    ["5 MB", JSON.stringify({ ...order, note: "x".repeat(5_000_000) }), {}, 413],
    ["deep nesting", "[".repeat(200_000), {}, 413],
    ["two thousand and one fields", `{${Array.from({ length: 2_001 }, (_, i) => `"f${i}":1`).join()}}`, {}, 413],
    ["two thousand and one values", JSON.stringify({ ...order, files: Array(2_001).fill(1) }), {}, 413],
    ["brackets and commas in a text", JSON.stringify({ title: `\\"${"[,".repeat(5_000)}\\` }), {}, 422],
  ])("%s", async (_what, body, headers, status) => {
    const reply = await ops.send("PUT", "orders/PO-7", body, headers as Record<string, string>);
    expect([reply.status, reply.headers.get("Content-Type")]).toEqual([status, "application/problem+json"]);
    expect(rows()).toEqual([]);
  });

  it.each([
    ["DELETE", "orders/PO-7", "PUT, GET"],
    ["PATCH", "organizations/acme", "PUT, GET"],
    ["PUT", "orders/PO-7/events", "POST, GET"],
    ["GET", "batch", "POST"],
    ["POST", "openapi.json", "GET"],
  ])("%s %s", async (method, path, allow) => {
    const { status, headers } = await ops.send(method, path, method === "GET" ? undefined : {});
    expect([status, headers.get("Allow")]).toEqual([405, allow]);
  });

  it.each(["", "nothing", "orders", "orders/PO-7/nothing", "constructor/x"])(
    "a path that is none: %s",
    async (path) => {
      expect(await ops.get(path)).toMatchObject({ status: 404, body: { status: 404 } });
    },
  );

  it("is not there where orders are switched off", async () => {
    const quiet = openTown({ FEATURES: "billing" });
    const caller = callerIn(quiet);
    expect((await caller.put("organizations/acme", { name: "Acme" })).status).toBe(201);
    expect((await caller.put("orders/PO-7", order)).status).toBe(404);
    quiet.close();
  });
});

it("refuses moments of no time of ours, and a name that no address can hold", async () => {
  const event = { eventId: "e-1", step: "packed", occurredAt: "9999-12-31T23:59:59-23:00" };
  const items = [
    { post: "orders/PO-7/events", body: event },
    { put: "orders/..", body: order },
  ];
  const { body } = await ops.post("batch", { items });
  expect(body.results).toMatchObject([
    { status: 422, problem: { errors: [{ pointer: "/items/0/body/occurredAt" }] } },
    { status: 422 },
  ]);
});

describe("the log", () => {
  it("names no address or reference of the feed's", async () => {
    await ops.put("people/ada@acme.example", { email: "ada@acme.example" });
    expect(town.logLines.join()).toContain("/api/v1/people/…");
    expect(town.logLines.join()).not.toContain("ada@acme");
  });
});
