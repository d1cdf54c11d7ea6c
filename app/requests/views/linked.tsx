/** Text with its links to be pressed. */
export function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, at) =>
    at % 2 ? (
      <a key={at} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
