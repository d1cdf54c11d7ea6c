import { replyText } from "#app/requests/inbound/reply-text.ts";
import { hostileTexts } from "#tests/requests/inbound/hostile-texts.ts";

/** How long the slowest of the hostile mails of 100 kB takes to part into what was said and what was quoted. */
export async function benchReplies() {
  const taken = Object.entries(hostileTexts).map(([name, make]) => {
    const text = make(100_000);
    const began = performance.now();
    replyText(text);
    return { name, ms: performance.now() - began };
  });
  const slowest = taken.reduce((a, b) => (b.ms > a.ms ? b : a));
  console.log(
    `replies: 100 kB of hostile text in at most ${slowest.ms.toFixed(0)} ms (${slowest.name}); wanted < 300 ms`,
  );
}
