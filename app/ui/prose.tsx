/** A web address up to where its sentence goes on; nothing in it that could turn the line around. */
const address = /(https?:\/\/[^\s<>"'`\p{Cf}\p{Cc}]*[^\s<>"'`\p{Cf}\p{Cc}.,;:!?)\]}])/u;

/** What somebody wrote, as text in its own direction; its web addresses can be pressed. */
export function Prose({ children }: { children: string }) {
  return (
    <div className="said" dir="auto">
      {children.split(address).map((part, at) =>
        at % 2 ? (
          <a key={at} href={part} rel="nofollow noopener noreferrer ugc">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
