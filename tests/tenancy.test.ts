import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { calls } from "#app/feed/calls.ts";
import { limits } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { modules, routes } from "./remix-build.ts";
import { changesOf, idsOf, naming } from "./tenancy-changes.ts";
import { all, cases, isPost, matrix } from "./tenancy-matrix.ts";
import { openPlace, type Place } from "./tenancy-place.ts";
import { everybody, members, type Form, type Row, type Who } from "./tenancy-rows.ts";

/** By a secret that was mailed, by Postmark's password, or not at all. */
const doneByNobody = [
  "routes/$",
  "routes/sign-in_.check",
  "routes/sign-in_.link",
  "routes/sign-in_.link_.again",
  "routes/me.confirm",
  "routes/l.$token_.code",
  "routes/me.address_.check",
  "routes/me.delivery",
  "routes/me.delivery_.code",
  "routes/address.undo",
  "routes/departure.undo",
  "routes/webhooks.postmark",
  "routes/webhooks.postmark_.inbound",
];

let town: Awaited<ReturnType<typeof openPlace>>["town"];
let place: Place;
let cookies: Awaited<ReturnType<typeof openPlace>>["cookies"];
beforeAll(async () => {
  ({ town, place, cookies } = await openPlace());
});
// All of them ask within one minute by the town's clock.
beforeEach(() => void town.system.db.delete(limits).run());
afterAll(() => town.end());

const browserOf = (who: Who) => browserIn(town, { cookie: cookies[who] });

function post(who: Who, path: string, form: Form = {}) {
  const browser = browserOf(who);
  if (!(form instanceof FormData)) return browser.post(path, form, {}, false);
  return browser.request(path, { method: "POST", body: form, headers: { Origin: town.config.appUrl } }, false);
}

const ask = (who: Who, row: Row, path: string) =>
  isPost(row) ? post(who, path, row.form?.(place)) : browserOf(who).request(path, {}, false);

/** What a request answers and changes. */
const changing = (act: Parameters<typeof changesOf<Awaited<ReturnType<typeof ask>>>>[1]) =>
  changesOf(town.connection.sqlite, act);

function expectAnswer(who: Who, { expect: wanted }: Row, { status, html, headers }: Awaited<ReturnType<typeof ask>>) {
  expect(status).toBe(wanted[who] ?? wanted.else);
  if (status === 303 && who === "nobody" && wanted.else !== 303) {
    expect(headers.get("Location")).toMatch(/^\/sign-in/);
  }
  // A form that somebody is asked to mend may name what it is about.
  const isOwnForm = status === 422;
  if (status < 400 || isOwnForm) return;
  const { text, bar } = pageOf(html);
  expect(html).not.toMatch(/INV-ACME|PO-ACME/);
  expect(text.replace(bar.text, "")).not.toContain("Acme GmbH");
}

describe("every route", () => {
  it("is in the matrix, once", () => {
    const ids = [...town.app.direct, ...routes.map((route) => route.id)];
    expect(all.flatMap((rows) => Object.keys(rows)).sort()).toEqual([...ids].sort());
  });

  it("that changes something says for whom", () => {
    const acting = routes.filter(({ file }) => "action" in modules[`../app/${file}`]!).map(({ id }) => id);
    const unsaid = acting.filter((id) => !matrix[id]!.some(({ by }) => by?.length));
    expect(unsaid.sort()).toEqual([...doneByNobody].sort());
  });

  const reads = cases.filter(([, row]) => !isPost(row));
  it.each(reads.flatMap(([id, row]) => everybody.map((who) => [id, who, row] as const)))(
    "%s as %s",
    async (_id, who, row) => {
      expectAnswer(who, row, await ask(who, row, row.path(place)));
    },
  );

  const foreign = cases.filter(([, row]) => row.foreign).map(([id, row]) => [id, row.method ?? "GET", row] as const);
  it.each(foreign)("%s %s of another organization is not there for its own owner", async (_id, _method, row) => {
    const unheard = Object.entries(place).map(([name, id]) => [name, String(id).replace(/_.*/, "_never")]);
    const never = Object.fromEntries(unheard) as Place;
    const real = await changing(() => ask("stranger", row, row.foreign!(town.zebra, place)));
    const unreal = await changing(() => ask("stranger", row, row.foreign!(town.zebra, never)));
    expect([real.answer.status, unreal.answer.status]).toEqual([404, 404]);
    expect(real.answer.html).toBe(unreal.answer.html);
    expect(real.changes).toEqual([]);
  });

  it.each(routes.map((route) => route.id).filter((id) => matrix[id]))("%s gives no data answer", async (id) => {
    const [row] = matrix[id]!;
    const path = row!.path(place);
    const data = path === "/" ? "/_root.data" : `${path}.data`;
    for (const disguised of [data, `${path}?_data=${encodeURIComponent(id)}`]) {
      expect((await browserOf("owner").request(disguised, {}, false)).status).toBe(404);
    }
  });
});

describe("every form", () => {
  const writes = cases.filter(([, row]) => isPost(row));
  it.each(writes.flatMap(([id, row]) => everybody.map((who) => [id, who, row] as const)))(
    "%s as %s changes what they may, and nothing else",
    async (_id, who, row) => {
      const { answer, changes } = await changing(() => ask(who, row, row.path(place)));
      expectAnswer(who, row, answer);
      if (!row.by?.includes(who)) {
        // What somebody typed whose session is over waits for them in their browser.
        expect(changes.filter(({ table }) => !(who === "nobody" && table === "drafts"))).toEqual([]);
        return;
      }
      expect(changes).not.toEqual([]);
      const isOfAcme = members.some((one) => one === who);
      if (isOfAcme) expect(naming(changes, idsOf(town.connection.sqlite, town.zebra))).toEqual([]);
    },
  );

  const misuses = writes.flatMap(([id, row]) => (row.misuse ? [[id, row.misuse] as const] : []));
  it.each(misuses)("%s reaches nothing by another organization's ids", async (_id, misuse) => {
    for (const { who, path, form, status, of } of misuse(place)) {
      const { answer, changes } = await changing(() => post(who, path, form));
      expect([who, path, answer.status]).toEqual([who, path, status]);
      expect(naming(changes, idsOf(town.connection.sqlite, town[of]))).toEqual([]);
    }
  });
});

describe("every call of the feed", () => {
  const every = Object.entries(calls).flatMap(([noun, { methods }]) => {
    const [first, part] = noun.split("/");
    return Object.keys(methods).map((method) => [method, `/api/v1/${first}/PO-7${part ? `/${part}` : ""}`] as const);
  });
  it.each([...every, ["POST", "/api/v1/batch"] as const])(
    "%s %s is nobody's who is signed in",
    async (method, path) => {
      for (const who of everybody) {
        const body = method === "GET" ? {} : { body: "{}", headers: { "Content-Type": "application/json" } };
        const { status, html } = await browserOf(who).request(path, { method, ...body }, false);
        expect([who, status, JSON.parse(html).title]).toEqual([who, 401, "No valid key"]);
      }
    },
  );
});

describe("the types", () => {
  it("take no literal for a handle", async () => {
    const { mine } = await import("#db/tenant.ts");
    const { invoices } = await import("#db/schema/billing.ts");
    // @ts-expect-error a Tenant is made where a right is proven, not written down
    const literal: Parameters<typeof mine>[0] = { db: town.system.db, secrets: town.config.secrets, orgId: town.acme };
    expect(mine(literal, invoices)).toBeDefined();
  });
});
