import { createMemorySessionStorage } from "@remix-run/node";
import { Authenticator } from "remix-auth";
import { deriveKey, type Secrets } from "#db/secrets.ts";
import { paths } from "../paths.ts";

const name = "email-link";

// The library formats tokens and reads them back, and no more: whether one is known, used or over is the challenge
// row's to say. So its session is thrown away, its own clock never runs out and its errors are thrown.
async function library(secret: string, onLink: (link: string) => void = () => {}) {
  const { EmailLinkStrategy } = await import("remix-auth-email-link");
  const strategy = new EmailLinkStrategy<string>(
    {
      callbackURL: "/sign-in/link",
      secret: deriveKey(secret, "email-link").toString("hex"),
      linkExpirationTime: Infinity,
      sendEmail: async ({ magicLink }) => onLink(magicLink),
    },
    async ({ email }) => email,
  );
  const throwAway = createMemorySessionStorage({ cookie: { name: "throw-away", secrets: [secret] } });
  return new Authenticator<string>(throwAway, { throwOnError: true }).use(strategy, name);
}

/** A new sign-in token for a canonical address. No visitor's header has a say in it. */
export async function makeToken(secrets: Secrets, appUrl: string, email: string): Promise<string> {
  let link: string | undefined;
  const ask = new Request(new URL(paths.signIn(), appUrl), {
    method: "POST",
    headers: { Host: new URL(appUrl).host, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email }),
  });
  try {
    const links = await library(secrets[0], (made) => (link = made));
    await links.authenticate(name, ask, { successRedirect: paths.signInCheck() });
  } catch (answer) {
    if (!(answer instanceof Response)) throw answer;
  }
  const token = link && new URL(link).searchParams.get("token");
  if (!token) throw new Error("remix-auth-email-link made no link");
  return token;
}

/** The address inside a token, made under any of the secrets; null where none of them opens it. */
export async function emailInToken(secrets: Secrets, appUrl: string, token: string): Promise<string | null> {
  for (const secret of secrets) {
    const links = await library(secret);
    try {
      return await links.authenticate(name, new Request(new URL(paths.signInLink(token), appUrl)));
    } catch {
      continue;
    }
  }
  return null;
}
