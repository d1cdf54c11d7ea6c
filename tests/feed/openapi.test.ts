import { compileErrors, validate } from "@readme/openapi-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTown } from "#tests/world.ts";
import { callerIn, type Caller, type Reply } from "./caller.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
let document: any;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
beforeAll(async () => {
  town = openTown();
  ops = callerIn(town);
  document = await (await town.fetch("/api/v1/openapi.json")).json();
  ajv.addSchema(document, "feed");
});
afterAll(() => town.close());

/** The operation that the document has for a call. */
function operationOf(method: string, path: string) {
  const template = Object.keys(document.paths).find((one) =>
    new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(`/${path}`),
  );
  return template ? document.paths[template][method.toLowerCase()] : undefined;
}

const fits = (schema: { $ref: string }, value: unknown) => {
  const check = ajv.compile({ $ref: `feed${schema.$ref}` });
  return check(value) ? [] : check.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** Calls, and holds what was answered, and what was sent where that was taken, against the document. */
async function call(method: string, path: string, body?: unknown): Promise<Reply> {
  const reply = await ops.send(method, path, body);
  const operation = operationOf(method, path);
  if (!operation) return reply;
  const type = reply.headers.get("Content-Type")!.split(";")[0]!;
  const schema = operation.responses[reply.status]?.content[type]?.schema;
  expect([method, path, reply.status, type, schema]).toEqual([method, path, reply.status, type, expect.any(Object)]);
  expect(fits(schema, reply.body)).toEqual([]);
  const request = operation.requestBody?.content["application/json"].schema;
  if (request && body !== undefined && path !== "batch") {
    const faults = fits(request, body);
    if (reply.status < 300) expect([path, body, faults]).toEqual([path, body, []]);
    if (faults.length) expect([path, body, reply.status]).toEqual([path, body, 422]);
  }
  return reply;
}

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, public, and names every call", async () => {
    const result = await validate(structuredClone(document));
    expect(result.valid ? "" : compileErrors(result)).toBe("");
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths).sort()).toEqual([
      "/batch",
      "/openapi.json",
      "/orders/{reference}",
      "/orders/{reference}/events",
      "/orders/{reference}/events/{eventId}",
      "/organizations/{externalId}",
      "/people/{externalId}",
    ]);
    expect(document.servers).toEqual([{ url: "https://portal.example/api/v1" }]);
  });

  it("asks generated clients for no more than the feed does, and says what an address is", () => {
    const { Order, HeldOrder, Person } = document.components.schemas;
    expect(Order.required).toEqual(["organization", "title"]);
    expect(HeldOrder.required).toEqual(expect.arrayContaining(["kind", "items", "files", "cancelled"]));
    expect(JSON.stringify(document)).not.toContain('"default"');
    expect(Order.properties.cancelled.description).toBe("Default: false");
    expect(Person.properties.email).toMatchObject({ type: "string", format: "email" });
  });

  it("tells what the feed takes and answers", async () => {
    const order = {
      organization: "acme",
      title: "Two chairs",
      promisedDate: "2026-12-01",
      items: [{ name: "Chair", quantity: 2 }],
    };
    const event = { eventId: "e-1", step: "waiting", occurredAt: "2026-11-23T08:00:00+01:00", needs: "approval" };
    const address = { line1: "Weg 1", city: "Hamburg", country: "DE" };
    const story: [string, string, unknown, number][] = [
      ["PUT", "organizations/acme", { name: "Acme", address, stripeCustomerIds: ["cus_1"] }, 201],
      ["PUT", "organizations/acme", { name: "Acme", phone: null }, 200],
      ["PUT", "organizations/other", { name: "Other", stripeCustomerIds: ["cus_1"] }, 409],
      ["PUT", "organizations/acme", { name: 5 }, 422],
      ["GET", "organizations/acme", undefined, 200],
      ["GET", "organizations/never", undefined, 404],
      ["PUT", "people/p-1", { email: "hal@acme.example", memberships: [{ organization: "acme", role: "owner" }] }, 201],
      ["PUT", "people/p-2", { email: "hal@acme.example" }, 409],
      ["PUT", "people/p-2", { email: "no address" }, 422],
      ["GET", "people/p-1", undefined, 200],
      ["POST", "orders/PO-7/events", event, 202],
      ["PUT", "orders/PO-7", order, 201],
      ["PUT", "orders/PO-7", { ...order, deliverTo: address, files: [{ name: "F", url: "https://f.example/1" }] }, 200],
      ["POST", "orders/PO-7/events", event, 200],
      ["POST", "orders/PO-7/events", { ...event, eventId: "e-2" }, 201],
      ["POST", "orders/PO-7/events", { ...event, eventId: "e-3", occurredAt: "yesterday" }, 422],
      ["POST", "orders/PO-7/events", { ...event, eventId: "e-4", parcel: { id: "A", items: order.items } }, 201],
      ["PUT", "orders/PO-7/events/e-4", { ...event, eventId: "e-4", step: "placed", needs: null }, 200],
      ["PUT", "orders/PO-7/events/e-4", { step: "placed", occurredAt: event.occurredAt }, 200],
      ["PUT", "orders/PO-7/events/e-4", { step: "placed" }, 422],
      ["PUT", "orders/PO-7/events/e-9", { step: "placed", occurredAt: event.occurredAt }, 404],
      ["GET", "orders/PO-7/events/e-4", undefined, 200],
      ["DELETE", "orders/PO-7/events/e-2", undefined, 200],
      ["DELETE", "orders/PO-7/events/e-2", undefined, 200],
      ["DELETE", "orders/PO-7/events/e-9", undefined, 404],
      ["GET", "orders/PO-7", undefined, 200],
      ["GET", "orders/PO-7/events", undefined, 200],
      [
        "POST",
        "batch",
        {
          items: [
            { put: "orders/PO-7", body: order },
            { post: "orders/PO-9/events", body: event },
            { put: "orders/PO-8", body: {} },
            5,
          ],
        },
        200,
      ],
      ["POST", "batch", { items: [] }, 422],
    ];
    for (const [method, path, body, status] of story)
      expect([path, (await call(method, path, body)).status]).toEqual([path, status]);
  });

  it.each([
    ["orders/PO-1", { title: "T" }],
    ["orders/PO-1", { organization: "acme", title: "T", colour: "red" }],
    ["orders/PO-1", { organization: "acme", title: " " }],
    ["orders/PO-1", { organization: "acme", title: "T\u0007" }],
    ["orders/PO-1", { organization: "acme", title: "T", url: "http://x.example" }],
    ["orders/PO-1", { organization: "acme", title: "T", promisedDate: "1.12.2026" }],
    ["orders/PO-1", { organization: "acme", title: "T", items: [{ name: "x", quantity: 0 }] }],
    ["orders/PO-1", { organization: "acme", title: "T", cancelled: "no" }],
    ["orders/PO-1", { organization: "x".repeat(201), title: "T" }],
    ["orders/PO-1", ["text"]],
    ["people/p-1", { email: "ada at acme" }],
    ["people/p-1", { email: "a@b.example", memberships: [{ organization: "acme" }] }],
    ["organizations/a", { name: "A", stripeCustomerIds: ["in_1"] }],
    ["organizations/a", { name: "A", address: { country: "Germany" } }],
  ])("and the feed refuse both, for %s, %j", async (path, body) => {
    const { schema } = operationOf("PUT", path).requestBody.content["application/json"];
    expect(fits(schema, body)).not.toEqual([]);
    expect((await call("PUT", path, body)).status).toBe(422);
  });
});
