import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailWorker } from "#app/workers.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { addInvite } from "#tests/team/team-rows.ts";
import { openTown } from "#tests/world.ts";
import { wish } from "./digest-rows.ts";

const hostile = `Acme\r\nBcc: all@evil.example\r\n\r\n<b>${"🪑".repeat(200)}`;
let server: SMTPServer;
let taken: { to: string[]; data: string }[];
let town: ReturnType<typeof openTown>;
beforeEach(async () => {
  taken = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let data = "";
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()));
      stream.on("end", () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), data });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  town = openTown({ SMTP_URL: `smtp://127.0.0.1:${port}`, COMPANY_NAME: "🪑".repeat(40) });
});
afterEach(async () => {
  town.close();
  await new Promise<void>((closed) => server.close(closed));
});

const known = new Set(
  `auto-submitted content-transfer-encoding content-type date feedback-id from in-reply-to list-id list-unsubscribe
   list-unsubscribe-post message-id mime-version references reply-to subject to x-auto-response-suppress x-pm-message-stream
   x-pm-metadata-outbox_id x-pm-tag`.split(/\s+/),
);

it("names of people, organizations and requests make no headers of their own, and no long ones", async () => {
  const { db } = town.system;
  db.update(organizations).set({ name: hostile }).where(eq(organizations.id, town.acme)).run();
  db.update(people).set({ name: hostile }).run();
  town.join(town.zebra, town.ben.id, "member");
  wish(town, town.ben, "steps", "digest");
  wish(town, town.ben, "steps", "digest", town.zebra);
  for (const [orgId, reference] of [
    [town.acme, "PO-1"],
    [town.zebra, "PO-2"],
  ] as const) {
    tellOrder(town, orgId, reference, { title: hostile });
    tellEvent(town, reference, { step: "shipped", eventId: reference });
  }
  ask(town, town.acme, customer({ ...town.ada, name: hostile }), { subject: hostile, text: hostile });
  addInvite(town, town.acme, town.ada.id, { email: "new@acme.example", name: hostile });
  const workers = [...notificationsWork.workers!, mailWorker];
  await town.drain(workers);
  town.pass(24 * 3_600_000);
  await town.drain(workers);

  const sent = taken.map(({ to, data }) => {
    const head = data.split("\r\n\r\n")[0]!.replace(/\r\n[ \t]+/g, " ");
    const headers = head.split("\r\n").map((line) => [line.split(":")[0]!.toLowerCase(), line] as const);
    const names = headers.map(([name]) => name);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(to).toHaveLength(1);
    for (const [, line] of headers) expect(line.length).toBeLessThan(1_000);
    expect(head).toMatch(/^[\x20-\x7e\r\n]+$/);
    const id = headers.find(([name]) => name === "list-id")?.[1];
    if (id) expect(id).toMatch(/^List-Id: <[a-z]+\.[a-z0-9]{8}\.[a-z0-9.-]+>$/i);
    return /^X-PM-Tag: (.*)$/im.exec(head)?.[1];
  });
  expect([...new Set(sent)].toSorted()).toEqual(["digest", "invite", "order-step", "request-new", "request-received"]);
});
