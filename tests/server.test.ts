import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { memberships, organizations, staff } from "#db/schema/organizations.ts";
import { onceKeys } from "#db/schema/sign-in.ts";
import { loggable } from "#app/http/loggable.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { callerIn } from "./feed/caller.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());
const ada = () => browserIn(town, { cookie: town.signIn(town.ada.id) });

describe("every answer", () => {
  it.each(["/sign-in", "/nowhere", "/healthz", "/styles/foyer.css", "/robots.txt"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await town.fetch(path);
      const policy = headers.get("Content-Security-Policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy.replace("https://*.stripe.com", "")).not.toMatch(/unsafe|\*/);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("strict-origin");
      expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
      expect(headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{7,}/);
    },
  );

  it("is of our own address, whatever Host and proxy say", async () => {
    const evil = {
      Host: "evil.example",
      "X-Forwarded-Host": "evil.example",
      Forwarded: "host=evil.example",
      "X-Forwarded-Proto": "ftp",
    };
    for (const path of ["/sign-in", "/", `/o/${town.acme}`]) {
      const response = await town.fetch(path, { headers: evil });
      expect(response.status).toBeLessThan(400);
      expect(`${response.headers.get("Location")} ${await response.text()}`).not.toContain("evil.example");
    }
  });

  it("is a page that says so where the database can't be read, and is watched no longer", async () => {
    const cookie = town.signIn(town.ada.id);
    town.connection.sqlite.close();
    const response = await town.fetch(`/o/${town.acme}`, { headers: { Cookie: cookie } });
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      500,
      expect.stringContaining("text/html"),
    ]);
    expect(pageOf(await response.text()).main.text).toContain("Something went wrong on our side");
    expect(town.portal.watch.times.get("page")?.all().count).toBe(1);
  });

  it("is refused over a mebibyte, with a page that says so", async () => {
    const { status, html } = await ada().post("/sign-in", { email: "a".repeat(1_100_000) });
    expect(status).toBe(413);
    expect(html).toContain("too large");
  });

  it("has the same status for HEAD as for GET, also where there is no such file", async () => {
    for (const part of ["in_none", "in_none/pdf", "invoices.zip"]) {
      const ask = (method: string) => ada().request(`/o/${town.acme}/billing/${part}`, { method }, false);
      expect([(await ask("GET")).status, (await ask("HEAD")).status]).toEqual([404, 404]);
    }
  });
});

describe("nonsense", () => {
  const odd = [
    "/%",
    "/o/%E0%A4%A",
    "/l/%00",
    "/l/%F0%9F%98%80",
    "//evil.example",
    "/o//billing",
    "/styles/%E0%A4%A",
    "/sign-in?next=%E0%A4%A",
  ];
  it.each(odd)("%s is answered, whatever the method, and never by a fault of ours", async (path) => {
    const browser = ada();
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      const init = {
        method,
        headers: { Origin: town.config.appUrl },
        body: method === "POST" ? "\u0000%00=%E0" : undefined,
      };
      expect([method, (await browser.request(path, init, false)).status < 500]).toEqual([method, true]);
    }
    expect(town.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it.each(["application/json", "multipart/form-data; boundary=x", "text/plain", ""])(
    "a form sent as %s is refused like an empty one",
    async (type) => {
      const init = {
        method: "POST",
        headers: { Origin: town.config.appUrl, ...(type && { "Content-Type": type }) },
        body: '{"message": 1}',
      };
      expect((await browserIn(town).request("/contact", init, false)).status).toBe(422);
    },
  );
});

describe("a form", () => {
  it("takes no paths into arrays for fields: a huge index costs nothing", async () => {
    const visitor = browserIn(town);
    for (const [page, field] of [
      ["/contact", "message[99999999]"],
      ["/sign-in", "email[99999999]"],
      ["/contact", "a.b.c[7]"],
    ] as const) {
      expect((await visitor.post(page, { [field]: "x" })).status).toBe(422);
    }
  });
});

describe("a page", () => {
  it("shows a person's new standing at once: another organization, the staff's way in", async () => {
    const browser = ada();
    const path = `/o/${town.acme}`;
    const elsewhere = expect.arrayContaining([expect.stringMatching(`^/(staff|o/${town.zebra})$`)]);
    const toZebra = async () => pageOf((await browser.get(path)).html).link("Zebra Ltd").href;
    expect(pageOf((await browser.get(path)).html).hrefs).not.toEqual(elsewhere);
    town.join(town.zebra, town.ada.id, "member");
    expect(await toZebra()).toBe(`/o/${town.zebra}`);
    town.system.db.update(organizations).set({ name: "Zebra Ltd & Co" }).where(eq(organizations.id, town.zebra)).run();
    expect(pageOf((await browser.get(path)).html).bar.text).toContain("Zebra Ltd & Co");
    town.system.db.insert(staff).values({ email: town.ada.email, addedBy: "test", createdAt: 1 }).run();
    expect(pageOf((await browser.get(path)).html).hrefs).toContain("/staff");
    town.system.db.delete(memberships).where(eq(memberships.orgId, town.zebra)).run();
    expect(pageOf((await browser.get(path)).html).hrefs).toContain("/staff");
    town.system.db.delete(staff).where(eq(staff.email, town.ada.email)).run();
    expect(pageOf((await browser.get(path)).html).hrefs).not.toEqual(elsewhere);
  });
});

it("names the first five of somebody's other organizations, and then where all of them are", async () => {
  const browser = ada();
  const many = ["F", "E", "D", "C", "B"].map((name) => {
    const id = town.addOrganization(`Branch ${name}`);
    town.join(id, town.ada.id, "member");
    return id;
  });
  const others = async () => {
    const { hrefs } = pageOf((await browser.get(`/o/${town.acme}`)).html).bar;
    return hrefs.filter((href) => href === "/organizations" || many.some((id) => href === `/o/${id}`));
  };
  expect(await others()).toEqual(many.toReversed().map((id) => `/o/${id}`));
  const another = town.addOrganization("Branch A");
  town.join(another, town.ada.id, "member");
  expect(await others()).toHaveLength(5);
  expect((await others()).at(-1)).toBe("/organizations");
});

describe("the access log", () => {
  it("has method, path, status and milliseconds; no query, no item-link token, nobody's address", async () => {
    await ada().get(`/o/${town.acme}/billing?after=secret-cursor`);
    for (const path of ["/l/", "/L/", "/%6C/", "/l//"]) {
      await browserIn(town).get(`${path}a-token-that-opens-something`);
    }
    await browserIn(town).get("/sign-in/link?token=another-token");
    await browserIn(town).post("/sign-in", { email: "ada@acme.example" });
    const text = town.logLines.join("");
    const [first] = town.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      method: "GET",
      path: `/o/${town.acme}/billing`,
      status: 200,
      ms: expect.any(Number) as number,
    });
    expect(text).not.toMatch(/secret-cursor|a-token-that|another-token|ada@acme|203\.0\.113/);
    expect(text).toContain("/l/…");
    expect(loggable("//l/a-token/pdf?x=1")).toBe("/l/…/pdf");
  });
});

describe("a proxy nearby that the environment does not name", () => {
  const told = () => town.logLines.filter((line) => line.includes("TRUSTED_PROXY does not name this proxy"));
  it("is told of once in the log, and no stranger who says that they forward", async () => {
    const headers = { "X-Forwarded-For": "203.0.113.80" };
    await town.fetch("/sign-in", { headers, ip: "198.51.100.4" });
    expect(told()).toEqual([]);
    for (let n = 0; n < 3; n++) await town.fetch("/sign-in", { headers, ip: "::ffff:172.17.0.1" });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain("172.17.0.1");
  });
});

describe("health", () => {
  it("answers what a watcher asks", async () => {
    expect(await (await town.fetch("/healthz")).json()).toMatchObject({ ok: true });
    expect(await (await town.fetch("/readyz")).json()).toMatchObject({
      ready: true,
      writable: true,
      freeDiskBytes: expect.any(Number) as number,
      backupAgeSeconds: null,
      syncLagSeconds: 0,
    });
  });

  it("says that nothing can be written, while pages are read, and when it can be again", async () => {
    const ready = async () => (await (await town.fetch("/readyz")).json()) as { ready: boolean; writable: boolean };
    const { sqlite } = town.connection;
    sqlite.pragma("query_only = ON");
    expect(await ready()).toMatchObject({ ready: true, writable: false });
    sqlite.pragma("query_only = OFF");
    town.pass(1_000);
    expect(await ready()).toMatchObject({ ready: true, writable: true });
  });
});

describe("a full disk", () => {
  function fill() {
    const { sqlite } = town.connection;
    sqlite.pragma(`max_page_count = ${sqlite.pragma("page_count", { simple: true }) as number}`);
    sqlite.exec("create temp table filler (x)");
    const fillUp = sqlite.prepare("insert into audit_log (actor_kind, actor, action, at) values ('cli', ?, 'x', 0)");
    expect(() => {
      for (;;) fillUp.run("x".repeat(3000));
    }).toThrow(/full/);
    expect(() => {
      for (;;) fillUp.run("x");
    }).toThrow(/full/);
  }

  it("lets the feed read, and says of its writes that they were not stored", async () => {
    const ops = callerIn(town);
    await ops.put("organizations/a", { name: "A" });
    fill();
    expect(await ops.get("organizations/a")).toMatchObject({ status: 200, body: { name: "A" } });
    expect((await ops.put("organizations/a", { name: "B".repeat(100) })).status).toBe(503);
  });

  it("lets people read, and says of a write that nothing was saved", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-1" });
    const browser = ada();
    town.pass(11 * 60_000);
    fill();
    const page = await browser.get(`/o/${town.acme}/billing/${id}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain("INV-1");
    const rows = () => [outbox, onceKeys].map((table) => town.system.db.select().from(table).all().length);
    const before = rows();
    const visitor = browserIn(town);
    await visitor.get("/contact");
    const message = "Where is the oil? ".repeat(800);
    const { status, html, headers } = await visitor.submit({ name: "Una", email: "una@elsewhere.example", message });
    expect(status).toBe(503);
    expect(html).toContain("Nothing was saved");
    expect(pageOf(html).hrefs).toContain("/contact");
    expect(headers.get("Retry-After")).toBe("30");
    expect(rows()).toEqual(before);
  });
});
