import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linksOf, startPostmark, type SentMail } from "../fakes/postmark/server.ts";
import { startStripe, type StripeStandIn } from "../fakes/stripe/server.ts";
import { readCommand, spawnCommand, startPortal, type PortalProcess } from "./portal-process.ts";

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export type Company = Awaited<ReturnType<typeof startCompany>>;

/**
 * A small company with everything around it: stand-ins for Stripe and Postmark, and the built portal as a process of
 * its own. `env` goes over the defaults; without `FOYER_MODE` it runs as in production.
 */
export async function startCompany(
  options: {
    port?: number;
    env?: Record<string, string>;
    onLine?: (line: string) => void;
    /** What happened at Stripe before the portal was there. */
    before?: (stripe: StripeStandIn) => void;
  } = {},
) {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-company-"));
  const webhookSecret = "whsec_company";
  const secret = "this-company-forgets-everything-when-it-ends";
  const [stripe, postmark] = await Promise.all([startStripe({ now: Date.now }), startPostmark({ now: Date.now })]);
  const env = {
    PORT: String(port),
    APP_URL: url,
    APP_SECRET: secret,
    DATA_DIR: dataDir,
    COMPANY_NAME: "Norrland Chairs",
    COMPANY_ADDRESS: "Lindvägen 4, 903 39 Umeå, Sweden",
    COMPANY_VAT_ID: "SE556677889901",
    COMPANY_IMPRINT_URL: "https://norrland.example/imprint",
    COMPANY_PRIVACY_URL: "https://norrland.example/privacy",
    COMPANY_TERMS_URL: "https://norrland.example/terms",
    BANK_IBAN: "DE89 3704 0044 0532 0130 00",
    SUPPORT_EMAIL: "help@norrland.example",
    STAFF_EMAILS: "sam@norrland.example",
    STRIPE_SECRET_KEY: stripe.apiKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_URL: stripe.url,
    MAIL_FROM: "Norrland Chairs <billing@norrland.example>",
    POSTMARK_SERVER_TOKEN: postmark.token,
    POSTMARK_API_URL: postmark.url,
    ...options.env,
  };
  options.before?.(stripe);
  let portal: PortalProcess = await startPortal(env, options.onLine);

  return {
    url,
    dataDir,
    secret,
    webhookSecret,
    webhookUrl: `${url}/webhooks/stripe`,
    stripe,
    postmark,
    /** The number of the portal's process. */
    pid: () => portal.child.pid!,
    stop: (signal?: NodeJS.Signals) => portal.stop(signal),
    /** Runs one of the portal's commands in its environment; what it says is thrown away. */
    command: (words: string[]) => spawnCommand(env, words),
    /** The same, and gives what it says. Rejects where it fails. */
    read: (words: string[]) => readCommand(env, words),
    /** Makes a key of the feed, as somebody of the company does. */
    async makeKey(name: string): Promise<string> {
      const said = await this.read(["keys", "create", "--name", name, "--scopes", "feed"]);
      return said.trimEnd().split("\n").at(-1)!;
    },
    async start() {
      portal = await startPortal(env, options.onLine);
    },
    /** A second process on the same file, which listens on a port of its own. */
    startBeside: () => startPortal({ ...env, PORT: "0" }, options.onLine),
    /** Asks for a sign-in link as the form does, and gives the mail that comes; again while the portal knows no such person yet. */
    async signInMail(email: string, tries = 3): Promise<SentMail> {
      const before = postmark.sent.length;
      const body = new URLSearchParams({ email });
      const answer = await fetch(`${url}/sign-in`, {
        method: "POST",
        redirect: "manual",
        headers: { Origin: url },
        body,
      });
      if (answer.status !== 303) throw new Error(`Asking for a link was answered ${answer.status}`);
      const isIt = (mail: SentMail) => mail.Tag === "sign-in" && mail.To === email;
      return postmark.waitFor(isIt, { after: before, timeoutMs: 4_000 }).catch((error: unknown) => {
        if (tries <= 1) throw error;
        return this.signInMail(email, tries - 1);
      });
    },
    async signInLink(email: string) {
      return linksOf(await this.signInMail(email)).find((link) => link.includes("/sign-in/link"))!;
    },
    async close() {
      await portal.stop();
      await Promise.all([stripe.close(), postmark.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
