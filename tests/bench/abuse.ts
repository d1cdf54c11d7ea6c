import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { inboundMail } from "../fakes/postmark/inbound-payload.ts";
import { startCompany, type Company } from "../run/company.ts";

const auth = "postmark:a-long-password";
const inbound = "in@norrland.example";
const wantedMs = 100;
const settleMs = 1_000;
const mebibyte = 1024 * 1024;

const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

const from = (ip: string) => `X-Forwarded-For: ${ip}`;

type Attack = (company: Company) => Promise<unknown>;

// What is refused, cut off or never answered is fine: only whether others wait is looked at.
const send = (url: string, init: RequestInit) =>
  fetch(url, { redirect: "manual", signal: AbortSignal.timeout(60_000), ...init }).then(
    (response) => response.arrayBuffer().then(() => response.status),
    () => 0,
  );

const form =
  (path: string, body: () => string, times = 1): Attack =>
  ({ url }) => {
    const headers = { Origin: url, "Content-Type": "application/x-www-form-urlencoded" };
    const text = body();
    return Promise.all(Array.from({ length: times }, () => send(url + path, { method: "POST", headers, body: text })));
  };

const mail =
  (over: () => object): Attack =>
  ({ url }) => {
    const body = JSON.stringify({ ...inboundMail({ from: "zoe@zebra.example", to: inbound, text: "" }), ...over() });
    const headers = { Authorization: `Basic ${Buffer.from(auth).toString("base64")}` };
    return send(`${url}/webhooks/postmark/inbound`, { method: "POST", headers, body });
  };

const feed =
  (body: () => string): Attack =>
  async (company) => {
    const headers = { Authorization: `Bearer ${await company.makeKey("bench")}`, "Content-Type": "application/json" };
    const text = body();
    const url = `${company.url}/api/v1`;
    await send(`${url}/orders/one`, { method: "PUT", headers, body: text });
    await send(`${url}/batch`, { method: "POST", headers, body: text });
  };

/** So many clients of sixteen networks that send what they begin with, and then a byte a second. Meanwhile people sign in. */
const slow =
  (start: (origin: string) => string, clients = 200): Attack =>
  async ({ url }) => {
    const { hostname, port } = new URL(url);
    const sockets = Array.from({ length: clients }, (_, n) => {
      const socket: Socket = connect(Number(port), hostname).on("error", () => {});
      socket.once("connect", () => socket.write(start(url).replace("\r\n", `\r\n${from(`10.1.${n % 16}.1`)}\r\n`)));
      return socket;
    });
    let entered = 0;
    for (let second = 0; second < 20; second++) {
      await pause(1_000);
      for (const socket of sockets) if (socket.writable) socket.write("a");
      const headers = { Origin: url, "X-Forwarded-For": `10.2.${second}.1` };
      const body = new URLSearchParams({ email: "ada@acme.example" });
      if ((await send(`${url}/sign-in`, { method: "POST", headers, body })) === 303) entered += 1;
    }
    const left = sockets.filter((socket) => socket.writable).length;
    for (const socket of sockets) socket.destroy();
    return `${left} of ${clients} still connected after 20 s, ${entered} of 20 sign-in posts answered 303`;
  };

/** Mails whose signature names a domain that answers late or never, and how long a plain one waits behind them. */
const slowDns: Attack = async (company) => {
  const signature = "DKIM-Signature: v=1; a=rsa-sha256; d=zebra.example; s=slow; h=from; bh=YQ==; b=YQ==";
  const signed = mail(() => ({ Headers: [], RawEmail: `${signature}\r\nFrom: zoe@zebra.example\r\n\r\nHello\r\n` }));
  const all = Array.from({ length: 12 }, () => signed(company));
  const began = performance.now();
  await mail(() => ({}))(company);
  const waited = performance.now() - began;
  await Promise.all(all);
  return `a mail behind 12 of them took ${waited.toFixed(0)} ms, all ${(performance.now() - began).toFixed(0)} ms`;
};

const many =
  (count: number, ask: (company: Company, n: number) => Promise<unknown>): Attack =>
  async (company) => {
    let next = 0;
    const one = async () => {
      while (next < count) await ask(company, next++);
    };
    await Promise.all(Array.from({ length: 10 }, one));
  };

const combining = filled("\u0300\u0316", mebibyte / 12);
const multipart = (part: string) =>
  `From: zoe@zebra.example\nContent-Type: multipart/mixed; boundary=b\n\n${filled(part, 17 * mebibyte)}`;

const attacks: Readonly<Record<string, Attack>> = {
  "one name repeated, 117 kB": form("/sign-in", () => filled("a=&", 117_000)),
  "one name repeated, 1 MiB": form("/sign-in", () => filled("a=&", mebibyte - 1)),
  "combining marks as an address": form("/sign-in", () => new URLSearchParams({ email: combining }).toString()),
  "combining marks as a code": form("/sign-in/code", () => new URLSearchParams({ code: combining }).toString()),
  "combining marks to the company": form("/contact", () =>
    new URLSearchParams({ name: combining, email: "a@b.example", message: combining }).toString(),
  ),
  "12 forms of 95 MB": form("/contact", () => `message=${filled("a", 95_000_000)}`, 12),
  "mail: quotes in quotes": mail(() => ({ HtmlBody: filled("<blockquote></i>a<br>", 30 * mebibyte) })),
  "mail: quotes and lines": mail(() => ({ HtmlBody: "<blockquote>".repeat(190) + "<br>a".repeat(23_000) })),
  "mail: pictures": mail(() => ({ HtmlBody: filled("cid:a ", 38 * mebibyte) })),
  "mail: > 10,000 deep": mail(() => ({ TextBody: filled(`${">".repeat(10_000)} a\n`, 38 * mebibyte) })),
  "mail: spaces": mail(() => ({ TextBody: filled(" ", 38 * mebibyte) })),
  "mail: headers": mail(() => ({ Headers: Array.from({ length: 800_000 }, () => ({ Name: "X", Value: "y" })) })),
  "mail: senders": mail(() => ({
    Headers: Array.from({ length: 500 }, () => ({ Name: "From", Value: filled("a@b.example,", 70_000) })),
  })),
  "mail: combining marks": mail(() => ({ OriginalRecipient: filled("\u0300\u0316", 10 * mebibyte) })),
  "mail: parts": mail(() => ({ RawEmail: multipart("--b\n\na\n") })),
  "mail: two files of 13 MB": mail(() => ({
    TextBody: "Here.",
    Attachments: [1, 2].map((n) => ({ Name: `${n}.txt`, Content: filled("QUFB", 18 * mebibyte) })),
  })),
  "feed: JSON 100,000 deep": feed(() => "[".repeat(100_000)),
  "feed: JSON of 100,000 names": feed(() => `{${Array.from({ length: 100_000 }, (_, n) => `"n${n}":1`).join()}}`),
  "feed: 4 MiB of numbers": feed(() => `[${filled("1", 4 * mebibyte - 2)}]`),
  "feed: 4 MiB of brackets": feed(() => `[${filled("[],", 6_000)}[]]`.padEnd(4 * mebibyte)),
  "mail: signed, with a slow DNS": slowDns,
  // Before those that use up the sign-ins of their network.
  "30 presses of Pay": payOften,
  "200 clients, headers a byte a second": slow(() => "GET /sign-in HTTP/1.1\r\nHost: portal\r\nX-Slow: "),
  "200 clients, bodies a byte a second": slow(
    (origin) =>
      `POST /contact HTTP/1.1\r\nHost: portal\r\nOrigin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1048575\r\n\r\n`,
  ),
  "20,000 languages": many(20_000, ({ url }, n) =>
    send(`${url}/sign-in`, { headers: { "Accept-Language": `en-x-a${n.toString(36)}` } }),
  ),
  "2,000 HEADs of what is not there": many(2_000, ({ url }, n) =>
    send(`${url}/o/none/billing/${n}`, { method: "HEAD" }),
  ),
};

/** One person who signs in and presses Pay thirty times at once. */
async function payOften(company: Company) {
  const { stripe, url, webhookUrl, webhookSecret: secret } = company;
  stripe.addWebhook({ url: webhookUrl, secret });
  const { id: customer } = stripe.createCustomer({ name: "Ada", email: "ada@acme.example" });
  const { id } = stripe.openInvoice({ customer, lines: [{ amount: 5_000 }] });
  await stripe.delivered();
  const link = await company.signInLink("ada@acme.example");
  const token = new URL(link).searchParams.get("token")!;
  const opened = await fetch(link, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ token }),
  });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const home = await fetch(url, { redirect: "manual", headers: { Cookie: cookie } });
  const org = home.headers.get("Location");
  const press = () =>
    send(`${url}${org}/billing/${id}/pay`, { method: "POST", headers: { Origin: url, Cookie: cookie } });
  const said = await Promise.all(Array.from({ length: 30 }, press));
  return [...new Set(said)].map((status) => `${said.filter((one) => one === status).length} × ${status}`).join(", ");
}

// The one who asks has a thread of its own: this one is busy making the attacks.
const prober = `
  const { parentPort, workerData } = require("node:worker_threads");
  const http = require("node:http");
  const agent = new http.Agent({ keepAlive: true });
  let taken = [];
  let began = 0;
  parentPort.on("message", () => { parentPort.postMessage([...taken, performance.now() - began]); taken = []; });
  (function ask() {
    began = performance.now();
    const again = () => { taken.push(performance.now() - began); setTimeout(ask, 10); };
    http.get(workerData, { agent }, (answer) => answer.resume().on("end", again)).on("error", again);
  })();
`;

/** Whatever strangers send, everybody else is answered: /healthz, asked a hundred times a second while they send it. */
export async function benchAbuse() {
  console.log(`/healthz during abuse, from another thread; p99 wanted < ${wantedMs} ms`);
  const held: string[] = [];
  const onLine = (line: string) => {
    if (!line.includes('"nothing else could run"')) return;
    const { ms, by } = JSON.parse(line) as { ms: number; by: string[] };
    held.push(`${ms} ms ${by.join(" or ") || "by nothing known"}`);
  };
  const company = await startCompany({
    onLine,
    env: { POSTMARK_INBOUND_ADDRESS: inbound, POSTMARK_WEBHOOK_AUTH: auth, TRUSTED_PROXY: "127.0.0.1" },
  });
  const asking = new Worker(prober, { eval: true, workerData: `${company.url}/healthz` });
  const asked = async () => {
    asking.postMessage("how long");
    const [taken] = (await once(asking, "message")) as [number[]];
    return taken.sort((a, b) => a - b);
  };
  const failed: string[] = [];
  for (const [name, attack] of Object.entries<Attack>({ nothing: () => pause(3_000), ...attacks })) {
    await asked();
    const began = performance.now();
    const said = await attack(company);
    await pause(settleMs);
    const seconds = (performance.now() - began) / 1000;
    const taken = await asked();
    const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? NaN;
    const figures = [at(0.5), at(0.99), at(1)].map((ms) => ms.toFixed(0).padStart(6)).join(" ");
    const isCalm = at(0.99) < wantedMs;
    if (!isCalm) failed.push(name);
    const note = [...(typeof said === "string" ? [said] : []), ...held.splice(0).slice(0, 3)]
      .map((one) => `; ${one}`)
      .join("");
    console.log(
      `${name.padEnd(38)} p50 p99 max ${figures} ms  in ${seconds.toFixed(1)} s ${isCalm ? "" : "TOO LONG"}${note}`,
    );
  }
  await asking.terminate();
  await company.close();
  console.log(failed.length ? `p99 was ${wantedMs} ms or more during: ${failed.join("; ")}` : "p99 stayed below it");
}
