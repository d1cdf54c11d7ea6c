import { readFileSync } from "node:fs";
import { startCompany, type Company } from "../run/company.ts";
import { bringFile, signInStaff, until } from "../run/staff-imports.ts";

const sizes = [5_000, 50_000];
/** SQLite keeps 32 MB of pages, and the collector takes its time; a file of fifty thousand lines is 3 MB, its rows 40. */
const maxGrowthMb = 150;
const lookEveryMs = 20;

/** Lines of six columns, one in a thousand of them faulty. */
function csv(lines: number, batch: string): string {
  const rows = Array.from(
    { length: lines },
    (_, n) =>
      `${batch}-${n},${n % 1000 ? "bench" : "nobody"},Chair number ${n},2026-12-01,2 x Oak chair; Felt pads,"Hafenstr. ${n}"`,
  );
  return ["reference,customer,title,promised,items,address 1", ...rows].join("\r\n");
}

const megabytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;

/** Does something, and gives its seconds and the most memory of the portal meanwhile, in megabytes. */
async function watched(company: Company, act: () => Promise<unknown>) {
  let peak = 0;
  const look = () => (peak = Math.max(peak, megabytes(company.pid())));
  const timer = setInterval(look, lookEveryMs);
  const started = performance.now();
  await act();
  look();
  clearInterval(timer);
  return { seconds: (performance.now() - started) / 1000, peak };
}

/** A file of five thousand lines and one of fifty thousand, from its upload until it is taken back: the memory must not grow with the lines. */
export async function benchImports() {
  const company = await startCompany();
  const key = await company.makeKey("Bench");
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  await fetch(`${company.url}/api/v1/organizations/bench`, { method: "PUT", headers, body: '{"name":"Bench Ltd"}' });
  const cookie = await signInStaff(company);
  const play = async (lines: number, batch: string) => {
    const state = (page: string, wanted: string) => until(cookie, page, wanted);
    let page = "";
    const post = (verb: string) =>
      fetch(`${page}/${verb}`, {
        method: "POST",
        redirect: "manual",
        headers: { Cookie: cookie, Origin: company.url },
      });
    const file = csv(lines, batch);
    return {
      upload: await watched(company, async () => (page = await bringFile(company, cookie, file))),
      "dry run": await watched(company, () => state(page, "checked")),
      confirm: await watched(company, async () => {
        await post("confirmation");
        await state(page, "done");
      }),
      "taking back": await watched(company, async () => {
        await post("undo");
        await state(page, "undone");
      }),
    };
  };
  await play(1_000, "warm");
  const quiet = megabytes(company.pid());
  console.log(`imports of CSV files, by a portal of ${quiet.toFixed(0)} MB; the most it grew to`);
  for (const lines of sizes)
    for (const [name, { seconds, peak }] of Object.entries(await play(lines, `n${lines}`))) {
      const grown = peak - quiet;
      const said = `${`${lines} lines, ${name}`.padEnd(34)} ${seconds.toFixed(1).padStart(8)} s`;
      console.log(`${said}  ${grown.toFixed(0).padStart(5)} MB more`);
      if (grown > maxGrowthMb) throw new Error(`That is more than ${maxGrowthMb} MB`);
    }
  await company.close();
}
