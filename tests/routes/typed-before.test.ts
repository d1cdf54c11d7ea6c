import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweep } from "#app/auth/sweep.ts";
import { paths } from "#app/paths.ts";
import { drafts, messages } from "#db/schema/requests.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { ask, customer } from "#tests/request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let request: string;
beforeEach(() => {
  town = openTown();
  request = ask(town, town.acme, customer(town.ada)).id;
});
afterEach(() => town.close());

const day = 24 * 60 * 60_000;
const note = "You were signed out in between";
const as = (person: { id: typeof town.ada.id }) => browserIn(town, { cookie: town.signIn(person.id) });
const kept = () => town.system.db.select().from(drafts).all();

/** Posts to a form while signed out. Gives where sign-in leads back to. */
async function postSignedOut(path: string, fields: Record<string, string>, ip?: string) {
  const { status, headers } = await browserIn(town, { ip }).post(path, fields, {}, false);
  expect(status).toBe(303);
  const to = new URL(headers.get("Location")!, town.config.appUrl);
  expect(to.pathname).toBe("/sign-in");
  return to.searchParams.get("next")!;
}

describe("what was typed while signed out", () => {
  it("is in the form after sign-in, until it is sent", async () => {
    const path = paths.newRequest(town.acme, { about: "order:ord_1" });
    const next = await postSignedOut(path, { subject: "Lot 7", message: "A long <b>story</b>" });
    const ada = as(town.ada);
    const { html } = await ada.get(next);
    expect(html).toContain(note);
    const form = formsOf(html, next).find(({ fields }) => "message" in fields)!;
    expect(form.fields).toMatchObject({ subject: "Lot 7", message: "A long <b>story</b>" });
    expect((await ada.get(next)).html).toContain(note);
    await ada.submit({}, { action: "/o/" });
    expect(
      town.system.db
        .select()
        .from(messages)
        .all()
        .map(({ text }) => text),
    ).toContain("A long <b>story</b>");
    expect(kept()).toEqual([]);
    expect((await ada.get(next)).html).not.toContain(note);
  });

  it("is in the reply, whatever way the form was sent", async () => {
    const path = paths.request(town.acme, request);
    const body = new FormData();
    body.append("message", "My reply");
    body.append("files", new File(["x"], "a.txt"));
    const nobody = browserIn(town);
    const { headers } = await nobody.request(
      path,
      { method: "POST", headers: { Origin: town.config.appUrl }, body },
      false,
    );
    const next = new URL(headers.get("Location")!, town.config.appUrl).searchParams.get("next")!;
    expect((await as(town.ada).get(next)).html).toContain("My reply");
    const staff = await postSignedOut(paths.staffRequest(request), { message: "The answer" });
    expect((await as(town.sam).get(staff)).html).toContain("The answer");
  });

  it("is nobody's under a wrong id, at another form, or after a day", async () => {
    const next = await postSignedOut(paths.newRequest(town.acme), { message: "Secret words" });
    const id = new URL(next, town.config.appUrl).searchParams.get("draft")!;
    const zoe = as(town.zoe);
    expect((await zoe.get(next)).status).toBe(404);
    expect((await zoe.get(`${paths.newRequest(town.zebra)}?draft=${id}`)).html).not.toContain("Secret words");
    const ada = as(town.ada);
    expect((await ada.get(`${paths.request(town.acme, request)}?draft=${id}`)).html).not.toContain("Secret words");
    expect((await ada.get(`${paths.newRequest(town.acme)}?draft=wrong`)).html).not.toContain(note);
    expect(JSON.stringify(kept())).not.toContain(id);
    expect(kept()[0]!.sealed.includes("Secret")).toBe(false);
    town.pass(day + 1);
    expect((await as(town.ada).get(next)).html).not.toContain("Secret words");
    expect(sweep(town.system, town.now())).toBeGreaterThan(0);
    expect(kept()).toEqual([]);
  });

  it("is at most 20,000 characters, and not more than a network may leave", async () => {
    const path = paths.newRequest(town.acme);
    const next = await postSignedOut(path, { message: "x".repeat(30_000) }, "203.0.113.50");
    const { html } = await as(town.ada).get(next);
    expect(/x{19999,}/.exec(html)![0]).toHaveLength(20_000);
    for (let i = 0; i < 19; i++) await postSignedOut(path, { message: "again" }, "203.0.113.50");
    expect(await postSignedOut(path, { message: "again" }, "203.0.113.50")).toBe(path);
    expect(kept()).toHaveLength(20);
  });

  it("is nothing where nothing was typed", async () => {
    expect(await postSignedOut(paths.newRequest(town.acme), { message: " " })).toBe(paths.newRequest(town.acme));
    expect(kept()).toEqual([]);
  });
});
