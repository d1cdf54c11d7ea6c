import { invalid } from "./failure.ts";
import { list, text } from "./params.ts";
import { pageOf } from "./paging.ts";
import { get, lists, type Route } from "./routing.ts";
import { fetchFrom } from "./world.ts";

const KEPT = 30 * 86_400;
const MAX_TYPES = 20;

export const events: Route[] = [
  lists("/v1/events", ["types", "type", "created", "delivery_success"], ({ world, params }) => {
    const type = text(params.type);
    const types = type ? [type] : list(params.types).map(String);
    if (types.length > MAX_TYPES) throw invalid(`You can only filter by up to ${MAX_TYPES} types.`, { param: "types" });
    const oldest = world.now() - KEPT;
    return pageOf(
      world.state.events,
      params,
      "/v1/events",
      (event) => event.created >= oldest && (types.length === 0 || types.some((one) => matches(one, event.type))),
    );
  }),
  get("/v1/events/:id", ({ world, id }) => fetchFrom(world.state.events, "event", id)),
];

/** `invoice.*` names every event of a kind. */
export function matches(pattern: string, type: string): boolean {
  return pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));
}
