import { isIP } from "node:net";
import { z } from "zod";
import {
  bareIban,
  ibanFault,
  literalFault,
  oldSecretFault,
  secretFault,
  smtpUrlFault,
  stripeKeyFault,
  timeZoneFault,
  tokenFault,
  webhookSecretFault,
} from "./config-checks.ts";
import { features, type Feature } from "./features.ts";

/** The environment is not fit to start with: `faults` names everything that is wrong, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`Foyer can't start:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
  }
}

const list = (value: string) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const isAddress = /^[^\s@<>,"]+@[^\s@<>,"]+$/;
const address = z.string().regex(isAddress, "must be an email address");
const mailbox = z
  .string()
  .regex(
    /^([^<>@]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    "must be an address, like billing@example.com or Example <billing@example.com>",
  );
/** A text that the check finds no fault with. */
const checked = (faultOf: (text: string) => string | null) =>
  z.string().superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault) context.addIssue(fault);
  });
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must be between ${from} and ${to}`);

const isLocal = (url: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
const url = z.string().transform((value, context) => {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed && ["http:", "https:"].includes(parsed.protocol)) return parsed;
  context.addIssue("must be a URL, like https://portal.example.com");
  return z.NEVER;
});
const appUrl = url
  .refine((at) => at.protocol === "https:" || isLocal(at), "must be https (http is for localhost only)")
  .refine((at) => at.pathname === "/" && !at.search && !at.hash && !at.username, "must not have a path after the host");
function isNetwork(text: string): boolean {
  const [ip = "", bits, ...rest] = text.split("/");
  const version = isIP(ip);
  if (!version || rest.length) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}
const networks = z
  .string()
  .transform(list)
  .refine((all) => all.every(isNetwork), "must be IP addresses or networks, like 10.0.0.2 or 10.0.0.0/8");

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const environment = z.object({
  FOYER_MODE: z.enum(["production", "development"]).default("production"),
  APP_URL: appUrl.optional(),
  APP_SECRET: checked(secretFault).optional(),
  APP_SECRET_OLD: checked(oldSecretFault).optional(),
  DATA_DIR: z.string().default("./data"),
  HOST: z.string().default("0.0.0.0"),
  PORT: wholeNumber(0, 65535).default(3000),
  TRUSTED_PROXY: networks.default([]),
  COMPANY_NAME: z.string().max(80, "must be at most 80 characters").default("Customer portal"),
  COMPANY_LOGO: z.string().optional(),
  COMPANY_ACCENT: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "must be a colour, like #1f5eff")
    .default("#1f5eff"),
  COMPANY_ADDRESS: z.string().max(300, "must be at most 300 characters").transform(list).default([]),
  COMPANY_VAT_ID: z.string().max(40, "must be at most 40 characters").optional(),
  COMPANY_IMPRINT_URL: url.optional(),
  COMPANY_PRIVACY_URL: url.optional(),
  COMPANY_TERMS_URL: url.optional(),
  BANK_HOLDER: z.string().max(70, "must be at most 70 characters").optional(),
  BANK_IBAN: checked(ibanFault).transform(bareIban).optional(),
  BANK_BIC: z
    .string()
    .transform((text) => text.replace(/\s/g, "").toUpperCase())
    .refine((bic) => /^[A-Z]{6}[A-Z\d]{2}([A-Z\d]{3})?$/.test(bic), "must be a BIC of 8 or 11 characters")
    .optional(),
  SUPPORT_EMAIL: address.optional(),
  STAFF_EMAILS: z
    .string()
    .transform(list)
    .refine((all) => all.every((one) => isAddress.test(one)), "must be email addresses, separated by commas")
    .default([]),
  FEATURES: z
    .string()
    .transform(list)
    .pipe(z.array(z.enum(features, `must be some of ${features.join(", ")}, separated by commas`)))
    .default([...features]),
  STRIPE_SECRET_KEY: checked(stripeKeyFault).optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .transform(list)
    .pipe(z.array(checked(webhookSecretFault)))
    .default([]),
  STRIPE_API_URL: url.optional(),
  STRIPE_PORTAL_ORIGIN: url.optional(),
  MAIL_FROM: mailbox.optional(),
  POSTMARK_SERVER_TOKEN: checked(tokenFault).optional(),
  POSTMARK_API_URL: url.optional(),
  POSTMARK_WEBHOOK_AUTH: z
    .string()
    .regex(/^[^:]+:.+$/, "must be user:password")
    .optional(),
  POSTMARK_INBOUND_ADDRESS: address.optional(),
  SMTP_URL: checked(smtpUrlFault).optional(),
  LOGIN_LINK_MINUTES: wholeNumber(5, 60).default(15),
  BACKUP_HOUR: z
    .string()
    .regex(/^(off|\d|1\d|2[0-3])$/, "must be an hour of the day, 0 to 23, or off")
    .default("3"),
  BACKUP_KEEP_DAILY: wholeNumber(1, 1000).default(7),
  BACKUP_KEEP_WEEKLY: wholeNumber(0, 1000).default(4),
  BACKUP_COMMAND: z.string().optional(),
  /** Node's own: it is only looked at. */
  TZ: checked(timeZoneFault).optional(),
  AUDIT_LOG_DAYS: wholeNumber(180, 36_500).default(400),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
  METRICS_TOKEN: z
    .string()
    .min(16, "must be at least 16 characters long; make one with: openssl rand -hex 24")
    .optional(),
});

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
