import { describe, expect, it } from "vitest";
import { readFields } from "#app/http/forms.ts";
import { NotWhole, partsOf } from "#app/http/multipart.ts";

const boundary = "----foyer";

/** A request whose body comes in pieces of that many bytes. */
function posting(body: Uint8Array, size = body.length, type = `multipart/form-data; boundary=${boundary}`) {
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= body.length) return controller.close();
      controller.enqueue(body.slice(sent, (sent += size)));
    },
  });
  const init = { method: "POST", headers: { "Content-Type": type }, body: stream, duplex: "half" };
  return new Request("https://portal.example/", init as RequestInit);
}

const part = (headers: string, content: string | Uint8Array) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`), Buffer.from(content), Buffer.from("\r\n")]);
const end = Buffer.from(`--${boundary}--\r\n`);
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value);
const file = (name: string, content: string | Uint8Array) =>
  part(`Content-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: image/png`, content);

async function read(request: Request) {
  const files: { name: string; bytes: Buffer }[] = [];
  const { fields, isWhole } = await readFields(request, async ({ name, source }) => {
    const parts: Uint8Array[] = [];
    for await (const one of source) parts.push(one);
    files.push({ name, bytes: Buffer.concat(parts) });
  });
  return { fields: [...fields], files, isWhole };
}

describe("a form with files", () => {
  const tricky = Buffer.from(`\r\n\r\n--${boundary.slice(0, -1)}\r\n--\0\r\r\n-`);
  const body = Buffer.concat([field("message", "Grüße\r\n– Ada"), file("a.png", tricky), file("b.png", ""), end]);

  it.each([1, 2, 3, 7, 64, 4_096])("is the same in pieces of %d bytes", async (size) => {
    expect(await read(posting(body, size))).toEqual({
      fields: [["message", "Grüße\r\n– Ada"]],
      files: [
        { name: "a.png", bytes: tricky },
        { name: "b.png", bytes: Buffer.alloc(0) },
      ],
      isWhole: true,
    });
  });

  it("as the platform itself writes it is read as it was meant", async () => {
    const form = new FormData();
    form.append("message", "one");
    form.append("message", "two");
    for (const name of ['a;b="c".png', "a=b.png", "Stühle 椅子.png", "C:\\chairs\\seat.png", "line\r\nend.png"])
      form.append("files", new File([name], name));
    const request = new Request("https://portal.example/", { method: "POST", body: form });
    const { fields, files } = await read(request);
    expect(fields.map(([, value]) => value)).toEqual(["one", "two"]);
    expect(files.map(({ name }) => name)).toEqual([
      'a;b="c".png',
      "a=b.png",
      "Stühle 椅子.png",
      "C:\\chairs\\seat.png",
      "line\r\nend.png",
    ]);
    expect(files.every(({ name, bytes }) => bytes.toString() === name)).toBe(true);
  });

  it("passes over what nobody reads, and goes on with the next part", async () => {
    const parts = Buffer.concat([file("a.png", Buffer.alloc(200_000, "x")), field("message", "after"), end]);
    const names: string[] = [];
    for await (const { name, data } of partsOf(posting(parts, 1_000))) {
      names.push(name);
      for await (const _ of data) break;
    }
    expect(names).toEqual(["files", "message"]);
  });

  it("leaves out a file that was not chosen", async () => {
    expect(await read(posting(Buffer.concat([file("", ""), field("message", "Hi"), end])))).toMatchObject({
      files: [],
    });
  });

  it("cuts a field that no text of ours is as long as", async () => {
    const { fields } = await read(posting(Buffer.concat([field("message", "x".repeat(3_000_000)), end]), 65_536));
    expect((fields[0]![1] as string).length).toBe(256 * 1024);
  });
});

describe("a body that breaks off", () => {
  const body = Buffer.concat([field("message", "Hello"), file("a.png", "0123456789"), end]);

  it("gives what came whole, wherever it ends", async () => {
    for (let length = 0; length < body.length - 4; length++) {
      const { fields, isWhole } = await readFields(posting(body.subarray(0, length)));
      expect([length, isWhole]).toEqual([length, false]);
      expect([[], [["message", "Hello"]]]).toContainEqual([...fields]);
    }
  });

  it("tells whoever reads the file", async () => {
    const cut = posting(body.subarray(0, body.length - 30));
    const reading = (async () => {
      for await (const { data } of partsOf(cut)) for await (const _ of data);
    })();
    await expect(reading).rejects.toThrow(NotWhole);
  });

  it.each([
    ["without a boundary", "multipart/form-data"],
    ["with another boundary", "multipart/form-data; boundary=other"],
  ])("is one %s", async (_, type) => {
    expect(await readFields(posting(body, 10, type))).toMatchObject({ isWhole: false });
  });

  it("is one whose headers never end, or which has a thousand files", async () => {
    const long = Buffer.concat([part(`X: ${"x".repeat(10_000)}`, "a"), field("message", "after"), end]);
    expect(await readFields(posting(long))).toMatchObject({ isWhole: false });
    const many = Buffer.concat([...Array.from({ length: 1_001 }, () => file("", "")), end]);
    expect(await readFields(posting(many))).toMatchObject({ isWhole: false });
  });

  it("is one whose headers were made to keep the reader busy", async () => {
    const hostile = part(`Content-Disposition: form-data${';a="'.repeat(900)}`, "a");
    const started = performance.now();
    await readFields(posting(Buffer.concat([hostile, end])));
    expect(performance.now() - started).toBeLessThan(300);
  });
});
