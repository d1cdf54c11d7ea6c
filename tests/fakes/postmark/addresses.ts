export type Address = { Email: string; Name: string };

/** The addresses of a `To` such as `"Ada, Acme" <ada@acme.test>, bo@acme.test`; null where one is not an address. */
export function addresses(field: string | undefined): Address[] | null {
  const parts = (field ?? "").match(/(?:"(?:\\.|[^"])*"|[^,])+/g) ?? [];
  const found = parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map(one);
  return found.includes(null) ? null : (found as Address[]);
}

function one(part: string): Address | null {
  const [, name = "", email] = /^(.*?)\s*<([^<>]+)>$/.exec(part) ?? [null, "", part];
  if (!email || !/^[^\s@<>",]+@[^\s@<>",]+$/.test(email)) return null;
  return { Email: email, Name: name.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1") };
}
