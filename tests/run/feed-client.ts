export type Item = { put: string; body: object } | { post: string; body: object };

/** The company's own system: sends changes to the feed in batches. Throws where one is refused. */
export async function sendToFeed(url: string, key: string, items: readonly Item[]) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  for (let at = 0; at < items.length; at += 1_000) {
    const body = JSON.stringify({ items: items.slice(at, at + 1_000) });
    const answer = await fetch(`${url}/api/v1/batch`, { method: "POST", headers, body });
    const { results = [] } = (await answer.json()) as { results?: { status: number; problem?: unknown }[] };
    const wrong = answer.ok ? results.find(({ status }) => status >= 300) : answer.status;
    if (wrong) throw new Error(`The feed refused ${JSON.stringify(wrong)}`);
  }
}
