import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { queueMail } from "#db/outbox.ts";
import { mailWorker } from "#app/workers.ts";
import { fixtures } from "#emails/fixtures.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
});
afterEach(() => town.close());

describe("the mailbox", () => {
  it("is empty at first", async () => {
    expect((await browserIn(town).get("/dev/mail")).html).toContain("Nothing yet");
  });

  it("lists mails with links that can be pressed, and shows each in its own sandbox", async () => {
    const secret = { token: "a-token-for-the-mailbox", code: "042917" };
    const props = { browser: "Firefox on Linux", askedAt: town.now(), codeMinutes: 10, linkMinutes: 15 };
    const mail = { kind: "sign-in", recipient: town.ada.email, dedupeKey: "one", props, secret };
    const id = queueMail(town.system, mail, town.now());
    await town.drain([mailWorker]);
    const { html } = await browserIn(town).get("/dev/mail");
    expect(pageOf(html).hrefs).toContain("https://portal.example/sign-in/link?token=a-token-for-the-mailbox");
    expect(html).toContain("042917");
    expect(pageOf(html).hrefs).toContain(`/dev/mail/${id}`);
    const raw = await browserIn(town).get(`/dev/mail/${id}`);
    expect(raw.html).toContain("042917");
    expect(raw.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox/);
    expect((await browserIn(town).get("/dev/mail/mail_none")).status).toBe(404);
  });
});

it("every mail is shown with its fixtures", async () => {
  const { html, headers } = await browserIn(town).get("/dev/emails");
  expect(headers.get("Content-Security-Policy")).toContain("frame-src 'self'");
  for (const { name } of fixtures) {
    expect(html).toContain(`/dev/emails/${name}`);
    const raw = await browserIn(town).get(`/dev/emails/${name}`);
    expect(raw.status).toBe(200);
    expect(raw.html).toContain("Norrland Chairs");
  }
  expect((await browserIn(town).get("/dev/emails/none")).status).toBe(404);
});

it("none of it is there in production", async () => {
  const production = openTown();
  for (const path of ["/dev/mail", "/dev/mail/mail_1", "/dev/emails", "/dev/emails/sign-in"]) {
    expect((await browserIn(production).get(path)).status).toBe(404);
  }
  production.close();
});
