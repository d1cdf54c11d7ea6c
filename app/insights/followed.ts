import type { ItemKind } from "../sign-in/item-links.ts";

type Mail = { mailId: string | null; email: string };
/** Where somebody who is signed in was led by a link of a mail, and when in epoch milliseconds. */
export type Followed = { page: string; mail: Mail; item: ItemKind | null; at: number };

const maxFollowed = 1_000;
const followedMs = 30 * 60_000;

/** Remembers for half an hour, of a thousand people at most, which page a mail led them to: what they do there is part of its way. */
export function newFollowed() {
  const all = new Map<string, Followed>();
  return {
    add(personId: string, followed: Followed) {
      all.delete(personId);
      all.set(personId, followed);
      if (all.size > maxFollowed) all.delete(all.keys().next().value!);
    },
    /** What a path is of the page that a mail led somebody to, as "/pdf", with that mail; null where it is not of it. */
    find(personId: string, path: string, now: number): (Followed & { rest: string }) | null {
      const followed = all.get(personId);
      if (!followed || now - followed.at > followedMs || !path.startsWith(followed.page)) return null;
      const rest = path.slice(followed.page.length);
      return /^[/?]/.test(rest) ? { ...followed, rest } : null;
    },
    size: () => all.size,
  };
}
