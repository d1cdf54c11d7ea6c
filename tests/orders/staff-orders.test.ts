import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchSources } from "#app/search-sources.ts";
import { indexChanges } from "#app/search/search-index.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { monday, openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const titles = (html: string) =>
  pageOf(html)
    .main.all("link")
    .filter(({ href }) => /^\/staff\/orders\/ord_\w+$/.test(href))
    .map(({ name }) => name);

describe("the board", () => {
  beforeEach(() => {
    tellOrder(town, town.acme, "PO-1", { title: "No day" });
    tellOrder(town, town.zebra, "PO-2", { title: "Soon", promisedDate: "2026-11-24" });
    tellOrder(town, town.acme, "PO-3", { title: "Late", promisedDate: "2026-11-20" });
    tellOrder(town, town.zebra, "PO-4", { title: "Later", promisedDate: "2026-11-10", kind: "project" });
    tellOrder(town, town.acme, "PO-5", { title: "Today", promisedDate: "2026-11-23" });
    tellOrder(town, town.acme, "PO-6", { title: "Asked", promisedDate: "2026-12-01" });
    tellEvent(town, "PO-6", { step: "waiting", needs: "your colour" });
    tellOrder(town, town.acme, "PO-7", { title: "There", promisedDate: "2026-11-01" });
    tellEvent(town, "PO-7", { step: "delivered", occurredAt: monday - 1 });
    tellOrder(town, town.acme, "PO-8", { title: "Off", cancelled: true }, monday - 86_400_000);
  });

  it("puts first what is late, then what waits on a customer, then the rest by its day, and last what is over", async () => {
    const { html } = await sam.get("/staff/orders");
    expect(titles(html)).toEqual(["Later", "Late", "Asked", "Today", "Soon", "No day", "There", "Off"]);
    expect(html).toContain("2 running late");
    expect(html).toContain("1 waiting on the customer");
    expect(html).toMatch(/Needs your colour/);
    const today = (await sam.get("/staff")).html;
    expect(pageOf(today).region("Late orders").link("All 2").href).toBe("/staff/orders?state=late");
    expect(today).not.toContain("You’re all caught up");
  });

  it("is filtered by state, kind and words, and takes nonsense for no filter", async () => {
    const found = async (query: string) => titles((await sam.get(`/staff/orders?${query}`)).html);
    expect(await found("state=late")).toEqual(["Later", "Late"]);
    expect(await found("state=waiting")).toEqual(["Asked"]);
    expect(await found("state=cancelled")).toEqual(["Off"]);
    expect(await found("kind=project")).toEqual(["Later"]);
    while (indexChanges(town.system, searchSources));
    expect(await found("q=po-7")).toEqual(["There"]);
    expect(await found("q=ZEBRA&state=on-track")).toEqual(["Soon"]);
    expect(await found("q=no%20DAY")).toEqual(["No day"]);
    expect(await found("q=nobody")).toEqual([]);
    for (const nonsense of ["state=toString", "kind=chair", "q=%00", "after=9.x", "after=1.2026-13-45"])
      expect(await found(nonsense)).toHaveLength(8);
  });

  it("goes through all pages once, however alike the days are", async () => {
    for (let n = 0; n < 100; n++) {
      const facts = { title: `Lot ${n}`, promisedDate: n % 3 ? "2026-11-20" : null, cancelled: n % 4 === 0 };
      tellOrder(town, town.acme, `L-${n}`, facts);
    }
    const seen: string[] = [];
    for (let path: string | null = "/staff/orders"; path;) {
      const { html } = await sam.get(path);
      seen.push(...titles(html));
      path = pageOf(html).next;
    }
    expect(seen).toHaveLength(108);
    expect(new Set(seen).size).toBe(108);
  });

  it("says what will be here while there is nothing", async () => {
    const empty = openTown();
    const { html } = await browserIn(empty, { cookie: empty.signIn(empty.sam.id) }).get("/staff/orders");
    expect(html).toContain("No orders yet");
    expect(pageOf(html).link("New order").href).toBe("/staff/orders/new");
    empty.close();
  });

  it("is not there where the company has switched orders off", async () => {
    const other = openTown({ FEATURES: "billing" });
    const browser = browserIn(other, { cookie: other.signIn(other.sam.id) });
    expect((await browser.get("/staff/orders")).status).toBe(404);
    expect(pageOf((await browser.get("/staff")).html).all("link", "Orders")).toEqual([]);
    other.close();
  });
});

describe("a step", () => {
  const open = async (path = "") => {
    const { id } = tellOrder(town, town.acme, "PO-9", { title: "Six chairs" });
    return sam.get(`/staff/orders/${id}${path}`);
  };
  const customer = () => browserIn(town, { cookie: town.signIn(town.ada.id) });

  it("is added in two taps: the page's button, and the form as it stands", async () => {
    const { html, url } = await open();
    tellEvent(town, "PO-9", { step: "packed" });
    town.pass(60_000);
    const { href } = pageOf((await sam.get(url)).html).link("Mark as shipped");
    expect(html).toContain("Mark as placed");
    await sam.get(href);
    await sam.submit();
    expect(sam.page.url).toBe(url);
    expect(sam.page.html).toContain("PO-9: Shipped. The customer can see it now.");
    expect(pageOf(sam.page.html).row(/^Shipped/).text).toContain("Added by sam@norrland.example");
    expect(sam.page.html).toContain("Mark as delivered");
    expect(pageOf((await sam.get("/staff/log")).html).text).toContain("Order step added PO-9: shipped");
  });

  it("carries number, carrier, link and note, at the time that is said", async () => {
    await open("/events/new?step=shipped");
    const parcel = {
      carrier: "DHL",
      trackingNumber: "0034 1",
      trackingUrl: "https://dhl.example/1",
      note: "Two parcels",
    };
    await sam.submit({ ...parcel, occurredAt: "2026-11-20T08:30" });
    const { html } = sam.page;
    const { main } = pageOf(html);
    expect(main.link("Track with DHL").href).toBe("https://dhl.example/1");
    const shipped = main.row(/^Shipped/).text;
    for (const said of ["20 Nov 2026, 08:30", "DHL · 0034 1", "Two parcels"]) expect(shipped).toContain(said);
  });

  it("keeps what was typed where something is wrong, and says what", async () => {
    await open("/events/new?step=shipped");
    const typed = {
      carrier: "DHL",
      trackingUrl: "javascript:alert(1)",
      note: "Two parcels",
      occurredAt: "2026-12-24T10:00",
    };
    const { html, status } = await sam.submit({ ...typed, step: "flown" });
    expect(status).toBe(422);
    const { title, main } = pageOf(html);
    expect(title).toMatch(/^Error: /);
    expect(html.match(/Choose a step|A step can’t be in the future|starts with https/g)).toHaveLength(6);
    expect(main.all("field").map(({ value }) => value)).toEqual(expect.arrayContaining(Object.values(typed)));
    const again = await sam.submit({ occurredAt: "yesterday", step: "shipped", trackingUrl: "" });
    expect(again.html).toContain("like 2026-11-30T14:00");
    expect((await sam.submit({ note: "x".repeat(3000), occurredAt: "" })).html).toContain(
      "Shorten the note to 2,000 characters",
    );
  });

  it("sent twice is one step and leads to the same place", async () => {
    await open("/events/new?step=placed");
    const { html, url } = sam.page;
    const form = formsOf(html, url).find(({ fields }) => "occurredAt" in fields)!;
    const send = () => sam.post(url, { ...form.fields, step: "placed" });
    const [first, second] = [await send(), await send()];
    expect(second.url).toBe(first.url);
    expect(
      pageOf(second.html)
        .region("Steps")
        .rows(/^Placed/),
    ).toHaveLength(1);
    expect((await sam.get("/staff/log")).html.match(/Order step added/g)).toHaveLength(1);
  });

  it("that asks the customer puts the order among those that wait", async () => {
    await open("/events/new?step=waiting");
    expect((await sam.submit()).html).toContain("Enter what you need from the customer");
    const { html } = await sam.submit({ needs: "your approval of the drawing" });
    expect(html).toContain("PO-9 is now waiting on the customer.");
    expect(pageOf(html).main.text).toContain("Waiting on customer");
    expect(html).toContain("Needs your approval of the drawing");
  });

  it("follows the one before it, though both came in the same minute", async () => {
    const { url } = await open();
    for (const step of ["placed", "confirmed", "packed"]) {
      town.pass(1_000);
      await sam.get(`${url}/events/new?step=${step}`);
      await sam.submit();
    }
    const told = pageOf(sam.page.html)
      .region("Steps")
      .rows(/Added by/);
    expect(told.map(({ text }) => text.split(" ")[0])).toEqual(["Placed", "Confirmed", "Packed"]);
  });

  it("is a customer's to read, never to add", async () => {
    const { url } = await open();
    for (const path of [url, `${url}/events/new`]) expect((await customer().get(path)).status).toBe(404);
  });
});
