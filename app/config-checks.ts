// What is wrong with a value of the environment, as the end of a sentence that begins with its name; null where nothing is.
// None repeats the value: most are secrets.

type Check = (text: string) => string | null;

/** An env file's own marks, which Docker and systemd hand over as part of the value; a shell's words may each have theirs. */
export const literalFault: Check = (text) => {
  if (/^(["'])((?!\1)[^])*\1$/.test(text.trim()))
    return "stands in quotes, which become part of the value: write it without";
  // "Studio #1" is a name.
  if (/\s#(?!\d)/.test(text))
    return "has a comment behind its value, which becomes part of it: give it a line of its own";
  return null;
};

const placeholder =
  /change.?(me|this)|replace.?(me|with|this)|your.{0,12}secret|placeholder|openssl|only-for-development|^<.*>$|…/i;
const leastCharacters = 5;

const how = "; make one with: openssl rand -base64 32";

/** One that was good enough for an earlier version is still to be read. */
export const oldSecretFault: Check = (text) =>
  Buffer.byteLength(text) < 32 ? `must be at least 32 bytes long${how}` : null;

/** A token of a form that is not ours to know. */
export const tokenFault: Check = (text) =>
  placeholder.test(text) ? "is a placeholder: write the token that your provider shows" : null;

export const secretFault: Check = (text) => {
  if (placeholder.test(text)) return `is a text that others know${how}`;
  if (Buffer.byteLength(text) < 32) return `must be at least 32 bytes long${how}`;
  if (new Set(text).size < leastCharacters) return `repeats too few characters to be a secret${how}`;
  return null;
};

/** Prefixes: https://docs.stripe.com/keys and https://docs.stripe.com/webhooks/signature */
export const stripeKeyFault: Check = (text) => {
  if (text.startsWith("pk_"))
    return "is a publishable key (pk_…): it needs a restricted one (rk_…) or a secret one (sk_…)";
  if (text.startsWith("whsec_")) return "is a webhook's secret (whsec_…): that is STRIPE_WEBHOOK_SECRET";
  return /^(rk|sk)_(live|test)_\w+$/.test(text) ? null : "must be a key of Stripe's, like rk_live_…";
};

export const webhookSecretFault: Check = (text) => {
  if (/^(sk|rk|pk)_/.test(text))
    return "is a key: a webhook's secret begins with whsec_, and “foyer stripe setup” prints it";
  return /^whsec_[\w+/=-]+$/.test(text)
    ? null
    : "must be a webhook's secret, like whsec_…; “foyer stripe setup” prints it";
};

/** ISO 13616: the country and the check digits go to the end, letters count from A = 10, and the whole leaves 1 of 97. */
export const ibanFault: Check = (text) => {
  const iban = bareIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return "must be an IBAN, like DE89 3704 0044 0532 0130 00";
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n
    ? null
    : "has a digit that is wrong, missing or in another place: its check digits don't fit";
};

export const bareIban = (text: string) => text.replace(/\s/g, "").toUpperCase();

/** https://www.iana.org/time-zones, as this Node knows it: with another name it would silently count in UTC. */
export const timeZoneFault: Check = (text) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return null;
  } catch {
    return "must be a time zone, like Europe/Berlin";
  }
};

const isYesOrNo = (text: string) => text === "true" || text === "false";
const smtpOptions: Readonly<Record<string, (text: string) => boolean>> = {
  requireTLS: isYesOrNo,
  ignoreTLS: isYesOrNo,
  "tls.rejectUnauthorized": isYesOrNo,
  "tls.servername": (text) => /^[\w.-]+$/.test(text),
  name: (text) => /^[\w.-]+$/.test(text),
};

/** nodemailer reads it (https://nodemailer.com/smtp/), and takes every option it knows from its query: ours are these. */
export const smtpUrlFault: Check = (text) => {
  const at = URL.canParse(text) ? new URL(text) : null;
  if (!at || !["smtp:", "smtps:"].includes(at.protocol) || !at.hostname)
    return "must be like smtp://mail.example.com or smtps://user:password@mail.example.com";
  if (at.hash || at.pathname.replace("/", ""))
    return "has something behind its host: write / # ? @ and % in a password as %2F %23 %3F %40 and %25";
  if (!isDecodable(at.username + at.password)) return "has a % that stands for nothing: write it as %25";
  if (!at.username !== !at.password) return "needs both, user and password, or neither";
  if (at.protocol === "smtp:" && at.port === "465") return "speaks TLS from the start on port 465: write smtps://";
  if (at.protocol === "smtps:" && ["25", "587"].includes(at.port))
    return `begins without TLS on port ${at.port}: write smtp://, and ?requireTLS=true to insist on it`;
  for (const [name, value] of at.searchParams)
    if (!smtpOptions[name]?.(value))
      return `takes no ?${name.slice(0, 40)} like that; it takes ${Object.keys(smtpOptions).join(", ")}`;
  if (at.searchParams.get("requireTLS") === "true" && at.searchParams.get("ignoreTLS") === "true")
    return "cannot both require TLS and ignore it";
  return null;
};

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
