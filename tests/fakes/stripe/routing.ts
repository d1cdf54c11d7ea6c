import { PAGING } from "./paging.ts";
import type { Params } from "./params.ts";
import type { World } from "./world.ts";

export type Call = { world: World; params: Params; id: string; childId: string };

export type Route = {
  method: "GET" | "POST" | "DELETE";
  path: string;
  accepts: string[];
  answer: (call: Call) => unknown;
};

/** A resource is the list of its routes; `:id` and `:childId` are the names of ids in paths. */
export const get = (path: string, answer: Route["answer"]): Route => ({
  method: "GET",
  path,
  accepts: ["expand"],
  answer,
});

export const lists = (path: string, accepts: string[], answer: Route["answer"]): Route => ({
  method: "GET",
  path,
  accepts: [...PAGING, ...accepts],
  answer,
});

export const post = (path: string, accepts: string[], answer: Route["answer"]): Route => ({
  method: "POST",
  path,
  accepts: ["expand", ...accepts],
  answer,
});

export const remove = (path: string, answer: Route["answer"]): Route => ({
  method: "DELETE",
  path,
  accepts: [],
  answer,
});
