import type { UsageHow } from "#db/schema/usage.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor } from "../sign-in/handles.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import { countOrLog } from "./batches.ts";
import { isLeftOutAddress } from "../people/leave-out.ts";
import type { Followed } from "./followed.ts";
import { howOfRequest, visitorIn, type AnsweredRequest } from "./hook.ts";
import { linkHitOf, mailIn, noteStep } from "./link-trips.ts";
import { usageOf } from "./usage.ts";

/** What was answered to somebody on the page that a mail led them to, as if they had opened it by the mail's link. */
function asByLink(answered: AnsweredRequest, { mail, item, rest }: Followed & { rest: string }): AnsweredRequest {
  return { ...answered, path: `/l/-${rest}`, memo: new Map<string, unknown>(Object.entries({ mail, item })) };
}

/**
 * Holds back what was answered to a link of a mail until it is known who that was; all the rest is counted at once. Whoever
 * is signed in is led on to the page itself, and what they do there is noted too.
 */
export function linkHook(portal: Portal, count: (answered: AnsweredRequest) => void) {
  const { links, followed } = usageOf(portal);

  const hold = (answered: AnsweredRequest, counts: (how: UsageHow, mailKind: string | null) => void) => {
    const hit = linkHitOf(answered, answered.at)!;
    links.add({
      hit,
      how: howOfRequest(portal, answered),
      settle: (judged) =>
        countOrLog(portal, answered, () => {
          const isCounted = judged === "person" || judged === "likely";
          const how = isCounted && isLeftOutAddress(systemFor(portal), hit.recipient) ? "left-out" : judged;
          counts(how, noteStep(systemFor(portal), answered, hit, how));
        }),
    });
  };

  return (answered: AnsweredRequest) => {
    const { at } = answered;
    const personId = visitorIn(portal, answered)?.personId;
    const mail = mailIn(answered);
    if (mail) {
      const { status, location: page, memo } = answered;
      const item = (memo.get("item") as ItemKind | undefined) ?? null;
      if (personId && status === 303 && page.startsWith("/o/")) followed.add(personId, { page, mail, item, at });
      return hold(answered, (how, mailKind) => count({ ...answered, how, mailKind }));
    }
    count(answered);
    const further = personId ? followed.find(personId, answered.path, at) : null;
    if (further) hold(asByLink(answered, further), () => {});
  };
}
