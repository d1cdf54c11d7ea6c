import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases, isPost } from "#tests/tenancy-matrix.ts";
import { openPlace, type Place } from "#tests/tenancy-place.ts";
import type { Who } from "#tests/tenancy-rows.ts";

let town: Awaited<ReturnType<typeof openPlace>>["town"];
let place: Place;
let cookies: Awaited<ReturnType<typeof openPlace>>["cookies"];
beforeAll(async () => {
  ({ town, place, cookies } = await openPlace());
});
afterAll(() => town.end());

const form = "application/x-www-form-urlencoded";
const callers: Who[] = ["owner", "staff", "nobody"];
const ask = (who: Who, path: string, method: string) => {
  const Cookie = cookies[who];
  return town.fetch(path, { method, headers: { Origin: town.config.appUrl, ...(Cookie && { Cookie }) } });
};

/** Whether the answer says how long it may be kept, and, where it is not everybody's, for whom. */
function expectKept(headers: Headers) {
  const kept = headers.get("Cache-Control");
  expect(kept).toMatch(/\b(no-store|no-cache|max-age=\d+)\b/);
  if (!kept!.startsWith("public")) expect(headers.get("Vary")).toMatch(/\bCookie\b.*\bSave-Data\b/);
}

describe("every answer says how long it may be kept, and HEAD is answered as GET is, without a body", () => {
  const reads = cases.filter(([, row]) => !isPost(row));
  it.each(reads.flatMap(([id, row]) => callers.map((who) => [id, who, row] as const)))(
    "%s as %s",
    async (_id, who, row) => {
      const path = row.path(place);
      const [got, headed] = [await ask(who, path, "GET"), await ask(who, path, "HEAD")];
      expect(headed.status).toBe(got.status);
      expect(await headed.text()).toBe("");
      for (const { headers } of [got, headed]) expectKept(headers);
      expect(headed.headers.get("Cache-Control")).toBe(got.headers.get("Cache-Control"));
      await got.arrayBuffer();
    },
  );

  const writes = cases.filter(([, row]) => isPost(row));
  it.each(writes.map(([id, row]) => [id, row] as const))("%s, posted by nobody", async (_id, row) => {
    expectKept((await ask("nobody", row.path(place), "POST")).headers);
  });

  it.each([
    ["is refused", "POST", "/sign-in", { Origin: "https://evil.example" }, 403],
    ["is not there", "GET", "//x", {}, 404],
    ["is not there", "HEAD", "/nowhere", {}, 404],
    ["is not there", "HEAD", "/o/org_never/billing/in_never/pdf", {}, 404],
    ["is not there", "HEAD", "/styles/none.css", {}, 404],
    ["cannot be done", "PUT", "/sign-in", { Origin: "https://portal.example" }, 405],
    ["is too large", "POST", "/sign-in", { Origin: "https://portal.example", "Content-Type": form }, 413],
  ])("%s: %s %s", async (_, method, path, headers, status) => {
    const Cookie = path.startsWith("/o/") ? cookies.owner : "";
    const body = status === 413 ? "a".repeat(1_100_000) : undefined;
    const answer = await town.fetch(path, { method, body, headers: { ...headers, Cookie } as HeadersInit });
    expect(answer.status).toBe(status);
    expectKept(answer.headers);
  });
});
