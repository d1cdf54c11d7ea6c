/** What stands in the columns of a list that is a table on a desk, for eyes alone: each row says by itself what it is. */
export function Heads({ names }: { names: readonly string[] }) {
  return (
    <li className="heads" aria-hidden="true">
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </li>
  );
}
