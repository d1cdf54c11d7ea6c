import { expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";

it("shows Ada her home and Zoe nothing", async () => {
  const town = openTown();
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  expect(await ada.get(`/o/${town.acme}`)).toMatchObject({ status: 200 });
  const etag = ada.page.headers.get("ETag")!;
  expect((await ada.request(`/o/${town.acme}`, { headers: { "If-None-Match": etag } })).status).toBe(304);
  const zoe = browserIn(town, { cookie: town.signIn(town.zoe.id) });
  expect((await zoe.get(`/o/${town.acme}`)).status).toBe(404);
  expect(town.logLines.join("")).not.toContain("failed");
  town.close();
});
