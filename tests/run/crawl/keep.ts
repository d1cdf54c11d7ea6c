import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is another one each time the demo starts: numbered in the order in which a page names them. */
const ids: readonly RegExp[] = [
  /(?:(?<![0-9A-Za-z])|(?<=%2F))(?<kind>[a-z]{2,7}_)(?:test_)?[0-9A-Za-z]{14,}\b/g,
  /(?<kind>\/l\/|\b(?:token|item)=)[\w%.-]{20,}/g,
  /(?<kind>\bin\+\d+\.)[a-z0-9]{16}\b/g,
  /(?<kind>\/styles\/|\/assets\/[\w.$-]+?-)[\w-]{8,12}(?=\.(?:css|js))/g,
  /(?<kind>\bfy_live_)[\w-]{5,}/g,
  /(?<kind>\bafter=)[\w%.~-]+/g,
  /(?<kind>)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  /(?<kind>)(?<=>|^|\n)\d{6}(?=<|\n|$)/g,
];

/** What depends on how fast the machine is. */
const times: readonly [RegExp, string][] = [
  [/\b1\d{12}\b/g, "{time}"],
  [/\b[\d,]+ objects\b/g, "{count} objects"],
  [/T\d\d:\d\d(?::\d\d(?:\.\d{3})?Z|\b)/g, "T{time}"],
  [/\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?\b/g, "{time}"],
];

/** The text without what differs from run to run. */
export function settle(text: string, url: string): string {
  const seen = new Map<string, string>();
  const number = (kind: string, id: string) => {
    if (!seen.has(id)) seen.set(id, `${kind}{${seen.size + 1}}`);
    return seen.get(id)!;
  };
  let settled = text.replaceAll(url, "http://portal").replace(/http:\/\/127\.0\.0\.1:\d+/g, "http://stand-in");
  for (const pattern of ids)
    settled = settled.replace(pattern, (...match) =>
      number((match.at(-1) as { kind: string }).kind, match[0] as string),
    );
  for (const [pattern, word] of times) settled = settled.replace(pattern, word);
  return settled;
}

export type Keep = ReturnType<typeof keepIn>;

/** Keeps texts as files of this folder, a tag a line; those of one name are numbered. */
export function keepIn(folder: string, url: string) {
  const names = new Map<string, number>();
  const keep = (name: string, text: string) => {
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const path = join(folder, `${name}${count > 1 ? `-${count}` : ""}.txt`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${settle(text, url).replaceAll("><", ">\n<")}\n`);
  };
  return Object.assign(keep, { count: () => [...names.values()].reduce((sum, count) => sum + count, 0) });
}
