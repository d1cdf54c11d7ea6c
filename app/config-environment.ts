import { isIP } from "node:net";
import { z } from "zod";
import {
  bareIban,
  ibanFault,
  oldSecretFault,
  secretFault,
  smtpUrlFault,
  stripeKeyFault,
  timeZoneFault,
  tokenFault,
  webhookSecretFault,
} from "./config-checks.ts";
import { features } from "./features.ts";

/** What stands between commas. */
export const list = (value: string) =>
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
/** How Plausible knows a site: in most cases its host. */
const siteName = z
  .string()
  .regex(/^[a-z\d]([a-z\d.-]{0,250}[a-z\d])?$/i, "must be the site's name at Plausible, like portal.example.com");
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

/** Every variable there is, and what it may be; an unset one has its default. */
export const environment = z.object({
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
  PLAUSIBLE_DOMAIN: siteName.optional(),
  PLAUSIBLE_URL: url
    .refine((at) => at.pathname === "/" && !at.search, "must not have a path after the host")
    .optional(),
  PLAUSIBLE_VISITORS: z.enum(["anonymous", "real"], "must be anonymous or real").default("anonymous"),
  PLAUSIBLE_SCRIPT: z.enum(["yes", "no"], "must be yes or no").default("no"),
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
