import { describe, expect, it } from "vitest";
import { ConfigError, missingParts, readConfig } from "#app/config.server.ts";

const enough = {
  APP_URL: "https://portal.example",
  APP_SECRET: "a-secret-for-tests-that-is-long-enough-1",
  SMTP_URL: "smtp://mail.example",
  SUPPORT_EMAIL: "help@norrland.example",
};

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("the environment", () => {
  it("names everything that is missing at once", () => {
    expect(faultsOf({}).map((fault) => fault.split(/[:,]/)[0])).toEqual([
      "APP_URL is missing",
      "APP_SECRET is missing",
      "No way to send mail",
      "Nobody to write to",
    ]);
  });

  it("names everything that is wrong at once, together with what is missing", () => {
    const faults = faultsOf({
      APP_URL: "http://portal.example",
      APP_SECRET: "too short",
      PORT: "eighty",
      LOGIN_LINK_MINUTES: "61",
      STAFF_EMAILS: "sam",
      TRUSTED_PROXY: "my-proxy",
      FEATURES: "billing,chess",
    });
    for (const name of [
      "APP_URL must be https",
      "APP_SECRET must be at least 32 bytes",
      "PORT must be a whole number",
      "LOGIN_LINK_MINUTES must be between 5 and 60",
      "STAFF_EMAILS",
      "TRUSTED_PROXY must be IP addresses",
      "FEATURES",
      "No way to send mail",
    ]) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    }
    expect(faults).toHaveLength(8);
  });

  it("counts an empty variable as unset", () => {
    expect(faultsOf({ ...enough, APP_SECRET: " ", SUPPORT_EMAIL: "" })).toHaveLength(2);
    expect(readConfig({ ...enough, PORT: "", LOGIN_LINK_MINUTES: "", TRUSTED_PROXY: "" })).toMatchObject({
      port: 3000,
      loginLinkMinutes: 15,
      trustedProxies: [],
    });
  });

  it.each([
    ["APP_URL", "https://portal.example/portal"],
    ["APP_URL", "https://user@portal.example"],
    ["APP_URL", "ftp://portal.example"],
    ["APP_SECRET", "x".repeat(31)],
    ["APP_SECRET_OLD", "short"],
    ["SMTP_URL", "mail.example"],
    ["COMPANY_ACCENT", "blue"],
    ["LOGIN_LINK_MINUTES", "4"],
    ["POSTMARK_WEBHOOK_AUTH", "secret"],
    ["POSTMARK_WEBHOOK_AUTH", ":"],
    ["POSTMARK_WEBHOOK_AUTH", "user:"],
    ["SMTP_URL", "smtp://"],
    ["TRUSTED_PROXY", "10.0.0.0/99"],
    ["TRUSTED_PROXY", "::1/129"],
  ])("refuses %s=%s", (name, value) => {
    const faults = faultsOf({ ...enough, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
  });

  it("takes a list of nobody for nobody", () => {
    expect(faultsOf({ ...enough, SUPPORT_EMAIL: "", STAFF_EMAILS: "," })[0]).toMatch(/^Nobody to write to/);
  });

  it("never repeats a secret in what it says", () => {
    const faults = faultsOf({ ...enough, APP_SECRET: "hunter2", APP_SECRET_OLD: "hunter1" });
    expect(faults.join()).not.toContain("hunter");
  });

  it("takes http on localhost, and counts bytes, not letters, of the secret", () => {
    expect(readConfig({ ...enough, APP_URL: "http://localhost:3000" }).secure).toBe(false);
    expect(faultsOf({ ...enough, APP_SECRET: "ö".repeat(16) })).toEqual([]);
  });

  it("passes over a job that is still to come, and refuses one that nobody knows", () => {
    expect([...readConfig({ ...enough, FEATURES: "orders,team" }).features]).toEqual(["orders"]);
    expect(faultsOf({ ...enough, FEATURES: "orders,teams" }).join()).toContain("FEATURES");
  });

  it("says what works less without its setting", () => {
    expect(missingParts(readConfig(enough)).join(" ")).toMatch(/STRIPE_SECRET_KEY.*STRIPE_WEBHOOK_SECRET/);
    expect(missingParts(readConfig(enough)).join(" ")).not.toContain("PLAUSIBLE");
  });
});
