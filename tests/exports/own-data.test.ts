import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { draftOf } from "#app/requests/message-files.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import { putOnThread, writeNote } from "#app/requests/requests-write.ts";
import { writeDown } from "#app/company/audit-log.ts";
import { follow } from "#app/people/follows.ts";
import { paths } from "#app/paths.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { requestPeople } from "#db/schema/requests.ts";
import { staffOf } from "#db/tenant.ts";
import { trips } from "#db/schema/trips.ts";
import { addWaitingFile } from "#tests/files/file-rows.ts";
import { addMail, testMailbox } from "#tests/mail/mail-rows.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn } from "#tests/http.ts";
import { unzip } from "#tests/http/unzip.ts";
import { pageOf } from "#tests/page.ts";
import { wish } from "#tests/notifications/digest-rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { ask, clerk, customer, tell } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Person = typeof town.ada;
const signedIn = ({ id }: Person) => town.signIn(id);
async function take(cookie: string) {
  const headers = { Cookie: cookie, Origin: town.config.appUrl };
  const response = await town.fetch(paths.ownDataZip(), { method: "POST", headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const files = response.status === 200 ? unzip(bytes) : new Map<string, Buffer>();
  const read = (name: string) => JSON.parse(String(files.get(name))) as Record<string, unknown>;
  return { response, files, read, all: [...files].map(([name, file]) => name + file.toString("latin1")).join("\n") };
}

describe("a person's own data", () => {
  it("is what we store about them, with the conversations they are on and the files they sent", async () => {
    const { acme, ben, bo, ada } = town;
    await addWaitingFile(town, acme, draftOf("key", ben.email), "plan.pdf");
    const own = ask(town, acme, customer(ben), { subject: "Where is it?", draft: draftOf("key", ben.email) });
    tell(town, own.id, clerk({ ...town.sam, name: "Sam, Norrland Chairs" }), { text: "On its way." });
    const shared = ask(town, acme, customer(bo), { subject: "Shared" });
    putOnThread(keeperOf(town.system, acme), shared, ben.id, town.now(), ada.email);
    await browserIn(town, { cookie: signedIn(ada) }).post(paths.teamPerson(acme, ben.id), { role: "admin" });
    const at = town.now();
    const mailId = addMail(town, { orgId: acme, recipient: ben.email, kind: "order-late" });
    addMail(town, { recipient: ben.email, kind: "new-device" }, { subject: "New sign-in" });
    const looked = { firstHitAt: at, done: "seen", doneAt: at } as const;
    town.system.db
      .insert(trips)
      .values({ mailId, kind: "order-late", sentAt: at, deliveredAt: at, ...looked })
      .run();

    const ben_ = browserIn(town, { cookie: signedIn(ben) });
    await ben_.get(paths.me());
    await ben_.get(pageOf(ben_.page.html).main.link(/^Your data/).href);
    expect(pageOf(ben_.page.html).main.button("Download your data")).toBeTruthy();
    const { response, files, read } = await take(signedIn(ben));
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="Norrland Chairs - your data.zip"');
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    expect([...files.keys()].sort()).toEqual([
      "Acme GmbH/activityLog.json",
      "Acme GmbH/approvals.json",
      "Acme GmbH/billingChanges.json",
      "Acme GmbH/follows.json",
      "Acme GmbH/lookedAt.json",
      "Acme GmbH/requests/R-1001.json",
      "Acme GmbH/requests/R-1001/plan.pdf",
      "Acme GmbH/requests/R-1002.json",
      "devices.json",
      "emails.json",
      "notifications.json",
      "organizations.json",
      "profile.json",
    ]);
    expect(files.get("Acme GmbH/requests/R-1001/plan.pdf")).toEqual(Buffer.from(samples.pdf));
    expect(read("profile.json")).toMatchObject({ email: ben.email, name: "Ben" });
    expect(read("organizations.json")).toMatchObject([{ name: "Acme GmbH", role: "admin" }]);
    expect(read("emails.json")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "new-device", title: "New sign-in" }),
        expect.objectContaining({ kind: "order-late", endedWith: "seen", firstOpenedAt: new Date(at).toISOString() }),
      ]),
    );
    expect(read("Acme GmbH/activityLog.json")).toMatchObject([{ action: "membership.role-changed", by: "your team" }]);
    expect(read("Acme GmbH/requests/R-1001.json").messages).toMatchObject([
      { from: "you", text: "Where is my chair?", files: ["plan.pdf"] },
      { from: "Sam, Norrland Chairs", text: "On its way." },
    ]);
    expect(read("Acme GmbH/requests/R-1002.json").messages).toMatchObject([{ from: "Bo" }]);
  });

  it("names what they follow and muted, and how they chose what they get", async () => {
    const { acme, ada } = town;
    const tenant = town.system.within(acme);
    const order = { kind: "order", itemId: tellOrder(town, acme, "PO-1").id } as const;
    const request = { kind: "request", itemId: ask(town, acme, customer(ada), { subject: "Where?" }).id } as const;
    follow(tenant, ada.id, order, "mute", town.now());
    follow(tenant, ada.id, request, "follow", town.now());
    wish(town, ada, "steps", "digest");
    testMailbox(town, ada);
    const { read } = await take(signedIn(ada));
    const at = new Date(town.now()).toISOString();
    const order_ = { kind: "order", reference: "PO-1", state: "mute", at };
    const request_ = { kind: "request", reference: "R-1001", state: "follow", at };
    expect(new Set(read("Acme GmbH/follows.json") as object as object[])).toEqual(new Set([order_, request_]));
    const addressTest = { email: ada.email, askedAt: at, testedAt: at, provenAt: null };
    expect(read("notifications.json").addressTest).toEqual(addressTest);
    expect(read("notifications.json").choices).toMatchObject([{ topic: "steps", emails: "digest", by: "page" }]);
  });

  it("holds nothing that opens anything, no staff notes, and nothing of others but names", async () => {
    const { acme, zebra, ben, bo, ada, zoe, sam } = town;
    town.join(zebra, ben.id, "member");
    town.system.db.update(people).set({ name: null }).where(eq(people.id, bo.id)).run();
    const own = ask(town, acme, customer(ben), { subject: "Mine" });
    writeNote(keeperOf(town.system, acme), own, clerk(sam), { text: "SECRET NOTE" }, town.now());
    tell(town, own.id, { ...customer(bo), name: null }, { text: "I am on it." });
    const left = ask(town, acme, customer(ada), { subject: "LEFT THREAD", about: null });
    putOnThread(keeperOf(town.system, acme), left, ben.id, town.now(), ada.email);
    town.system.db.delete(requestPeople).where(eq(requestPeople.requestId, left.id)).run();
    ask(town, zebra, customer(zoe), { subject: "ZEBRA THREAD" });
    town.system.db.delete(memberships).where(eq(memberships.orgId, zebra)).run();
    await browserIn(town, { cookie: signedIn(ada) }).post(paths.invite(acme), {
      email: "eve@acme.example",
      role: "member",
    });
    writeDown(
      staffOf(town.connection, sam.email),
      { orgId: acme, action: "request.noted", aboutPerson: ben.id },
      town.now(),
    );
    const subject = "ZEBRA INVOICE";
    addMail(town, { orgId: zebra, recipient: ben.email, kind: "member-removed" }, { subject });
    const cookie = signedIn(ben);
    const { all } = await take(cookie);
    expect(all).toContain("I am on it.");
    for (const secret of [
      "SECRET NOTE",
      "LEFT THREAD",
      "ZEBRA",
      "Zebra",
      bo.email,
      ada.email,
      sam.email,
      "eve@",
      "noted",
    ])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
    const hashes = town.connection.sqlite.prepare("select id_hash from sessions").pluck().all() as string[];
    for (const hash of [...hashes, cookie.split("=")[1]!]) expect(all).not.toContain(hash);
  });

  it("asks for a fresh proof, is taken three times a day, and by whoever is signed in alone", async () => {
    const cookie = signedIn(town.ben);
    for (let n = 0; n < 3; n++) expect((await take(cookie)).response.status).toBe(200);
    const fourth = (await take(cookie)).response;
    expect([fourth.status, Number(fourth.headers.get("Retry-After"))]).toEqual([429, 24 * 60 * 60]);
    town.pass(16 * 60_000);
    const late = await take(cookie);
    expect([late.response.status, late.response.headers.get("Location")]).toEqual([303, paths.sudo(paths.ownData())]);
    const strange = await town.fetch(paths.ownDataZip(), { method: "POST", headers: { Cookie: cookie } });
    expect(strange.status).toBe(403);
    expect((await take("")).response.headers.get("Location")).toMatch(/^\/sign-in/);
    const { headers } = await browserIn(town, { cookie }).request(paths.ownDataZip(), {}, false);
    expect(headers.get("Location")).toBe(paths.ownData());
  });
});
