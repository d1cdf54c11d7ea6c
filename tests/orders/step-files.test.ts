import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sweepFiles } from "#app/files/file-sweep.ts";
import { paths } from "#app/paths.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import type { OrgId } from "#db/ids.ts";
import { messageFiles } from "#db/schema/requests.ts";
import { stepFiles } from "#db/schema/orders.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { tellOrder } from "./order-rows.ts";

let town: ReturnType<typeof openTown>;
let order: string;
let sam: ReturnType<typeof browserIn>;
beforeEach(async () => {
  town = openTown();
  order = tellOrder(town, town.acme, "PO-1").id;
  sam = as("sam");
  await sam.get(paths.newOrderEvent(order, "waiting"));
});
afterEach(() => town.close());

const as = (who: "sam" | "ben" | "ada" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const rows = () => town.system.db.select().from(stepFiles).all();
const waiting = () => town.system.db.select().from(messageFiles).all();
const needs = "your approval of drawing 3";

/** Sends the page's form with files as a browser does; `fields` in place of what stands in it. */
function send(fields: Record<string, string>, files: Record<string, Uint8Array> = {}, page = sam.page) {
  const form = formsOf(page.html, page.url).find((one) => "needs" in one.fields)!;
  const body = new FormData();
  const { files: _, ...typed } = { ...form.fields, ...fields };
  for (const [name, value] of Object.entries(typed)) body.append(name, value);
  for (const [name, bytes] of Object.entries(files)) body.append("files", new File([new Uint8Array(bytes)], name));
  return sam.request(form.path, { method: "POST", headers: { Origin: town.config.appUrl }, body }, false);
}

it("shows what staff ask approval of above the buttons, a picture as one, signed in and by the mail's link", async () => {
  const files = { "drawing-3.pdf": samples.pdf, "stairs.png": samples.png };
  expect((await send({ needs }, files)).status).toBe(303);
  const [drawing, stairs] = rows();
  expect(waiting()).toEqual([]);
  expect([drawing!.width, stairs!.width, stairs!.height]).toEqual([null, 1, 1]);

  const ben = as("ben");
  const place = paths.orderFile(town.acme, order, stairs!.id);
  const picture = () => /(?<=img ).*?stairs[^>]*/.exec(ben.page.html)![0].split('"');
  await ben.get(paths.home(town.acme));
  const asked = pageOf(ben.page.html).main.link(/^PO-1 needs your approval of drawing 3/).href;
  expect(asked).toBe(paths.approval(town.acme, order, stairs!.eventId));
  for (const part of [place, "56", "lazy"]) expect(picture()).toContain(part);
  await ben.get(paths.order(town.acme, order));
  const to = pageOf(ben.page.html).main.link("Look at it and approve").href;
  const { html } = await ben.get(to);
  const { main } = pageOf(html);
  expect(main.text).toMatch(/Please look at this first drawing-3.pdf PDF, 1 kB stairs.png PNG, 1 kB .*Approve Ask/);
  expect(main.all("link").filter(({ href }) => href === place)).toHaveLength(2);
  for (const part of [place, "1", "lazy"]) expect(picture()).toContain(part);

  const link = createItemLink(
    town.system.within(town.acme),
    { kind: "order", itemId: order, email: town.ben.email },
    town.now(),
  );
  const stranger = browserIn(town);
  expect((await stranger.get(`/l/${link}`)).html).toContain(paths.itemFile(link, stairs!.id));
  const shown = await stranger.request(paths.itemFile(link, stairs!.id));
  expect([shown.status, shown.headers.get("Content-Type")]).toEqual([200, "image/png"]);
  expect(shown.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(shown.headers.get("Content-Security-Policy")).toContain("sandbox");
});

it("is nothing that the link of another order, or of another organization's, opens", async () => {
  await send({ needs }, { "stairs.png": samples.png });
  const [{ id }] = rows() as [ReturnType<typeof rows>[number]];
  const linkTo = (org: OrgId, itemId: string, email: string) =>
    createItemLink(town.system.within(org), { kind: "order", itemId, email }, town.now());
  const opened = async (link: string) => (await browserIn(town).request(paths.itemFile(link, id), {}, false)).status;
  const own = linkTo(town.acme, order, town.ben.email);
  const other = linkTo(town.acme, tellOrder(town, town.acme, "PO-OTHER").id, town.ben.email);
  const foreign = linkTo(town.zebra, tellOrder(town, town.zebra, "PO-ZEBRA").id, town.zoe.email);
  expect(await Promise.all([own, other, foreign].map(opened))).toEqual([200, 404, 404]);
});

it("keeps good files where something is wrong, and asks once however often it is sent", async () => {
  const refused = await send({ needs: "" }, { "drawing-3.pdf": samples.pdf });
  expect(refused.status).toBe(422);
  const page = { ...sam.page, html: refused.html };
  expect(pageOf(page.html).main.text).toContain("Already added");
  const form = formsOf(page.html, page.url).find((one) => "needs" in one.fields)!;
  expect(form.fields.keep).toBe(waiting()[0]!.id);
  for (let time = 0; time < 2; time++) expect((await send({ needs }, {}, page)).status).toBe(303);
  expect(rows().map(({ name }) => name)).toEqual(["drawing-3.pdf"]);
});

it("takes no drawing that is a page, and says which file", async () => {
  const refused = await send({ needs }, { "drawing.svg": samples.svg, "drawing.pdf": samples.pdf });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain("“drawing.svg” can act as a program or a web page");
  expect(rows()).toEqual([]);
});

it("takes five files of up to 10 MB, and says what to do with a sixth", async () => {
  const large = (n: number) => [`drawing-${n}.txt`, Buffer.alloc(2 * 1024 * 1024, `drawing ${n}`)] as const;
  const refused = await send({ needs }, Object.fromEntries([1, 2, 3, 4, 5, 6].map(large)));
  expect(refused.status).toBe(422);
  expect(refused.html).toContain("“drawing-6.txt” is one file too many. Put several into one ZIP.");
  expect(formsOf(refused.html, sam.page.url).find((one) => "needs" in one.fields)!.fields.needs).toBe(needs);
  expect((await send({ needs }, Object.fromEntries([1, 2, 3, 4, 5].map(large)))).status).toBe(303);
  expect(rows().map(({ bytes }) => bytes)).toEqual([1, 2, 3, 4, 5].map(() => 2 * 1024 * 1024));
});

it("stays beside the step once it is answered, and its bytes go with a step that is taken back", async () => {
  await send({ needs }, { "drawing-3.pdf": samples.pdf });
  const [{ id, eventId }] = rows() as [ReturnType<typeof rows>[number]];
  const path = join(town.dataDir, "files", id);
  utimesSync(path, 0, 0);
  await sweepFiles(town.config, town.system, town.now());
  expect(existsSync(path)).toBe(true);
  expect((await sam.get(paths.staffOrder(order))).html).toContain(paths.staffOrderFile(order, id));
  await sam.get(paths.removeOrderEvent(order, eventId));
  await sam.submit();
  expect(rows()).toEqual([]);
  await sweepFiles(town.config, town.system, town.now());
  expect(readdirSync(join(town.dataDir, "files"))).toEqual([]);
});

it("is nobody's question any more when the drawing is another", async () => {
  await send({ needs }, { "drawing-3.pdf": samples.pdf });
  const [{ eventId }] = rows() as [ReturnType<typeof rows>[number]];
  const ben = as("ben");
  await ben.get(paths.approval(town.acme, order, eventId));
  town.system.db.delete(stepFiles).run();
  expect((await ben.submit()).html).toContain("What we asked for has changed.");
});
