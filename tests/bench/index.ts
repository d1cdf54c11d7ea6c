import { benchAbuse } from "./abuse.ts";
import { benchHistories, benchKills } from "./at-length.ts";
import { benchBackfill } from "./backfill.ts";
import { benchCalm } from "./calm.ts";
import { benchCapacity } from "./capacity.ts";
import { benchCounting } from "./counting.ts";
import { benchFeed } from "./feed.ts";
import { keepFigures } from "./figures.ts";
import { benchFreshness } from "./freshness.ts";
import { benchImports } from "./imports.ts";
import { benchIntake } from "./intake.ts";
import { benchOutage } from "./outage.ts";
import { benchPages } from "./pages.ts";
import { benchMemory } from "./memory.ts";
import { benchProcesses } from "./processes.ts";
import { benchScale } from "./scale.ts";
import { benchStaff } from "./staff.ts";
import { benchReplies } from "./replies.ts";
import { benchStart } from "./start.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  pages: benchPages,
  start: benchStart,
  intake: benchIntake,
  feed: benchFeed,
  imports: benchImports,
  freshness: benchFreshness,
  calm: benchCalm,
  backfill: benchBackfill,
  replies: benchReplies,
};

/** Those that take long are played only when they are named. */
const longOnes: typeof benches = {
  histories: benchHistories,
  kills: benchKills,
  outage: benchOutage,
  staff: benchStaff,
  counting: benchCounting,
  scale: benchScale,
  processes: benchProcesses,
  memory: benchMemory,
  capacity: benchCapacity,
  abuse: benchAbuse,
};

// All of them, or those that are named: npm run bench -- intake calm
const wanted = process.argv.slice(2);
const all = { ...benches, ...longOnes };
const unknown = wanted.filter((name) => !all[name]);
if (unknown.length) {
  console.error(`There is no bench ${unknown.join(", ")}; there are: ${Object.keys(all).join(", ")}`);
  process.exit(2);
}
for (const bench of wanted.length ? wanted.map((name) => all[name]!) : Object.values(benches)) {
  await bench();
  console.log();
}
keepFigures();
process.exit(0);
