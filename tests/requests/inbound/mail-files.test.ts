import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { inboundMails, messageFiles, messages, requests } from "#db/schema/requests.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { judgeMail } from "#app/requests/inbound/judge.ts";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { takeIn } from "#app/requests/inbound/take-in.ts";
import { closeRequest, openRequest } from "#app/requests/requests-write.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { openTown } from "#tests/world.ts";

const inbound = "in@norrland.example";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound });
});
afterEach(() => town.close());

const ada = () => ({ side: "customer" as const, personId: town.ada.id, email: town.ada.email, name: "Ada" });
function ask() {
  const asking = { text: "Where is it?", via: "portal", subject: "The chair", about: null, verified: true } as const;
  return openRequest(town.system.within(town.acme), ada(), asking, town.config, town.now());
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
type Files = NonNullable<Parameters<typeof inboundMail>[0]["files"]>;
const text = (name: string, content: string | Buffer): Files[number] => ({
  name,
  type: "text/plain",
  content: Buffer.from(content),
});
const shown = (name: string, id: string, more = ""): Files[number] => ({
  name,
  type: "image/png",
  content: Buffer.concat([png, Buffer.from(more)]),
  contentId: `<${id}>`,
});

/** A mail of Ada's to a request, as Postmark posts it, proven to be hers. */
async function send({ number }: { number: number }, letter: Partial<Parameters<typeof inboundMail>[0]>) {
  const to = replyAddress(inbound, number, town.system.secrets)!;
  const mail = readInbound(inboundMail({ from: town.ada.email, to, text: "Here.", ...letter }))!;
  return takeIn(town.portal, mail, { ...(await judgeMail(town.portal, mail)), proof: "spf" });
}

const filesIn = () => town.system.db.select().from(messageFiles).orderBy(asc(messageFiles.createdAt)).all();
const names = () => filesIn().map(({ name }) => name);
const lastText = () => town.system.db.select().from(messages).all().at(-1)!.text;
const mailsTo = (recipient: string) =>
  town.system.db.select().from(outbox).where(eq(outbox.recipient, recipient)).all();

describe("the files of a mail", () => {
  it("are as many as there are; pictures among its words come last, and a logo once", async () => {
    const request = ask();
    const html = '<p>Here.</p><img src="cid:logo@x"><img src="CID:leg@x">';
    const six = [1, 2, 3, 4, 5, 6].map((n) => text(`${n}.txt`, `chair ${n}`));
    await send(request, { html, files: [shown("logo.png", "logo@x"), shown("leg.png", "leg@x", "leg"), ...six] });
    expect(names()).toEqual(["1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6.txt", "logo.png", "leg.png"]);
    await send(request, {
      html,
      files: [shown("logo.png", "logo@x"), shown("leg.png", "leg@x", "other"), text("7.txt", "x")],
    });
    expect(names().slice(8)).toEqual(["7.txt", "leg.png"]);
    expect(lastText()).toBe("Here.");
  });

  it("have 25 MB in all; who sent it is mailed what was left out, and the thread says it", async () => {
    const request = ask();
    const large = (name: string) => text(name, Buffer.alloc(9 * 1024 * 1024, "a"));
    await send(request, { files: [large("a.txt"), large("b.txt"), large("c.txt"), text("d.txt", "small")] });
    expect(names()).toEqual(["a.txt", "b.txt", "d.txt"]);
    expect(lastText()).toContain("“c.txt” was not taken: an email can have up to 25 MB of files");
    const told = mailsTo(town.ada.email).filter(({ kind }) => kind === "request-reply");
    expect(told).toHaveLength(1);
    const mail = (await compose(mailKinds, town.portal, town.system, told[0]!))!;
    expect(mail.text).toMatch(/Only part of your email arrived[\s\S]*c\.txt[\s\S]*25 MB/);
  });

  it("beyond two hundred are not looked at, and the thread says how many", async () => {
    await send(ask(), { files: Array.from({ length: 203 }, (_, n) => text(`${n}.txt`, `file ${n}`)) });
    expect(lastText()).toContain("3 more files in the email weren’t accepted.");
  });

  it("of a mail that came whole are told to the others alone", async () => {
    await send(ask(), { files: [text("a.txt", "a")] });
    expect(mailsTo(town.ada.email).filter(({ kind }) => kind === "request-reply")).toEqual([]);
  });

  it.each([
    ["=?utf-8?Q?Rechnung_f=C3=BCr_Umea=CC=8A.txt?=", "Rechnung für Umeå.txt"],
    ["=?iso-8859-1?B?U3T8aGxl?= =?utf-8?b?LnR4dA==?=", "Stühle.txt"],
    ["utf-8''St%C3%BChle%20neu.txt", "Stühle neu.txt"],
    ["../=?x?.txt", "=?x?.txt"],
  ])("%s come out right", async (name, expected) => {
    await send(ask(), { files: [text(name, "a")] });
    expect(names()).toEqual([expected.normalize("NFC")]);
  });
});

describe("opens no closed request again:", () => {
  const calendar = (method: string): Files[number] => ({
    name: "invite.ics",
    type: `text/calendar; method=${method}`,
    content: Buffer.from(`BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR`),
  });
  it.each([
    ["a meeting taken, without a word", { text: "", files: [calendar("REPLY")] }],
    ["a meeting taken, in a calendar's words", { text: "Ada has accepted.", files: [calendar("REPLY")] }],
    ["a note of absence that no header tells of", { subject: "Abwesenheitsnotiz: Der Stuhl", text: "I am away." }],
  ])("%s", async (_, letter) => {
    const request = ask();
    closeRequest(town.system.within(town.acme), request, ada(), town.now());
    const { files, ...rest } = { files: [], ...letter } as Partial<Parameters<typeof inboundMail>[0]>;
    expect(await send(request, { ...rest, files: files! })).toBe("held");
    expect(town.system.db.select().from(requests).get()).toMatchObject({ open: false });
    expect(town.system.db.select().from(inboundMails).get()).toMatchObject({ outcome: "held" });
  });

  it("but what people write does, an invitation too", async () => {
    const request = ask();
    closeRequest(town.system.within(town.acme), request, ada(), town.now());
    expect(await send(request, { text: "Come and see it", files: [calendar("REQUEST")] })).toBe("posted");
    expect(town.system.db.select().from(requests).get()).toMatchObject({ open: true });
  });
});
