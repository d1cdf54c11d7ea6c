import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { maxFilesFormBytes } from "#app/http/bodies.ts";
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
      "There is no way to send email",
      "There is no address for customers' messages",
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
      "There is no way to send email",
    ]) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    }
    expect(faults).toHaveLength(8);
  });

  it.each([
    ["DE89 3704 0044 0532 0130 01", "BANK_IBAN has a wrong, missing or swapped digit"],
    ["GB82 WEST 1234 5698 7654 23", "BANK_IBAN has a wrong, missing or swapped digit"],
    ["12345678", "BANK_IBAN must be an IBAN"],
  ])("takes no account number with a slip in it: %s", (iban, fault) => {
    const faults = faultsOf({ ...enough, BANK_IBAN: iban });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it("takes an account however it is spaced, in the company's name where nothing else is said", () => {
    const env = { ...enough, COMPANY_NAME: "Norrland", BANK_IBAN: "gb82 WEST 1234 5698 7654 32", BANK_BIC: "westgb22" };
    expect(readConfig(env).bank).toEqual({ holder: "Norrland", iban: "GB82WEST12345698765432", bic: "WESTGB22" });
    expect(readConfig(enough).bank).toBeNull();
    expect(faultsOf({ ...enough, BANK_BIC: "WESTGB22" })).toEqual([expect.stringMatching(/^BANK_IBAN is missing/)]);
  });

  it("sends visits to Plausible only with a site's name there, and as little of a visitor as it can", () => {
    expect(readConfig(enough).plausible).toBeNull();
    const env = { ...enough, PLAUSIBLE_DOMAIN: "portal.example" };
    const plain = { domain: "portal.example", url: "https://plausible.io", visitors: "anonymous", hasScript: false };
    expect(readConfig(env).plausible).toEqual(plain);
    const own = { PLAUSIBLE_URL: "http://plausible:8000/", PLAUSIBLE_VISITORS: "real", PLAUSIBLE_SCRIPT: "yes" };
    expect(readConfig({ ...env, ...own }).plausible).toEqual({
      ...plain,
      url: "http://plausible:8000",
      visitors: "real",
      hasScript: true,
    });
    expect(faultsOf({ ...enough, PLAUSIBLE_SCRIPT: "yes" })).toEqual([
      expect.stringMatching(/^PLAUSIBLE_DOMAIN is missing/),
    ]);
    const wrong = { PLAUSIBLE_URL: "https://plausible.io/api", PLAUSIBLE_VISITORS: "all", PLAUSIBLE_SCRIPT: "true" };
    expect(faultsOf({ ...env, ...wrong })).toEqual([
      "PLAUSIBLE_URL must not have a path after the host",
      "PLAUSIBLE_VISITORS must be anonymous or real",
      "PLAUSIBLE_SCRIPT must be yes or no",
    ]);
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
    ["APP_SECRET", "x".repeat(40)],
    ["APP_SECRET", "abc-".repeat(12)],
    ["APP_SECRET", "change-me-to-at-least-32-random-bytes-1"],
    ["APP_SECRET", "only-for-development-and-never-in-production"],
    ["APP_SECRET", "<the output of: head -c 32 /dev/urandom>"],
    ["APP_SECRET_OLD", "too short"],
    ["STRIPE_SECRET_KEY", "pk_live_51Abc"],
    ["STRIPE_SECRET_KEY", "whsec_51Abc"],
    ["STRIPE_SECRET_KEY", "rk_live_…"],
    ["STRIPE_SECRET_KEY", "sk_live_..."],
    ["STRIPE_WEBHOOK_SECRET", "nonsense"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_..."],
    ["STRIPE_WEBHOOK_SECRET", "whsec_new,sk_live_51Abc"],
    ["TZ", "Europe/Norrland"],
    ["TZ", "/etc/localtime"],
    ["SMTP_URL", "smtp://mail.example/inbox"],
    ["SMTP_URL", "smtp://me:pass#word@mail.example"],
    ["SMTP_URL", "smtp://me:100%@mail.example"],
    ["SMTP_URL", "smtp://me@mail.example"],
    ["SMTP_URL", "smtp://mail.example:465"],
    ["SMTP_URL", "smtps://mail.example:587"],
    ["SMTP_URL", "smtps://mail.example?tls.rejectUnauthorised=false"],
    ["SMTP_URL", "smtps://mail.example?tls.rejectUnauthorized=no"],
    ["SMTP_URL", "smtps://mail.example?debug=true"],
    ["SMTP_URL", "smtp://mail.example?requireTLS=true&ignoreTLS=true"],
    ["COMPANY_NAME", '"Norrland Chairs"'],
    ["BACKUP_COMMAND", "'copy-away'"],
    ["POSTMARK_SERVER_TOKEN", "change-me"],
    ["STAFF_EMAILS", "sam@norrland.example;eva@norrland.example"],
    ["FEATURES", "order"],
    ["APP_SECRET", "'a-secret-for-tests-that-is-long-enough-1'"],
    ["PLAUSIBLE_DOMAIN", "https://portal.example"],
    ["PLAUSIBLE_DOMAIN", "portal.example/login"],
    ["PORT", "3000 # behind the proxy"],
    ["STRIPE_SECRET_KEY", "rk_live_51Abc #see below"],
  ])("refuses %s=%s", (name, value) => {
    const faults = faultsOf({ ...enough, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
  });

  it("refuses a level of the log that there is none of by its name, and a token that is soon guessed", () => {
    expect(faultsOf({ ...enough, LOG_LEVEL: "loud" })).toEqual([
      "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent",
    ]);
    expect(faultsOf({ ...enough, METRICS_TOKEN: "short" })[0]).toContain(
      "METRICS_TOKEN must be at least 16 characters",
    );
    expect(readConfig({ ...enough, LOG_LEVEL: "warn" }).logLevel).toBe("warn");
  });

  it("takes a list of nobody for nobody", () => {
    expect(faultsOf({ ...enough, SUPPORT_EMAIL: "", STAFF_EMAILS: "," })[0]).toMatch(
      /^There is no address for customers' messages/,
    );
  });

  it("never repeats a secret in what it says", () => {
    const faults = faultsOf({ ...enough, APP_SECRET: "hunter2", APP_SECRET_OLD: "hunter1" });
    expect(faults.join()).not.toContain("hunter");
  });

  it("takes http on localhost, and counts bytes, not letters, of the secret", () => {
    expect(readConfig({ ...enough, APP_URL: "http://localhost:3000" }).secure).toBe(false);
    expect(faultsOf({ ...enough, APP_SECRET: "åäöüßéèê".repeat(2) })).toEqual([]);
  });

  it.each([
    ["COMPANY_NAME", "Studio #1"],
    ["BACKUP_COMMAND", '"/opt/copy away" "$BACKUP_FILE"'],
    ["MAIL_FROM", '"Chairs, Norrland" <billing@norrland.example>'],
    ["APP_SECRET", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["APP_SECRET", "LsY5v8lV1nM6cR0pQ2xT7uWzA3bK9dEfGhJiOkPqSt4="],
    ["APP_SECRET", "k3<J9x>Qz!pW7_vB2^mT5&yL8*rN4@cF6"],
    ["APP_SECRET", "team-".padEnd(48, "x")],
    ["APP_SECRET_OLD", "change-me-to-at-least-32-random-bytes-1"],
    ["BACKUP_COMMAND", '"/opt/our backup/send" "$BACKUP_FILE"'],
    ["STRIPE_SECRET_KEY", "rk_live_51AbcDEF"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_new, whsec_old"],
    ["TZ", "Europe/Berlin"],
    ["TZ", "UTC"],
    ["SMTP_URL", "smtp://mail.example:2525?ignoreTLS=true"],
    [
      "SMTP_URL",
      "smtps://me%40example.com:p%23ss@mail.example?tls.rejectUnauthorized=false&tls.servername=mail.example",
    ],
    ["SMTP_URL", "smtp://me:pass@[::1]:587?requireTLS=true&name=portal.example"],
  ])("takes %s=%s", (name, value) => {
    expect(faultsOf({ ...enough, [name]: value })).toEqual([]);
  });

  it("takes the jobs it knows, and refuses one that nobody knows", () => {
    expect([...readConfig({ ...enough, FEATURES: "orders,team" }).features]).toEqual(["orders", "team"]);
    expect(faultsOf({ ...enough, FEATURES: "orders,teams" }).join()).toContain("FEATURES");
  });

  it("never repeats a value whose marks or form are wrong", () => {
    const hidden = {
      SMTP_URL: "smtp://me:hunter2@mail.example/x",
      STRIPE_SECRET_KEY: "hunter3",
      APP_SECRET: "'hunter4'",
    };
    expect(faultsOf({ ...enough, ...hidden })).toHaveLength(3);
    expect(faultsOf({ ...enough, ...hidden }).join()).not.toContain("hunter");
  });

  it("says what works less without its setting", () => {
    expect(missingParts(readConfig(enough)).join(" ")).toMatch(/STRIPE_SECRET_KEY.*STRIPE_WEBHOOK_SECRET/);
    expect(missingParts(readConfig(enough)).join(" ")).not.toContain("PLAUSIBLE");
    const without = { ...enough, STAFF_EMAILS: "", SUPPORT_EMAIL: "help@norrland.example" };
    expect(missingParts(readConfig(without))[0]).toMatch(/^STAFF_EMAILS is not set: .*foyer staff add/);
  });
});

describe("the README's foyer.env", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");
  const file = /`foyer\.env`[^]*?```sh\n([^]*?)```/.exec(readme)![1]!;
  /** As Docker reads it: everything behind the first "=" is the value. */
  const env = Object.fromEntries(
    file
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  const real = {
    APP_SECRET: "LsY5v8lV1nM6cR0pQ2xT7uWzA3bK9dEfGhJiOkPqSt4=",
    POSTMARK_SERVER_TOKEN: "0f6a1d4c-93b0-4a55-8d0e-6d9a1c1f7b52",
    STRIPE_SECRET_KEY: "rk_live_51AbcDEF",
    STRIPE_WEBHOOK_SECRET: "whsec_abcDEF123",
  };

  it("does not start as it stands: each empty line that is needed is named", () => {
    const empty = Object.keys(env).filter((name) => !env[name]);
    expect(empty.sort()).toEqual(Object.keys(real).sort());
    const faults = faultsOf(env).join("\n");
    expect(faults.split("\n")).toHaveLength(2);
    for (const name of ["APP_SECRET", "POSTMARK_SERVER_TOKEN"]) expect(faults).toContain(name);
  });

  it("goes with the proxies beside it: a form as large as one may be gets through nginx", () => {
    const [, megabytes] = /client_max_body_size (\d+)m;/.exec(readme)!;
    expect(Number(megabytes) * 1024 * 1024).toBe(maxFilesFormBytes);
    const [, subnet] = /subnet: ([\d./]+)/.exec(readme)!;
    expect(readme).toContain(`TRUSTED_PROXY=${subnet}`);
    expect(faultsOf({ ...env, ...real, TRUSTED_PROXY: subnet! })).toEqual([]);
  });

  it("starts with real values, and nothing in it is unknown", () => {
    expect(faultsOf({ ...env, ...real })).toEqual([]);
    const names = Object.keys(env).filter((name) => !readme.includes(`| \`${name}\``));
    expect(names).toEqual([]);
  });

  it.each(Object.keys(real))("with a placeholder for %s is refused by name", (name) => {
    for (const placeholder of ["change-me", "…", "<fill in>", `${name} # see below`]) {
      const faults = faultsOf({ ...env, ...real, [name]: placeholder });
      expect([placeholder, faults.map((fault) => fault.split(/[ .]/)[0])]).toEqual([placeholder, [name]]);
    }
  });
});
