import type { ApiKey } from "../../company/api-keys.ts";
import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

export type ListedKey = Omit<ApiKey, "hash"> & { isOver: boolean };

/** Keys by name and first characters, what they may, and when they were last used. */
export function KeyList({ keys }: { keys: ListedKey[] }) {
  const { staffKeys: words } = useText(staffText);
  return (
    <ul className="sheet flush list">
      {keys.map((key) => (
        <li key={key.id}>
          <div className="main">
            <span>
              <b>{key.name}</b>
              <span className="tag" data-status={key.isOver ? "void" : "paid"}>
                {key.revokedAt !== null ? words.over : key.isOver ? words.ranOut : words.working}
              </span>
            </span>
            <small>
              {key.start}… · {key.scopes.map((scope) => words.scopes[scope]).join(", ")}
            </small>
            <small>
              <Standing item={key} /> · {words.by(key.createdBy)}
            </small>
          </div>
          {key.isOver ? null : (
            <a className="file" href={paths.revokeKey(key.id)} aria-label={words.revokeNamed(key.name)}>
              {words.revoke}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Standing({ item: { revokedAt, expiresAt, lastUsedAt, isOver } }: { item: ListedKey }) {
  const { staffKeys: words } = useText(staffText);
  if (revokedAt !== null) return <TimeIn sentence={words.ended} at={revokedAt} />;
  if (isOver) return <TimeIn sentence={words.expired} at={expiresAt!} as="dateTime" />;
  return (
    <>
      {lastUsedAt === null ? words.unused : <TimeIn sentence={words.used} at={lastUsedAt} as="dateTime" />}
      {expiresAt === null ? null : (
        <>
          {" · "}
          <TimeIn sentence={words.until} at={expiresAt} as="dateTime" />
        </>
      )}
    </>
  );
}
