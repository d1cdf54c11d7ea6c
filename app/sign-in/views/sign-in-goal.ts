import { typedIsKept } from "../../paths.ts";

const goals = ["billing", "orders", "requests"] as const;
export type SignInGoal = (typeof goals)[number] | "staff" | "portal";

/** What signing in leads to, by the page that was wanted. */
export function signInGoal(next: unknown): SignInGoal {
  if (typeof next !== "string") return "portal";
  if (/^\/staff(?:[/?]|$)/i.test(next)) return "staff";
  const part = /^\/o\/[^/?]+\/(\w+)/.exec(next)?.[1];
  return goals.find((goal) => goal === part) ?? "portal";
}

/** Whether something that was typed before waits there. */
export const isTypedKept = (next: unknown) =>
  typeof next === "string" && new URLSearchParams(next.split("?")[1]).has(typedIsKept);
