import { createRequestHandler, type AppLoadContext, type EntryContext } from "@remix-run/node";
import type { LoaderFunction, RequestHandler, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Route = ServerBuild["routes"][string];
type Tree = Parameters<typeof matchRoutes>[0];
type Outcome = { given: unknown } | { thrown: unknown };
type LoaderArgs = Parameters<LoaderFunction>[0];

/** What Remix reads from a query itself. */
const isForRemix = /[?&](?:index|_data|_routes)\b/;

/** Whether a loader gave only what the page is made of: neither an answer nor a status or headers. */
const isPlain = (outcome: Outcome) =>
  "given" in outcome && (outcome.given === null || (outcome.given as object | undefined)?.constructor === Object);

async function outcomeOf({ module }: Route, args: LoaderArgs): Promise<Outcome> {
  try {
    return { given: module.loader ? await module.loader(args) : null };
  } catch (thrown) {
    return { thrown };
  }
}

/** The headers of a page whose loaders gave none, as its routes want them. */
function headersOf(routes: Route[]): Headers {
  const none = { loaderHeaders: new Headers(), actionHeaders: new Headers(), errorHeaders: undefined };
  return routes.reduce((parentHeaders, { module: { headers } }) => {
    return new Headers(
      typeof headers === "function" ? headers({ ...none, parentHeaders }) : (headers ?? parentHeaders),
    );
  }, new Headers());
}

/**
 * Remix's request handler for a build of one branch of routes, outermost first, that reads plain pages itself. For each,
 * Remix encodes all that the loaders gave for scripts, which no page has, keeps it for five seconds, and makes two requests
 * anew for every loader: half of what a page cost. Every other answer is Remix's, from what the loaders did already.
 */
export function pageReads(build: ServerBuild): RequestHandler {
  const routes = Object.values(build.routes);
  const done = new WeakMap<AppLoadContext, Map<string, Outcome>>();
  const replaying = ({ id, module }: Route): LoaderFunction | undefined => {
    const { loader } = module;
    return (
      loader &&
      ((args) => {
        const outcome = done.get(args.context)?.get(id);
        if (!outcome) return loader(args);
        if ("thrown" in outcome) throw outcome.thrown;
        return outcome.given as ReturnType<LoaderFunction>;
      })
    );
  };
  const again = routes.map((route) => [route.id, { ...route, module: { ...route.module, loader: replaying(route) } }]);
  const remix = createRequestHandler({ ...build, routes: Object.fromEntries(again) as never }, "production");

  const tree = routes.reduceRight<Tree>(
    (children, { id, path, index, caseSensitive }) =>
      [{ id, path, caseSensitive, ...(index ? { index } : { children }) }] as Tree,
    [],
  );
  const routeModules = Object.fromEntries(routes.map(({ id, module }) => [id, module]));
  const isPage = !!routes.at(-1)?.module.default;

  /** The page, or null where there is more to say than it. */
  async function read(request: Request, context: AppLoadContext, outcomes: Map<string, Outcome>) {
    const { pathname, search } = new URL(request.url);
    const matches = matchRoutes(tree, pathname);
    if (!matches || isForRemix.test(search)) return null;
    const args = { request, context, params: matches[0]!.params };
    const all = await Promise.all(routes.map((route) => outcomeOf(route, args)));
    routes.forEach(({ id }, n) => outcomes.set(id, all[n]!));
    if (!all.every(isPlain)) return null;
    const entry = {
      manifest: build.assets,
      routeModules,
      staticHandlerContext: {
        basename: "/",
        location: { pathname, search, hash: "", state: null, key: "default" },
        matches,
        loaderData: Object.fromEntries(routes.map(({ id }, n) => [id, (all[n] as { given: unknown }).given])),
        actionData: null,
        errors: null,
        statusCode: 200,
        loaderHeaders: {},
        actionHeaders: {},
        activeDeferreds: null,
      },
      renderMeta: {},
      future: build.future,
      isSpaMode: false,
      serializeError: ({ message }: Error) => ({ message }),
    } as unknown as EntryContext;
    return build.entry.module.default(request, 200, headersOf(routes), entry, context) as Promise<Response>;
  }

  return async (request, context = {} as AppLoadContext) => {
    const outcomes = new Map<string, Outcome>();
    let fault: unknown;
    if (request.method === "GET" && isPage) {
      try {
        const page = await read(request, context, outcomes);
        if (page) return page;
      } catch (error) {
        fault = error;
      }
    }
    done.set(context, outcomes);
    const answer = await remix(request, context).finally(() => done.delete(context));
    // What fails for Remix too it shows and logs itself.
    if (fault && answer.status < 500) context.portal.log.error({ err: fault }, "a page was only read by Remix");
    return answer;
  };
}
