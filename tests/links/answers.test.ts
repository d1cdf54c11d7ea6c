import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { orderApprovals } from "#db/schema/orders.ts";
import { memberships } from "#db/schema/organizations.ts";
import { challenges, sessions } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { mailsTo, newestMail, wrongCode } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";

const files = [{ name: "Drawing 3", url: "https://files.example/drawing-3.pdf" }];

let town: ReturnType<typeof openTown>;
let order: string;
let link: string;
beforeEach(() => {
  town = openTown();
  order = tellOrder(town, town.acme, "PO-1", { files }).id;
  tellEvent(town, "PO-1", {
    eventId: "e-1",
    step: "waiting",
    needs: "your approval of drawing 3",
    note: "Look closely",
  });
  link = linkFor(town.ben.email);
});
afterEach(() => town.close());

const linkFor = (email: string) =>
  `/l/${createItemLink(town.system.within(town.acme), { kind: "order", itemId: order, email }, town.now())}`;
const given = () => town.system.db.select().from(orderApprovals).all();
const codeTo = (email: string) => newestMail(town, email, "confirm").code;

/** Somebody with the mail, who looked at the page and pressed a button. */
async function press(fields: Record<string, string> = {}, path = link) {
  const browser = browserIn(town);
  await browser.get(path);
  await browser.submit(fields, { action: `${path}/approval` });
  return browser;
}

describe("an approval from the mail's link, signed out", () => {
  it("shows what is to be approved above both answers, and says that a code comes first", async () => {
    const { main } = pageOf((await browserIn(town).get(link)).html);
    expect(main.text).toMatch(/Look closely Drawing 3 PDF .*Approve Ask for a change/);
    expect(main.text).toContain("We’ll email a code to b••@acme.example first");
  });

  it("is Ben's after two taps and one code, and signs nobody in", async () => {
    const browser = await press({ note: "As drawn" });
    expect(browser.page).toMatchObject({ status: 200, url: `${link}/code` });
    const { text } = pageOf(browser.page.html).main;
    expect(text).toMatch(/your approval of drawing 3 \(PO-1\) Your words As drawn .*Look closely Drawing 3 PDF/);
    expect(given()).toEqual([]);
    const { props } = newestMail(town, town.ben.email, "confirm");
    expect(props).toMatchObject({ about: { decision: "approved", needs: "your approval of drawing 3" } });
    await browser.submit({ code: codeTo(town.ben.email) });
    expect(browser.page).toMatchObject({ status: 200, url: `${link}?answered=approved` });
    expect(pageOf(browser.page.html).status!.text).toBe("Thanks, you’ve approved this. We’ll carry on.");
    const by = { personId: town.ben.id, email: town.ben.email, decision: "approved", note: "As drawn" };
    expect(given()).toMatchObject([{ eventId: "e-1", ...by }]);
    expect([browser.jar.has("sid"), town.system.db.select().from(sessions).all()]).toEqual([false, []]);
  });

  it("is a change as well, which needs words", async () => {
    const browser = await press({ decision: "change", note: "" });
    expect(browser.page).toMatchObject({ status: 422, url: `${link}/approval` });
    expect(pageOf(browser.page.html).alert!.text).toContain("Tell us what should change");
    expect(mailsTo(town, town.ben.email, "confirm")).toEqual([]);
    await browser.submit({ decision: "change", note: "5 cm lower" });
    await browser.submit({ code: codeTo(town.ben.email) });
    expect(given()).toMatchObject([{ decision: "change", note: "5 cm lower" }]);
  });

  it("is nothing that a scanner does by following links", async () => {
    for (const path of [link, `${link}/approval`, `${link}/code`])
      for (const method of ["GET", "HEAD"]) await browserIn(town).request(path, { method });
    expect([given(), town.system.db.select().from(challenges).all()]).toEqual([[], []]);
  });

  it("takes the code in the browser that asked, and in no other", async () => {
    await press();
    const other = browserIn(town);
    await other.post(`${link}/code`, { code: codeTo(town.ben.email) });
    expect([other.page.url, given()]).toEqual([link, []]);
  });

  it("takes no wrong code, and after five of them not the right one", async () => {
    const browser = await press();
    const code = codeTo(town.ben.email);
    for (let n = 0; n < 5; n++) await browser.submit({ code: wrongCode(code) });
    for (const [typed, said] of [
      [code, "That code doesn’t work"],
      ["12", "Enter the six digits from the email"],
      ["", "Enter the code from the email"],
    ] as const) {
      await browser.submit({ code: typed });
      expect(browser.page).toMatchObject({ status: 422, url: `${link}/code` });
      const { title, alert, main } = pageOf(browser.page.html);
      expect([title, alert!.text, main.field(/code/i).isInvalid]).toEqual([
        expect.stringMatching(/^Error: /),
        expect.stringContaining(said),
        true,
      ]);
    }
    expect(given()).toEqual([]);
  });

  it("takes a code that was sent again, and leaves the words as they were", async () => {
    const browser = await press({ note: "As drawn" });
    await browser.submit({}, { action: `${link}/approval?again=1` });
    expect(pageOf(browser.page.html).status!.text).toBe("Sent again. Use the newest email.");
    await browser.submit({ code: codeTo(town.ben.email) });
    expect(given()).toMatchObject([{ note: "As drawn" }]);
  });

  it("takes the code of what was answered last, and not one of another answer before", async () => {
    const browser = await press({ note: "As drawn" });
    const approving = codeTo(town.ben.email);
    await browser.get(link);
    await browser.submit({ decision: "change", note: "5 cm lower" }, { action: `${link}/approval` });
    await browser.submit({ code: approving });
    expect([browser.page.url, given()]).toEqual([`${link}/code`, []]);
    await browser.submit({ code: codeTo(town.ben.email) });
    expect(given()).toMatchObject([{ decision: "change", note: "5 cm lower" }]);
  });

  it("takes no code to sign in with, nor signs in by one of its own", async () => {
    const browser = await press();
    const approving = codeTo(town.ben.email);
    await browser.post("/sign-in", { email: town.ben.email });
    const entering = newestMail(town, town.ben.email).code;
    await browser.post(`${link}/code`, { code: entering });
    expect(given()).toEqual([]);
    await browser.post("/sign-in/check", { code: approving });
    expect(browser.jar.has("sid")).toBe(false);
  });

  it("is not given by somebody whose role may not see orders any more", async () => {
    const browser = await press();
    town.system.db.update(memberships).set({ role: "billing" }).run();
    await browser.submit({ code: codeTo(town.ben.email) });
    expect([browser.page.status, given()]).toEqual([410, []]);
  });

  it("is not given to something else than was looked at", async () => {
    const browser = browserIn(town);
    await browser.get(link);
    tellOrder(town, town.acme, "PO-1", { files: [{ name: "Drawing 4", url: "https://files.example/4.pdf" }] });
    await browser.submit({}, { action: `${link}/approval` });
    expect(browser.page.status).toBe(422);
    expect(browser.page.html).toContain("What we asked for has changed.");
    await browser.submit({}, { action: `${link}/approval` });
    tellOrder(town, town.acme, "PO-1", { files });
    await browser.submit({ code: codeTo(town.ben.email) });
    expect(browser.page.html).toContain("What we asked for has changed.");
    expect(given()).toEqual([]);
  });

  it("says so where Ada was faster", async () => {
    const [ben, ada] = [await press(), await press({}, linkFor(town.ada.email))];
    await ada.submit({ code: codeTo(town.ada.email) });
    await ben.submit({ code: codeTo(town.ben.email) });
    expect(ben.page.url).toBe(link);
    expect(given()).toMatchObject([{ email: town.ada.email }]);
  });

  it("has no more mails sent than signing in has: five, and the page says nothing of it", async () => {
    for (let n = 0; n < 7; n++) expect((await press()).page.url).toBe(`${link}/code`);
    expect(mailsTo(town, town.ben.email, "confirm")).toHaveLength(5);
  });

  it("leads Ben to the portal's own page where he is signed in", async () => {
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
    expect((await ben.get(`${link}/approval`)).url).toBe(`/o/${town.acme}/orders/${order}/approval?event=e-1`);
  });
});
