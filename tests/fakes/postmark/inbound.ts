import { Hono } from "hono";
import { simpleParser, type AddressObject, type ParsedMail } from "mailparser";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { serve, type Bindings } from "../http/serve.ts";
import { attachment, idOf, inboundMail, postmarkHeaders } from "./inbound-payload.ts";
import { makePosting, retriesOfPostmark } from "./posting.ts";
import type { Hook } from "./telling.ts";

export type InboundOptions = {
  /** Where mails are posted to; may be set later. */
  webhook?: Hook;
  /** The waits before each further try, in milliseconds: Postmark's own unless told. */
  retries?: readonly number[];
  /** What is found of the sending server: "Pass" unless told; null for no Received-SPF at all. */
  spf?: (envelopeFrom: string) => string | null;
  /** Whether the mail as it was sent comes along, as it can be set in Postmark. */
  includesRaw?: boolean;
  smtpPort?: number;
  port?: number;
};

/** Who sent a mail and to whom, as the sending server says, not as the mail does. */
export type Envelope = { from: string; to: readonly string[] };

export type PostmarkInbound = Awaited<ReturnType<typeof startPostmarkInbound>>;

/**
 * Postmark's other half: takes mail in by SMTP, or by HTTP (`POST /mail?from=…&to=…` with the mail as its body), and
 * posts it to the webhook as Postmark does, again and again until it is taken or refused for good.
 */
export async function startPostmarkInbound(options: InboundOptions = {}) {
  const posting = makePosting(options.webhook, options.retries ?? retriesOfPostmark);

  /** Takes a mail in as its bytes; gives Postmark's id of it. One delivery for each recipient. */
  async function receive(raw: string | Buffer, envelope: Envelope): Promise<string[]> {
    const text = raw.toString();
    const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
    return envelope.to.map((recipient) => {
      const payload = payloadOf(parsed, text, envelope.from, recipient, options);
      posting.deliver(payload);
      return payload.MessageID;
    });
  }

  const app = new Hono<Bindings>();
  app.post("/mail", async (c) => {
    const { from = "", to = "" } = c.req.query();
    const ids = await receive(Buffer.from(await c.req.arrayBuffer()), { from, to: to.split(",").filter(Boolean) });
    return c.json({ ids });
  });
  const http = await serve(app, options.port);
  const smtp = await listen(receive, options.smtpPort);
  return {
    ...posting,
    receive,
    url: http.url,
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    async close() {
      posting.stop();
      await Promise.all([http.close(), smtp.close()]);
    },
  };
}

function listen(receive: (raw: Buffer, envelope: Envelope) => Promise<unknown>, port = 0) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        const to = envelope.rcptTo.map(({ address }) => address);
        receive(Buffer.concat(chunks), { from, to }).then(
          () => done(),
          (error: Error) => done(error),
        );
      });
    },
  });
  return new Promise<{ port: number; close(): Promise<void> }>((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () =>
      resolve({
        port: (server.server.address() as AddressInfo).port,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

const ownFields = /^(?:from|to|cc|bcc|subject|date|reply-to|content-type|content-transfer-encoding)$/;

function payloadOf(parsed: ParsedMail, raw: string, sender: string, recipient: string, options: InboundOptions) {
  const spf = options.spf?.(sender) ?? (options.spf ? null : "Pass");
  const kept = parsed.headerLines
    .filter(({ key }) => !ownFields.test(key))
    .map(({ line }) => ({
      Name: line.slice(0, line.indexOf(":")),
      Value: line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n[ \t]*/g, " ")
        .trim(),
    }));
  return {
    ...inboundMail({
      from: written(parsed.from) || sender,
      to: written(parsed.to),
      cc: written(parsed.cc),
      subject: parsed.subject ?? "",
      text: parsed.text ?? "",
      html: parsed.html || "",
      id: idOf(`${recipient}\n${raw}`),
      originalRecipient: recipient,
      date: parsed.date?.getTime(),
      raw: options.includesRaw ? raw : undefined,
    }),
    Headers: [...postmarkHeaders(spf, sender, recipient), ...kept],
    Attachments: parsed.attachments.map(({ filename, contentType, content, cid }) =>
      attachment({ name: filename ?? "", type: contentType, content, contentId: cid }),
    ),
  };
}

/** A list of addresses as a header writes it; of several in From, Postmark names the first. */
function written(field: AddressObject | AddressObject[] | undefined): string {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address, name, group }) => group ?? [{ address, name }])
    .flatMap(({ address, name }) =>
      address ? [name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address] : [],
    )
    .join(", ");
}
