import { unescapeHtml } from "../../http.ts";
import { settle } from "./keep.ts";

export type Mail = { name: string; to: string; links: string[]; text: string };

const textOf = async (url: string) => (await fetch(url)).text();
const plain = (html: string) => unescapeHtml(html.replace(/<[^>]*>/g, ""));

/** Each mail on a page of mails, with its HTML, oldest first. */
async function mailsOn(url: string, path: string): Promise<Mail[]> {
  const sections = (await textOf(url + path)).match(/<section\b[\s\S]*?<\/section>/g) ?? [];
  const mails = sections.map(async (section): Promise<Mail> => {
    const [, title = "", small = ""] = /<h2[^>]*>(.*?)<\/h2><small>(.*?)<\/small>/.exec(section) ?? [];
    const [, kind, to = ""] = /^(\S+) to (\S+),/.exec(plain(small)) ?? [];
    const html = new RegExp(`${path}/[^"]+`).exec(section)?.[0];
    const links = [...section.matchAll(/ href="(http[^"]+)"/g)].map(([, href]) => unescapeHtml(href!));
    return {
      name: kind ? `${kind} to ${to}` : plain(title),
      to,
      links: links.filter((link) => link.startsWith(url)),
      text: section + (html ? await textOf(url + html) : ""),
    };
  });
  return (await Promise.all(mails)).reverse();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Until no mail was sent for three seconds. */
export async function settled(url: string) {
  const count = async () => (await textOf(`${url}/dev/mail`)).split("<section").length;
  for (let before = 0, now = await count(); before !== now; before = now, now = await count()) await pause(3_000);
}

/** The mails that were sent, and all there are: those that were sent, and every one that can be. */
export async function readMails(url: string) {
  const sent = await mailsOn(url, "/dev/mail");
  // Mails of one moment come in any order.
  const mails = sent.sort((a, b) => (settle(a.text, url) < settle(b.text, url) ? -1 : 1));
  const named = (folder: string, some: Mail[]) => some.map((mail) => ({ ...mail, name: `${folder}/${mail.name}` }));
  const all = [...named("mails-sent", mails), ...named("mails-possible", await mailsOn(url, "/dev/emails"))];
  return { mails, all };
}
