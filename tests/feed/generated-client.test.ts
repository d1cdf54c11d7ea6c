import { readFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTown } from "#tests/world.ts";

const readme = readFileSync(join(import.meta.dirname, "../../app/feed/README.md"), "utf8");
const [, example = ""] = /^```ts\n(.+?)^```$/ms.exec(readme) ?? [];
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: ["node"],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
};

let town: ReturnType<typeof openTown>;
let client: string;
beforeAll(async () => {
  town = openTown();
  client = astToString(await openapiTS(await (await town.fetch("/api/v1/openapi.json")).json()));
});
afterAll(() => town.close());

/** What is read from the disk, once for all that is asked. */
const kept = new Map<string, ts.SourceFile | undefined>();

/** What TypeScript finds wrong with a file beside the generated `feed.ts`; neither is on the disk. */
function faultsOf(source: string) {
  const files = new Map(
    Object.entries({ "example.ts": source, "feed.ts": client }).map(([name, text]) => [
      join(import.meta.dirname, name),
      text,
    ]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    if (!kept.has(name) || files.has(name)) kept.set(name, getSourceFile(name, ...rest));
    return kept.get(name);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const calling = (calls: string) => `
  import createClient from "openapi-fetch";
  import type { paths } from "./feed.ts";
  const feed = createClient<paths>();
  const params = { path: { reference: "PO-1", eventId: "e-1", externalId: "p-1" } };
  ${calls}`;

describe("a client made by openapi-typescript and openapi-fetch", () => {
  it("takes the README's example", () => {
    expect(example).toContain("openapi-fetch");
    expect(faultsOf(example)).toEqual([]);
  });

  it("is asked for what the feed requires, and reads what it always answers", () => {
    const calls = `
      await feed.PUT("/orders/{reference}", { params, body: { organization: "acme", title: "A bench" } });
      await feed.PUT("/people/{externalId}", { params, body: { email: "ida@acme.example" } });
      await feed.PUT("/organizations/{externalId}", { params, body: { name: "Acme GmbH" } });
      const moved = { step: "shipped", occurredAt: "2026-11-23T08:00:00Z", parcel: { id: "box-1" } };
      await feed.PUT("/orders/{reference}/events/{eventId}", { params, body: moved });
      await feed.DELETE("/orders/{reference}/events/{eventId}", { params });
      const { data } = await feed.GET("/orders/{reference}", { params });
      const kind: "order" | "project" | undefined = data?.kind;
      const names: string[] | undefined = data?.items.map(({ name }) => name);
      console.log(kind, names);`;
    expect(faultsOf(calling(calls))).toEqual([]);
  });

  it("is told what is missing", () => {
    const calls = `
      await feed.PUT("/orders/{reference}", { params, body: { organization: "acme" } });
      await feed.POST("/orders/{reference}/events", { params, body: { eventId: "e-1", step: "shipped" } });`;
    const faults = faultsOf(calling(calls));
    expect(faults).toMatchObject([expect.stringContaining("'title'"), expect.stringContaining("'occurredAt'")]);
  });
});
