import { fileSize } from "./file-size.ts";
import { useFormat, useText } from "./use.ts";

type Props = { files: { id: string; name: string; bytes: number }[]; to: (file: string) => string };

/** The files of a message, each to be saved. */
export function FileList({ files, to }: Props) {
  const { files: words } = useText();
  const { number } = useFormat();
  if (!files.length) return null;
  return (
    <ul className="files" aria-label={words.of}>
      {files.map(({ id, name, bytes }) => {
        const size = fileSize(bytes, number);
        return (
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
