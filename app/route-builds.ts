import type { RequestHandler, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { pageReads } from "./page-reads.ts";
import { bounded } from "./text/bounded.ts";

type RouteObject = Parameters<typeof matchRoutes>[0][number];

const maxShapeBytes = 1024 * 1024;
/** A path has one spelling. */
const caseSensitive = true;
const isAscii = (text: string) => /^[\x21-\x7e]*$/.test(text);

/**
 * Remix's request handler, given for each request a build of only the routes that its path matches: it flattens, ranks
 * and compiles every route of its build several times for each request. Which routes match is asked of Remix itself,
 * once for each shape of path; `matched` gives their ids, outermost first.
 */
export function routeBuilds(build: ServerBuild) {
  const all = Object.values(build.routes);
  const under = (parent?: string): RouteObject[] =>
    all
      .filter((route) => route.parentId === parent)
      .map(
        ({ id, path, index }) =>
          ({ id, path, index, caseSensitive, children: index ? undefined : under(id) }) as RouteObject,
      );
  const tree = under();
  const words = new Set(all.flatMap(({ path = "" }) => path.split("/")));
  const shapes = bounded<string[]>(maxShapeBytes, (ids, shape) => shape.length + ids.join().length);
  const handlers = new Map<string, RequestHandler>();

  const ask = (pathname: string) => (matchRoutes(tree, pathname) ?? []).map(({ route }) => route.id!);

  /** A path in which everything that no route names is the same: all of one shape match the same routes. */
  const shapeOf = (pathname: string) =>
    pathname
      .split("/")
      .map((part) => (words.has(part) ? part : "~"))
      .join("/");

  function matched(pathname: string): string[] {
    if (!isAscii(pathname) || pathname.includes("%")) return ask(pathname);
    const shape = shapeOf(pathname);
    return shapes.get(shape) ?? shapes.keep(shape, ask(shape));
  }

  function handlerFor(ids: string[]): RequestHandler {
    const key = ids.join();
    let handler = handlers.get(key);
    if (!handler) {
      const only = <Route>(routes: Record<string, Route>) =>
        Object.fromEntries(ids.map((id) => [id, { ...routes[id]!, caseSensitive }]));
      const { routes, assets } = build;
      const small = { ...build, routes: only(routes), assets: { ...assets, routes: only(assets.routes) } };
      handlers.set(key, (handler = pageReads(small as ServerBuild)));
    }
    return handler;
  }

  const handle: RequestHandler = (request, context) =>
    handlerFor(matched(new URL(request.url).pathname))(request, context);
  return { handle, matched };
}
