import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeMessage } from "#app/sign-in/limits.ts";
import { dropOld } from "#app/sweep.ts";
import { paths } from "#app/paths.ts";
import { drafts, messages } from "#db/schema/requests.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let request: string;
beforeEach(() => {
  town = openTown();
  request = ask(town, town.acme, customer(town.ada)).id;
});
afterEach(() => town.close());

const day = 24 * 60 * 60_000;
const note = "You were signed out.";
const elsewhere = "What you wrote before you signed in isn’t here";
const isKept = "Your message is kept. Sign in to send it.";
const as = (person: { id: typeof town.ada.id }) => browserIn(town, { cookie: town.signIn(person.id) });
const kept = () => town.system.db.select().from(drafts).all();

/** Posts to a form while signed out. Gives where sign-in leads back to. */
async function postSignedOut(path: string, fields: Record<string, string>, browser = browserIn(town)) {
  const { status, headers } = await browser.post(path, fields, {}, false);
  expect(status).toBe(303);
  const to = new URL(headers.get("Location")!, town.config.appUrl);
  expect(to.pathname).toBe("/sign-in");
  return to.searchParams.get("next")!;
}

/** Ends somebody's sessions, as another of their browsers may. */
const end = ({ id }: { id: typeof town.ada.id }) =>
  town.system.db.update(sessions).set({ endedAt: town.now() }).where(eq(sessions.personId, id)).run();

/** Signs somebody in, in a browser that was there before. */
function enter(browser: ReturnType<typeof browserIn>, { id }: { id: typeof town.ada.id }) {
  const [name, value] = town.signIn(id).split("=");
  browser.jar.set(name!, value!);
  return browser;
}

describe("what was typed while signed out", () => {
  it("is in the form after sign-in, until it is sent, and the pages say so", async () => {
    const path = paths.newRequest(town.acme, { about: "order:ord_1" });
    const ada = browserIn(town);
    const message = "A long <b>story</b>";
    const next = await postSignedOut(path, { subject: "Lot 7", message }, ada);
    expect((await ada.get(paths.signIn(next))).html).toContain(isKept);
    await ada.submit({ email: "no address" });
    expect([ada.page.status, ada.page.html.includes(isKept)]).toEqual([422, true]);
    await ada.submit({ email: town.ada.email });
    expect([ada.page.url, ada.page.html.includes(isKept)]).toEqual([paths.signInCheck(), true]);
    enter(ada, town.ada);
    const { html } = await ada.get(next);
    expect(html).toContain(note);
    const form = formsOf(html, next).find(({ fields }) => "message" in fields)!;
    expect(form.fields).toMatchObject({ subject: "Lot 7", message });
    expect((await ada.get(next)).html).toContain(note);
    await ada.submit({ message: " " }, { action: "/o/" });
    expect([ada.page.status, kept().length]).toEqual([422, 1]);
    for (let n = 0; n < 20; n++) takeMessage(town.system, town.ada.id, true, town.now());
    await ada.submit({ message: form.fields.message! }, { action: "/o/" });
    expect([ada.page.status, kept().length]).toEqual([429, 1]);
    town.pass(60 * 60_000);
    await ada.submit({ message: form.fields.message! }, { action: "/o/" });
    expect(
      town.system.db
        .select()
        .from(messages)
        .all()
        .map(({ text }) => text),
    ).toContain(message);
    expect(kept()).toEqual([]);
    expect((await ada.get(next)).html).not.toContain(note);
  });

  it("is in the reply, whatever way the form was sent", async () => {
    const path = paths.request(town.acme, request);
    const body = new FormData();
    body.append("message", "My reply");
    body.append("files", new File(["x"], "a.txt"));
    const ada = browserIn(town);
    const { headers } = await ada.request(
      path,
      { method: "POST", headers: { Origin: town.config.appUrl }, body },
      false,
    );
    const next = new URL(headers.get("Location")!, town.config.appUrl).searchParams.get("next")!;
    expect((await enter(ada, town.ada).get(next)).html).toContain("My reply");
    const sam = browserIn(town);
    const staff = await postSignedOut(paths.staffRequest(request), { message: "The answer" }, sam);
    expect((await enter(sam, town.sam).get(staff)).html).toContain("The answer");
  });

  it("is nobody's by the link alone, at another form, or after a day", async () => {
    const ada = browserIn(town);
    const next = await postSignedOut(paths.newRequest(town.acme), { message: "Secret words" }, ada);
    for (const one of [town.ben, town.ada]) {
      const { status, html } = await as(one).get(next);
      expect([status, html.includes("Secret words"), html.includes(elsewhere)]).toEqual([200, false, true]);
    }
    expect((await as(town.zoe).get(next)).status).toBe(404);
    enter(ada, town.ada);
    expect((await ada.get(`${paths.request(town.acme, request)}?draft=kept`)).html).not.toContain("Secret words");
    const plain = await ada.get(paths.newRequest(town.acme));
    expect([note, elsewhere, "Secret words"].filter((words) => plain.html.includes(words))).toEqual([]);
    expect((await ada.get(next)).html).toContain("Secret words");
    expect(JSON.stringify(kept())).not.toContain(ada.jar.get("__Host-draft")!);
    expect(kept()[0]!.sealed.includes("Secret")).toBe(false);
    town.pass(day + 1);
    expect((await ada.get(next)).html).not.toContain("Secret words");
    expect(await dropOld(town.system, town.now())).toBeGreaterThan(0);
    expect(kept()).toEqual([]);
  });

  it("is the person's whose session ran out: in any browser, and nobody else's in the same one", async () => {
    const here = as(town.ada);
    town.pass(15 * day);
    const next = await postSignedOut(paths.newRequest(town.acme), { message: "Secret words" }, here);
    expect((await as(town.ada).get(next)).html).toContain("Secret words");
    const { html } = await enter(here, town.ben).get(next);
    expect([html.includes("Secret words"), html.includes(elsewhere)]).toEqual([false, true]);
    end(town.ben);
    await postSignedOut(paths.newRequest(town.acme), { message: "Words of Ben" }, here);
    expect((await enter(here, town.ada).get(next)).html).toContain("Secret words");
    expect((await enter(here, town.ben).get(next)).html).toContain("Words of Ben");
    const away = as(town.ada);
    await away.get(next);
    await away.submit({}, { action: "/o/" });
    expect(kept()).toMatchObject([{ personId: town.ben.id }]);
  });

  it("is at most 64 Ki characters, one a form and browser, and not more than a network may leave", async () => {
    const path = paths.newRequest(town.acme);
    const ada = browserIn(town, { ip: "203.0.113.50" });
    const next = await postSignedOut(path, { message: "x".repeat(70_000) }, ada);
    const { html } = await enter(ada, town.ada).get(next);
    expect(/x{65535,}/.exec(html)![0]).toHaveLength(64 * 1024);
    ada.jar.delete("__Host-sid");
    for (let i = 0; i < 19; i++) await postSignedOut(path, { message: "again" }, ada);
    expect(await postSignedOut(path, { message: "again" }, ada)).toBe(path);
    expect(kept()).toHaveLength(1);
  });

  it("is kept of somebody whose session ran out, however much others left in the same office", async () => {
    const path = paths.newRequest(town.acme);
    const ada = as(town.ada);
    for (let i = 0; i < 21; i++) await postSignedOut(path, { message: "again" });
    end(town.ada);
    await postSignedOut(path, { message: "Secret words" }, ada);
    expect(kept()).toContainEqual(expect.objectContaining({ personId: town.ada.id }));
  });

  it("is nothing where nothing was typed", async () => {
    expect(await postSignedOut(paths.newRequest(town.acme), { message: " " })).toBe(paths.newRequest(town.acme));
    expect(kept()).toEqual([]);
  });
});
