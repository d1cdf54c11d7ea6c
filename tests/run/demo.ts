import { watch } from "node:fs";
import { resolve } from "node:path";
import { people, startDemo } from "./demo-company.ts";
import { build } from "./tools.mjs";

/** Only what went wrong is worth a line here: requests and start-up are not. */
const onLine = (line: string) => {
  if (!line.startsWith("{") || /"level":[56]0/.test(line)) console.log(line);
};

const company = await startDemo({ port: Number(process.env.PORT || 3000), onLine });
const { url } = company;

console.log(`\nFoyer runs at ${url} (its data is deleted when you stop it)\n`);
for (const { email, who } of people) console.log(`  ${who}\n  ${await company.signInLink(email)}\n`);
console.log(`  Emails it sends      ${url}/dev/mail\n  All possible emails  ${url}/dev/emails`);
console.log(`  Send it emails at    ${company.inbound.smtpUrl}\n  API key              ${company.key}\n`);

function rebuildOnChange() {
  let due: NodeJS.Timeout | undefined;
  let busy = Promise.resolve();
  const restart = async () => {
    if (build() !== 0) return;
    await company.stop();
    await company.start();
    console.log("Rebuilt and restarted.");
  };
  for (const folder of ["app", "db", "emails"]) {
    watch(resolve(import.meta.dirname, "../..", folder), { recursive: true }, () => {
      clearTimeout(due);
      due = setTimeout(() => (busy = busy.then(restart, restart)), 150);
    });
  }
  console.log("Watching app, db and emails.");
}

if (process.argv.includes("--watch")) rebuildOnChange();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void company.close().then(() => process.exit(0)));
}
