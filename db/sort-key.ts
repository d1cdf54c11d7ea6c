import { sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** Letters that are sorted as another: of the languages of Europe that are written in Latin letters. */
const sortedAs: Readonly<Record<string, string>> = {
  a: "ÀÁÂÃÄÅàáâãäåĀāĂăĄą",
  ae: "Ææ",
  c: "ÇçĆćČč",
  d: "ÐðĎďĐđ",
  e: "ÈÉÊËèéêëĒēĘęĚě",
  g: "Ğğ",
  i: "ÌÍÎÏìíîïİı",
  l: "ŁłĽľ",
  n: "ÑñŃńŇň",
  o: "ÒÓÔÕÖØòóôõöøŐő",
  oe: "Œœ",
  r: "Řř",
  s: "ŚśŞşŠšȘș",
  ss: "ß",
  t: "ŤťȚț",
  u: "ÙÚÛÜùúûüŮůŰű",
  y: "ÝýÿŸ",
  z: "ŹźŻżŽž",
};

const pairs = Object.entries(sortedAs).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain]));

/**
 * What names are sorted by: Ö as o, not after z. SQLite knows no language, and no function of ours may stand in an index: whoever
 * opens the file without the portal could not write to it.
 */
export function sortKey(name: SQLiteColumn): SQL<string> {
  const plain = sql`lower(trim(${name}))`;
  const folded = pairs.reduce<SQL>(
    (text, [letter, as]) => sql`${sql.raw("replace(")}${text}${sql.raw(`, '${letter}', '${as}')`)}`,
    plain,
  );
  return sql`case when ${name} glob '*[^ -~]*' then ${folded} else ${plain} end`;
}
