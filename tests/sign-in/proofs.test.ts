import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requireSudo } from "#app/sign-in/handles.ts";
import { makeSignInLink } from "#app/sign-in/challenge-links.ts";
import { memberships } from "#db/schema/organizations.ts";
import { sessionProofs } from "#db/schema/sign-in.ts";
import { portalWithMemory } from "#tests/held-pages.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { cases, isPost } from "#tests/tenancy-matrix.ts";
import { openPlace } from "#tests/tenancy-place.ts";
import { openTown } from "#tests/world.ts";
import { minute, type Browser } from "./door.ts";
import { newestMail } from "./mailbox.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

type Asking = Pick<typeof town, "system" | "now">;
/** Acme signs somebody out: what they proved until now opens it no more. */
function askAnew({ system, now }: Asking, orgId: typeof town.acme, personId: typeof town.ada.id) {
  const ofThem = and(eq(memberships.orgId, orgId), eq(memberships.personId, personId));
  system.db.update(memberships).set({ proofsAfter: now() }).where(ofThem).run();
}

const isSudo = (browser: Browser) => {
  const request = new Request("https://portal.example/me", {
    headers: { Cookie: `__Host-sid=${browser.jar.get("__Host-sid")}` },
  });
  try {
    return !!requireSudo({ request, context: { portal: town.portal, ip: "", memo: new Map() } });
  } catch {
    return false;
  }
};
const how = async (browser: Browser) =>
  pageOf((await browser.get("/me/sessions")).html)
    .rows()
    .map(({ text }) => text);

it("an invitation opens what a mail does, and is no proof for what asks for one", async () => {
  const browser = browserIn(town, { cookie: town.signIn(town.ada.id, "Firefox on Linux", "invite") });
  expect((await browser.get(`/o/${town.acme}`)).status).toBe(200);
  expect(isSudo(browser)).toBe(false);
  expect(await how(browser)).toEqual([expect.stringContaining("with an invitation")]);
  town.pass(minute);
  await browser.get("/me/confirm?next=/me/sessions");
  await browser.submit();
  await browser.submit({ code: newestMail(town, town.ada.email, "confirm").code });
  expect(isSudo(browser)).toBe(true);
  expect(await how(browser)).toEqual([expect.stringContaining("by email")]);
});

it("that opens one organization sees no page that was remembered for a choice of two, nor the other way round", async () => {
  town.join(town.zebra, town.ada.id, "member");
  const old = town.signIn(town.ada.id);
  askAnew(town, town.zebra, town.ada.id);
  town.pass(minute);
  const portal = portalWithMemory(town);
  const ask = async (cookie: string) =>
    pageOf((await portal.ask(`/o/${town.acme}`, cookie)).html).bar.text.includes("Zebra Ltd");
  const young = town.signIn(town.ada.id);
  expect([await ask(old), await ask(young), await ask(old)]).toEqual([false, true, false]);
});

it("a link from the command line is a proof of its own", async () => {
  const browser = browserIn(town);
  const { pathname, search } = new URL(await makeSignInLink(town.portal, town.sam.email, 15));
  await browser.get(pathname + search);
  await browser.submit();
  expect(browser.page.url).toBe("/staff");
  expect(isSudo(browser)).toBe(true);
  expect(await how(browser)).toEqual([expect.stringContaining("from the command line")]);
});

it("whoever is signed out of one organization is still in the others, and comes back by a code", async () => {
  town.join(town.zebra, town.ben.id, "member");
  const browser = browserIn(town, { cookie: town.signIn(town.ben.id) });
  town.pass(minute);
  askAnew(town, town.acme, town.ben.id);
  expect((await browser.get(`/o/${town.zebra}`)).status).toBe(200);
  const names = pageOf((await browser.get("/organizations")).html).main.text;
  expect(names).toContain("Zebra Ltd");
  expect(names).not.toContain("Acme GmbH");
  expect((await browser.get("/")).url).toBe(`/o/${town.zebra}`);
  town.pass(minute);
  await browser.get(`/o/${town.acme}/orders`);
  expect(browser.page.url).toMatch(/^\/me\/confirm/);
  expect(browser.page.html).not.toContain("Acme GmbH");
  await browser.submit();
  await browser.submit({ code: newestMail(town, town.ben.email, "confirm").code });
  expect([browser.page.url, browser.page.status]).toEqual([`/o/${town.acme}/orders`, 200]);
});

it("no remembered page is given to a session that may not open it any more", { timeout: 60_000 }, async () => {
  const { town, place, cookies } = await openPlace();
  const portal = portalWithMemory(town);
  const reading = cases.filter(([id, row]) => id.startsWith("routes/o.") && !isPost(row));
  const cookie = cookies.owner!;
  const held: { path: string; etag: string }[] = [];
  for (const [, row] of reading) {
    const path = row.path(place);
    const [{ etag }, again] = [await portal.ask(path, cookie), await portal.ask(path, cookie)];
    if (again.status === 200 && !again.isRendered) held.push({ path, etag });
  }
  expect(held.length).toBeGreaterThan(6);
  town.pass(1);
  // Nothing that the page is made of changes by it.
  town.system.db.update(sessionProofs).set({ until: town.now() }).run();
  for (const { path, etag } of held) {
    expect([path, (await portal.ask(path, cookie)).status]).toEqual([path, 303]);
    expect([path, (await portal.ask(path, cookie, etag)).status]).toEqual([path, 303]);
  }
  await town.end();
});
