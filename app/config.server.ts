import type { z } from "zod";
import { literalFault } from "./config-checks.ts";
import { environment, list } from "./config-environment.ts";
import type { Feature } from "./features.ts";

/** The environment is not fit to start with: `faults` names everything that is wrong, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`Foyer can't start:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
  }
}

const plausibleSettings = ["PLAUSIBLE_URL", "PLAUSIBLE_VISITORS", "PLAUSIBLE_SCRIPT"] as const;

export type StripeMode = "live" | "test";
export type Config = ReturnType<typeof readConfig> & {
  /** Where Stripe's key is of another mode than what was read with an earlier one. */
  mixedModes?: { key: StripeMode; data: StripeMode };
};

/** One sentence for each name: what an env file's marks have spoilt is not looked at further. */
function faultsIn(given: Record<string, string | undefined>, issues: readonly z.core.$ZodIssue[]): string[] {
  const spoilt = new Map(
    Object.keys(environment.shape).flatMap((name) => {
      const fault = literalFault(given[name] ?? "");
      return fault ? [[name, fault] as const] : [];
    }),
  );
  const wrong = issues.map(({ path, message }) => [String(path[0]), message] as const);
  const told = [...spoilt, ...wrong.filter(([name]) => !spoilt.has(name))];
  return [...new Set(told.map(([name, fault]) => `${name} ${fault}`))];
}

/**
 * Reads the environment once; an empty variable counts as unset. Throws `ConfigError` with every fault at once. The
 * command line needs only what its command uses, so `forServer: false` leaves out what only the server must have.
 */
export function readConfig(env: Record<string, string | undefined>, { forServer = true } = {}) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  const faults = faultsIn(given, parsed.error?.issues ?? []);
  const production = given.FOYER_MODE !== "development";
  const require = (met: unknown, fault: string) => void (met || faults.push(fault));

  require(given.BANK_IBAN ||
    !(given.BANK_HOLDER || given.BANK_BIC), "BANK_IBAN is missing: BANK_HOLDER and BANK_BIC need it");
  require(given.PLAUSIBLE_DOMAIN ||
    !plausibleSettings.some(
      (name) => given[name],
    ), `PLAUSIBLE_DOMAIN is missing: ${plausibleSettings.join(", ")} need it`);
  if (production && forServer) {
    require(given.APP_URL, "APP_URL is missing: set it to the portal's address, like https://portal.example.com");
    require(given.APP_SECRET, "APP_SECRET is missing: set it to at least 32 random bytes; make one with: openssl rand -base64 32");
    require(given.POSTMARK_SERVER_TOKEN ||
      given.SMTP_URL, "There is no way to send email: set POSTMARK_SERVER_TOKEN or SMTP_URL");
    require(given.SUPPORT_EMAIL ||
      list(given.STAFF_EMAILS ?? "")
        .length, "There is no address for customers' messages: set SUPPORT_EMAIL or STAFF_EMAILS");
  }
  if (!parsed.success || faults.length) throw new ConfigError(faults);

  const e = parsed.data;
  const supportEmail = e.SUPPORT_EMAIL ?? e.STAFF_EMAILS[0] ?? "support@localhost";
  const secrets = [
    e.APP_SECRET ?? "only-for-development-and-never-in-production",
    ...(e.APP_SECRET_OLD ? [e.APP_SECRET_OLD] : []),
  ];
  const origin = (e.APP_URL ?? new URL(`http://localhost:${e.PORT}`)).origin;
  return {
    mode: e.FOYER_MODE,
    appUrl: origin,
    secure: origin.startsWith("https:"),
    secrets: secrets as [string, ...string[]],
    dataDir: e.DATA_DIR,
    host: e.HOST,
    port: e.PORT,
    trustedProxies: e.TRUSTED_PROXY,
    company: {
      name: e.COMPANY_NAME,
      logo: e.COMPANY_LOGO ?? null,
      accent: e.COMPANY_ACCENT.toLowerCase(),
      /** Line by line, as on an envelope, without the name. */
      address: e.COMPANY_ADDRESS,
      vatId: e.COMPANY_VAT_ID ?? null,
      links: {
        imprint: e.COMPANY_IMPRINT_URL?.href ?? null,
        privacy: e.COMPANY_PRIVACY_URL?.href ?? null,
        terms: e.COMPANY_TERMS_URL?.href ?? null,
      },
    },
    /** Where transfers go; null where customers are not to transfer. */
    bank: e.BANK_IBAN
      ? { holder: e.BANK_HOLDER ?? e.COMPANY_NAME.slice(0, 70), iban: e.BANK_IBAN, bic: e.BANK_BIC ?? null }
      : null,
    supportEmail,
    staffEmails: e.STAFF_EMAILS.map((one) => one.toLowerCase()),
    features: new Set<Feature>(e.FEATURES),
    stripe: e.STRIPE_SECRET_KEY
      ? {
          secretKey: e.STRIPE_SECRET_KEY,
          apiUrl: e.STRIPE_API_URL ?? null,
          portalOrigin: e.STRIPE_PORTAL_ORIGIN?.origin ?? null,
        }
      : null,
    stripeWebhookSecrets: e.STRIPE_WEBHOOK_SECRET,
    mail: {
      from: e.MAIL_FROM ?? supportEmail,
      postmark: e.POSTMARK_SERVER_TOKEN ? { token: e.POSTMARK_SERVER_TOKEN, apiUrl: e.POSTMARK_API_URL ?? null } : null,
      smtpUrl: e.SMTP_URL ?? null,
      inboundAddress: e.POSTMARK_INBOUND_ADDRESS ?? null,
      webhookAuth: e.POSTMARK_WEBHOOK_AUTH ?? null,
    },
    /** Where visits are counted besides, and how much of a visitor is told there; null where nothing leaves. */
    plausible: e.PLAUSIBLE_DOMAIN
      ? {
          domain: e.PLAUSIBLE_DOMAIN,
          url: e.PLAUSIBLE_URL?.origin ?? "https://plausible.io",
          visitors: e.PLAUSIBLE_VISITORS,
          hasScript: e.PLAUSIBLE_SCRIPT === "yes",
        }
      : null,
    loginLinkMinutes: e.LOGIN_LINK_MINUTES,
    backups: {
      /** The hour at which one is made each day, where the company is; null where none is. */
      hour: e.BACKUP_HOUR === "off" ? null : Number(e.BACKUP_HOUR),
      keep: { daily: e.BACKUP_KEEP_DAILY, weekly: e.BACKUP_KEEP_WEEKLY },
      /** What a shell runs after each, to copy it to another machine. */
      command: e.BACKUP_COMMAND ?? null,
    },
    /** How long is kept who did what, in milliseconds. */
    logAge: e.AUDIT_LOG_DAYS * 24 * 60 * 60_000,
    logLevel: e.LOG_LEVEL,
    metricsToken: e.METRICS_TOKEN ?? null,
  };
}

/** Where Stripe's pages and files are, as a Content-Security-Policy names them; our forms may lead nowhere else outside. */
export function stripeOrigins({ stripe }: Config): string[] {
  const own = [stripe?.apiUrl?.origin, stripe?.portalOrigin].filter((origin) => origin != null);
  return ["https://stripe.com", "https://*.stripe.com", ...new Set(own)];
}

/** Whether an address is Stripe's: https at stripe.com, or where `STRIPE_API_URL` and `STRIPE_PORTAL_ORIGIN` say it is. */
export function isAtStripe(config: Config, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return /^https:\/\/([a-z0-9-]+\.)*stripe\.com$/.test(origin) || stripeOrigins(config).includes(origin);
}

/** What works less without it, for the log and the staff pages: one sentence for each part that is not set up. */
export function missingParts(config: Config): string[] {
  const missing: string[] = [];
  if (!config.staffEmails.length)
    missing.push("STAFF_EMAILS is not set: only people added with “foyer staff add” can sign in as staff.");
  if (config.mixedModes) missing.push(mixedModes(config.mixedModes));
  else if (!config.stripe) missing.push("STRIPE_SECRET_KEY is not set: the portal gets no invoices.");
  if (!config.stripeWebhookSecrets.length)
    missing.push("STRIPE_WEBHOOK_SECRET is not set: the portal refuses Stripe's webhooks.");
  if (!config.mail.postmark && !config.mail.smtpUrl)
    missing.push(
      "Neither POSTMARK_SERVER_TOKEN nor SMTP_URL is set: emails aren't sent, but kept in the mailbox folder.",
    );
  if (config.mail.postmark && !config.mail.webhookAuth)
    missing.push("POSTMARK_WEBHOOK_AUTH is not set: the portal can't tell which emails arrive or bounce.");
  if (config.backups.hour === null) missing.push("BACKUP_HOUR is off: the portal makes no daily backups.");
  else if (!config.backups.command)
    missing.push("BACKUP_COMMAND is not set: backups stay on the same disk as the database.");
  return missing;
}

/** Why billing is switched off, and the way on. */
export const mixedModes = ({ key, data }: NonNullable<Config["mixedModes"]>): string =>
  `STRIPE_SECRET_KEY works in ${key} mode, but the portal has ${data} data from Stripe, so billing is turned off. ${
    data === "test"
      ? "To switch to live data, stop the portal and run “foyer stripe forget-test-data”."
      : "Set the live key again, and keep test data in a separate DATA_DIR."
  }`;

/** The process's own environment; the only place that reads it. */
export const processEnv = () => process.env;
