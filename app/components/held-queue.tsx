import type { HeldKind, listHeld } from "../models/held-mails.ts";
import { paths } from "../paths.ts";
import { HeldList } from "./held-list.tsx";
import { Empty } from "./page.tsx";
import { useText } from "./use.ts";

type Props = { kind: HeldKind; mails: ReturnType<typeof listHeld>["mails"]; automatic: number };

/** What is held for somebody to look at, and the way to what machines wrote; or that. */
export function HeldQueue({ kind, mails, automatic }: Props) {
  const { heldMails: words, staffRequests } = useText();
  return (
    <>
      {kind === "automatic" ? (
        <p className="quiet">
          {words.automaticWhy} <a href={paths.staffRequests({ queue: "held" })}>{words.backToHeld}</a>
        </p>
      ) : null}
      {mails.length ? (
        <HeldList mails={mails} />
      ) : (
        <Empty icon="requests" title={staffRequests.emptyTitle.held}>
          <p>{staffRequests.empty.held}</p>
        </Empty>
      )}
      {kind === "held" && automatic ? (
        <a className="more start" href={paths.staffRequests({ queue: "held", show: "automatic" })}>
          {words.allAutomatic(automatic)}
        </a>
      ) : null}
    </>
  );
}
