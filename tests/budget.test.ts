import { deskScript, filesScript } from "#app/http/scripts.ts";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { browserIn, type Page } from "#tests/http.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { gluedIn } from "#tests/page-text.ts";
import { everyPage } from "#tests/pages.ts";
import { htmlFaults } from "#tests/valid-html.ts";
import { openTown } from "#tests/world.ts";

const town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" });
const cases = everyPage(town);
afterAll(() => town.close());

const faultsOf = htmlFaults({
  extends: ["html-validate:standard"],
  rules: {
    // React writes attributes in its own way: void elements closed, charset in camel case.
    "void-style": "off",
    "attr-case": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
  },
});

const isDesk = (path: string) => /^\/staff\/requests(\?|\/req_|$)/.test(path);
const scriptsOf = (path: string, html: string) => [
  ...(isDesk(path) ? [deskScript.path] : []),
  ...(html.includes('type="file"') ? [filesScript.path] : []),
];

async function expectSound(html: string) {
  expect(await faultsOf(html)).toEqual([]);
  expect(html.match(/<h1\b/g)).toHaveLength(1);
  expect(html).toMatch(/<title>[^<]+ – Norrland Chairs<\/title>/);
  expect(html).toMatch(/href="\/contact/);
  expect(html.indexOf('class="skip"')).toBeLessThan(html.indexOf("<main"));
}

describe.each(cases)("$name", ({ path, as, status: expected = 200 }) => {
  let page: Promise<Page> | undefined;
  const read = () => (page ??= browserIn(town, as ? { cookie: town.signIn(town[as].id) } : {}).request(path));

  it("answers as it should, whole and without a script", async () => {
    const { html, status } = await read();
    expect(status).toBe(expected);
    // The desk and forms with files have scripts, which they do not need.
    const plain = html.replaceAll(/<script (?:type="module" )?src="([^"]+)"(?: defer="")?><\/script>/g, (tag, src) =>
      scriptsOf(path, html).includes(src) ? "" : tag,
    );
    expect(plain).not.toMatch(/<script|\son\w+=|javascript:/);
    expect(html).not.toMatch(/\sstyle="/);
  });

  it("loads in at most 14 kB, or 30 for staff, and three requests", async () => {
    const { html } = await read();
    const own = [...html.matchAll(/<(?:link|img|script|iframe)\b[^>]*(?:href|src)="(\/[^"]+)"/g)].map(
      (match) => match[1]!,
    );
    expect(new Set(own).size + 1).toBeLessThanOrEqual(3 + scriptsOf(path, html).length);
    let bytes = gzipSync(html).length;
    for (const path of new Set(own))
      bytes += gzipSync(Buffer.from(await (await town.fetch(path)).arrayBuffer())).length;
    expect(bytes).toBeLessThanOrEqual(path.startsWith("/staff") ? 30_000 : 14_000);
  });

  it("keeps its words and numbers apart without its styles", async () => {
    expect(gluedIn((await read()).html)).toEqual([]);
  });

  it("is valid HTML with one heading, a title and the way to a human", async () => {
    await expectSound((await read()).html);
  });
});

it("the pages on the way in are as sound: refused, asked, wrong code, the link", async () => {
  const visitor = browserIn(town);
  await visitor.get("/sign-in");
  await expectSound((await visitor.submit({ email: "not an address" })).html);
  await expectSound((await visitor.submit({ email: town.ada.email })).html);
  await expectSound((await visitor.submit({ code: "000000" })).html);
  await expectSound((await browserIn(town).get(newestMail(town, town.ada.email).link)).html);
});

it("the form of billing details is as sound when it is refused", async () => {
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  await ada.get(`/o/${town.acme}/billing/details/edit?account=cus_busy`);
  const typed = { name: "", country: "FR", taxId: "12", email: "no address", phone: "call me", postcode: "x" };
  const { html, status } = await ada.submit(typed);
  expect(status).toBe(422);
  await expectSound(html);
});

it("the forms of staff are as sound when they are refused, and the page that shows a key once", async () => {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const send = async (path: string, fields: Record<string, string>, status: number) => {
    await sam.get(path);
    const page = await sam.submit(fields, { action: path });
    expect([path, page.status]).toEqual([path, status]);
    await expectSound(page.html);
  };
  const order = /\/staff\/orders\/ord_\w+/.exec((await sam.get("/staff/orders")).html)![0];
  await send(`/staff/orders/new?customer=${town.acme}`, { title: "", url: "x", itemQuantity0: "2" }, 422);
  await send(`${order}/edit`, { title: "", promisedOn: "soon", itemQuantity0: "none" }, 422);
  await send(`${order}/events/new`, { occurredAt: "soon", trackingUrl: "x" }, 422);
  await send(`${order}/events/new?step=waiting`, { needs: "" }, 422);
  await send("/staff/steps?kind=project", { name: "" }, 422);
  await send("/staff/keys/new", { name: "" }, 422);
  await send("/staff/keys/new", { name: "Till" }, 200);
});
