// What is wrong with a value of the environment, as the end of a sentence that begins with its name; null where nothing is.
// None repeats the value: most are secrets.

type Check = (text: string) => string | null;

/** An env file's own marks, which Docker and systemd hand over as part of the value; a shell's words may each have theirs. */
export const literalFault: Check = (text) => {
  if (/^(["'])((?!\1)[^])*\1$/.test(text.trim())) return "is in quotes, which become part of the value: remove them";
  // "Studio #1" is a name.
  if (/\s#(?!\d)/.test(text))
    return "has a comment after its value, which becomes part of it: put the comment on its own line";
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
  placeholder.test(text) ? "is a placeholder: replace it with the token from your provider" : null;

export const secretFault: Check = (text) => {
  if (placeholder.test(text)) return `is an example that others know${how}`;
  if (Buffer.byteLength(text) < 32) return `must be at least 32 bytes long${how}`;
  if (new Set(text).size < leastCharacters) return `repeats too few characters to be a secret${how}`;
  return null;
};

/** Prefixes: https://docs.stripe.com/keys and https://docs.stripe.com/webhooks/signature */
export const stripeKeyFault: Check = (text) => {
  if (text.startsWith("pk_"))
    return "is a publishable key (pk_…): it needs a restricted one (rk_…) or a secret one (sk_…)";
  if (text.startsWith("whsec_")) return "is a webhook secret (whsec_…): put that in STRIPE_WEBHOOK_SECRET";
  return /^(rk|sk)_(live|test)_\w+$/.test(text) ? null : "must be a Stripe key, like rk_live_…";
};

export const webhookSecretFault: Check = (text) => {
  if (/^(sk|rk|pk)_/.test(text))
    return "is an API key: a webhook secret begins with whsec_; “foyer stripe setup” prints it";
  return /^whsec_[\w+/=-]+$/.test(text)
    ? null
    : "must be a webhook secret, like whsec_…; “foyer stripe setup” prints it";
};

/** ISO 13616: the country and the check digits go to the end, letters count from A = 10, and the whole leaves 1 of 97. */
export const ibanFault: Check = (text) => {
  const iban = bareIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return "must be an IBAN, like DE89 3704 0044 0532 0130 00";
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n ? null : "has a wrong, missing or swapped digit: its check digits don't match";
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
    return "has something after its host: write / # ? @ and % in a password as %2F %23 %3F %40 and %25";
  if (!isDecodable(at.username + at.password)) return "has a % that isn't part of a code: write it as %25";
  if (!at.username !== !at.password) return "needs both a user and a password, or neither";
  if (at.protocol === "smtp:" && at.port === "465")
    return "uses port 465, where TLS is on from the start: write smtps://";
  if (at.protocol === "smtps:" && ["25", "587"].includes(at.port))
    return `uses port ${at.port}, which starts without TLS: write smtp://, and add ?requireTLS=true to insist on TLS`;
  for (const [name, value] of at.searchParams)
    if (!smtpOptions[name]?.(value))
      return `doesn't accept that value of ?${name.slice(0, 40)}, or that option; it accepts ${Object.keys(smtpOptions).join(", ")}`;
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
