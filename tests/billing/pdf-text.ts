import { inflateSync } from "node:zlib";

const columns = ["56", "200"];

/** What can be read in a PDF of ours, a line for each in its two columns, as it looks: letters that go left are in reverse. */
export function pdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString("latin1");
  const objects = new Map([...file.matchAll(/^(\d+) 0 obj\n([^]*?)\nendobj$/gm)].map(([, id, body]) => [id!, body!]));
  const streamOf = (body: string) => {
    const [head, stream] = body.split(/stream\n/, 2);
    if (stream === undefined) return "";
    const raw = Buffer.from(stream.replace(/\nend$/, ""), "latin1");
    return (head!.includes("/FlateDecode") ? inflateSync(raw) : raw).toString("latin1");
  };
  const fonts = new Map<string, string[]>();
  for (const body of objects.values())
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)!)![1]!)!);
      const letters = [...cmap.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list]) => list!.match(/<[^>]*>/g) ?? []);
      fonts.set(
        name!,
        letters.map((hex) => Buffer.from(hex.replace(/[<> ]/g, ""), "hex").swap16().toString("utf16le")),
      );
    }
  const lines: { y: string; text: string }[] = [];
  for (const body of objects.values()) {
    let [font, x, y] = ["", "", ""];
    for (const [, left, up, name, drawn] of streamOf(body).matchAll(
      / ([\d.]+) ([\d.]+) Tm$|\/(F\d+) [\d.]+ Tf|\[(.*)\] TJ/gm,
    )) {
      if (left) [x, y] = [left, up!];
      else if (name) font = name;
      else {
        const ids = [...drawn!.matchAll(/<([\da-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
        const text = ids.map((id) => fonts.get(font)![parseInt(id, 16)]!).join("");
        const last = lines.at(-1);
        if (last?.y === y && !columns.includes(x)) last.text += text;
        else lines.push({ y, text });
      }
    }
  }
  return lines.map(({ text }) => text).join("\n");
}
