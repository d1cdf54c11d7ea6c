import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Company } from "../company.ts";
import { people, startDemo } from "../demo-company.ts";
import { signInStaff } from "../staff-imports.ts";
import { compare } from "./compare.ts";
import { keepIn } from "./keep.ts";
import { readMails, settled } from "./mails.ts";
import { visit, type Visitor } from "./visit.ts";

const nobody: Visitor = {
  name: "nobody",
  starts: ["/", "/sign-in", "/sign-in/check", "/contact", "/contact/sent", "/organizations", "/nowhere"],
};

/** Those who also read in another language. */
const abroad = { ada: ["de-DE", "en-US"], sam: ["de-DE"] };

/** Everybody of the demo, signed in, and nobody. */
async function everybody(company: Company): Promise<Visitor[]> {
  const visitors = [nobody];
  for (const { email } of people) {
    const [name = ""] = email.split("@");
    const visitor = { name, email, cookie: await signInStaff(company, email), starts: ["/", "/me", "/me/confirm"] };
    const languages = abroad[name as keyof typeof abroad] ?? [];
    visitors.push(visitor, ...languages.map((language) => ({ ...visitor, name: `${name}-${language}`, language })));
  }
  return visitors;
}

/** Reads the demo as everybody of it and keeps what was read in this folder, a file for each page and mail. */
async function crawl(out: string) {
  rmSync(out, { recursive: true, force: true });
  const company = await startDemo({
    env: { NODE_OPTIONS: `--import=${join(import.meta.dirname, "ids-in-order.mjs")}` },
  });
  const { url } = company;
  const visitors = await everybody(company);
  await settled(url);
  const { mails, all } = await readMails(url);
  const keep = keepIn(out, url);
  for (const { name, text } of all) keep(name, text);
  const linksTo = ({ email }: Visitor) =>
    mails.filter(({ to }) => !email || to === email).flatMap(({ links }) => links);
  // A download may change what pages say of it, so they all come last.
  const later = [];
  for (const visitor of visitors)
    later.push(await visit(url, { ...visitor, starts: [...visitor.starts, ...linksTo(visitor)] }, keep));
  for (const downloads of later) await downloads();
  console.log(`${keep.count()} pages and mails are in ${out}`);
  await company.close();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  options: { out: { type: "string" }, compare: { type: "boolean" } },
  allowPositionals: true,
});
const [before, after] = positionals;
if (values.compare && before && after) process.exit(compare(before, after));
if (!values.out) {
  console.error("npm run crawl -- --out FOLDER, and then npm run crawl -- --compare FOLDER FOLDER");
  process.exit(2);
}
await crawl(values.out);
process.exit(0);
