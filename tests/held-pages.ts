import { createApp } from "#app/app.ts";
import { routeBuilds } from "#app/route-builds.ts";
import { remixBuild } from "./remix-build.ts";
import type { World } from "./world.ts";

export type Shown = { status: number; etag: string; html: string };
/** What somebody is shown, and what they would be if nothing were remembered. */
export type Compared = { path: string; shown: Shown; anew: Shown };

const build = remixBuild();
const routing = routeBuilds(build);
const { default: render, ...entry } = build.entry.module;

/** The portal that remembers pages, which says when it does, and the same portal without a memory. */
export function portalWithMemory({ portal, config }: World) {
  let rendered = 0;
  const counted = (...given: Parameters<typeof render>) => {
    rendered++;
    return render(...given);
  };
  const remembering = createApp(portal, { ...build, entry: { module: { ...entry, default: counted } } });

  async function ask(app: typeof remembering, path: string, headers: Record<string, string>): Promise<Shown> {
    const response = await app.fetch(new Request(new URL(path, config.appUrl), { headers }));
    return { status: response.status, etag: response.headers.get("ETag") ?? "", html: await response.text() };
  }
  return {
    anew: (path: string, Cookie: string) =>
      ask(
        createApp(portal, build, () => true, routing),
        path,
        { Cookie },
      ),
    /** `isRendered` where it was not answered from memory. */
    async ask(path: string, Cookie: string, etag?: string) {
      const before = rendered;
      const answer = await ask(remembering, path, { Cookie, ...(etag && { "If-None-Match": etag }) });
      return { ...answer, isRendered: rendered > before };
    },
  };
}

/** A person whose browser holds every page it was shown. */
export function readerOf(portal: ReturnType<typeof portalWithMemory>, signIn: () => string, paths: readonly string[]) {
  const held = new Map<string, Shown>();
  let cookie = signIn();

  async function look(path: string): Promise<Compared[]> {
    const before = held.get(path);
    const answer = await portal.ask(path, cookie, before?.etag);
    const shown = answer.status === 304 ? before! : plain(answer);
    held.set(path, shown);
    // What was rendered for this answer alone is not rendered twice.
    if (answer.isRendered) return [];
    const anew = await portal.anew(path, cookie);
    return [shown, plain(await portal.ask(path, cookie))].map((shown) => ({ path, shown, anew }));
  }
  return {
    /** Opens every page again, and signs in again where the session is over. */
    async look(): Promise<Compared[]> {
      const compared: Compared[] = [];
      for (const path of paths) compared.push(...(await look(path)));
      if (![...held.values()].some(({ status }) => status === 303)) return compared;
      cookie = signIn();
      for (const path of paths) compared.push(...(await look(path)));
      return compared;
    },
  };
}
const plain = ({ status, etag, html }: Shown): Shown => ({ status, etag, html });
