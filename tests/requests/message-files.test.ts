import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepFiles } from "#app/files/file-sweep.ts";
import { maxFileBytes, findStored, storeFile } from "#app/files/file-store.ts";
import {
  draftOf,
  dropWaiting,
  findFile,
  findFileForStaff,
  keepFile,
  listFilesOf,
  listWaiting,
  type MessageFile,
} from "#app/requests/message-files.ts";
import { openRequest, addMessage } from "#app/requests/requests-write.ts";
import { messageFiles, messages } from "#db/schema/requests.ts";
import { sha256 } from "#db/secrets.ts";
import { staffOf } from "#db/tenant.ts";
import { samples } from "#tests/files/file-samples.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const day = 24 * 60 * 60_000;
const desk = { staffEmails: ["sam@norrland.example"], supportEmail: "help@norrland.example" };
const acme = () => town.system.within(town.acme);
const author = () => ({ side: "customer" as const, personId: town.ada.id, email: town.ada.email, name: "Ada" });
const onDisk = () => (existsSync(folder()) ? readdirSync(folder()) : []);
const folder = () => join(town.dataDir, "files");
const keep = (name: string, source: Parameters<typeof storeFile>[2], draft = "draft") =>
  keepFile(town.config, acme(), { draft }, { name, source }, town.now());

async function* pieces(total: number, size = 65_536) {
  for (let sent = 0; sent < total; sent += size) yield Buffer.alloc(Math.min(size, total - sent), "chair ");
}

/** Dates what is on the disk that long before now, as a file system on the world's clock would. */
function age(ms: number) {
  const then = (town.now() - ms) / 1000;
  for (const name of onDisk()) utimesSync(join(folder(), name), then, then);
}

describe("a file", () => {
  it("is on the disk under an id of its own, with its sum, and its row gives no path", async () => {
    const row = (await keep("../../chair.png", samples.png)) as MessageFile;
    expect(row).toMatchObject({ orgId: town.acme, name: "chair.png", type: "image/png", bytes: samples.png.length });
    expect(row.sha256).toBe(sha256(samples.png));
    expect(onDisk()).toEqual([row.id]);
    expect(readFileSync(join(folder(), row.id)).equals(samples.png)).toBe(true);
  });

  it("may have 10 MB, and not a byte more; what is too much leaves nothing", async () => {
    const whole = (await keep("big.txt", pieces(maxFileBytes))) as MessageFile;
    expect(whole.bytes).toBe(maxFileBytes);
    expect(await keep("bigger.txt", pieces(maxFileBytes + 1))).toBe("tooLarge");
    expect(onDisk()).toEqual([whole.id]);
  });

  it("with nothing in it, or that harms who opens it, leaves nothing", async () => {
    expect(await keep("empty.pdf", Buffer.alloc(0))).toBe("empty");
    expect(await keep("logo.svg", samples.svg)).toBe("typeRefused");
    expect(await keep("chair.png", samples.html)).toBe("typeRefused");
    expect(onDisk()).toEqual([]);
    expect(listWaiting(acme(), { draft: "draft" })).toEqual([]);
  });

  it("that breaks off leaves nothing", async () => {
    async function* broken() {
      yield samples.pdf;
      throw new Error("the line went dead");
    }
    await expect(keep("offer.pdf", broken())).rejects.toThrow("the line went dead");
    expect(onDisk()).toEqual([]);
  });

  it("is never the sixth, and never there twice", async () => {
    const first = await keep("0.txt", Buffer.from("chair 0"));
    for (let i = 1; i < 5; i++)
      expect(await keep(`${i}.txt`, Buffer.from(`chair ${i}`))).toMatchObject({ position: i + 1 });
    expect(await keep("5.txt", Buffer.from("chair 5"))).toBe("tooMany");
    expect(await keep("0.txt", Buffer.from("chair 0"))).toEqual(first);
    expect(onDisk()).toHaveLength(5);
  });

  it("of which only a part is on the disk is not given", async () => {
    const row = (await keep("offer.pdf", samples.pdf)) as MessageFile;
    writeFileSync(join(folder(), row.id), "cut");
    expect(await findStored(town.config, row)).toBeNull();
  });
});

describe("files that wait", () => {
  it("become the message's under the key of the person who sent the form, and nobody else's", async () => {
    const draft = draftOf("key", town.ada.id);
    const file = (await keep("offer.pdf", samples.pdf, draft)) as MessageFile;
    const asking = { subject: "", text: "See the offer", about: null, verified: true, via: "portal" as const };
    const stolen = openRequest(acme(), author(), { ...asking, draft: draftOf("key", town.ben.id) }, desk, town.now());
    expect(listFilesOf(acme(), stolen.id)).toEqual([]);
    const request = openRequest(acme(), author(), { ...asking, draft }, desk, town.now());
    expect(listFilesOf(acme(), request.id)).toMatchObject([{ id: file.id, requestId: request.id, draft: null }]);
    expect(listFilesOf(staffOf(town.connection, "sam@norrland.example"), request.id)).toHaveLength(1);
    expect(listFilesOf(town.system.within(town.zebra), request.id)).toEqual([]);
  });

  it("are another organization's never, by whatever key", async () => {
    await keep("offer.pdf", samples.pdf);
    expect(listWaiting(town.system.within(town.zebra), { draft: "draft" })).toEqual([]);
  });

  it("go with what the form no longer names", async () => {
    const first = (await keep("a.pdf", samples.pdf)) as MessageFile;
    await keep("b.png", samples.png);
    await dropWaiting(town.config, acme(), "draft", [first.id]);
    expect(listWaiting(acme(), { draft: "draft" }).map(({ name }) => name)).toEqual(["a.pdf"]);
    expect(onDisk()).toEqual([first.id]);
  });
});

describe("who finds a file", () => {
  it("of a message: its organization by its request; of a note: only the company", async () => {
    const file = (await keep("offer.pdf", samples.pdf)) as MessageFile;
    const sam = staffOf(town.connection, "sam@norrland.example");
    expect(findFileForStaff(sam, file.id)).toBeNull();
    const asking = { subject: "", text: "See", about: null, verified: true, via: "portal" as const };
    const request = openRequest(acme(), author(), { ...asking, draft: "draft" }, desk, town.now());
    const other = openRequest(acme(), author(), asking, desk, town.now());
    expect(findFile(acme(), request.id, file.id)?.id).toBe(file.id);
    expect(findFile(acme(), other.id, file.id)).toBeNull();
    expect(findFile(town.system.within(town.zebra), request.id, file.id)).toBeNull();
    expect(findFileForStaff(sam, file.id)?.id).toBe(file.id);
    town.system.db.update(messages).set({ kind: "note" }).run();
    expect(findFile(acme(), request.id, file.id)).toBeNull();
    expect(findFileForStaff(sam, file.id)?.id).toBe(file.id);
  });
});

describe("the sweep", () => {
  it("takes files whose form was never sent after a day, and leaves a message's", async () => {
    const request = openRequest(
      acme(),
      author(),
      { subject: "", text: "Hello", about: null, verified: true, via: "portal" },
      desk,
      town.now(),
    );
    const said = (await keep("said.pdf", samples.pdf, "said")) as MessageFile;
    addMessage(acme(), request, author(), { text: "Here", via: "portal", draft: "said" }, desk, town.now());
    await keep("never.pdf", samples.pdf, "never");
    expect(await sweepFiles(town.config, town.system, town.now())).toBe(0);
    expect(await sweepFiles(town.config, town.system, town.now() + day + 1)).toBe(1);
    expect(onDisk()).toEqual([said.id]);
  });

  it("takes what a killed process left: half a file, and a whole one without its row", async () => {
    const row = (await keep("kept.pdf", samples.pdf)) as MessageFile;
    town.system.db.update(messageFiles).set({ createdAt: town.now() }).run();
    await storeFile(town.config, "orphan.png", samples.png);
    writeFileSync(join(folder(), ".fil_00000000000000000000000000"), "half");
    writeFileSync(join(folder(), "somebody-elses"), "not ours");
    age(0);
    expect(await sweepFiles(town.config, town.system, town.now())).toBe(0);
    age(day + 60_000);
    expect(await sweepFiles(town.config, town.system, town.now())).toBe(2);
    expect(onDisk().sort()).toEqual([row.id, "somebody-elses"].sort());
  });

  it("takes the files of messages that were deleted", async () => {
    await keep("said.pdf", samples.pdf);
    const asking = { subject: "", text: "See", about: null, verified: true, via: "portal" as const, draft: "draft" };
    openRequest(acme(), author(), asking, desk, town.now());
    town.system.db.delete(messages).run();
    expect(town.system.db.select().from(messageFiles).all()).toEqual([]);
    age(day + 60_000);
    expect(await sweepFiles(town.config, town.system, town.now())).toBe(1);
    expect(onDisk()).toEqual([]);
  });
});
