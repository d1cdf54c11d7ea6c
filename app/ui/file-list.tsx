import { fileSize } from "./file-size.ts";
import { TimeIn } from "./time.tsx";
import { useFormat, useText } from "./use.ts";
import { portalText } from "../text/portal.ts";

type Listed = { id: string; name: string; bytes: number; removedAt: number | null };
type Props = { files: Listed[]; to: (file: string) => string };

/** The files of a message, each to be saved; those that are kept no longer say so. */
export function FileList({ files, to }: Props) {
  const { files: words } = useText(portalText);
  const { number } = useFormat();
  if (!files.length) return null;
  return (
    <ul className="files" aria-label={words.of}>
      {files.map(({ id, name, bytes, removedAt }) => {
        const size = fileSize(bytes, number);
        return removedAt ? (
          <li key={id}>
            <span>
              <bdi>{name}</bdi>
              <small>
                {size} · <TimeIn sentence={words.removed} at={removedAt} />
              </small>
            </span>
          </li>
        ) : (
          <li key={id}>
            <a href={to(id)} aria-label={words.download(name, size)}>
              <bdi>{name}</bdi> <small>{size}</small>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
