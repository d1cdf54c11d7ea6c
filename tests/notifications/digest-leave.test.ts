import { beforeEach, describe, expect, it } from "vitest";
import { leaveToken } from "#app/mail/leave.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailWorker } from "#app/workers.ts";
import { notificationChoices } from "#db/schema/notifications.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { wish } from "./digest-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));
beforeEach(() => {
  town.join(town.zebra, town.ada.id, "member");
  wish(town, town.ada, "steps", "digest");
  wish(town, town.ada, "invoices", "digest");
});

let n = 0;
async function shipTwo() {
  for (const reference of [`PO-${++n}`, `PO-${++n}`]) {
    tellOrder(town, town.acme, reference);
    tellEvent(town, reference, { step: "shipped", eventId: `e-${n}-${reference}` });
  }
  await town.drain([mailWorker]);
}
async function digestOfTwo() {
  await shipTwo();
  town.pass(24 * 3_600_000);
  await town.drain([...notificationsWork.workers!, mailWorker]);
  return postmark.sent.findLast(({ Tag, To }) => Tag === "digest" && To === town.ada.email)!;
}
const pathOf = (mail: { TextBody?: string }) => new URL(mail.TextBody!.trimEnd().split("\n").at(-1)!).pathname;
const choices = () =>
  town.system.db
    .select()
    .from(notificationChoices)
    .all()
    .map(
      ({ orgId, topic, mail, changedVia }) =>
        `${orgId === town.acme ? "Acme" : "Zebra"} ${topic} ${mail} ${changedVia}`,
    )
    .toSorted();
const before = ["Acme invoices digest page", "Acme steps digest page"];
const press = (path: string) =>
  town.fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });

describe("a digest's last link", () => {
  it("changes nothing when it is looked at, and shows what waits for the digest of each organization", async () => {
    const path = pathOf(await digestOfTwo());
    const stranger = browserIn(town);
    for (let looks = 0; looks < 20; looks++) await stranger.get(path);
    const { text } = pageOf(stranger.page.html).main;
    for (const words of ["It goes to a••@acme.example.", "Stop the digest", "Acme GmbH", "Zebra Ltd", "Order news"])
      expect(text).toContain(words);
    for (const words of ["Reminders", "Waiting for you"]) expect(text).not.toContain(words);
    expect(choices()).toEqual(before);
  });

  it("stops it in one tap, but no invoices, and has it back in one", async () => {
    const path = pathOf(await digestOfTwo());
    const stranger = browserIn(town);
    await stranger.get(path);
    await stranger.post(path, { what: "stop" });
    expect(stranger.page.html).toContain("You won’t get a digest any more, only single emails about invoices.");
    expect(choices()).toEqual(["Acme steps off link"]);
    const form = pageOf(stranger.page.html).all("button", "Undo");
    expect(form).toHaveLength(1);
    await stranger.submit({}, { action: `${path}/undo` });
    expect(stranger.page.html).toContain("Undone. It’s as it was before.");
    expect(choices()).toEqual(["Acme invoices digest link", "Acme steps digest link"]);
    expect(pageOf(stranger.page.html).main.text).toContain("Stop the digest");
  });

  it("has each topic chosen, of that organization alone, and nothing that cannot wait", async () => {
    const path = pathOf(await digestOfTwo());
    const stranger = browserIn(town);
    await stranger.post(path, { what: "choose", org: town.acme, steps: "off", waiting: "off", invoices: "now" });
    expect(stranger.page.html).toContain("Saved.");
    expect(choices()).toEqual(["Acme steps off link"]);
    await stranger.post(path, { what: "choose", org: town.zebra, replies: "digest", invoices: "off" });
    expect(choices()).toEqual(["Acme steps off link", "Zebra replies digest link"]);
    await stranger.post(path, { what: "choose", org: "org_never", steps: "now" });
    await stranger.post(`${path}/undo`, { ended: `${town.acme}:waiting org_never:steps ${town.zebra}:invoices x` });
    expect(choices()).toEqual(["Acme steps off link", "Zebra replies digest link"]);
  });

  it("is stopped by the mail program's own button, twice as once, also for what waits already", async () => {
    const mail = await digestOfTwo();
    const headers = Object.fromEntries(mail.Headers!.map(({ Name, Value }) => [Name, Value]));
    expect(headers).toMatchObject({
      "List-Unsubscribe": `<${town.config.appUrl}${pathOf(mail)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<digest.${town.ada.id.slice(4, 12)}.portal.example>`,
    });
    await shipTwo();
    for (let times = 0; times < 2; times++) expect((await press(pathOf(mail))).status).toBe(200);
    expect(choices()).toEqual(["Acme steps off link"]);
    postmark.sent.length = 0;
    town.pass(24 * 3_600_000);
    await town.drain([...notificationsWork.workers!, mailWorker]);
    expect(postmark.sent.filter(({ To }) => To === town.ada.email)).toEqual([]);
  });

  it("is worth nothing for somebody who is nobody's member any more", async () => {
    const path = `/u/${leaveToken(town.config.secrets, { topic: "digest", who: town.sam.id })}`;
    expect((await town.fetch(path)).status).toBe(410);
    expect((await press(path)).status).toBe(200);
  });
});

it("a digest of one mail is left as that mail is", async () => {
  tellOrder(town, town.acme, "PO-ONE");
  tellEvent(town, "PO-ONE", { step: "shipped", eventId: "e-one" });
  await town.drain([mailWorker]);
  town.pass(24 * 3_600_000);
  await town.drain([...notificationsWork.workers!, mailWorker]);
  const mail = postmark.sent.findLast(({ To }) => To === town.ada.email)!;
  expect(mail.Subject).toContain("PO-ONE");
  expect(pathOf(mail)).toMatch(/^\/u\/steps\./);
  expect(mail.Headers!.find(({ Name }) => Name === "List-Unsubscribe")!.Value).toContain("/u/steps.");
});
