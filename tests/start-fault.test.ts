import { createServer } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { startFault } from "#app/start-fault.ts";

const listen = (port: number, host: string) =>
  new Promise<{ port: number; fault?: Error; close: () => void }>((done) => {
    const server = createServer();
    const close = () => void server.close();
    server.once("error", (fault) => done({ port, fault, close: () => {} }));
    server.listen(port, host, () => done({ port: (server.address() as { port: number }).port, close }));
  });

it("says what to do where the port is taken, or is not this machine's", async () => {
  const first = await listen(0, "127.0.0.1");
  const second = await listen(first.port, "127.0.0.1");
  first.close();
  expect(startFault(second.fault!)).toBe(
    `something is already listening at 127.0.0.1:${first.port}. Stop it, or set another PORT`,
  );
  const elsewhere = await listen(0, "192.0.2.1");
  expect(startFault(elsewhere.fault!)).toMatch(/^192\.0\.2\.1 is not an address of this machine\. Set HOST/);
  const forbidden = Object.assign(new Error("listen EACCES"), { code: "EACCES", address: "0.0.0.0", port: 80 });
  expect(startFault(forbidden)).toMatch(/isn't allowed to listen on port 80\. Set PORT to a number above 1023/);
});

it("says what to do where the database is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "foyer-start-"));
  const path = join(folder, "foyer.db");
  writeFileSync(path, "no database ".repeat(1000));
  let fault: Error | undefined;
  try {
    openFile(path, ["a-secret-for-tests-that-is-long-enough-1"]);
  } catch (error) {
    fault = error as Error;
  }
  rmSync(folder, { recursive: true });
  expect(startFault(fault!)).toContain("the database is damaged (file is not a database). Restore a backup");
});

it("leaves what it knows nothing about as it is", () => {
  expect(startFault(Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: "EACCES" }))).toBe(
    "EACCES: permission denied, open 'x'",
  );
  expect(startFault(new Error("anything"))).toBe("anything");
});
