import { afterEach, beforeEach, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { inboundMail, type InboundLetter } from "#tests/fakes/postmark/inbound-payload.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { leave } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

const auth = "postmark:a-long-password";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({
    FOYER_MODE: "development",
    SMTP_URL: "",
    POSTMARK_WEBHOOK_AUTH: auth,
    POSTMARK_INBOUND_ADDRESS: "in@norrland.example",
  });
});
afterEach(() => town.close());

async function mail(letter: InboundLetter) {
  const headers = {
    Authorization: `Basic ${Buffer.from(auth).toString("base64")}`,
    "Content-Type": "application/json",
  };
  const body = JSON.stringify(inboundMail(letter));
  // Postmark delivers again where it did not hear our answer.
  for (let n = 0; n < 2; n++) {
    const { status } = await town.fetch("/webhooks/postmark/inbound", { method: "POST", headers, body });
    expect(status).toBe(200);
  }
}

const seen = new Set<string>();
/** The mails sent since the last look, by kind and recipient. */
async function newMails() {
  await town.drain();
  const fresh = listMails(town.dataDir).filter(({ outboxId }) => !seen.has(outboxId));
  for (const { outboxId } of fresh) seen.add(outboxId);
  return fresh;
}
const names = (mails: Awaited<ReturnType<typeof newMails>>) => mails.map(({ kind, to }) => `${kind} ${to}`).sort();

/** What stands in the thread's bubbles, top to bottom. */
const inOrder = (html: string, words: string[]) => words.map((one) => html.indexOf(one));

it("a question goes round: portal, inbox, mail, a colleague in copy, a stranger who is let in", async () => {
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });

  await ada.get(`/o/${town.acme}/requests/new`);
  await ada.submit({ subject: "The second chair", message: "Where is the second chair?" });
  expect(ada.page).toMatchObject({ status: 200, url: expect.stringMatching(/\/requests\/req_/) });
  const thread = ada.page.url.split("?")[0]!;
  const id = thread.split("/").at(-1)!;
  const asked = await newMails();
  expect(names(asked)).toEqual(["request-new sam@norrland.example", "request-received ada@acme.example"]);

  await sam.get("/staff/requests?queue=needs-answer");
  expect(sam.page.html).toContain("The second chair");
  await sam.get(`/staff/requests/${id}`);
  await sam.submit({ message: "It leaves us on Monday." });
  await leave(town);
  const [answer, ...more] = await newMails();
  expect([answer!.kind, answer!.to, more]).toEqual(["request-reply", "ada@acme.example", []]);
  expect(answer!.text).toContain("It leaves us on Monday.");
  expect(answer!.replyTo).toMatch(/^in\+\d+\.[0-9a-v]{16}@norrland\.example$/);
  expect(answer!.subject).toBe(asked.find(({ kind }) => kind === "request-received")!.subject);
  const to = answer!.replyTo;

  const quoting = `\n\nOn Mon, 23 Nov 2026 at 11:00, Norrland Chairs <billing@norrland.example> wrote:\n> It leaves us on Monday.`;
  await mail({
    from: "Ada <ada@acme.example>",
    to,
    cc: "ben@acme.example, bo@acme.example, kim@carrier.example",
    text: `Fine, thank you.${quoting}`,
  });
  expect(names(await newMails())).toEqual(["request-reply sam@norrland.example"]);
  await mail({ from: "Ben <ben@acme.example>", to, text: "To the back door, please." });
  expect(names(await newMails())).toEqual(["request-reply ada@acme.example", "request-reply sam@norrland.example"]);

  await mail({ from: "Kim <kim@carrier.example>", to, text: "The back door is locked on Mondays." });
  await mail({ from: "Ada <ada@acme.example>", to, text: "Send the key to me.", envelopeFrom: "eve@evil.example" });
  const [waits, ...others] = await newMails();
  expect([waits!.kind, waits!.to, others]).toEqual(["request-new", "sam@norrland.example", []]);
  expect(waits!.text).toMatch(
    /kim@carrier\.example[\s\S]*locked on Mondays[\s\S]*One more email is waiting[\s\S]*\/held\//,
  );
  await ada.get(thread);
  expect(ada.page.html).not.toMatch(/locked on Mondays|Send the key/);

  await sam.get("/staff/requests?queue=held");
  const held = pageOf(sam.page.html)
    .main.all("link")
    .map(({ href }) => href)
    .filter((href) => href.startsWith("/staff/requests/held/"));
  expect(new Set(held).size).toBe(2);
  for (const path of new Set(held)) {
    await sam.get(path);
    if (!sam.page.html.includes("locked on Mondays")) continue;
    await sam.submit();
    await sam.get(path);
  }
  expect(names(await newMails())).toEqual(["request-reply ada@acme.example", "request-reply ben@acme.example"]);

  await ada.get(thread);
  const words = [
    "Where is the second chair?",
    "It leaves us on Monday.",
    "Fine, thank you.",
    "To the back door, please.",
    "The back door is locked on Mondays.",
  ];
  const places = inOrder(ada.page.html, words);
  expect(places.every((at) => at > 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  for (const one of words.slice(2)) expect(ada.page.html.split(one)).toHaveLength(2);
  expect(ada.page.html).not.toContain("Send the key");

  // What was let in makes nobody a participant: Kim is mailed nothing, and the next mail of theirs waits again.
  await mail({ from: "Kim <kim@carrier.example>", to, text: "And on Tuesdays." });
  expect(names(await newMails())).toEqual([]);
  expect((await sam.get("/staff/requests?queue=held")).html).toContain("kim@carrier.example");

  // Bo does the billing and may read no colleague's request, until somebody of it lets them in.
  const bo = browserIn(town, { cookie: town.signIn(town.bo.id) });
  expect((await bo.get(thread)).status).toBe(404);
  await ada.get(thread);
  expect(ada.page.html).toMatch(/Add to this conversation: Bo/);
  expect(ada.page.html).not.toMatch(/Add to this conversation: Ben|Add to this conversation: kim@carrier.example/);
  await ada.submit({}, { action: `${thread}/people` });
  expect(ada.page.html).toContain("Bo can now read and answer this.");
  await ada.post(`${thread}/people`, { email: "zoe@zebra.example" });
  expect(ada.page.html).not.toContain("zoe@zebra.example");
  expect((await bo.get(thread)).status).toBe(200);
  await bo.submit({ message: "The invoice is paid." });
  expect(names(await newMails())).toContain("request-reply ada@acme.example");

  for (const verb of ["closure", "reopening"]) await bo.post(`${thread}/${verb}`, {});
  const last = await newMails();
  expect(names(last)).toEqual(["request-reply sam@norrland.example"]);
  expect(last[0]!.text).toContain(
    "Bo (bo@acme.example) reopened “The second chair” without adding a message. It needs an answer.",
  );
  expect(last[0]!.text).toContain(`/staff/requests/${id}`);
});
