import type { Company } from "./company.ts";

/** Signs somebody of the staff in; gives the cookie of their session. */
export async function signInStaff(company: Company, email = "sam@norrland.example"): Promise<string> {
  const link = await company.signInLink(email);
  const body = new URLSearchParams({ token: new URL(link).searchParams.get("token")! });
  const answer = await fetch(link, { method: "POST", redirect: "manual", headers: { Origin: company.url }, body });
  const session = answer.headers.getSetCookie().find((one) => one.startsWith("sid="));
  if (!session) throw new Error(`Signing in was answered ${answer.status}`);
  return session.split(";")[0]!;
}

/** Brings a file of orders; gives the URL of the import's page. */
export async function bringFile({ url }: Company, cookie: string, csv: string): Promise<string> {
  const body = new FormData();
  body.set("file", new File([csv], "orders.csv", { type: "text/csv" }));
  const headers = { Cookie: cookie, Origin: url };
  const answer = await fetch(`${url}/staff/imports`, { method: "POST", redirect: "manual", headers, body });
  if (answer.status !== 303) throw new Error(`The file was answered ${answer.status}`);
  return new URL(answer.headers.get("Location")!, url).href;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Until the import's page says that it is in this state. */
export async function until(cookie: string, page: string, state: string) {
  for (;;) {
    const html = await fetch(page, { headers: { Cookie: cookie } }).then((answer) => answer.text());
    if (html.includes(`data-status="${state}"`)) return;
    if (html.includes('data-status="failed"')) throw new Error("The import failed");
    await pause(200);
  }
}
