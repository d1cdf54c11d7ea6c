import type { Words } from "../text/words.ts";
import { countingWords } from "./text/counting.ts";
import { insightsWords } from "./text/insights.ts";
import { tripsWords } from "./text/trips.ts";

const en = { counting: countingWords, insights: insightsWords, trips: tripsWords };

/** Every sentence about what is counted, by language. */
export const insightsText = { en } satisfies Words;
