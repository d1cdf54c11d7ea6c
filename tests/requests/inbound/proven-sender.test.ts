import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { describe, expect, it } from "vitest";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import type { Resolve } from "#app/requests/inbound/dns.ts";
import { provenBy } from "#app/requests/inbound/proven-sender.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";

const monday = Date.UTC(2026, 10, 23, 10);
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 1024 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const record = (key: typeof publicKey, more = "") =>
  `v=DKIM1; k=rsa;${more} p=${(key.export({ type: "spki", format: "der" }) as Buffer).toString("base64")}`;

const dns =
  (more = ""): Resolve =>
  (name) =>
    /^s1\._domainkey\.(?:mail\.)?(?:acme|evil)\.example$/.test(name)
      ? Promise.resolve([[record(publicKey, more)]])
      : Promise.reject(Object.assign(new Error("none"), { code: "ENOTFOUND" }));

type Letter = Partial<Parameters<typeof inboundMail>[0]>;
const proofOf = (letter: Letter, { resolve = dns(), now = monday, over = {} } = {}) =>
  provenBy(
    readInbound({
      ...inboundMail({ from: "Ada <ada@acme.example>", to: "in@norrland.example", text: "x", ...letter }),
      ...over,
    })!,
    { resolve, now },
  );

describe("the sending server", () => {
  it.each([
    ["is allowed to send for the domain", {}, "spf"],
    ["is allowed to send for the organization's", { envelopeFrom: "bounces@mail.acme.example" }, "spf"],
    ["quotes its sender", { envelopeFrom: '"ada@acme.example"' }, "spf"],
    ["is another's", { spf: "Fail" }, null],
    ["may be another's", { spf: "SoftFail" }, null],
    ["was not looked at", { spf: null }, null],
    ["is allowed to send for evil.example", { envelopeFrom: "eve@evil.example" }, null],
    ["is allowed to send for a domain of like name", { envelopeFrom: "eve@notacme.example" }, null],
    ["hides another's address in a quoted name", { envelopeFrom: '"ada@acme.example;"@evil.example' }, null],
    ["hides it behind a backslash", { envelopeFrom: '"ada@acme.example\\";"@evil.example' }, null],
    ["names no sender", { envelopeFrom: "" }, null],
    ["names itself like the sender", { envelopeFrom: "x; envelope-from=ada@acme.example; y=eve@evil.example" }, null],
  ])("%s", async (_, letter, expected) => {
    expect(await proofOf(letter)).toBe(expected);
  });

  const passFor = (email: string) =>
    `Pass (sender SPF authorized) identity=mailfrom; envelope-from=${email}; receiver=x`;
  it.each([
    [
      "a second verdict that came with the mail",
      { spf: "Fail", headers: { "Received-SPF": passFor("ada@acme.example") } },
    ],
    [
      "a pass for the sender's own domain above a made-up one",
      { envelopeFrom: "eve@evil.example", headers: { "Received-SPF": passFor("ada@acme.example") } },
    ],
    [
      "a server that calls itself like a verdict",
      {
        spf: null,
        headers: {
          "Received-SPF":
            "Pass (x) identity=mailfrom; helo=x; envelope-from=ada@acme.example; envelope-from=eve@evil.example; receiver=x",
        },
      },
    ],
    [
      "Authentication-Results",
      { spf: null, headers: { "Authentication-Results": "x; spf=pass; dkim=pass; dmarc=pass" } },
    ],
    [
      "a verdict on what the server calls itself",
      { spf: null, headers: { "Received-SPF": passFor("ada@acme.example").replace("=mailfrom", "=helo") } },
    ],
  ])("is not proven by %s", async (_, letter) => {
    expect(await proofOf(letter)).toBeNull();
  });

  it("does not prove one of several senders", async () => {
    expect(await proofOf({}, { over: { From: "ada@acme.example, eve@evil.example" } })).toBeNull();
  });

  it("cannot stand for everybody under a public suffix", async () => {
    expect(await proofOf({ from: "ada@one.co.uk", envelopeFrom: "eve@two.co.uk" })).toBeNull();
  });
});

const plain = [
  "From: Ada <ada@acme.example>",
  "To: in@norrland.example",
  "Subject: Chairs",
  "Date: Mon, 23 Nov 2026 09:59:00 +0000",
  "Message-ID: <1@acme.example>",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "Grüße, two chairs please.",
  "",
].join("\r\n");

async function signed(raw: string, options: object = {}) {
  const { signatures } = await dkimSign(raw, {
    canonicalization: "relaxed/relaxed",
    algorithm: "rsa-sha256",
    signTime: new Date(monday - 60_000),
    signatureData: [{ signingDomain: "acme.example", selector: "s1", privateKey: pem, ...options }],
    ...options,
  } as Parameters<typeof dkimSign>[1]);
  return signatures + raw;
}

describe("the domain's signature", () => {
  const proof = (raw: string, more?: Parameters<typeof proofOf>[1]) => proofOf({ spf: "Fail", raw }, more);

  it("proves the sender", async () => {
    expect(await proof(await signed(plain))).toBe("dkim");
    expect(await proof(await signed(plain, { canonicalization: "simple/simple" }))).toBe("dkim");
  });

  it("proves it of a mail with other line ends, and by a subdomain", async () => {
    expect(await proof((await signed(plain)).replaceAll("\r\n", "\n"))).toBe("dkim");
    expect(await proof(await signed(plain, { signingDomain: "mail.acme.example" }))).toBe("dkim");
  });

  it.each([
    ["a changed body", async () => (await signed(plain)).replace("two", "ten")],
    ["a longer body", async () => `${await signed(plain)}and ten tables\r\n`],
    ["a changed subject", async () => (await signed(plain)).replace("Chairs", "Tables")],
    ["a forged sender", async () => (await signed(plain)).replace("ada@acme", "bo@acme")],
    ["a second sender", async () => `From: Eve <eve@evil.example>\r\n${await signed(plain)}`],
    ["the same sender twice", async () => `From: Ada <ada@acme.example>\r\n${await signed(plain)}`],
    ["another domain", () => signed(plain, { signingDomain: "evil.example" })],
    ["a key that nobody published", () => signed(plain, { selector: "s2" })],
    ["another key", () => signed(plain, { privateKey: other.privateKey.export({ type: "pkcs8", format: "pem" }) })],
    ["a sender that is not signed", () => signed(plain, { headerList: "Subject:Date:To" })],
    ["a part of the body", () => signed(plain, { maxBodyLength: 10, bodyLength: 10 })],
    ["an end that has come", () => signed(plain, { expires: new Date(monday - 1000) })],
    ["a time that has not come", () => signed(plain, { signTime: new Date(monday + 3_600_000) })],
    ["no signature", async () => plain],
  ])("does not prove it with %s", async (_, make) => {
    expect(await proof(await make())).toBeNull();
  });

  it("in the mail of another sender proves nothing of this one", async () => {
    const raw = await signed(plain);
    expect(await proofOf({ spf: "Fail", raw, from: "bo@acme.example" })).toBeNull();
  });

  it("proves nothing where the domain only tries it out, the DNS fails, or the mail does not come along", async () => {
    const raw = await signed(plain);
    expect(await proof(raw, { resolve: dns(" t=y;") })).toBeNull();
    const failing = () => Promise.reject(Object.assign(new Error("refused"), { code: "ESERVFAIL" }));
    expect(await proof(raw, { resolve: failing })).toBeNull();
    const broken = () => {
      throw new Error("broken");
    };
    expect(await proof(raw, { resolve: broken })).toBeNull();
    expect(await proof(raw, { resolve: () => Promise.resolve([["v=DKIM1; p=%%%"]]) })).toBeNull();
    expect(await proofOf({ spf: "Fail" })).toBeNull();
  });

  it.each([
    ["one endless line", () => "a ".repeat(5_000_000)],
    ["nothing but line ends", () => "\r\n".repeat(5_000_000)],
    ["nothing but blank lines", () => " \r\n".repeat(3_000_000)],
  ])("is not looked for in %s", async (_, body) => {
    const raw = (await signed(plain)) + body();
    const began = process.cpuUsage();
    expect(await proof(raw)).toBeNull();
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3_000);
  });

  it("is not looked for among hundreds, or in a head without an end", async () => {
    let asked = 0;
    const counting: Resolve = (name, type) => (asked++, dns()(name, type));
    const one = (await signed(plain)).split("\r\nFrom:")[0]!;
    expect(await proof(`${`${one}\r\n`.repeat(300)}${plain}`, { resolve: counting })).toBeNull();
    expect(await proof(`${"X-A: b\r\n".repeat(100_000)}${await signed(plain)}`, { resolve: counting })).toBeNull();
    expect(asked).toBe(0);
  });
});
