import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "#app/paths.ts";
import { messages } from "#db/schema/requests.ts";
import { addWaitingFile } from "#tests/files/file-rows.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn } from "#tests/http.ts";
import { ask, customer } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let request: string;
beforeEach(() => {
  town = openTown();
  request = ask(town, town.acme, customer(town.ada)).id;
});
afterEach(() => town.close());

/** A request of Ada's with that file. Gives where the file is for a member, and its row. */
async function sent(name: string, source: Uint8Array) {
  const file = await addWaitingFile(town, town.acme, name, name, source);
  const { id } = ask(town, town.acme, customer(town.ada), { draft: name });
  return { url: paths.requestFile(town.acme, id, file.id), request: id, file };
}

const as = (person: { id: typeof town.ada.id }) => browserIn(town, { cookie: town.signIn(person.id) });

async function fetched(url: string, cookie = town.signIn(town.ada.id), method = "GET") {
  const response = await town.fetch(url, { method, headers: { Cookie: cookie } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes, headers: response.headers };
}

describe("a file of a request", () => {
  it("is saved under its own name, byte for byte, and can do nothing where it is opened", async () => {
    const { url } = await sent('椅子; "rot".pdf', samples.pdf);
    const { status, bytes, headers } = await fetched(url);
    expect(status).toBe(200);
    expect(bytes.equals(samples.pdf)).toBe(true);
    expect(headers.get("Content-Disposition")).toMatch(
      /^attachment; .*filename\*=UTF-8''%E6%A4%85%E5%AD%90%3B%20%22rot%22\.pdf$/,
    );
    expect(headers.get("Content-Type")).toBe("application/pdf");
    expect(headers.get("Content-Length")).toBe(String(samples.pdf.length));
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none';.* sandbox$/);
    expect(headers.get("Cache-Control")).toBe("private, no-store");
  });

  it.each([
    ["seat.png", samples.png, "image/png"],
    ["seat.jpg", samples.jpg, "image/jpeg"],
    ["seat.gif", samples.gif, "image/gif"],
    ["seat.webp", samples.webp, "image/webp"],
  ])("%s is shown, because its bytes are that", async (name, bytes, type) => {
    const { headers } = await fetched((await sent(name, bytes)).url);
    expect(headers.get("Content-Disposition")).toBe(`inline; filename="${name}"`);
    expect(headers.get("Content-Type")).toBe(type);
    expect(headers.get("Content-Security-Policy")).toContain("sandbox");
  });

  it.each([
    ["seat.png", samples.zip],
    ["seat.gif", samples.gifAndScript],
    ["parts.txt", samples.text],
    ["photo.heic", samples.heic],
    ["drawing.dwg", samples.cfb],
  ])("%s is only ever saved where it is not one of the four", async (name, bytes) => {
    const { headers } = await fetched((await sent(name, bytes)).url);
    expect(headers.get("Content-Disposition")).toBe(`attachment; filename="${name}"`);
    expect(headers.get("Content-Type")).not.toMatch(/html|svg|script/);
  });

  it("says to a HEAD what it would be, and opens nothing", async () => {
    const { status, bytes, headers } = await fetched((await sent("a.pdf", samples.pdf)).url, undefined, "HEAD");
    expect([status, bytes.length, headers.get("Content-Length")]).toEqual([200, 0, String(samples.pdf.length)]);
  });

  it("that is not on the disk any more is a page that says so", async () => {
    const { url, file } = await sent("a.pdf", samples.pdf);
    rmSync(join(town.dataDir, "files", file.id));
    const page = await as(town.ada).get(url);
    expect(page.status).toBe(410);
    expect(page.html).toContain("This file is no longer here");
    expect(page.html).toContain("/contact");
  });
});

describe("who gets a file", () => {
  it("is who may read its request: its author and colleagues who see requests", async () => {
    const { url } = await sent("a.pdf", samples.pdf);
    for (const person of [town.ada, town.abe, town.ben]) expect((await as(person).get(url)).status).toBe(200);
    // Their roles see their own requests only.
    for (const person of [town.bo, town.ann]) expect((await as(person).get(url)).status).toBe(404);
    expect((await as(town.zoe).get(url)).status).toBe(404);
    expect((await browserIn(town).request(url, {}, false)).status).toBe(303);
  });

  it("is nobody by another request, another organization, or before it was sent", async () => {
    const { file, request: its } = await sent("a.pdf", samples.pdf);
    const waiting = await addWaitingFile(town, town.acme, "waiting");
    const never = (await as(town.zoe).get(paths.requestFile(town.zebra, its, "fil_never"))).html;
    for (const url of [paths.requestFile(town.zebra, its, file.id), paths.requestFile(town.zebra, request, file.id)]) {
      const page = await as(town.zoe).get(url);
      expect([page.status, page.html.replaceAll(url, "")]).toEqual([
        404,
        never.replaceAll(paths.requestFile(town.zebra, its, "fil_never"), ""),
      ]);
    }
    expect((await as(town.ada).get(paths.requestFile(town.acme, request, file.id))).status).toBe(404);
    expect((await as(town.ada).get(paths.requestFile(town.acme, its, waiting.id))).status).toBe(404);
    expect((await as(town.sam).get(paths.staffFile(waiting.id))).status).toBe(404);
  });

  it("is the staff, whoever's it is; a note's file is theirs alone", async () => {
    const { url, file } = await sent("a.pdf", samples.pdf);
    expect((await as(town.sam).get(paths.staffFile(file.id))).status).toBe(200);
    expect((await as(town.ada).get(paths.staffFile(file.id))).status).toBe(404);
    town.system.db.update(messages).set({ kind: "note" }).run();
    expect((await as(town.ada).get(url)).status).toBe(404);
    expect((await as(town.sam).get(paths.staffFile(file.id))).status).toBe(200);
  });
});
