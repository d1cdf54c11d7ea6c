import { benchCalm } from "./calm.ts";
import { benchFreshness } from "./freshness.ts";
import { benchIntake } from "./intake.ts";
import { benchPages } from "./pages.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  pages: benchPages,
  intake: benchIntake,
  freshness: benchFreshness,
  calm: benchCalm,
};

// All of them, or those that are named: npm run bench -- intake calm
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches[name]);
if (unknown.length) {
  console.error(`There is no bench ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length && !wanted.includes(name)) continue;
  await bench();
  console.log();
}
process.exit(0);
