/** A body that breaks off or is no form: what came until then is all there is. */
export class NotWhole extends Error {}

export type Part = { name: string; filename: string | null; data: AsyncIterable<Uint8Array> };

const maxHeaderBytes = 4 * 1024;
const maxParts = 1_000;
const lineEnd = Buffer.from("\r\n");
const headersEnd = Buffer.from("\r\n\r\n");

export const isMultipart = (request: Request) =>
  /^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "");

/** The bytes of a body as they are asked for: up to a mark, which is passed over. */
function marked(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  // So that the first boundary begins like all others.
  let held: Buffer = lineEnd;

  async function more() {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new NotWhole("The body broke off", { cause });
    });
    if (done) throw new NotWhole("The body ended before the form did");
    held = held.length ? Buffer.concat([held, value]) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }

  return {
    async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
      for (;;) {
        const at = held.indexOf(mark);
        const sure = at < 0 ? Math.max(0, held.length - mark.length + 1) : at;
        const part = held.subarray(0, sure);
        held = held.subarray(at < 0 ? sure : at + mark.length);
        if (part.length) yield part;
        if (at >= 0) return;
        await more();
      }
    },
    async take(bytes: number): Promise<string> {
      while (held.length < bytes) await more();
      const taken = held.toString("latin1", 0, bytes);
      held = held.subarray(bytes);
      return taken;
    },
    close: () => reader.cancel().catch(() => {}),
  };
}

/** All there is, as text. Throws where it is more than `maxBytes` bytes. */
async function textOf(data: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of data) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new NotWhole("A part's headers are too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Names as browsers write them (https://html.spec.whatwg.org/#multipart-form-data), and as older programs do. */
const unescaped = (text: string) =>
  text.replace(/%22|%0D|%0A|\\"/gi, (code) => (/0D/i.test(code) ? "\r" : /0A/i.test(code) ? "\n" : '"'));

function disposition(headers: string) {
  const [, line] = /^content-disposition:\s*form-data(.*)$/im.exec(headers) ?? [];
  const found: Record<string, string> = {};
  for (const [, key, quoted, bare] of (line ?? "").matchAll(/\s*;\s*([\w*]+)=(?:"(.*?)"(?=\s*(?:;|\r?$))|([^;\s]*))/gy))
    found[key!.toLowerCase()] ??= unescaped(quoted ?? bare ?? "");
  return found;
}

/**
 * The parts of a posted form one after another, as they come; what is not read of one is passed over. Little is held at
 * any time, whatever comes. Throws `NotWhole` where the body is none or breaks off.
 */
export async function* partsOf({ headers, body }: Request): AsyncGenerator<Part> {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(headers.get("Content-Type") ?? "") ?? [];
  const boundary = quoted ?? bare;
  if (!body || !boundary) throw new NotWhole("No form");
  const mark = Buffer.from(`\r\n--${boundary}`, "latin1");
  const bytes = marked(body);
  try {
    for await (const _ of bytes.until(mark));
    for (let count = 0; count < maxParts; count++) {
      const after = await bytes.take(2);
      if (after === "--") return;
      const named = disposition(await textOf(bytes.until(headersEnd), maxHeaderBytes));
      const rest = bytes.until(mark);
      // Without `return`: whoever stops reading does not end the part.
      const data = { [Symbol.asyncIterator]: () => ({ next: () => rest.next() }) };
      if (named.name !== undefined) yield { name: named.name, filename: named.filename ?? null, data };
      for await (const _ of rest);
    }
    throw new NotWhole("Too many parts");
  } finally {
    await bytes.close();
  }
}
