import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const text = readFileSync(resolve(import.meta.dirname, "../Dockerfile"), "utf8");
const [, final = ""] = text.split(/^FROM /m).slice(1);

it("leaves no toolchain in the image, runs as 1000 under tini, and is watched by node", () => {
  expect(final).not.toMatch(/g\+\+|python3|\bmake\b|npm ci/);
  expect(final).toMatch(/^USER 1000$/m);
  expect(final).toMatch(/^ENTRYPOINT \["tini", "--"\]$/m);
  expect(final).toMatch(/^HEALTHCHECK /m);
  expect(text).not.toMatch(/^VOLUME/m);
  expect(text).toMatch(/^ARG COMMIT$[^]*^RUN COMMIT=\$COMMIT npm run build$/m);
  expect(text).toContain("npm_config_nodedir=/usr/local");
});
